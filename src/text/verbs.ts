/**
 * Verb forms: which verb a form belongs to, and what it can be.
 *
 * A lexicon of 8,400 verbs has 200,000 forms, so none is listed. The data give
 * stems grouped by paradigm (a paradigm lists endings with what each can be),
 * and per stem the separable prefixes it takes. A lookup tries every cut of the
 * word into prefix, stem and ending: a handful of map reads, no growth with the
 * number of forms. The index over the stems is built on first use.
 */
import { remembered } from './memory.js'

/** Present indicative. */
export const PRESENT = 1
/** Präteritum, indicative. */
export const PAST = 2
/** Konjunktiv I. */
export const KONJ1 = 4
/** Konjunktiv II. */
export const KONJ2 = 8
/** "angekündigt". */
export const PARTICIPLE2 = 16
/** "ankündigend". */
export const PARTICIPLE1 = 32
/** "ankündigen". */
export const INFINITIVE = 64
/** Infinitive with *zu* inside: "anzukündigen". */
export const ZU_INFINITIVE = 128
/** "kündige". */
export const IMPERATIVE = 256
/** Third person singular. */
export const SINGULAR3 = 512
/** Third person plural. */
export const PLURAL3 = 1024
/** First or second person. */
export const OTHER_PERSON = 2048

/** One reading of a form. */
export interface VerbForm {
  /** The infinitive, prefix included: "ankündigen". */
  readonly lemma: string
  /**
   * Separable prefix that must stand apart in the sentence for this reading
   * ("kündigte" → "an"); `null` when nothing stands apart, joined forms included.
   */
  readonly prefix: string | null
  /**
   * Bits of the constants above. Every mood in the set goes with every person in it: a form
   * whose moods differ by person ("habe": Konjunktiv for *er*, indicative too for *ich*) has
   * one reading for each.
   */
  readonly forms: number
}

/** One class of verbs that inflect alike. */
export interface Paradigm {
  /** `ending` `bits in base 36`, separated by commas; the bits are those of `SLOTS`, a leading `+` stands for *ge* before the stem. */
  readonly endings: string
  /**
   * Stems in order, each written as: a digit (letters shared with the stem before), the rest of
   * the stem, `!` if the verb exists only with a prefix, then its prefixes as capital letters.
   */
  readonly stems: string
}

/** What a language pack brings along: see `Paradigm`. */
export interface VerbData {
  /** Separable prefixes, the most frequent first: the first 16 are written `A` to `P`, the others as two letters, `QA` to `ZZ`. */
  readonly prefixes: readonly string[]
  readonly paradigms: readonly Paradigm[]
  /** Forms that are far more often another part of speech ("eine", "lange"): never taken as clear Konjunktiv. */
  readonly homographs: readonly string[]
}

/** Answers what a word can be as a verb. */
export interface VerbLexicon {
  /**
   * All readings of a form, empty for a word that is no verb form. Case-sensitive, but a capital
   * first letter falls back to the small one. Equal input gives the same array.
   */
  lookup(form: string): readonly VerbForm[]
  /**
   * Whether a form is Konjunktiv by its looks: some reading is Konjunktiv in the third person,
   * and no verb has it as indicative of the same number. "sei", "habe", "käme", "seien" are;
   * "machte", "gingen", "haben" are not. Indicative of the first person ("ich habe") does not count.
   */
  isStrictKonjunktiv(form: string): boolean
}

/**
 * The bits of an ending in `Paradigm`: four moods (present, past, Konjunktiv I and II) times third
 * person singular, third person plural, other persons; then infinitive, participles I and II, imperative.
 */
export const SLOTS = {
  /** Bit of a finite form: mood 0 to 3 in the order above, person 0 to 2. */
  finite: (mood: number, person: number): number => 1 << (mood * 3 + person),
  infinitive: 1 << 12,
  participle1: 1 << 13,
  participle2: 1 << 14,
  imperative: 1 << 15,
} as const

const MOODS = [PRESENT, PAST, KONJ1, KONJ2]
const PERSONS = [SINGULAR3, PLURAL3, OTHER_PERSON]
const FINITE_SLOTS = (1 << 12) - 1

/** Two letters code a prefix from this place in the list on. */
const ONE_LETTER_PREFIXES = 16

/** No verb form is longer, so what is longer need not be cut up. */
const LONGEST_FORM = 48
const NO_FORMS: readonly VerbForm[] = []

