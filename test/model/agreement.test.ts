import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { agreementOf, comparePassage, type PassagePart } from '../../src/model/agreement.js'
import { PIECE_SEPARATOR } from '../../src/model/wording.js'

const agreement = (wording: string, passage: string, translated = false) =>
  agreementOf(wording, { passage, translated })

const SIGNS: Readonly<Record<PassagePart['change'], string>> = {
  same: '',
  gone: '-',
  new: '+',
  context: '#',
  omitted: '…',
}

/** "[#before ][the same ][-gone ][+new ]" */
function shown(wording: string, passage: string, options?: { contextWords: number }): string {
  const { parts } = comparePassage(wording, { passage, translated: false }, options)
  return parts.map(({ text, change }) => `[${SIGNS[change]}${text}]`).join('')
}

describe('a direct quote and the passage of its source', () => {
  test('agree whatever stands around the words, and whatever marks, white space and end signs are used', () => {
    const passage = 'Am Abend trat sie auf: »Wir  helfen\nallen, die\u00A0kommen!« Dann ging sie.'
    assert.equal(agreement('„Wir helfen allen, die kommen“', passage), 'agrees')
    assert.equal(
      shown('„Wir helfen allen, die kommen“', passage),
      '[#Am Abend trat sie auf: »][Wir  helfen\nallen, die\u00A0kommen!« ][#Dann ging sie.]',
    )
  })

  test('agree for a single word only where it stands as a word', () => {
    assert.equal(agreement('„helfen“', 'Wir werden helfen, wo wir können.'), 'agrees')
    assert.equal(agreement('„helfen“', 'Den Helfenden wird geholfen: verhelfen, helfend.'), 'differs')
    assert.equal(agreement('„Minister“', 'Der Ex-Minister kam.'), 'differs')
    assert.equal(agreement('„Bürger“', 'Die Bürger:innen kamen.'), 'differs')
  })

  test('agree in spite of the case of a first letter, and of no other one', () => {
    assert.equal(agreement('„Terroristische Banden“', 'Es seien terroristische Banden.'), 'agrees')
    assert.equal(agreement('„helfen“', 'Helfen wollen wir.'), 'agrees')
    assert.equal(agreement('„terroristische banden“', 'Es seien terroristische Banden.'), 'differs')
    assert.equal(agreement('„terroristischen Banden“', 'Es seien terroristische Banden.'), 'differs')
  })

  test('agree around the frame, whether it was left out or marked along', () => {
    const passage = 'Wir bauen noch im Mai, sagte er.'
    assert.equal(agreement(`„Wir bauen“${PIECE_SEPARATOR}„noch im Mai.“`, passage), 'agrees')
    assert.equal(agreement('„Wir bauen“, sagte Meier, „noch im Mai.“', passage), 'agrees')
    assert.equal(agreement(`„noch im Mai“${PIECE_SEPARATOR}„Wir bauen“`, passage), 'differs')
    // What stands behind the marks is not told from the quote.
    assert.equal(agreement('„Wir „bauen“ noch“ im Juni', passage), 'differs')
  })

  test('agree with inner quotes and with paragraphs that open their marks anew', () => {
    assert.equal(agreement('“He said “no” to me.”', 'He said "no" to me.'), 'agrees')
    assert.equal(agreement('“One.\n“Two “three” four.”', 'One. Two three four.'), 'agrees')
    assert.equal(agreement('“One.\n“Two “three” four.”', 'One. Two four.'), 'differs')
  })

  for (const gap of ['[…]', '(...)', '(…)', '[. . .]', '…', '...'])
    test(`agree where the quote leaves words out with ${gap}, and show which`, () => {
      const passage = 'Nun: Wir helfen allen Menschen noch im Mai.'
      assert.equal(agreement(`„Wir helfen ${gap} im Mai“`, passage), 'agrees')
      assert.equal(
        shown(`„Wir helfen ${gap} im Mai“`, passage),
        '[#Nun: ][Wir helfen ][…allen Menschen noch ][im Mai.]',
      )
    })

  test('agree where the newsroom put words in square brackets, and differ where the source left some out', () => {
    assert.equal(agreement('„Er [der Minister] hat zugestimmt“', 'Er hat zugestimmt.'), 'agrees')
    assert.equal(agreement('„Er hat zugestimmt“', 'Er hat […] zugestimmt.'), 'differs')
    assert.equal(agreement('„Er hat […] zugestimmt“', 'Er hat […] zugestimmt.'), 'agrees')
  })

  test('agree over hyphens at line ends, soft hyphens, ligatures and kinds of dashes and apostrophes', () => {
    assert.equal(agreement('„Die Verhandlung geht’s an“', "Die Verhand-\nlung geht's an"), 'agrees')
    assert.equal(agreement('„fünf Offiziere“', 'fünf Of\u00ADfi\u00ADziere'), 'agrees')
    assert.equal(agreement('„zwei Offiziere“', 'zwei Oﬃziere'), 'agrees')
    assert.equal(agreement('„5–6 Leute“', '5-6 Leute'), 'agrees')
  })

  test('differ in signs that are read aloud', () => {
    assert.equal(agreement('„5 %“', 'Es sind 5%.'), 'agrees')
    assert.equal(agreement('„Es sind 5“', 'Es sind -5'), 'differs')
    assert.equal(agreement('„bei −5 Grad“', 'bei -5 Grad'), 'agrees')
    assert.equal(agreement('„10 € mehr“', '10 $ mehr'), 'differs')
  })

  test('cannot be compared when the passage is translated or missing', () => {
    assert.equal(agreement('„Wir helfen“', 'We help', true), 'translated')
    assert.equal(agreement('„Wir helfen“', '', true), 'translated')
    assert.equal(agreement('„Wir helfen“', ' – ', false), 'no-passage')
    assert.deepEqual(comparePassage('„Wir helfen“', { passage: 'We help', translated: true }).parts, [])
  })

  test('show what differs, with other words at the ends as replaced and not as context', () => {
    assert.equal(
      shown('„Wir helfen sofort allen“', 'Ja. Sie helfen gern sofort allen. Danke.'),
      '[#Ja. ][-Sie ][+Wir ][helfen ][-gern ][sofort allen. ][#Danke.]',
    )
    assert.equal(
      shown('„Wir kommen morgen früh“', 'Wir kommen morgen spät, sagte sie.'),
      '[Wir kommen morgen ][-spät, ][+früh ][#sagte sie.]',
    )
    assert.equal(shown('„Unsinn“', 'Das stimmt nicht.'), '[+Unsinn ][#Das stimmt nicht.]')
  })

  test('show each stretch beside its own place', () => {
    assert.equal(
      shown(
        `„Wir bauen morgen“${PIECE_SEPARATOR}„noch vor dem Mai“`,
        'So: Wir bauen heute, und zwar jetzt und hier und mit allen und noch vor dem Juni.',
      ),
      '[#So: ][Wir bauen ][-heute, ][+morgen ][…und zwar jetzt und hier und mit allen und ][noch vor dem ][-Juni.][+Mai ]',
    )
  })

  test('show little of what stands around', () => {
    const passage = `${'davor '.repeat(50)}Wir helfen${' danach'.repeat(50)}`
    assert.equal(
      shown('„Wir helfen“', passage, { contextWords: 2 }),
      '[#… davor davor ][Wir helfen ][#danach danach … ]',
    )
  })

  test('are found in passages of 100,000 words, and their differences too', () => {
    const words = Array.from({ length: 100_000 }, (_, i) => `w${i % 977}x${i % 31}`)
    const quote = words.slice(60_000, 60_200)
    const passage = words.join(' ')
    assert.equal(agreement(`„${quote.join(' ')}“`, passage), 'agrees')
    quote[100] = 'anders'
    const { agreement: told, parts } = comparePassage(`„${quote.join(' ')}“`, { passage, translated: false })
    assert.equal(told, 'differs')
    assert.deepEqual(
      parts.map(({ change }) => change),
      ['context', 'same', 'gone', 'new', 'same', 'context'],
    )
  })

  test('take no longer for hostile text', () => {
    const start = process.cpuUsage()
    const cases: readonly (readonly [string, string])[] = [
      ['a b '.repeat(30_000), 'a '.repeat(60_000)],
      ['a … b '.repeat(10_000), 'a '.repeat(60_000)],
      ['a … '.repeat(60) + 'b', 'a '.repeat(60_000)],
      ['['.repeat(50_000), '[ '.repeat(50_000) + 'a'],
      [`„${'„a '.repeat(20_000)}`, `${'( . '.repeat(20_000)}a`],
    ]
    for (const [wording, passage] of cases) comparePassage(wording, { passage, translated: false })
    // A quadratic way would take minutes.
    assert.ok(process.cpuUsage(start).user < 20_000_000)
  })
})

