/** An editor in the page for the plugin's tests, and a detector whose answers are plain to see. */
import { baseKeymap } from 'prosemirror-commands'
import { history, redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { schema } from 'prosemirror-schema-basic'
import { EditorState, TextSelection, type Command } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { executeServerCommand, sendKeys } from '@web/test-runner-commands'
import {
  attribution,
  attributionKeymap,
  getAnnotations,
  isPending,
  type Annotation,
} from '../../src/index.js'
import type { AttributionOptions } from '../../src/plugin/plugin.js'
import type { BlockAnalysis, Engine } from '../../src/text/engine.js'
import type { Statement } from '../../src/text/statement.js'

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
    const at = node.isTextblock ? node.textContent.indexOf(words) : -1
    if (at >= 0 && found < 0) found = pos + 1 + at
    return found < 0
  })
  if (found < 0) throw new Error(`not in the document: ${words}`)
  return found
}

export async function press(...keys: readonly string[]): Promise<void> {
  const [key] = keys
  if (keys.length === 1 && key !== undefined) await sendKeys({ press: key })
  else await executeServerCommand('chord', [...keys])
}

export async function type(text: string): Promise<void> {
  await sendKeys({ type: text })
}

export function only(view: EditorView): Annotation {
  const [annotation, another] = getAnnotations(view.state)
  if (!annotation || another) throw new Error(`expected one annotation: ${getAnnotations(view.state).length}`)
  return annotation
}

/** The marks as a reader of the source sees them: `class: text`, one a span. */
export function marks(view: EditorView): readonly string[] {
  return [...view.dom.querySelectorAll('[class*="attribution"]')].map(
    (element) => `${element.className.replaceAll('attribution-', '')}: ${element.textContent ?? ''}`,
  )
}
