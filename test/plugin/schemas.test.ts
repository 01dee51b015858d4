/** Captions, cells, embeds and what stands in a line, in the schemas of a content system and of tables, with real keys. */
import { expect } from '@open-wc/testing'
import type { Node } from 'prosemirror-model'
import { goToNextCell, tableEditing } from 'prosemirror-tables'
import { keymap } from 'prosemirror-keymap'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import {
  annotateSelection,
  getAnnotations,
  getArticle,
  getDossier,
  getRanges,
  isStale,
  setStatus,
  type Annotation,
} from '../../src/index.js'
import { de } from '../../src/lang/de/index.js'
import { reportHTML } from '../../src/report/index.js'
import { createEngine } from '../../src/text/index.js'
import { cms } from '../laws/cms.js'
import { schema as withTables } from '../laws/schema.js'
import { close, detected, open, press, putCursor, run, type, until, wait } from './editor.js'

const engine = createEngine(de)
let view: EditorView
afterEach(() => close(view))

const block = (name: string, ...content: readonly (Node | string)[]): Node =>
  cms.node(
    name,
    null,
    content.map((child) => (typeof child === 'string' ? cms.text(child) : child)),
  )
const figure = (...caption: readonly (Node | string)[]): Node =>
  block('figure', cms.node('image'), block('figcaption', ...caption))
const page = (...blocks: readonly Node[]): Node => block('doc', block('headline', 'Das Werk'), ...blocks)
const SAID = block('paragraph', 'Minister Jan Meier sagte am Montag: „Wir bauen das Werk“.')

/** Statements as `speaker: words`. */
const statements = (): readonly string[] =>
  getAnnotations(view.state).map(({ speakerIs, target }) => `${speakerIs.name ?? '–'}: ${target.wording}`)
const one = (words: string): Annotation => {
  const found = getAnnotations(view.state).find(({ target }) => target.wording.includes(words))
  if (!found) throw new Error(`no statement with ${words}: ${statements().join()}`)
  return found
}
/** With Shift and the arrow, as far as these words; engines differ in how many steps a break takes. */
async function extendTo(words: string): Promise<void> {
  const selected = (): string => {
    const { from, to } = view.state.selection
    return view.state.doc.textBetween(from, to, '', '\n')
  }
  for (let n = 0; n < words.length + 4 && selected() !== words; n++) {
    await press('Shift', 'ArrowRight')
    await wait(50) // the editor hears of it a moment later, if there is anything to hear
  }
}
const marked = (selector: string): string =>
  [...view.dom.querySelectorAll(`${selector} [class*="attribution"]`)].map((own) => own.textContent).join('')

describe('a caption', () => {
  const doc = page(
    SAID,
    figure('„Noch ist alles leer“.'),
    block('paragraph', 'Es werde im Herbst eröffnet. Das Geld sei da.'),
  )

  it('is read as a text of its own, while the article goes on below it', async () => {
    view = open({ doc, engine })
    await detected(view)
    expect(statements()).to.deep.equal([
      'Jan Meier: „Wir bauen das Werk“',
      '–: „Noch ist alles leer“',
      'Jan Meier: Es werde im Herbst eröffnet. Das Geld sei da.',
    ])
    expect(marked('figcaption')).to.equal('„Noch ist alles leer“')
  })

  it('keeps a review through what is typed in it and before it, and is stale when its words change', async () => {
    view = open({ doc, engine })
    await detected(view)
    run(view, setStatus('verified', one('leer').id))
    putCursor(view, '„Noch')
    await type('Am Ort: ')
    putCursor(view, 'Minister')
    await type('Der ')
    await detected(view)
    expect(one('leer').review.status).to.equal('verified')
    expect(isStale(one('leer'))).to.equal(false)
    putCursor(view, 'alles')
    await type('fast ')
    expect(isStale(one('leer'))).to.equal(true)
    for (let n = 0; n < 'fast '.length; n++) await press('Backspace')
    expect(isStale(one('leer'))).to.equal(false)
  })

  it('has its number in the report as any other text', async () => {
    view = open({ doc, engine })
    await detected(view)
    const html = reportHTML(
      { article: getArticle(view.state), dossier: getDossier(view.state) },
      { now: '2026-11-29T05:00:00.000Z', locale: 'de' },
    )
    const report = new DOMParser().parseFromString(html, 'text/html')
    const caption = [...report.querySelectorAll('p')].find((own) =>
      own.textContent?.includes('Noch ist alles leer'),
    )
    expect(caption?.textContent).to.match(/„Noch ist alles leer“\u20602/)
  })
})