/** Makes a lexicon; costs nothing until the first lookup. */
export function createVerbLexicon(data: VerbData): VerbLexicon {
  let index: Index | null = null

  const read = remembered((form): readonly VerbForm[] => {
    index ??= buildIndex(data)
    let readings: readonly VerbForm[] = readForm(index, form)
    if (readings.length === 0) {
      const lower = form.charAt(0).toLowerCase() + form.slice(1)
      if (lower !== form) readings = readForm(index, lower)
    }
    return readings
  })
  const lookup = (form: string): readonly VerbForm[] => (form.length > LONGEST_FORM ? NO_FORMS : read(form))

  function isStrictKonjunktiv(form: string): boolean {
    let konjunktiv = 0
    let indicative = 0
    for (const { forms } of lookup(form)) {
      const persons = forms & (SINGULAR3 | PLURAL3)
      if (forms & (KONJ1 | KONJ2)) konjunktiv |= persons
      if (forms & (PRESENT | PAST)) indicative |= persons
    }
    if ((konjunktiv & ~indicative) === 0) return false
    return !data.homographs.includes(form.toLowerCase())
  }

  return { lookup, isStrictKonjunktiv }
}

interface Stem {
  readonly infinitive: string
  readonly endings: Endings
  /** Exists without a prefix. */
  readonly alone: boolean
  /** Its separable prefixes as letters. */
  readonly codes: string
}

/** What an ending can be, by whether *ge* stands before the stem. */
interface Endings {
  readonly plain: Map<string, number>
  readonly withGe: Map<string, number>
}

/**
 * The stems as a tree of letters: a word is read letter by letter and left as soon as no stem
 * goes on like it, which for most words that are no verbs is after three or four.
 */
interface StemTree {
  /** From a node (times `CODES`) and a code unit to the next node. */
  readonly edges: Map<number, number>
  /** Stems that end at a node. */
  readonly stems: (Stem[] | undefined)[]
}

const CODES = 0x10000

interface Index {
  readonly tree: StemTree
  readonly prefixes: readonly string[]
  /** Letters of a prefix. */
  readonly codeOf: ReadonlyMap<string, string>
  readonly longestPrefix: number
}

function buildIndex(data: VerbData): Index {
  const tree: StemTree = { edges: new Map(), stems: [undefined] }
  for (const paradigm of data.paradigms) {
    const endings: Endings = { plain: new Map(), withGe: new Map() }
    let infinitiveEnding = ''
    for (const item of paradigm.endings.split(',')) {
      const cut = item.search(/[0-9A-Z]/)
      const ending = item.slice(0, cut)
      const slots = parseInt(item.slice(cut), 36)
      if (ending.startsWith('+')) endings.withGe.set(ending.slice(1), slots)
      else endings.plain.set(ending, slots)
      if (slots & SLOTS.infinitive) infinitiveEnding = ending
    }
    const entry = /(\d)([^\dA-Z!]*)(!?)([A-Z]*)/g
    let text = ''
    for (let match = entry.exec(paradigm.stems); match; match = entry.exec(paradigm.stems)) {
      const [, shared, rest, mark, codes = ''] = match
      text = text.slice(0, Number(shared)) + rest
      addStem(tree, text, { infinitive: text + infinitiveEnding, endings, alone: mark === '', codes })
    }
  }
  return {
    tree,
    prefixes: data.prefixes,
    codeOf: new Map(data.prefixes.map((prefix, place) => [prefix, encodePrefix(place)])),
    longestPrefix: Math.max(0, ...data.prefixes.map((prefix) => prefix.length)),
  }
}

function addStem({ edges, stems }: StemTree, text: string, stem: Stem): void {
  let node = 0
  for (let at = 0; at < text.length; at++) {
    const edge = node * CODES + text.charCodeAt(at)
    let next = edges.get(edge)
    if (next === undefined) {
      next = stems.length
      edges.set(edge, next)
      stems.push(undefined)
    }
    node = next
  }
  const same = stems[node]
  if (same) same.push(stem)
  else stems[node] = [stem]
}

const NO_PREFIXES: readonly string[] = []

function decodePrefixes(codes: string, all: readonly string[]): readonly string[] {
  if (codes === '') return NO_PREFIXES
  const found: string[] = []
  for (let at = 0; at < codes.length; at++) {
    let place = codes.charCodeAt(at) - 65
    if (place >= ONE_LETTER_PREFIXES) {
      at++
      place = ONE_LETTER_PREFIXES + (place - ONE_LETTER_PREFIXES) * 26 + codes.charCodeAt(at) - 65
    }
    const prefix = all[place]
    if (prefix !== undefined) found.push(prefix)
  }
  return found
}

