/**
 * Who is meant by a speaker's mention.
 *
 * Per block, the `Naming` of its language reads every phrase that names a person or body;
 * that costs, and is kept with the block. Per article, `createSpeakerResolver`
 * merges the phrases into identities ("Präsident Tokajew" and "Tokajew", an
 * organisation and its short form) in one pass, and then resolves mentions in
 * text order: names over the whole article, pronouns and "der Minister" to what
 * stands before. Pronouns look back a bounded way, so the pass is linear.
 */
import { lowerBound } from './lower-bound.js'
import type { Description } from './noun-phrase.js'
import type { BodyClass, Gender } from './people.js'
import type { SpeakerIdentity, TextRange } from './statement.js'
import type { Token } from './tokens.js'

/** The phrases of one block, offsets relative to its text. */
export interface BlockMentions {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly phrases: readonly BlockPhrase[]
  /** Where each sentence ends. */
  readonly sentenceEnds: readonly number[]
}

/** A phrase with its place in the block's sentences. */
export interface BlockPhrase {
  readonly description: Description
  /** Number of the sentence in the block, from 0. */
  readonly sentence: number
  /** Begins its sentence. */
  readonly opens: boolean
}

/** A block's phrases at their place in the article. */
export interface PlacedMentions {
  readonly mentions: BlockMentions
  /** Offset of the block's first unit in the article's text. */
  readonly start: number
}

/** Resolves the mentions of one article; made anew for each pass over it. */
export interface SpeakerResolver {
  /**
   * Whom a mention means. `mention` is given in offsets of the article's text, `null` stands for no
   * mention. Calls go in text order: who spoke last is the likeliest "er".
   */
  resolve(mention: TextRange | null): SpeakerIdentity
}

/** A person or body of the article. */
interface Entity {
  kind: 'person' | 'organisation' | 'role' | 'text'
  given: string | null
  family: string | null
  name: string
  short: string | null
  office: string | null
  /** Heads of all phrases for it: "präsident". */
  readonly heads: Set<string>
  readonly attributes: Set<string>
  gender: Gender | null
  class: BodyClass | null
  of: Description | null
  /** A stand-in for another: "ein von Russland geführtes Militärbündnis". */
  same: Entity | null
  named: boolean
  /** A person by more than two capital words: by a given name, title, office, or as a speaker. */
  sure: boolean
}

interface Occurrence extends TextRange {
  readonly entity: Entity
  /** Number of the sentence in the article. */
  readonly sentence: number
  readonly opens: boolean
  readonly oblique: boolean
}

/** How far back a pronoun looks, in sentences and in phrases. */
const REACH_SENTENCES = 8
const REACH_PHRASES = 48
/** Weights of what makes an antecedent likely; found by hand on the development texts. */
const SCORE = {
  perSentence: -3,
  opens: 3,
  speaker: 4,
  oblique: -2,
  named: 2,
  sameClause: -1,
  unsure: -2,
} as const

/** What each language does its own way: finding phrases in a block, and reading a mention. */
export interface Naming {
  analyze(text: string, tokens: readonly Token[]): BlockMentions
  read(block: BlockMentions, mention: TextRange): Reading
  /** Gender that a given name tells, if it is known. */
  givenName(word: string): 'm' | 'f' | null
  /** What sort of name or noun a word is, as far as it could speak: "office", "organisation police"; '' if unknown. */
  sortOf(word: string): string
  /** Whether a noun takes up any person again: "der Politiker". */
  isGeneric(head: string): boolean
  /** Whether a noun takes up any body of its class again: "die Behörde". */
  isAnyBody(head: string): boolean
  /** Stands between the names of several. */
  readonly and: string
}

