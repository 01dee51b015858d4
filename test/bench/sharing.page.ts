/**
 * The page in which `sharing.ts` measures: the editors of two people on one article, each with a Y.Doc of their own,
 * with our plugins or without. Times are from what is done to the end of layout, which is forced in the same task.
 */
import { EditorState, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { prosemirrorToYXmlFragment, ySyncPlugin, yUndoPlugin } from 'y-prosemirror'
import * as Y from 'yjs'
import { attribution, getAnnotations, setStatus } from '../../src/index.js'
import { sharedAttribution } from '../../src/yjs/index.js'
import { sharedMaps, writeEntry, writeSharedDossier } from '../../src/yjs/document.js'
import { articleOf, dossierOf, positionOf, schema } from './annotated.js'

/** `plain`: the text with y-prosemirror; `ours`: every statement of it reviewed, logged, and shared. */
export type Variant = 'plain' | 'ours'

export interface SharingSize {
  readonly words: number
  readonly statements: number
}

/** Milliseconds, each time. */
export interface WorkTimes {
  readonly key: readonly number[]
  /** A letter of the other one comes in. */
  readonly remoteKey: readonly number[]
  readonly review: readonly number[]
  readonly remoteReview: readonly number[]
  /** The longest that the page was busy when both had come to rest. */
  readonly rest: readonly number[]
}

export interface SharingBench {
  /** Makes the article. Bytes of the document, and of what is sent for a letter and for a review. */
  prepare(
    variant: Variant,
    size: SharingSize,
  ): Promise<Readonly<Record<'whole' | 'letter' | 'review', number>>>
  /** An editor on a document that is there, until it knows all. Milliseconds. */
  open(): Promise<number>
  /** The whole document comes to an editor that is empty. Milliseconds. */
  sync(): Promise<number>
  /** Both write inside a statement, and review one now and then. */
  work(keys: number): Promise<WorkTimes>
}

declare global {
  interface Window {
    sharing: SharingBench
  }
}

const BY = { id: 'ada', name: 'Ada' }
const AT = '2026-01-01T00:00:00.000Z'
/** Of people who have had the article open. */
const SESSIONS = 100
/** What is put off is done by then. */
const REST_MS = 1_000
/** Every so many letters comes a review. */
const REVIEW = 20

let variant: Variant = 'plain'
let size: SharingSize = { words: 0, statements: 0 }
let whole: Uint8Array = new Uint8Array()

window.sharing = {
  async prepare(wanted, of) {
    variant = wanted
    size = of
    const doc = new Y.Doc()
    prosemirrorToYXmlFragment(articleOf(size.words), doc.getXmlFragment('article'))
    if (variant === 'ours') putReviews(doc)
    const view = editorOn(doc)
    // Who writes first says on which characters each statement stands.
    await rested()
    put(view, 0)
    type(view)
    while (JSON.stringify(doc.getMap('attribution:statements')).includes('"pieces":[]')) await rested()
    whole = Y.encodeStateAsUpdate(doc)
    const sent = updatesOf(doc)
    type(view)
    const letter = sent()?.length ?? 0
    if (variant === 'ours') review(view, 0)
    await rested()
    const bytes = { whole: whole.length, letter, review: sent()?.length ?? 0 }
    close(view)
    return bytes
  },
  async open() {
    const doc = copyOf(whole)
    let view: EditorView | null = null
    const ms = await timed(() => {
      view = editorOn(doc)
    })
    close(complete(view))
    return ms
  },
  async sync() {
    const doc = new Y.Doc()
    const view = editorOn(doc)
    await rested()
    const ms = await timed(() => Y.applyUpdate(doc, whole))
    close(complete(view))
    return ms
  },
  async work(keys) {
    const docs = [copyOf(whole), copyOf(whole)] as const
    const views = [editorOn(docs[0]), editorOn(docs[1])] as const
    const sent = [updatesOf(docs[0]), updatesOf(docs[1])] as const
    /** What the one has done comes to the other. */
    const send = (from: 0 | 1): void => {
      const update = sent[from]()
      if (update) Y.applyUpdate(docs[from ? 0 : 1], update, 'line')
    }
    await rested()
    put(views[0], 0)
    put(views[1], 2)
    const times: Record<keyof WorkTimes, number[]> = {
      key: [],
      remoteKey: [],
      review: [],
      remoteReview: [],
      rest: [],
    }
    for (let i = 0; i < keys; i++) {
      times.key.push(await timed(() => type(views[0])))
      send(0)
      type(views[1])
      times.remoteKey.push(await timed(() => send(1)))
      if (i % REVIEW) continue
      if (variant === 'ours') {
        times.review.push(await timed(() => review(views[0], i)))
        send(0)
        review(views[1], i + 1)
        times.remoteReview.push(await timed(() => send(1)))
      }
      times.rest.push(await rested())
      send(0)
      send(1)
    }
    for (const view of views) close(complete(view))
    return times
  },
}

function editorOn(doc: Y.Doc): EditorView {
  const place = document.createElement('div')
  place.className = 'box'
  document.body.append(place)
  const plugins = [ySyncPlugin(doc.getXmlFragment('article')), yUndoPlugin()]
  if (variant === 'ours') plugins.push(attribution({ engine: null, user: () => BY }), sharedAttribution())
  return new EditorView(place, { state: EditorState.create({ schema, plugins }) })
}

function close(view: EditorView): void {
  const place = view.dom.parentElement
  view.destroy()
  place?.remove()
}

/** The editor, which has everything. */
function complete(view: EditorView | null): EditorView {
  if (!view || view.state.doc.content.size < size.words) throw new Error('the text is not there')
  if (variant === 'ours') {
    const lost = getAnnotations(view.state).filter(({ target, review }) => target.detached || !review.at)
    const { length } = getAnnotations(view.state)
    if (length !== size.statements || lost.length)
      throw new Error(`${length} statements, of which ${lost.length} are not as they were`)
  }
  return view
}

/** Each statement reviewed by somebody, in one of very many sessions. */
function putReviews(doc: Y.Doc): void {
  const { annotations } = dossierOf(articleOf(size.words), size.statements)
  const reviewed = annotations.map((own) => ({
    ...own,
    review: { status: 'verified', wording: own.target.wording, by: BY, at: AT },
  }))
  writeSharedDossier(doc, { annotations: reviewed, sources: [], log: [] })
  const maps = sharedMaps(doc)
  doc.transact(() => {
    for (const [i, { id }] of annotations.entries()) {
      const what = { action: 'set-status', subject: id, before: 'unchecked', after: 'verified' } as const
      const entry = { at: new Date(Date.parse(AT) + i * 60_000).toISOString(), by: BY, ...what, seal: null }
      const writer = `session-${i % SESSIONS}`
      writeEntry(maps, { writer, number: Math.floor(i / SESSIONS), entry })
    }
  })
}

function copyOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

/** What was done to a document since it was asked last, as one update. */
function updatesOf(doc: Y.Doc): () => Uint8Array | null {
  let updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'line') updates.push(update)
  })
  return () => {
    const all = updates
    updates = []
    return all.length ? Y.mergeUpdates(all) : null
  }
}

