import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkByPolicy, checkJSON, checkLines } from '../../src/cli/check-answer.js'
import { dossierToJSON, type Dossier } from '../../src/model/dossier.js'
import { DEFAULT_POLICY, type Policy } from '../../src/model/policy.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, source, TEXT } from '../model/sample.js'
import { folderWith, run } from './program.js'

const PAGE = `<!doctype html><html lang="de"><title>Seite</title><body><article>${ARTICLE.blocks
  .map(({ level, text }) => (level ? `<h${level}>${text}</h${level}>` : `<p>${text}</p>`))
  .join('\n')}</article>`
const fileOf = (dossier: Dossier) => JSON.stringify(dossierToJSON(dossier))

const POLICY: Policy = {
  ...DEFAULT_POLICY,
  rules: [
    {
      id: 'reviewed',
      severity: 'blocks',
      text: { de: 'Noch nicht geprüft.', en: 'Not reviewed yet.' },
      isBroken: ({ review }) => review.at === null,
    },
    {
      id: 'evidence',
      severity: 'warns',
      text: { de: 'Ohne Beleg.', en: 'No evidence.' },
      isBroken: ({ evidence }) => !evidence.length,
    },
  ],
}

const OPTIONS = { locale: 'de', file: 'a.html' } as const

describe('the answer to "can this go out?"', () => {
  test('names each statement with its place, its words and the rule, in text order', () => {
    const input = { article: ARTICLE, dossier: DOSSIER }
    assert.deepEqual(checkLines(input, checkByPolicy(DOSSIER, POLICY), OPTIONS), [
      'a.html: Kann noch nicht raus (1 von 2 geprüft)',
      'a.html:3:42: hält auf: Das werde teuer: Noch nicht geprüft. [reviewed]',
      'a.html:3:42: Hinweis: Das werde teuer: Ohne Beleg. [evidence]',
    ])
    const english = checkLines(input, checkByPolicy(DOSSIER, POLICY), { ...OPTIONS, locale: 'en' })
    assert.match(english[1] ?? '', /blocks: Das werde teuer: Not reviewed yet\./)
  })

  test('gives programs offsets into the text', () => {
    const answer = checkJSON({ article: ARTICLE, dossier: DOSSIER }, checkByPolicy(DOSSIER, POLICY), OPTIONS)
    const { blocks } = answer as { blocks: readonly { start: number; end: number; line: number }[] }
    const [first] = blocks
    assert.ok(first)
    assert.equal(TEXT.slice(first.start, first.end), 'Das werde teuer')
    assert.equal(first.line, 3)
  })

  test('tells what was overridden, and nothing of a confidential source in the reason', () => {
    const own = annotate('a2', ['Das werde teuer'], {
      kind: 'indirect',
      overrides: [
        {
          rule: 'reviewed',
          reason: 'Hans Geheim steht dafür ein',
          wording: 'Das werde teuer',
          by: EDITOR,
          at: AT,
        },
      ],
    })
    const secret = source('s', { title: 'Hans Geheim', confidential: true })
    const dossier = { ...DOSSIER, annotations: [own], sources: [secret] }
    const input = { article: ARTICLE, dossier }
    const check = checkByPolicy(dossier, POLICY)
    assert.equal(check.outcome, 'warns')
    assert.equal(
      checkLines(input, check, OPTIONS)[2],
      'a.html:3:42: ausgesetzt: Das werde teuer: Noch nicht geprüft. Grund: [Vertrauliche Quelle] steht dafür ein (M. K.) [reviewed]',
    )
    assert.doesNotMatch(JSON.stringify(checkJSON(input, check, OPTIONS)), /Geheim/)
  })

  test('has no place where the words are gone', () => {
    const gone = annotate('g', ['Das werde teuer'])
    const dossier = { ...DOSSIER, annotations: [{ ...gone, target: { ...gone.target, detached: true } }] }
    const lines = checkLines({ article: ARTICLE, dossier }, checkByPolicy(dossier, POLICY), OPTIONS)
    assert.match(lines[1] ?? '', /^a\.html: hält auf: „Das werde teuer“/)
  })
})

