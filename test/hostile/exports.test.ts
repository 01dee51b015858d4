/** Hostile words in every field of every export: they are words there, and nothing else. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Marked } from 'marked'
import Papa from 'papaparse'
import { parse, defaultTreeAdapter as tree, type DefaultTreeAdapterTypes } from 'parse5'
import { chromium, type Browser, type Page } from 'playwright-core'
import { EMPTY_DOSSIER } from '../../src/model/dossier.js'
import {
  compareReports,
  differenceHTML,
  differenceMarkdown,
  reportCSL,
  reportCSV,
  reportHTML,
  reportJSON,
  reportMarkdown,
  reportNinjs,
  reportSchemaOrg,
  reportWebAnnotation,
  schemaOrgScript,
  TABLES,
  type PublicationOptions,
} from '../../src/report/index.js'
import { hostileInput, hostileOptions } from '../report/sample.js'
import { CHROMIUM_ARGS, findBrowser } from '../support/find-browser.mjs'
import { STRINGS, titleOf } from './strings.js'

function caseOf(text: string) {
  const input = hostileInput(text)
  const party = { kind: 'person', name: text } as const
  const url = 'https://house.example/a'
  const options: PublicationOptions = {
    ...hostileOptions(input, text),
    publication: {
      url,
      authors: [party],
      publisher: party,
      trustIndicators: [{ role: 'editorialPolicy', title: text, href: url }],
      claimReview: { publisher: party, url },
    },
  }
  return { input, options }
}

/** Every export that a browser may show, as a page. */
function pagesOf(text: string): Readonly<Record<string, string>> {
  const { input, options } = caseOf(text)
  const empty = { ...input, dossier: EMPTY_DOSSIER }
  const came = compareReports(empty, input, options)
  const gone = compareReports(input, empty, options)
  return {
    'what came': differenceHTML(came, options),
    'what is gone': differenceHTML(gone, options),
    'what came, as Markdown': String(new Marked({ async: false }).parse(differenceMarkdown(came, options))),
    page: reportHTML(input, options),
    Markdown: String(new Marked({ async: false }).parse(reportMarkdown(input, options))),
    'schema.org script': `<!DOCTYPE html><title>x</title>${schemaOrgScript(input, options)}<p>after</p>`,
  }
}

/** What an export as JSON is, by its name. */
function jsonOf(text: string): Readonly<Record<string, string>> {
  const { input, options } = caseOf(text)
  return {
    json: reportJSON(input, options),
    csl: reportCSL(input, options),
    'schema.org': reportSchemaOrg(input, options),
    ninjs: reportNinjs(input, options),
    webannotation: reportWebAnnotation(input, options),
  }
}

/** Elements with the names of their attributes, and the schemes of their addresses. */
function partsOf(page: string): ReadonlySet<string> {
  const parts = new Set<string>()
  const open: DefaultTreeAdapterTypes.Node[] = [parse(page)]
  for (let node = open.pop(); node; node = open.pop()) {
    if (tree.isElementNode(node)) {
      parts.add(`<${node.tagName}>`)
      for (const { name, value } of node.attrs) {
        parts.add(`<${node.tagName} ${name}>`)
        if (/^(?:href|src|srcset|action|data|background)$/.test(name))
          parts.add(`${name}=${value.startsWith('#') ? '#' : (/^[a-z]+:/i.exec(value)?.[0] ?? value)}`)
      }
    }
    if (tree.isCommentNode(node)) parts.add('<!-- -->')
    if ('childNodes' in node) open.push(...node.childNodes)
  }
  return parts
}

const HARMLESS = ['harmlos', 'https://example.org/', 'zwei\n\nAbsätze', '*kursiv*'].map(pagesOf)

describe('hostile words in an export', () => {
  let browser: Browser
  let page: Page
  const requests: string[] = []
  const alerts: string[] = []
  before(async () => {
    browser = await chromium.launch({ executablePath: await findBrowser(), args: [...CHROMIUM_ARGS] })
    page = await browser.newPage()
    await page.exposeFunction('harm', (what: string) => alerts.push(what))
    await page.addInitScript('window.alert = (what) => window.harm(String(what))')
    await page.route('**', (route) => {
      requests.push(route.request().url())
      return route.abort()
    })
    page.on('dialog', (dialog) => void dialog.dismiss())
    await page.goto('about:blank') // from here on with the script
  })
  after(() => browser.close())

  for (const text of STRINGS) {
    test(`bring no element, attribute or address: ${titleOf(text)}`, () => {
      for (const [name, html] of Object.entries(pagesOf(text))) {
        const ours = new Set(HARMLESS.flatMap((pages) => [...partsOf(pages[name] ?? '')]))
        // A web address in a source is linked: that is what it is for.
        assert.deepEqual(
          [...partsOf(html)].filter((part) => !ours.has(part)),
          [],
          name,
        )
      }
    })

    test(`are data in JSON, whole and once: ${titleOf(text)}`, () => {
      for (const [name, json] of Object.entries(jsonOf(text))) {
        const value: unknown = JSON.parse(json)
        assert.ok(Object.getPrototypeOf(value) === Object.prototype || Array.isArray(value), name)
        // Half a character is written as an escape, so that the file is valid UTF-8.
        assert.equal(Buffer.from(json).toString(), json, name)
      }
      assert.equal(
        (JSON.parse(jsonOf(text)['json'] ?? '') as { article: { title: string } }).article.title,
        text,
      )
    })

    test(`are one cell of a table and no formula: ${titleOf(text)}`, () => {
      const { input, options } = caseOf(text)
      for (const table of TABLES)
        for (const delimiter of [',', ';'] as const) {
          const csv = reportCSV(input, { ...options, table, delimiter })
          const { data } = Papa.parse<string[]>(csv.trimEnd(), { delimiter, newline: '\r\n' })
          for (const row of data) {
            assert.equal(row.length, data[0]?.length)
            for (const cell of row) assert.doesNotMatch(cell, /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/)
          }
        }
    })
  }

  test('run no script and send no request when a browser shows them, without any policy', async () => {
    for (const text of STRINGS)
      for (const html of Object.values(pagesOf(text))) {
        await page.setContent(html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''), {
          waitUntil: 'load',
        })
        await page.evaluate(() => {
          const events = ['mouseover', 'focus', 'load', 'error']
          for (const element of document.querySelectorAll('*'))
            for (const event of events) element.dispatchEvent(new Event(event))
        })
      }
    assert.deepEqual({ alerts, requests }, { alerts: [], requests: [] })
  })

  test('would be told if they did', async () => {
    await page.setContent('<img src="https://evil.example/p.png" onerror="alert(1)">')
    await page.waitForFunction(() => document.images[0]?.complete)
    for (const until = Date.now() + 10_000; !alerts.length && Date.now() < until;)
      await page.evaluate(() => undefined)
    assert.deepEqual(requests.splice(0), ['https://evil.example/p.png'])
    assert.deepEqual(alerts.splice(0), ['1'])
  })
})
