/**
 * Takes out of the interface's style sheets and templates what only their authors need: comments, line breaks and indents of
 * `css` literals, indents of all else. A break between two elements stays one, so that nothing moves on the screen.
 */
import { transform } from 'esbuild'

const CSS = /\bcss`([^`]*)`/g

export const narrow = {
  name: 'narrow',
  async transform(code, id) {
    if (!/\/src\/ui\/[^/]+\.ts$/.test(id)) return null
    const lines = []
    /** With the number of the line that it comes from. */
    const add = (text, first) => {
      const [head, ...rest] = text.split('\n')
      if (lines.length) lines.at(-1).text += head
      else lines.push({ text: head, from: first })
      for (const [i, line] of rest.entries()) lines.push({ text: line.trimStart(), from: first + i + 1 })
    }
    const lineAt = (index) => code.slice(0, index).split('\n').length - 1
    let end = 0
    for (const { 0: literal, 1: sheet, index } of code.matchAll(CSS)) {
      // What stands there is not what the browser reads.
      if (/[\\$]/.test(sheet)) this.error(`${id}: a style sheet with an escape or an expression`)
      add(code.slice(end, index), lineAt(end))
      const { code: narrowed } = await transform(sheet, { loader: 'css', minifyWhitespace: true })
      add(`css\`${narrowed.trim()}\``, lineAt(index))
      end = index + literal.length
    }
    add(code.slice(end), lineAt(end))
    return {
      code: lines.map(({ text }) => text).join('\n'),
      map: { mappings: lines.map(({ from }) => [[0, 0, from, 0]]) },
    }
  },
}
