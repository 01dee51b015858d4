/**
 * Whether a server lets an update through, by what its sender may do.
 *
 * A shared document merges whatever it is given: that somebody may not review is nothing to it, and a button
 * that is not shown keeps no one from sending. So it is decided on the server, before the update is applied,
 * from the registers that the update would set (`changesOf`). What the server cannot know it does not claim:
 * the trust model stands in `docs/collaboration.md`.
 *
 * Besides rights, four things hold for everybody. Nobody acts in another's name. The log is only added to.
 * No review changes without an entry in the log that says so, by the same person, in the same update. And
 * nobody signs off a review of their own.
 */
import type * as Y from 'yjs'
import type { LogAction } from '../model/log.js'
import type { Person } from '../model/person.js'
import { RIGHTS, type Right } from '../model/rights.js'
import { keyOf, namesIn, SHARED_NAME, sharedMaps, type SharedMaps, type SharedPart } from './document.js'
import { changesOf, type SharedChange } from './update.js'

/** All rights that a member can have, as the interface has them too. */
export const SHARED_RIGHTS = RIGHTS
/** One of `SHARED_RIGHTS`. */
export type SharedRight = Right

/** Who is connected, as the server knows them, and what they may do. */
export interface SharedMember {
  readonly person: Person
  readonly rights: readonly SharedRight[]
}

/** What the server does with an update. */
export type Judgement =
  /** To be applied. With what of it is in the name of somebody else, where `relay` has let that through. */
  | { readonly outcome: 'pass'; readonly relayed?: { readonly path: string; readonly reason: string } }
  /** Not to be applied: it does what its sender may not do. */
  | { readonly outcome: 'refuse'; readonly path: string; readonly reason: string }
  /**
   * Not to be applied now: it rests on changes that have not come, or brings along what somebody else has
   * done, which they will bring themselves.
   */
  | { readonly outcome: 'wait'; readonly path: string; readonly reason: string }

/** How strict a server is. */
export interface JudgeOptions {
  /** The name under which the maps are shared. Default `attribution`. */
  readonly name?: string
  /**
   * Whether a member may bring along what others did, where it has the right to do the same itself. Default
   * false. Whoever comes back to another server than the one that died may be the only one who has it.
   */
  readonly relay?: boolean
}

/** Judges an update (in Yjs' first encoding) before it is applied to `doc`. Never throws. */
export function judgeUpdate(
  doc: Y.Doc,
  update: Uint8Array,
  { person, rights }: SharedMember,
  { name = SHARED_NAME, relay = false }: JudgeOptions = {},
): Judgement {
  const changes = changesOf(doc, update, { name })
  if (!changes) return { outcome: 'wait', path: '', reason: 'rests on changes that have not come' }
  const known = new Known(doc, changes, name)
  let waits: Judgement | null = null
  let relayed: { readonly path: string; readonly reason: string } | null = null
  for (const change of changes) {
    const path =
      change.key === null ? change.root || change.part : `${change.part}[${JSON.stringify(change.key)}]`
    const needed = rightsFor(change, known)
    if (!needed.some((right) => rights.includes(right))) {
      const reason = `${person.name} has not the right to ${needed.join(' or to ')}`
      if (!known.hasOthers(person)) return { outcome: 'refuse', path, reason }
      waits ??= { outcome: 'wait', path, reason }
      continue
    }
    const fault = faultOf(change, known)
    if (fault) return { outcome: 'refuse', path, reason: fault }
    if (rights.includes('house')) continue
    const other = othersIn(change, person, known)
    if (other === null) continue
    const found = { path, reason: `is in the name of ${other || 'nobody'}, not of ${person.name}` }
    if (relay) relayed ??= found
    else waits ??= { outcome: 'wait', ...found }
  }
  return waits ?? { outcome: 'pass', ...(relayed && { relayed }) }
}

