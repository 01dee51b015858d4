/** Running text and what stands apart from it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { de } from '../../src/lang/de/index.js'
import { createEngine, createGuessingEngine, type Engine, type PlacedBlock } from '../../src/text/index.js'

const engine = createEngine(de)

/** Statements of blocks as `speaker: words`; a number before a block is its running text. */
function found(
  blocks: readonly (readonly [flow: number, text: string])[],
  by: Engine = engine,
): readonly string[] {
  let start = 0
  const text = blocks.map(([, words]) => words).join('\n\n')
  const placed = blocks.map(([flow, words]): PlacedBlock => {
    const block = { analysis: by.analyze(words, 'paragraph'), start, flow }
    start += words.length + 2
    return block
  })
  return by
    .link(placed)
    .map(
      ({ speakerIs, quote }) =>
        `${speakerIs.name ?? '–'}: ${quote.map((range) => text.slice(range.start, range.end)).join(' … ')}`,
    )
}

const SAID = 'Minister Jan Meier sagte am Montag: „Wir bauen das Werk“.'

test('who spoke before a caption does not speak in it, and goes on below it', () => {
  for (const own of [engine, createGuessingEngine([de])])
    assert.deepEqual(
      found(
        [
          [0, SAID],
          [1, 'Anna Braun zeigte den Platz: „Hier soll es stehen“.'],
          [2, '„Noch ist alles leer“.'],
          [0, 'Es werde im Herbst eröffnet. Das Geld sei da.'],
        ],
        own,
      ),
      [
        'Jan Meier: „Wir bauen das Werk“',
        'Anna Braun: „Hier soll es stehen“',
        '–: „Noch ist alles leer“',
        'Jan Meier: Es werde im Herbst eröffnet. Das Geld sei da.',
      ],
    )
})

test('a quotation goes on behind a caption, and not in it', () => {
  assert.deepEqual(
    found([
      [0, 'Minister Jan Meier sagte am Montag: „Wir bauen das Werk.'],
      [1, 'Der Platz am Hafen.'],
      [0, '„Im Herbst beginnen wir“. Danach ging er.'],
    ]),
    ['Jan Meier: „Wir bauen das Werk.', 'Jan Meier: „Im Herbst beginnen wir“'],
  )
})

test('a caption knows the names of the article', () => {
  assert.deepEqual(
    found([
      [0, SAID],
      [1, 'Meier sagte: „Hier soll es stehen“.'],
    ])[1],
    'Jan Meier: „Hier soll es stehen“',
  )
})

test('words on both sides of an image, a mention or a line break are two words', () => {
  assert.deepEqual(found([[0, 'Laut\uFFFCMeier gilt: „Wir\nbauen\uFFFCdas Werk“, sagte Jan\nMeier.']]), [
    'Jan Meier: „Wir\nbauen\uFFFCdas Werk“',
  ])
  assert.deepEqual(found([[0, 'Die Ministerin sagte, es\nsei\uFFFCgut so.']]), [
    'Ministerin: es\nsei\uFFFCgut so',
  ])
})
