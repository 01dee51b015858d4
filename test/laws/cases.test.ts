/**
 * What random work has found, as small cases. Text in brackets is an annotation;
 * `]…` says that the next brackets are another piece of the same one. A block is a
 * line.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { history, redo, undo } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import {
  annotateSelection,
  attribution,
  attributionKey,
  getAnnotations,
  getArticle,
  getRanges,
  articleText,
  isStale,
  setAnnotations,
  setStatus,
  targetOf,
  UNTOUCHED,
  type Annotation,
} from '../../src/index.js'
import { decorationsOf } from '../../src/plugin/decorations.js'
import { nodeType, schema } from './schema.js'

/** An editor without a screen, on lines of text with bracketed annotations `a0`, `a1` … */
class Page {
  state: EditorState
  private timeMs = 0

  constructor(...lines: readonly (string | Node)[]) {
    const marked: { start: number; end: number; goesOn: boolean }[] = []
    let behind = 0
    const blocks = lines.map((line) => {
      if (typeof line !== 'string') {
        behind += line.textContent.length + 2
        return line
      }
      let text = ''
      for (const part of line.split(/([[\]])/)) {
        if (part === '[') marked.push({ start: behind + text.length, end: 0, goesOn: false })
        else if (part === ']') {
          const last = marked.at(-1)
          if (last) last.end = behind + text.length
        } else {
          const last = marked.at(-1)
          if (part.startsWith('…') && last) last.goesOn = true
          text += part.replace('…', '')
        }
      }
      behind += text.length + 2
      return paragraph(text)
    })
    const doc = nodeType('doc').create(null, blocks)
    this.state = EditorState.create({ doc, plugins: [history(), attribution({ engine: null })] })
    const groups: { start: number; end: number }[][] = []
    let isOpen = false
    for (const { start, end, goesOn } of marked) {
      if (isOpen) groups.at(-1)?.push({ start, end })
      else groups.push([{ start, end }])
      isOpen = goesOn
    }
    const text = articleText(getArticle(this.state))
    const annotations = groups.map((quote, i): Annotation => ({
      id: `a${i}`,
      origin: 'manual',
      kind: 'direct',
      target: targetOf(text, { quote, speaker: [], cue: [], frame: [], addressee: [] }),
      speakerIs: { kind: 'none' },
      outlet: null,
      when: null,
      chain: [],
      confidence: 1,
      reasons: [],
      flags: [],
      ...UNTOUCHED,
    }))
    setAnnotations({ annotations, sources: [], log: [] })(this.state, this.dispatch)
  }

  readonly dispatch = (tr: Transaction): void => {
    this.state = this.state.apply(tr.setTime(this.timeMs))
  }

  /** One transaction, a second after the last one unless told otherwise. */
  edit(change: (tr: Transaction) => void, afterMs = 1_000): this {
    this.timeMs += afterMs
    const { tr } = this.state
    change(tr)
    this.dispatch(tr)
    return this
  }

  undo(times = 1): this {
    for (let n = 0; n < times; n++) assert.ok(undo(this.state, this.dispatch))
    return this
  }

  redo(): this {
    assert.ok(redo(this.state, this.dispatch))
    return this
  }

  /** Position where the words begin, or behind them. */
  at(words: string, { behind = false, nth = 0 } = {}): number {
    let found = -1
    let n = 0
    this.state.doc.descendants((node, pos) => {
      if (!node.isText || found >= 0) return
      for (let i = node.text?.indexOf(words) ?? -1; i >= 0; i = node.text?.indexOf(words, i + 1) ?? -1)
        if (n++ === nth && found < 0) found = pos + i + (behind ? words.length : 0)
    })
    assert.ok(found >= 0, `no ${words} in ${this.state.doc.textContent}`)
    return found
  }

  delete(words: string): this {
    return this.edit((tr) => tr.delete(this.at(words), this.at(words, { behind: true })))
  }

