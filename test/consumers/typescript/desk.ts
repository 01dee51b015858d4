/** The ten lines of the README, and what a host builds on: types of values, elements and events. */
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution, getDossier, type AttributionOptions, type Dossier } from 'prosemirror-attribution'
import { de } from 'prosemirror-attribution/lang/de'
import { parseDossier } from 'prosemirror-attribution/model'
import { reportHTML } from 'prosemirror-attribution/report'
import { createEngine, describeReason } from 'prosemirror-attribution/text'
import { AttributionPanel, bindPanel } from 'prosemirror-attribution/ui'
import 'prosemirror-attribution/ui/define'

export function open(state: EditorState, place: HTMLElement): () => void {
  const view = new EditorView(place, { state })
  const panel: AttributionPanel = document.createElement('attribution-panel')
  panel.locale = 'de'
  return bindPanel(panel, view, { describeReason })
}

const options: AttributionOptions = { engine: createEngine(de), user: () => ({ id: 'mk', name: 'M. K.' }) }
export const plugin = attribution(options)

export const save = (view: EditorView): Dossier => getDossier(view.state)

export function load(json: string): Dossier | null {
  const parsed = parseDossier(json)
  return parsed.ok ? parsed.value : null
}

// @ts-expect-error A status that there is not in an option that there is not: the types are really read.
attribution({ engin: null })

export { reportHTML }