/** The cursor inside a statement in the middle, so many words on, in sight. */
function put(view: EditorView, words: number): void {
  const { state } = view
  const pos = positionOf(articleOf(size.words), size.statements, 'inside') + words * 'wort10000 '.length
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, pos)))
  const { node } = view.domAtPos(pos)
  ;(node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' })
  void document.body.offsetHeight
}

function type(view: EditorView): void {
  view.dispatch(view.state.tr.insertText('x'))
}

function review({ state, dispatch }: EditorView, n: number): void {
  const id = `a${n % size.statements}`
  const before = getAnnotations(state).find((own) => own.id === id)?.review.status
  const done = setStatus(before === 'verified' ? 'disputed' : 'verified', id)(state, dispatch)
  if (!done) throw new Error(`${id} cannot be reviewed`)
}

async function timed(work: () => void): Promise<number> {
  const started = performance.now()
  work()
  // What is put off to the end of the task.
  await null
  void document.body.offsetHeight
  return performance.now() - started
}

/** Waits until nothing more is put off; how long the page was busy at once. */
async function rested(): Promise<number> {
  let longest = 0
  const end = performance.now() + REST_MS
  for (let before = performance.now(); before < end;) {
    await new Promise((resolve) => setTimeout(resolve))
    const now = performance.now()
    longest = Math.max(longest, now - before)
    before = now
  }
  return longest
}
