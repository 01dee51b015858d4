/** The interface as classes; `./ui/define` registers their tags. */
export { bindPanel, focusCard, type BindOptions } from './bind.js'
export { AttributionCard, type DescribeReason } from './card.js'
export type { RequestDetail, SelectDetail, ToggleDetail } from './events.js'
export { AttributionPanel } from './panel.js'
export { AttributionSourceForm } from './source-form.js'
