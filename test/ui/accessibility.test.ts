import { expect } from '@open-wc/testing'
import { card, open, violations } from './fixtures.js'
import { STATES } from './states.js'

// Each language and each scheme once: words and colours go wrong apart from each other.
for (const [locale, scheme] of [
  ['de', 'light'],
  ['en', 'dark'],
] as const)
  describe(`axe, ${locale}, ${scheme}`, () => {
    before(() => {
      document.documentElement.style.colorScheme = scheme
      document.documentElement.lang = locale
    })
    after(() => {
      document.documentElement.removeAttribute('style')
      document.documentElement.lang = 'de'
    })
    for (const { name, show } of STATES)
      it(`finds nothing wrong: ${name}`, async () => {
        await show(locale)
        expect(await violations()).to.deep.equal([])
      })
  })

describe('a strict Content Security Policy', () => {
  it('is met: no element has a style attribute', async () => {
    const { panel } = await open({ opened: 'b' })
    for (const root of [panel, card(panel, 'b')])
      expect(root.shadowRoot?.querySelectorAll('[style]').length).to.equal(0)
  })
})
