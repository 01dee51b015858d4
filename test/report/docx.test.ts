/** The Word file: comments on the very words, the same bytes every time, opened by LibreOffice. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { articleText } from '../../src/model/article.js'
import { EMPTY_DOSSIER, sealDossier } from '../../src/model/dossier.js'
import { checkPolicy } from '../../src/model/policy.js'
import { foldSpace, visible } from '../../src/model/presentation.js'
import { verifyLog } from '../../src/model/seal.js'
import { reportDOCX, type ReportInput, type ReportOptions } from '../../src/report/index.js'
import { annotate, ARTICLE, DOSSIER, source } from '../model/sample.js'
import { STRINGS, titleOf } from '../hostile/strings.js'
import { CHECKED } from './seed.js'
import { DE, EN, FULL, HOSTILE, hostileInput, hostileOptions, INPUT } from './sample.js'

/** The parts of the file by their paths. */
async function partsOf(input: ReportInput, options: ReportOptions): Promise<ReadonlyMap<string, string>> {
  const files = unzipSync(await reportDOCX(input, options))
  return new Map(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]))
}

function partOf(parts: ReadonlyMap<string, string>, path: string): string {
  const part = parts.get(path)
  assert.ok(part !== undefined, path)
  return part
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
}
const plain = (xml: string) =>
  xml.replace(/<[^>]*>/g, '').replace(/&[^;]+;/g, (entity) => ENTITIES[entity] ?? entity)

/** The article's words under each comment, by its id; the report's own numbers are none of them. */
function anchorsOf(document: string): ReadonlyMap<string, string> {
  const body = document.replace(
    /<w:hyperlink(?:(?!<\/w:hyperlink>).)*w:val="StatementNumber".*?<\/w:hyperlink>/gs,
    '',
  )
  const open = new Map<string, string>()
  const anchors = new Map<string, string>()
  const add = (text: string) => {
    for (const [id, before] of open) open.set(id, before + text)
  }
  for (const [token] of body.matchAll(/<w:t[ >].*?<\/w:t>|<w:br\/>|<\/w:p>|<w:commentRange\w+ [^>]*>/gs)) {
    const id = /w:id="(\d+)"/.exec(token)?.[1] ?? ''
    if (token.startsWith('<w:commentRangeStart')) open.set(id, '')
    else if (token.startsWith('<w:commentRangeEnd')) {
      anchors.set(id, open.get(id) ?? 'never begun')
      open.delete(id)
    } else add(token === '</w:p>' ? '\n\n' : token === '<w:br/>' ? '\n' : plain(token))
  }
  assert.deepEqual([...open], [], 'every comment ends')
  return anchors
}

