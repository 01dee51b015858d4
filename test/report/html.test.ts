import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { HtmlValidate } from 'html-validate/node'
import { parseHTML } from 'linkedom'
import { reportHTML, type ReportInput, type ReportOptions } from '../../src/report/index.js'
import { EMPTY_DOSSIER } from '../../src/model/dossier.js'
import { checkPolicy, DEFAULT_POLICY } from '../../src/model/policy.js'
import { annotate, ARTICLE } from '../model/sample.js'
import { DE, EN, FULL, HOSTILE, hostileInput, hostileOptions, INPUT } from './sample.js'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'svg-focusable': 'off', 'long-title': 'off' },
})

async function assertValid(page: string): Promise<void> {
  const { results } = await validator.validateString(page)
  const messages = results.flatMap((result) =>
    result.messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  )
  assert.deepEqual(messages, [])
}

function read(input: ReportInput = INPUT, options: ReportOptions = DE): Document {
  return parseHTML(reportHTML(input, options)).document as unknown as Document // linkedom has the standard's interfaces
}

const words = (element: Element | null): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim()

describe('the HTML report', () => {
  test('is valid in German and English', async () => {
    await assertValid(reportHTML(INPUT, DE))
    await assertValid(reportHTML(INPUT, EN))
    await assertValid(reportHTML({ article: ARTICLE, dossier: EMPTY_DOSSIER }, DE))
    await assertValid(
      reportHTML({ article: { title: '', lang: '', blocks: [] }, dossier: EMPTY_DOSSIER }, DE),
    )
  })

  test('stands alone: loads nothing and runs nothing', () => {
    const document = read()
    assert.equal(document.querySelectorAll('script, link, img, iframe, object, base, form').length, 0)
    assert.match(
      document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '',
      /default-src 'none'; style-src 'unsafe-inline'/,
    )
    assert.doesNotMatch(reportHTML(INPUT, DE), /@import|url\(/)
  })

  test('marks the words of every statement in the article, and numbers them', () => {
    const document = read()
    const article = document.querySelector('article')
    assert.deepEqual(
      [...(article?.querySelectorAll('sup a') ?? [])].map((link) => [words(link), link.getAttribute('href')]),
      [
        ['1', '#s1'],
        ['2', '#s2'],
        ['4', '#s4'],
        ['3', '#s3'],
      ],
    )
    const marked = [...(article?.querySelectorAll('mark') ?? [])].map(
      (mark) => `${mark.className} ${mark.getAttribute('data-status') ?? ''}: ${words(mark)}`,
    )
    assert.deepEqual(marked, [
      'direct opens verified: „Wir bauen“',
      'direct verified: „noch im Mai.“',
      'free-indirect opens unchecked: Das werde teuer',
      'reported opens again disputed: kam niemand, der meinte, es sei',
      'reported again disputed: „Unsinn“',
      'direct opens in-progress: „Unsinn“',
    ])
  })

  test('leaves the article as it was but for the numbers', () => {
    const article = read().querySelector('article')
    for (const number of article?.querySelectorAll('sup') ?? []) number.remove()
    assert.equal(words(article).replaceAll('\u2060', ''), ARTICLE.blocks.map(({ text }) => text).join(' '))
  })

  test('has a target for every link inside the page', () => {
    const document = read()
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    for (const link of document.querySelectorAll('a[href^="#"]'))
      assert.ok(ids.includes(link.getAttribute('href')?.slice(1) ?? ''), link.outerHTML)
  })

  test('tells speaker, status, reviewer, time, evidence and note of a statement', () => {
    const row = words(read().querySelector('#s1'))
    for (const part of [
      '„Wir bauen“ … „noch im Mai.“',
      'Meier',
      'Direkt',
      '✓ Bestätigt',
      'M. K., 24.11.2026, 09:30',
      'Ursprung Q1 Titel q1, S. 3',
      'Wir bauen noch im Mai',
      'Mitschnitt gehört',
    ])
      assert.ok(row.includes(part), `${part} in: ${row}`)
  })

  test('tells when a statement was made and through whom it came', () => {
    const row = words(read().querySelector('#s3'))
    for (const part of ['Aus zweiter Hand', 'Zeitangabeam Dienstag', 'Weg der AussageLokalzeit → Polizei'])
      assert.ok(row.includes(part), `${part} in: ${row}`)
  })

  test('shows the wording that was reviewed where the words have changed since', () => {
    const row = read().querySelector('#s3')
    assert.match(words(row), /↻ Strittig · Wortlaut geändert/)
    assert.equal(words(row?.querySelector('del') ?? null), 'jemand,')
    assert.equal(words(row?.querySelector('ins') ?? null), 'niemand,')
  })

  test('says how to read what has changed, and of what has not that it is the same', () => {
    const document = read()
    assert.match(words(document.querySelector('#s3')), /Durchgestrichen stand da, als geprüft wurde/)
    assert.doesNotMatch(words(document.querySelector('#s3')), /unverändert/)
    assert.match(words(document.querySelector('#s1')), /09:30 · Wortlaut seither unverändert/)
    assert.doesNotMatch(words(document.querySelector('#s5')), /unverändert/)
  })

  test('lays a direct quote beside the passage that it comes from', () => {
    const passageOf = (passage: string, translated = false) => {
      const [first] = INPUT.dossier.annotations
      assert.ok(first?.evidence[0])
      const evidence = [{ ...first.evidence[0], relation: 'origin' as const, passage, translated }]
      const annotations = [{ ...first, evidence }]
      return read({ article: ARTICLE, dossier: { ...FULL, annotations, log: [] } }).querySelector('#s1')
    }
    const same = passageOf('Er sagte: Wir bauen das Rathaus, und zwar noch im Mai.')
    assert.match(words(same), /= Wortlaut stimmt überein/)
    assert.equal(same?.querySelectorAll('del, ins').length, 0)
    const other = passageOf('Wir bauen noch im Juni.')
    assert.match(words(other), /≠ Wortlaut weicht ab Durchgestrichen steht nur in der Quelle/)
    assert.equal(words(other?.querySelector('.passage del') ?? null), 'Juni.')
    assert.equal(words(other?.querySelector('.passage ins') ?? null), 'Mai')
    assert.match(words(passageOf('We build in May', true)), /Übersetzt, Wortlaut nicht verglichen/)
    assert.doesNotMatch(words(read().querySelector('#s3')), /Wortlaut (stimmt|weicht)/)
  })

  test('tells who speaks how often, as bars and as a table, each with the statements', () => {
    const section = read().querySelector('[aria-labelledby="speakers"]')
    assert.match(words(section), /2 Sprecher in 5 Aussagen\. 2 Aussagen nennen keinen Sprecher\./)
    const told = [...(section?.querySelectorAll('tbody tr') ?? [])].map((row) => [
      ...[...row.children].map(words),
      ...[...row.querySelectorAll('rect')].map(
        (bar) => `${bar.getAttribute('class') ?? ''} ${bar.getAttribute('width') ?? ''}`,
      ),
    ])
    assert.deepEqual(told, [
      ['Polizei Aussagen 3, 5', '1', '1', '0 / 2', 'own 1', 'retold 1'],
      ['Meier Aussage 1', '1', '0', '1 / 1', 'own 1'],
      ['Kein Sprecher genannt Aussagen 2, 4', '1', '1', '0 / 2', 'own 1', 'retold 1'],
    ])
    assert.equal(
      read({ article: ARTICLE, dossier: EMPTY_DOSSIER }).querySelector('[aria-labelledby="speakers"]'),
      null,
    )
  })

  test('lists what is detached apart, and only counts what was dismissed', () => {
    const document = read()
    assert.match(words(document.querySelector('[aria-labelledby="detached"]')), /Das bleibt teuer/)
    assert.match(
      words(document.querySelector('.summary')),
      /Eine Stelle wurde als keine Aussage ausgeblendet/,
    )
    assert.equal(document.querySelectorAll('.statement').length, 5)
  })

  test('never marks other words than those of the statement', () => {
    const moved = annotate('a', ['Das werde teuer'])
    const wrong = { ...moved, target: { ...moved.target, wording: 'Etwas ganz anderes' } }
    const document = read({ article: ARTICLE, dossier: { ...EMPTY_DOSSIER, annotations: [wrong] } })
    assert.equal(document.querySelectorAll('article mark').length, 0)
    assert.match(words(document.querySelector('[aria-labelledby="detached"]')), /Etwas ganz anderes/)
  })

  test('says how much is checked, in words and as a bar', () => {
    const document = read()
    assert.equal(words(document.querySelector('.checked')), '1 von 5 geprüft')
    const widths = [...document.querySelectorAll('.summary rect')].map((rect) =>
      Number(rect.getAttribute('width')),
    )
    assert.equal(
      widths.reduce((sum, width) => sum + width, 0),
      5,
    )
    assert.equal(words(read(INPUT, EN).querySelector('.checked')), '1 of 5 checked')
  })

  test('prints times in the zone that it is given, and says which', () => {
    const row = (timeZone: string) => words(read(INPUT, { ...DE, timeZone }).querySelector('.made'))
    assert.equal(row('UTC'), 'Erstellt: 24.11.2026, 12:05 · Zeitzone: UTC')
    assert.equal(row('Europe/Berlin'), 'Erstellt: 24.11.2026, 13:05 · Zeitzone: Europe/Berlin')
    assert.throws(() => reportHTML(INPUT, { ...DE, timeZone: 'Nowhere/Land' }), RangeError)
  })

  test('tells why a statement was found when it gets the words for it', () => {
    const page = read(INPUT, { ...DE, describeReason: ({ word }) => `vor *${word ?? ''}*` })
    assert.match(words(page.querySelector('#s1')), /Erkannt an ?vor sagte/)
  })

  test('names log entries by statement and source', () => {
    const log = words(read().querySelector('.log'))
    assert.match(log, /Aussage 1: Status gesetzt: Ungeprüft → Bestätigt/)
    assert.match(log, /Q2: Quelle geändert: Alt → Lokalzeit/)
  })

  for (const text of HOSTILE)
    test(`shows ${JSON.stringify(text)} as text wherever it stands`, async () => {
      const input = hostileInput(text)
      const page = reportHTML(input, hostileOptions(input, text))
      const document = parseHTML(page).document as unknown as Document
      assert.equal(
        document.querySelectorAll(
          'script, img, svg[onload], iframe, div:not(.summary, .more, .legend, .sources div)',
        ).length,
        0,
      )
      assert.equal(document.querySelectorAll('style').length, 1)
      for (const element of document.querySelectorAll('*'))
        for (const { name, value } of element.attributes) {
          assert.ok(!name.startsWith('on'), `${name} on ${element.tagName}`)
          if (name === 'href') assert.match(value, /^(#[a-z]+\d*|https?:\/\/)/)
        }
      assert.doesNotMatch(page, /[\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000E-\u001F]/)
      assert.doesNotMatch(page, /\p{Cs}/u)
      await assertValid(page)
    })

  test('names many statements with the same problem by their numbers, below a way into every section', () => {
    const problemOf = (count: number) => {
      const blocks = Array.from({ length: count }, (_, i) => ({ level: 0, text: `Das kostet ${i} Euro.` }))
      const text = blocks.map((block) => block.text).join('\n\n')
      const annotations = blocks.map((block, i) => annotate(`a${i}`, [block.text], { text }))
      const dossier = { ...EMPTY_DOSSIER, annotations }
      const page = read(
        { article: { title: 'Lang', lang: 'de', blocks }, dossier },
        { ...DE, check: checkPolicy(dossier, DEFAULT_POLICY) },
      )
      const nav = page.querySelector('nav')
      const gate = page.querySelector('.gate')
      assert.ok(nav && gate && nav.compareDocumentPosition(gate) === 4, 'the contents come first')
      return gate.querySelector('li')
    }
    const few = problemOf(20)
    assert.match(words(few), /Aussage 20 Das kostet 19 Euro/)
    const many = problemOf(21)
    assert.match(words(many), /Aussagen 1, 2, .* 20, 21$/)
    assert.equal(many?.querySelector('a:last-child')?.getAttribute('href'), '#s21')
    assert.doesNotMatch(words(many), /kostet/)
  })

  test('is written in time that grows with the article', () => {
    const blocks = Array.from({ length: 2000 }, (_, i) => ({
      level: 0,
      text: `Satz ${i}: Das werde teuer, heißt es.`,
    }))
    const article = { title: 'Lang', lang: 'de', blocks }
    const text = blocks.map((block) => block.text).join('\n\n')
    const annotations = blocks.map((block, i) => annotate(`a${i}`, [block.text], { text }))
    const started = performance.now()
    reportHTML({ article, dossier: { ...FULL, annotations, log: [] } }, DE)
    assert.ok(performance.now() - started < 5000)
  })
})
