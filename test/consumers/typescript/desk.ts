/** The ten lines of the README, and what a host builds on: types of values, elements and events. */
import { Editor } from '@tiptap/core'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution, getDossier, type AttributionOptions, type Dossier } from 'prosemirror-attribution'
import { de } from 'prosemirror-attribution/lang/de'
import { parseDossier } from 'prosemirror-attribution/model'
import { reportHTML } from 'prosemirror-attribution/report'
import { createEngine, describeReason } from 'prosemirror-attribution/text'
import { Attribution } from 'prosemirror-attribution/tiptap'
import { bindPanel, type AttributionPanel } from 'prosemirror-attribution/ui'
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

export function verify(): readonly string[] {
  const editor = new Editor({ extensions: [Attribution.configure(options)] })
  editor.chain().focus().setStatus('verified').addComment('So ist es.').run()
  // @ts-expect-error A note is a string: Tiptap's commands are really typed.
  editor.can().setNote(1)
  return editor.storage.attribution.annotations.map(({ id }) => id)
}

// @ts-expect-error A status that there is not in an option that there is not: the types are really read.
attribution({ engin: null })

export { reportHTML }
