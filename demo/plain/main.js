/** A page without a bundler: modules from node_modules by the import map of the page, which is all they need. */
import { baseKeymap } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { DOMParser } from 'prosemirror-model'
import { schema } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import {
  attribution,
  attributionKeymap,
  dossierToJSON,
  getArticle,
  getDossier,
  publishCheck,
} from 'prosemirror-attribution'
import { de } from 'prosemirror-attribution/lang/de'
import { reportHTML } from 'prosemirror-attribution/report'
import { createEngine, describeReason } from 'prosemirror-attribution/text'
import { bindPanel } from 'prosemirror-attribution/ui'
import 'prosemirror-attribution/ui/define'

const place = document.querySelector('#editor')
const doc = DOMParser.fromSchema(schema).parse(place)
place.replaceChildren()
const view = new EditorView(place, {
  state: EditorState.create({
    doc,
    plugins: [
      keymap(attributionKeymap),
      keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo }),
      keymap(baseKeymap),
      history(),
      attribution({ engine: createEngine(de), user: () => ({ id: 'mk', name: 'M. K.' }) }),
    ],
  }),
  attributes: { id: 'article', class: 'article', role: 'textbox', 'aria-label': 'Article' },
})
bindPanel(document.querySelector('attribution-panel'), view, { describeReason })

document.querySelector('#report').addEventListener('click', () => {
  const input = { article: getArticle(view.state), dossier: getDossier(view.state) }
  const options = {
    locale: 'en',
    now: new Date().toISOString(),
    describeReason,
    check: publishCheck(view.state),
  }
  save('report.html', 'text/html', reportHTML(input, options))
})
document.querySelector('#dossier').addEventListener('click', () => {
  save('dossier.json', 'application/json', JSON.stringify(dossierToJSON(getDossier(view.state)), null, 2))
})

function save(name, type, content) {
  const href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }))
  Object.assign(document.createElement('a'), { href, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
