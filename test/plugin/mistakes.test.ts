import { expect } from '@open-wc/testing'
import { schema } from 'prosemirror-schema-basic'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { de } from '../../src/lang/de/index.js'
import {
  attribution,
  getDossier,
  setAnnotations,
  setEngine,
  type AttributionProblem,
} from '../../src/index.js'
import { createEngine } from '../../src/text/index.js'
import { bindBeside, bindHover, bindPanel } from '../../src/ui/index.js'
import { close, detected, docOf, open, run, wait } from './editor.js'

/** As hosts without types call it. */
const loosely = attribution as unknown as (options?: unknown) => unknown

const ENGLISH =
  'The minister said on Monday that the situation was serious and that nobody should leave the house. According to ' +
  'the police, three people were hurt in the accident on the road between the two towns, and one of them is still ' +
  'in hospital.'

describe('a mistake in embedding', () => {
  let view: EditorView | undefined
  afterEach(() => {
    if (view) close(view)
    view = undefined
  })

  it('is named where there is no engine, or the language pack stands in its place', () => {
    for (const wrong of [undefined, {}, { engine: undefined }, { engine: de }])
      expect(() => loosely(wrong)).to.throw(
        TypeError,
        /needs an engine, as createEngine\(de\) makes one, or null/,
      )
  })

  it('is named where a person stands in the place of the function that tells who it is', () => {
    expect(() => loosely({ engine: null, user: { id: 'mk', name: 'M. K.' } })).to.throw(
      TypeError,
      /^user must be a function/,
    )
  })

  it('is named where JSON is loaded that parseDossier has not read, and nothing is lost', async () => {
    const own = (view = open({ doc: docOf('Er sagte: „Wir gehen heute.“') }))
    await detected(own)
    const before = getDossier(own.state)
    for (const wrong of ['{"version":3}', { version: 3, annotations: [] }])
      expect(() => run(own, setAnnotations(wrong as never))).to.throw(TypeError, /parseDossier makes one/)
    expect(getDossier(own.state)).to.deep.equal(before)
    expect(() => open({ doc: docOf('Ja.'), initial: '{"version":3}' as never })).to.throw(
      TypeError,
      /parseDossier makes one/,
    )
  })

  it('is told once where the text is in another language than the engine’s, and again for another engine', async () => {
    const problems: AttributionProblem[] = []
    view = open({
      doc: docOf(ENGLISH),
      engine: createEngine(de),
      onProblem: (problem) => problems.push(problem),
    })
    await detected(view)
    expect(problems.map(({ where }) => where)).to.deep.equal(['language'])
    expect(String(problems[0]?.error)).to.match(
      /^RangeError: .*"de", the language of its engine.*createGuessingEngine/,
    )
    view.dispatch(view.state.tr.insertText('The mayor said so. ', 1))
    await detected(view)
    expect(problems).to.have.length(1)
    run(view, setEngine(createEngine(de, { sensitivity: 0.7 })))
    await detected(view)
    expect(problems).to.have.length(2)
  })

  it('is told where the style sheet is missing, and not where the host has its own', async () => {
    const ours = [...document.styleSheets].find(({ href }) => href?.endsWith('/style.css'))!
    ours.disabled = true
    const house = document.createElement('style')
    house.textContent = '.house .attribution { background-color: yellow }'
    document.head.append(house)
    const told: string[] = []
    const opened = ['house', 'bare'].map((name) => {
      const own = open({
        doc: docOf('Er sagte: „Wir gehen heute.“'),
        onProblem: ({ where, error }) => told.push(`${name}, ${where}: ${String(error)}`),
      })
      own.dom.parentElement!.className = name
      return own
    })
    try {
      // Each looks a while after its first mark, the house's before the bare one.
      for (const own of opened) await detected(own)
      while (!told.length) await wait(50)
      expect(told).to.have.length(1)
      expect(told[0]).to.match(/^bare, style: .*prosemirror-attribution\/style\.css/)
    } finally {
      opened.forEach(close)
      house.remove()
      ours.disabled = false
    }
  })
})

describe('binding an element', () => {
  it('says that it is not there, or not registered', async () => {
    const view = open({ doc: docOf('Ja.') })
    for (const [bind, tag] of [
      [bindPanel, 'attribution-panel'],
      [bindBeside, 'attribution-beside'],
      [bindHover, 'attribution-hover'],
    ] as const) {
      expect(() => bind(null as never, view)).to.throw(TypeError, `There is no <${tag}> to bind: null`)
      expect(() => bind(document.createElement(tag) as never, view)).to.throw(
        TypeError,
        `<${tag}> is not registered. Import 'prosemirror-attribution/ui/define'`,
      )
    }
    close(view)
    await import('../../src/ui/define.js')
    const panel = document.createElement('attribution-panel')
    expect(() => bindPanel(panel, undefined as never)).to.throw(TypeError, /no editor view/)
    const plain = new EditorView(null, { state: EditorState.create({ schema }) })
    expect(() => bindPanel(panel, plain)).to.throw(RangeError, /no attribution plugin/)
    plain.destroy()
  })
})
