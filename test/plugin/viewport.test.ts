import { expect } from '@open-wc/testing'
import type { EditorView } from 'prosemirror-view'
import { getAnnotations, getRanges, select, setStatus } from '../../src/index.js'
import { close, detected, docOf, open, press, putCursor, run, type, until, wait } from './editor.js'

const COUNT = 600
const TEXTS = Array.from(
  { length: COUNT },
  (_, i) => `Sie sagte in Rede ${i}: „Wir haben Satz ${i} gesagt.“ Danach ging sie.`,
)

/** The statements that have an element, by their number. */
function drawn(view: EditorView): readonly number[] {
  const marks = view.dom.querySelectorAll<HTMLElement>('.attribution-start')
  return [...marks].map((mark) => Number(/Satz (\d+)/.exec(mark.textContent)?.[1]))
}

/** Those that stand in the window. */
function seen(): readonly number[] {
  const numbers: number[] = []
  for (const paragraph of document.querySelectorAll('.ProseMirror p')) {
    const { top, bottom } = paragraph.getBoundingClientRect()
    if (bottom > 0 && top < innerHeight) numbers.push(Number(/Rede (\d+)/.exec(paragraph.textContent)?.[1]))
  }
  return numbers
}

const seenAreDrawn = (view: EditorView): boolean => {
  const all = new Set(drawn(view))
  const visible = seen()
  return visible.length > 0 && visible.every((number) => all.has(number))
}

async function settled(view: EditorView): Promise<void> {
  await until(() => seenAreDrawn(view))
  await wait(50)
}

describe('an article with very many statements', () => {
  let view: EditorView

  beforeEach(async () => {
    view = open({ doc: docOf(...TEXTS) })
    await detected(view)
    await until(() => getAnnotations(view.state).length === COUNT)
    await settled(view)
  })
  afterEach(() => {
    close(view)
    scrollTo(0, 0)
  })

  it('has all its text and annotations, but elements only near what is seen', () => {
    expect(view.dom.textContent).to.equal(TEXTS.join(''))
    expect(getAnnotations(view.state).length).to.equal(COUNT)
    expect(drawn(view).length).to.be.lessThan(COUNT / 3)
  })

  it('is drawn where the reader scrolls to, and not where he comes from', async () => {
    expect(drawn(view)).to.contain(0)
    scrollTo(0, document.documentElement.scrollHeight)
    await settled(view)
    expect(drawn(view)).to.contain(COUNT - 1)
    expect(drawn(view)).not.to.contain(0)
    expect(drawn(view).length).to.be.lessThan(COUNT / 3)
    scrollTo(0, document.documentElement.scrollHeight / 2)
    await settled(view)
  })

  it('is drawn whole for printing', async () => {
    dispatchEvent(new Event('beforeprint'))
    expect(drawn(view).length).to.equal(COUNT)
    dispatchEvent(new Event('afterprint'))
    expect(drawn(view).length).to.be.lessThan(COUNT / 3)
    await settled(view)
  })

  it('scrolls to a statement that is not drawn, and draws it', async () => {
    const far = getAnnotations(view.state)[450]
    if (!far) throw new Error('not there')
    run(view, select(far.id, { scrollIntoView: true }))
    await until(() => seen().includes(450))
    await settled(view)
    expect(drawn(view)).to.contain(450)
    expect(view.dom.querySelector('.attribution-selected')?.textContent).to.contain('Satz 450')
  })

  it('keeps its marks right while somebody writes, splits, undoes and reviews in the middle of it', async () => {
    putCursor(view, 'Wir haben Satz 300', { behind: true })
    view.dispatch(view.state.tr.scrollIntoView())
    await settled(view)
    await type(' heute')
    await press('Enter')
    await press('Control', 'z')
    await until(() => seen().includes(300))
    await settled(view)
    expect(drawn(view)).to.contain(300)
    for (const { id } of getAnnotations(view.state).slice(290, 310)) run(view, setStatus('verified', id))
    await until(() => view.dom.querySelectorAll('.attribution-status-verified').length >= 10)
    const id = getAnnotations(view.state)[300]?.id ?? ''
    const quote = getRanges(view.state, id)?.quote[0]
    const mark = view.dom.querySelector(`[data-attribution-ids~="${id}"]`)
    expect(mark && view.posAtDOM(mark, 0)).to.equal(quote?.from)
  })

  it('shows again what was hidden while it was drawn', async () => {
    view.dom.style.display = 'none'
    scrollTo(0, 0)
    await wait(50)
    view.dom.style.display = ''
    scrollTo(0, document.documentElement.scrollHeight)
    await settled(view)
    expect(drawn(view)).to.contain(COUNT - 1)
  })
})
