/** Keeps an article and its dossier in IndexedDB, as one value, so that neither is ever newer than the other. */
import { del, get, set } from 'idb-keyval'
import { Node, type Schema } from 'prosemirror-model'
import { dossierToJSON, parseDossier, type Dossier, type Problem } from '../src/model/index.js'

export interface Stored {
  readonly doc: Node
  readonly dossier: Dossier
}

export type Loaded =
  | { readonly state: 'none' }
  | { readonly state: 'found'; readonly stored: Stored }
  /** Something is there that this version cannot read; it was put aside under `asideKey`. */
  | { readonly state: 'unreadable'; readonly problems: readonly Problem[]; readonly asideKey: string }

export async function load(key: string, schema: Schema): Promise<Loaded> {
  const raw: unknown = await get(key)
  if (raw === undefined) return { state: 'none' }
  const { doc: json, dossier } = raw as { doc?: unknown; dossier?: unknown } // what is in there is checked right below
  const parsed = parseDossier(dossier)
  const doc = parseDoc(json, schema)
  if (parsed.ok && doc.ok) return { state: 'found', stored: { doc: doc.value, dossier: parsed.value } }
  const asideKey = `${key}:aside:${new Date().toISOString()}`
  await set(asideKey, raw)
  const problems = [...(parsed.ok ? [] : parsed.problems), ...(doc.ok ? [] : [doc.problem])]
  return { state: 'unreadable', problems, asideKey }
}

export async function save(key: string, { doc, dossier }: Stored): Promise<void> {
  await set(key, { doc: doc.toJSON() as unknown, dossier: dossierToJSON(dossier) })
}

export async function clear(key: string): Promise<void> {
  await del(key)
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