/** First line, author and date of each comment, by its id. */
function commentsOf(xml: string): ReadonlyMap<string, { text: string; author: string; date: string }> {
  return new Map(
    [...xml.matchAll(/<w:comment ([^>]*)>(.*?)<\/w:comment>/gs)].map(([, attributes = '', content = '']) => {
      const attribute = (name: string) => new RegExp(`w:${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
      const text = plain(content.replaceAll('</w:p>', '\n'))
      return [attribute('id'), { text, author: attribute('author'), date: attribute('date') }]
    }),
  )
}

/** What a strict parser finds wrong in a part. */
function faultsIn(xml: string): readonly string[] {
  const faults: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => faults.push(error.message))
  parser.on('doctype', () => faults.push('has a document type'))
  parser.write(xml).close()
  return faults
}

/** Comments, bookmarks, styles and relationships are named where they are, and are where they are named. */
function assertLinked(parts: ReadonlyMap<string, string>): void {
  const document = partOf(parts, 'word/document.xml')
  const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, value]) => value ?? '')
  const comments = all(partOf(parts, 'word/comments.xml'), /<w:comment [^>]*w:id="(\d+)"/g)
  assert.equal(new Set(comments).size, comments.length)
  for (const name of ['commentRangeStart', 'commentRangeEnd', 'commentReference'])
    assert.deepEqual(all(document, new RegExp(`<w:${name} w:id="(\\d+)"`, 'g')).sort(), comments.sort(), name)
  const bookmarks = all(document, /<w:bookmarkStart [^>]*w:name="([^"]*)"/g)
  assert.equal(new Set(bookmarks).size, bookmarks.length)
  for (const anchor of all(document, /w:anchor="([^"]*)"/g)) assert.ok(bookmarks.includes(anchor), anchor)
  const styles = all(partOf(parts, 'word/styles.xml'), /w:styleId="([^"]*)"/g)
  assert.equal(new Set(styles).size, styles.length)
  for (const [path, part] of parts)
    for (const style of all(part, /<w:(?:pStyle|rStyle) w:val="([^"]*)"/g))
      assert.ok(styles.includes(style), `${path}: ${style}`)
  for (const [path, part] of parts) {
    const rels = parts.get(path.replace(/([^/]+)$/, '_rels/$1.rels')) ?? ''
    const ids = all(rels, /Id="([^"]*)"/g)
    assert.equal(new Set(ids).size, ids.length, path)
    for (const id of all(part, / r:id="([^"]*)"/g)) assert.ok(ids.includes(id), `${path}: ${id}`)
  }
}

describe('comments of the Word file', () => {
  test('sets the words of the article apart in what a statement was found by, in text and comments', async () => {
    const options = { ...DE, describeReason: ({ word = '' }: { word?: string }) => `Anführung vor *${word}*` }
    const parts = await partsOf(INPUT, options)
    for (const path of ['word/document.xml', 'word/comments.xml']) {
      const part = partOf(parts, path)
      assert.match(part, /<w:i\/>(?:(?!<w:r>).)*<w:t[^>]*>sagte<\/w:t>/, path)
      assert.match(plain(part), /Anführung vor sagte/, path)
    }
  })

  test('stand on the very words, a comment for each piece, also where statements nest', async () => {
    const parts = await partsOf(INPUT, DE)
    assert.deepEqual(
      [...anchorsOf(partOf(parts, 'word/document.xml')).values()].sort(),
      [
        '„Wir bauen“',
        '„noch im Mai.“',
        'Das werde teuer',
        'kam niemand, der meinte, es sei „Unsinn“',
        '„Unsinn“',
      ].sort(),
    )
  })

  test('overlap, and go on in the next paragraph', async () => {
    const across = 'teuer.\n\nLaut Polizei kam'
    const dossier = {
      ...DOSSIER,
      annotations: [
        annotate('o1', ['Das werde teuer']),
        annotate('o2', [across]),
        annotate('o3', ['kam niemand']),
      ],
    }
    const anchors = anchorsOf(partOf(await partsOf({ article: ARTICLE, dossier }, DE), 'word/document.xml'))
    assert.deepEqual([...anchors.values()], ['Das werde teuer', across, 'kam niemand'])
  })

  test('tell who has checked what, when, and on which grounds', async () => {
    const comments = commentsOf(partOf(await partsOf(INPUT, DE), 'word/comments.xml'))
    const first = comments.get('0')
    assert.equal(first?.author, 'M. K.')
    assert.equal(first.date, '2026-11-24T09:30:00.000Z')
    for (const words of [
      'Aussage 1 · Meier',
      '✓ Bestätigt',
      'Direkt',
      'Mitschnitt gehört',
      'Wir bauen noch im Mai',
      'S. 3',
    ])
      assert.ok(first.text.includes(words), words)
    assert.equal(comments.get('1')?.text.trim(), 'Aussage 1, weiterer Teil')
    const unseen = comments.get('2')
    assert.equal(unseen?.author, 'prosemirror-attribution')
    assert.match(unseen.text, /Ohne Quelle/)
    assert.match(comments.get('3')?.text ?? '', /↻ .*Geprüfter Wortlaut: kam jemand/s)
  })
})

describe('the Word file', () => {
  test('is the same to the byte for the same input, whatever the clock', async (t) => {
    const first = await reportDOCX(INPUT, DE)
    t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2031, 4, 5) })
    assert.deepEqual(await reportDOCX(INPUT, DE), first)
    assert.notDeepEqual(await reportDOCX(INPUT, { ...DE, now: '2026-11-25T12:00:00.000Z' }), first)
  })

  test('says in its properties what it is and when it was made, and names nobody', async () => {
    const parts = await partsOf(INPUT, EN)
    const core = partOf(parts, 'docProps/core.xml')
    assert.match(core, /<dc:title>Verification report: Rat stimmt zu<\/dc:title>/)
    assert.match(core, /<dc:language>en<\/dc:language>/)
    assert.match(core, /<dcterms:created [^>]*>2026-11-24T12:05:00.000Z</)
    assert.doesNotMatch(core, /M\. K\./)
    assert.match(partOf(parts, 'word/styles.xml'), /w:lang w:val="en-GB"/)
    assert.match(partOf(parts, 'word/document.xml'), /w:lang w:val="de-DE"/)
  })

  test('links to safe addresses alone', async () => {
    const bad = source('b', {
      title: 'B',
      url: 'javascript:alert(1)',
      archivedUrl: 'https://example.org/a b',
    })
    const odd = source('o', { title: 'O', url: 'https://example.org/ü?a=1&b=%zz#x#y' })
    const dossier = { ...FULL, sources: [...FULL.sources, bad, odd] }
    const links = partOf(await partsOf({ article: ARTICLE, dossier }, DE), 'word/_rels/document.xml.rels')
    const targets = [...links.matchAll(/Target="([^"]*)" TargetMode="External"/g)].map(([, target]) => target)
    assert.equal(targets[0], 'https://example.org/rat')
    assert.ok(targets.every((target) => target?.startsWith('https://')))
    assert.ok(!links.includes('javascript'))
  })

  for (const text of [...STRINGS, ']]> &amp; &#0; \uFFFE \uFFFF \uDFFF', '\u0001'.repeat(300)])
    test(`is sound in every part, and what its parts name is there: ${titleOf(text)}`, async () => {
      const input = hostileInput(text)
      const parts = await partsOf(input, hostileOptions(input, text))
      for (const [path, part] of parts) {
        assert.deepEqual(faultsIn(part), [], path)
        assert.doesNotMatch(part, /[\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]|\p{Cs}/u, path)
      }
      assertLinked(parts)
      // Nothing is dropped: what cannot be printed is there as its picture.
      const words = plain(partOf(parts, 'word/document.xml').replace(/<\/w:p>|<w:br\/>/g, ' '))
      const shown = visible(text).replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
      assert.ok(foldSpace(words).includes(foldSpace(shown)))
    })

  test('tells who speaks how often, each with the statements', async () => {
    const parts = await partsOf(CHECKED, { ...DE, includeConfidential: true })
    const document = partOf(parts, 'word/document.xml')
    const [table = ''] = document.match(/<w:tbl>.*?<\/w:tbl>/s) ?? []
    const rows = [...table.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) =>
      [...row.matchAll(/<w:tc>.*?<\/w:tc>/gs)].map(([cell]) => plain(cell)),
    )
    assert.deepEqual(rows.slice(0, 3), [
      ['Sprecher', 'direkt', 'indirekt', 'geprüft', 'Aussagen'],
      ['Kassym-Schomart Tokajew, kasachischer Präsident', '2', '4', '3 / 6', '7, 8, 9, 10, 12, 13'],
      ['Leonid Kalaschnikow, Ausschussvorsitzender der russischen Staatsduma', '0', '2', '1 / 2', '3, 4'],
    ])
    assert.deepEqual(rows.at(-2), ['Experten · Ohne Namen', '0', '1', '0 / 1', '11'])
    assert.match(plain(document), /6 Sprecher in 14 Aussagen, 1 davon ohne Namen/)
    const none = await partsOf({ article: ARTICLE, dossier: EMPTY_DOSSIER }, DE)
    assert.doesNotMatch(partOf(none, 'word/document.xml'), /<w:tbl>/)
  })

  test('runs from right to left where the words of the article do', async () => {
    const said = '«ندعو إلى ضبط النفس»'
    const article = {
      title: 'الأمم المتحدة',
      lang: 'ar',
      blocks: [
        { level: 1, text: 'الأمم المتحدة' },
        { level: 0, text: `2022 قال الأمين العام: ${said} (Interfax).` },
        { level: 0, text: 'In Genf hieß es, man sei besorgt.' },
      ],
    }
    const annotations = [annotate('a', [said], { text: articleText(article) })]
    const parts = await partsOf({ article, dossier: { ...EMPTY_DOSSIER, annotations } }, EN)
    const paragraphs = [...partOf(parts, 'word/document.xml').matchAll(/<w:p>.*?<\/w:p>/gs)]
    const told = new Map(
      paragraphs.map(([xml]) => [
        plain(xml),
        { isTurned: xml.includes('<w:bidi/>'), languages: [...xml.matchAll(/<w:lang [^/]*/g)].map(String) },
      ]),
    )
    const arabic = 'w:bidi="ar"'
    for (const words of ['الأمم المتحدة', `2022 قال الأمين العام: ${said}1 (Interfax).`, said]) {
      const { isTurned, languages } = told.get(words) ?? assert.fail(words)
      assert.ok(isTurned, words)
      assert.ok(languages.length > 0 && languages.every((tag) => tag.includes(arabic)), languages.join())
    }
    for (const words of ['Article', 'In Genf hieß es, man sei besorgt.', 'Statement 1: ○ Unchecked'])
      assert.deepEqual(told.get(words), { isTurned: false, languages: [] }, words)
  })

  test('throws for a time that is none', async () => {
    await assert.rejects(reportDOCX(INPUT, { ...DE, now: 'today' }), RangeError)
  })
})

const OFFICE = ['soffice', 'pdftotext'].every(
  (program) => spawnSync(program, ['--version']).error === undefined,
)

describe('LibreOffice', { skip: OFFICE ? false : 'soffice or pdftotext is not installed' }, () => {
  /** What LibreOffice makes of the file, as text with its pages. */
  async function opened(input: ReportInput, options: ReportOptions): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'attribution-docx-'))
    try {
      writeFileSync(join(folder, 'report.docx'), await reportDOCX(input, options))
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
      const args = [
        '--headless',
        profile,
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        join(folder, 'report.docx'),
      ]
      spawnSync('soffice', args, { timeout: 240_000 })
      spawnSync('pdftotext', ['-layout', join(folder, 'report.pdf'), join(folder, 'report.txt')])
      return readFileSync(join(folder, 'report.txt'), 'utf8')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  test('opens the report of a checked article', async () => {
    const dossier = await sealDossier(FULL)
    const log = await verifyLog(dossier.log)
    const text = await opened({ article: ARTICLE, dossier }, { ...DE, check: checkPolicy(dossier), log })
    assert.ok(log.ok && text.includes(log.digest))
    for (const words of [
      'Prüfbericht',
      'Kann noch nicht raus',
      'Aussage 1: ✓ Bestätigt',
      'https://example.org/rat',
      'Seite 1 / ',
    ])
      assert.ok(text.includes(words), words)
  })

  test('opens that of the seed article, with every word of it', async () => {
    const { article } = CHECKED
    const pages = (await opened(CHECKED, DE)).replace(/\s+/g, ' ')
    for (const { text: block } of article.blocks) {
      const beginning = block.split(/[„“"]/)[0]?.trim().split(' ').slice(0, 6).join(' ') ?? ''
      assert.ok(pages.includes(beginning), beginning)
    }
    for (let number = 1; number <= 14; number++)
      assert.ok(pages.includes(`Aussage ${number}: `), `statement ${number}`)
  })

  test('opens one whose every field is hostile', async () => {
    const words = `${HOSTILE.join(' ')} ]]> \uFFFE`
    const input = hostileInput(words)
    const text = await opened(input, hostileOptions(input, words))
    assert.match(text, /<script>alert\(1\)<\/script>/)
    assert.match(text, /Seite 2/)
  })
})
