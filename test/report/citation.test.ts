import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { reportHTML, reportMarkdown } from '../../src/report/index.js'
import { citationText } from '../../src/report/citation.js'
import { ARTICLE, DOSSIER, source } from '../model/sample.js'
import { DE, EN } from './sample.js'

const FULL = source('q', {
  kind: 'press-release',
  title: 'Rat beschließt Ausbau',
  author: 'Stadt Beispiel',
  publisher: 'Presseamt',
  date: '2026-11-03',
  url: 'https://example.org/rat',
  archivedUrl: 'https://archive.example/rat',
  accessed: '2026-11-24',
})

describe('a citation', () => {
  test('has author, title, kind, publisher, date, addresses and when it was looked at, in this order', () => {
    assert.equal(
      citationText(FULL, DE),
      'Stadt Beispiel: Rat beschließt Ausbau. Pressemitteilung, Presseamt, 3. Nov. 2026, https://example.org/rat (archiviert: https://archive.example/rat; abgerufen 24. Nov. 2026)',
    )
    assert.equal(
      citationText(FULL, EN),
      'Stadt Beispiel: Rat beschließt Ausbau. Press release, Presseamt, 3 Nov 2026, https://example.org/rat (archived: https://archive.example/rat; accessed 24 Nov 2026)',
    )
  })

  test('leaves out what is not known, with its punctuation, and is as exact in dates as was noted', () => {
    assert.equal(citationText(source('q', { title: 'Wer baut?' }), DE), 'Wer baut? Webseite')
    assert.equal(
      citationText(source('q', { title: ' ', date: '2026-11' }), EN),
      'Untitled. Web page, November 2026',
    )
    assert.equal(
      citationText(source('q', { title: '„So nicht!“', date: '2026' }), DE),
      '„So nicht!“ Webseite, 2026',
    )
    assert.equal(
      citationText(source('q', { title: 'Funk', date: 'im Frühjahr', url: 'javascript:alert(1)' }), DE),
      'Funk. Webseite, im Frühjahr',
    )
  })

  test('tells nothing of a confidential source but its stand-in, not even the kind', () => {
    const stub = source('q', { title: 'Vertrauliche Quelle', confidential: true })
    assert.equal(citationText(stub, DE), 'Vertrauliche Quelle')
    assert.equal(citationText(stub, { ...DE, includeConfidential: true }), 'Vertrauliche Quelle. Webseite')
  })

  test('is the same in page and Markdown', () => {
    const input = { article: ARTICLE, dossier: { ...DOSSIER, sources: [{ ...FULL, id: 'q1' }] } }
    const item = /<section class="sources"[^]*?<\/section>/.exec(reportHTML(input, DE))?.[0] ?? ''
    const words = item.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    assert.match(
      words,
      /Q1 Stadt Beispiel: Rat beschließt Ausbau\. Pressemitteilung, Presseamt, 3\. Nov\. 2026 https:\S+ Archiviert: https:\S+ abgerufen 24\. Nov\. 2026 Zu Aussage 1/,
    )
    const markdown = reportMarkdown(input, DE).replaceAll('\\', '')
    assert.ok(
      markdown.includes(
        '**Q1** Stadt Beispiel: Rat beschließt Ausbau. Pressemitteilung, Presseamt, 3. Nov. 2026. <https://example.org/rat> Archiviert: <https://archive.example/rat> abgerufen 24. Nov. 2026. Zu Aussage 1',
      ),
      markdown,
    )
  })
})
