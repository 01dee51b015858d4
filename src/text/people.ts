/**
 * Nouns and names of persons and bodies: what a word is, which gender and
 * number, and its nominative. Compiled once from a language pack's lists;
 * a word is looked up by its longest known ending, so compounds need no entry.
 */
import { remembered } from './memory.js'

/** Masculine, feminine, neuter, plural. */
export type Gender = 'm' | 'f' | 'n' | 'p'

/** An office, profession or relation: "Minister". */
export interface OfficeNoun {
  readonly noun: string
  /** Feminine; without it *-in* is added. */
  readonly feminine?: string
  /** Plural; without it the regular one. */
  readonly plural?: string
}

/** What a body is, so that "die Behörde" can mean an office and not a club. */
export type BodyClass =
  | 'agency'
  | 'body'
  | 'club'
  | 'company'
  | 'court'
  | 'government'
  | 'media'
  | 'military'
  | 'parliament'
  | 'party'
  | 'police'

/** A noun that stands for an organisation: *Ministerium*. */
export interface OrganisationNoun {
  readonly noun: string
  readonly gender: Gender
  readonly class: BodyClass
  readonly plural?: string
}

/** A word before a name: "Frau", "Dr". */
export interface Title {
  readonly word: string
  readonly gender?: 'm' | 'f'
}

/** What a language pack knows about people and bodies. */
export interface PeopleData {
  readonly offices: readonly OfficeNoun[]
  /** Nouns that inflect like adjectives, in their weak form: "Vorsitzende". */
  readonly adjectivalOffices: readonly string[]
  readonly organisations: readonly OrganisationNoun[]
  /** Plurals of speakers whom nobody can be held to: "Augenzeugen". */
  readonly unnamed: readonly string[]
  /** Texts that say something: "Bericht". */
  readonly texts: readonly string[]
  /** Words between a speaker and *laut* or *nach*, in all forms: "Angaben". */
  readonly sourceNouns: readonly string[]
  /** Nouns that take up any person again: "der Politiker". */
  readonly genericPersons: readonly string[]
  readonly titles: readonly Title[]
  /** Lower-case parts of names: "von", "al". */
  readonly particles: readonly string[]
  /** Lower-case words that are no part of a name though they open a sentence: "als". */
  readonly functionWords: readonly string[]
  /** Places that stand for their government: "Moskau". */
  readonly places: readonly string[]
  readonly maleNames: readonly string[]
  readonly femaleNames: readonly string[]
}

/** What a noun says of whom it names; `text` for what somebody has written (*Bericht*). */
export type NounKind = 'office' | 'adjectival' | 'organisation' | 'unnamed' | 'text'

/** What a form of a noun can be. */
export interface NounForm {
  readonly kind: NounKind
  readonly gender: Gender
  /** `either` for forms that are singular and plural ("Sprecher", "Präsidenten"). */
  readonly number: 'singular' | 'plural' | 'either'
  /** Letters to drop from the form, and to add, for the nominative singular; for the nominative plural. */
  readonly singular: readonly [number, string]
  readonly plural: readonly [number, string]
  readonly class: BodyClass | null
}

/** The compiled lists. */
export interface People {
  /** The longest known noun that the word is or ends in. */
  readonly noun: (word: string) => NounForm | null
  /** Gender that a given name tells, if it is known. */
  readonly givenName: (word: string) => 'm' | 'f' | null
  readonly title: (word: string) => Title | null
  readonly isParticle: (word: string) => boolean
  readonly isFunctionWord: (lower: string) => boolean
  readonly isPlace: (word: string) => boolean
  readonly isSourceNoun: (word: string) => boolean
  readonly isGeneric: (word: string) => boolean
}

/** Shorter endings are too often part of other words. */
const MIN_ENDING = 3
/** No noun of the lists is longer. */
const MAX_ENDING = 40

/** Masculine nouns with *-en* in all cases but the nominative. */
const WEAK = /(?:e|ent|ant|ist|yst|at|ot|ekt|arch|oph|af|aut|eut|ell)$/