  /** Lines with brackets; the words of what is detached behind them. */
  get shown(): string {
    const signs: { pos: number; sign: string }[] = []
    for (const { id } of getAnnotations(this.state))
      for (const [i, { from, to }] of (getRanges(this.state, id)?.quote ?? []).entries()) {
        const isLast = i + 1 === getRanges(this.state, id)?.quote.length
        signs.push({ pos: from, sign: '[' }, { pos: to, sign: isLast ? ']' : ']…' })
      }
    const lines: string[] = []
    this.state.doc.descendants((node, pos) => {
      if (!node.isTextblock) return true
      let line = ''
      for (let at = pos + 1; at <= pos + 1 + node.content.size; at++) {
        for (const own of signs.filter((own) => own.pos === at && own.sign !== '[')) line += own.sign
        for (const own of signs.filter((own) => own.pos === at && own.sign === '[')) line += own.sign
        const $pos = this.state.doc.resolve(at)
        if ($pos.nodeAfter?.isText) line += $pos.nodeAfter.text?.[0] ?? ''
        else if ($pos.nodeAfter && $pos.parent === node) line += '*'
      }
      lines.push(line)
      return false
    })
    const gone = getAnnotations(this.state).filter(({ target }) => target.detached)
    return [...lines, ...gone.map(({ target }) => `gone: ${target.wording}`)].join('\n')
  }
}

function paragraph(text: string): Node {
  return nodeType('paragraph').create(null, text ? schema.text(text) : [])
}

/** Takes a block elsewhere among the document's in one transaction. */
function move(tr: Transaction, from: number, to: number, late = false): void {
  const starts: number[] = []
  tr.doc.forEach((_node, offset) => starts.push(offset))
  const node = tr.doc.child(from)
  const start = starts[from] ?? 0
  const target = starts[to] ?? tr.doc.content.size
  if (late) {
    tr.insert(target, node)
    const old = tr.mapping.map(start)
    tr.delete(old, old + node.nodeSize)
  } else {
    tr.delete(start, start + node.nodeSize)
    tr.insert(tr.mapping.map(target), node)
  }
}

/** Takes the last transaction back, lets `theirs` in, and does it again, as prosemirror-collab does. */
function rebase(page: Page, last: Transaction, theirs: (tr: Transaction) => void): void {
  page.edit((tr) => {
    for (let i = last.steps.length - 1; i >= 0; i--) {
      const step = last.steps[i]
      const before = last.docs[i]
      if (step && before) tr.step(step.invert(before))
    }
    theirs(tr)
    let mapFrom = last.steps.length
    for (const step of last.steps) {
      const mapped = step.map(tr.mapping.slice(mapFrom))
      mapFrom--
      if (!mapped || tr.maybeStep(mapped).failed) continue
      // The method is there but not in the types.
      const mapping = tr.mapping as unknown as { setMirror(a: number, b: number): void }
      mapping.setMirror(mapFrom, tr.steps.length - 1)
    }
    tr.setMeta('rebased', last.steps.length).setMeta('addToHistory', false)
  })
}

// What moves

