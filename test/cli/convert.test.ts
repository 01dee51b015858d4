import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { parseArticleFile } from '../../src/model/article-file.js'
import { FORMATS } from '../../src/cli/formats.js'
import { VERSION_1 } from '../model/version-1.js'
import { folderWith, run } from './program.js'

const VERSION_3 = readFileSync('test/model/version-3.json', 'utf8')

describe('convert', () => {
  test('gives a present file back byte by byte', async (t) => {
    const folder = folderWith(t, { 'a.json': VERSION_3 })
    const { code, stdout, stderr } = await run(['convert', 'a.json', '--to', 'json'], { folder })
    assert.deepEqual([code, stderr], [0, []])
    assert.equal(stdout, VERSION_3)
    assert.equal((await run(['convert', 'a.json', '--to', 'json', '-o', 'b.json'], { folder })).code, 0)
    assert.equal(readFileSync(join(folder, 'b.json'), 'utf8'), VERSION_3)
  })

  test('brings an older file to the present version', async (t) => {
    const folder = folderWith(t, { 'a.json': VERSION_1 })
    const { code, stdout } = await run(['convert', 'a.json', '--to', 'json'], { folder })
    assert.equal(code, 0)
    const [old, present] = [parseArticleFile(VERSION_1), parseArticleFile(stdout)]
    assert.ok(old.ok && present.ok)
    assert.deepEqual(present.value.dossier, old.value.dossier)
    assert.equal((JSON.parse(stdout) as { version: number }).version, 3)
  })

  test('writes the annotated copy of what was exported, with the time of the export', async (t) => {
    const folder = folderWith(t, { 'a.json': VERSION_3 })
    const page = await run(['convert', 'a.json', '--to', 'html', '--locale', 'en'], { folder })
    assert.match(page.stdout, /<html lang="en">[^]*datetime="2026-11-24T12:05:00\.000Z"/)
    const text = await run(['convert', 'a.json', '--to', 'md'], { folder })
    assert.match(text.stdout, /^# Prüfbericht: Rat stimmt zu\n/)
  })

  test('tells what cannot be converted, and writes nothing', async (t) => {
    const newer = VERSION_3.replace('"version": 3', '"version": 4')
    const folder = folderWith(t, { 'a.json': VERSION_3, 'old.json': VERSION_1, 'newer.json': newer })
    const cases = [
      [['convert'], /convert needs a FILE\.json/],
      [['convert', 'a.json'], /convert needs --to FORMAT: html, docx, md, json, csv/],
      [['convert', 'a.json', '--to', 'toString'], /unknown format "toString"; known: html/],
      [['convert', 'a.json', 'b.json', '--to', 'md'], /takes one FILE\.json, not also "b\.json"/],
      [['convert', 'a.json', '--to', 'md', '--time-zone', 'Mars'], /unknown time zone "Mars"/],
      [['convert', 'none.json', '--to', 'md'], /none\.json: no such file/],
      [
        ['convert', 'old.json', '--to', 'md'],
        /old\.json: has no article in it: name its text with --article/,
      ],
      [
        ['convert', 'newer.json', '--to', 'json'],
        /^newer\.json: version: .*newer than 3; update the program/,
      ],
    ] as const
    for (const [args, said] of cases) {
      const { code, stdout, stderr } = await run(args, { folder })
      assert.equal(code, 2)
      assert.equal(stdout, '')
      assert.equal(stderr.length, 1)
      assert.match(stderr[0] ?? '', said)
    }
  })

  test('takes the text from a file of its own where the export has none, and only there', async (t) => {
    const { article } = JSON.parse(VERSION_3) as { article: { blocks: { text: string }[] } } // as it was written
    const folder = folderWith(t, {
      'a.json': VERSION_3,
      'old.json': VERSION_1,
      'a.txt': article.blocks.map(({ text }) => text).join('\n\n'),
    })
    const { code, stdout } = await run(['convert', 'old.json', '--article', 'a.txt', '--to', 'md'], {
      folder,
    })
    assert.equal(code, 0)
    assert.match(stdout, /^# Prüfbericht: Rat stimmt zu\n/)
    const twice = await run(['convert', 'a.json', '--article', 'a.txt', '--to', 'md'], { folder })
    assert.deepEqual([twice.code, twice.stdout], [2, ''])
    assert.match(twice.stderr[0] ?? '', /^a\.json: has its article in it: leave --article out/)
  })

  test('reads the sources of a reference manager, and writes them where no text is needed', async (t) => {
    const items = [{ id: 'z1', type: 'webpage', title: 'Haushalt 2027', URL: 'https://rat.example/27' }]
    const folder = folderWith(t, { 'zotero.json': JSON.stringify(items), 'a.txt': 'Es regnet.' })
    const convert = (...args: string[]) => run(['convert', 'zotero.json', ...args], { folder })
    const json = await convert('--from', 'csl', '--to', 'json')
    assert.deepEqual([json.code, json.stderr], [0, []])
    const parsed = parseArticleFile(json.stdout)
    assert.ok(parsed.ok)
    assert.deepEqual(
      parsed.value.dossier.sources.map(({ title, url }) => [title, url]),
      [['Haushalt 2027', 'https://rat.example/27']],
    )
    assert.match(
      (await convert('--from', 'csl', '--to', 'csv', '--table', 'sources')).stdout,
      /Haushalt 2027/,
    )
    assert.match((await convert('--from', 'csl', '--to', 'csl')).stdout, /"title": "Haushalt 2027"/)
    const page = await convert('--from', 'csl', '--to', 'md', '--article', 'a.txt')
    assert.match(page.stdout, /Es regnet\.[^]*Haushalt 2027/)
    for (const [args, said] of [
      [['--from', 'csl', '--to', 'md'], /^zotero\.json: has no article in it: name its text with --article/],
      [
        ['--from', 'bibtex', '--to', 'md'],
        /cannot read the format "bibtex"; known: json, csl, webannotation/,
      ],
      [['--to', 'csl'], /^zotero\.json: format: must be "prosemirror-attribution": the file is none of ours/],
    ] as const) {
      const { code, stdout, stderr } = await convert(...args)
      assert.deepEqual([code, stdout, stderr.length], [2, '', 1])
      assert.match(stderr[0] ?? '', said)
    }
  })

  test('publishes the kinds of quotations that are asked for', async (t) => {
    const folder = folderWith(t, { 'a.json': VERSION_3 })
    const count = async (...args: string[]) =>
      (await run(['convert', 'a.json', '--to', 'schema-org', ...args], { folder })).stdout.split(
        '"Quotation"',
      ).length - 1
    const direct = await count()
    assert.ok(direct > 0)
    assert.ok((await count('--quotations', 'all')) > direct)
    assert.equal(await count('--quotations', 'direct'), direct)
    const { code, stderr } = await run(['convert', 'a.json', '--to', 'schema-org', '--quotations', 'loud'], {
      folder,
    })
    assert.equal(code, 2)
    assert.match(stderr[0] ?? '', /--quotations needs "all" or kinds .* not "loud"/)
  })

  test('lists in the help what it can write', async () => {
    const { stdout } = await run(['convert', '--help'])
    for (const format of Object.keys(FORMATS)) assert.match(stdout, new RegExp(`^ {10}${format} `, 'm'))
  })
})
