import { expect } from '@open-wc/testing'
import type { EditorView } from 'prosemirror-view'
import {
  attribution,
  dismiss,
  getAnnotations,
  getDossier,
  isPending,
  MAX_STATEMENTS,
  select,
  getSelected,
  setAnnotations,
  setEngine,
  setNote,
  type AttributionProblem,
  type Detector,
  type DetectorArticle,
  type Statement,
} from '../../src/index.js'
import {
  close,
  detected,
  docOf,
  marks,
  only,
  open,
  putCursor,
  quoteEngine,
  run,
  schema,
  until,
  wait,
  type,
} from './editor.js'

interface Question {
  readonly article: DetectorArticle
  readonly signal: AbortSignal
  readonly answer: (statements: unknown) => void
  readonly fail: (error: unknown) => void
}

/** A detector that answers when and what the test says. */
function server(): Detector & { readonly questions: Question[] } {
  const questions: Question[] = []
  return {
    questions,
    detect: (article, signal) =>
      new Promise((answer, fail) => {
        questions.push({ article, signal, answer: answer as (statements: unknown) => void, fail })
      }),
  }
}

/** A statement on the first occurrence of `words` in the article asked about. */
function on({ text }: DetectorArticle, words: string, rest: Partial<Statement> = {}): Statement {
  const start = text.indexOf(words)
  if (start < 0) throw new Error(`not in the text: ${words}`)
  return {
    kind: 'reported',
    quote: [{ start, end: start + words.length }],
    speaker: [],
    cue: [],
    frame: [],
    addressee: [],
    speakerIs: { kind: 'named', name: 'Meier' },
    outlet: null,
    when: null,
    chain: [],
    confidence: 0.7,
    reasons: [{ rule: 'large-model' }],
    flags: [],
    ...rest,
  }
}

const wordings = (view: EditorView) =>
  getAnnotations(view.state).map(({ kind, target }) => `${kind}: ${target.wording}`)
const FAST = { detectorDelayMs: 10 }

