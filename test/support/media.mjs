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
    const devTools = sessions.get(page) ?? (await page.createCDPSession())
    sessions.set(page, devTools)
    const { type = '', features = {} } = payload
    await devTools.send('Emulation.setEmulatedMedia', {
      media: type,
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    })
    return true
  },
})

const sessions = new WeakMap()
