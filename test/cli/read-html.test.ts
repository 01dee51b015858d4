import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decode, decodeHTML, linesOf, DEFAULT_MAX_LINE } from '../../src/cli/bytes.js'
import { readHTML } from '../../src/cli/read-html.js'
import { createSelector } from '../../src/cli/selector.js'

/** Blocks as text, a heading with its level before it. */
const blocksOf = (page: string): readonly string[] =>
  readHTML(page).article.blocks.map(({ level, text }) => (level ? `${level} ${text}` : text))

describe('a selector for the text', () => {
  const page =
    '<article>lang und länger als alles</article><h1 id="t">Kopf</h1><div class="teaser box">Vorspann</div>' +
    '<div class="text" data-x="1"><p>a</p><div class="text">b</div><p hidden>h</p></div><p class="text">c</p>'
  const found = (selector: string): readonly string[] =>
    readHTML(page, { selector: createSelector(selector) }).article.blocks.map(({ text }) => text)
  const cases: readonly [selector: string, blocks: readonly string[]][] = [
    ['.text', ['a', 'b', 'c']],
    ['#t, div.text', ['Kopf', 'a', 'b']],
    ['.text > p', ['a', 'h']],
    ['.box + .text p:first-child', ['a']],
    ['[data-x="1"]', ['a', 'b']],
    ['div:has(.text)', ['a', 'b']],
    ['p:contains("c")', ['c']],
    ['body > :not(article)', ['Kopf', 'Vorspann', 'a', 'b', 'c']],
  ]
  for (const [selector, blocks] of cases)
    test(`takes what ${selector} finds, once`, () => assert.deepEqual(found(selector), blocks))

  test('is told when it finds nothing, or is none', () => {
    assert.throws(() => found('.missing'), /nothing on the page is found by the selector \.missing/)
    assert.throws(() => createSelector('p['))
  })

  test('looks into what is nested deeper than any stack', () => {
    const deep = '<div>'.repeat(100_000)
    const read = (selector: string) => readHTML(`${deep}<p>x`, { selector: createSelector(selector) })
    assert.equal(read('p').article.blocks[0]?.text, 'x')
  })
})

test('captions and table cells are texts of their own to detection, and code is not read, as in the editor', () => {
  const flows = readHTML(
    '<p>a</p><figure><img><figcaption>b</figcaption></figure><blockquote><p>c</p></blockquote>' +
      '<table><caption>d<tr><td>e<p>f</p></td><td>g</td></table><pre>h</pre><p>i</p>',
  ).article.blocks.map(({ text, flow = 0 }) => `${text} ${flow}`)
  assert.deepEqual(flows, ['a 0', 'b 1', 'c 0', 'd 2', 'e 3', 'f 3', 'g 4', 'h null', 'i 0'])
})

