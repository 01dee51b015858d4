/**
 * Input methods: dead keys, Japanese, keyboards of phones that write over a word. Real compositions,
 * which only Chromium lets be driven from outside (see `browsers/limits.mjs`).
 */
import { expect } from '@open-wc/testing'
import { executeServerCommand } from '@web/test-runner-commands'
import type { EditorView } from 'prosemirror-view'
import { getAnnotations, isPending, isStale, type PosRange } from '../../src/index.js'
import {
  close,
  detected,
  docOf,
  facts,
  marks,
  only,
  openVerified,
  press,
  putCursor,
  quoteEngine,
  until,
  wait,
} from './editor.js'

const BEFORE = 'Er sagte: '
const QUOTE = '„Wir gehen heute Abend.“'
const BEHIND = ' Dann ging er.'
const TEXT = BEFORE + QUOTE + BEHIND

/** Each as an input method sends it: what stands there while it composes, and what it leaves. */
const METHODS = [
  { name: 'a dead key', steps: ['´'], commit: 'é' },
  { name: 'Japanese', steps: ['k', 'か', 'かn', 'かに', 'カニ'], commit: '蟹' },
  { name: 'a word on a phone', steps: ['m', 'mo', 'mor', 'morg', 'morgen'], commit: 'morgen' },
] as const

const PLACES = [
  { name: 'inside', at: 'heute', behind: false, words: (text: string) => `„Wir gehen ${text}heute Abend.“` },
  { name: 'at the start of', at: '„Wir', behind: false, words: () => QUOTE },
  {
    name: 'just inside the start of',
    at: 'Wir',
    behind: false,
    words: (text: string) => `„${text}Wir gehen heute Abend.“`,
  },
  {
    name: 'just inside the end of',
    at: 'Abend.',
    behind: true,
    words: (text: string) => `„Wir gehen heute Abend.${text}“`,
  },
  { name: 'at the end of', at: 'Abend.“', behind: true, words: () => QUOTE },
] as const

async function compose(
  text: string,
  replace?: { readonly start: number; readonly end: number },
): Promise<void> {
  await executeServerCommand('compose', { text, replace })
}

async function commit(text: string): Promise<void> {
  await executeServerCommand('compose', { commit: text })
}

/**
 * Sends the steps, in place of what is selected or of `replaced`. After each of them the composed text must
 * stand there once, and in the same text node as before: what redraws that node ends the composition.
 */
async function composeAll(
  view: EditorView,
  steps: readonly string[],
  replaced: PosRange = view.state.selection,
): Promise<void> {
  const block = view.state.doc.resolve(replaced.from)
  const index = block.index(0)
  const text = block.parent.textContent
  const head = text.slice(0, replaced.from - block.start())
  const tail = text.slice(replaced.to - block.start())
  let under: Node | null = null
  for (const step of steps) {
    await compose(step)
    expect(view.composing, step).to.equal(true)
    await wait(30) // redrawing and detection have their chance
    const node = getSelection()?.focusNode ?? null
    expect(node?.nodeType, step).to.equal(Node.TEXT_NODE)
    expect(node?.isConnected, step).to.equal(true)
    if (under) expect(node, `another text node at ${step}`).to.equal(under)
    under = node
    expect(view.state.doc.child(index).textContent).to.equal(head + step + tail)
    expect(view.dom.textContent).to.equal(view.state.doc.textContent)
  }
}

/** ProseMirror draws what was under composition anew a little after its end. */
async function ended(view: EditorView): Promise<void> {
  await until(() => !view.composing)
  await wait(60)
  await detected(view)
}