describe('check', () => {
  const EMPTY: Dossier = { annotations: [], sources: [], log: [] }

  test('ends with 0 where nothing blocks, and says so', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': fileOf(EMPTY) })
    const { code, stdout, stderr } = await run(['check', 'a.html', 'a.json'], { folder })
    assert.deepEqual([code, stdout, stderr], [0, 'a.html: Kann raus (0 von 0 geprüft)\n', []])
    const { stdout: english } = await run(['check', 'a.html', 'a.json', '--locale', 'en'], { folder })
    assert.equal(english, 'a.html: Can go out (0 of 0 checked)\n')
  })

  test('takes the article from a pipe, as a page or as text, and the annotations too', async (t) => {
    const text = ARTICLE.blocks.map(({ text }) => text).join('\n\n')
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': fileOf(DOSSIER) })
    const usual = await run(['check', 'a.html', 'a.json'], { folder })
    const piped = { ...usual, stdout: usual.stdout.replaceAll('a.html', 'stdin') }
    assert.equal(usual.code, 1)
    assert.deepEqual(await run(['check', '-', 'a.json'], { folder, input: PAGE }), piped)
    assert.deepEqual(await run(['check', '-', 'a.json', '--lang', 'de'], { folder, input: text }), piped)
    const utf16 = Buffer.from(`\ufeff${PAGE}`, 'utf16le')
    assert.deepEqual(await run(['check', '-', 'a.json'], { folder, input: utf16 }), piped)
    assert.deepEqual(await run(['check', 'a.html', '-'], { folder, input: fileOf(DOSSIER) }), usual)
    const { code, stdout } = await run(['report', '-', 'a.json', '--format', 'md'], { folder, input: PAGE })
    assert.equal(code, 0)
    assert.match(stdout, /Das werde teuer/)
  })

  test('says that a pipe is one file only, and names it where something is wrong with it', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': fileOf(DOSSIER) })
    const both = await run(['report', '-', '-'], { folder, input: PAGE })
    assert.deepEqual(both, {
      code: 2,
      stdout: '',
      stderr: ['stdin: has been read already: only one file can be "-"'],
    })
    const { code, stderr } = await run(['check', 'a.html', '-'], { folder, input: '{' })
    assert.equal(code, 2)
    assert.match(stderr[0] ?? '', /^stdin: not JSON/)
    const large = await run(['check', '-', 'a.json', '--max-size', '0.0001'], { folder, input: PAGE })
    assert.match(large.stderr[0] ?? '', /^stdin: larger than/)
  })

  test('writes one line of JSON when asked', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': fileOf(DOSSIER) })
    const { stdout, stderr } = await run(['check', 'a.html', 'a.json', '--json'], { folder })
    assert.deepEqual(stderr, [])
    assert.equal(stdout.trimEnd().split('\n').length, 1)
    const answer = JSON.parse(stdout) as { file: string; outcome: string; coverage: { total: number } }
    assert.equal(answer.file, 'a.html')
    assert.equal(answer.coverage.total, 2)
  })

  test(
    'ends with 1 where a statement is not checked',
    { skip: DEFAULT_POLICY.rules.length === 0 && 'the default policy has no rules yet' },
    async (t) => {
      const folder = folderWith(t, { 'a.html': PAGE, 'a.json': fileOf(DOSSIER) })
      const { code, stdout } = await run(['check', 'a.html', 'a.json'], { folder })
      assert.equal(code, 1)
      assert.match(stdout, /^a\.html: Kann noch nicht raus \(1 von 2 geprüft\)\n/)
      assert.match(stdout, /^a\.html:3:42: hält auf: Das werde teuer: .+ \[.+\]$/m)
    },
  )

  test('holds the article against the rules in a file, one by one and in an archive', async (t) => {
    const off = { severities: { ...Object.fromEntries(DEFAULT_POLICY.rules.map(({ id }) => [id, 'off'])) } }
    const record = { id: 1, article: TEXT, annotations: dossierToJSON(DOSSIER) }
    const folder = folderWith(t, {
      'a.html': PAGE,
      'a.json': fileOf(DOSSIER),
      'a.jsonl': `${JSON.stringify(record)}\n`.repeat(40),
      'off.json': JSON.stringify(off),
      'odd.json': '{"severities":{"nope":"off"}}',
      'worse.json': '{"settings":{"sourcesForPlural":0},"rules":[]}',
    })
    for (const input of [['a.html', 'a.json'], ['a.jsonl']]) {
      assert.equal((await run(['check', ...input], { folder })).code, 1)
      const { code, stderr } = await run(['check', ...input, '--policy', 'off.json'], { folder })
      assert.deepEqual([code, stderr], [0, []])
    }
    const odd = await run(['check', 'a.html', 'a.json', '--policy', 'odd.json'], { folder })
    assert.deepEqual([odd.code, odd.stderr], [2, ['odd.json: No rule is called "nope"']])
    const worse = await run(['check', 'a.html', 'a.json', '--policy', 'worse.json'], { folder })
    assert.equal(worse.code, 2)
    assert.match(worse.stderr[0] ?? '', /^worse\.json: rules: /)
  })

  test('takes annotations of other tools by what is in the file', async (t) => {
    const target = [{ selector: [{ type: 'TextQuoteSelector', exact: 'Das werde teuer' }] }]
    const row = { id: 'x', uri: 'https://h.example/', user: 'acct:a@b.example', text: '?', target }
    const record = { id: 1, article: TEXT, annotations: { rows: [row] } }
    const folder = folderWith(t, {
      'a.html': PAGE,
      'h.json': JSON.stringify({ rows: [row] }),
      'h.jsonl': JSON.stringify(record),
    })
    for (const input of [['a.html', 'h.json'], ['h.jsonl']]) {
      const { code, stdout } = await run(['check', ...input, '--json'], { folder })
      assert.notEqual(code, 2)
      assert.equal((JSON.parse(stdout) as { coverage: { total: number } }).coverage.total, 1)
    }
    const mixed = await run(['check', 'a.html', 'h.jsonl'], { folder })
    assert.equal(mixed.code, 2)
    assert.match(mixed.stderr[0] ?? '', /takes JSON Lines by themselves, not "h\.jsonl" beside other files/)
  })

  test('ends with 2 on bad input or arguments, and says why', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': '{"format"', 'b.json': fileOf(EMPTY) })
    const told = async (...args: string[]) => {
      const { code, stdout, stderr } = await run(['check', ...args], { folder })
      assert.deepEqual([code, stdout], [2, ''])
      return stderr.join('\n')
    }
    assert.match(await told('a.html'), /check needs an ARTICLE and its ANNOTATIONS\.json/)
    assert.match(await told('a.html', 'a.json'), /^a\.json: not JSON/)
    assert.match(await told('none.html', 'b.json'), /^none\.html: no such file/)
    assert.match(await told('a.html', 'b.json', '--policy', 'x'), /unknown policy "x"; known: default/)
    assert.match(await told('a.html', 'b.json', 'c'), /not also "c"/)
  })
})