describe('readHTML', () => {
  const cases: readonly [what: string, page: string, blocks: readonly string[]][] = [
    ['paragraphs and headings', '<h1>A</h1><p>b</p><h3>C</h3>d', ['1 A', 'b', '3 C', 'd']],
    ['white space folded', '<p> a\n\t b <b> c </b>d </p>', ['a b c d']],
    ['no-break spaces kept', '<p>a&nbsp;b</p>', ['a\u00A0b']],
    ['breaks as line ends', '<p>a<br> b</p>', ['a\nb']],
    ['two breaks as a paragraph', '<p>a<br><br>b</p>', ['a', 'b']],
    ['images as one character', '<p>a <img src=x> b</p>', ['a \uFFFC b']],
    [
      'no block for an image alone',
      '<p><img src=x></p><figure><img src=y><figcaption>c</figcaption></figure>',
      ['c'],
    ],
    ['no empty blocks', '<p></p><p> </p><p>&nbsp;</p><p>a</p>', ['a']],
    ['text between blocks', '<div>a<p>b</p>c</div>', ['a', 'b', 'c']],
    ['lists and tables', '<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>', ['a', 'b', 'c', 'd']],
    ['preformatted lines', '<pre>a\n  b</pre>', ['a\nb']],
    [
      'no scripts, styles, hidden parts',
      '<p>a<script>b</script><style>c</style><span hidden>d</span></p>',
      ['a'],
    ],
    ['inline markup', '<p>„<em>Ja</em>“, <a href=x>sagte</a> er</p>', ['„Ja“, sagte er']],
    [
      'the longest article',
      '<article>kurz</article><article><p>ein langer Artikel</p></article>x',
      ['ein langer Artikel'],
    ],
    ['main without an article', '<header>x</header><main><p>a</p></main><footer>y</footer>', ['a']],
    ['a body without its furniture', '<header>x</header><p>a</p><nav>n</nav><footer>y</footer>', ['a']],
    ['unclosed tags', '<p>a<p>b<div>c', ['a', 'b', 'c']],
    ['entities', '<p>&lt;b&gt; &amp; &#8222;x&ldquo;</p>', ['<b> & „x“']],
    ['nothing', '', []],
  ]
  for (const [what, page, blocks] of cases) test(what, () => assert.deepEqual(blocksOf(page), blocks))

  const titles: readonly [page: string, title: string][] = [
    ['<title>T | Zeitung</title><article><h1>Die Lage</h1><p>x</p></article>', 'Die Lage'],
    ['<title>T</title><h1>Kopf</h1><article><p>x</p></article>', 'Kopf'],
    ['<title> T\n t </title><p>x</p>', 'T t'],
    ['<h2>Zwischen</h2><p>x</p>', 'Zwischen'],
    ['<p>x</p>', ''],
  ]
  for (const [page, title] of titles)
    test(`title of ${page}`, () => assert.equal(readHTML(page).article.title, title))

  test('language of the article, else of the page', () => {
    assert.equal(readHTML('<html lang=en><article lang="de-AT"><p>x</article>').article.lang, 'de-AT')
    assert.equal(readHTML('<html lang=en><p>x').article.lang, 'en')
    assert.equal(readHTML('<p>x').article.lang, '')
  })

  test('stands nesting far deeper than any stack', () => {
    assert.deepEqual(blocksOf(`${'<b>'.repeat(5000)}<span>`.repeat(2) + '<p>tief</p>'), ['tief'])
  })
})

describe('decode', () => {
  const utf8 = (text: string) => new Uint8Array(Buffer.from(text))
  test('leaves the byte-order mark out', () => assert.deepEqual(decode(utf8('\uFEFFa')), { text: 'a' }))
  test('reads UTF-16 by its mark', () => {
    assert.deepEqual(decode(new Uint8Array([0xff, 0xfe, 0xe4, 0])), { text: 'ä' })
    assert.deepEqual(decode(new Uint8Array([0xfe, 0xff, 0, 0xe4])), { text: 'ä' })
  })
  test('keeps line ends as they are', () => assert.deepEqual(decode(utf8('a\r\nb\r')), { text: 'a\r\nb\r' }))
  test('tells the first byte that is wrong', () => {
    assert.deepEqual(decode(new Uint8Array([0x61, 0xc3, 0xa4, 0xff, 0x61])), {
      problem: 'not valid UTF-8 (byte 4)',
    })
    assert.deepEqual(decode(new Uint8Array([0x61, 0xc3])), { problem: 'not valid UTF-8 (byte 2)' })
  })
  test('reads pages in the encoding that they declare', () => {
    const page = (charset: string) => new Uint8Array(Buffer.from(`<meta charset=${charset}>ä`, 'latin1'))
    assert.deepEqual(decodeHTML(page('iso-8859-1')), { text: '<meta charset=iso-8859-1>ä' })
    assert.deepEqual(decodeHTML(page('klingon')), { problem: 'unknown encoding "klingon"' })
    assert.ok('problem' in decodeHTML(page('utf-16')))
  })
})

describe('linesOf', () => {
  async function* chunks(...parts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const part of parts) yield Buffer.from(part)
  }
  const read = async (...parts: readonly string[]) => {
    const lines: string[] = []
    for await (const { number, bytes } of linesOf(chunks(...parts)))
      lines.push(`${number}:${bytes ? Buffer.from(bytes).toString() : 'too long'}`)
    return lines
  }
  test('joins chunks and splits lines', async () => {
    assert.deepEqual(await read('a', 'b\nc', '\n\nd'), ['1:ab', '2:c', '3:', '4:d'])
    assert.deepEqual(await read(), [])
  })
  test('passes over a line that is too long and goes on', async () => {
    const part = 'x'.repeat(DEFAULT_MAX_LINE / 4 + 1)
    assert.deepEqual(await read('a\n', part, part, part, part, '\nb'), ['1:a', '2:too long', '3:b'])
  })
})
