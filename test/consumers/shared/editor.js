/** What a host writes: an editor whose statements are marked, and the panel beside it. Shared by all projects for browsers. */
import { Schema } from 'prosemirror-model'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution } from 'prosemirror-attribution'
import { de } from 'prosemirror-attribution/lang/de'
import { createEngine, describeReason } from 'prosemirror-attribution/text'
import { bindPanel } from 'prosemirror-attribution/ui'
import 'prosemirror-attribution/ui/define'

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'text*', toDOM: () => ['p', 0] },
    text: {},
  },
})

/** Puts editor and panel into `place`; gives what ends both. */
export function mount(place) {
  const doc = schema.node('doc', null, [
    schema.node('paragraph', null, [schema.text('„Wir kommen morgen“, sagte Anna Meier.')]),
  ])
  const plugins = [attribution({ engine: createEngine(de) })]
  const view = new EditorView(place, { state: EditorState.create({ doc, plugins }) })
  const panel = document.createElement('attribution-panel')
  panel.locale = 'de'
  place.append(panel)
  const unbind = bindPanel(panel, view, { describeReason })
  return () => {
    unbind()
    panel.remove()
    view.destroy()
  }
}
