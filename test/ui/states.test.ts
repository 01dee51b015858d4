/** What holds in every state of the interface, whatever it shows. */
import { expect } from '@open-wc/testing'
import { executeServerCommand, setViewport } from '@web/test-runner-commands'
import { everything, faintDrawings, faintTexts, nameOf, smallTargets, stickingOut } from './measure.js'
import { STATES } from './states.js'

const { body, documentElement: page } = document

/** What is found wrong in any state, each with the first state that shows it. */
async function inEveryState(locale: string, look: () => readonly string[]): Promise<readonly string[]> {
  const found = new Map<string, string>()
  for (const { name, show } of STATES) {
    await show(locale)
    for (const words of look()) if (!found.has(words)) found.set(words, name)
  }
  return [...found].map(([words, name]) => `${name}: ${words}`)
}

const media = (features: Readonly<Record<string, string>> = {}, type = '') =>
  executeServerCommand('media', { features, type })

describe('in every state of the interface', () => {
  afterEach(async () => {
    await media()
    await setViewport({ width: 800, height: 600 })
    page.removeAttribute('style')
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

  for (const [name, size, locale] of [
    ['320 px wide', { width: 320, height: 640 }, 'de'],
    ['zoomed to 200 %', { width: 512, height: 384 }, 'en'],
  ] as const)
    it(`nothing sticks out or scrolls sideways, and controls keep their size: ${name}`, async () => {
      await setViewport(size)
      body.style.margin = '0'
      page.style.fontSize = '200%'
      const look = () => {
        const main = document.querySelector('main')
        if (main) main.style.width = '100%'
        return [...stickingOut(body), ...smallTargets(body)]
      }
      expect(await inEveryState(locale, look)).to.deep.equal([])
    })
})

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