/** Merges the phrases of an article's blocks, in text order. */
export function createSpeakerResolver(blocks: readonly PlacedMentions[], naming: Naming): SpeakerResolver {
  const register = createRegister(naming)
  const occurrences: Occurrence[] = []
  const sentenceStarts: number[] = []
  let sentences = 0
  const entities = new Map<Description, Entity>()
  for (const { mentions } of blocks)
    for (const { description } of mentions.phrases) {
      const entity = description.weak ? null : register.add(description)
      if (entity) entities.set(description, entity)
    }
  for (const { mentions, start } of blocks) {
    for (const { description, sentence, opens } of mentions.phrases) {
      const entity = entities.get(description) ?? (description.weak ? register.findPerson(description) : null)
      if (entity)
        occurrences.push({
          entity,
          start: start + description.start,
          end: start + description.end,
          sentence: sentences + sentence,
          opens,
          oblique: description.oblique,
        })
    }
    sentenceStarts.push(sentences)
    sentences += mentions.sentenceEnds.length + 1
  }
  linkForwardNames(occurrences)
  register.settle()

  const lastSpoke = new Map<Entity, number>()
  let lastSpeaker: Entity | null = null
  let known = new Map<Entity, SpeakerIdentity>()

  return {
    resolve(mention) {
      if (!mention) return { kind: 'none' }
      const place = lowerBound(blocks, (block) => block.start <= mention.start) - 1
      const block = blocks[place]
      if (!block) return { kind: 'none' }
      const start = mention.start - block.start
      const end = mention.end - block.start
      const reading = readOnce(naming, block.mentions, { start, end })
      const at = lowerBound(occurrences, (occurrence) => occurrence.start < mention.start)
      const sentence = sentenceOf(place, mention.start)
      if (reading.kind === 'pronoun') {
        const found = antecedent({ ...reading, end: at, sentence, start: mention.start })
        if (!found) return { kind: 'none' }
        return speak(found, sentence)
      }
      if (reading.kind === 'none') return { kind: 'none' }
      if (reading.kind === 'words') return { kind: 'unnamed', name: reading.name }
      const identities = reading.descriptions.map((description) =>
        identityOf(description, { at, sentence, start: mention.start }),
      )
      if (identities.length === 1) return identities[0]!
      const { kind } = identities[0]!
      return {
        kind,
        name: identities
          .map(({ name }) => name ?? '')
          .filter(Boolean)
          .join(` ${naming.and} `),
      }
    },
  }

  function identityOf(
    description: Description,
    { at, sentence, start }: { at: number; sentence: number; start: number },
  ): SpeakerIdentity {
    if (description.type === 'group' || description.type === 'text') {
      return { kind: 'unnamed', name: description.name }
    }
    if (description.type === 'role') {
      if (description.definite === 'definite') {
        const found = register.byRole(description)
        const isGeneric = description.head !== null && naming.isGeneric(description.head)
        const holders = isGeneric ? (found ?? []).filter(({ kind }) => kind === 'person') : found
        const earlier = pick(holders, at, sentence)
        if (earlier) return speak(earlier, sentence)
        if (isGeneric) {
          const person = antecedent({
            genders: [description.gender === 'f' ? 'f' : 'm'],
            persons: true,
            relative: false,
            end: at,
            sentence,
            start,
          })
          if (person) return speak(person, sentence)
        }
      }
      const entity = register.add(description)
      if (entity) lastSpoke.set(entity, sentence)
      if (entity) lastSpeaker = entity
      if (description.of) {
        const body = organisationIdentity(description.of, at, sentence)
        return {
          kind: 'organisation',
          name: body.name ?? description.of.name,
          ...(body.short ? { short: body.short } : {}),
          ...(description.office ? { office: description.office } : {}),
        }
      }
      return { kind: 'unnamed', name: description.name }
    }
    if (description.type === 'organisation') return organisationIdentity(description, at, sentence)
    const earlier = register.findPerson(description)
    // "nach vorläufigem Ergebnis": a common noun, not a name.
    if (
      !earlier &&
      !description.given &&
      !description.office &&
      (description.attributes.length > 0 || isCommonNoun(description.name))
    )
      return { kind: 'unnamed', name: description.name }
    const entity = register.add(description)
    return entity ? speak(entity, sentence) : { kind: 'named', name: description.name }
  }

  function organisationIdentity(description: Description, at: number, sentence: number): SpeakerIdentity {
    if (
      description.definite === 'definite' &&
      description.attributes.length === 0 &&
      description.head === description.name.toLowerCase()
    ) {
      const earlier = pick(register.byBody(description), at, sentence)
      if (earlier) return speak(earlier, sentence)
    }
    const entity = register.add(description)
    return entity ? speak(entity, sentence) : { kind: 'organisation', name: description.name }
  }

  /** Of several, the one that was mentioned last before; else the first of all. */
  function pick(candidates: readonly Entity[] | null, at: number, sentence: number): Entity | null {
    if (!candidates || candidates.length === 0) return null
    if (candidates.length === 1) return candidates[0]!
    const set = new Set(candidates.map(follow))
    let best: Entity | null = null
    let bestSentence = -1
    for (let i = at - 1; i >= 0 && i > at - REACH_PHRASES; i--) {
      const entity = follow(occurrences[i]!.entity)
      if (!set.has(entity)) continue
      best = entity
      bestSentence = occurrences[i]!.sentence
      break
    }
    for (const entity of set) {
      const spoke = lastSpoke.get(entity)
      if (spoke !== undefined && spoke <= sentence && spoke > bestSentence) {
        best = entity
        bestSentence = spoke
      }
    }
    return best ?? candidates[0]!
  }

  function speak(found: Entity, sentence: number): SpeakerIdentity {
    const entity = follow(found)
    entity.sure = true
    lastSpoke.set(entity, sentence)
    lastSpeaker = entity
    const before = known.get(entity)
    if (before) return before
    const identity = describe(entity)
    known = known.set(entity, identity)
    return identity
  }

  function antecedent({
    genders,
    persons,
    relative,
    end,
    sentence,
    start,
  }: {
    genders: readonly Gender[] | null
    persons: boolean
    relative: boolean
    end: number
    sentence: number
    start: number
  }): Entity | null {
    const fits = (entity: Entity): boolean => {
      if (!entity.sure) return false
      if (persons && (entity.kind === 'organisation' || entity.kind === 'text')) return false
      if (!genders) return true
      if (entity.gender === null)
        return entity.kind === 'person'
          ? !genders.includes('p') || genders.length > 1
          : genders.includes('p') === false
      return genders.includes(entity.gender)
    }
    const scores = new Map<Entity, number>()
    for (let i = end - 1; i >= 0 && end - i <= REACH_PHRASES; i--) {
      const { entity: found, sentence: where, opens, oblique, end: foundEnd } = occurrences[i]!
      const entity = follow(found)
      if (sentence - where > REACH_SENTENCES) break
      if (!fits(entity)) continue
      if (relative) {
        if (start - foundEnd < 80) return entity
        break
      }
      let score = (sentence - where) * SCORE.perSentence
      if (opens) score += SCORE.opens
      if (oblique) score += SCORE.oblique
      if (where === sentence) score += SCORE.sameClause
      if (entity.kind === 'person') score += SCORE.named
      if (!entity.gender) score += SCORE.unsure
      scores.set(entity, Math.max(score, scores.get(entity) ?? -Infinity))
    }
    for (const [entity, spoke] of recentSpeakers()) {
      if (sentence - spoke > REACH_SENTENCES || !fits(entity)) continue
      const score =
        (sentence - spoke) * SCORE.perSentence + SCORE.speaker + (entity.kind === 'person' ? SCORE.named : 0)
      scores.set(entity, Math.max(score, (scores.get(entity) ?? -Infinity) + 1))
    }
    let best: Entity | null = null
    let bestScore = -Infinity
    for (const [entity, score] of scores) {
      if (score <= bestScore) continue
      best = entity
      bestScore = score
    }
    return best ?? (lastSpeaker && fits(lastSpeaker) ? lastSpeaker : null)
  }

  /** Those who spoke, the last few only. */
  function recentSpeakers(): readonly (readonly [Entity, number])[] {
    return lastSpoke.size <= REACH_PHRASES ? [...lastSpoke] : [...lastSpoke].slice(-REACH_PHRASES)
  }

  function sentenceOf(place: number, offset: number): number {
    const block = blocks[place]!
    return (
      sentenceStarts[place]! + lowerBound(block.mentions.sentenceEnds, (end) => end <= offset - block.start)
    )
  }
}

