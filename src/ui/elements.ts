/**
 * The classes of all elements, for who extends one, wraps it or registers it under a tag of their own. Whoever names one here
 * loads it at once; `./ui/define` loads what the first view does not need later.
 */
export { AttributionBeside } from './beside.js'
export { AttributionCard } from './card.js'
export { AttributionCheck } from './check.js'
export { AttributionEvidence } from './evidence.js'
export { AttributionHover } from './hover.js'
export { AttributionLog } from './log-view.js'
export { AttributionPanel } from './panel.js'
export { AttributionSourceForm } from './source-form.js'
export { AttributionSourceList } from './source-list.js'
export { AttributionSpeakers } from './speakers.js'
export { AttributionStatementList } from './statement-list.js'
export { AttributionThread } from './thread.js'
export { AttributionWalk } from './walk.js'