for (const late of [false, true]) {
  const how = late ? 'is put elsewhere and then deleted where it was' : 'is deleted and then put elsewhere'
  test(`an annotation goes with its paragraph that ${how} in one transaction`, () => {
    const page = new Page('Eins zwei drei.', 'Vier „[das geht so nicht weiter]“.', 'Fünf sechs.')
    page.edit((tr) => move(tr, 1, 0, late))
    assert.equal(page.shown, 'Vier „[das geht so nicht weiter]“.\nEins zwei drei.\nFünf sechs.')
    page.undo()
    assert.equal(page.shown, 'Eins zwei drei.\nVier „[das geht so nicht weiter]“.\nFünf sechs.')
    page.redo()
    assert.equal(page.shown, 'Vier „[das geht so nicht weiter]“.\nEins zwei drei.\nFünf sechs.')
  })

  test(`a very short annotation goes with its paragraph that ${how}`, () => {
    const page = new Page('Eins zwei drei.', 'Er sagte: „[Ja]“.', 'Fünf sechs.')
    page.edit((tr) => move(tr, 1, 0, late))
    assert.equal(page.shown, 'Er sagte: „[Ja]“.\nEins zwei drei.\nFünf sechs.')
  })

  test(`an annotation in two short pieces goes with its paragraph that ${how}`, () => {
    const page = new Page('Eins zwei drei.', '„[Ja]…“, sagte er, „[gern]“.', 'Fünf sechs.')
    page.edit((tr) => move(tr, 1, 0, late))
    assert.equal(page.shown, '„[Ja]…“, sagte er, „[gern]“.\nEins zwei drei.\nFünf sechs.')
  })

  test(`an annotation that was shortened stays on its own words, not on a twin of what it was, when its paragraph ${how}`, () => {
    const page = new Page('Eins.', '[das geht so nicht weiter] das geht so nicht weiter')
    page.edit((tr) => tr.delete(page.at('das'), page.at('geht')))
    assert.equal(page.shown, 'Eins.\n[geht so nicht weiter] das geht so nicht weiter')
    page.edit((tr) => move(tr, 1, 0, late))
    assert.equal(page.shown, '[geht so nicht weiter] das geht so nicht weiter\nEins.')
  })

  test(`an annotation goes with its own one of two paragraphs that say the same when it ${how}`, () => {
    const page = new Page('Er sagte, es gehe so.', 'Eins.', 'Er sagte, [es gehe so].', 'Zwei.')
    page.edit((tr) => move(tr, 2, 1, late))
    assert.equal(page.shown, 'Er sagte, es gehe so.\nEr sagte, [es gehe so].\nEins.\nZwei.')
  })
}

test('an annotation of which a letter stays behind is detached, and keeps its words', () => {
  const page = new Page('Eins zwei.', 'Er sagte: „[Das geht so nicht weiter]“ und ging.')
  const from = page.at('as geht')
  const to = page.at('weiter', { behind: true })
  const slice = page.state.doc.slice(from, to)
  page.edit((tr) => tr.delete(from, to))
  page.edit((tr) => tr.replace(1, 1, slice))
  assert.equal(
    page.shown,
    'as geht so nicht weiterEins zwei.\nEr sagte: „D“ und ging.\ngone: Das geht so nicht weiter',
  )
})

test('what is put between the words of an annotation belongs to it', () => {
  const page = new Page('Er [ging weg.', 'Dann kam] sie.', 'Anderes steht hier.')
  page.edit((tr) => move(tr, 2, 1))
  page.delete('ging weg.')
  page.delete('Dann kam')
  assert.equal(page.shown, 'Er [\nAnderes steht hier.\n] sie.')
})

test('a dragged stretch takes its annotation along', () => {
  const page = new Page('Eins zwei.', 'Er sagte: „[Das geht so nicht weiter]“ und ging.')
  const slice = page.state.doc.slice(page.at('„Das'), page.at('“ und', { behind: true }))
  page.edit((tr) => {
    const target = tr.doc.child(0).nodeSize - 1
    tr.delete(page.at('„Das'), page.at('“ und', { behind: true }))
    tr.replaceRange(target, target, slice)
  })
  assert.equal(page.shown, 'Eins zwei.„[Das geht so nicht weiter]“ und\nEr sagte:  ging.')
})

test('a reordered document written anew keeps two annotations that say the same', () => {
  const page = new Page('Eins zwei drei.', '„[Das geht so]“, sagte sie.', '„[Das geht so]“, sagte sie.')
  page.edit((tr) => {
    const [one, two, three] = [0, 1, 2].map((i) => tr.doc.child(i))
    if (one && two && three) tr.replaceWith(0, tr.doc.content.size, [two, three, one])
  })
  assert.equal(page.shown, '„[Das geht so]“, sagte sie.\n„[Das geht so]“, sagte sie.\nEins zwei drei.')
})

// What comes back

test('undo brings an annotation back that Delete ran into from before it', () => {
  const page = new Page('Eins zwei [das geht so nicht] drei vier.')
  page.delete(' so nicht')
  for (let n = 0; n < 14; n++) page.edit((tr) => tr.delete(6, 7), n ? 50 : 1_000)
  assert.equal(page.shown, 'Eins drei vier.\ngone: das geht so nicht')
  page.undo()
  assert.equal(page.shown, 'Eins zwei [das geht] drei vier.')
})