/** What a document and an update say together. */
class Known {
  private readonly maps: SharedMaps
  private readonly added = new Map<string, unknown>()
  /** What the log entries say that the update adds, by their subjects. */
  private readonly logged = new Map<string, Set<string>>()
  private readonly loggers = new Set<string>()
  /** What the document's values say, where that was asked for. */
  private readonly said = new Map<SharedPart, ReadonlySet<string>>()

  constructor(doc: Y.Doc, changes: readonly SharedChange[], name: string) {
    this.maps = sharedMaps(doc, name)
    for (const { part, key, values } of changes) {
      if (key === null || part === 'document') continue
      this.added.set(`${part} ${key}`, values.at(-1))
      if (part !== 'log') continue
      for (const value of values) {
        const subject = text(value, 'subject')
        this.logged.set(subject, (this.logged.get(subject) ?? new Set()).add(text(value, 'action')))
        this.loggers.add(text(value, 'by', 'id'))
      }
    }
  }

  /** Whether the update brings what somebody else has done, as far as its log tells. */
  hasOthers({ id }: Person): boolean {
    return [...this.loggers].some((own) => own !== id)
  }

  /** What a register would hold. */
  get(part: SharedPart, ...names: readonly string[]): unknown {
    const key = keyOf(...names)
    return this.added.get(`${part} ${key}`) ?? this.maps[part].get(key)
  }

  /** Whether the log tells, in this update, of one of these things done to `subject`. */
  tells(subject: string, actions: readonly LogAction[]): boolean {
    const told = this.logged.get(subject)
    return told !== undefined && actions.some((action) => told.has(action))
  }

  /** Whether the document has this very value already, under another key, as where statements are merged or split. */
  has(part: SharedPart, value: unknown): boolean {
    let said = this.said.get(part)
    if (!said) {
      said = new Set([...this.maps[part].values()].map((own) => wordsOf(own, part)))
      this.said.set(part, said)
    }
    return said.has(wordsOf(value, part))
  }

  /** Whether anybody has decided anything on a statement. */
  isReviewed(id: string): boolean {
    const status = text(this.maps.reviews.get(keyOf(id, 'review')), 'at')
    return (
      status !== '' ||
      ['verdict', 'signOff', 'dismissed'].some((field) => this.maps.reviews.get(keyOf(id, field)))
    )
  }
}

/** Who has one of these may do it. */
function rightsFor(change: SharedChange, known: Known): readonly SharedRight[] {
  const { part, names, before, values } = change
  const [id = '', field = ''] = names
  switch (part) {
    case 'document':
      return ['write']
    case 'house':
      return ['house']
    case 'evidence':
    case 'sources':
      return ['research']
    case 'comments':
      return ['discuss']
    case 'seals':
      return SHARED_RIGHTS
    case 'log': {
      const actions = new Set(values.map((value) => text(value, 'action')))
      if (actions.has('override' satisfies LogAction) || actions.has('withdraw-override' satisfies LogAction))
        return ['override']
      return [...actions].some((action) => DECISIONS.has(action)) ? ['review'] : SHARED_RIGHTS
    }
    case 'statements':
      if (field === 'gone') return before === undefined && known.isReviewed(id) ? ['review'] : ['annotate']
      // Who takes the border of a statement away says where it stands now.
      if (field === 'place') return before === undefined ? TOUCHING : ['annotate', 'write']
      // Touching a statement that nobody has touched shares it whole.
      return before === undefined ? TOUCHING : ['annotate']
    case 'reviews':
      if (field === 'override') return ['override']
      // A corrected source opens what rests on it anew; only a review closes it again.
      if (field === 'reopened' && values.every(Boolean) && values.length) return ['research', 'review']
      return field === 'note' || field === 'assignee' || field === 'anonymity' ? ['annotate'] : ['review']
  }
}

/** Whoever works at a statement. */
const TOUCHING = ['annotate', 'research', 'discuss', 'review', 'override'] as const

/** Entries that say that somebody has decided. */
const DECISIONS: ReadonlySet<string> = new Set<LogAction>([
  'set-status',
  'confirm',
  'set-verdict',
  'sign-off',
  'withdraw-sign-off',
  'dismiss',
  'restore',
])

