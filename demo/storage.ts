/**
 * Keeps an article and its dossier in IndexedDB, as one value, so that neither is ever newer than the other.
 * A page that goes has no time for that: what it has not saved yet it leaves in localStorage, which is
 * synchronous, and the next start takes it over.
 *
 * Nothing that was saved is lost to less. What cannot be read, or belongs elsewhere, is put aside before
 * anything is saved in its place; what a newer version has saved stays where that version looks for it. When
 * another window has worked on the article, this one saves beside it until somebody decides.
 */
import { del, get, set, update } from 'idb-keyval'
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
  /** Another window has saved it meanwhile; what this one was left with is newer. */
  | 'elsewhere'

export interface Loaded {
  /** Null where there is nothing that can be shown. */
  readonly stored: Stored | null
  readonly trouble: Trouble | null
}

/** Another window has worked on the article since this one has read or saved it. */
export class SavedElsewhere extends Error {}

/** One article's place in this browser. */
export class Store {
  /** Where this version saves: beside the value of a newer one, if there is any. */
  private key: string
  /** Whether all that was there is known or put aside, so that saving cannot harm it. */
  private isSafe = false
  /** Tells what this window has saved from what others have. */
  private readonly window = crypto.getRandomValues(new Uint32Array(2)).join('-')
  /** What was there when this window looked last, its own or another's; undefined for nothing. */
  private base: unknown
  /** Whether another window's state is in the place, and this window's is saved beside. */
  private isBeside = false

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
    this.base = saved
    let stored: Stored | null = null
    let trouble: Trouble | null = isNewer ? 'newer' : null
    for (const raw of isLeftNewer ? [left, saved] : [saved]) {
      if (raw === undefined) continue
      const read = this.read(raw)
      if (read.ok) {
        stored = read.value
        if (raw === left) {
          if (isOthers(saved, left)) {
            trouble ??= 'elsewhere'
            await this.putAside(saved)
          }
          await set(this.key, left).then(
            () => {
              this.base = left
              this.forgetLeft()
            },
            () => undefined,
          )
        }
        break
      }
      trouble ??= read.trouble
      await this.putAside(raw)
    }
    if (!isLeftNewer || trouble) this.forgetLeft()
    this.isSafe = true
    return { stored, trouble }
  }

  /** Rejects with `SavedElsewhere` when another window has worked on the article; what was to be saved is then beside. */
  async save(stored: Stored): Promise<void> {
    if (!this.isSafe) {
      const there: unknown = await get(this.key)
      if (there !== undefined) await this.putAside(there)
      this.base = there
      this.isSafe = true
    }
    const value = this.valueOf(stored)
    if (!this.isBeside) {
      // Looking and saving in one transaction, so that no window comes between.
      await update(this.key, (there: unknown) => {
        this.isBeside = this.hasOthersWork(there, value)
        return this.isBeside ? there : value
      })
      if (!this.isBeside) {
        this.base = value
        if (savedAt(leftBehind(this.key)) <= value.savedAt) this.forgetLeft()
        return
      }
    }
    await set(`${this.key}:aside:${this.window}`, value)
    throw new SavedElsewhere()
  }

  /** After `SavedElsewhere`: puts the other window's state aside, and lets the next `save` take its place. */
  async takePlace(): Promise<void> {
    const there: unknown = await get(this.key)
    if (there !== undefined) await this.putAside(there)
    this.base = there
    this.isBeside = false
  }

  private hasOthersWork(there: unknown, value: Value): boolean {
    if (there === undefined || fieldOf(there, 'window') === this.window) return false
    return workIn(there) !== workIn(this.base ?? value)
  }

  /** At once, for a page that goes. Does nothing where the browser has no room for it. */
  leaveBehind(stored: Stored): void {
    if (!this.isSafe || this.isBeside) return
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
      window: this.window,
      basedOn: savedAt(this.base),
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
  /** Which window has saved it, and when what it had found there was saved; 0 for nothing. */
  readonly window: string
  readonly basedOn: number
}

/** Whether a window that left `left` has neither saved nor seen `saved`. */
function isOthers(saved: unknown, left: unknown): boolean {
  if (saved === undefined || fieldOf(left, 'window') === undefined) return false
  return fieldOf(saved, 'window') !== fieldOf(left, 'window') && savedAt(saved) !== fieldOf(left, 'basedOn')
}

/** What people have done: the text, and the log, in which every action on a statement is. Seals come by themselves. */
function workIn(value: unknown): string {
  const log = fieldOf(fieldOf(value, 'dossier'), 'log')
  const entries = Array.isArray(log) ? log.map((entry: unknown) => ({ ...Object(entry), seal: null })) : []
  return JSON.stringify([fieldOf(value, 'doc'), entries])
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value ? (value as Readonly<Record<string, unknown>>)[key] : undefined // anything may be in there
}

function isFromNewerVersion(raw: unknown): boolean {
  const { dossier } = (raw ?? {}) as { readonly dossier?: unknown } // anything may be in there
  const { version } = (dossier ?? {}) as { readonly version?: unknown }
  return typeof version === 'number' && version > FORMAT_VERSION
}

/** 0 for what says no time. */
function savedAt(value: unknown): number {
  const at = fieldOf(value, 'savedAt')
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