test('undo brings an annotation back that Delete ran into, after a letter was taken elsewhere', () => {
  const page = new Page('„Eins zwei[hy wort noch mehr Worte] und dann huu.')
  page.edit((tr) => tr.delete(page.at('ort noch'), page.at('huu')))
  assert.equal(page.shown, '„Eins zwei[hy w]huu.')
  for (let n = 0; n < 9; n++)
    page.edit((tr) => tr.delete(page.at('Eins ') + 5, page.at('Eins ') + 6), n ? 50 : 1_000)
  assert.equal(page.shown.split('\n')[0], '„Eins uu.')
  page.edit((tr) => tr.delete(1, 2))
  page.edit((tr) => tr.insertText('„', tr.doc.content.size - 1))
  page.undo(3)
  assert.equal(page.shown, '„Eins zwei[hy w]huu.')
})

// What a collaborator does

test('an annotation keeps its place when the move of its paragraph is rebased over what somebody else typed', () => {
  const page = new Page('Eins zwei drei.', 'Er sagte: „[Das geht so nicht weiter]“.', 'Fünf sechs.')
  const { tr } = page.state
  move(tr, 1, 0)
  page.dispatch(tr)
  rebase(page, tr, (own) => own.insertText('Und ', 1))
  assert.equal(page.shown, 'Er sagte: „[Das geht so nicht weiter]“.\nUnd Eins zwei drei.\nFünf sechs.')
})

test('a very short annotation keeps its place when the move of its paragraph is rebased', () => {
  const page = new Page('Eins zwei drei.', 'Er sagte: „[Ja]“.', 'Fünf sechs.')
  const { tr } = page.state
  move(tr, 1, 0)
  page.dispatch(tr)
  rebase(page, tr, (own) => own.insertText('Und ', 1))
  assert.equal(page.shown, 'Er sagte: „[Ja]“.\nUnd Eins zwei drei.\nFünf sechs.')
})

test('a transaction that takes back what it did leaves every annotation where it is', () => {
  const page = new Page('Eins zwei.', 'Er sagte: „[Ja]“.')
  page.edit((tr) => {
    const { doc } = tr
    tr.delete(0, doc.content.size)
    tr.replaceWith(0, tr.doc.content.size, doc.content)
  })
  assert.equal(page.shown, 'Eins zwei.\nEr sagte: „[Ja]“.')
})

// Inline nodes with content

function withNote(): Page {
  const note = nodeType('footnote').create(null, schema.text('eins zwei'))
  const block = nodeType('paragraph').create(null, [
    schema.text('Er sagt ja'),
    note,
    schema.text(' und amen.'),
  ])
  const page = new Page(block)
  const text = articleText(getArticle(page.state))
  const quote = [{ start: text.indexOf('ja'), end: text.indexOf('und') + 3 }]
  const other = new Page('[x]')
  const [made] = getAnnotations(other.state)
  assert.ok(made)
  const target = targetOf(text, { quote, speaker: [], cue: [], frame: [], addressee: [] })
  setAnnotations({ annotations: [{ ...made, target }], sources: [], log: [] })(page.state, page.dispatch)
  return page
}

test('an annotation over a footnote stays when the footnote is edited', () => {
  const page = withNote()
  const place = () => {
    const { ranges, wording } = getAnnotations(page.state)[0]?.target ?? {}
    return { ranges, wording }
  }
  const before = place()
  assert.equal(before.wording, 'ja\uFFFC und')
  page.edit((tr) => tr.insertText('halb ', page.at('zwei')))
  page.edit((tr) => tr.delete(page.at('eins'), page.at('halb')))
  assert.deepEqual(place(), before)
})

test('an annotation does not end inside a footnote of which a part is deleted with the words behind it', () => {
  const page = withNote()
  page.edit((tr) => tr.delete(page.at('zwei'), page.at(' amen')))
  const end = getRanges(page.state, 'a0')?.quote[0]?.to ?? 0
  assert.ok(page.state.doc.resolve(end).parent.isTextblock, page.shown)
  assert.equal(getAnnotations(page.state)[0]?.target.wording, 'ja\uFFFC')
})

