import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { articleDigest } from '../../src/model/article-file.js'
import { dossierToJSON, parseDossier } from '../../src/model/dossier.js'
import { ARTICLE, AT, DOSSIER, source } from '../model/sample.js'
import { parseCSL } from '../../src/report/index.js'
import { VERSION_1 } from '../model/version-1.js'
import { folderWith, run } from './program.js'

const PAGE = `<!doctype html><html lang="de"><title>Seite</title><body><article>${ARTICLE.blocks
  .map(({ level, text }) => (level ? `<h${level}>${text}</h${level}>` : `<p>${text}</p>`))
  .join('\n')}</article>`
const ANNOTATIONS = JSON.stringify(dossierToJSON(DOSSIER))

describe('report', () => {
  test('detects when there are no annotations', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE })
    const { code, stdout, stderr } = await run(['report', 'a.html'], { folder })
    assert.equal(code, 0)
    assert.deepEqual(stderr, [])
    assert.match(stdout, /^<!doctype html>\n<html lang="de">/)
    assert.match(stdout, /<mark class="direct opens" data-status="unchecked">/)
  })

  test('writes each format, in the language asked for', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': ANNOTATIONS })
    const report = async (...args: string[]) =>
      (await run(['report', 'a.html', 'a.json', ...args], { folder })).stdout
    assert.match(await report('--locale', 'en'), /<html lang="en">[^]*1 of 2 checked/)
    assert.match(await report('--format', 'md'), /^# Prüfbericht: Rat stimmt zu\n[^]*\*\*1 von 2 geprüft\*\*/)
    assert.deepEqual(parseDossier(await report('--format', 'json')), { ok: true, value: DOSSIER })
  })

  test('reads plain text', async (t) => {
    const folder = folderWith(t, { 'a.txt': ARTICLE.blocks.map(({ text }) => text).join('\r\n\r\n') })
    const { code, stdout } = await run(['report', 'a.txt', '--format', 'json'], { folder })
    assert.equal(code, 0)
    const { article } = JSON.parse(stdout) as { article: unknown }
    assert.deepEqual(article, { ...ARTICLE, digest: await articleDigest(ARTICLE) })
  })

  test('takes the text that a selector finds', async (t) => {
    const folder = folderWith(t, { 'a.html': `<div>Werbung</div>${PAGE.replaceAll('article', 'section')}` })
    const read = async (...args: string[]) => run(['report', 'a.html', '--format', 'md', ...args], { folder })
    assert.match((await read()).stdout, /Werbung/)
    assert.doesNotMatch((await read('--selector', 'section')).stdout, /Werbung/)
    assert.deepEqual((await read('--selector=.text')).stderr, [
      'a.html: nothing on the page is found by the selector .text',
    ])
    const wrong = await read('--selector', 'p[')
    assert.equal(wrong.code, 2)
    assert.match(wrong.stderr.join(), /^prosemirror-attribution: --selector needs a CSS selector, not "p\["/)
  })

  test('takes no JSON export for the text of an article', async (t) => {
    const folder = folderWith(t, { 'a.json': ANNOTATIONS })
    const { code, stdout, stderr } = await run(['report', 'a.json'], { folder })
    assert.deepEqual([code, stdout], [2, ''])
    assert.deepEqual(stderr, [
      'a.json: is JSON and no article; convert writes a JSON export in other formats',
    ])
  })

  test('finds annotations again where their words have moved, and says which are gone', async (t) => {
    const page = PAGE.replace('<p>„Wir', '<p>Ein neuer Absatz steht davor.</p><p>„Wir').replace(
      'Das werde teuer',
      'Es',
    )
    const folder = folderWith(t, { 'a.html': page, 'a.json': ANNOTATIONS })
    const { code, stdout, stderr } = await run(['report', 'a.html', 'a.json', '--format', 'md'], { folder })
    assert.equal(code, 0)
    assert.deepEqual(stderr, ['a.json: 1 of 2 statements not found in the article'])
    assert.match(stdout, /⟦„Wir bauen“⟧, sagte Meier, ⟦„noch im Mai\.“⟧¹/)
    assert.match(stdout, /## Aussagen ohne Stelle im Text/)
  })

  test('says where a date that is none has gone, and reports all the same', async (t) => {
    const odd = ANNOTATIONS.replace('"date":"2026-11"', '"date":"im November"')
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': odd })
    const { code, stdout, stderr } = await run(['report', 'a.html', 'a.json', '--format', 'json'], { folder })
    assert.equal(code, 0)
    assert.match(stderr.join('\n'), /^a\.json: sources\[0\]\.date: [^\n]*"im November"[^\n]*$/)
    assert.match(stdout, /"note": "date: im November"/)
  })

  test('tells every problem of the annotations with its path, and writes nothing', async (t) => {
    const broken = ANNOTATIONS.replace('"verified","wording"', '"true","wording"').replace(
      '"origin":"detected"',
      '"origin":1',
    )
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': broken, 'b.json': '{"format"' })
    const { code, stdout, stderr } = await run(['report', 'a.html', 'a.json', '-o', 'out.html'], { folder })
    assert.equal(code, 2)
    assert.equal(stdout, '')
    assert.equal(stderr.length, 2)
    assert.match(stderr[0] ?? '', /^a\.json: annotations\[0\]\.origin: /)
    assert.match(stderr[1] ?? '', /^a\.json: annotations\[0\]\.review\.status: /)
    assert.deepEqual(readdirSync(folder).sort(), ['a.html', 'a.json', 'b.json'])

    const second = await run(['report', 'a.html', 'b.json'], { folder })
    assert.equal(second.code, 2)
    assert.match(second.stderr[0] ?? '', /^b\.json: not JSON: /)
    assert.equal(second.stderr.length, 1)
  })

  test('writes a file whole or not at all', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'out.html': 'old' })
    symlinkSync('out.html', join(folder, 'link.html'))
    assert.equal((await run(['report', 'a.html', '-o', 'link.html'], { folder })).code, 0)
    assert.match(readFileSync(join(folder, 'out.html'), 'utf8'), /^<!doctype html>[^]*<\/html>\n$/)
    assert.deepEqual(readdirSync(folder).sort(), ['a.html', 'link.html', 'out.html'])

    mkdirSync(join(folder, 'sub'))
    const failures = [
      ['no/such/out.html', 'no/such/out.html: cannot be written: no such file'],
      ['sub', 'sub: cannot be written: is a directory'],
    ] as const
    for (const [file, said] of failures) {
      const { code, stderr } = await run(['report', 'a.html', '-o', file], { folder })
      assert.equal(code, 1)
      assert.deepEqual(stderr, [said])
    }
  })

  test('keeps the mode of the file that it replaces', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'out.md': 'old' })
    chmodSync(join(folder, 'out.md'), 0o600)
    assert.equal((await run(['report', 'a.html', '--format', 'md', '-o', 'out.md'], { folder })).code, 0)
    const { mode } = await import('node:fs').then(({ statSync }) => statSync(join(folder, 'out.md')))
    assert.equal(mode & 0o777, 0o600)
  })

  test('leaves confidential sources out unless asked', async (t) => {
    const secret = { ...DOSSIER, sources: [source('q1', { title: 'Planted Title', confidential: true })] }
    const folder = folderWith(t, {
      'a.html': PAGE,
      'a.json': JSON.stringify(dossierToJSON(secret)),
      'p.json': '{"url":"https://news.example/"}',
    })
    const publication = ['--publication', 'p.json']
    for (const format of ['html', 'md', 'json', 'csv', 'csl', 'schema-org', 'ninjs']) {
      const args = ['report', 'a.html', 'a.json', '--format', format, '--table', 'sources', ...publication]
      assert.doesNotMatch((await run(args, { folder })).stdout, /Planted/)
      assert.match((await run([...args, '--include-confidential'], { folder })).stdout, /Planted/)
    }
  })

  test('writes tables for spreadsheets, in the language asked for', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': ANNOTATIONS })
    const table = async (...args: string[]) =>
      (await run(['report', 'a.html', 'a.json', '--format', 'csv', ...args], { folder })).stdout
    assert.match(await table(), /^Nr\.,Aussage,[^\r\n]*\r\n1,„Wir bauen“ … „noch im Mai\.“,Direkt,Meier,/)
    assert.match(
      await table('--table', 'sources', '--locale', 'en'),
      /^No\.,Citation,[^]*\r\n1,"Stadt Beispiel: Titel q1\./,
    )
    assert.match(await table('--table', 'log', '--delimiter', ';', '--bom'), /^\uFEFFNr\.;Zeit;/)
    const said = async (...args: string[]) => {
      const { code, stderr, stdout } = await run(['report', 'a.html', '--format', 'csv', ...args], { folder })
      assert.deepEqual([code, stdout], [2, ''])
      return stderr
    }
    assert.deepEqual(await said('--table', 'people'), [
      'prosemirror-attribution: unknown table "people"; known: statements, sources, log',
    ])
    assert.deepEqual(await said('--delimiter', '|'), [
      'prosemirror-attribution: the delimiter is , or ; and not "|"',
    ])
  })

  test('writes sources for reference managers', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': ANNOTATIONS })
    const { code, stdout } = await run(['report', 'a.html', 'a.json', '--format', 'csl'], { folder })
    assert.equal(code, 0)
    assert.deepEqual(parseCSL(stdout), { ok: true, value: DOSSIER.sources })
  })

  test('writes JSON-LD and ninjs with what the house says of the publication', async (t) => {
    const publication = {
      url: 'https://news.example/rat',
      claimReview: {
        publisher: { kind: 'organisation', name: 'Zeitung' },
        url: 'https://news.example/rat#check',
      },
    }
    const [first, ...rest] = DOSSIER.annotations
    assert.ok(first)
    const verdict = { rating: 'true', wording: first.target.wording, by: null, at: AT }
    const dossier = { ...DOSSIER, annotations: [{ ...first, verdict }, ...rest] }
    const folder = folderWith(t, {
      'a.html': PAGE,
      'a.json': JSON.stringify(dossierToJSON(dossier)),
      'p.json': JSON.stringify(publication),
    })
    const report = (...args: string[]) => run(['report', 'a.html', 'a.json', ...args], { folder })
    const graph = async (...args: string[]) =>
      (
        JSON.parse((await report('--format', 'schema-org', ...args)).stdout) as {
          '@graph': readonly object[]
        }
      )['@graph'].map((node) => Object.entries(node)[0]?.[1] as unknown)
    assert.deepEqual(await graph(), ['NewsArticle'])
    assert.deepEqual(await graph('--publication', 'p.json'), ['NewsArticle', 'ClaimReview'])
    const item = await report('--format', 'ninjs', '--publication', 'p.json')
    assert.equal((JSON.parse(item.stdout) as { uri: string }).uri, publication.url)
    const without = await report('--format', 'ninjs')
    assert.deepEqual([without.code, without.stdout], [2, ''])
    assert.match(without.stderr[0] ?? '', /ninjs needs the address of the article: --publication FILE/)
  })

  test('tells every problem of what the house says of the publication', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'p.json': '{"url":"javascript:x","publishr":1}' })
    const { code, stdout, stderr } = await run(['report', 'a.html', '--publication', 'p.json'], { folder })
    assert.deepEqual([code, stdout], [2, ''])
    assert.match(stderr[0] ?? '', /^p\.json: url: must be a web address/)
    assert.match(stderr[1] ?? '', /^p\.json: publishr: /)
  })

  test('tells a language that it cannot detect in, but reports on annotations in any', async (t) => {
    const page = PAGE.replace('lang="de"', 'lang="tlh"')
    const folder = folderWith(t, { 'a.html': page, 'a.json': ANNOTATIONS })
    const { code, stderr } = await run(['report', 'a.html'], { folder })
    assert.equal(code, 2)
    assert.match(stderr[0] ?? '', /^a\.html: unknown language "tlh"; known: /)
    const annotated = await run(['report', 'a.html', 'a.json'], { folder })
    assert.equal(annotated.code, 0)
    assert.match(annotated.stdout, /<html lang="en">[^]*<article class="article" lang="tlh">/)
  })

  test('reports on a file of version 1', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': VERSION_1 })
    const { code, stdout, stderr } = await run(['report', 'a.html', 'a.json', '--format', 'md'], { folder })
    assert.deepEqual([code, stderr], [0, []])
    assert.match(stdout, /⟦„Wir bauen“⟧, sagte Meier, ⟦„noch im Mai\.“⟧¹/)
    assert.match(stdout, /### 1 ✓ Bestätigt\n/)
  })

  test('says at its head whether the article can go out, when asked', async (t) => {
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': VERSION_1 })
    const { code, stdout } = await run(['report', 'a.html', 'a.json', '--check', '--format', 'json'], {
      folder,
    })
    assert.equal(code, 0)
    const { check } = JSON.parse(stdout) as { check: { coverage: { total: number } } }
    assert.equal(check.coverage.total, 1)
    const page = await run(['report', 'a.html', 'a.json', '--check'], { folder })
    assert.match(page.stdout, /<section class="gate (passes|warns|blocks)"/)
  })

  test('leaves contacts and comments out unless asked', async (t) => {
    const comment = { id: 'c', text: 'Unter uns', mentions: [], by: null, at: AT, editedAt: null }
    const dossier = {
      ...DOSSIER,
      sources: [source('q1', { contact: 'presse@example.org' })],
      annotations: DOSSIER.annotations.map((own) => ({
        ...own,
        thread: { comments: [comment], resolved: null },
      })),
    }
    const folder = folderWith(t, { 'a.html': PAGE, 'a.json': JSON.stringify(dossierToJSON(dossier)) })
    const report = async (...args: string[]) =>
      (await run(['report', 'a.html', 'a.json', ...args], { folder })).stdout
    assert.doesNotMatch(await report(), /presse@|Unter uns/)
    assert.match(await report('--include-contacts'), /presse@/)
    assert.match(await report('--include-threads'), /Unter uns/)
  })
})
