/** What holds in every state of the interface, whatever it shows. */
import { expect } from '@open-wc/testing'
import { executeServerCommand, setViewport } from '@web/test-runner-commands'
import {
  colourOf,
  CONTROLS,
  everything,
  faintDrawings,
  faintTexts,
  isShown,
  nameOf,
  smallTargets,
  stickingOut,
} from './measure.js'
import { still } from './fixtures.js'
import { STATES } from './states.js'

const { body, documentElement: page } = document

/** What is found wrong in any state, each with the first state that shows it. */
async function inEveryState(locale: string, look: () => readonly string[]): Promise<readonly string[]> {
  const found = new Map<string, string>()
  for (const { name, show } of STATES) {
    await show(locale)
    await still()
    for (const words of look()) if (!found.has(words)) found.set(words, name)
  }
  return [...found].map(([words, name]) => `${name}: ${words}`)
}

const media = (features: Readonly<Record<string, string>> = {}, type = '') =>
  executeServerCommand('media', { features, type })

describe('in every state of the interface', function () {
  this.timeout(60_000) // each test shows them all
  afterEach(async () => {
    await media()
    await setViewport({ width: 800, height: 600 })
    page.removeAttribute('style')
    page.removeAttribute('dir')
    body.removeAttribute('style')
    body.replaceChildren()
  })

  it('controls are 24 px high and wide or stand free, text has a contrast of 7, drawings and edges of 3', async () => {
    page.style.colorScheme = 'light'
    const look = () => [...smallTargets(body), ...faintTexts(body, 7), ...faintDrawings(body, 3)]
    expect(await inEveryState('de', look)).to.deep.equal([])
  })

  it('contrasts hold in the dark, and nothing moves for those who want less motion', async () => {
    page.style.colorScheme = 'dark'
    await media({ 'prefers-reduced-motion': 'reduce' })
    const look = () => [...faintTexts(body, 7), ...faintDrawings(body, 3), ...moving(body)]
    expect(await inEveryState('en', look)).to.deep.equal([])
  })

  for (const [name, size, locale, dir, words] of [
    ['320 px wide', { width: 320, height: 640 }, 'de', 'ltr', '100%'],
    ['zoomed to 200 %, from right to left', { width: 512, height: 384 }, 'en', 'rtl', '100%'],
    ['words alone at 200 %, in a panel of the usual width', { width: 360, height: 700 }, 'de', 'ltr', '200%'],
    ['words alone at 150 %', { width: 360, height: 700 }, 'en', 'rtl', '150%'],
  ] as const)
    it(`nothing sticks out or scrolls sideways, and controls keep their size: ${name}`, async () => {
      await setViewport(size)
      body.style.margin = '0'
      page.style.fontSize = words
      page.dir = dir
      const look = () => {
        const main = document.querySelector('main')
        if (main) main.style.width = '100%'
        return [...stickingOut(body), ...smallTargets(body)]
      }
      expect(await inEveryState(locale, look)).to.deep.equal([])
    })
})

describe('the size of type', () => {
  afterEach(() => page.removeAttribute('style'))

  it('is the reader’s, and what words stand in grows with them, unless the host says otherwise', async () => {
    await STATES.find(({ name }) => name === 'card with everything')?.show('de')
    const shown = everything(body).filter(isShown)
    const texts = shown.filter((own) =>
      own.matches('p, h2, h3, button, select, textarea, .chip, summary, kbd'),
    )
    const measured = () =>
      texts.map((own) => {
        const { fontSize, lineHeight } = getComputedStyle(own)
        return [parseFloat(fontSize), parseFloat(lineHeight)] as const
      })
    const notGrownBy = (factor: number, before: ReturnType<typeof measured>) => {
      const now = measured()
      const isOff = (i: number, at: 0 | 1) =>
        Math.abs((now[i]?.[at] ?? 0) - factor * (before[i]?.[at] ?? 0)) > 0.05
      return texts.filter((_, i) => isOff(i, 0) || isOff(i, 1)).map(nameOf)
    }
    const usual = measured()
    const heights = texts.map((own) => own.getBoundingClientRect().height)
    expect(texts.length).to.be.greaterThan(20)
    page.style.fontSize = '24px'
    expect(notGrownBy(1.5, usual)).to.deep.equal([])
    const lower = texts.filter((own, i) => own.getBoundingClientRect().height < 1.4 * (heights[i] ?? 0) - 10)
    expect(lower.map(nameOf)).to.deep.equal([])
    page.style.setProperty('--attribution-font-size', '14px')
    expect(notGrownBy(1, usual)).to.deep.equal([])
  })
})

describe('where colours are forced', () => {
  beforeEach(() => media({ 'forced-colors': 'active' }))
  afterEach(() => media())

  for (const name of [
    'list',
    'list that is filtered',
    'several selected',
    'card with everything',
    'walk',
    'speakers',
  ])
    it(`what is chosen and what has the focus can be told, and charts have system colours: ${name}`, async () => {
      await STATES.find((state) => state.name === name)?.show('de')
      const shown = everything(body).filter(isShown)
      const system = ['Canvas', 'CanvasText', 'Highlight'].map(colourOf)
      for (const own of shown.filter((one) => one.matches('svg[role="img"] rect')))
        expect(system, nameOf(own)).to.include(getComputedStyle(own).fill)

      const chosen = shown.filter((own) => own.matches(CHOSEN))
      expect(chosen).not.to.deep.equal([])
      for (const own of chosen) {
        const other = shown.find((one) => !one.matches(CHOSEN) && isAlike(one, own))
        if (other) expect(lookOf(own), nameOf(own)).not.to.equal(lookOf(other))
      }
      for (const own of shown.filter((one) => one.matches(CONTROLS))) {
        if (!(own instanceof HTMLElement)) continue
        own.focus()
        const outlines = [undefined, '::after'].map((pseudo) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(own, pseudo)
          return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth)
        })
        expect(Math.max(...outlines), nameOf(own)).to.be.at.least(1)
      }
    })
})

const CHOSEN = '[aria-pressed="true"], [aria-selected="true"], article.selected, li.marked'

function isAlike(one: Element, own: Element): boolean {
  const isSame =
    one.localName === own.localName && one.hasAttribute('aria-pressed') === own.hasAttribute('aria-pressed')
  return isSame && (own.localName === 'article' || one.parentElement === own.parentElement)
}

/** What can be seen of it, or of the card that it holds. */
function lookOf(element: Element): string {
  const styles = [element, ...element.querySelectorAll(':scope > attribution-card')].map((own) => {
    const { backgroundColor, border, outline } = getComputedStyle(own)
    return [backgroundColor, border, outline, getComputedStyle(own, '::after').backgroundColor]
  })
  return styles.join('; ')
}

/** What takes time to change its looks or scrolls smoothly. */
function moving(root: Element): readonly string[] {
  const takesTime = (times: string) => times.split(', ').some((time) => parseFloat(time) > 0)
  return everything(root)
    .filter((own) =>
      [undefined, '::before', '::after'].some((pseudo) => {
        const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(own, pseudo)
        return takesTime(transitionDuration) || takesTime(animationDuration) || scrollBehavior === 'smooth'
      }),
    )
    .map(nameOf)
}
