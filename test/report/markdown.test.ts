import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Marked, type Token } from 'marked'
import { reportMarkdown } from '../../src/report/index.js'
import { DE, EN, HOSTILE, hostileInput, hostileOptions, INPUT } from './sample.js'

function tokensOf(markdown: string): readonly Token[] {
  const all: Token[] = []
  const marked = new Marked()
  marked.walkTokens(marked.lexer(markdown), (token) => void all.push(token))
  return all
}

describe('the Markdown report', () => {
  test('sets the words of the article apart in what a statement was found by', () => {
    const options = { ...DE, describeReason: ({ word = '' }: { word?: string }) => `Anführung vor *${word}*` }
    assert.match(reportMarkdown(INPUT, options), /^- Erkannt an: Anführung vor \*sagte\*$/m)
  })

  test('says what the page says', () => {
    const text = reportMarkdown(INPUT, DE)
    for (const part of [
      '# Prüfbericht: Rat stimmt zu',
      '**1 von 5 geprüft**',
      '⟦„Wir bauen“⟧, sagte Meier, ⟦„noch im Mai.“⟧¹ ⟦Das werde teuer⟧².',
      '⟦kam niemand, der meinte, es sei ⟦„Unsinn“⟧⁴⟧³.',
      '### 1 ✓ Bestätigt',
      '### 3 ↻ Strittig · Wortlaut geändert',
      '- Geprüfter Wortlaut: kam jemand',
      '- Zeitangabe: am Dienstag',
      '- Weg der Aussage: Lokalzeit → Polizei',
      '- Status von: M. K., 24.11.2026, 09:30 · Wortlaut seither unverändert',
      'Wir bauen noch im Mai \\(Angesehen von M. K., 24.11.2026, 09:30; Wortlaut stimmt überein\\)',
      '## Sprecher',
      '2 Sprecher in 5 Aussagen. 2 Aussagen nennen keinen Sprecher.',
      '- **Polizei**: 1 direkt, 1 indirekt, 0 / 2 geprüft – Aussagen 3, 5',
      '## Aussagen ohne Stelle im Text',
      'Ursprung: Q1 Titel q1, S. 3 – Wir bauen noch im Mai',
      '<https://example.org/rat>',
      'Eine Stelle wurde als keine Aussage ausgeblendet.',
    ])
      assert.ok(text.includes(part), `${part} in:\n${text}`)
    assert.match(reportMarkdown(INPUT, EN), /\*\*1 of 5 checked\*\*/)
  })

  const harmless = hostileInput('harmlos')
  const shape = tokensOf(reportMarkdown(harmless, hostileOptions(harmless, 'harmlos')))
    .filter(({ type }) => type !== 'escape' && type !== 'text')
    .map(({ type }) => type)

  for (const text of HOSTILE)
    test(`shows ${JSON.stringify(text)} as text wherever it stands`, () => {
      const input = hostileInput(text)
      const markdown = reportMarkdown(input, hostileOptions(input, text))
      const tokens = tokensOf(markdown)
      for (const type of ['html', 'image', 'code', 'codespan', 'table', 'link', 'del', 'def', 'hr'])
        assert.ok(
          !tokens.some((token) => token.type === type),
          `${type} in:\n${markdown}\n${JSON.stringify(tokens.find((token) => token.type === type))}`,
        )
      const headings = (list: readonly string[]) => list.filter((type) => type === 'heading').length
      assert.equal(headings(tokens.map(({ type }) => type)), headings(shape))
      assert.doesNotMatch(markdown, /[\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000E-\u001F\uD800-\uDFFF]/)
    })
})