describe('what is not read', () => {
  const doc = page(
    SAID,
    block('pullQuote', '„Wir bauen das Werk“'),
    block(
      'articleEmbed',
      block('headline', 'Anderswo'),
      block('paragraph', 'Anna Braun sagte: „Nie im Leben“.'),
    ),
    block('codeBlock', 'print("Er sagte: ja")'),
    block('paragraph', '„Es wird groß“, fügte er hinzu.'),
  )

  it('is code, pull quotes and embedded articles, whose speakers do not go on in the text', async () => {
    view = open({ doc, engine })
    await detected(view)
    expect(statements()).to.deep.equal(['Jan Meier: „Wir bauen das Werk“', 'Jan Meier: „Es wird groß“'])
  })

  it('is what the house says', async () => {
    view = open({ doc, engine, readAs: { articleEmbed: 'apart', pullQuote: 'running' } })
    await detected(view)
    expect(statements()).to.deep.equal([
      'Jan Meier: „Wir bauen das Werk“',
      'Jan Meier: „Wir bauen das Werk“',
      'Anna Braun: „Nie im Leben“',
      'Jan Meier: „Es wird groß“',
    ])
  })

  it('is what the house says of a single node, and by default where it says nothing', async () => {
    const readAs = (node: Node, parent: Node) =>
      parent.type.name === 'articleEmbed' ? 'unread' : node.type.name === 'articleEmbed' ? 'running' : null
    view = open({ doc, engine, readAs })
    await detected(view)
    expect(statements()).to.deep.equal(['Jan Meier: „Wir bauen das Werk“', 'Jan Meier: „Es wird groß“'])
  })

  it('can be marked by hand', async () => {
    view = open({ doc, engine })
    await detected(view)
    putCursor(view, '„Nie im Leben“', { all: true })
    expect(run(view, annotateSelection())).to.equal(true)
    expect(one('Nie').origin).to.equal('manual')
    expect(marked('article')).to.equal('„Nie im Leben“')
  })

  it('is told to the host where the word of its function is none', async () => {
    const problems: unknown[] = []
    const readAs = (() => 'skip') as unknown as () => 'unread' // as from JavaScript
    view = open({ doc, engine, readAs, onProblem: ({ error }) => problems.push(String(error)) })
    await until(() => problems.length > 0)
    expect(problems[0]).to.equal(
      `RangeError: readAs of ${doc.firstChild?.type.name} must be one of running, apart, unread: skip`,
    )
    expect(statements()).to.deep.equal([])
  })

  it('is told to the host where a name is none of the schema’s, with those that are, and the rest holds', async () => {
    const problems: unknown[] = []
    const readAs = { pulQuote: 'running', articleEmbed: 'unread', letter: 'apart' } as const
    view = open({ doc, engine, readAs, onProblem: ({ error }) => problems.push(String(error)) })
    await detected(view)
    expect(problems).to.deep.equal([
      `RangeError: readAs names nodes that the schema does not have: pulQuote, letter; it has ${Object.keys(doc.type.schema.nodes).join(', ')}`,
    ])
    expect(statements()).not.to.deep.equal([])
  })

  it('is refused by a name where the word is none', () => {
    expect(() =>
      open({ doc, readAs: JSON.parse('{"pullQuote":"no"}') as Record<string, 'unread'> }),
    ).to.throw(RangeError, 'readAs.pullQuote must be one of running, apart, unread: no')
  })
})

