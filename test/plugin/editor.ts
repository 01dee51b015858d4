/** An editor in the page for the plugin's tests, and a detector whose answers are plain to see. */
import { baseKeymap } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { schema } from 'prosemirror-schema-basic'
import { EditorState, TextSelection, type Command } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { executeServerCommand } from '@web/test-runner-commands'
import {
  attribution,
  attributionKeymap,
  getAnnotations,
  getRanges,
  isPending,
  isStale,
  setStatus,
  type Annotation,
} from '../../src/index.js'
import type { AttributionOptions } from '../../src/plugin/plugin.js'
import type { BlockAnalysis, Engine } from '../../src/text/engine.js'
import type { Statement } from '../../src/text/statement.js'
import '../browsers/present.js'

export { schema }

export interface CountingEngine extends Engine {
  readonly analyzed: string[]
}

/** Takes what stands in „…“ for a direct quotation, and in ‚…‘ for an indirect one. */
export function quoteEngine(): CountingEngine {
  const analyzed: string[] = []
  return {
    lang: 'de',
    analyzed,
    analyze(text, role): BlockAnalysis {
      analyzed.push(text)
      return { text, role }
    },
    link: (blocks) =>
      blocks.flatMap(({ analysis, start }) =>
        [...analysis.text.matchAll(/„[^“]*“/g), ...analysis.text.matchAll(/‚[^‘]*‘/g)].map(
          (match): Statement => {
            const from = start + match.index
            return {
              kind: match[0].startsWith('„') ? 'direct' : 'indirect',
              quote: [{ start: from, end: from + match[0].length }],
              speaker: [],
              cue: [],
              frame: [],
              addressee: [],
              speakerIs: { kind: 'none' },
              outlet: null,
              when: null,
              chain: [],
              confidence: 0.9,
              reasons: [],
              flags: [],
            }
          },
        ),
      ),
  }
}

export function docOf(...texts: readonly string[]): Node {
  return schema.node(
    'doc',
    null,
    texts.map((text) => schema.node('paragraph', null, text ? [schema.text(text)] : [])),
  )
}

export interface EditorOptions extends Partial<AttributionOptions> {
  readonly doc: Node
}

/** A focused editor; `idleDelayMs` is short. Take it away with `close`. */
export function open({ doc, engine = quoteEngine(), ...options }: EditorOptions): EditorView {
  let n = 0
  const place = document.createElement('div')
  document.body.append(place)
  const view = new EditorView(place, {
    state: EditorState.create({
      doc,
      plugins: [
        keymap(attributionKeymap),
        keymap({ 'Mod-z': undo, 'Mod-y': redo }),
        keymap(baseKeymap),
        history(),
        attribution({ engine, idleDelayMs: 10, createId: () => `a${++n}`, ...options }),
      ],
    }),
  })
  view.focus()
  return view
}

/** An editor whose statements somebody has verified, each of them. */
export async function openVerified(options: EditorOptions): Promise<EditorView> {
  const view = open({ user: () => ({ id: 'u1', name: 'Ada' }), ...options })
  await detected(view)
  for (const { id } of getAnnotations(view.state)) run(view, setStatus('verified', id))
  return view
}

export function close(view: EditorView): void {
  const place = view.dom.parentElement
  view.destroy()
  place?.remove()
}

/** Waits until detection has looked at the present text. */
export async function detected(view: EditorView): Promise<void> {
  await until(() => !isPending(view.state))
}

export async function until(isTrue: () => boolean): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (isTrue()) return
    await wait(10)
  }
  throw new Error('waited for 3 s')
}

export function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

export function run(view: EditorView, command: Command): boolean {
  return command(view.state, view.dispatch, view)
}

/** Puts the cursor before the first occurrence of `words`, or selects them with `all`. */
export function putCursor(view: EditorView, words: string, { all = false, behind = false } = {}): void {
  const from = positionOf(view, words)
  const to = from + words.length
  const selection = all
    ? TextSelection.create(view.state.doc, from, to)
    : TextSelection.create(view.state.doc, behind ? to : from)
  view.dispatch(view.state.tr.setSelection(selection))
  view.focus()
}

export function positionOf(view: EditorView, words: string): number {
  let found = -1
  view.state.doc.descendants((node, pos) => {
    const at = node.isTextblock ? flat(node).indexOf(words) : -1
    if (at >= 0 && found < 0) found = pos + 1 + at
    return found < 0
  })
  if (found < 0) throw new Error(`not in the document: ${words}`)
  return found
}

/** A text block's text with a character for each position that other nodes take up. */
function flat(block: Node): string {
  let text = ''
  block.forEach((child) => (text += child.text ?? '\uFFFC'.repeat(child.nodeSize)))
  return text
}

/** A key, or several held down together: `press('Control', 'z')`. */
export async function press(...keys: readonly string[]): Promise<void> {
  await executeServerCommand('keys', [keys])
}

/** Types character by character. */
export async function type(text: string): Promise<void> {
  await executeServerCommand(
    'keys',
    [...text].map((character) => [character]),
  )
}

export function only(view: EditorView): Annotation {
  const [annotation, another] = getAnnotations(view.state)
  if (!annotation || another) throw new Error(`expected one annotation: ${getAnnotations(view.state).length}`)
  return annotation
}

/** What a reader could tell of each annotation. */
export function facts(view: EditorView): unknown {
  return getAnnotations(view.state).map((annotation) => ({
    id: annotation.id,
    status: annotation.review.status,
    stale: isStale(annotation),
    detached: annotation.target.detached,
    words: annotation.target.wording,
    ranges: getRanges(view.state, annotation.id)?.quote,
  }))
}

/** The marks as a reader of the source sees them: `class: text`, one a span. */
export function marks(view: EditorView): readonly string[] {
  return [...view.dom.querySelectorAll('[class*="attribution"]')].map(
    (element) => `${element.className.replaceAll('attribution-', '')}: ${element.textContent ?? ''}`,
  )
}