/** Compiles the lists of a pack. */
export function createPeople(data: PeopleData): People {
  const nouns = new Map<string, NounForm>()
  const put = (
    form: string,
    value: Omit<NounForm, 'singular' | 'plural'>,
    bases: readonly [string, string],
  ): void => {
    const key = form.toLowerCase()
    const known = nouns.get(key)
    if (known && known.number !== value.number && known.kind === value.kind && known.gender === value.gender)
      nouns.set(key, { ...known, number: 'either' })
    else if (!known)
      nouns.set(key, { ...value, singular: change(form, bases[0]), plural: change(form, bases[1]) })
  }

  for (const { noun, feminine, plural } of data.offices) {
    const weak = !plural && WEAK.test(noun)
    const many =
      plural ??
      (weak ? noun + (noun.endsWith('e') ? 'n' : 'en') : /(?:er|en|el)$/.test(noun) ? noun : noun + 'e')
    const woman = feminine ?? noun.replace(/e$/, '') + 'in'
    const one = { kind: 'office', gender: 'm', number: 'singular', class: null } as const
    put(noun, one, [noun, many])
    if (weak) put(many, { ...one, number: 'either' }, [noun, many])
    else {
      put(noun + 's', one, [noun, many])
      put(noun + 'es', one, [noun, many])
      put(many, { ...one, number: 'plural' }, [noun, many])
    }
    if (!/[ns]$/.test(many)) put(many + 'n', { ...one, number: 'plural' }, [noun, many])
    put(woman, { ...one, gender: 'f' }, [woman, woman + 'nen'])
    put(woman + 'nen', { ...one, gender: 'f', number: 'plural' }, [woman, woman + 'nen'])
  }
  for (const noun of data.adjectivalOffices) {
    const value = { kind: 'adjectival', gender: 'm', number: 'either', class: null } as const
    for (const ending of ['', 'n', 'r', 'm', 's']) put(noun + ending, value, [noun, noun])
  }
  for (const { noun, gender, class: bodyClass, plural = noun } of data.organisations) {
    const one = { kind: 'organisation', gender, number: 'singular', class: bodyClass } as const
    put(noun, one, [noun, plural])
    if (gender === 'm' || gender === 'n') {
      put(noun + 's', one, [noun, plural])
      put(noun + 'es', one, [noun, plural])
    }
    const many = { ...one, gender: 'p', number: 'plural' } as const
    put(plural, many, [noun, plural])
    if (!/[ns]$/.test(plural)) put(plural + 'n', many, [noun, plural])
  }
  for (const noun of data.texts) {
    const gender = noun.endsWith('e') || /(?:ung|age|ik|tion|ose|ichte)$/.test(noun) ? 'f' : 'm'
    const value = { kind: 'text', gender, number: 'singular', class: null } as const
    const plural = noun.endsWith('e') ? noun + 'n' : /ung$/.test(noun) ? noun + 'en' : noun + 'e'
    put(noun, value, [noun, plural])
    put(noun + 's', value, [noun, plural])
    put(noun + 'es', value, [noun, plural])
    put(plural, { ...value, number: 'plural' }, [noun, plural])
    if (!plural.endsWith('n')) put(plural + 'n', { ...value, number: 'plural' }, [noun, plural])
  }

  for (const noun of data.unnamed) {
    const value = { kind: 'unnamed', gender: 'p', number: 'plural', class: null } as const
    put(noun, value, [noun, noun])
    if (!/[ns]$/.test(noun)) put(noun + 'n', value, [noun, noun])
  }

  const given = new Map<string, 'm' | 'f'>()
  for (const name of data.femaleNames) given.set(name, 'f')
  for (const name of data.maleNames) given.set(name, 'm')
  const titles = new Map(data.titles.map((title) => [title.word, title]))
  const particles = new Set(data.particles)
  const functionWords = new Set(data.functionWords)
  const places = new Set(data.places)
  const sourceNouns = new Set(data.sourceNouns)
  const generic = new Set(data.genericPersons.map((noun) => noun.toLowerCase()))

  const search = (word: string): NounForm | null => {
    const lower = word.toLowerCase()
    for (let cut = Math.max(0, lower.length - MAX_ENDING); cut <= lower.length - MIN_ENDING; cut++) {
      const found = nouns.get(cut === 0 ? lower : lower.slice(cut))
      if (found) return found
    }
    return null
  }

  return {
    noun: remembered(search),
    givenName(word) {
      const known = given.get(word)
      if (known) return known
      const hyphen = word.indexOf('-')
      return hyphen > 0 ? (given.get(word.slice(0, hyphen)) ?? null) : null
    },
    title: (word) => titles.get(word) ?? null,
    isParticle: (word) => particles.has(word),
    isFunctionWord: (lower) => functionWords.has(lower),
    isPlace: (word) => places.has(word),
    isSourceNoun: (word) => sourceNouns.has(word),
    isGeneric(word) {
      const lower = word.toLowerCase()
      for (let cut = Math.max(0, lower.length - MAX_ENDING); cut <= lower.length - 4; cut++)
        if (generic.has(lower.slice(cut)) && (cut === 0 || lower[cut - 1] === '-')) return true
      return false
    },
  }
}

/** Makes `word` the base its form stands for, keeping what comes before a known ending. */
export function rebuild(word: string, [drop, add]: readonly [number, string]): string {
  const kept = drop > 0 ? word.slice(0, -drop) : word
  return kept && !kept.endsWith('-') ? kept + add.toLowerCase() : kept + add
}

function change(form: string, base: string): readonly [number, string] {
  const a = form.toLowerCase()
  const b = base.toLowerCase()
  let same = 0
  while (same < a.length && same < b.length && a[same] === b[same]) same++
  return [a.length - same, base.slice(same)]
}
