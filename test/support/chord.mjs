/** A key chord in the test page: `executeServerCommand('chord', ['Control', 'z'])`; sendKeys has no chords here. */
export const chordPlugin = () => ({
  name: 'chord-command',
  async executeCommand({ command, payload, session }) {
    if (command !== 'chord') return
    const { keyboard } = session.browser.getPage(session.id)
    for (const key of payload) await keyboard.down(key)
    for (const key of [...payload].reverse()) await keyboard.up(key)
    return true
  },
})
