import { expect } from '@open-wc/testing'
import { sendKeys, sendMouse } from '@web/test-runner-commands'
import fc from 'fast-check'
import { redo, undo } from 'prosemirror-history'
import { Schema, type Node } from 'prosemirror-model'
import { schema as basic } from 'prosemirror-schema-basic'
import { CellSelection, tableEditing, tableNodes } from 'prosemirror-tables'
import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import {
  annotateSelection,
  attachSource,
  dossierToJSON,
  getAnnotations,
  getDossier,
  getSelected,
  isStale,
  normalizeWording,
  parseDossier,
  removeAnnotation,
  setAnnotations,
  setBordersToSelection,
  setNote,
  setStatus,
  type Annotation,
  type AttributionProblem,
  type Source,
} from '../../src/index.js'
import { STRINGS, titleOf } from '../hostile/strings.js'
import {
  close,
  detected,
  docOf,
  open,
  openVerified,
  positionOf,
  press,
  putCursor,
  run,
  type,
  wait,
  type EditorOptions,
} from './editor.js'

const CLIPPING = 'application/x-prosemirror-attribution+json'
const TWINS = ['A sagt: „Ja.“ B sagt: „Ja.“', 'Mitte.', 'Ende.'] as const

const PRESS: Source = {
  id: 's1',
  kind: 'interview',
  title: 'Gespräch am Montag',
  url: 'https://example.org/montag',
  reliability: 'reliable',
  confidential: false,
}
const SECRET: Source = {
  id: 'quelle-falke',
  kind: 'interview',
  title: 'Informant Falke',
  author: 'Dora Dunkel',
  publisher: 'Amt Sieben',
  note: 'nur nach Mitternacht',
  url: 'https://example.org/falke',
  reliability: 'reliable',
  confidential: true,
}

const rich = new Schema({
  nodes: basic.spec.nodes.append(
    tableNodes({ tableGroup: 'block', cellContent: 'paragraph+', cellAttributes: {} }),
  ),
  marks: basic.spec.marks,
})
const block = (name: string, ...content: readonly (Node | string)[]): Node =>
  rich.node(
    name,
    null,
    content.map((child) => (typeof child === 'string' ? rich.text(child) : child)),
  )

let views: EditorView[] = []

afterEach(() => {
  for (const view of views) if (!view.isDestroyed) close(view)
  views = []
})

async function editor(options: EditorOptions): Promise<EditorView> {
  const view = open(options)
  views.push(view)
  await detected(view)
  return view
}

/** An editor whose statements somebody has verified, each of them. */
async function verified(
  doc: readonly string[] | Node,
  options: Partial<EditorOptions> = {},
): Promise<EditorView> {
  const view = await openVerified({ doc: 'type' in doc ? doc : docOf(...doc), ...options })
  views.push(view)
  return view
}

/** Each annotation as `id status words@offset`, with what is odd about it. */
function facts(view: EditorView): readonly string[] {
  return getAnnotations(view.state).map((annotation) => {
    const { id, review, target, evidence, note } = annotation
    const place = target.detached ? 'detached' : `@${target.ranges.quote[0]?.start}`
    const more = [note && 'note', evidence.length && 'evidence', isStale(annotation) && 'stale']
    return [id, review.status, target.wording, place, ...more.filter(Boolean)].join(' ')
  })
}

function texts(view: EditorView): readonly string[] {
  const found: string[] = []
  view.state.doc.descendants((node) => {
    if (node.isTextblock) found.push(node.textContent)
    return !node.isTextblock
  })
  return found
}

function find(view: EditorView, id: string): Annotation {
  const found = getAnnotations(view.state).find((annotation) => annotation.id === id)
  if (!found) throw new Error(`no annotation ${id}`)
  return found
}

/** All of an annotation but its place. */
function knowledge(annotation: Annotation | undefined): unknown {
  return { ...annotation, target: annotation?.target.wording }
}

function logOf(view: EditorView): readonly string[] {
  return getDossier(view.state).log.map(({ action, subject }) => `${action} ${subject}`)
}

async function cut(view: EditorView, words: string): Promise<void> {
  putCursor(view, words, { all: true })
  await press('Control', 'x')
}

async function copy(view: EditorView, words: string): Promise<void> {
  putCursor(view, words, { all: true })
  await press('Control', 'c')
}

async function pasteBehind(view: EditorView, words: string): Promise<void> {
  putCursor(view, words, { behind: true })
  await press('Control', 'v')
}

/** Selects words and drags them with the mouse to the place behind other ones, perhaps in another editor. */
async function drag(
  view: EditorView,
  words: string,
  to: {
    readonly view?: EditorView
    readonly behind: string
    readonly copies?: boolean
    readonly whileDragged?: () => void
  },
): Promise<void> {
  const target = to.view ?? view
  putCursor(view, words, { all: true })
  await sendMouse({ type: 'move', position: at(view, positionOf(view, words) + 2) })
  await sendMouse({ type: 'down' })
  const end = positionOf(target, to.behind) + to.behind.length
  await sendMouse({ type: 'move', position: at(target, end - 1) })
  to.whileDragged?.()
  if (to.copies) await sendKeys({ down: 'Control' })
  await sendMouse({ type: 'move', position: at(target, end) })
  await sendMouse({ type: 'up' })
  if (to.copies) await sendKeys({ up: 'Control' })
  await wait(100)
}

function at(view: EditorView, pos: number): [number, number] {
  const { left, top, bottom } = view.coordsAtPos(pos)
  return [Math.round(left), Math.round((top + bottom) / 2)]
}

