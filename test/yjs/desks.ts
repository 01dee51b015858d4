/** Two people at one article in one page: each with an editor and a Y.Doc of their own, joined by a line that can be cut. */
import { baseKeymap } from 'prosemirror-commands'
import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { prosemirrorToYXmlFragment, redo, undo, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import {
  attribution,
  getAnnotations,
  getDossier,
  isPending,
  isStale,
  verifyLog,
  type Annotation,
  type Dossier,
  type AttributionOptions,
  type User,
} from '../../src/index.js'
import { sharedAttribution, type SharedProvider } from '../../src/yjs/index.js'
import { close, quoteEngine, schema, until, wait } from '../plugin/editor.js'

export const ADA: User = { id: 'ada', name: 'Ada' }
export const JO: User = { id: 'jo', name: 'Jo' }

export const QUOTE = '„Das ist unser letztes Angebot“'
/** With that statement and another one. */
export const ARTICLE = ['Der Rat tagt.', `Er sagt: ${QUOTE}, und geht.`, 'Dann „Nein“ und Schluss.']

export interface Desk {
  readonly view: EditorView
  readonly doc: Y.Doc
  readonly awareness: Awareness
}

/** Joins documents, so that what happens in one happens in all, unless the line is cut. */
export class Line {
  private isCut = false

  constructor(private readonly docs: readonly Y.Doc[]) {
    for (const doc of docs)
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin === this || this.isCut) return
        for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, this)
      })
    this.join()
  }

  cut(): void {
    this.isCut = true
  }

  join(): void {
    this.isCut = false
    for (const doc of this.docs)
      for (const other of this.docs)
        if (doc !== other) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)), this)
  }
}

export interface Pair {
  readonly ada: Desk
  readonly jo: Desk
  readonly line: Line
}

/** Both read the article and have found its statements. */
export async function pair(article: Node, options: Partial<AttributionOptions> = {}): Promise<Pair> {
  const docs = [new Y.Doc(), new Y.Doc()] as const
  prosemirrorToYXmlFragment(article, docs[0].getXmlFragment('article'))
  const line = new Line(docs)
  const pairOf = { ada: deskOf(docs[0], ADA, options), jo: deskOf(docs[1], JO, options), line }
  joinAwareness(pairOf)
  await settled(pairOf)
  return pairOf
}

/** An editor on a shared document. */
export function deskOf(
  doc: Y.Doc,
  user: User,
  { provider, ...options }: Partial<AttributionOptions> & { readonly provider?: SharedProvider } = {},
): Desk {
  let n = 0
  const place = document.createElement('div')
  document.body.append(place)
  const awareness = new Awareness(doc)
  const view = new EditorView(place, {
    state: EditorState.create({
      schema,
      plugins: [
        keymap({ 'Mod-z': undo, 'Mod-y': redo }),
        keymap(baseKeymap),
        attribution({
          engine: quoteEngine(),
          idleDelayMs: 10,
          createId: () => `${user.id}${++n}`,
          user: () => user,
          ...options,
        }),
        sharedAttribution({ awareness, ...(provider && { provider }) }),
        ySyncPlugin(doc.getXmlFragment('article')),
        yUndoPlugin(),
      ],
    }),
  })
  return { view, doc, awareness }
}

function joinAwareness({ ada, jo }: Pair): void {
  for (const [from, to] of [
    [ada, jo],
    [jo, ada],
  ] as const) {
    const send = (_: unknown, origin: unknown): void => {
      if (origin === 'line') return
      const update = encodeAwarenessUpdate(from.awareness, [from.awareness.clientID])
      applyAwarenessUpdate(to.awareness, update, 'line')
    }
    from.awareness.on('update', send)
    send(null, null)
  }
}

export function closeDesks({ ada, jo }: Pair): void {
  for (const { view, awareness, doc } of [ada, jo]) {
    close(view)
    awareness.destroy()
    doc.destroy()
  }
}

/** Waits until both have read the present text, and each entry of the log has its seal. */
export async function settled({ ada, jo }: Pair): Promise<void> {
  for (const { view } of [ada, jo])
    await until(() => !isPending(view.state) && getDossier(view.state).log.every(({ seal }) => seal))
}

/** What a reader could tell of each annotation. */
export function said({ view }: Desk): readonly unknown[] {
  return getAnnotations(view.state).map((annotation) => ({
    id: annotation.id,
    status: annotation.review.status,
    stale: isStale(annotation),
    detached: annotation.target.detached,
    words: annotation.target.wording,
    note: annotation.note,
  }))
}

/** Whether both say the same of everything, and the log can be proved. */
export async function isAgreed(both: Pair): Promise<boolean> {
  return (await disagreement(both)) === null
}

/** In what two do not agree in the end, though the line was not cut and the text rests; null when in nothing. */
export async function disagreement(both: Pair): Promise<unknown> {
  let found: unknown = null
  for (let i = 0; i < 30; i++) {
    await settled(both)
    const [ada, jo] = [both.ada, both.jo].map(
      ({ view }) => plain(placeless(getDossier(view.state))) as Dossier,
    )
    if (!ada || !jo) return 'nobody is here'
    const verification = await verifyLog(ada.log)
    const parts = (['annotations', 'sources', 'log', 'scheme'] as const).filter(
      (part) => JSON.stringify(ada[part]) !== JSON.stringify(jo[part]),
    )
    if (verification.ok && !parts.length) return null
    const ids = new Set([...ada.annotations, ...jo.annotations].map(({ id }) => id))
    const differences = [...ids].map((id) => {
      const [one, two] = [ada, jo].map(({ annotations }) => annotations.find((own) => own.id === id))
      const keys = Object.keys({ ...one, ...two }) as (keyof Annotation)[] // of one of them
      const other = keys.filter((key) => JSON.stringify(one?.[key]) !== JSON.stringify(two?.[key]))
      return { id, ...Object.fromEntries(other.map((key) => [key, [one?.[key], two?.[key]]])) }
    })
    found = { verification, parts, differences: differences.filter((own) => Object.keys(own).length > 1) }
    await wait(50)
  }
  return found
}

/** Of words that are gone each remembers a place of their own, by which they are in order. */
function placeless(dossier: Dossier): Dossier {
  const here = dossier.annotations.filter(({ target }) => !target.detached)
  const gone = dossier.annotations
    .filter(({ target }) => target.detached)
    .map((own) => ({ ...own, target: { ...own.target, ranges: { ...own.target.ranges, quote: [] } } }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return { ...dossier, annotations: [...here, ...gone] }
}

/** With members in the same order, however each came to be. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, own]) => [key, plain(own)]),
  )
}
