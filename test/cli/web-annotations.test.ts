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

test('converts Web Annotations on a text, with the addresses that the house gives', async (t) => {
  const folder = folderWith(t, { 'a.txt': ARTICLE })
  const addresses = ['--article-url', 'https://news.example/rat', '--base', 'https://news.example/anno/']
  const args = ['report', 'a.txt', '--format', 'webannotation', ...addresses, '-o', 'a.jsonld']
  assert.deepEqual((await run(args, { folder })).stderr, [])
  const convert = (...more: string[]) => run(['convert', 'a.jsonld', ...more], { folder })
  const json = await convert('--article', 'a.txt', '--to', 'json')
  assert.deepEqual([json.code, json.stderr], [0, []])
  const { article, annotations } = JSON.parse(json.stdout) as {
    article: { title: string }
    annotations: { target: { wording: string } }[]
  }
  assert.equal(article.title, 'Rat stimmt zu')
  assert.deepEqual(
    annotations.map(({ target }) => target.wording),
    ['„Wir bauen“'],
  )
  const again = await convert('--article', 'a.txt', '--to', 'webannotation', ...addresses)
  assert.match(again.stdout, /"source": "https:\/\/news\.example\/rat"/)
  assert.match(again.stdout, /"id": "https:\/\/news\.example\/anno\//)
  const without = await convert('--to', 'json')
  assert.deepEqual([without.code, without.stdout], [2, ''])
  assert.match(without.stderr[0] ?? '', /^a\.jsonld: Web Annotations have no text in them: .*--article FILE/)
  const odd = await convert('--to', 'json', '--base', 'rat')
  assert.match(odd.stderr[0] ?? '', /--base takes a whole address .* not "rat"/)
})
