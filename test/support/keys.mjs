/**
 * Keystrokes for the test page that `sendKeys` of the test runner does not know.
 *
 * - `keys`: a list of chords, one after the other, such as `[['Control', 'z'], ['Enter']]`
 * - `compose`: what an input method does, in Chromium only
 */
export const keysPlugin = () => ({
  name: 'keys-command',
  async executeCommand({ command, payload, session }) {
    if (command === 'keys') {
      await press(session, payload)
      return true
    }
    if (command === 'compose') {
      await compose(session, payload)
      return true
    }
  },
})

async function press({ browser, id }, chords) {
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