/** Puts data on the real clipboard as another page would. */
async function fromOutside(data: Readonly<Record<string, string>>): Promise<void> {
  const field = document.createElement('textarea')
  field.value = 'x'
  document.body.append(field)
  field.select()
  field.addEventListener('copy', (event) => {
    for (const [type, text] of Object.entries(data)) event.clipboardData?.setData(type, text)
    event.preventDefault()
  })
  await press('Control', 'c')
  field.remove()
}

/** All that lies on the clipboard or in a drag, format by format. */
async function written(
  eventType: 'copy' | 'cut' | 'dragstart',
  act: () => Promise<void>,
): Promise<Readonly<Record<string, string>>> {
  const data: Record<string, string> = {}
  const read = (event: Event): void => {
    const transfer = (event as ClipboardEvent).clipboardData ?? (event as DragEvent).dataTransfer // one of them, by its type
    for (const format of transfer?.types ?? []) data[format] = transfer?.getData(format) ?? ''
  }
  document.addEventListener(eventType, read)
  await act()
  document.removeEventListener(eventType, read)
  return data
}

describe('cut and paste in one editor', () => {
  it('moves a verified statement of one word, with all that the desk knows of it', async () => {
    const view = await verified(TWINS)
    run(view, attachSource({ id: 'a1', source: PRESS, passage: 'Ja' }))
    run(view, setNote('am Telefon', 'a1'))
    const before = find(view, 'a1')
    await cut(view, 'A sagt: „Ja.“')
    expect(find(view, 'a1').target.detached).to.equal(true)
    await detected(view)
    await pasteBehind(view, 'Ende.')
    expect(facts(view)).to.deep.equal(['a2 verified „Ja.“ @9', 'a1 verified „Ja.“ @37 note evidence'])
    expect(knowledge(find(view, 'a1'))).to.deep.equal(knowledge(before))
    await detected(view)
    expect(facts(view)).to.have.length(2)
  })

  it('leaves the second paste of a cut unchecked', async () => {
    const view = await verified(TWINS)
    await cut(view, 'A sagt: „Ja.“')
    await pasteBehind(view, 'Ende.')
    await press('Control', 'v')
    await detected(view)
    const [other, moved, copied] = facts(view)
    expect([other, moved]).to.deep.equal(['a2 verified „Ja.“ @9', 'a1 verified „Ja.“ @37'])
    expect(copied).to.match(/unchecked „Ja.“ @50$/)
    expect(logOf(view).filter((entry) => entry.startsWith('copy'))).to.deep.equal([])
  })

  it('brings back the one of two cut twins that the clipboard holds', async () => {
    const long = '„Das haben wir so beschlossen.“'
    const view = await verified([`A sagt: ${long}`, `B sagt: ${long}`, 'Ende.'])
    await cut(view, `A sagt: ${long}`)
    await cut(view, `B sagt: ${long}`)
    await pasteBehind(view, 'Ende.')
    expect(facts(view).map((line) => line.replace(long, ''))).to.have.members([
      'a1 verified  detached',
      'a2 verified  @17',
    ])
    await press('Control', 'z')
    await press('Control', 'z')
    await press('Control', 'z')
    expect(facts(view).map((line) => line.replace(long, ''))).to.deep.equal([
      'a1 verified  @8',
      'a2 verified  @49',
    ])
  })

  it('leads back by undo, and there again by redo, with the review', async () => {
    const view = await verified(TWINS)
    const before = facts(view)
    await cut(view, 'A sagt: „Ja.“')
    await detected(view)
    await pasteBehind(view, 'Ende.')
    const moved = facts(view)
    await press('Control', 'z')
    await press('Control', 'z')
    expect(facts(view)).to.deep.equal(before)
    await press('Control', 'y')
    await press('Control', 'y')
    expect(facts(view)).to.deep.equal(moved)
  })

  it('copies when the cut was undone before', async () => {
    const view = await verified(TWINS)
    await cut(view, 'A sagt: „Ja.“')
    await press('Control', 'z')
    await pasteBehind(view, 'Ende.')
    await detected(view)
    expect(facts(view).slice(0, 2)).to.deep.equal(['a1 verified „Ja.“ @8', 'a2 verified „Ja.“ @22'])
    expect(getAnnotations(view.state)[2]?.review.status).to.equal('unchecked')
  })

  it('keeps a review bound to its words', async () => {
    const view = await verified(TWINS)
    await cut(view, 'A sagt: „Ja.“')
    await pasteBehind(view, 'Ende.')
    putCursor(view, 'Ende.A sagt: „Ja', { behind: true })
    await type(' nun')
    expect(facts(view)[1]).to.equal('a1 verified „Ja nun.“ @37 stale')
  })

  it('leaves a statement where it is when only a part of it is cut', async () => {
    const view = await verified(['Er sagte: „Wir gehen heute Abend in das Theater.“', 'Ende.'])
    await cut(view, ' in das Theater.“')
    await pasteBehind(view, 'Ende.')
    expect(facts(view)).to.deep.equal(['a1 verified „Wir gehen heute Abend @10 stale'])
  })

  it('moves several statements and paragraphs at once, the inner one in the outer one', async () => {
    const view = await verified(['Anfang.', 'Er: „Sie sagte ‚nein‘ dazu.“', 'Sie: „Ja.“', 'Ende.'])
    const from = positionOf(view, 'Er: ')
    const to = positionOf(view, 'Sie: „Ja.“') + 'Sie: „Ja.“'.length
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)))
    await press('Control', 'x')
    expect(facts(view).every((line) => line.includes('detached'))).to.equal(true)
    await pasteBehind(view, 'Ende.')
    expect(texts(view)).to.deep.equal(['Anfang.', '', 'Ende.Er: „Sie sagte ‚nein‘ dazu.“', 'Sie: „Ja.“'])
    expect(facts(view).map((line) => line.slice(line.indexOf(' ') + 1))).to.deep.equal([
      'verified „Sie sagte ‚nein‘ dazu.“ @20',
      'verified ‚nein‘ @31',
      'verified „Ja.“ @51',
    ])
  })

  it('moves into a heading, a code block, and a cell of a table', async () => {
    const view = await verified(
      block(
        'doc',
        block('paragraph', 'A sagt: „Ja.“ B sagt: „Ja.“'),
        block('heading', 'Titel'),
        block('code_block', 'let x'),
        block('table', block('table_row', block('table_cell', block('paragraph', 'Zelle')))),
      ),
    )
    for (const place of ['Titel', 'let x', 'Zelle']) {
      await cut(view, '„Ja.“')
      await pasteBehind(view, place)
      const { target, review } = find(view, 'a1')
      expect([place, target.prefix.endsWith(place), target.wording, review.status]).to.deep.equal([
        place,
        true,
        '„Ja.“',
        'verified',
      ])
      await press('Control', 'z')
      await press('Control', 'z')
      expect(find(view, 'a1').target.ranges.quote[0]?.start).to.equal(8)
    }
  })

  it('moves with cells that are cut and pasted', async () => {
    const row = (...cells: readonly string[]): Node =>
      block('table_row', ...cells.map((text) => block('table_cell', block('paragraph', text))))
    const view = await verified(
      block(
        'doc',
        block('table', row('A: „Ja.“', 'leer'), row('B: „Ja.“', 'leer')),
        block('table', row('x', 'x'), row('x', 'x')),
      ),
    )
    view.updateState(view.state.reconfigure({ plugins: [...view.state.plugins, tableEditing()] }))
    const cell = (words: string): number => positionOf(view, words) - 2
    const cells = CellSelection.create(view.state.doc, cell('B:'), cell('A:'))
    view.dispatch(view.state.tr.setSelection(cells))
    view.focus()
    await press('Control', 'x')
    expect(texts(view)).to.deep.equal(['', 'leer', '', 'leer', 'x', 'x', 'x', 'x'])
    putCursor(view, 'x')
    await press('Control', 'v')
    expect(texts(view)).to.deep.equal(['', 'leer', '', 'leer', 'A: „Ja.“', 'x', 'B: „Ja.“', 'x'])
    await detected(view)
    expect(facts(view)).to.deep.equal(['a1 verified „Ja.“ @19', 'a2 verified „Ja.“ @32'])
  })

  it('moves where the host pastes by itself, also with other plugins than before', async () => {
    const view = await verified(TWINS)
    await cut(view, 'A sagt: „Ja.“')
    view.updateState(view.state.reconfigure({ plugins: [...view.state.plugins, new Plugin({})] }))
    view.setProps({
      handlePaste: (_view, _event, slice) => {
        view.dispatch(view.state.tr.replaceSelection(slice))
        return true
      },
    })
    await pasteBehind(view, 'Ende.')
    expect(facts(view)).to.deep.equal(['a2 verified „Ja.“ @9', 'a1 verified „Ja.“ @37'])
  })

  it('moves what comes back as plain text', async () => {
    const view = await verified(TWINS)
    await cut(view, 'A sagt: „Ja.“')
    putCursor(view, 'Ende.', { behind: true })
    await press('Control', 'Shift', 'v')
    expect(facts(view)).to.deep.equal(['a2 verified „Ja.“ @9', 'a1 verified „Ja.“ @37'])
  })

  it('does not bring back an annotation that somebody has removed', async () => {
    const view = await verified(TWINS, { engine: null })
    putCursor(view, '„Ja.“', { all: true })
    run(view, annotateSelection())
    const id = getSelected(view.state) ?? ''
    run(view, setStatus('verified', id))
    await cut(view, 'A sagt: „Ja.“')
    run(view, removeAnnotation(id))
    await pasteBehind(view, 'Ende.')
    expect(getAnnotations(view.state).map(({ review }) => review.status)).to.deep.equal(['unchecked'])
    expect(getAnnotations(view.state)[0]?.id).not.to.equal(id)
  })
})

