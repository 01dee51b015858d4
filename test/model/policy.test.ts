import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Annotation } from '../../src/model/annotation.js'
import { HOUSE_RULES } from '../../src/model/house-policy.js'
import { ACCUSATIONS, DENIALS, UNNAMED_PLURALS } from '../../src/model/house-policy.data.js'
import { HOUSE_OVERRIDING } from '../../src/model/overriding.js'
import { checkPolicy, createPolicy, DEFAULT_POLICY, ruleOf, type Policy } from '../../src/model/policy.js'
import type { Evidence, Source } from '../../src/model/source.js'
import { createScheme, DEFAULT_SCHEME } from '../../src/model/status.js'
import { wordFinder } from '../../src/model/word-list.js'
import { annotate, AT, EDITOR, source } from './sample.js'

const SECOND = { id: 'zw', name: 'Z. W.' }
const TEXT =
  'Rat warnt vor Lücke\n\nRat Meier sagte, man werde „sofort helfen“ und zahlen. Experten warnen vor einer Lücke. ' +
  'Meier warf Müller Betrug vor. Der Zoll beschlagnahmte alles. Es gebe Tote.'

let count = 0
function evidence(sourceId: string, rest: Partial<Evidence> = {}): Evidence {
  return {
    id: `e${++count}`,
    sourceId,
    relation: 'origin',
    passage: '',
    locator: '',
    translated: false,
    by: EDITOR,
    at: AT,
    ...rest,
  }
}

/** One that was reviewed as it stands. */
function checked(
  id: string,
  words: string,
  { status = 'verified', ...rest }: Partial<Annotation> & { status?: string; speaker?: string } = {},
): Annotation {
  const made = annotate(id, [words], { text: TEXT, kind: 'indirect', ...rest })
  return { ...made, review: { status, wording: made.target.wording, by: EDITOR, at: AT } }
}

function signed(annotation: Annotation): Annotation {
  return { ...annotation, signOff: { wording: annotation.target.wording, by: SECOND, at: AT } }
}

/** "rule" for a rule that blocks, "rule?" for one that warns, by annotation when there are several. */
function problems(
  annotations: Annotation | readonly Annotation[],
  {
    sources = ['q1', 'q2', 'q3'].map((id) => source(id)),
    policy = DEFAULT_POLICY,
    scheme = DEFAULT_SCHEME,
  }: { sources?: readonly Source[]; policy?: Policy; scheme?: typeof DEFAULT_SCHEME } = {},
): readonly string[] {
  const list = Array.isArray(annotations)
    ? (annotations as readonly Annotation[])
    : [annotations as Annotation]
  const { blocks, warns } = checkPolicy({ annotations: list, sources, log: [] }, policy, { scheme })
  const nameOf = (id: string) => (list.length > 1 ? `${id}: ` : '')
  return [
    ...blocks.map(({ rule, annotationId }) => `${nameOf(annotationId)}${rule}`),
    ...warns.map(({ rule, annotationId }) => `${nameOf(annotationId)}${rule}?`),
  ]
}

const named = { kind: 'named', name: 'Meier' } as const
const unnamed = { kind: 'unnamed', name: 'Experten' } as const
const QUOTE = '„sofort helfen“'
const PLAIN = 'Der Zoll beschlagnahmte alles.'

