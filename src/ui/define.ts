/** Registers the elements. The only module here with a side effect; a tag that is already taken stays as it is. */
import { AttributionBeside } from './beside.js'
import { AttributionCard } from './card.js'
import { AttributionCheck } from './check.js'
import { AttributionEvidence } from './evidence.js'
import { AttributionHover } from './hover.js'
import { AttributionLog } from './log-view.js'
import { AttributionPanel } from './panel.js'
import { AttributionSourceForm } from './source-form.js'
import { AttributionSourceList } from './source-list.js'
import { AttributionSpeakers } from './speakers.js'
import { AttributionStatementList } from './statement-list.js'
import { AttributionThread } from './thread.js'
import { AttributionWalk } from './walk.js'

const ELEMENTS = {
  'attribution-source-form': AttributionSourceForm,
  'attribution-evidence': AttributionEvidence,
  'attribution-source-list': AttributionSourceList,
  'attribution-thread': AttributionThread,
  'attribution-card': AttributionCard,
  'attribution-check': AttributionCheck,
  'attribution-log': AttributionLog,
  'attribution-speakers': AttributionSpeakers,
  'attribution-beside': AttributionBeside,
  'attribution-hover': AttributionHover,
  'attribution-statement-list': AttributionStatementList,
  'attribution-walk': AttributionWalk,
  'attribution-panel': AttributionPanel,
}

for (const [name, element] of Object.entries(ELEMENTS))
  if (!customElements.get(name)) customElements.define(name, element)
