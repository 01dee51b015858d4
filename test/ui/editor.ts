/** An editor with statements for the tests of what stands beside the text. */
import { keymap } from 'prosemirror-keymap'
import { schema } from 'prosemirror-schema-basic'
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { attribution, attributionKeymap, type Annotation, type User } from '../../src/index.js'
import { statement } from './fixtures.js'

export const PARAGRAPHS: readonly string[] = [
  'Die Lage sei ernst, sagte sie.',
  'Er komme morgen, sagte er.',
  'Das ist alles.',
]

/** A focused editor `width` pixels wide at the left edge, in a frame as high as `height` that scrolls. */
export function openEditor({
  width = 400,
  height = 400,
  quotes = { a: 'Die Lage sei ernst', b: 'Er komme morgen' },
  paragraphs = PARAGRAPHS,
  parts = {},
  user = null,
}: {
  readonly width?: number
  readonly height?: number
  readonly quotes?: Readonly<Record<string, string>>
  readonly paragraphs?: readonly string[]
  readonly parts?: Parameters<typeof statement>[2]
  readonly user?: User | null
} = {}): EditorView {
  document.body.replaceChildren()
  document.body.style.margin = '0'
  scrollTo(0, 0)
  const frame = document.createElement('main')
  const place = document.createElement('div')
  Object.assign(frame.style, { height: `${height}px`, overflow: 'auto' })
  Object.assign(place.style, { width: `${width}px` })
  frame.append(place)
  document.body.append(frame)
  const text = paragraphs.join('\n\n')
  const view = new EditorView(place, {
    attributes: { 'aria-label': 'Artikel', role: 'textbox', 'aria-multiline': 'true' },
    state: EditorState.create({
      doc: schema.node(
        'doc',
        null,
        paragraphs.map((one) => schema.node('paragraph', null, [schema.text(one)])),
      ),
      plugins: [
        keymap(attributionKeymap),
        attribution({
          engine: null,
          lang: 'de',
          user: () => user,
          initial: {
            annotations: Object.entries(quotes).map(([id, words]) => quoting(id, words, text, parts)),
            sources: [],
            log: [],
          },
        }),
      ],
    }),
  })
  view.focus()
  return view
}

function quoting(
  id: string,
  words: string,
  text: string,
  parts: Parameters<typeof statement>[2],
): Annotation {
  const start = text.indexOf(words)
  const made = statement(id, words, { place: start, status: 'in-progress', ...parts })
  const [prefix, suffix] = [
    text.slice(Math.max(0, start - 32), start),
    text.slice(start + words.length).slice(0, 32),
  ]
  return { ...made, target: { ...made.target, prefix, suffix } }
}

export function positionOf(view: EditorView, words: string): number {
  let found = -1
  view.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (at >= 0 && found < 0) found = pos + at
  })
  return found
}

export function putCursor(view: EditorView, words: string): void {
  const at = TextSelection.create(view.state.doc, positionOf(view, words) + 1)
  view.dispatch(view.state.tr.setSelection(at))
}

/** A point of the window on the words, for the mouse. */
export function pointOn(view: EditorView, words: string): [number, number] {
  const { left, top, bottom } = view.coordsAtPos(positionOf(view, words) + 1)
  return [Math.round(left) + 3, Math.round((top + bottom) / 2)]
}

/** The statement's lines, in the window. */
export function linesOf(view: EditorView, id: string): DOMRect {
  const range = document.createRange()
  const marks = view.dom.querySelectorAll(`[data-attribution-ids~="${id}"]`)
  const [first, last] = [marks[0], marks[marks.length - 1]]
  if (!first || !last) throw new RangeError(`No mark ${id}`)
  range.setStartBefore(first)
  range.setEndAfter(last)
  return range.getBoundingClientRect()
}

/** Until so many frames have been drawn, however long a busy machine takes for them. */
export async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((done) => requestAnimationFrame(done))
}

export function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
