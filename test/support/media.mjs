/**
 * How the page is seen, in Chromium only: `emulateMedia` of the test runner knows neither forced colours
 * nor, together with them, paper.
 *
 * - `media`: `{ type: 'print' | '', features: { 'forced-colors': 'active', … } }`; what is left out is as usual
 */
export const mediaPlugin = () => ({
  name: 'media-command',
  async executeCommand({ command, payload, session }) {
    if (command !== 'media') return
    const page = session.browser.getPage(session.id)
    const { type = '', features = {} } = payload
    if (!type && !Object.keys(features).length && !sessions.has(page)) return true // it is as usual
    const devTools = sessions.get(page) ?? (await page.createCDPSession())
    sessions.set(page, devTools)
    await devTools.send('Emulation.setEmulatedMedia', {
      media: type,
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    })
    return true
  },
})

const sessions = new WeakMap()