describe('a table', () => {
  it('is read cell by cell, also while somebody goes on from one to the next', async () => {
    const cell = (words: string): Node =>
      withTables.node('table_cell', null, [
        withTables.node('paragraph', null, words ? [withTables.text(words)] : []),
      ])
    const row = (...words: readonly string[]): Node => withTables.node('table_row', null, words.map(cell))
    const doc = withTables.node('doc', null, [
      withTables.node('paragraph', null, [
        withTables.text('Minister Jan Meier sagte: „Wir bauen das Werk“.'),
      ]),
      withTables.node('table', null, [row('Hafen', '„Alles steht still“'), row('Bahnhof', '')]),
    ])
    view = open({ doc, engine })
    view.updateState(
      view.state.reconfigure({
        plugins: [keymap({ Tab: goToNextCell(1) }), tableEditing(), ...view.state.plugins],
      }),
    )
    await detected(view)
    expect(statements()).to.deep.equal(['Jan Meier: „Wir bauen das Werk“', '–: „Alles steht still“'])
    run(view, setStatus('disputed', one('still').id))
    putCursor(view, 'still“', { behind: false })
    for (let n = 0; n < 2; n++) await press('Tab')
    await type('Anna Braun sagte: „Züge fahren keine“.')
    await detected(view)
    expect(statements()).to.deep.equal([
      'Jan Meier: „Wir bauen das Werk“',
      '–: „Alles steht still“',
      'Anna Braun: „Züge fahren keine“',
    ])
    expect(one('still').review.status).to.equal('disputed')
    expect(marked('tr:last-child')).to.contain('„Züge fahren keine“')
  })
})

describe('a footnote', () => {
  const note = (words: string): Node => block('footnote', words)
  const doc = page(
    block(
      'paragraph',
      'Minister Jan Meier sagte am Montag: „Wir bauen',
      note('Anna Braun sagte: „Niemals hier“.'),
      ' das Werk“.',
    ),
    block('paragraph', 'Es werde im Herbst eröffnet.', note('„Noch ist alles leer“.'), ' Das Geld sei da.'),
  )

  it('is a text of its own behind the article, which goes on over its mark', async () => {
    view = open({ doc, engine })
    await detected(view)
    expect(statements()).to.deep.equal([
      'Jan Meier: „Wir bauen\uFFFC das Werk“',
      'Jan Meier: Es werde im Herbst eröffnet.\uFFFC Das Geld sei da.',
      'Anna Braun: „Niemals hier“',
      '–: „Noch ist alles leer“',
    ])
    expect(getArticle(view.state).blocks.map(({ text }) => text)).to.deep.equal([
      'Das Werk',
      'Minister Jan Meier sagte am Montag: „Wir bauen\uFFFC das Werk“.',
      'Es werde im Herbst eröffnet.\uFFFC Das Geld sei da.',
      'Anna Braun sagte: „Niemals hier“.',
      '„Noch ist alles leer“.',
    ])
    const [range] = getRanges(view.state, one('Niemals').id)?.quote ?? []
    expect(range && view.state.doc.textBetween(range.from, range.to)).to.equal('„Niemals hier“')
  })

  it('keeps its reviews when its paragraph is cut, pasted elsewhere and brought back by undo', async () => {
    view = open({ doc, engine })
    await detected(view)
    for (const words of ['Niemals', 'bauen']) run(view, setStatus('verified', one(words).id))
    const ids = ['Niemals', 'bauen'].map((words) => one(words).id)
    const { tr } = view.state
    const [headline, first] = [view.state.doc.child(0), view.state.doc.child(1)]
    view.dispatch(tr.delete(headline.nodeSize, headline.nodeSize + first.nodeSize))
    view.dispatch(view.state.tr.insert(view.state.doc.content.size, first))
    await detected(view)
    expect(['Niemals', 'bauen'].map((words) => one(words).id)).to.deep.equal(ids)
    expect(['Niemals', 'bauen'].map((words) => one(words).review.status)).to.deep.equal([
      'verified',
      'verified',
    ])
    await press('Control', 'z')
    await detected(view)
    await press('Control', 'z')
    await until(() => view.state.doc.eq(doc))
    expect(['Niemals', 'bauen'].map((words) => one(words).id)).to.deep.equal(ids)
    expect(['Niemals', 'bauen'].some((words) => isStale(one(words)))).to.equal(false)
  })

  it('follows what is typed in it and before it', async () => {
    view = open({ doc, engine })
    await detected(view)
    run(view, setStatus('verified', one('leer').id))
    putCursor(view, 'Minister')
    await type('Der ')
    let at = -1
    view.state.doc.descendants((node, pos) => {
      if (node.isText && node.text?.startsWith('„Noch')) at = pos
    })
    view.dispatch(view.state.tr.insertText('Vor Ort: ', at))
    expect(isStale(one('leer'))).to.equal(false)
    view.dispatch(view.state.tr.insertText('fast ', at + 'Vor Ort: „Noch ist '.length))
    expect(one('leer').target.wording).to.equal('„Noch ist fast alles leer“')
    expect(isStale(one('leer'))).to.equal(true)
  })

  it('cannot be marked together with the text around it, and is not read where the house says so', async () => {
    view = open({ doc, engine, readAs: { footnote: 'unread' } })
    await detected(view)
    expect(statements()).to.have.length(2)
    let at = -1
    view.state.doc.descendants((node, pos) => {
      if (node.isText && node.text?.startsWith('Anna')) at = pos
    })
    const select = (from: number, to: number): void =>
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
    select(at - 8, at + 4)
    expect(run(view, annotateSelection())).to.equal(false)
    select(at, at + 4)
    expect(run(view, annotateSelection())).to.equal(true)
    expect(one('Anna').target.wording).to.equal('Anna')
  })
})