describe('copy and paste in one editor', () => {
  it('leaves the original alone and starts unchecked, without evidence and note', async () => {
    const view = await editor({ doc: docOf('Er fand das schade. Ja.', 'Ende.'), engine: null })
    putCursor(view, 'das schade', { all: true })
    run(view, annotateSelection('indirect'))
    const id = getSelected(view.state) ?? ''
    run(view, setStatus('verified', id))
    run(view, setNote('am Telefon', id))
    run(view, attachSource({ id, source: PRESS }))
    const foreign = { format: 'web-annotation', annotation: { id: 'urn:x:1', type: 'Annotation' } } as const
    const dossier = getDossier(view.state)
    const annotations = dossier.annotations.map((own) => ({ ...own, foreign }))
    run(view, setAnnotations({ ...dossier, annotations }))
    const original = find(view, id)
    expect(original.foreign).to.deep.equal(foreign)
    await copy(view, 'Er fand das schade.')
    await pasteBehind(view, 'Ende.')
    const [first, second, third] = getAnnotations(view.state)
    expect(knowledge(first)).to.deep.equal(knowledge(original))
    expect(third).to.equal(undefined)
    expect(second).to.deep.include({ kind: 'indirect', origin: 'manual', note: '', evidence: [] })
    expect(second?.review).to.deep.equal({ status: 'unchecked', wording: null, by: null, at: null })
    expect(second).not.to.have.property('foreign')
    expect(second?.target.wording).to.equal('das schade')
    expect(second?.id).not.to.equal(id)
    expect(getDossier(view.state).log.at(-1)).to.deep.include({
      action: 'copy',
      subject: second?.id,
      after: 'das schade',
    })
  })

  it('makes no second annotation where the same words are pasted over themselves', async () => {
    const view = await editor({ doc: docOf('Er fand das schade. Ja.'), engine: null })
    putCursor(view, 'das schade', { all: true })
    run(view, annotateSelection('indirect'))
    await copy(view, 'das schade')
    await press('Control', 'v')
    expect(facts(view)).to.have.length(1)
  })

  it('makes no second annotation where the words bring back one that was gone', async () => {
    const words = 'das sei wirklich sehr schade'
    const view = await editor({ doc: docOf(`A meint, ${words}.`, `B meint, ${words}.`), engine: null })
    for (const frame of ['A meint, ', 'B meint, ']) {
      const from = positionOf(view, frame + words) + frame.length
      const selection = TextSelection.create(view.state.doc, from, from + words.length)
      view.dispatch(view.state.tr.setSelection(selection))
      run(view, annotateSelection('indirect'))
      run(view, setStatus('verified'))
    }
    view.focus()
    await press('Backspace')
    expect(find(view, 'a3').target.detached).to.equal(true)
    await copy(view, words)
    await pasteBehind(view, 'B meint, ')
    expect(facts(view)).to.deep.equal([`a1 verified ${words} @9`, `a3 verified ${words} @49`])
  })

  it('keeps the borders that somebody has set, also where detection sees others', async () => {
    const view = await verified(TWINS)
    putCursor(view, 'sagt: „Ja.“', { all: true })
    run(view, setBordersToSelection('a1'))
    await copy(view, 'A sagt: „Ja.“')
    await pasteBehind(view, 'Ende.')
    await detected(view)
    expect(facts(view)[0]).to.equal('a1 verified sagt: „Ja.“ @2 stale')
    expect(facts(view)[2]).to.match(/ unchecked sagt: „Ja.“ @44$/)
    expect(facts(view)).to.have.length(3)
  })

  it('leaves to detection what detection finds', async () => {
    const view = await editor({ doc: docOf(...TWINS) })
    await copy(view, 'A sagt: „Ja.“')
    await pasteBehind(view, 'Ende.')
    await detected(view)
    expect(facts(view)).to.have.length(3)
    expect(logOf(view)).to.deep.equal([])
  })
})

