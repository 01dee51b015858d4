/** Hostile words that are written out and read in again are the same words. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { articleText } from '../../src/model/article.js'
import { EMPTY_DOSSIER, parseDossier, type Dossier, type Parsed } from '../../src/model/dossier.js'
import {
  parseCSL,
  parseWebAnnotations,
  reportCSL,
  reportJSON,
  reportWebAnnotation,
} from '../../src/report/index.js'
import { folderWith, run } from '../cli/program.js'
import { annotate, ARTICLE, AT, source } from '../model/sample.js'
import { DE, hostileInput } from '../report/sample.js'
import { STRINGS, titleOf } from './strings.js'

const ASKED = { ...DE, includeConfidential: true, includeContacts: true, includeThreads: true }

/** Every field that takes words of anybody, with `text` in it; what a form would not take is not there. */
function dossierWith(text: string): Dossier {
  const person = { id: 'x', name: text }
  const own = annotate('a', ['Das werde teuer'], {
    speakerIs: { kind: 'named', name: text, office: text },
    outlet: text,
    when: text,
    note: text,
    anonymity: text,
    review: { status: 'verified', wording: text, by: person, at: AT },
    evidence: [
      {
        ...{ id: 'e', sourceId: 'q', relation: 'origin', passage: text, locator: text, translated: false },
        by: person,
        at: AT,
      } as const,
    ],
  })
  return {
    ...EMPTY_DOSSIER,
    annotations: [own],
    sources: [source('q', { title: text, author: text, publisher: text, note: text, contact: text })],
    log: [{ at: AT, by: person, action: 'set-note', subject: 'a', before: '', after: text, seal: null }],
  }
}

function assertBack<T>(parsed: Parsed<T>, expected: unknown, told: (value: T) => unknown): void {
  assert.ok(parsed.ok, JSON.stringify(parsed))
  assert.deepEqual(told(parsed.value), expected)
}

describe('hostile words written out and read in again', () => {
  for (const text of STRINGS) {
    const dossier = dossierWith(text)
    const input = { article: ARTICLE, dossier }

    test(`are the same in the JSON export: ${titleOf(text)}`, () => {
      assertBack(parseDossier(reportJSON(input, ASKED)), dossier, (value) => value)
    })

    test(`are the same as Web Annotations: ${titleOf(text)}`, () => {
      const written = reportWebAnnotation(input, ASKED)
      assertBack(
        parseWebAnnotations(written, articleText(ARTICLE)),
        { annotations: dossier.annotations, sources: dossier.sources },
        ({ annotations, sources }) => ({ annotations, sources }),
      )
    })

    test(`are the same as CSL-JSON: ${titleOf(text)}`, () => {
      assertBack(parseCSL(reportCSL(input, ASKED)), dossier.sources, (sources) => sources)
    })
  }

  test('come through convert, to every format and back, without a crash', async (t) => {
    const all = STRINGS.filter((text) => text.length < 100).join(' ')
    const written = reportJSON({ article: ARTICLE, dossier: dossierWith(all) }, ASKED)
    const folder = folderWith(t, { 'a.json': written, 'a.txt': articleText(ARTICLE) })
    const back = await run(['convert', 'a.json', '--to', 'json'], { folder })
    assert.deepEqual([back.code, back.stderr], [0, []])
    for (const format of ['html', 'md', 'csv', 'csl', 'docx', 'webannotation']) {
      const args = ['convert', 'a.json', '--to', format, '--include-contacts', '-o', `a.${format}`]
      const { code, stderr } = await run(args, { folder })
      assert.deepEqual([code, stderr], [0, []], format)
    }
    const page = readFileSync(join(folder, 'a.html'), 'utf8')
    assert.doesNotMatch(page, /<script|\u202E/)
    const again = await run(
      [
        'convert',
        'a.webannotation',
        '--from',
        'webannotation',
        '--article',
        'a.txt',
        '--to',
        'json',
        '--include-contacts',
      ],
      {
        folder,
      },
    )
    const read = parseDossier(again.stdout)
    assert.ok(read.ok, again.stderr.join('\n'))
    assert.equal(read.value.annotations[0]?.note, all.trim())
  })

  test('are refused by convert with their place where a field cannot have them', async (t) => {
    const { article, dossier } = hostileInput('\uD83D')
    const folder = folderWith(t, { 'a.json': reportJSON({ article, dossier }, ASKED) })
    const { code, stdout, stderr } = await run(['convert', 'a.json', '--to', 'md'], { folder })
    assert.deepEqual([code, stdout], [2, ''])
    assert.match(stderr.join('\n'), /a\.json: annotations\[0\]\.\S+ /)
  })
})
