/** The report page as a browser shows it: axe, no sideways scrolling, nothing executed. */
import { expect } from '@open-wc/testing'
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import type { AxeResults } from 'axe-core'
import {
  compareReports,
  differenceHTML,
  reportHTML,
  type ReportInput,
  type ReportOptions,
} from '../../src/report/index.js'
import { DE, EN, HOSTILE, hostileInput, hostileOptions, INPUT } from '../report/sample.js'

/** The page in a frame of its own; taken away after `use`. */
async function withPage(
  input: ReportInput,
  options: ReportOptions,
  use: (frame: HTMLIFrameElement, page: Document) => Promise<void> | void,
): Promise<void> {
  const frame = document.createElement('iframe')
  frame.title = 'report'
  frame.style.cssText = 'display: block; width: 100%; height: 700px; border: 0'
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }))
  frame.srcdoc = reportHTML(input, options)
  document.body.append(frame)
  try {
    await loaded
    await use(frame, frame.contentDocument ?? expect.fail('no document'))
  } finally {
    frame.remove()
  }
}

/** axe must run inside the page, which allows no scripts: the page is checked without its policy. */
async function violations(html: string): Promise<readonly string[]> {
  const frame = document.createElement('iframe')
  frame.style.cssText = 'width: 100%; height: 700px'
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }))
  const page = html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace('</body>', '<script src="/node_modules/axe-core/axe.min.js"></script></body>')
  frame.srcdoc = page
  document.body.append(frame)
  try {
    await loaded
    const { axe } = frame.contentWindow as unknown as { axe: { run(options: object): Promise<AxeResults> } } // its script has run
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      rules: { 'color-contrast-enhanced': { enabled: true } },
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, any }) => `${id}: ${target.join(' ')} ${any.map((check) => check.message).join('; ')}`,
      ),
    )
  } finally {
    frame.remove()
  }
}

describe('the report page', () => {
  afterEach(() => setViewport({ width: 1024, height: 768 }))

  for (const options of [DE, EN])
    for (const colorScheme of ['light', 'dark'] as const)
      it(`has no axe violations (${options.locale}, ${colorScheme})`, async () => {
        await emulateMedia({ colorScheme })
        expect(await violations(reportHTML(INPUT, options))).to.deep.equal([])
        await emulateMedia({ colorScheme: 'no-preference' })
      })

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no axe violations with a gate, discussions and a colour of the house (${colorScheme})`, async () => {
      await emulateMedia({ colorScheme })
      const input = hostileInput('harmlos')
      const { scheme } = input.dossier
      const statuses = scheme?.statuses.map((status) => ({ ...status, sign: '§', colour: '#ff0' })) ?? []
      const coloured = {
        ...input,
        dossier: { ...input.dossier, scheme: { statuses, ratings: scheme?.ratings ?? [] } },
      }
      expect(await violations(reportHTML(coloured, hostileOptions(coloured, 'harmlos')))).to.deep.equal([])
      await emulateMedia({ colorScheme: 'no-preference' })
    })

  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no axe violations where it tells a difference (${colorScheme})`, async () => {
      await emulateMedia({ colorScheme })
      for (const [before, after] of [
        [INPUT, hostileInput('harmlos')],
        [hostileInput('harmlos'), hostileInput('anders')],
      ] as const) {
        const difference = compareReports(before, after, DE)
        expect(await violations(differenceHTML(difference, DE))).to.deep.equal([])
      }
      await emulateMedia({ colorScheme: 'no-preference' })
    })

  for (const width of [1440, 390, 320])
    it(`needs no sideways scrolling at ${width} px`, async () => {
      await setViewport({ width, height: 800 })
      const long = 'x'.repeat(400)
      for (const input of [INPUT, hostileInput(long)])
        await withPage(input, hostileOptions(input, long), (frame, page) => {
          expect(page.documentElement.scrollWidth).to.be.at.most(frame.clientWidth)
        })
    })

  it('runs nothing of what hostile text brings', async () => {
    const calls: unknown[] = []
    for (const text of HOSTILE)
      await withPage(hostileInput(text.replaceAll('alert(', 'parent.hostile(')), DE, async () => {
        Object.assign(window, { hostile: (value: unknown) => calls.push(value) })
        await new Promise((done) => setTimeout(done, 20))
      })
    expect(calls).to.deep.equal([])
  })

  it('draws each kind with a line of its own, in the status colour', async () => {
    await withPage(INPUT, DE, (_, page) => {
      const style = (selector: string) => {
        const mark = page.querySelector(selector) ?? expect.fail(selector)
        return page.defaultView?.getComputedStyle(mark).textDecorationStyle
      }
      expect(style('article mark.direct')).to.equal('solid')
      expect(style('article mark.reported')).to.equal('dotted')
      expect(style('article mark.free-indirect')).to.equal('wavy')
    })
  })
})