describe("the host's own detector", () => {
  let view: EditorView
  afterEach(() => close(view))

  it('is given the text, its blocks and the language', async () => {
    const detector = server()
    view = open({ detector, doc: docOf('Eins.', 'Zwei.'), ...FAST })
    await until(() => detector.questions.length === 1)
    expect(detector.questions[0]?.article).to.deep.equal({
      text: 'Eins.\n\nZwei.',
      blocks: [
        { level: 0, text: 'Eins.', start: 0 },
        { level: 0, text: 'Zwei.', start: 7 },
      ],
      lang: 'de',
    })
  })

  it('is not given what detection does not read', async () => {
    const detector = server()
    const doc = schema.node('doc', null, [
      schema.node('code_block', null, [schema.text('geheim')]),
      schema.node('paragraph', null, [schema.text('Eins.')]),
    ])
    view = open({ detector, doc, ...FAST })
    await until(() => detector.questions.length === 1)
    expect(detector.questions[0]?.article.text).to.equal('      \n\nEins.')
    expect(detector.questions[0]?.article.blocks).to.deep.equal([{ level: 0, text: 'Eins.', start: 8 }])
  })

  it('keeps its answer where nobody has changed the text when the engine beside it is another', async () => {
    const detector = server()
    view = open({ detector, doc: docOf('Er sagte: „Ja.“', 'Sie sagte: ‚Nein.‘'), ...FAST })
    await until(() => detector.questions.length === 1)
    const [question] = detector.questions
    question?.answer([on(question.article, 'Er sagte')])
    await until(() => wordings(view).join() === 'reported: Er sagte')
    run(view, setEngine(quoteEngine()))
    await detected(view)
    expect(wordings(view)).to.deep.equal(['reported: Er sagte'])
    putCursor(view, 'Sie')
    await type('x')
    run(view, setEngine(quoteEngine()))
    await detected(view)
    expect(wordings(view)).to.deep.equal(['reported: Er sagte', 'indirect: ‚Nein.‘'])
  })

  it('marks beside an engine: that at once, its answer in the place of what the engine found', async () => {
    const detector = server()
    view = open({ detector, doc: docOf('Er sagte: „Ja, gern.“ Er warnte vor Eis.'), ...FAST })
    await detected(view)
    expect(wordings(view)).to.deep.equal(['direct: „Ja, gern.“'])
    const { id } = only(view)
    run(view, select(id))
    const [question] = detector.questions
    question?.answer([
      on(question.article, '„Ja, gern.“', { kind: 'direct' }),
      on(question.article, 'Er warnte vor Eis.'),
    ])
    await until(() => getAnnotations(view.state).length === 2)
    expect(wordings(view)).to.deep.equal(['direct: „Ja, gern.“', 'reported: Er warnte vor Eis.'])
    expect(getAnnotations(view.state)[0]?.id).to.equal(id)
    expect(getSelected(view.state)).to.equal(id)
    expect(marks(view)).to.have.length(2)
  })

  it('marks without an engine', async () => {
    const detector = server()
    view = open({ engine: null, detector, doc: docOf('Er warnte vor Eis.'), ...FAST })
    expect(isPending(view.state)).to.equal(true)
    await until(() => detector.questions.length === 1)
    const [question] = detector.questions
    question?.answer([on(question.article, 'Er warnte vor Eis.')])
    await detected(view)
    expect(wordings(view)).to.deep.equal(['reported: Er warnte vor Eis.'])
  })

  it('keeps its answer in paragraphs that nobody has changed, until the next one comes', async () => {
    const detector = server()
    view = open({ detector, doc: docOf('Er warnte vor Eis.', 'Sie warnte auch.', 'Drei.'), ...FAST })
    await until(() => detector.questions.length === 1)
    const [first] = detector.questions
    first?.answer([on(first.article, 'Er warnte vor Eis.'), on(first.article, 'Sie warnte auch.')])
    await until(() => getAnnotations(view.state).length === 2)
    const [kept] = getAnnotations(view.state)
    putCursor(view, 'Sie')
    await type('„Ja.“ ')
    await detected(view)
    expect(wordings(view)).to.deep.equal(['reported: Er warnte vor Eis.', 'direct: „Ja.“'])
    expect(getAnnotations(view.state)[0]?.id).to.equal(kept?.id)
    await until(() => detector.questions.at(-1)?.article.text.includes('„Ja.“ Sie') ?? false)
    const last = detector.questions.at(-1)
    last?.answer([on(last.article, 'Sie warnte auch.')])
    await until(() => wordings(view).join() === 'reported: Sie warnte auch.')
  })

  it('drops the answer on a document that has changed, and tells the detector', async () => {
    const detector = server()
    const problems: AttributionProblem[] = []
    view = open({
      detector,
      doc: docOf('Er warnte vor Eis.'),
      onProblem: (problem) => problems.push(problem),
      detectorDelayMs: 200,
    })
    await until(() => detector.questions.length === 1)
    const [question] = detector.questions
    expect(question?.signal.aborted).to.equal(false)
    putCursor(view, 'Er')
    await type('x')
    expect(question?.signal.aborted).to.equal(true)
    if (question) question.answer([on(question.article, 'Er warnte vor Eis.')])
    await detected(view)
    await wait(50)
    expect(getAnnotations(view.state)).to.deep.equal([])
    await until(() => detector.questions.length === 2)
    expect(problems).to.deep.equal([])
  })

  it('aborts when the editor goes, and the answer harms nobody', async () => {
    const detector = server()
    const problems: AttributionProblem[] = []
    view = open({ detector, doc: docOf('Eins.'), onProblem: (problem) => problems.push(problem), ...FAST })
    await until(() => detector.questions.length === 1)
    close(view)
    const [question] = detector.questions
    expect(question?.signal.aborted).to.equal(true)
    question?.fail(new Error('too late'))
    await wait(30)
    expect(problems).to.deep.equal([])
  })

  it('never overwrites what somebody has touched', async () => {
    const detector = server()
    view = open({ detector, doc: docOf('„Ja, gern.“ Und: „Nein, nie.“ Ende.'), detectorDelayMs: 10 })
    await detected(view)
    const [yes, no] = getAnnotations(view.state)
    run(view, setNote('nachfragen', yes?.id))
    run(view, dismiss(no?.id))
    const before = getDossier(view.state)
    const [question] = detector.questions
    question?.answer([
      on(question.article, '„Ja, gern.“', { kind: 'direct', confidence: 0.1 }),
      on(question.article, '„Nein, nie.“', { kind: 'direct' }),
      on(question.article, 'Ende.'),
    ])
    await until(() => getAnnotations(view.state).length === 3)
    expect(getAnnotations(view.state).slice(0, 2)).to.deep.equal(before.annotations)
  })

  it('is not asked twice about one document, also when annotations are loaded anew', async () => {
    const detector = server()
    view = open({ detector, doc: docOf('Er warnte vor Eis.'), ...FAST })
    await until(() => detector.questions.length === 1)
    const [question] = detector.questions
    question?.answer([on(question.article, 'Er warnte vor Eis.')])
    await until(() => getAnnotations(view.state).length === 1)
    run(view, setAnnotations({ annotations: [], sources: [], log: [] }))
    expect(getAnnotations(view.state)).to.deep.equal([])
    await until(() => getAnnotations(view.state).length === 1)
    await wait(50)
    expect(detector.questions).to.have.length(1)
  })

  it('waits with its answer until a composition has ended', async () => {
    const detector = server()
    view = open({ detector, doc: docOf('Er warnte vor Eis.'), ...FAST })
    await until(() => detector.questions.length === 1)
    await detected(view)
    view.dom.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    const [question] = detector.questions
    question?.answer([on(question.article, 'Er warnte vor Eis.')])
    await wait(80)
    expect(getAnnotations(view.state)).to.deep.equal([])
    view.dom.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
    await until(() => getAnnotations(view.state).length === 1)
  })

  it('is told once as a problem while it goes on failing', async () => {
    const problems: AttributionProblem[] = []
    let asked = 0
    let isDown = true
    const detector: Detector = {
      detect: ({ text }) => {
        asked++
        if (isDown) throw new Error('server is down')
        return Promise.resolve([on({ text } as DetectorArticle, 'Eis')])
      },
    }
    view = open({ detector, doc: docOf('Er sagte: „Eis.“'), onProblem: (p) => problems.push(p), ...FAST })
    await until(() => asked === 1)
    putCursor(view, 'Er')
    await type('x')
    await until(() => asked > 1)
    await wait(30)
    expect(problems.map(({ where, error }) => `${where}: ${String(error)}`)).to.deep.equal([
      'detector: Error: server is down',
    ])
    expect(wordings(view)).to.deep.equal(['direct: „Eis.“'])
    isDown = false
    await type('y')
    await until(() => wordings(view).join() === 'reported: Eis')
  })

  it('is given up when it takes too long; without an engine, nothing is pending then', async () => {
    const detector = server()
    const problems: AttributionProblem[] = []
    view = open({
      engine: null,
      detector,
      doc: docOf('Er warnte vor Eis.'),
      onProblem: (problem) => problems.push(problem),
      detectorTimeoutMs: 40,
      ...FAST,
    })
    await until(() => problems.length === 1)
    expect(String(problems[0]?.error)).to.contain('40 ms')
    const [question] = detector.questions
    expect(question?.signal.aborted).to.equal(true)
    expect(isPending(view.state)).to.equal(false)
    if (question) question.answer([on(question.article, 'Er warnte vor Eis.')])
    await wait(50)
    expect(getAnnotations(view.state)).to.deep.equal([])
  })

  it('refuses times that are none', () => {
    view = open({ doc: docOf('') })
    expect(() => attribution({ engine: null, detectorDelayMs: NaN })).to.throw(RangeError, 'detectorDelayMs')
    expect(() => attribution({ engine: null, detectorTimeoutMs: -1 })).to.throw(
      RangeError,
      'detectorTimeoutMs',
    )
  })

  describe('when it answers nonsense', () => {
    const range = (start: unknown, end: unknown): Partial<Statement> =>
      ({ quote: [{ start, end }] }) as Partial<Statement>
    type Case = readonly [name: string, place: string, answer: (article: DetectorArticle) => unknown]
    const cases: readonly Case[] = [
      ['nothing', 'the whole', () => undefined],
      ['a string', 'the whole', () => '[]'],
      ['an object', 'the whole', () => ({ statements: [] })],
      ['null for a statement', '[0]', () => [null]],
      ['offsets behind the text', '[0].quote[0].end', (a) => [on(a, 'Eis', range(0, 9999))]],
      ['offsets before the text', '[0].quote[0].start', (a) => [on(a, 'Eis', range(-1, 3))]],
      ['NaN', '[0].quote[0].start', (a) => [on(a, 'Eis', range(NaN, 3))]],
      ['fractions', '[0].quote[0].start', (a) => [on(a, 'Eis', range(0.5, 3))]],
      ['offsets as texts', '[0].quote[0].start', (a) => [on(a, 'Eis', range('0', '3'))]],
      ['an end before its start', '[0].quote[0]', (a) => [on(a, 'Eis', range(5, 3))]],
      ['an empty range', '[0].quote[0]', (a) => [on(a, 'Eis', range(3, 3))]],
      ['no quote', '[0].quote', (a) => [on(a, 'Eis', { quote: [] })]],
      [
        'overlapping pieces',
        '[0].quote',
        (a) => [
          on(a, 'Eis', {
            quote: [
              { start: 0, end: 9 },
              { start: 5, end: 12 },
            ],
          }),
        ],
      ],
      ['the same twice', '[1]', (a) => [on(a, 'Eis'), on(a, 'Eis')]],
      ['an unknown kind', '[1].kind', (a) => [on(a, 'Er'), { ...on(a, 'Eis'), kind: 'guess' }]],
      ['an unknown flag', '[0].flags[0]', (a) => [{ ...on(a, 'Eis'), flags: ['fake'] }]],
      ['a confidence of 7', '[0].confidence', (a) => [on(a, 'Eis', { confidence: 7 })]],
      [
        'markup for a name',
        '[0].speakerIs.name',
        (a) => [on(a, 'Eis', { speakerIs: { kind: 'named', name: '<img src=x onerror=alert(1)>' } })],
      ],
      ['a name without end', '[0].outlet', (a) => [on(a, 'Eis', { outlet: 'x'.repeat(1e6) })]],
      [
        '100,000 statements',
        String(MAX_STATEMENTS),
        (a) => Array.from({ length: 100_000 }, () => on(a, 'Eis')),
      ],
      [
        'what throws when it is read',
        'cannot be read',
        () => [
          new Proxy(
            {},
            {
              get: () => {
                throw new Error('cannot be read')
              },
            },
          ),
        ],
      ],
    ]
    for (const [name, place, answer] of cases)
      it(`tells ${name} once, with the place, and changes nothing`, async () => {
        const detector = server()
        const problems: AttributionProblem[] = []
        view = open({
          detector,
          doc: docOf('Er sagte: „Eis.“ Er warnte vor Eis.'),
          onProblem: (problem) => problems.push(problem),
          ...FAST,
        })
        await detected(view)
        await until(() => detector.questions.length === 1)
        const before = view.state
        const [question] = detector.questions
        if (question) question.answer(answer(question.article))
        await until(() => problems.length > 0)
        await wait(30)
        expect(problems).to.have.length(1)
        expect(problems[0]?.where).to.equal('detector')
        expect(String(problems[0]?.error)).to.contain(place)
        expect(view.state).to.equal(before)
      })
  })
})