describe('the state of a check', () => {
  test('blocks what nobody has checked, or not to the end, and says only that', () => {
    assert.deepEqual(problems(annotate('a', [QUOTE], { text: TEXT, speakerIs: unnamed })), ['reviewed'])
    assert.deepEqual(problems(checked('a', PLAIN, { status: 'in-progress' })), ['reviewed'])
  })

  test('blocks by the scheme of the house', () => {
    assert.deepEqual(problems(checked('a', PLAIN, { status: 'needs-change' })), ['status'])
    assert.deepEqual(problems(checked('a', PLAIN, { status: 'disputed' })), ['status'])
    const scheme = createScheme({
      statuses: [
        { key: 'unchecked', sign: '○', isFinal: false, isBlocking: false },
        { key: 'confirmed', sign: '✓', isFinal: true, isBlocking: false },
        { key: 'legal', sign: '§', isFinal: false, isBlocking: true },
      ],
    })
    assert.deepEqual(problems(checked('a', PLAIN, { status: 'legal' }), { scheme }), ['status'])
    assert.deepEqual(problems(checked('a', PLAIN, { status: 'confirmed' }), { scheme }), [
      'verified-evidence',
    ])
    // One that the scheme does not know is not let through.
    assert.deepEqual(problems(checked('a', PLAIN), { scheme }), ['status'])
  })

  test('blocks other words than were checked, and a source that was corrected; both are told', () => {
    const review = { status: 'verified', wording: 'Anderes', by: EDITOR, at: AT }
    const reopened = { sourceId: 'q1', why: 'corrected', by: EDITOR, at: AT } as const
    const done = checked('a', PLAIN, { evidence: [evidence('q1')] })
    assert.deepEqual(problems(done), [])
    assert.deepEqual(problems({ ...done, review }), ['stale'])
    assert.deepEqual(problems({ ...done, reopened }), ['reopened'])
    assert.deepEqual(problems({ ...done, review, reopened }), ['stale', 'reopened'])
    // Changed as was asked: it waits to be looked at, not for the change.
    assert.deepEqual(problems({ ...done, review: { ...review, status: 'needs-change' } }), ['stale'])
  })

  test('warns of checked words that are gone, and says nothing of others that are', () => {
    const gone = (annotation: Annotation) => ({
      ...annotation,
      target: { ...annotation.target, detached: true },
    })
    assert.deepEqual(problems(gone(checked('a', QUOTE, { kind: 'direct', speakerIs: unnamed }))), [
      'detached?',
    ])
    assert.deepEqual(problems(gone(annotate('a', [QUOTE], { text: TEXT }))), [])
  })

  test('does not look at what was dismissed', () => {
    assert.deepEqual(problems(annotate('a', [QUOTE], { text: TEXT, dismissed: true })), [])
  })

  test('warns while somebody waits for an answer', () => {
    const comment = { id: 'c', text: 'Wirklich?', mentions: [], by: EDITOR, at: AT, editedAt: null }
    const open = checked('a', PLAIN, {
      evidence: [evidence('q1')],
      thread: { comments: [comment], resolved: null },
    })
    assert.deepEqual(problems(open), ['open-thread?'])
    assert.deepEqual(
      problems({ ...open, thread: { comments: [comment], resolved: { by: EDITOR, at: AT } } }),
      [],
    )
  })
})

describe('evidence', () => {
  test('is needed for what is verified, and background is none', () => {
    assert.deepEqual(problems(checked('a', PLAIN)), ['verified-evidence'])
    assert.deepEqual(problems(checked('a', PLAIN, { evidence: [evidence('q1', { relation: 'context' })] })), [
      'verified-evidence',
    ])
    assert.deepEqual(
      problems(checked('a', PLAIN, { evidence: [evidence('q1', { relation: 'supports' })] })),
      [],
    )
    assert.deepEqual(problems(checked('a', PLAIN, { status: 'not-checkable' })), [])
  })

  test('from unreliable sources alone blocks', () => {
    const sources = [source('q1', { reliability: 'unreliable' }), source('q2')]
    const one = checked('a', PLAIN, { evidence: [evidence('q1')] })
    assert.deepEqual(problems(one, { sources }), ['reliable-source'])
    assert.deepEqual(
      problems({ ...one, evidence: [evidence('q1'), evidence('q2', { relation: 'supports' })] }, { sources }),
      [],
    )
  })

  test('that refutes what is verified warns until somebody has given a verdict on these words', () => {
    const one = checked('a', PLAIN, { evidence: [evidence('q1'), evidence('q2', { relation: 'refutes' })] })
    const verdict = { rating: 'false', wording: PLAIN, by: EDITOR, at: AT }
    assert.deepEqual(problems(one), ['refuted?'])
    assert.deepEqual(problems({ ...one, verdict }), [])
    assert.deepEqual(problems({ ...one, verdict: { ...verdict, wording: 'Anderes' } }), ['refuted?'])
  })
})

