/** Saving what the editor has: the annotated copy as a page, and the dossier as a file that can be loaded again. */
import type { EditorState } from 'prosemirror-state'
import { dossierToJSON, getArticle, getDossier, publishCheck } from '../../src/index.js'
import { reportHTML } from '../../src/report/index.js'
import { describeReason } from '../../src/text/index.js'

export function saveReport(state: EditorState): void {
  const report = reportHTML(
    { article: getArticle(state), dossier: getDossier(state) },
    { locale: 'en', now: new Date().toISOString(), describeReason, check: publishCheck(state) },
  )
  save('report.html', 'text/html', report)
}

export function saveDossier(state: EditorState): void {
  save('dossier.json', 'application/json', JSON.stringify(dossierToJSON(getDossier(state)), null, 2))
}

function save(name: string, type: string, content: string): void {
  const href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }))
  Object.assign(document.createElement('a'), { href, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