describe('a drag in one editor', () => {
  it('moves a statement of one word downwards, and back by undo', async () => {
    const view = await verified(TWINS)
    const before = facts(view)
    await drag(view, 'A sagt: „Ja.“', { behind: 'Ende.' })
    expect(facts(view)).to.deep.equal(['a2 verified „Ja.“ @9', 'a1 verified „Ja.“ @37'])
    await press('Control', 'z')
    expect(facts(view)).to.deep.equal(before)
    await press('Control', 'y')
    expect(facts(view)).to.deep.equal(['a2 verified „Ja.“ @9', 'a1 verified „Ja.“ @37'])
  })

  it('moves a statement upwards', async () => {
    const view = await verified(['Anfang.', 'A sagt: „Ja.“', 'B sagt: „Ja.“'])
    await drag(view, 'B sagt: „Ja.“', { behind: 'Anfang.' })
    expect(facts(view)).to.deep.equal(['a2 verified „Ja.“ @15', 'a1 verified „Ja.“ @30'])
  })

  it('copies with the copy key', async () => {
    const view = await verified(TWINS)
    await drag(view, 'A sagt: „Ja.“', { behind: 'Ende.', copies: true })
    await detected(view)
    expect(texts(view)).to.deep.equal([TWINS[0], 'Mitte.', 'Ende.A sagt: „Ja.“'])
    expect(facts(view).slice(0, 2)).to.deep.equal(['a1 verified „Ja.“ @8', 'a2 verified „Ja.“ @22'])
    expect(getAnnotations(view.state)[2]?.review.status).to.equal('unchecked')
  })
})