describe('a direct quote', () => {
  const quote = (...own: readonly Evidence[]) =>
    checked('a', QUOTE, { kind: 'direct', speakerIs: named, evidence: own })

  test('needs the place where it was said, told once, also when its truth cannot be checked', () => {
    assert.deepEqual(problems(quote()), ['quote-origin'])
    assert.deepEqual(problems(quote(evidence('q1', { relation: 'supports' }))), ['quote-origin'])
    assert.deepEqual(
      problems(checked('a', QUOTE, { kind: 'direct', speakerIs: named, status: 'not-checkable' })),
      ['quote-origin'],
    )
  })

  test('has the words of the passage', () => {
    assert.deepEqual(problems(quote(evidence('q1'))), ['quote-passage'])
    assert.deepEqual(problems(quote(evidence('q1', { passage: 'Wir werden bald helfen.' }))), [
      'quote-passage',
    ])
    assert.deepEqual(problems(quote(evidence('q1', { passage: 'Wir werden sofort helfen.' }))), [])
    assert.deepEqual(
      problems(quote(evidence('q1', { passage: 'bald' }), evidence('q2', { passage: 'Sofort helfen!' }))),
      [],
    )
  })

  test('follows its words when they change, though the evidence is the same', () => {
    const own = evidence('q1', { passage: 'Wir werden sofort helfen.' })
    const other = checked('a', 'werde „sofort helfen“', { kind: 'direct', speakerIs: named, evidence: [own] })
    assert.deepEqual(problems(quote(own)), [])
    assert.deepEqual(problems(other), ['quote-passage'])
    assert.deepEqual(problems(quote(own)), [])
  })

  test('warns when it is translated, until somebody else has read it', () => {
    const translated = quote(evidence('q1', { passage: 'help at once', translated: true }))
    assert.deepEqual(problems(translated), ['quote-translated?'])
    assert.deepEqual(problems(signed(translated)), [])
    assert.deepEqual(
      problems({
        ...translated,
        evidence: [...translated.evidence, evidence('q2', { passage: 'sofort helfen' })],
      }),
      [],
    )
  })

  test('inside a statement of the same speaker rests on its evidence too', () => {
    const outer = checked('o', 'man werde „sofort helfen“ und zahlen', {
      speakerIs: named,
      evidence: [evidence('q1', { passage: 'Wir werden sofort helfen und zahlen' })],
    })
    assert.deepEqual(problems([outer, quote()]), [])
    assert.deepEqual(problems([{ ...outer, speakerIs: { kind: 'named', name: 'Müller' } }, quote()]), [
      'a: quote-origin',
    ])
    assert.deepEqual(problems([{ ...outer, evidence: [evidence('q1', { passage: 'Ja.' })] }, quote()]), [
      'a: quote-passage',
    ])
  })
})

