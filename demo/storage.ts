/** Keeps an article and its dossier in IndexedDB, as one value, so that neither is ever newer than the other. */
import { del, get, set } from 'idb-keyval'
import { dossierToJSON, parseDossier, type Dossier, type Problem } from '../src/model/index.js'

export interface Stored {
  /** The document as ProseMirror's JSON. */
  readonly doc: unknown
  readonly dossier: Dossier
}

export type Loaded =
  | { readonly state: 'none' }
  | { readonly state: 'found'; readonly stored: Stored }
  /** Something is there that this version cannot read; it was put aside under `asideKey`. */
  | { readonly state: 'unreadable'; readonly problems: readonly Problem[]; readonly asideKey: string }

export async function load(key: string): Promise<Loaded> {
  const raw: unknown = await get(key)
  if (raw === undefined) return { state: 'none' }
  const { doc, dossier } = raw as { doc?: unknown; dossier?: unknown } // what is in there is checked right below
  const parsed = parseDossier(dossier)
  if (parsed.ok && doc !== undefined) return { state: 'found', stored: { doc, dossier: parsed.value } }
  const asideKey = `${key}:aside`
  await set(asideKey, raw)
  const problems = parsed.ok ? [{ path: 'doc', message: 'missing' }] : parsed.problems
  return { state: 'unreadable', problems, asideKey }
}

export async function save(key: string, { doc, dossier }: Stored): Promise<void> {
  await set(key, { doc, dossier: dossierToJSON(dossier) })
}

export async function clear(key: string): Promise<void> {
  await del(key)
}
