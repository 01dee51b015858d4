/** How marks look: contrasts as painted, forced colours, paper, less motion. In Chromium, whose driver can ask for them. */
import { expect } from '@open-wc/testing'
import { executeServerCommand, resetMouse, sendMouse } from '@web/test-runner-commands'
import type { EditorView } from 'prosemirror-view'
import { adjustBorders, DEFAULT_SCHEME, getAnnotations, select, setStatus } from '../../src/index.js'
import '../../src/ui/define.js'
import { colourOf, contrast, groundOf, painted } from '../ui/measure.js'
import { close, detected, docOf, open, positionOf, putCursor, run } from './editor.js'

const OWN = {
  key: 'legal',
  sign: '§',
  colour: 'light-dark(#7a3d00, #ffb980)',
  isFinal: false,
  isBlocking: true,
}
const SCHEME = { statuses: [...DEFAULT_SCHEME.statuses, OWN] }
const STATUSES = SCHEME.statuses.map(({ key }) => key)
const NESTED = 'Er sagte: „Sie meinte, ‚Wir gehen‘ und kam.“'

/** Without motion, or tints take their time. */
const media = (features: Readonly<Record<string, string>> = {}, type = '') =>
  executeServerCommand('media', { features: { 'prefers-reduced-motion': 'reduce', ...features }, type })