describe('an unnamed speaker', () => {
  const words = 'Experten warnen vor einer Lücke.'
  const own = [evidence('q1'), evidence('q2', { relation: 'supports' })]
  const statement = checked('a', words, { speaker: 'Experten', speakerIs: unnamed, evidence: own })

  test('needs a reason and a second pair of eyes', () => {
    assert.deepEqual(problems(statement), ['unnamed-reason', 'unnamed-sign-off'])
    assert.deepEqual(problems({ ...statement, anonymity: ' ' }), ['unnamed-reason', 'unnamed-sign-off'])
    assert.deepEqual(problems({ ...statement, anonymity: 'Bedroht' }), ['unnamed-sign-off'])
    assert.deepEqual(problems(signed({ ...statement, anonymity: 'Bedroht' })), [])
    // The reviewer's own sign-off is none.
    assert.deepEqual(
      problems({ ...statement, anonymity: 'x', signOff: { wording: words, by: EDITOR, at: AT } }),
      ['unnamed-sign-off'],
    )
  })

  test('in the plural warns with one source, or with unreliable ones', () => {
    const fine = signed({ ...statement, anonymity: 'Bedroht' })
    const few = { ...fine, evidence: own.slice(0, 1) }
    assert.deepEqual(problems(few), ['plural-sources?'])
    assert.deepEqual(problems({ ...few, evidence: [evidence('q1'), evidence('q1')] }), ['plural-sources?'])
    const sources = [source('q1'), source('q2', { reliability: 'unreliable' })]
    assert.deepEqual(problems(fine, { sources }), ['plural-sources?'])
    const same = [source('q1', { url: 'https://a.example/' }), source('q2', { url: 'https://a.example/' })]
    assert.deepEqual(problems(fine, { sources: same }), ['plural-sources?'])
    assert.deepEqual(problems(fine, { policy: createPolicy({ settings: { sourcesForPlural: 3 } }) }), [
      'plural-sources?',
    ])
  })

  test('is a plural by the mention', () => {
    const plural = (mention: string) => {
      const one = signed({ ...statement, anonymity: 'x', evidence: own.slice(0, 1) })
      const target = { ...one.target, speaker: mention }
      return problems({ ...one, target, speakerIs: { kind: 'unnamed', name: mention } }).length > 0
    }
    for (const mention of [
      'Kreise des Ministeriums',
      'Regierungskreisen',
      'die Sicherheitsexperten',
      'eine Reihe von Augenzeugen',
      'two senior officials',
      'Sources close to the deal',
    ])
      assert.ok(plural(mention), mention)
    for (const mention of [
      'ein Experte',
      'einem Experten',
      'dem Augenzeugen',
      'einer der Beamten',
      'a source',
      'one of the officials',
    ])
      assert.ok(!plural(mention), mention)
  })

  test('is asked once where quoted words stand inside their statement', () => {
    const quoted = checked('q', 'vor einer Lücke', {
      kind: 'direct',
      speaker: 'Experten',
      speakerIs: unnamed,
    })
    assert.deepEqual(
      problems([statement, quoted]).filter((problem) => problem.startsWith('q: unnamed')),
      [],
    )
  })

  test('in a headline rests on the reason and the sign-off in the text', () => {
    const headline = checked('h', 'Rat warnt vor Lücke', { speakerIs: unnamed, flags: ['headline'] })
    const body = signed({ ...statement, anonymity: 'Bedroht' })
    assert.deepEqual(problems([headline, body]), [])
    assert.deepEqual(problems([{ ...headline, flags: [] }, body]), [
      'h: verified-evidence',
      'h: unnamed-reason',
      'h: unnamed-sign-off',
      'h: plural-sources?',
    ])
  })
})

describe('an accusation', () => {
  const words = 'Meier warf Müller Betrug vor.'
  const own = [evidence('q1'), evidence('q2', { relation: 'supports' })]

  test('warns with one source', () => {
    assert.deepEqual(problems(checked('a', words, { evidence: own.slice(0, 1) })), ['accusation-sources?'])
    assert.deepEqual(problems(checked('a', words, { evidence: own })), [])
    assert.deepEqual(problems(checked('a', words, { status: 'not-checkable' })), [])
  })

  test('is told by the words it was found by as well', () => {
    const by = (word: string) =>
      problems(checked('a', PLAIN, { evidence: [evidence('q1')], reasons: [{ rule: 'x', word }] }))
    assert.deepEqual(by('warf … vor'), ['accusation-sources?'])
    assert.deepEqual(by('accused'), ['accusation-sources?'])
    assert.deepEqual(by('sagte'), [])
  })

  test('is told once where quoted words stand inside it', () => {
    const one = checked('a', words, { speakerIs: named, evidence: own.slice(0, 1) })
    const inner = checked('b', 'Betrug', { speakerIs: named })
    assert.deepEqual(problems([one, inner]), ['a: accusation-sources?'])
  })

  const accuses = (text: string) => wordFinder(ACCUSATIONS)(text) && !wordFinder(DENIALS)(text)
  test('is known by few and sure words', () => {
    for (const text of [
      'Er werfe ihm das seit Jahren immer wieder vor',
      'Die Partei beschuldigt den Minister',
      'Das ist eine Lüge',
      'wegen Steuerbetrugs',
      'Beamte bestochen zu haben',
      'Die Opposition erhob schwere Vorwürfe',
      'She accused him of fraud',
      'The minister lied to parliament',
      'charged on Monday with bribery',
    ])
      assert.ok(accuses(text), text)
    for (const text of [
      'Der Schaden betrug 500 Euro',
      'Sie sang ein Lied',
      'Er schlägt einen Termin vor',
      'Eine bestechende Idee',
      'Er wies den Vorwurf der Korruption zurück',
      'He denied the fraud',
      'He is lying on the floor',
      'Übertragung',
    ])
      assert.ok(!accuses(text), text)
  })
})

