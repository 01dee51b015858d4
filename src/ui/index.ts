/** The interface as classes; `./ui/define` registers their tags. */
export { bindPanel, focusCard, type BindOptions } from './bind.js'
export { AttributionCard, type DescribeReason } from './card.js'
export type { RequestDetail, SelectDetail, ToggleDetail } from './events.js'
export { AttributionPanel } from './panel.js'
export { addCatalogue, type Catalogue, type Messages } from './messages/index.js'
export type { ResolvedSource, ResolveSource } from './resolve.js'
export { AttributionSourceForm } from './source-form.js'