describe('two editors of a page', () => {
  /** The first has a verified and well-founded „Ja.“, the second an annotation and a source under the same ids. */
  async function pair(options: Partial<EditorOptions> = {}): Promise<readonly [EditorView, EditorView]> {
    const a = await verified(['A sagt: „Ja.“ Punkt.', 'Schluss.'], { title: 'Erster', ...options })
    run(a, attachSource({ id: 'a1', source: PRESS, passage: 'Ja, doch' }))
    run(a, setNote('am Telefon', 'a1'))
    const b = await verified(['Dort: „Nein.“', 'Ende.'], { title: 'Zweiter' })
    run(b, attachSource({ id: 'a1', source: { ...PRESS, title: 'Etwas anderes' } }))
    return [a, b]
  }

  it('move an annotation with cut and paste: review, evidence, note and source go along', async () => {
    const [a, b] = await pair()
    const before = find(a, 'a1')
    const other = find(b, 'a1')
    await cut(a, 'A sagt: „Ja.“')
    await pasteBehind(b, 'Ende.')
    await detected(b)
    expect(facts(a)).to.deep.equal([])
    expect(knowledge(find(b, 'a1'))).to.deep.equal(knowledge(other))
    const [, moved, third] = getAnnotations(b.state)
    expect(third).to.equal(undefined)
    expect(moved).to.deep.include({ review: before.review, note: 'am Telefon' })
    expect(moved?.target.ranges.quote).to.deep.equal([{ start: 28, end: 33 }])
    expect(moved?.evidence).to.have.length(1)
    const source = getDossier(b.state).sources.find(({ id }) => id === moved?.evidence[0]?.sourceId)
    expect(source).to.deep.equal({ ...PRESS, id: source?.id })
    expect(getDossier(b.state).sources.map(({ title }) => title)).to.deep.equal([
      'Etwas anderes',
      PRESS.title,
    ])
    expect(
      getDossier(b.state)
        .log.slice(-2)
        .map(({ action, before: from, after }) => [action, from, after]),
    ).to.deep.equal([
      ['add-source', '', PRESS.title],
      ['arrive', 'Erster', '„Ja.“'],
    ])
    expect(getDossier(a.state).log.at(-1)).to.deep.include({
      action: 'depart',
      subject: 'a1',
      before: '„Ja.“',
      after: 'Zweiter',
    })
  })

  it('keep the id where it is free', async () => {
    const a = await verified(['A sagt: „Ja.“ Punkt.'])
    const b = await editor({ doc: docOf('Ende.') })
    await cut(a, '„Ja.“')
    await pasteBehind(b, 'Ende.')
    expect(facts(b)).to.deep.equal(['a1 verified „Ja.“ @5'])
  })

  it('move back what has come, and copy at the second paste', async () => {
    const a = await verified(['A sagt: „Ja.“ Punkt.', 'Schluss.'])
    let n = 0
    const b = await editor({ doc: docOf('Ende.', 'Anhang.'), createId: () => `b${++n}` })
    await cut(a, 'A sagt: „Ja.“')
    await pasteBehind(b, 'Ende.')
    await pasteBehind(b, 'Anhang.')
    await detected(b)
    expect(getAnnotations(b.state).map(({ review }) => review.status)).to.deep.equal([
      'verified',
      'unchecked',
    ])
    await cut(b, 'A sagt: „Ja.“')
    await pasteBehind(a, 'Schluss.')
    await detected(a)
    await detected(b)
    expect(getAnnotations(a.state).map(({ review }) => review.status)).to.deep.equal(['verified'])
    expect(getAnnotations(b.state).map(({ review }) => review.status)).to.deep.equal(['unchecked'])
  })

  it('leave the original alone with copy and paste', async () => {
    const [a, b] = await pair()
    const before = facts(a)
    await copy(a, 'A sagt: „Ja.“')
    await pasteBehind(b, 'Ende.')
    await detected(b)
    expect(facts(a)).to.deep.equal(before)
    expect(getAnnotations(b.state)[1]).to.deep.include({ note: '', evidence: [] })
    expect(getAnnotations(b.state)[1]?.review.status).to.equal('unchecked')
  })

  it('move with a drag, whose text leaves the first editor', async () => {
    const [a, b] = await pair()
    await drag(a, 'A sagt: „Ja.“', { view: b, behind: 'Ende.' })
    await detected(b)
    expect(texts(a)).to.deep.equal([' Punkt.', 'Schluss.'])
    expect(texts(b)).to.deep.equal(['Dort: „Nein.“', 'Ende.A sagt: „Ja.“'])
    expect(facts(a)).to.deep.equal([])
    expect(facts(b)[1]).to.match(/^\S+ verified „Ja.“ @28 note evidence$/)
  })

  it('copy with a drag and the copy key', async () => {
    const [a, b] = await pair()
    const before = facts(a)
    await drag(a, 'A sagt: „Ja.“', { view: b, behind: 'Ende.', copies: true })
    await detected(b)
    expect(facts(a)).to.deep.equal(before)
    expect(texts(a)[0]).to.equal('A sagt: „Ja.“ Punkt.')
    expect(facts(b)[1]).to.match(/^\S+ unchecked „Ja.“ @28$/)
  })

  it('leave the text where it is when that editor has become read only', async () => {
    const [a, b] = await pair()
    const before = facts(a)
    const whileDragged = (): void => a.setProps({ editable: () => false })
    await drag(a, 'A sagt: „Ja.“', { view: b, behind: 'Ende.', whileDragged })
    await detected(b)
    expect(facts(a)).to.deep.equal(before)
    expect(facts(b)[1]).to.match(/^\S+ unchecked/)
  })

  it('have each their own undo: unchecked text here, a detached annotation there', async () => {
    const [a, b] = await pair()
    await drag(a, 'A sagt: „Ja.“', { view: b, behind: 'Ende.' })
    a.focus()
    await press('Control', 'z')
    await detected(a)
    expect(texts(a)[0]).to.equal('A sagt: „Ja.“ Punkt.')
    expect(getAnnotations(a.state).map(({ review }) => review.status)).to.deep.equal(['unchecked'])
    b.focus()
    await press('Control', 'z')
    await detected(b)
    const moved = getAnnotations(b.state).find(({ note }) => note === 'am Telefon')
    expect([moved?.target.detached, moved?.review.status]).to.deep.equal([true, 'verified'])
    await press('Control', 'y')
    expect(getAnnotations(b.state)[1]?.target.detached).to.equal(false)
  })

  it('copy when the first one has been closed', async () => {
    const [a, b] = await pair()
    await cut(a, 'A sagt: „Ja.“')
    close(a)
    await pasteBehind(b, 'Ende.')
    await detected(b)
    expect(facts(b)[1]).to.match(/^\S+ unchecked „Ja.“ @28$/)
  })
})