describe('a second-hand statement', () => {
  const chain = [
    { mention: 'der Agentur Interfax', speakerIs: { kind: 'organisation', name: 'Interfax' } },
    { mention: 'Das Ministerium', speakerIs: { kind: 'organisation', name: 'Ministerium' } },
  ] as const
  const told = (own: readonly Source[], rest: Partial<Annotation> = {}) =>
    problems(checked('a', PLAIN, { chain, evidence: [evidence('q1', { relation: 'supports' })], ...rest }), {
      sources: own,
    })

  test('warns until its first link is a source', () => {
    assert.deepEqual(told([source('q1')]), ['second-hand?'])
    assert.deepEqual(told([source('q1', { title: 'Ministerium' })]), ['second-hand?'])
    assert.deepEqual(told([source('q1', { publisher: 'INTERFAX' })]), [])
    assert.deepEqual(told([source('q1', { title: 'Meldung von Interfax, 3. Mai' })]), [])
    assert.deepEqual(told([source('q1', { title: 'Interfaxen' })]), ['second-hand?'])
    assert.deepEqual(told([source('q1', { author: 'BBC' })], { outlet: 'BBC' }), [])
    assert.deepEqual(told([source('q1')], { evidence: [evidence('q1')] }), [])
  })

  test('that has no evidence at all is told as that', () => {
    assert.deepEqual(told([], { evidence: [] }), ['verified-evidence'])
  })
})

describe('what cannot be verified', () => {
  test('needs somebody who says so and a note', () => {
    const one = checked('a', 'Es gebe Tote.', { status: 'unverifiable' })
    assert.deepEqual(problems(one), ['unverifiable-attribution', 'unverifiable-note'])
    assert.deepEqual(problems({ ...one, note: 'Polizei angerufen', outlet: 'dpa' }), [])
    assert.deepEqual(problems({ ...one, note: ' ', speakerIs: named }), ['unverifiable-note'])
  })
})

describe('an override', () => {
  const override = (rule: string, wording = QUOTE) => ({ rule, reason: 'Eilt', wording, by: EDITOR, at: AT })
  const quote = checked('a', QUOTE, { kind: 'direct', speakerIs: named })
  const check = (annotation: Annotation) =>
    checkPolicy({ annotations: [annotation], sources: [source('q1')], log: [] })

  test('lets one problem pass for these words, and is told', () => {
    const { outcome, blocks, overridden, fine } = check({ ...quote, overrides: [override('quote-origin')] })
    assert.equal(outcome, 'passes')
    assert.deepEqual(blocks, [])
    assert.deepEqual(
      overridden.map(({ rule, override }) => [rule, override.reason]),
      [['quote-origin', 'Eilt']],
    )
    assert.deepEqual(fine, [])
    assert.equal(check({ ...quote, overrides: [override('quote-origin', 'Anderes')] }).outcome, 'blocks')
  })

  test('of the state does not hide what else is wrong', () => {
    const review = { ...quote.review, wording: 'Anderes' }
    const { blocks } = check({ ...quote, review, overrides: [override('stale')] })
    assert.deepEqual(
      blocks.map(({ rule }) => rule),
      ['quote-origin'],
    )
  })
})

describe('the answer', () => {
  test('is in text order, with the coverage, and blocks while the text is being read', () => {
    const annotations = [
      checked('b', PLAIN),
      annotate('a', [QUOTE], { text: TEXT }),
      checked('c', 'Es gebe Tote.', { evidence: [evidence('q1')] }),
    ]
    const answer = checkPolicy({ annotations, sources: [source('q1')], log: [] })
    assert.deepEqual(
      answer.blocks.map(({ annotationId }) => annotationId),
      ['a', 'b'],
    )
    assert.deepEqual(answer.fine, ['c'])
    assert.equal(answer.outcome, 'blocks')
    assert.equal(answer.coverage.checked, 2)
    const empty = { annotations: [], sources: [], log: [] }
    assert.equal(checkPolicy(empty).outcome, 'passes')
    assert.equal(checkPolicy(empty, DEFAULT_POLICY, { isPending: true }).outcome, 'blocks')
    const gone = { ...checked('a', PLAIN, { evidence: [evidence('q1')] }), verdict: null }
    const refuting = { ...gone, evidence: [...gone.evidence, evidence('q1', { relation: 'refutes' })] }
    assert.equal(checkPolicy({ ...empty, annotations: [refuting], sources: [source('q1')] }).outcome, 'warns')
  })

  test('takes a moment for 2,000 statements', () => {
    const annotations = Array.from({ length: 2000 }, (_, i) =>
      checked(`a${i}`, QUOTE, {
        kind: 'direct',
        speakerIs: i % 3 ? named : unnamed,
        flags: i % 40 ? [] : ['headline'],
        evidence: [evidence('q1', { passage: `${'davor '.repeat(30)} sofort ${i % 2 ? '' : 'ja'} helfen` })],
      }),
    )
    const dossier = { annotations, sources: [source('q1')], log: [] }
    checkPolicy(dossier)
    const start = process.cpuUsage()
    checkPolicy(dossier)
    // A tenth of that on a machine that does nothing else.
    assert.ok(process.cpuUsage(start).user < 500_000)
  })
})

