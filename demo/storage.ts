/**
 * Keeps an article and its dossier in IndexedDB, as one value, so that neither is ever newer than the other.
 * A page that goes has no time for that: what it has not saved yet it leaves in localStorage, which is
 * synchronous, and the next start takes it over.
 *
 * Nothing that was saved is lost to less. What cannot be read, or belongs elsewhere, is put aside before
 * anything is saved in its place; what a newer version has saved stays where that version looks for it.
 */
import { del, get, set } from 'idb-keyval'
import { Node, type Schema } from 'prosemirror-model'
import { dossierToJSON, FORMAT_VERSION, parseDossier, type Dossier } from '../src/model/index.js'

export interface Stored {
  readonly doc: Node
  readonly dossier: Dossier
  /** What the article's language was taken for (BCP 47); empty where nobody has noted it. */
  readonly lang: string
}

/** Why something that was saved is not what is shown. */
export type Trouble =
  /** It is damaged. */
  | 'unreadable'
  /** A newer version of the program has written it. */
  | 'newer'
  /** It was saved for another article. */
  | 'foreign'

export interface Loaded {
  /** Null where there is nothing that can be shown. */
  readonly stored: Stored | null
  readonly trouble: Trouble | null
}

/** One article's place in this browser. */
export class Store {
  /** Where this version saves: beside the value of a newer one, if there is any. */
  private key: string
  /** Whether all that was there is known or put aside, so that saving cannot harm it. */
  private isSafe = false

  constructor(
    private readonly article: string,
    private readonly schema: Schema,
  ) {
    this.key = article
  }

  /** Rejects where the browser gives no access; then the first `save` that succeeds puts aside what it finds. */
  async load(): Promise<Loaded> {
    let saved: unknown = await get(this.article)
    const isNewer = isFromNewerVersion(saved)
    if (isNewer) {
      this.key = `${this.article}:format-${FORMAT_VERSION}`
      saved = await get(this.key)
    }
    const left = leftBehind(this.key)
    const isLeftNewer = left !== null && savedAt(left) >= savedAt(saved)
    let stored: Stored | null = null
    let trouble: Trouble | null = isNewer ? 'newer' : null
    for (const raw of isLeftNewer ? [left, saved] : [saved]) {
      if (raw === undefined) continue
      const read = this.read(raw)
      if (read.ok) {
        stored = read.value
        if (raw === left)
          await set(this.key, left).then(
            () => this.forgetLeft(),
            () => undefined,
          )
        break
      }
      trouble ??= read.trouble
      await this.putAside(raw)
    }
    if (!isLeftNewer || trouble) this.forgetLeft()
    this.isSafe = true
    return { stored, trouble }
  }

  async save(stored: Stored): Promise<void> {
    if (!this.isSafe) {
      const there: unknown = await get(this.key)
      if (there !== undefined) await this.putAside(there)
      this.isSafe = true
    }
    const value = this.valueOf(stored)
    await set(this.key, value)
    if (savedAt(leftBehind(this.key)) <= value.savedAt) this.forgetLeft()
  }

  /** At once, for a page that goes. Does nothing where the browser has no room for it. */
  leaveBehind(stored: Stored): void {
    if (!this.isSafe) return
    try {
      localStorage.setItem(leftKey(this.key), JSON.stringify(this.valueOf(stored)))
    } catch {
      // `save` has been tried as well, and nobody is there any more to be told.
    }
  }

  /** What was put aside, and what a newer version has saved, stays. */
  async clear(): Promise<void> {
    this.forgetLeft()
    await del(this.key)
  }

  /** Under the time that it was saved, so that the same value is not kept twice. */
  private async putAside(raw: unknown): Promise<void> {
    await set(`${this.key}:aside:${new Date(savedAt(raw) || Date.now()).toISOString()}`, raw)
  }

  private read(raw: unknown): Read {
    const { doc: json, dossier, lang, article } = (raw ?? {}) as Readonly<Record<string, unknown>> // what is in there is checked right below
    if (typeof article === 'string' && article !== this.article) return { ok: false, trouble: 'foreign' }
    if (isFromNewerVersion(raw)) return { ok: false, trouble: 'newer' }
    const parsed = parseDossier(dossier)
    const doc = parseDoc(json, this.schema)
    if (!parsed.ok || !doc) return { ok: false, trouble: 'unreadable' }
    const value = { doc, dossier: parsed.value, lang: typeof lang === 'string' ? lang : '' }
    return { ok: true, value }
  }

  private valueOf({ doc, dossier, lang }: Stored): Value {
    return {
      article: this.article,
      doc: doc.toJSON() as unknown,
      dossier: dossierToJSON(dossier),
      lang,
      savedAt: Date.now(),
    }
  }

  private forgetLeft(): void {
    try {
      localStorage.removeItem(leftKey(this.key))
    } catch {
      // Denied: then nothing was left there either.
    }
  }
}

type Read = { readonly ok: true; readonly value: Stored } | { readonly ok: false; readonly trouble: Trouble }

interface Value {
  /** What it was saved for. */
  readonly article: string
  readonly doc: unknown
  readonly dossier: unknown
  readonly lang: string
  readonly savedAt: number
}

function isFromNewerVersion(raw: unknown): boolean {
  const { dossier } = (raw ?? {}) as { readonly dossier?: unknown } // anything may be in there
  const { version } = (dossier ?? {}) as { readonly version?: unknown }
  return typeof version === 'number' && version > FORMAT_VERSION
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

function parseDoc(json: unknown, schema: Schema): Node | null {
  try {
    const doc = Node.fromJSON(schema, json)
    doc.check()
    return doc
  } catch {
    return null
  }
}