describe('a confidential source', () => {
  const PLANTED = ['Falke', 'falke', 'Dunkel', 'Amt Sieben', 'Mitternacht', 'unter vier Augen', 'Tonband 7']

  async function founded(options: Partial<EditorOptions> = {}): Promise<EditorView> {
    const view = await verified(['A sagt: „Ja.“ B sagt: „Gut.“', 'Schluss.'], options)
    run(view, attachSource({ id: 'a1', source: SECRET, passage: 'unter vier Augen', locator: 'Tonband 7' }))
    run(view, setNote('Frau Dunkel hat es bestätigt', 'a2'))
    return view
  }

  it('is in no format of the clipboard, nor of a drag', async () => {
    const a = await founded()
    const b = await editor({ doc: docOf('Ende.') })
    const words = 'A sagt: „Ja.“ B sagt: „Gut.“'
    for (const [event, act] of [
      ['copy', () => copy(a, words)],
      ['dragstart', () => drag(a, words, { view: b, behind: 'Ende.', copies: true })],
      ['cut', () => cut(a, words)],
    ] as const) {
      const data = await written(event, act)
      expect(Object.keys(data)).to.include.members(['text/html', 'text/plain', CLIPPING])
      expect(data[CLIPPING]).to.contain('„Ja.“')
      const all = JSON.stringify(data)
      for (const secret of PLANTED) expect(all, `${event}: ${secret}`).not.to.contain(secret)
    }
  })

  it('does not go as the name of a speaker whom the article does not name', async () => {
    const a = await founded()
    const dossier = getDossier(a.state)
    const named = dossier.annotations.map((annotation) => ({
      ...annotation,
      speakerIs: { kind: 'named', name: 'Dora Dunkel', office: 'A' } as const,
    }))
    run(a, setAnnotations({ ...dossier, annotations: named }))
    const data = await written('copy', () => copy(a, 'A sagt: „Ja.“ B sagt: „Gut.“'))
    expect(JSON.stringify(data)).not.to.contain('Dunkel')
    expect(data[CLIPPING]).to.contain('"speakerIs":{"kind":"named","office":"A"}')
  })

  it('stays in its editor, with the annotations that rest on it or tell of it', async () => {
    const a = await founded()
    const b = await editor({ doc: docOf('Ende.') })
    const before = ['a1', 'a2'].map((id) => find(a, id))
    await cut(a, 'A sagt: „Ja.“ B sagt: „Gut.“')
    await pasteBehind(b, 'Ende.')
    await detected(b)
    expect(getAnnotations(b.state).map(({ review }) => review.status)).to.deep.equal([
      'unchecked',
      'unchecked',
    ])
    const there = JSON.stringify(getDossier(b.state))
    for (const secret of PLANTED) expect(there, secret).not.to.contain(secret)
    for (const annotation of before) {
      const { id, target } = annotation
      expect(knowledge(find(a, id))).to.deep.equal(knowledge(annotation))
      expect([target.detached, find(a, id).target.detached]).to.deep.equal([false, true])
    }
    a.focus()
    await press('Control', 'z')
    expect(facts(a)).to.deep.equal(['a1 verified „Ja.“ @8 evidence', 'a2 verified „Gut.“ @22 note'])
  })

  it('goes along where the host allows it', async () => {
    const a = await founded({ shareConfidential: true })
    const b = await editor({ doc: docOf('Ende.') })
    await cut(a, 'A sagt: „Ja.“ B sagt: „Gut.“')
    await pasteBehind(b, 'Ende.')
    expect(facts(a)).to.deep.equal([])
    expect(facts(b)).to.deep.equal(['a1 verified „Ja.“ @13 evidence', 'a2 verified „Gut.“ @27 note'])
    expect(getDossier(b.state).sources).to.deep.equal([SECRET])
  })
})