describe('a policy of one’s own', () => {
  test('takes rules off, and lets them warn or block', () => {
    const policy = createPolicy({ severities: { 'verified-evidence': 'warns', 'unnamed-reason': 'off' } })
    assert.deepEqual(problems(checked('a', PLAIN), { policy }), ['verified-evidence?'])
    assert.equal(ruleOf(policy, 'unnamed-reason'), null)
    assert.equal(ruleOf(policy, 'verified-evidence')?.severity, 'warns')
    assert.equal(ruleOf(DEFAULT_POLICY, 'verified-evidence')?.severity, 'blocks')
  })

  test('asks the wider rule where the exacter one is off', () => {
    const policy = createPolicy({ severities: { 'quote-origin': 'off' } })
    const quote = checked('a', QUOTE, { kind: 'direct', speakerIs: named })
    assert.deepEqual(problems(quote, { policy }), ['verified-evidence'])
  })

  test('has rules of one’s own, asked of what is unchecked as well', () => {
    const own = { id: 'no-zoll', severity: 'warns', text: { de: 'Nicht der Zoll.' } } as const
    const policy = createPolicy({
      rules: [...HOUSE_RULES, { ...own, isBroken: ({ target }) => target.wording.includes('Zoll') }],
      overrideRoles: ['desk'],
    })
    assert.deepEqual(problems(annotate('a', [PLAIN], { text: TEXT }), { policy }), ['reviewed', 'no-zoll?'])
    assert.deepEqual(policy.overrideRoles, ['desk'])
  })

  test('throws for what it does not know', () => {
    assert.throws(
      () => createPolicy({ severities: { quote: 'off' } }),
      /RangeError: No rule is called "quote"/,
    )
    // A host without types may pass anything.
    assert.throws(() => createPolicy({ severities: { reviewed: 'shouts' as 'off' } }), RangeError)
    assert.throws(() => createPolicy({ rules: [...HOUSE_RULES, ...HOUSE_RULES.slice(0, 1)] }), /there twice/)
    assert.throws(() => createPolicy({ settings: { sourcesForPlural: 0 } }), RangeError)
  })
})

describe('the house rules', () => {
  test('are those that an editor lets be set aside without loading them', () => {
    assert.deepEqual(
      HOUSE_OVERRIDING.rules.map(({ id }) => id),
      HOUSE_RULES.map(({ id }) => id),
    )
  })

  test('each have an id of their own, a title, and a sentence that says what mends it, in both languages', () => {
    assert.equal(new Set(HOUSE_RULES.map(({ id }) => id)).size, HOUSE_RULES.length)
    for (const { id, title, text, coveredBy = [] } of HOUSE_RULES) {
      assert.match(id, /^[a-z]+(-[a-z]+)*$/)
      for (const language of ['de', 'en']) {
        assert.ok(title?.[language], id)
        assert.match(text[language] ?? '', /^\p{Lu}.+: [\p{L}].+\.$/u, id)
        assert.doesNotMatch(text[language] ?? '', /!/, id)
      }
      for (const other of coveredBy) assert.ok(ruleOf(DEFAULT_POLICY, other), other)
    }
  })

  test('have words that are there once', () => {
    for (const list of [ACCUSATIONS, DENIALS, UNNAMED_PLURALS]) assert.equal(new Set(list).size, list.length)
    assert.throws(() => wordFinder(['**']), RangeError)
    assert.throws(() => wordFinder(['(a+)+']), RangeError)
  })
})