/** What mentions say, by block and place: a block that has not changed is not read again. */
const readings = new WeakMap<BlockMentions, Map<string, Reading>>()

function readOnce(naming: Naming, block: BlockMentions, mention: TextRange): Reading {
  let known = readings.get(block)
  if (!known) readings.set(block, (known = new Map()))
  const place = `${mention.start} ${mention.end}`
  const reading = known.get(place) ?? naming.read(block, mention)
  known.set(place, reading)
  return reading
}

/** What a mention says by itself. */
export type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'words'; readonly name: string }
  | { readonly kind: 'phrases'; readonly descriptions: readonly Description[] }
  | {
      readonly kind: 'pronoun'
      readonly genders: readonly Gender[] | null
      readonly persons: boolean
      readonly relative: boolean
    }

function createRegister(naming: Naming) {
  const all: Entity[] = []
  const byFamily = new Map<string, Entity[]>()
  const byGiven = new Map<string, Entity[]>()
  const byBodyName = new Map<string, Entity>()
  const byHead = new Map<string, Entity[]>()
  const bySuffix = new Map<string, Entity[]>()
  const byClass = new Map<BodyClass, Entity[]>()

  return { add, findPerson, settle, byRole, byBody }

  function add(description: Description): Entity | null {
    switch (description.type) {
      case 'person':
        return addPerson(description)
      case 'organisation':
        return addBody(description)
      case 'role':
        return addRole(description)
      case 'group':
        return fresh(description, 'role')
      case 'text':
        return fresh(description, 'text')
    }
  }

  function fresh(description: Description, kind: Entity['kind']): Entity {
    const { given, family, name, short, office, gender, class: bodyClass, of } = description
    return {
      kind,
      given,
      family,
      name,
      short,
      office: null,
      heads: new Set(),
      attributes: new Set(),
      gender,
      class: bodyClass,
      of,
      same: null,
      named: kind === 'person' || kind === 'organisation',
      sure: kind !== 'person',
      ...(kind === 'role' ? { office } : {}),
    }
  }

  function addPerson(description: Description): Entity {
    const found = findPerson(description)
    const entity = found ?? fresh(description, 'person')
    if (!found) all.push(entity)
    absorb(entity, description)
    return entity
  }

  function findPerson({ given, family, head, attributes, gender }: Description): Entity | null {
    const fits = (entity: Entity): boolean => {
      const fullGiven = entity.given
      if (given && fullGiven && !sameGiven(given, fullGiven)) return false
      return !(
        gender &&
        entity.gender &&
        gender !== entity.gender &&
        (gender === 'f' || entity.gender === 'f')
      )
    }
    if (family) {
      const same = byFamily.get(key(family))
      const found = last(same, fits)
      if (found) return found
      // A genitive of a name that was there: "Tokajews".
      if (/[^s]s$|['’]$/.test(family)) {
        const base = last(byFamily.get(key(family.replace(/['’]?s?$/, ''))), fits)
        if (base) return base
      }
      const asGiven = given ? undefined : last(byGiven.get(key(family)), () => true)
      if (asGiven && !head) return asGiven
    } else if (given) {
      const found = last(
        byGiven.get(key(given)),
        (entity) => !(gender && entity.gender && gender !== entity.gender),
      )
      if (found) return found
    }
    // "Der kasachische Präsident Kassym-Schomart", "Präsident Tokajew": one office, one part of the name each.
    if (head && !(given && family)) {
      const part = given ?? family ?? ''
      for (const entity of (byHead.get(head) ?? []).slice(-MAX_CANDIDATES)) {
        if (entity.kind !== 'person' || clash(entity.attributes, attributes)) continue
        if (entity.given && entity.family) continue
        const other = entity.given ?? entity.family ?? ''
        if (isGivenLike(part, other) !== isGivenLike(other, part)) return entity
      }
    }
    return null
  }

  function isGivenLike(part: string, other: string): boolean {
    if (naming.givenName(part)) return true
    return part.includes('-') && !naming.givenName(other) && !other.includes('-')
  }

  function absorb(
    entity: Entity,
    { given, family, head, office, attributes, gender, name }: Description,
  ): void {
    if (given && family) {
      entity.given ??= given
      if (entity.given.length < given.length && !naming.givenName(entity.given)) entity.given = given
      if (!entity.family || key(entity.family) !== key(family)) {
        if (!(entity.family && family.startsWith(entity.family))) entity.family = family
      }
    } else {
      const part = given ?? family ?? name
      const has = entity.given ?? entity.family
      if (has && part !== has && !(entity.given && entity.family) && !part.startsWith(has)) {
        const [first, second] = isGivenLike(part, has) ? [part, has] : [has, part]
        entity.given = first
        entity.family = second
      } else if (
        has &&
        has.startsWith(part) &&
        /^['’]?s?$/.test(has.slice(part.length)) &&
        !(entity.given && entity.family)
      ) {
        // Seen in the genitive first.
        if (entity.family) entity.family = part
        else entity.given = part
      } else if (!has) entity.family = part
    }
    entity.name = [entity.given, entity.family].filter(Boolean).join(' ')
    if (gender && gender !== 'p') entity.gender ??= gender
    if (gender || office) entity.sure = true
    if (head) {
      if (!entity.heads.has(head)) indexHead(head, entity)
      entity.heads.add(head)
    }
    for (const attribute of attributes) entity.attributes.add(attribute)
    if (office && (!entity.office || (!entity.office.includes(' ') && office.includes(' '))))
      entity.office = office
    if (entity.family) index(byFamily, key(entity.family), entity)
    if (entity.given) index(byGiven, key(entity.given.split(' ')[0] ?? ''), entity)
    if (entity.given) index(byGiven, key(entity.given), entity)
  }

  function addBody(description: Description): Entity | null {
    const { name, short, head, definite, attributes, class: bodyClass, gender } = description
    const isPlain = head !== null && head === name.toLowerCase()
    const found =
      byBodyName.get(key(name)) ??
      (short ? byBodyName.get(key(short)) : undefined) ??
      (/[^s]s$/.test(name) ? byBodyName.get(key(name.slice(0, -1))) : undefined)
    if (found) {
      if (short && !found.short && key(short) !== key(found.name)) found.short = short
      if (found.short && key(found.name) === key(found.short) && key(name) !== key(found.short)) {
        found.name = name
        if (head) found.heads.add(head)
      }
      byBodyName.set(key(name), found)
      if (short) byBodyName.set(key(short), found)
      if (gender) found.gender ??= gender
      return found
    }
    if (isPlain && definite === 'definite') {
      const earlier = byBody(description)
      if (earlier && earlier.length > 0) return earlier[earlier.length - 1]!
    }
    const entity = fresh(description, 'organisation')
    entity.named = definite !== 'indefinite'
    for (const attribute of attributes) entity.attributes.add(attribute)
    if (short && key(short) === key(name)) entity.short = null
    all.push(entity)
    if (head) {
      entity.heads.add(head)
      indexHead(head, entity)
    }
    if (bodyClass) {
      const list = byClass.get(bodyClass)
      if (list) list.push(entity)
      else byClass.set(bodyClass, [entity])
    }
    byBodyName.set(key(name), entity)
    if (short) byBodyName.set(key(short), entity)
    return entity
  }

  function addRole(description: Description): Entity | null {
    const { head, definite } = description
    if (!head) return null
    if (definite === 'definite') {
      const found = byRole(description)
      if (found && found.length > 0) return found[found.length - 1]!
    }
    const entity = fresh(description, 'role')
    entity.heads.add(head)
    for (const attribute of description.attributes) entity.attributes.add(attribute)
    all.push(entity)
    indexHead(head, entity)
    return entity
  }

  /** Whose head ends in `head`, or is its last part but for a letter or three. */
  function candidates(head: string): readonly Entity[] {
    const found = (bySuffix.get(head) ?? []).slice(-MAX_CANDIDATES)
    for (let cut = 1; cut <= 3 && head.length - cut >= MIN_SUFFIX; cut++)
      found.push(...(byHead.get(head.slice(cut)) ?? []).slice(-MAX_CANDIDATES))
    return found
  }

  function indexHead(head: string, entity: Entity): void {
    index(byHead, head, entity)
    for (let cut = Math.max(0, head.length - MAX_HEAD); head.length - cut >= MIN_SUFFIX; cut++)
      index(bySuffix, head.slice(cut), entity)
  }

  /** Persons whom "der Minister" can mean. */
  function byRole({ head, attributes, gender }: Description): readonly Entity[] | null {
    if (!head) return null
    const found: Entity[] = []
    for (const entity of candidates(head)) {
      if (entity.kind === 'organisation' || clash(entity.attributes, attributes)) continue
      if (gender && entity.gender && gender !== entity.gender) continue
      found.push(entity)
    }
    const persons = found.filter(({ kind }) => kind === 'person')
    return persons.length > 0 ? persons : found
  }

  /** Bodies that "die Behörde" can mean. */
  function byBody({ head, class: bodyClass }: Description): readonly Entity[] | null {
    if (!head) return null
    const found = (bySuffix.get(head) ?? [])
      .slice(-MAX_CANDIDATES)
      .filter(({ kind }) => kind === 'organisation')
    if (found.length === 0 && bodyClass && naming.isAnyBody(head))
      found.push(...(byClass.get(bodyClass) ?? []).slice(-MAX_CANDIDATES))
    return found
  }

  /** After all phrases are in: nothing to wait for any more. */
  function settle(): void {
    for (const entity of all) if (entity.same && !entity.same.class) entity.same.class = entity.class
  }
}

/** Endings that no name has. */
function isCommonNoun(word: string): boolean {
  return /^\p{Lu}\p{Ll}+(?:ung|ungen|heit|keit|schaft|tion|tionen|nis|nisse|stand|ergebnis|vorgabe[n]?)$/u.test(
    word,
  )
}

/** Shorter heads end too many words. */
const MIN_SUFFIX = 3
/** Longer heads are known by their last letters only. */
const MAX_HEAD = 40
/** Of many with one office, the latest: keeps the pass linear. */
const MAX_CANDIDATES = 24

/** Nouns for a body of any sort, which can name what was introduced by another word: "Organisation" for a "Bündnis". */
const ANY_BODY =
  /(?:organisation|gemeinschaft|union|bund|verband|vereinigung|bündnis|allianz|pakt|gruppe|rat|verein|initiative|liga|föderation|rat)$/

/**
 * "ein Militärbündnis …. Die Organisation … (OVKS) …": a body that is introduced without its name is the one whose name
 * and short form open one of the next sentences, if the nouns agree.
 */
function linkForwardNames(occurrences: readonly Occurrence[]): void {
  const waiting: Occurrence[] = []
  for (const occurrence of occurrences) {
    const { entity, sentence, opens } = occurrence
    if (entity.kind !== 'organisation') continue
    if (!entity.named && !entity.same) {
      waiting.push(occurrence)
      continue
    }
    if (!entity.short || !opens || waiting.length === 0) continue
    for (let i = waiting.length - 1; i >= 0; i--) {
      const earlier = waiting[i]!
      // A headline and the first sentence count as one step.
      if (sentence - earlier.sentence > FORWARD_SENTENCES) break
      if (earlier.entity.same || !agree(earlier.entity, entity)) continue
      earlier.entity.same = entity
      if (earlier.entity.gender && !entity.gender) entity.gender = earlier.entity.gender
    }
    waiting.length = 0
  }
}

const FORWARD_SENTENCES = 3

function agree(unnamed: Entity, named: Entity): boolean {
  for (const a of unnamed.heads)
    for (const b of named.heads)
      if (a.endsWith(b) || b.endsWith(a) || (ANY_BODY.test(a) && ANY_BODY.test(b))) return true
  return unnamed.class !== null && unnamed.class === named.class && named.heads.size > 0
}

function follow(entity: Entity): Entity {
  return entity.same ?? entity
}

function describe(entity: Entity): SpeakerIdentity {
  if (entity.kind === 'role' || entity.kind === 'text') {
    if (entity.of)
      return {
        kind: 'organisation',
        name: entity.of.name,
        ...(entity.office ? { office: entity.office } : {}),
        ...(entity.of.short && entity.of.short !== entity.of.name ? { short: entity.of.short } : {}),
      }
    return { kind: 'unnamed', name: entity.name }
  }
  const identity = { kind: entity.kind === 'person' ? 'named' : 'organisation', name: entity.name } as const
  if (entity.kind === 'person') return entity.office ? { ...identity, office: entity.office } : identity
  return entity.short && entity.short !== entity.name ? { ...identity, short: entity.short } : identity
}

function key(name: string): string {
  return name.toLowerCase()
}

function index(map: Map<string, Entity[]>, name: string, entity: Entity): void {
  const list = map.get(name)
  if (!list) map.set(name, [entity])
  else if (list[list.length - 1] !== entity && !list.slice(-MAX_CANDIDATES).includes(entity))
    list.push(entity)
}

function last(list: readonly Entity[] | undefined, fits: (entity: Entity) => boolean): Entity | null {
  if (!list) return null
  for (let i = list.length - 1; i >= Math.max(0, list.length - MAX_CANDIDATES); i--)
    if (fits(list[i]!)) return list[i]!
  return null
}

function sameGiven(a: string, b: string): boolean {
  const x = a.toLowerCase()
  const y = b.toLowerCase()
  return (
    x === y || x.startsWith(y) || y.startsWith(x) || (x[0] === y[0] && (a.endsWith('.') || b.endsWith('.')))
  )
}

function clash(known: ReadonlySet<string>, attributes: readonly string[]): boolean {
  return known.size > 0 && attributes.length > 0 && !attributes.some((attribute) => known.has(attribute))
}
