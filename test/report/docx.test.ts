/** The Word file: comments on the very words, the same bytes every time, opened by LibreOffice. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { fromStatement } from '../../src/model/annotation.js'
import { articleText } from '../../src/model/article.js'
import { EMPTY_DOSSIER, sealDossier } from '../../src/model/dossier.js'
import { checkPolicy } from '../../src/model/policy.js'
import { verifyLog } from '../../src/model/seal.js'
import { reportDOCX, type ReportInput, type ReportOptions } from '../../src/report/index.js'
import { detectIn } from '../../src/cli/detection.js'
import { engineFor } from '../../src/cli/languages.js'
import { readHTML } from '../../src/cli/read-html.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, source } from '../model/sample.js'
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

describe('comments of the Word file', () => {
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

  test('has nothing in it that XML does not allow', async () => {
    for (const text of [...HOSTILE, ']]> &amp; &#0; \uFFFE \uFFFF \uDFFF', '\u0001'.repeat(300)]) {
      const input = hostileInput(text)
      for (const [path, part] of await partsOf(input, hostileOptions(input, text))) {
        assert.doesNotMatch(
          part,
          /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}|&(?!(?:amp|lt|gt|quot|apos|#39|#x?[0-9A-F]+);)/u,
          path,
        )
      }
    }
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
    const { article } = readHTML(readFileSync('demo/article.html', 'utf8'))
    const engine = engineFor(article.lang)
    assert.ok(engine)
    const text = articleText(article)
    const annotations = detectIn(article, engine).map((statement, i) => {
      const own = fromStatement(`s${i}`, statement, text)
      if (i % 2) return own
      return { ...own, review: { status: 'verified', wording: own.target.wording, by: EDITOR, at: AT } }
    })
    assert.ok(annotations.length > 5)
    const input = { article, dossier: { ...EMPTY_DOSSIER, annotations } }
    const pages = (await opened(input, DE)).replace(/\s+/g, ' ')
    for (const { text: block } of article.blocks) {
      const beginning = block.split(/[„“"]/)[0]?.trim().split(' ').slice(0, 6).join(' ') ?? ''
      assert.ok(pages.includes(beginning), beginning)
    }
    for (const i of annotations.keys()) assert.ok(pages.includes(`Aussage ${i + 1}: `), `statement ${i + 1}`)
  })

  test('opens one whose every field is hostile', async () => {
    const words = `${HOSTILE.join(' ')} ]]> \uFFFE`
    const input = hostileInput(words)
    const text = await opened(input, hostileOptions(input, words))
    assert.match(text, /<script>alert\(1\)<\/script>/)
    assert.match(text, /Seite 2/)
  })
})