describe('what stands in a line', () => {
  const doc = page(
    block(
      'paragraph',
      'Laut ',
      cms.node('mention'),
      ' gilt: „Wir prüfen',
      cms.node('hardBreak'),
      'jeden ',
      cms.node('inlineMath', null, [cms.text('x^2')]),
      ' Antrag“. Mehr nicht.',
    ),
  )

  it('belongs to a statement that runs over it, and takes no word of it away', async () => {
    view = open({ doc, engine })
    await detected(view)
    const { wording } = one('prüfen').target
    expect(wording).to.equal('„Wir prüfen\njeden \uFFFC Antrag“')
    const [range] = getRanges(view.state, one('prüfen').id)?.quote ?? []
    expect(range && view.state.doc.textBetween(range.from, range.to, '', '*')).to.equal(
      '„Wir prüfen*jeden x^2 Antrag“',
    )
  })

  it('can be selected over with the keyboard, and marked', async () => {
    view = open({ doc, engine: null })
    putCursor(view, 'Wir prüfen')
    for (let n = 0; n < 'Wir prüfen'.length; n++) await press('ArrowRight')
    await extendTo('\njeden')
    expect(run(view, annotateSelection())).to.equal(true)
    expect(one('jeden').target.wording).to.equal('jeden')
    putCursor(view, 'prüfen')
    await extendTo('prüfen\njeden')
    expect(run(view, annotateSelection())).to.equal(true)
    expect(one('prüfen').target.wording).to.equal('prüfen\njeden')
  })

  it('leaves the statement in place when it is deleted, and undo takes the staleness back', async () => {
    view = open({ doc, engine })
    await detected(view)
    const { id } = one('prüfen')
    run(view, setStatus('verified', id))
    putCursor(view, 'jeden')
    await press('Backspace')
    expect(one('prüfen').target.wording).to.equal('„Wir prüfenjeden \uFFFC Antrag“')
    expect(isStale(one('prüfen'))).to.equal(true)
    await press('Control', 'z')
    await until(() => !isStale(one('prüfen')))
    expect(one('prüfen').id).to.equal(id)
  })
})