describe('what comes from outside', () => {
  const TEXT = 'Müller meint, das sei gut.'
  const statement = {
    kind: 'indirect',
    quote: [{ start: 14, end: 25 }],
    speaker: [{ start: 0, end: 6 }],
    cue: [{ start: 7, end: 12 }],
    frame: [],
    addressee: [],
    speakerIs: { kind: 'named', name: 'Müller' },
    outlet: null,
    confidence: 1,
    reasons: [],
    flags: [],
  }
  const clipping = {
    format: 'prosemirror-attribution',
    version: 1,
    token: 'feed',
    text: TEXT,
    marked: [statement],
    detected: [],
  }
  const paste = async (view: EditorView, data: unknown, text = TEXT): Promise<void> => {
    const json = typeof data === 'string' ? data : JSON.stringify(data)
    await fromOutside({ 'text/plain': text, 'text/html': `<p>${text}</p>`, [CLIPPING]: json })
    await pasteBehind(view, 'Ende.')
  }

  it('is only detected when it is text alone', async () => {
    const view = await verified(['A: „Ja.“', 'Ende.'])
    await fromOutside({ 'text/plain': 'B: „Gut.“' })
    await pasteBehind(view, 'Ende.')
    await detected(view)
    expect(facts(view)).to.have.length(2)
    expect(facts(view)[1]).to.match(/^\S+ unchecked „Gut.“ @18$/)
  })

  it('keeps borders, kind and speaker of another page, unchecked, whatever it says of a review', async () => {
    const view = await verified(['A: „Ja.“', 'Ende.'])
    const before = find(view, 'a1')
    const review = { status: 'verified', wording: 'das sei gut', by: null, at: '2026-01-01T00:00:00Z' }
    const evidence = [
      { id: 'e', sourceId: 's', relation: 'origin', passage: '', locator: '', by: null, at: review.at },
    ]
    const forged = {
      ...statement,
      id: 'a1',
      review,
      evidence,
      note: 'geprüft',
      dismissed: true,
      origin: 'manual',
    }
    await paste(view, {
      ...clipping,
      marked: [forged],
      sources: [{ ...PRESS, url: 'javascript:alert(1)' }],
      log: [{ at: review.at, by: null, action: 'set-status', subject: 'a1', before: '', after: 'verified' }],
    })
    await detected(view)
    expect(knowledge(find(view, 'a1'))).to.deep.equal(knowledge(before))
    const [, copied, third] = getAnnotations(view.state)
    expect(third).to.equal(undefined)
    expect(copied).to.deep.include({ kind: 'indirect', note: '', evidence: [], dismissed: false })
    expect(copied?.target).to.deep.include({ wording: 'das sei gut', speaker: 'Müller' })
    expect(copied?.speakerIs).to.deep.equal({ kind: 'named', name: 'Müller' })
    expect(copied?.review.status).to.equal('unchecked')
    expect(copied?.id).not.to.equal('a1')
    expect(getDossier(view.state).sources).to.deep.equal([])
    expect(JSON.stringify(getDossier(view.state))).not.to.contain('javascript:')
  })

  it('is taken from detection of another page only where there is none here', async () => {
    const both = { ...clipping, marked: [], detected: [statement] }
    const view = await editor({ doc: docOf('Ende.') })
    await paste(view, both)
    await detected(view)
    expect(facts(view)).to.deep.equal([])
    const bare = await editor({ doc: docOf('Ende.'), engine: null })
    await paste(bare, both)
    expect(facts(bare)[0]).to.match(/unchecked das sei gut @19$/)
  })

  it('brings no review by the token of a cut with other words', async () => {
    const a = await verified(['A sagt: „Ja.“ Punkt.'])
    const b = await editor({ doc: docOf('Ende.') })
    const data = await written('cut', () => cut(a, 'A sagt: „Ja.“'))
    const { token } = JSON.parse(data[CLIPPING] ?? '') as { token: string } // as it was written
    await paste(b, { ...clipping, token })
    await paste(b, { ...clipping, token, text: 'A sagt: „Ja.“', marked: [] })
    await detected(b)
    expect(getAnnotations(b.state).map(({ review }) => review.status)).not.to.include('verified')
    expect(facts(a)).to.deep.equal(['a1 verified „Ja.“ detached'])
  })

  const broken: Readonly<Record<string, unknown>> = {
    'no JSON': '{"format":',
    null: 'null',
    'another format': { ...clipping, format: 'else' },
    'a later version': { ...clipping, version: 2 },
    'a token that is no text': { ...clipping, token: { toString: 'x' } },
    'statements that are no list': { ...clipping, marked: { length: 1e9 } },
    'one bad statement among good ones': { ...clipping, marked: [statement, { ...statement, kind: 'lie' }] },
    'ranges outside its text': { ...clipping, marked: [{ ...statement, quote: [{ start: 14, end: 900 }] }] },
    'ranges that are no numbers': {
      ...clipping,
      marked: [{ ...statement, quote: [{ start: '1', end: null }] }],
    },
    'markup in a name': {
      ...clipping,
      marked: [{ ...statement, speakerIs: { kind: 'named', name: '<img src=x onerror=alert(1)>' } }],
    },
    'too many statements': { ...clipping, marked: Array<unknown>(6000).fill(statement) },
    'too much text': { ...clipping, text: 'x'.repeat(4_100_000) },
  }
  for (const [name, data] of Object.entries(broken))
    it(`is dropped whole and told once: ${name}`, async () => {
      const problems: AttributionProblem[] = []
      const view = await verified(['A: „Ja.“', 'Ende.'], { onProblem: (problem) => problems.push(problem) })
      const before = getDossier(view.state)
      await paste(view, data)
      await detected(view)
      expect(texts(view)[1]).to.equal(`Ende.${TEXT}`)
      const after = getDossier(view.state)
      expect(after.annotations.map(knowledge)).to.deep.equal(before.annotations.map(knowledge))
      expect(after.sources).to.deep.equal(before.sources)
      expect(after.log.map(({ action }) => action)).to.deep.equal(['set-status'])
      expect(problems.map(({ where }) => where)).to.deep.equal(['clipboard'])
    })
})

describe('hostile words on the clipboard', () => {
  let alerts = 0
  const { alert } = window
  before(() => {
    window.alert = () => void alerts++
  })
  after(() => {
    window.alert = alert
  })

  /** What could run, wherever it was pasted. An image is one of the schema, where somebody has copied one. */
  const made = (view: EditorView): readonly string[] =>
    [...view.dom.querySelectorAll('*')]
      .filter(
        (element) =>
          element.matches('script, style, iframe, svg') ||
          [...element.attributes].some(({ name }) => name.startsWith('on')),
      )
      .map(({ outerHTML }) => outerHTML)

  const knownIn = (view: EditorView): readonly Annotation[] =>
    getAnnotations(view.state).filter(({ note }) => note)

  for (const text of STRINGS) {
    it(`move as words, and lose nothing: ${titleOf(text)}`, async () => {
      const words = `B${text}C`
      const a = await editor({
        doc: docOf(`A: ${words}`, 'Schluss.'),
        engine: null,
        user: () => ({ id: 'u', name: text }),
      })
      const b = await editor({ doc: docOf('Ende.'), engine: null })
      putCursor(a, words, { all: true })
      run(a, annotateSelection())
      run(a, setStatus('verified'))
      run(a, setNote(text || 'x'))
      run(a, attachSource({ source: { ...PRESS, title: text }, passage: text, locator: text }))
      const [annotation] = getAnnotations(a.state)
      const source = getDossier(a.state).sources[0]
      const data = await written('cut', () => cut(a, words))
      await pasteBehind(b, 'Ende.')
      expect([made(a), made(b), alerts]).to.deep.equal([[], [], 0])
      b.state.doc.check()
      expect(data['text/html']).not.to.match(/<(?:script|img|svg|style)\b/i)
      const there = knownIn(b)
      expect([...knownIn(a), ...there]).to.have.length(1)
      const [own] = there
      if (!own) {
        // The browser's clipboard has made other words of it: the annotation waits where it was, with all of it.
        expect(texts(b).join('')).not.to.equal(`Ende.${words}`)
        const [kept] = knownIn(a)
        expect(kept?.target.detached).to.equal(true)
        expect(knowledge(kept)).to.deep.equal(knowledge(annotation))
        return
      }
      expect(normalizeWording(own.target.wording)).to.equal(normalizeWording(words))
      expect({ ...own, id: '', target: null }).to.deep.equal({ ...annotation, id: '', target: null })
      expect(getDossier(b.state).sources).to.deep.equal([source])
    })
  }

  for (const text of STRINGS) {
    it(`from elsewhere, in every field, make no more than words: ${titleOf(text)}`, async () => {
      const problems: AttributionProblem[] = []
      const view = await editor({
        doc: docOf('Ende.'),
        engine: null,
        onProblem: (problem) => problems.push(problem),
      })
      const quote = [{ start: 3, end: 3 + text.length }]
      const name = [{ start: 0, end: 1 }]
      const statement = {
        ...{ kind: 'direct', quote, speaker: name, cue: [], frame: [], addressee: [], confidence: 1 },
        ...{ speakerIs: { kind: 'named', name: text, office: text, short: text }, outlet: text, when: text },
        ...{ reasons: [{ rule: text, word: text }], flags: [], chain: [{ kind: 'named', name: text }] },
      }
      const clipping = { format: 'prosemirror-attribution', version: 1, token: text, text: `A: ${text}.` }
      await fromOutside({
        'text/plain': `A: ${text}.`,
        'text/html': `<p>A: ${text}.</p>`,
        [CLIPPING]: JSON.stringify({ ...clipping, marked: [statement], detected: [], __proto__: null }),
      })
      await pasteBehind(view, 'Ende.')
      view.state.doc.check()
      expect([made(view), alerts]).to.deep.equal([[], 0])
      expect(texts(view).join('\n')).to.match(/^Ende\./)
      const dossier = getDossier(view.state)
      expect([dossier.sources, problems.length < 2]).to.deep.equal([[], true])
      for (const { review, note, evidence } of dossier.annotations)
        expect([review.status, note, evidence]).to.deep.equal(['unchecked', '', []])
      const saved = JSON.stringify(dossierToJSON(dossier))
      const loaded = parseDossier(saved)
      expect(loaded.ok ? JSON.stringify(dossierToJSON(loaded.value)) : loaded.problems).to.equal(saved)
    })
  }
})

