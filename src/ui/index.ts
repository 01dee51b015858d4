/**
 * The interface: what binds it to an editor, its words, and the types of its elements. `./ui/define` registers their tags,
 * `./ui/elements` has their classes.
 */
export type { AttributionBeside, Box, Placement, TextPlace } from './beside.js'
export { type BindHoverOptions, bindBeside, bindHover } from './bind-beside.js'
export { type BindOptions, bindPanel, focusCard } from './bind.js'
export type { AttributionCard, DescribeReason } from './card.js'
export type { AttributionCheck } from './check.js'
export type { FilterDetail, RequestDetail, SelectDetail, SourceDetail, ToggleDetail } from './events.js'
export type { AttributionEvidence } from './evidence.js'
export type { AttributionHover } from './hover.js'
export type { AttributionLog } from './log-view.js'
export { type Catalogue, type Messages, addCatalogue } from './messages/index.js'
export type { AttributionPanel, View } from './panel.js'
export type { ResolveSource, ResolvedSource } from './resolve.js'
export type { AttributionSourceForm, SourceFormMode } from './source-form.js'
export type { AttributionSourceList } from './source-list.js'
export type { AttributionSpeakers } from './speakers.js'
export type { AttributionStatementList, WalkDetail } from './statement-list.js'
export type { AttributionThread } from './thread.js'
export type { AttributionWalk } from './walk.js'
