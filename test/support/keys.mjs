/**
 * Keystrokes for the test page, the same in every launcher: `sendKeys` of the test runner has no
 * chords, and drops repeated characters in WebKit.
 *
 * - `keys`: a list of chords, one after the other, such as `[['Control', 'z'], ['Enter']]`
 * - `compose`: what an input method does, in Chromium only
 */
export const keysPlugin = () => ({
  name: 'keys-command',
  async executeCommand({ command, payload, session }) {
    if (command === 'keys') {
      await (session.browser.type === 'webdriver' ? pressByDriver : pressByPuppeteer)(session, payload)
      return true
    }
    if (command === 'compose') {
      await compose(session, payload)
      return true
    }
  },
})

async function pressByPuppeteer({ browser, id }, chords) {
  const { keyboard } = browser.getPage(id)
  for (const chord of chords) {
    const [only] = chord
    if (chord.length === 1 && [...only].length === 1) {
      await keyboard.type(only)
      continue
    }
    for (const key of chord) await keyboard.down(key)
    for (const key of [...chord].reverse()) await keyboard.up(key)
  }
}

/** Code points that WebDriver takes for keys without a character. */
const CODES = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  F2: '\uE032',
  F4: '\uE034',
  F8: '\uE038',
  Meta: '\uE03D',
}

/** Each key goes down and up before the next one: WebKit takes a key that is still down for one that is not pressed again. */
async function pressByDriver({ browser }, chords) {
  const actions = []
  for (const chord of chords) {
    const values = chord.map((key) => CODES[key] ?? key)
    for (const value of values) actions.push({ type: 'keyDown', value })
    for (const value of values.reverse()) actions.push({ type: 'keyUp', value })
  }
  await browser.driver.performActions([{ type: 'key', id: 'keyboard', actions }])
}

const devTools = new WeakMap()

/** `{ text, replace }` sets the composition's text, `{ commit }` ends it with a text; offsets are UTF-16 units. */
async function compose({ browser, id }, { text, replace, commit }) {
  const page = browser.getPage(id)
  const session = devTools.get(page) ?? (await page.createCDPSession())
  devTools.set(page, session)
  if (commit !== undefined) return session.send('Input.insertText', { text: commit })
  return session.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
    ...(replace ? { replacementStart: replace.start, replacementEnd: replace.end } : {}),
  })
}