test('an annotation does not begin inside a footnote of which a part is deleted with the words before it', () => {
  const page = withNote()
  page.edit((tr) => tr.delete(page.at('sagt'), page.at('zwei')))
  const start = getRanges(page.state, 'a0')?.quote[0]?.from ?? 0
  assert.ok(page.state.doc.resolve(start).parent.isTextblock, page.shown)
})

// What is drawn

test('of two overlapping annotations the one that grows beyond the other is drawn as the outer one', () => {
  const page = new Page('eins zwei drei vier fünf sechs sieben')
  for (const [first, last] of [
    ['eins', 'vier'],
    ['drei', 'sechs'],
  ] as const) {
    const to = page.at(last, { behind: true })
    page.dispatch(page.state.tr.setSelection(TextSelection.create(page.state.doc, page.at(first), to)))
    assert.ok(annotateSelection()(page.state, page.dispatch))
  }
  const drawn = (how: 'kept' | 'anew'): unknown => {
    const own = attributionKey.getState(page.state)
    assert.ok(own)
    const set = decorationsOf(how === 'kept' ? own : { ...own, trail: null })
    return set.find().map(({ from, to, spec }) => [from, to, spec])
  }
  page.edit((tr) => tr.setSelection(TextSelection.create(tr.doc, page.at('sieben'))))
  drawn('kept')
  page.edit((tr) => tr.insertText('neu ', page.at('wei')))
  assert.deepEqual(drawn('kept'), drawn('anew'))
})

// What cannot be told

test('of two paragraphs that say the same, in a document written anew, none can be told to have moved', () => {
  const page = new Page('„Das geht so nicht weiter.“', '„[Das geht so nicht weiter.]“')
  page.edit((tr) => {
    const { content } = tr.doc
    tr.replaceWith(0, content.size, [content.child(1), content.child(0)])
  })
  // Meant was the first now; no letter says so.
  assert.equal(page.shown, '„Das geht so nicht weiter.“\n„[Das geht so nicht weiter.]“')
})

test('words that are cut and pasted are taken for equal words that were deleted before', () => {
  const page = new Page(
    'Er sagte: „[Das geht so nicht weiter.]“',
    'Sie sagte: „Das geht so nicht weiter.“',
    'Ende.',
  )
  page.edit((tr) => tr.delete(0, tr.doc.child(0).nodeSize))
  const twin = page.state.doc.child(0)
  page.edit((tr) => tr.delete(0, twin.nodeSize))
  page.edit((tr) => tr.insert(tr.doc.content.size, twin))
  // What is pasted does not say whether it was cut just now or with the first deletion.
  assert.equal(page.shown, 'Ende.\nSie sagte: „[Das geht so nicht weiter.]“')
})

test('a review does not notice what changes inside an inline node', () => {
  const mention = (who: string): Node => nodeType('mention').create({ who })
  const footnote = (text: string): Node => nodeType('footnote').create(null, schema.text(text))
  const paragraph = (...nodes: Node[]): Node =>
    nodeType('paragraph').create(null, [schema.text('Hilf uns, '), ...nodes, schema.text(' sagte er.')])
  const page = new Page(paragraph(mention('Ada'), footnote('heute')))
  const quoteEnd = page.at(' sagte')
  page.dispatch(page.state.tr.setSelection(TextSelection.create(page.state.doc, 1, quoteEnd)))
  assert.ok(annotateSelection()(page.state, page.dispatch))
  assert.ok(setStatus('verified')(page.state, page.dispatch))
  const isOutdated = (): boolean => getAnnotations(page.state).every((one) => isStale(one))

  page.edit((tr) => tr.setNodeMarkup(page.at(' sagte') - 8, null, { who: 'Grace' }))
  assert.equal(page.state.doc.child(0).child(1).attrs['who'], 'Grace')
  assert.equal(isOutdated(), false)
  page.edit((tr) => tr.insertText('morgen', page.at('heute'), page.at('heute', { behind: true })))
  assert.equal(isOutdated(), false)
  const at = page.at(' sagte') - 9
  page.edit((tr) => tr.delete(at, at + 1))
  assert.equal(isOutdated(), true)
})