describe('laws of comparing', () => {
  const word = fc.constantFrom(
    'wir',
    'Helfen',
    'noch',
    'im',
    'Mai',
    'und',
    'nicht',
    '5',
    '3,5',
    'Ex-Minister',
  )
  const words = fc.array(word, { minLength: 1, maxLength: 12 })
  const others = fc.array(word, { maxLength: 30 })

  test('any wording agrees with itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (wording) => {
        fc.pre(/[\p{L}\p{N}]/u.test(wording) && !/[[(]/.test(wording))
        assert.equal(agreement(wording, wording), 'agrees')
      }),
    )
  })

  test('a passage with anything around the words agrees, and its parts make up the passage', () => {
    fc.assert(
      fc.property(others, words, others, (before, quote, behind) => {
        const passage = [...before, ...quote, ...behind].join(' ')
        const comparison = comparePassage(
          `„${quote.join(' ')}“`,
          { passage, translated: false },
          { contextWords: Infinity },
        )
        assert.equal(comparison.agreement, 'agrees')
        assert.equal(comparison.parts.map(({ text }) => text).join(''), passage)
        assert.ok(comparison.parts.every(({ change }) => change === 'same' || change === 'context'))
      }),
    )
  })

  test('pieces in their order agree whatever stands between', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), others, (pieces, between) => {
        const passage = pieces.map((piece) => piece.join(' ')).join(` ${between.join(' ')} `)
        const wording = pieces.map((piece) => `„${piece.join(' ')}“`).join(PIECE_SEPARATOR)
        assert.equal(agreement(wording, passage), 'agrees')
      }),
    )
  })

  test('one word that the passage does not have makes it differ, and the parts still tell both', () => {
    fc.assert(
      fc.property(others, words, others, fc.nat(), (before, quote, behind, at) => {
        const passage = [...before, ...quote, ...behind].join(' ')
        const changed = quote.map((word, i): string => (i === at % quote.length ? 'anders' : word))
        const { agreement, parts } = comparePassage(
          `„${changed.join(' ')}“`,
          { passage, translated: false },
          { contextWords: Infinity },
        )
        assert.equal(agreement, 'differs')
        const textOf = (list: readonly PassagePart[]) => list.map(({ text }) => text).join('')
        assert.equal(textOf(parts.filter(({ change }) => change !== 'new')), passage)
        const quoted = parts.filter(({ change }) => change === 'same' || change === 'new')
        assert.equal(
          textOf(quoted.map((part) => ({ ...part, text: `${part.text} ` })))
            .trim()
            .split(/\s+/)
            .join(' ')
            .toLowerCase(),
          changed.join(' ').toLowerCase(),
        )
      }),
    )
  })
})
