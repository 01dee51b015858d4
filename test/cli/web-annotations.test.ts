/** Web Annotations out of the program and into it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderWith, run } from './program.js'

const ARTICLE = 'Rat stimmt zu\n\n„Wir bauen“, sagte Bürgermeisterin Eva Meier am Montag der Presse.\n'

test('writes Web Annotations, and reads them back to write the same', async (t) => {
  const folder = folderWith(t, { 'a.txt': ARTICLE })
  const first = await run(['report', 'a.txt', '--format', 'webannotation', '-o', 'a.jsonld'], { folder })
  assert.deepEqual([first.code, first.stderr], [0, []])
  const again = await run(['report', 'a.txt', 'a.jsonld', '--format', 'webannotation', '-o', 'b.jsonld'], {
    folder,
  })
  assert.deepEqual([again.code, again.stderr], [0, []])
  const read = await run(['report', 'a.txt', 'b.jsonld', '--format', 'json'], { folder })
  const { annotations } = JSON.parse(read.stdout) as { annotations: { target: { wording: string } }[] }
  assert.deepEqual(
    annotations.map(({ target }) => target.wording),
    ['„Wir bauen“'],
  )
})

test('shows annotations that others made on the article, and says what it cannot show', async (t) => {
  const target = [{ selector: [{ type: 'TextQuoteSelector', exact: 'am Montag der Presse' }] }]
  const row = { id: 'x', uri: 'https://house.example/', user: 'acct:a@b.example', text: 'Wirklich?', target }
  const folder = folderWith(t, {
    'a.txt': ARTICLE,
    'h.jsonld': JSON.stringify({ rows: [row, { ...row, id: 'y', target: [] }] }),
    'bad.jsonld': JSON.stringify({ rows: [{ ...row, links: { html: 'javascript:alert(1)' } }] }),
  })
  const shown = await run(['report', 'a.txt', 'h.jsonld', '--format', 'md'], { folder })
  assert.equal(shown.code, 0)
  assert.match(shown.stdout, /Wirklich\\?\?/)
  assert.match(shown.stderr.join('\n'), /h\.jsonld: 1 annotations on no words/)
  const bad = await run(['report', 'a.txt', 'bad.jsonld'], { folder })
  assert.equal(bad.code, 2)
  assert.deepEqual(bad.stderr, ['bad.jsonld: rows[0].links.html: must not run a script'])
})
