/**
 * Keeps an article and its dossier in IndexedDB, as one value, so that neither is ever newer than the other.
 * A page that goes has no time for that: what it has not saved yet it leaves in localStorage, which is
 * synchronous, and the next start takes it over.
 */
import { del, get, set } from 'idb-keyval'
import { Node, type Schema } from 'prosemirror-model'
import { dossierToJSON, parseDossier, type Dossier, type Problem } from '../src/model/index.js'

export interface Stored {
  readonly doc: Node
  readonly dossier: Dossier
  /** What the article's language was taken for (BCP 47); empty where nobody has noted it. */
  readonly lang: string
}

export type Loaded =
  | { readonly state: 'none' }
  | { readonly state: 'found'; readonly stored: Stored }
  /** Something is there that this version cannot read; it was put aside under `asideKey`. */
  | { readonly state: 'unreadable'; readonly problems: readonly Problem[]; readonly asideKey: string }

export async function load(key: string, schema: Schema): Promise<Loaded> {
  const saved: unknown = await get(key)
  const left = leftBehind(key)
  const isLeftNewer = left !== null && savedAt(left) >= savedAt(saved)
  const raw = isLeftNewer ? left : saved
  const forget = () => localStorage.removeItem(leftKey(key))
  if (isLeftNewer) await set(key, left).then(forget, () => undefined)
  else forget()
  if (raw === undefined) return { state: 'none' }
  const { doc: json, dossier, lang } = (raw ?? {}) as { doc?: unknown; dossier?: unknown; lang?: unknown } // what is in there is checked right below
  const parsed = parseDossier(dossier)
  const doc = parseDoc(json, schema)
  if (parsed.ok && doc.ok) {
    const stored = { doc: doc.value, dossier: parsed.value, lang: typeof lang === 'string' ? lang : '' }
    return { state: 'found', stored }
  }
  const asideKey = `${key}:aside:${new Date().toISOString()}`
  await set(asideKey, raw)
  const problems = [...(parsed.ok ? [] : parsed.problems), ...(doc.ok ? [] : [doc.problem])]
  return { state: 'unreadable', problems, asideKey }
}

export async function save(key: string, stored: Stored): Promise<void> {
  const value = valueOf(stored)
  await set(key, value)
  if (savedAt(leftBehind(key)) <= value.savedAt) localStorage.removeItem(leftKey(key))
}

/** At once, for a page that goes. Does nothing where the browser has no room for it. */
export function leaveBehind(key: string, stored: Stored): void {
  try {
    localStorage.setItem(leftKey(key), JSON.stringify(valueOf(stored)))
  } catch {
    // `save` has been tried as well, and nobody is there any more to be told.
  }
}

export async function clear(key: string): Promise<void> {
  localStorage.removeItem(leftKey(key))
  await del(key)
}

interface Value {
  readonly doc: unknown
  readonly dossier: unknown
  readonly lang: string
  readonly savedAt: number
}

function valueOf({ doc, dossier, lang }: Stored): Value {
  return { doc: doc.toJSON() as unknown, dossier: dossierToJSON(dossier), lang, savedAt: Date.now() }
}

/** 0 for what says no time. */
function savedAt(value: unknown): number {
  const at: unknown = typeof value === 'object' && value && 'savedAt' in value ? value.savedAt : 0
  return typeof at === 'number' ? at : 0
}

function leftKey(key: string): string {
  return `${key}:unsaved`
}

function leftBehind(key: string): object | null {
  try {
    const left: unknown = JSON.parse(localStorage.getItem(leftKey(key)) ?? 'null')
    return typeof left === 'object' ? left : null
  } catch {
    return null
  }
}

type ParsedDoc =
  { readonly ok: true; readonly value: Node } | { readonly ok: false; readonly problem: Problem }

function parseDoc(json: unknown, schema: Schema): ParsedDoc {
  try {
    const doc = Node.fromJSON(schema, json)
    doc.check()
    return { ok: true, value: doc }
  } catch (error) {
    return {
      ok: false,
      problem: { path: 'doc', message: error instanceof Error ? error.message : String(error) },
    }
  }
}
