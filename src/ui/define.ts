/**
 * Registers the elements. The only module here with a side effect; a tag that is already taken stays as it is. What a panel
 * shows first is registered at once, the rest when it is needed, or as soon as the browser has time.
 */
import { AttributionCard, detailsPart } from './card.js'
import { lateElement, loadWhenIdle, offerElements, type LoadElement } from './late.js'
import { AttributionPanel, keysPart } from './panel.js'
import { AttributionStatementList, toolsPart } from './statement-list.js'

const FIRST = {
  'attribution-card': AttributionCard,
  'attribution-statement-list': AttributionStatementList,
  'attribution-panel': AttributionPanel,
}

/** Whoever shows a form for a source loads the form too. */
const withForm = async (load: LoadElement): ReturnType<LoadElement> => {
  const [element] = await Promise.all([load(), lateElement('attribution-source-form').load()])
  return element
}

/** In the order in which they are likely to be asked for. */
const LATE = {
  'attribution-source-form': async () => (await import('./source-form.js')).AttributionSourceForm,
  'attribution-evidence': () => withForm(async () => (await import('./evidence.js')).AttributionEvidence),
  'attribution-thread': async () => (await import('./thread.js')).AttributionThread,
  'attribution-check': async () => (await import('./check.js')).AttributionCheck,
  'attribution-source-list': () =>
    withForm(async () => (await import('./source-list.js')).AttributionSourceList),
  'attribution-beside': async () => (await import('./beside.js')).AttributionBeside,
  'attribution-hover': async () => (await import('./hover.js')).AttributionHover,
  'attribution-walk': async () => (await import('./walk.js')).AttributionWalk,
  'attribution-speakers': async () => (await import('./speakers.js')).AttributionSpeakers,
  'attribution-log': async () => (await import('./log-view.js')).AttributionLog,
}

for (const [name, element] of Object.entries(FIRST))
  if (!customElements.get(name)) customElements.define(name, element)

offerElements(LATE)
loadWhenIdle([detailsPart, toolsPart, ...Object.keys(LATE).map(lateElement), keysPart])