describe('a composition', () => {
  let view: EditorView
  afterEach(() => close(view))

  for (const { name, steps, commit: left } of METHODS)
    for (const place of PLACES)
      it(`with ${name} ${place.name} a verified statement arrives whole and once, and is undone whole`, async () => {
        view = await openVerified({ doc: docOf(TEXT) })
        const before = facts(view)
        putCursor(view, place.at, { behind: place.behind })
        const pos = view.state.selection.from
        await composeAll(view, steps)
        await commit(left)
        await ended(view)
        expect(view.state.doc.textContent).to.equal(TEXT.slice(0, pos - 1) + left + TEXT.slice(pos - 1))
        expect(view.dom.textContent).to.equal(view.state.doc.textContent)
        const [own, ...others] = getAnnotations(view.state)
        expect(others).to.deep.equal([])
        expect(own?.target.wording).to.equal(place.words(left))
        expect(own && isStale(own)).to.equal(place.words(left) !== QUOTE)
        const [mark] = marks(view)
        expect(mark?.includes(' stale')).to.equal(place.words(left) !== QUOTE)
        while (view.state.doc.textContent !== TEXT) await press('Control', 'z')
        expect(facts(view)).to.deep.equal(before)
      })

  for (const [name, selected] of [
    ['the start', 'sagte: „Wir'],
    ['the end', 'Abend.“ Dann'],
    ['the whole', QUOTE],
  ] as const)
    it(`over a selection across ${name} of a verified statement is drawn in place, and heals with Ctrl+Z`, async () => {
      view = await openVerified({ doc: docOf(TEXT) })
      const before = facts(view)
      const { id } = only(view)
      putCursor(view, selected, { all: true })
      await composeAll(view, ['k', 'か', 'かに'])
      await commit('蟹')
      await ended(view)
      expect(view.state.doc.textContent).to.equal(TEXT.replace(selected, '蟹'))
      expect(view.dom.textContent).to.equal(view.state.doc.textContent)
      expect(getAnnotations(view.state).map((annotation) => annotation.id)).to.deep.equal([id])
      while (view.state.doc.textContent !== TEXT) await press('Control', 'z')
      await detected(view)
      expect(facts(view)).to.deep.equal(before)
    })

  it('that writes over a word of a verified statement, as phones do, makes it stale until it is undone', async () => {
    view = await openVerified({ doc: docOf(TEXT) })
    const before = facts(view)
    putCursor(view, 'heute', { behind: true })
    const start = TEXT.indexOf('heute')
    await compose('heute', { start, end: start + 5 })
    expect(facts(view)).to.deep.equal(before)
    const from = start + 1
    await composeAll(view, ['heut', 'heu', 'heur', 'heuri'], { from, to: from + 'heute'.length })
    await commit('heurig')
    await ended(view)
    expect(view.state.doc.textContent).to.equal(TEXT.replace('heute', 'heurig'))
    expect(only(view).target.wording).to.equal('„Wir gehen heurig Abend.“')
    expect(isStale(only(view))).to.equal(true)
    while (view.state.doc.textContent !== TEXT) await press('Control', 'z')
    expect(facts(view)).to.deep.equal(before)
  })

  it('that is cancelled leaves text and statement as they were', async () => {
    for (const { at, behind } of PLACES) {
      view = await openVerified({ doc: docOf(TEXT) })
      const before = facts(view)
      putCursor(view, at, { behind })
      await composeAll(view, ['k', 'か', 'かn'])
      await compose('')
      await ended(view)
      expect(view.state.doc.textContent).to.equal(TEXT)
      expect(view.dom.textContent).to.equal(TEXT)
      expect(facts(view)).to.deep.equal(before)
      expect(marks(view)).to.have.length(1)
      expect(marks(view)[0]).not.to.contain('stale')
      close(view)
    }
    view = await openVerified({ doc: docOf(TEXT) })
  })

  it('is not disturbed by detection, which reads the text when it has ended', async () => {
    const engine = quoteEngine()
    view = await openVerified({ doc: docOf(TEXT, 'Ende: '), engine })
    putCursor(view, 'Ende: ', { behind: true })
    engine.analyzed.length = 0
    await composeAll(view, ['„', '„J', '„Ja', '„Ja.“'])
    await wait(150)
    expect(engine.analyzed).to.deep.equal([])
    expect(isPending(view.state)).to.equal(true)
    expect(getAnnotations(view.state)).to.have.length(1)
    await commit('„Ja.“')
    await ended(view)
    expect(engine.analyzed).to.deep.equal(['Ende: „Ja.“'])
    expect(getAnnotations(view.state)[1]?.target.wording).to.equal('„Ja.“')
  })

  it('goes on while a statement elsewhere is reviewed and redrawn', async () => {
    view = await openVerified({ doc: docOf(TEXT, 'Ende.') })
    const before = facts(view)
    putCursor(view, 'heute')
    await composeAll(view, ['k', 'か'])
    view.dispatch(
      view.state.tr.insertText('Neu. ', view.state.doc.content.size - 1).setMeta('addToHistory', false),
    )
    const under = getSelection()?.focusNode
    await compose('かに')
    expect(getSelection()?.focusNode).to.equal(under)
    await commit('蟹')
    await ended(view)
    expect(view.state.doc.firstChild?.textContent).to.equal(TEXT.replace('heute', '蟹heute'))
    while (view.state.doc.firstChild?.textContent !== TEXT) await press('Control', 'z')
    expect(facts(view)).to.deep.equal(before)
  })
})