function hasCode(codes: string, code: string): boolean {
  for (let at = 0; at < codes.length;) {
    const length = codes.charCodeAt(at) - 65 >= ONE_LETTER_PREFIXES ? 2 : 1
    if (length === code.length && codes.startsWith(code, at)) return true
    at += length
  }
  return false
}

/** The letters that stand for the prefix at `place` in the list. */
export function encodePrefix(place: number): string {
  if (place < ONE_LETTER_PREFIXES) return String.fromCharCode(65 + place)
  const rest = place - ONE_LETTER_PREFIXES
  return String.fromCharCode(65 + ONE_LETTER_PREFIXES + Math.floor(rest / 26), 65 + (rest % 26))
}

function readForm(index: Index, form: string): VerbForm[] {
  const readings: VerbForm[] = []
  visitStems(index.tree, form, 0, (stem, slots) => {
    if (stem.alone) addReadings(readings, { lemma: stem.infinitive, prefix: null, slots })
    const apart = slots & (FINITE_SLOTS | SLOTS.imperative)
    if (!apart) return
    for (const prefix of decodePrefixes(stem.codes, index.prefixes))
      addReadings(readings, { lemma: prefix + stem.infinitive, prefix, slots: apart })
  })
  for (let cut = 2; cut <= index.longestPrefix && cut < form.length - 1; cut++) {
    const prefix = form.slice(0, cut)
    const code = index.codeOf.get(prefix)
    if (code === undefined) continue
    visitStems(index.tree, form, cut, (stem, slots) => {
      if (hasCode(stem.codes, code))
        addReadings(readings, {
          lemma: prefix + stem.infinitive,
          prefix: null,
          slots: slots & ~SLOTS.imperative,
        })
    })
    if (!form.startsWith('zu', cut)) continue
    visitStems(index.tree, form, cut + 2, (stem, slots) => {
      if (slots & SLOTS.infinitive && hasCode(stem.codes, code))
        addOnce(readings, { lemma: prefix + stem.infinitive, prefix: null, forms: ZU_INFINITIVE })
    })
  }
  return readings
}

type Visit = (stem: Stem, slots: number) => void

/** Every stem of which `form` from `start` on is a form, with what it can be. */
function visitStems(tree: StemTree, form: string, start: number, visit: Visit): void {
  walk(tree, form, start, 'plain', visit)
  if (form.startsWith('ge', start)) walk(tree, form, start + 2, 'withGe', visit)
}

function walk(
  { edges, stems }: StemTree,
  form: string,
  start: number,
  way: keyof Endings,
  visit: Visit,
): void {
  let node = 0
  for (let at = start; ; at++) {
    const here = stems[node]
    if (here) {
      const ending = form.slice(at)
      for (const stem of here) {
        const slots = stem.endings[way].get(ending)
        if (slots) visit(stem, slots)
      }
    }
    if (at === form.length) return
    const next = edges.get(node * CODES + form.charCodeAt(at))
    if (next === undefined) return
    node = next
  }
}

/** Adds what the slots say, one reading for persons that share their moods. */
function addReadings(
  readings: VerbForm[],
  { lemma, prefix, slots }: { lemma: string; prefix: string | null; slots: number },
): void {
  const personsByMoods = new Map<number, number>()
  PERSONS.forEach((personBit, person) => {
    let moods = 0
    MOODS.forEach((moodBit, mood) => {
      if (slots & SLOTS.finite(mood, person)) moods |= moodBit
    })
    if (moods) personsByMoods.set(moods, (personsByMoods.get(moods) ?? 0) | personBit)
  })
  for (const [moods, persons] of personsByMoods) addOnce(readings, { lemma, prefix, forms: moods | persons })
  let rest = 0
  if (slots & SLOTS.infinitive) rest |= INFINITIVE
  if (slots & SLOTS.participle1) rest |= PARTICIPLE1
  if (slots & SLOTS.participle2) rest |= PARTICIPLE2
  if (slots & SLOTS.imperative) rest |= IMPERATIVE
  if (rest) addOnce(readings, { lemma, prefix, forms: rest })
}

function addOnce(readings: VerbForm[], reading: VerbForm): void {
  const { lemma, prefix, forms } = reading
  const there = readings.some(
    (other) => other.lemma === lemma && other.prefix === prefix && other.forms === forms,
  )
  if (!there) readings.push(reading)
}