/** What nobody may do, whatever their rights. */
function faultOf({ part, key, names, before, values }: SharedChange, known: Known): string | null {
  const [id = '', field = ''] = names
  if (part === 'log' || part === 'seals') {
    if (before !== undefined || values.length !== 1) return 'the log is only added to'
    const entry = known.get('log', ...names)
    if (entry === undefined) return 'seals no entry'
    const [writer = '', number = ''] = names
    const first = known.get('log', writer, '0')
    if (part === 'log' && text(first, 'by', 'id') !== text(entry, 'by', 'id'))
      return `entry ${number} is in the log of somebody else`
    return null
  }
  if (part === 'document' || part === 'house') return null
  // Yjs lets anybody put a list into a map, which nobody reads.
  if (key === null) return 'is no register'
  if (part !== 'reviews') return null
  if (field === 'signOff' && values.some(isOwnReview)) return 'nobody signs off their own review'
  const telling = DECIDED_BY[field]
  if (telling && !known.tells(id, [...telling, ...MOVING]))
    return 'a review changes without an entry in the log that says so'
  return null
}

/** What the log must tell of a decision, one of these, by its register. */
const DECIDED_BY: Readonly<Partial<Record<string, readonly LogAction[]>>> = {
  review: ['set-status', 'confirm'],
  verdict: ['set-verdict'],
  // Who decides anew takes it away.
  signOff: ['sign-off', 'withdraw-sign-off', 'set-status', 'confirm'],
  dismissed: ['dismiss', 'restore'],
  override: ['override', 'withdraw-override'],
}

/** What brings a decision from one statement to another. */
const MOVING: readonly LogAction[] = ['merge', 'split', 'arrive']

/** Whether somebody signs off what they have reviewed: the review that is meant tells by whom it is. */
function isOwnReview(signOff: unknown): boolean {
  const [, reviewer = ''] = namesIn(text(signOff, 'review'))
  return reviewer !== '' && reviewer === text(signOff, 'by', 'id')
}

/** The name of somebody else in whose name something is done; null for nobody else. */
function othersIn(change: SharedChange, person: Person, known: Known): string | null {
  const { part, names, before, values } = change
  const [, field = ''] = names
  const isSigned =
    part === 'log' ||
    part === 'evidence' ||
    (part === 'comments' && field !== '') ||
    (part === 'reviews' && SIGNED.has(field))
  if (part === 'seals') {
    const entry = known.get('log', ...names)
    return text(entry, 'by', 'id') === person.id ? null : text(entry, 'by', 'name')
  }
  if (!isSigned) return null
  for (const value of values) {
    if (value === null || value === undefined) continue
    if (text(value, 'by', 'id') === person.id) continue
    // A thread stays resolved by whom it was when a comment is taken out of it.
    if (field === 'resolved' && text(value, 'at') && text(value, 'at') === text(before, 'at')) continue
    if (part === 'log' || !(wordsOf(value, part) === wordsOf(before, part) || known.has(part, value)))
      return text(value, 'by', 'name')
  }
  // Whoever has said something is the one to take it back.
  const isTaken = part === 'comments' && field === 'comment' && !values.length
  return isTaken && text(before, 'by', 'id') !== person.id ? text(before, 'by', 'name') : null
}

/** Registers of `reviews` that tell who has set them. */
const SIGNED = new Set(['review', 'verdict', 'signOff', 'override'])

/** What an item says, wherever it stands: evidence gets another id with a statement that was split. */
function wordsOf(value: unknown, part: SharedPart): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? ''
  return JSON.stringify({ ...value, order: 0, closed: null, ...(part === 'evidence' && { id: '' }) })
}

/** A text inside of foreign data; empty where there is none. */
function text(value: unknown, ...path: readonly string[]): string {
  let own: unknown = value
  for (const name of path)
    own =
      typeof own === 'object' && own !== null && Object.hasOwn(own, name)
        ? (own as Readonly<Record<string, unknown>>)[name] // it has it
        : undefined
  return typeof own === 'string' ? own : ''
}