describe('two editors in which people cut, copy, paste, delete and undo at random', () => {
  const WORDS = ['Ja', 'Nein', 'Ja', 'Wir gehen heute Abend', 'Ja', 'Wir gehen heute Abend'] as const

  /** An editor without detection, whose statements are verified; the note of each is its own, the first rests on a secret. */
  function prepared(name: string): EditorView {
    let n = 0
    const doc = docOf(...WORDS.map((words, i) => `${name}${i}: ${words}! Mehr.`), 'Ende.')
    const view = open({ doc, engine: null, createId: () => `${name}${++n}` })
    views.push(view)
    for (const [i, words] of WORDS.entries()) {
      const frame = `${name}${i}: `
      const from = positionOf(view, frame + words) + frame.length
      view.dispatch(
        view.state.tr.setSelection(TextSelection.create(view.state.doc, from, from + words.length)),
      )
      run(view, annotateSelection())
      run(view, setStatus('verified'))
      run(view, setNote(`Notiz ${name}${i}`))
      run(view, attachSource({ source: i === 0 ? { ...SECRET, id: `${name}-secret` } : PRESS }))
    }
    return view
  }

  it('lose no annotation, double none, and tell no secret', () => {
    let moved = 0
    const step = fc.record({
      what: fc.constantFrom('cut', 'copy', 'paste', 'paste', 'delete', 'undo', 'redo'),
      where: fc.constantFrom(0, 1),
      from: fc.nat(),
      size: fc.nat({ max: 60 }),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 16 }), (steps) => {
        const pair = [prepared('a'), prepared('b')] as const
        let data = new DataTransfer()
        for (const { what, where, from, size } of steps) {
          const view = pair[where] ?? pair[0]
          const { doc } = view.state
          const start = from % doc.content.size
          const end = what === 'paste' ? start : Math.min(doc.content.size, start + size)
          if (what === 'undo' || what === 'redo') run(view, what === 'undo' ? undo : redo)
          else {
            const selection = TextSelection.between(doc.resolve(start), doc.resolve(end))
            view.dispatch(view.state.tr.setSelection(selection))
            if (what === 'delete') view.dispatch(view.state.tr.deleteSelection())
            else {
              if (what !== 'paste' && !selection.empty) data = new DataTransfer()
              const init = { clipboardData: data, bubbles: true, cancelable: true }
              view.dom.dispatchEvent(new ClipboardEvent(what, init))
            }
          }
          const notes = pair.flatMap((one) => getAnnotations(one.state).flatMap(({ note }) => note || []))
          expect(notes.sort(), what).to.deep.equal(
            ['a', 'b'].flatMap((name) => WORDS.map((_, i) => `Notiz ${name}${i}`)),
          )
          for (const [i, one] of pair.entries()) {
            const { annotations, sources } = getDossier(one.state)
            for (const annotation of annotations) {
              const { note, review, target, evidence } = annotation
              const words = WORDS[Number(note.at(-1))]
              if (!note) expect([review.status, evidence]).to.deep.equal(['unchecked', []])
              else if (!target.detached && !isStale(annotation))
                expect(normalizeWording(target.wording)).to.equal(words)
              for (const { sourceId } of evidence)
                expect(sources.some(({ id }) => id === sourceId)).to.equal(true)
              if (note && !note.includes(i === 0 ? 'a' : 'b')) moved++
            }
            const secrets = sources.filter(({ confidential }) => confidential)
            expect(secrets.map(({ id }) => id)).to.deep.equal([i === 0 ? 'a-secret' : 'b-secret'])
          }
        }
        for (const view of pair) close(view)
      }),
      { numRuns: 60 },
    )
    expect(moved).to.be.greaterThan(0)
  })
})
