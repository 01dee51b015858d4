/** Registers the elements. The only module here with a side effect; a tag that is already taken stays as it is. */
import { AttributionCard } from './card.js'
import { AttributionPanel } from './panel.js'
import { AttributionSourceForm } from './source-form.js'

const ELEMENTS = {
  'attribution-source-form': AttributionSourceForm,
  'attribution-card': AttributionCard,
  'attribution-panel': AttributionPanel,
}

for (const [name, element] of Object.entries(ELEMENTS))
  if (!customElements.get(name)) customElements.define(name, element)