describe('the look of marks', () => {
  let view: EditorView

  /** A statement of each status, one that is stale, and one within another; none is selected. */
  beforeEach(async () => {
    view = open({
      doc: docOf(...STATUSES.map((key) => `„Satz ${key}.“`), '„Satz alt.“', NESTED, 'Ende.'),
      scheme: SCHEME,
    })
    view.dom.parentElement?.style.setProperty('padding', '0 40px')
    await detected(view)
    for (const [i, { id }] of getAnnotations(view.state).entries())
      run(view, setStatus(STATUSES[i] ?? 'verified', id))
    view.dispatch(view.state.tr.insertText('sehr ', positionOf(view, 'alt')))
    run(view, select(null))
  })
  afterEach(async () => {
    close(view)
    document.documentElement.removeAttribute('style')
    await resetMouse()
    await executeServerCommand('media', {})
  })

  const marksOf = () => [...view.dom.querySelectorAll<HTMLElement>('.attribution')]
  const mark = (words: string) => {
    const found = marksOf().find((own) => own.textContent?.includes(words))
    if (!found) throw new RangeError(`no mark on ${words}`)
    return found
  }
  const hover = async (element: Element) => {
    const { left, top } = element.getClientRects()[0] ?? element.getBoundingClientRect()
    await sendMouse({ type: 'move', position: [Math.round(left) + 12, Math.round(top) + 8] })
  }

  for (const scheme of ['light', 'dark'])
    it(`keeps its contrasts at rest, on hover and selected: ${scheme}`, async () => {
      await media()
      Object.assign(document.documentElement.style, {
        colorScheme: scheme,
        background: 'Canvas',
        color: 'CanvasText',
      })
      const faint: string[] = []
      const table: string[] = []
      for (const id of getAnnotations(view.state).map((own) => own.id)) {
        const element = () =>
          view.dom.querySelector<HTMLElement>(`[data-attribution-ids$="${id}"]`) ?? view.dom
        const row: string[] = []
        for (const state of ['rest', 'hover', 'selected']) {
          run(view, select(state === 'selected' ? id : null))
          if (state === 'hover') await hover(element())
          else await resetMouse()
          const now = measured(element())
          row.push(...Object.values(now).map((value) => value.toFixed(1).padStart(5)))
          for (const [what, least] of [
            ['text', 7],
            ['sign', 4.5],
            ['line', 3],
          ] as const)
            if (now[what] < least) faint.push(`${name(element())}, ${state}: ${what} ${now[what].toFixed(2)}`)
        }
        table.push(`${name(element()).padEnd(24)}${row.join('')}`)
      }
      // To be read: text, sign and line at rest, on hover, selected.
      console.log([`Marks, ${scheme}: 3 × text, sign, line`, ...table].join('\n'))
      expect(faint).to.deep.equal([])
    })

  for (const scheme of ['light', 'dark'])
    it(`has the system’s colours only where those are forced, and tells all by line and sign: ${scheme}`, async () => {
      await media({ 'forced-colors': 'active', 'prefers-color-scheme': scheme })
      document.documentElement.style.colorScheme = scheme
      const system = systemColours()
      const [first, inner] = [getAnnotations(view.state)[0], getAnnotations(view.state).at(-1)]
      for (const selected of [first, inner]) {
        run(view, select(selected?.id ?? null))
        const colours = marksOf().flatMap(coloursOf)
        expect(colours.filter((own) => !system.has(own))).to.deep.equal([])
        for (const own of marksOf()) {
          const isSelected = own.classList.contains('attribution-selected')
          const [ground, line] = [getComputedStyle(own).backgroundColor, coloursOf(own)[3]]
          expect(ground === colourOf('Highlight'), name(own)).to.equal(isSelected)
          expect(line).to.equal(colourOf(isSelected ? 'HighlightText' : 'CanvasText'))
        }
      }
      expect(signsAndLines()).to.deep.equal(SIGNS)
      expect(getComputedStyle(mark('sehr alt')).textDecorationLine).to.equal('underline overline')
      expect(getComputedStyle(mark('verified')).textDecorationLine).to.equal('underline')
    })

  it('shows the cursor’s statement, its speaker and the handles of its borders where colours are forced', async () => {
    await media({ 'forced-colors': 'active' })
    putCursor(view, 'Satz disputed')
    run(view, adjustBorders())
    const handle = view.dom.querySelector('.attribution-handle > span')
    if (!handle) throw new RangeError('no handle')
    expect(getComputedStyle(handle, '::before').backgroundColor).to.equal(colourOf('CanvasText'))
    expect(getComputedStyle(mark('disputed')).backgroundColor).to.equal(colourOf('Highlight'))
  })

  it('keeps lines and signs on paper, in ink and without tints, also of what is selected', async () => {
    document.documentElement.style.colorScheme = 'dark'
    run(view, select(getAnnotations(view.state)[0]?.id ?? null))
    await media({}, 'print')
    expect(signsAndLines()).to.deep.equal(SIGNS)
    for (const own of marksOf()) {
      const [text, ground, ...others] = coloursOf(own)
      expect(ground, name(own)).to.equal(NOTHING)
      expect([...new Set(others)], name(own)).to.deep.equal([text])
    }
  })

  it('leaves panel, card and summary off the paper', async () => {
    await media({}, 'print')
    for (const name of ['attribution-panel', 'attribution-beside', 'attribution-hover']) {
      const element = document.createElement(name)
      view.dom.after(element)
      if (element.popover !== null) element.showPopover()
      expect(element.checkVisibility(), name).to.equal(false)
      element.remove()
    }
  })

  it('does not fade for those who want less motion', async () => {
    await media()
    for (const own of marksOf())
      for (const pseudo of [undefined, '::before'])
        expect(parseFloat(getComputedStyle(own, pseudo).transitionDuration)).to.equal(0)
  })

  /** Sign and style of the line of each mark, the inner statement's too. */
  function signsAndLines(): readonly string[] {
    return marksOf().map((own) => {
      const { textDecorationStyle, borderBottomStyle, textDecorationLine } = getComputedStyle(own)
      const { content } = getComputedStyle(own, '::before')
      const sign = content === 'none' ? '' : content.replace(/[\s"\u2060/]/g, '')
      const line = textDecorationLine.includes('underline') ? textDecorationStyle : 'none'
      return [sign, line, ...(borderBottomStyle === 'none' ? [] : [borderBottomStyle])].join(' ')
    })
  }
})

const SIGNS = [
  ...['○ solid', '◔ solid', '✓ solid', '✎ solid', '≠ solid', '? solid', '– solid', '§ solid'],
  ...['↻ solid', '✓ solid', '✓ solid dashed', ' solid'],
]

const NOTHING = 'rgba(0, 0, 0, 0)'

/** Text, ground, sign and line of a mark, and the inner statement's line. */
function coloursOf(element: Element): readonly string[] {
  const { color, backgroundColor, textDecorationColor, borderBottomColor } = getComputedStyle(element)
  const sign = getComputedStyle(element, '::before').color
  const isInner = element.classList.contains('attribution-inner')
  const ground = /, 0\)$/.test(backgroundColor) ? NOTHING : backgroundColor
  return [color, ground, sign, textDecorationColor, ...(isInner ? [borderBottomColor] : [])]
}

/** As far as marks have any use for them, and none at all. */
function systemColours(): ReadonlySet<string> {
  return new Set([
    'rgba(0, 0, 0, 0)',
    ...['Canvas', 'CanvasText', 'Highlight', 'HighlightText'].map(colourOf),
  ])
}

function name(element: Element): string {
  const [, status] = /attribution(?:-inner)?-status-(\S+)(?!.*-status-)/.exec(element.className) ?? []
  const isInner = element.classList.contains('attribution-inner')
  return `${status ?? ''}${/-stale/.test(element.className) ? ', stale' : ''}${isInner ? ', inner' : ''}`
}

/** Contrasts of a mark as it is painted now; the line is the inner statement's where there is one. */
function measured(element: Element): Readonly<Record<'text' | 'sign' | 'line', number>> {
  const ground = groundOf(element)
  const { color, textDecorationColor, borderBottomColor } = getComputedStyle(element)
  const on = (colour: string) => contrast(painted([...ground, colour]), painted(ground))
  return {
    text: on(color),
    sign: on(getComputedStyle(element, '::before').color),
    line: on(element.classList.contains('attribution-inner') ? borderBottomColor : textDecorationColor),
  }
}
