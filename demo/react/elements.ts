/** The elements as React components: properties and events typed, as `@lit/react` makes them. */
import { createComponent, type EventName } from '@lit/react'
import * as react from 'react'
import type { ReviewAction } from '../../src/model/index.js'
import { AttributionBeside, AttributionPanel } from '../../src/ui/elements.js'
import type { SelectDetail } from '../../src/ui/index.js'
import '../../src/ui/define.js'

const events = {
  onAction: 'attribution-action' as EventName<CustomEvent<ReviewAction>>,
  onSelect: 'attribution-select' as EventName<CustomEvent<SelectDetail>>,
}

export const Panel = createComponent({
  react,
  tagName: 'attribution-panel',
  elementClass: AttributionPanel,
  events,
})

export const Beside = createComponent({
  react,
  tagName: 'attribution-beside',
  elementClass: AttributionBeside,
  events,
})
