/**
 * Noun phrases that name a person or a body: article, attributes, head,
 * genitive and prepositional attributes, name, apposition. One reader serves
 * running text, where a phrase ends by its grammar, and mentions, whose ends
 * are given. It looks ahead a bounded number of words, so reading is linear.
 */
import { rebuild, type BodyClass, type Gender, type NounForm, type People } from './people.js'
import type { TextRange } from './statement.js'
import type { Token } from './tokens.js'

/** What a phrase says about whom it means. Offsets are those of the tokens it was read from. */
export interface Description extends TextRange {
  readonly type: 'person' | 'organisation' | 'role' | 'group' | 'text'
  readonly given: string | null
  readonly family: string | null
  /** Organisation's own name, or the nominative of a phrase that has no name. */
  readonly name: string
  readonly short: string | null
  /** Office in nominative, without article: "armenischer Regierungschef". */
  readonly office: string | null
  /** Head noun in nominative, lower case: "regierungschef". */
  readonly head: string | null
  /** What narrows the head, lower case: adjectives' stems and capital words behind it. */
  readonly attributes: readonly string[]
  readonly gender: Gender | null
  readonly class: BodyClass | null
  readonly definite: 'definite' | 'indefinite' | 'bare'
  /** The body in a phrase for a person without a name: "ein Sprecher des Ministeriums". */
  readonly of: Description | null
  /** In running text: right behind a preposition or genitive article. */
  readonly oblique: boolean
  /** A lone capital word in running text: a person only if the article has one of that name. */
  readonly weak: boolean
}

/** Where to read a phrase that names somebody. */
export interface PhraseOptions {
  readonly people: People
  readonly text: string
  readonly tokens: readonly Token[]
  /** First token, and the one behind the last that may be read. */
  readonly from: number
  readonly to: number
  /** The range is a mention: everything in it belongs to the phrase. */
  readonly whole: boolean
}

/** Whom a phrase names, and where it ends. */
export interface PhraseResult {
  readonly description: Description
  /** Token behind the phrase. */
  readonly next: number
}

const DEFINITE: ReadonlySet<string> = new Set(['der', 'die', 'das', 'dem', 'den', 'des'])
const DEMONSTRATIVE: ReadonlySet<string> = new Set([
  'diese',
  'dieser',
  'dieses',
  'diesem',
  'diesen',
  'jene',
  'jener',
  'jenes',
  'jenem',
  'jenen',
])
const INDEFINITE: ReadonlySet<string> = new Set([
  'ein',
  'eine',
  'einer',
  'eines',
  'einem',
  'einen',
  'kein',
  'keine',
  'keiner',
  'keines',
  'keinem',
  'keinen',
])
const POSSESSIVE: ReadonlySet<string> = new Set([
  'mein',
  'meine',
  'meiner',
  'meines',
  'meinem',
  'meinen',
  'dein',
  'deine',
  'deiner',
  'deines',
  'deinem',
  'deinen',
  'sein',
  'seine',
  'seiner',
  'seines',
  'seinem',
  'seinen',
  'ihr',
  'ihre',
  'ihrer',
  'ihres',
  'ihrem',
  'ihren',
  'unser',
  'unsere',
  'unserer',
  'unseres',
  'unserem',
  'unseren',
])
const QUANTIFIER: ReadonlySet<string> = new Set([
  'mehrere',
  'mehreren',
  'mehrerer',
  'einige',
  'einigen',
  'einiger',
  'viele',
  'vielen',
  'vieler',
  'zahlreiche',
  'zahlreichen',
  'zahlreicher',
  'wenige',
  'wenigen',
  'weniger',
  'manche',
  'manchen',
  'mancher',
  'etliche',
  'etlichen',
  'etlicher',
  'diverse',
  'diversen',
  'diverser',
  'verschiedene',
  'verschiedenen',
  'verschiedener',
  'weitere',
  'weiteren',
  'weiterer',
  'andere',
  'anderen',
  'anderer',
  'alle',
  'allen',
  'aller',
  'beide',
  'beiden',
  'beider',
  'zwei',
  'drei',
  'vier',
  'fünf',
  'sechs',
  'sieben',
  'acht',
  'neun',
  'zehn',
  'elf',
  'zwölf',
  'hunderte',
  'tausende',
  'hundert',
  'tausend',
])
const ADJECTIVE = /^[a-zäöüß][a-zäöüß-]{2,}e[nrsm]?$/
const CAPITAL_ADJECTIVE = /^\p{Lu}[\p{L}-]{2,}e[nrsm]?$/u
const ADJECTIVE_ENDING = /e[nrsm]?$/
const GENITIVE_ARTICLE: ReadonlySet<string> = new Set([
  'des',
  'der',
  'eines',
  'einer',
  'seiner',
  'seines',
  'ihrer',
  'ihres',
  'dieser',
  'dieses',
  'unserer',
  'unseres',
])
const PREPOSITION: ReadonlySet<string> = new Set([
  'von',
  'vom',
  'für',
  'in',
  'im',
  'am',
  'an',
  'beim',
  'bei',
  'aus',
  'auf',
  'zur',
  'zum',
  'gegen',
  'über',
  'mit',
  'zu',
  'ohne',
  'unter',
  'nach',
  'um',
  'gegenüber',
])
/** Prepositions whose attribute belongs to a name or office even in running text: "Minister für Verkehr". */
const CLOSE_PREPOSITION: ReadonlySet<string> = new Set([
  'von',
  'vom',
  'für',
  'über',
  'gegen',
  'ohne',
  'beim',
  'bei',
])
const BODY_PREPOSITION: ReadonlySet<string> = new Set(['für', 'über'])
const DASH = /^[-–—]$/
const QUOTE_OPEN = /^[„“"»«‚‘']$/
const QUOTE_CLOSE = /^[“”"«»‘’']$/
const ACRONYM = /^(?:\p{Lu}[\p{Lu}\d&/-]+s?|\p{Lu}\p{Ll}?\p{Lu}[\p{L}\d]*)$/u
/** Bodies that are called by a name of their own behind the noun: "die Fluggesellschaft Ryanair". */
const PROPER_NAME_CLASSES = /^(?:company|media|club|party)$/
const SHORT_FORM = /^[\p{Lu}\d][\p{L}\d&/-]{1,14}(?: [\p{Lu}\d][\p{L}\d]{1,14})?$/u
const COMPANY_FORM = /^(?:AG|GmbH|SE|KG|Inc|Ltd|Corp|Group|Holding|LLC|plc|S\.A|e\.V)$/
/** Particles that a name can begin with. */
const LEADING_PARTICLE = /^(?:von|van|de|di|da|del|della|ten|ter|la|le|du|abu|al|el|bin|ibn|zu)$/
const TIME: ReadonlySet<string> = new Set(
  [
    'Montag',
    'Dienstag',
    'Mittwoch',
    'Donnerstag',
    'Freitag',
    'Samstag',
    'Sonnabend',
    'Sonntag',
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
    'Morgen',
    'Mittag',
    'Abend',
    'Nacht',
    'Vormittag',
    'Nachmittag',
    'Woche',
    'Monat',
    'Jahr',
    'Ende',
    'Anfang',
    'Mitte',
    'Uhr',
    'Tag',
    'Prozent',
    'Euro',
    'Dollar',
    'Millionen',
    'Milliarden',
  ].flatMap((word) => [word, `${word}s`]),
)
/** Bounds what one phrase can look at. */
const MAX_WORDS = 40
const MAX_ATTRIBUTE = 16

/** Stem of an adjective: "armenische" → "armenisch". */
export function adjectiveStem(word: string): string {
  return word.replace(ADJECTIVE_ENDING, '')
}

const STRONG: Readonly<Record<Gender, string>> = { m: 'er', f: 'e', n: 'es', p: 'e' }

/** An adjective in the nominative as it stands without an article: "armenischer". */
export function decline(word: string, gender: Gender): string {
  return ADJECTIVE_ENDING.test(word) ? adjectiveStem(word) + STRONG[gender] : word
}

/** Whether a word can only be an acronym: "OVKS", "GdP". */
export function isAcronym(word: string): boolean {
  return ACRONYM.test(word)
}

interface Name {
  readonly next: number
  readonly given: string | null
  readonly family: string | null
  readonly gender: 'm' | 'f' | null
  readonly count: number
}

/** Reads the phrase that begins at `from`; `null` if there is none that could speak. */
export function readPhrase(options: PhraseOptions): PhraseResult | null {
  const { people, text, tokens, whole } = options
  const to = Math.min(options.to, options.from + MAX_WORDS)
  const first = options.from < to ? tokens[options.from] : undefined
  if (!first) return null

  const r: Reader = {
    people,
    text,
    tokens,
    from: options.from,
    to,
    whole,
    first,
    article: '',
    definite: 'bare',
    plural: false,
    adjectives: [],
    titleGender: null,
    hasTitle: false,
  }
  const { adjectives } = r
  let i = options.from
  for (let t = at(r, i); t; t = at(r, i)) {
    if (DEFINITE.has(t.lower) || DEMONSTRATIVE.has(t.lower) || POSSESSIVE.has(t.lower)) {
      r.definite = 'definite'
      r.article = t.lower
    } else if (INDEFINITE.has(t.lower)) {
      r.definite = 'indefinite'
      r.article = t.lower
    } else if (
      QUANTIFIER.has(t.lower) ||
      (t.number && r.article !== 'der' && !at(r, i + 1)?.number && i === options.from)
    ) {
      if (r.definite === 'bare') r.definite = 'indefinite'
      r.plural = true
    } else break
    i++
    if (i - options.from > 3) break
  }

  // A quoted name: „Süddeutsche Zeitung“.
  const opening = at(r, i)
  if (opening && QUOTE_OPEN.test(opening.text)) {
    let close = i + 1
    while (close < to && close - i < 8 && !QUOTE_CLOSE.test(tokens[close]!.text)) close++
    const after = at(r, close)
    if (after && close > i + 1 && at(r, i + 1)?.capital) {
      const name = text.slice(tokens[i + 1]!.start, tokens[close - 1]!.end)
      const info = people.noun(tokens[close - 1]!.text)
      return done(r, close + 1, {
        type: 'organisation',
        name,
        class: info?.class ?? 'media',
        gender: info?.kind === 'organisation' ? info.gender : null,
        head: info?.kind === 'organisation' ? tokens[close - 1]!.lower : null,
      })
    }
    return null
  }

  const behindAttribute = skipLongAttribute(r, i)
  if (behindAttribute > i && r.definite === 'bare') r.definite = 'indefinite'
  i = behindAttribute
  while (i < to && at(r, i + 1)) {
    const t = tokens[i]!
    if (!t.word) {
      // A comma between adjectives: "der neue, umstrittene Minister".
      if (t.text === ',' && adjectives.length > 0 && ADJECTIVE.test(tokens[i + 1]!.text)) {
        i++
        continue
      }
      break
    }
    if (
      !t.capital &&
      ADJECTIVE.test(t.text) &&
      !GENITIVE_ARTICLE.has(t.lower) &&
      !people.isFunctionWord(t.lower)
    )
      adjectives.push(t.text)
    else if (t.capital && isCapitalAdjective(r, i)) adjectives.push(t.text)
    else if (t.number && adjectives.length === 0 && r.definite !== 'bare')
      r.plural ||= !/jähr/.test(tokens[i + 1]!.text)
    else if ((t.lower === 'und' || t.lower === 'sehr' || t.lower === 'noch') && adjectives.length > 0)
      adjectives.push(t.text)
    else break
    i++
  }
  while (adjectives.length > 0 && !ADJECTIVE_ENDING.test(adjectives[adjectives.length - 1]!)) adjectives.pop()

  // Titles: "Herr Müller", "Dr. Meier".
  const titleStart = i
  for (let title = titleAt(r, i); title; title = titleAt(r, i)) {
    r.titleGender ??= title.gender ?? null
    i++
    if (at(r, i)?.text === '.') i++
  }
  r.hasTitle = i > titleStart

  const head = at(r, i)
  if (head && /^\d+-[Jj]ährige[nrm]?$/.test(head.text)) return readAge(r, i)
  if (!head || (!head.capital && !(r.hasTitle && people.isParticle(head.lower)) && !isNameWord(r, i)))
    return null
  if (TIME.has(head.text) && !r.hasTitle) return null
  if (!whole && people.isFunctionWord(head.lower)) return null

  const info = r.hasTitle ? null : people.noun(head.text)
  let ownedAt = i + 1
  while (
    ownedAt - i < 3 &&
    at(r, ownedAt) &&
    !at(r, ownedAt)!.capital &&
    ADJECTIVE.test(at(r, ownedAt)!.text)
  )
    ownedAt++
  const next = at(r, ownedAt)

  // "Frankreichs Staatspräsident Nicolas Sarkozy": the owner first.
  if (
    r.definite === 'bare' &&
    adjectives.length === 0 &&
    /[^s]s$/.test(head.text) &&
    next?.capital &&
    !info
  ) {
    const owned = people.noun(next.text)
    if (owned && (owned.kind === 'office' || owned.kind === 'adjectival' || owned.kind === 'organisation')) {
      const owner = head.text.slice(0, -1)
      const inner = readPhrase({ people, text, tokens, from: i + 1, to, whole })
      if (inner) {
        const { description } = inner
        if (people.isPlace(owner) || owned.kind !== 'organisation')
          return {
            next: inner.next,
            description: {
              ...description,
              start: first.start,
              definite: 'definite',
              office:
                description.office && owned.kind !== 'organisation'
                  ? `${description.office} ${head.text}`
                  : description.office,
              name:
                owned.kind === 'organisation' && description.type === 'organisation'
                  ? `${description.name} ${head.text}`
                  : description.name,
              attributes: [...description.attributes, owner.toLowerCase()],
            },
          }
      }
    }
  }

  const guess = info ? null : guessOffice(r, i)
  if (guess) return readNoun(r, i, guess)
  if (info && !(info.kind !== 'organisation' && people.givenName(head.text)) && !startsKnownName(r, i))
    return readNoun(r, i, info)
  return readBare(r, i)
}

/** The phrase being read: what was passed in, and what the words before its head have told. */
interface Reader extends PhraseOptions {
  /** Token that reading stops before. */
  readonly to: number
  readonly first: Token
  article: string
  definite: Description['definite']
  plural: boolean
  readonly adjectives: string[]
  titleGender: 'm' | 'f' | null
  hasTitle: boolean
}

function at({ tokens, to }: Reader, i: number): Token | undefined {
  return i < to ? tokens[i] : undefined
}

function done(
  r: Reader,
  end: number,
  parts: Partial<Description> & Pick<Description, 'type' | 'name'>,
): PhraseResult {
  const { tokens, article, definite, adjectives, first } = r
  const last = tokens[end - 1] ?? first!
  const before = tokens[r.from - 1]
  return {
    next: end,
    description: {
      start: first!.start,
      end: last.end,
      given: null,
      family: null,
      short: null,
      office: null,
      head: null,
      attributes: adjectives.map((word) => adjectiveStem(word).toLowerCase()),
      gender: null,
      class: null,
      definite,
      of: null,
      weak: false,
      oblique:
        /^(?:dem|den|des|einem|einen|eines)$/.test(article) ||
        (before !== undefined && (PREPOSITION.has(before.lower) || /^(?:laut|zufolge)$/.test(before.lower))),
      ...parts,
    },
  }
}

/** Passes over "für … zuständige", "von … geführtes", "1995 gegründete": what ends in an adjective that agrees with the article. */
function skipLongAttribute(r: Reader, start: number): number {
  const { tokens, to, article, definite } = r
  const t = at(r, start)
  if (!t || t.capital || !t.word) {
    if (!(t && start === r.from && PREPOSITION.has(t.lower))) return start
  }
  const isPreposition = PREPOSITION.has(t.lower)
  const isAdjective = ADJECTIVE.test(t.text)
  if (definite === 'bare' && !(isPreposition && t.capital)) return start
  if (isAdjective && !isPreposition && at(r, start + 1)?.capital) return start
  if (isAdjective && !isPreposition && ADJECTIVE.test(at(r, start + 1)?.text ?? '')) return start
  const ending =
    article === 'der' || article === 'die' || article === 'das' || article === ''
      ? /(?:e|en|er|es)$/
      : article === 'ein'
        ? /(?:er|es)$/
        : article === 'eine'
          ? /e$/
          : /en$/
  const strict =
    article === 'der' ? /[^e](?:e|en)$/ : article === 'das' ? /e$/ : article === 'die' ? /(?:e|en)$/ : ending
  for (let j = start + 1; j < to && j - start <= MAX_ATTRIBUTE; j++) {
    const word = tokens[j]!
    if (/[.!?:;]/.test(word.text) && !word.word) return start
    if (!word.capital && ADJECTIVE.test(word.text) && strict.test(word.text) && isParticipial(word.text)) {
      const behind = at(r, j + 1)
      if (behind && (behind.capital || ADJECTIVE.test(behind.text)) && !GENITIVE_ARTICLE.has(word.lower))
        return j + 1
    }
  }
  return start
}

function isParticipial(word: string): boolean {
  return /(?:end|t|en|ig|isch|lich|bar|haft|ell|är|iv|sam|los|frei)e[nrsm]?$/.test(word)
}

/** "der Internationale Gerichtshof", "die New Yorker Behörde", "der Pariser Bürgermeister". */
function isCapitalAdjective(r: Reader, index: number): boolean {
  const { people, tokens, adjectives } = r
  const word = tokens[index]!
  const behind = at(r, index + 1)
  if (!behind?.capital) return false
  if (word.text === 'New' || word.text === 'Los')
    return behind.text.endsWith('er') && at(r, index + 2)?.capital === true
  if (!CAPITAL_ADJECTIVE.test(word.text) || people.givenName(word.text)) return false
  const target = CAPITAL_ADJECTIVE.test(behind.text) && at(r, index + 2)?.capital ? at(r, index + 2)! : behind
  const noun = people.noun(target.text) ?? people.noun(behind.text)
  if (!noun) return false
  const own = people.noun(word.text)
  if (own && own.kind !== 'adjectival' && !/^(?:Schweizer|Wiener)$/.test(word.text)) return false
  if (index === r.from && noun.number !== 'singular' && /e$/.test(word.text)) return true
  // "der Vorsitzende Richter"
  if (own) return noun.kind === 'office' || noun.kind === 'organisation'
  return noun.kind === 'organisation' || word.text.endsWith('er') || adjectives.length > 0
}

function titleAt(r: Reader, index: number): { readonly gender?: 'm' | 'f' } | null {
  const { people } = r
  const t = at(r, index)
  return t && t.capital && at(r, index + 1) ? people.title(t.text) : null
}

function isNameWord(r: Reader, index: number): boolean {
  const { people } = r
  const t = at(r, index)
  if (!t?.word || t.number) return false
  if (t.capital) return !TIME.has(t.text)
  if (/^(?:al|el|as|ad|asch|bin|ibn|an|ar)-\p{Lu}/u.test(t.text)) return true
  return (
    people.isParticle(t.lower) &&
    (at(r, index + 1)?.capital === true || people.isParticle(at(r, index + 1)?.lower ?? ''))
  )
}

function startsKnownName(r: Reader, index: number): boolean {
  const { people } = r
  const t = at(r, index)
  const behind = at(r, index + 1)
  return (
    t !== undefined && people.givenName(t.text) !== null && behind !== undefined && isNameWord(r, index + 1)
  )
}

function readName(r: Reader, start: number, strict: boolean): Name | null {
  const { people, tokens, whole, to } = r
  const parts: string[] = []
  let givenCount = 0
  let gender: 'm' | 'f' | null = null
  let j = start
  let lastEnd = start
  while (j < to && parts.length < 7) {
    const t = tokens[j]!
    const isInitial = t.capital && t.text.length === 1 && at(r, j + 1)?.text === '.'
    if (!isNameWord(r, j)) break
    const isParticle = !t.capital
    if (isParticle) {
      if (parts.length === 0 && !LEADING_PARTICLE.test(t.lower)) break
      const names = parts.filter((part) => /^\p{Lu}/u.test(part)).length
      if (names >= 2 && /^(?:von|vom|zu|zum|zur|der|den|y|e|des|dos)$/.test(t.lower)) break
      if (
        names === 1 &&
        givenCount === 0 &&
        /^(?:von|vom|zum|zur|der|den|des|das|do|dos|e|y|la|le|und)$/.test(t.lower)
      )
        break
      if (/^(?:vom|zum|zur)$/.test(t.lower) && people.noun(at(r, j + 1)?.text ?? '')) break
    } else if (strict && parts.length > 0) {
      // In running text a noun behind a full name is another phrase: "Angela Merkels Rede".
      const before = parts[parts.length - 1]!
      if (parts.length > givenCount && givenCount > 0 && /[^s]s$/.test(before)) {
        parts[parts.length - 1] = before.slice(0, -1)
        break
      }
      const noun = people.noun(t.text)
      if (noun && givenCount < parts.length && noun.kind !== 'office') break
    }
    if (isInitial) {
      parts.push(t.text + '.')
      givenCount = parts.length
      j += 2
      lastEnd = j
      continue
    }
    const known = t.capital ? people.givenName(t.text) : null
    if (
      known &&
      givenCount === parts.length &&
      at(r, j + 1) &&
      (isNameWord(r, j + 1) || parts.length === 0)
    ) {
      givenCount++
      gender ??= known
    }
    const opensWithParticle =
      parts.length === 0 && whole && j === r.from && /^(?:Von|Van|De|Al|El|Zu)$/.test(t.text) && at(r, j + 1)
    parts.push(opensWithParticle ? t.lower : t.text)
    j++
    const mark = at(r, j)
    const glued = at(r, j + 1)
    if (
      mark &&
      glued?.capital &&
      /^['’]$/.test(mark.text) &&
      mark.start === t.end &&
      glued.start === mark.end
    ) {
      parts[parts.length - 1] += mark.text + glued.text
      j += 2
      lastEnd = j
      continue
    }
    if (t.capital || t.text.includes('-')) lastEnd = j
    if (at(r, j)?.text === '.' && /^(?:Jr|Sr)$/.test(t.text)) lastEnd = ++j
  }
  while (parts.length > lastEnd - start) parts.pop()
  if (parts.length === 0) return null
  if (parts.length === 1) {
    const only = parts[0]!
    const isGiven = people.givenName(only) !== null
    return {
      next: lastEnd,
      given: isGiven ? only : null,
      family: isGiven ? null : only,
      gender: people.givenName(only),
      count: 1,
    }
  }
  if (givenCount >= parts.length) givenCount = parts.length - 1
  const particle = parts.findIndex((part, place) => place > 0 && /^\p{Ll}/u.test(part))
  const cut =
    particle > 0 ? particle : givenCount > 0 ? Math.max(givenCount, parts.length - 1) : parts.length - 1
  const leads = /^\p{Ll}/u.test(parts[0]!)
  return {
    next: lastEnd,
    given: leads ? null : parts.slice(0, cut).join(' '),
    family: leads ? parts.join(' ') : parts.slice(cut).join(' '),
    gender,
    count: parts.length,
  }
}

function bracket(r: Reader, index: number): { text: string; next: number } | null {
  const { text, tokens, to } = r
  if (at(r, index)?.text !== '(') return null
  let close = index + 1
  while (close < to && close - index < 12 && tokens[close]!.text !== ')') close++
  if (at(r, close)?.text !== ')') return null
  const inside = text.slice(tokens[index]!.end, tokens[close]!.start)
  return { text: inside.replace(/^kurz:?\s*[„“"»]?(.+?)[“”"«]?$/, '$1'), next: close + 1 }
}

/** One attribute behind a head: genitive or prepositional. Returns the token behind it, or the same. */
function skipAttribute(r: Reader, index: number, close: 'any' | 'person' | 'body'): number {
  const { people, tokens, whole, to } = r
  const t = at(r, index)
  if (!t) return index
  let j = index
  if (GENITIVE_ARTICLE.has(t.lower)) j++
  else if (
    (close === 'any' ? PREPOSITION : close === 'person' ? CLOSE_PREPOSITION : BODY_PREPOSITION).has(t.lower)
  ) {
    j++
    const det = at(r, j)
    if (det && (DEFINITE.has(det.lower) || INDEFINITE.has(det.lower) || POSSESSIVE.has(det.lower))) j++
  } else if (
    t.capital &&
    /[^s]s$/.test(t.text) &&
    !isAcronym(t.text) &&
    (people.isPlace(t.text.slice(0, -1)) || whole) &&
    !at(r, index + 1)?.capital
  )
    return index + 1
  else if (
    !t.capital &&
    ADJECTIVE.test(t.text) &&
    /er$/.test(t.text) &&
    !people.isFunctionWord(t.lower) &&
    at(r, index + 1)?.capital
  )
    j++
  else return index
  while (at(r, j) && (ADJECTIVE.test(tokens[j]!.text) || tokens[j]!.number) && !tokens[j]!.capital) j++
  if (at(r, j) && QUOTE_OPEN.test(tokens[j]!.text)) {
    let end = j + 1
    while (end < to && end - j < 8 && !QUOTE_CLOSE.test(tokens[end]!.text)) end++
    return at(r, end) ? end + 1 : index
  }
  const from = j
  while (at(r, j)?.capital) {
    if (j > from && startsKnownName(r, j)) break
    if (j > from && TIME.has(tokens[j]!.text)) break
    j++
  }
  if (j === from) return index
  // "für Bildung und Forschung"
  if (
    at(r, j)?.lower === 'und' &&
    at(r, j + 1)?.capital &&
    !startsKnownName(r, j + 1) &&
    people.noun(tokens[j + 1]!.text) === null
  )
    j += 2
  return j
}

function nominativeOf(r: Reader, index: number, noun: NounForm): { text: string; gender: Gender } {
  const { tokens, article, definite, plural, adjectives } = r
  const word = tokens[index]!.text
  if (noun.kind === 'adjectival') {
    const many = plural || (article === 'die' && /n$/.test(word)) || (article === '' && /[en]$/.test(word))
    const gender: Gender = many
      ? 'p'
      : (article === 'die' && /e$/.test(word)) ||
          article === 'eine' ||
          (/^(?:der|einer)$/.test(article) && /n$/.test(word))
        ? 'f'
        : 'm'
    const stem = adjectiveStem(word)
    return { text: stem + STRONG[gender], gender }
  }
  const followedByName = at(r, index + 1)?.capital === true || startsParticleName(r, index + 1)
  let many = noun.number === 'plural'
  if (noun.number === 'either')
    many = plural || article === 'die' || (article === '' && definite !== 'definite' && !followedByName)
  if (noun.number === 'singular' && noun.gender === 'm' && noun.kind === 'office' && /er$/.test(word))
    many =
      plural ||
      article === 'die' ||
      (definite === 'bare' && !followedByName && adjectives.every((a) => /en?$/.test(a)))
  return { text: rebuild(word, many ? noun.plural : noun.singular), gender: many ? 'p' : noun.gender }
}

function phraseText(r: Reader, headText: string, gender: Gender, tail: string, lowerFirst = false): string {
  const { whole, adjectives } = r
  const words = adjectives.map((word) =>
    /^\p{Lu}/u.test(word) && word.endsWith('er') && gender !== 'm'
      ? word
      : /^\p{Lu}.*er$/u.test(word)
        ? word
        : decline(
            !whole || adjectives[0] !== word || !lowerFirst
              ? word
              : word.charAt(0).toLowerCase() + word.slice(1),
            gender,
          ),
  )
  return [...words, headText].join(' ') + (tail ? ' ' + tail : '')
}

function readNoun(r: Reader, index: number, noun: NounForm): PhraseResult | null {
  const { people, text, tokens, whole, to, article, definite, adjectives } = r
  const { text: headText, gender } = nominativeOf(r, index, noun)
  // "Das teilte Sprecher Axel Meier mit": no article of his.
  if (!whole && article === 'das' && noun.kind === 'office' && adjectives.length > 0 && gender === 'm')
    return null
  const headLower = headText.toLowerCase()
  const isPerson = noun.kind === 'office' || noun.kind === 'adjectival' || noun.kind === 'unnamed'
  let j = index + 1
  let short: string | null = null
  const tailStart = j
  let tailEnd = j
  let ownName: Name | null = null

  const direct = bracket(r, j)
  if (direct && noun.kind === 'organisation') {
    if (SHORT_FORM.test(direct.text)) short = direct.text
    return done(r, direct.next, {
      type: 'organisation',
      name: phraseText(r, headText, gender, ''),
      short,
      head: headLower,
      gender,
      class: noun.class,
    })
  }

  if (
    isPerson &&
    at(r, j)?.lower === 'und' &&
    at(r, j + 1)?.capital &&
    people.noun(tokens[j + 1]!.text)?.kind === 'office' &&
    definite !== 'indefinite' &&
    gender !== 'p'
  ) {
    j += 2
    tailEnd = j
  }
  // Attributes, then a name; or the name at once.
  for (let count = 0; count < 4; count++) {
    const t = at(r, j)
    if (!t) break
    if (
      isPerson &&
      isNameWord(r, j) &&
      !(GENITIVE_ARTICLE.has(t.lower) || (PREPOSITION.has(t.lower) && !startsParticleName(r, j)))
    ) {
      const isOwner = t.capital && /[^s]s$/.test(t.text) && people.isPlace(t.text.slice(0, -1))
      const name = isOwner ? null : readName(r, j, !whole)
      if (name && (whole || name.count > 1 || !people.noun(t.text) || people.givenName(t.text))) {
        ownName = name
        j = name.next
        break
      }
    }
    if (
      noun.kind === 'organisation' &&
      t.capital &&
      !(
        /[^s]s$/.test(t.text) &&
        !isAcronym(t.text) &&
        (people.isPlace(t.text.slice(0, -1)) || !PROPER_NAME_CLASSES.test(noun.class ?? ''))
      ) &&
      gender !== 'p' &&
      (whole || isAcronym(t.text) || (definite === 'definite' && PROPER_NAME_CLASSES.test(noun.class ?? '')))
    ) {
      // "die Fluggesellschaft Ryanair": the proper name behind its kind.
      let end = j
      while (
        end < to &&
        end - j < 7 &&
        ((tokens[end]!.capital && !TIME.has(tokens[end]!.text)) ||
          (/^(?:for|of|the|and|to)$/.test(tokens[end]!.lower) && at(r, end + 1)?.capital))
      )
        end++
      if (at(r, end)?.text === '-' && whole) end = Math.min(to, end + 2)
      const proper = text.slice(t.start, tokens[end - 1]!.end)
      const behind = bracket(r, end)
      if (behind && SHORT_FORM.test(behind.text)) short = behind.text
      const isPlaceOf =
        people.isPlace(t.text) ||
        /^(?:amt|gericht|universität|staatsanwaltschaft|stadt|landgericht|amtsgericht|bistum|erzbistum|kanton|polizei|präsidium|gemeinde)$/.test(
          headLower,
        ) ||
        /(?:gericht|amt|anwaltschaft|präsidium|direktion|universität)$/.test(headLower)
      return done(r, behind?.next ?? end, {
        type: 'organisation',
        name: isPlaceOf ? phraseText(r, headText, gender, proper) : proper,
        short: short ?? null,
        head: headLower,
        gender,
        class: noun.class,
        attributes: [...adjectives.map((word) => adjectiveStem(word).toLowerCase()), proper.toLowerCase()],
      })
    }
    if (noun.kind === 'organisation' && QUOTE_OPEN.test(t.text) && count === 0) {
      let close = j + 1
      while (close < to && close - j < 8 && !QUOTE_CLOSE.test(tokens[close]!.text)) close++
      if (at(r, close) && close > j + 1 && /^[\p{L}\p{N}]/u.test(tokens[j + 1]!.text))
        return done(r, close + 1, {
          type: 'organisation',
          name: text.slice(tokens[j + 1]!.start, tokens[close - 1]!.end),
          head: headLower,
          gender,
          class: noun.class,
        })
    }
    const after = skipAttribute(r, j, whole ? 'any' : noun.kind === 'organisation' ? 'body' : 'person')
    if (after === j) {
      const inner = bracket(r, j)
      if (inner && noun.kind === 'organisation' && short === null) {
        if (SHORT_FORM.test(inner.text)) short = inner.text
        j = inner.next
        break
      }
      if (inner && isPerson) {
        j = inner.next
        continue
      }
      break
    }
    j = after
    tailEnd = j
  }

  const tail = tailEnd > tailStart ? text.slice(tokens[tailStart]!.start, tokens[tailEnd - 1]!.end) : ''
  if (isPerson && !ownName) {
    // Apposition: "Der Ausschussvorsitzende der Staatsduma, Leonid Kalaschnikow".
    const mark = at(r, j)
    if (mark && (mark.text === ',' || DASH.test(mark.text))) {
      const name =
        at(r, j + 1)?.capital && !people.noun(tokens[j + 1]!.text) ? readName(r, j + 1, !whole) : null
      if (
        name &&
        gender !== 'p' &&
        (whole
          ? name.count >= 1
          : name.count > 1 && (name.gender !== null || /^[,.]$/.test(at(r, name.next)?.text ?? '')))
      ) {
        ownName = name
        j = name.next
      }
    }
  }
  const tailWords = tokens
    .slice(tailStart, tailEnd)
    .filter((t) => t.capital || ADJECTIVE.test(t.text))
    .map((t) => (t.capital ? t.lower : adjectiveStem(t.lower)))
  const attributes = [...adjectives.map((word) => adjectiveStem(word).toLowerCase()), ...tailWords]

  if (isPerson && ownName) {
    const office = phraseText(r, headText, gender === 'p' ? 'p' : gender, tail)
    const affiliation = bracket(r, j)
    return done(r, affiliation?.next ?? j, {
      type: 'person',
      name: [ownName.given, ownName.family].filter(Boolean).join(' '),
      given: ownName.given,
      family: ownName.family,
      office,
      head: headLower,
      attributes,
      gender: gender === 'f' ? 'f' : (ownName.gender ?? (gender === 'p' ? null : gender)),
    })
  }
  const shownTail = tail
  const phrase = phraseText(
    r,
    headText,
    gender,
    shownTail,
    noun.kind !== 'organisation' && definite === 'bare',
  )
  if (noun.kind === 'organisation')
    return done(r, j, {
      type: 'organisation',
      name: phrase,
      short,
      head: headLower,
      gender,
      class: noun.class,
      attributes,
    })
  if (noun.kind === 'text')
    return done(r, j, { type: 'text', name: phrase, head: headLower, gender, attributes })

  const of = gender === 'p' ? null : bodyOf(r, tailStart, tailEnd, headText, index)
  return done(r, j, {
    type: gender === 'p' ? 'group' : 'role',
    name: phrase,
    office: phraseText(r, headText, gender, ''),
    head: headLower,
    gender,
    attributes,
    of,
  })
}

function startsParticleName(r: Reader, index: number): boolean {
  const { people, tokens } = r
  const t = at(r, index)
  return (
    t?.lower === 'von' &&
    at(r, index + 1)?.lower === 'der' &&
    at(r, index + 2)?.capital === true &&
    people.noun(tokens[index + 2]!.text) === null
  )
}

/** The body that a nameless spokesman speaks for: in the attribute, or in the compound ("Polizeisprecher"). */
function bodyOf(
  r: Reader,
  tailStart: number,
  tailEnd: number,
  headText: string,
  index: number,
): Description | null {
  const { people, text, tokens } = r
  if (tailEnd > tailStart) {
    let start = tailStart
    if (/^(?:von|vom|für|beim|bei|aus|in|im|am)$/.test(tokens[start]!.lower)) start++
    const inner = readPhrase({ people, text, tokens, from: start, to: tailEnd, whole: true })
    const body = inner?.description
    if (body?.type === 'organisation') return body
    if (body?.type === 'person' && body.given === null && start < tailEnd) {
      const word = tokens[start]!
      if (word.capital || tokens[tailStart]!.lower === 'vom' || DEFINITE.has(word.lower))
        return {
          ...body,
          type: 'organisation',
          name: genitiveOff(body.name, tokens[start]!.lower),
          given: null,
          family: null,
        }
    }
    return null
  }
  const word = tokens[index]!.text
  const hyphen = headText.lastIndexOf('-')
  if (
    hyphen > 1 &&
    !/^(?:Ex|Vize|Co|Chef|Alt|Haupt)-/.test(headText) &&
    /sprecher|vertreter|mitarbeiter|vorsitzende|chef/.test(headText.toLowerCase())
  ) {
    const owner = headText.slice(0, hyphen)
    return {
      ...done(r, index + 1, { type: 'organisation', name: owner }).description,
      attributes: [],
      short: isAcronym(owner) ? owner : null,
    }
  }
  const compound = /^(\p{Lu}[\p{L}]+?)s?(?:sprecher|vertreter)/u.exec(word)
  if (compound) {
    const owner = [compound[1]!, compound[1]! + 's'].find(
      (part) => people.noun(part)?.kind === 'organisation',
    )
    if (owner) {
      const noun = people.noun(owner)!
      const name = rebuild(owner, noun.singular)
      return {
        ...done(r, index + 1, {
          type: 'organisation',
          name,
          head: name.toLowerCase(),
          class: noun.class,
          gender: noun.gender,
        }).description,
        attributes: [],
      }
    }
  }
  return null
}

function genitiveOff(name: string, determiner: string): string {
  return /^(?:des|eines)$/.test(determiner) && /[^s]s$/.test(name) ? name.slice(0, -1) : name
}

/** "der 39-Jährige". */
function readAge(r: Reader, index: number): PhraseResult {
  const { tokens, article } = r
  const word = tokens[index]!.text
  const isWoman =
    (article === 'die' && word.endsWith('e')) ||
    article === 'eine' ||
    (article === 'der' && word.endsWith('n'))
  const gender: Gender = isWoman ? 'f' : 'm'
  return done(r, index + 1, {
    type: 'role',
    name: adjectiveStem(word) + STRONG[gender],
    head: 'jährige',
    gender,
  })
}

/** A noun that the lists lack, shown to be a person's by a name behind it ("US-Amerikaner David Hemler") or by its ending. */
function guessOffice(r: Reader, index: number): NounForm | null {
  const { people, tokens, whole, article, definite, hasTitle } = r
  const t = at(r, index)
  if (!t?.capital || people.givenName(t.text) || isAcronym(t.text) || people.isPlace(t.text) || hasTitle)
    return null
  let runEnd = index + 1
  while (at(r, runEnd)?.capital) runEnd++
  const lastOfRun = tokens[runEnd - 1]!.text
  if (runEnd > index + 1 && (COMPANY_FORM.test(lastOfRun) || people.noun(lastOfRun)?.kind === 'organisation'))
    return null
  const named = startsKnownName(r, index + 1)
  // "die Hamburger Stadtreinigung" is no person.
  if (!named && at(r, index + 1)?.capital && !at(r, index + 2)?.capital) return null
  const isOffice =
    named ||
    (whole &&
      definite !== 'bare' &&
      /(?:er|ist|ent|or|eur|ar|är|loge|ker|in|ling)(?:s|en|n)?$/.test(t.text) &&
      !/(?:ion|ung)en$/.test(t.text))
  if (!isOffice) return null
  const isWoman = /in$/.test(t.text) && article !== 'das'
  const isWeak = /(?:ist|ent|or|loge)en$/.test(t.text) && !/^die$/.test(article)
  const drop: readonly [number, string] = isWeak
    ? [2, '']
    : /^(?:des|eines)$/.test(article) && /[^s]s$/.test(t.text)
      ? [1, '']
      : /ern$/.test(t.text)
        ? [1, '']
        : [0, '']
  return {
    kind: 'office',
    gender: isWoman ? 'f' : 'm',
    number: /(?:innen|ern)$/.test(t.text) || (article === 'die' && !isWoman) ? 'plural' : 'singular',
    singular: drop,
    plural: drop,
    class: null,
  }
}

/** No known noun: a person's name, an acronym, a place, a company. */
function readBare(r: Reader, index: number): PhraseResult | null {
  const {
    people,
    text,
    tokens,
    whole,
    to,
    article,
    definite,
    plural,
    adjectives,
    titleGender,
    hasTitle,
    first,
  } = r
  const t = tokens[index]!
  let end = index
  while (end < to && end - index < 7 && (tokens[end]!.capital || (end > index && tokens[end]!.lower === '&')))
    end++
  const lastWord = tokens[end - 1]?.text ?? ''
  const form = COMPANY_FORM.test(lastWord)
  const lastNoun = end > index + 1 ? people.noun(lastWord) : null
  const own = text.slice(t.start, tokens[Math.max(end - 1, index)]!.end)
  if (
    !hasTitle &&
    end > index &&
    (form || (lastNoun?.kind === 'organisation' && !people.givenName(t.text)))
  ) {
    const inner = bracket(r, end)
    const short = inner && SHORT_FORM.test(inner.text) ? inner.text : null
    return done(r, inner?.next ?? end, {
      type: 'organisation',
      name: own,
      short,
      class: form ? 'company' : (lastNoun?.class ?? null),
      head: lastNoun ? rebuild(lastWord, lastNoun.singular).toLowerCase() : null,
      gender: lastNoun?.gender ?? null,
    })
  }
  if (!hasTitle && (isAcronym(t.text) || people.isPlace(t.text)) && !startsKnownName(r, index)) {
    const stop = whole || people.isPlace(t.text) ? (whole ? Math.max(end, index + 1) : index + 1) : index + 1
    const name = text.slice(t.start, tokens[stop - 1]!.end)
    const inner = bracket(r, stop)
    return done(r, inner?.next ?? stop, {
      type: 'organisation',
      name:
        /[^sS]s$/.test(name) && isAcronym(name) && /^(?:des|eines)$/.test(article) ? name.slice(0, -1) : name,
      short: isAcronym(name) ? name : null,
      class: people.isPlace(t.text) ? 'government' : null,
    })
  }
  const name = readName(r, index, !whole)
  if (!name) return null
  const isKnown = hasTitle || name.gender !== null
  if (!whole) {
    if (definite !== 'bare' && !hasTitle) return null
    const isGenitive = /[^s]s$/.test(t.text) && name.count > 1 && t.text.length > 3
    if (!isKnown && (name.count === 1 || isGenitive))
      return done(r, isGenitive ? index + 1 : name.next, {
        type: 'person',
        name: t.text,
        family: isGenitive ? t.text : name.family,
        weak: true,
      })
    if (
      !isKnown &&
      first!.start === t.start &&
      isSentenceStart(r, r.from) &&
      name.count === 2 &&
      !/^[,(]$|^[a-zäöü]/.test(at(r, name.next)?.text ?? '')
    )
      return null
  }
  if (definite === 'definite' && end > index + 1 && CAPITAL_ADJECTIVE.test(t.text) && name.gender === null) {
    const many = article === 'die' && /en$/.test(t.text)
    const gender: Gender = many
      ? 'p'
      : /^(?:das|des|dem)$/.test(article)
        ? 'n'
        : article === 'die' || (article === 'der' && /en$/.test(t.text))
          ? 'f'
          : 'm'
    const behind = text.slice(tokens[index + 1]!.start, tokens[end - 1]!.end)
    const rest = article === 'des' ? behind.replace(/(?<=[^s])e?s$/, '') : behind
    return done(r, end, {
      type: 'organisation',
      name: `${/er$/.test(t.text) ? t.text : decline(t.text, gender)} ${rest}`,
      gender,
    })
  }
  // "die New York Times": a person with an article has an office or a known given name.
  if (whole && definite === 'definite' && !isKnown && name.count > 1 && adjectives.length === 0)
    return done(r, name.next, { type: 'organisation', name: own })
  const isPersonal = hasTitle || isKnown || definite === 'bare'
  let j = name.next
  let office: string | null = null
  let head: string | null = null
  let attributes: readonly string[] = []
  let gender: Gender | null = titleGender ?? name.gender
  const affiliation = bracket(r, j)
  if (affiliation) {
    if (!isKnown && /^\p{Lu}{2,8}$/u.test(affiliation.text) && initialsFit(affiliation.text, own))
      return done(r, affiliation.next, { type: 'organisation', name: own, short: affiliation.text })
    j = affiliation.next
  }
  if (isPersonal) {
    const mark = at(r, j)
    if (mark && (mark.text === ',' || DASH.test(mark.text)) && j + 1 < to) {
      const apposition = readPhrase({ people, text, tokens, from: j + 1, to, whole })
      const described = apposition?.description
      if (
        apposition &&
        described &&
        (described.type === 'role' || described.type === 'group') &&
        described.office
      ) {
        const start = described.name
        office = start
        head = described.head
        attributes = described.attributes
        gender ??= described.gender
        j = apposition.next
      }
    }
    return done(r, whole ? Math.max(j, name.next) : j, {
      type: 'person',
      name: [name.given, name.family].filter(Boolean).join(' '),
      given: name.given,
      family: name.family,
      office,
      head,
      attributes,
      gender,
    })
  }
  // An unknown noun with an article: a role, a body, a thing that speaks.
  const isMany =
    plural ||
    (article === 'die' &&
      /(?:en|er|e|s)$/.test(t.text) &&
      !/(?:ung|heit|keit|schaft|ion|tät|ei|in)$/.test(t.text) &&
      /(?:en|er)$/.test(t.text))
  const guessed: Gender = isMany
    ? 'p'
    : /^(?:die|eine)$/.test(article)
      ? 'f'
      : /^das$/.test(article)
        ? 'n'
        : article === 'der' && /in$/.test(t.text)
          ? 'f'
          : 'm'
  const nominative = /^(?:des|eines)$/.test(article) ? t.text.replace(/(?<=[^s])e?s$/, '') : t.text
  const rest = end > index + 1 ? text.slice(tokens[index + 1]!.start, tokens[end - 1]!.end) : ''
  return done(r, whole ? to : Math.max(end, index + 1), {
    type: isMany ? 'group' : 'role',
    name: phraseText(r, nominative, guessed, rest),
    office: phraseText(r, nominative, guessed, ''),
    head: nominative.toLowerCase(),
    gender: guessed,
  })
}

function isSentenceStart(r: Reader, index: number): boolean {
  const { tokens } = r
  const before = tokens[index - 1]
  return !before || /^[.!?„“"»:]$/.test(before.text)
}

/** Whether the letters of a short form begin the words of a name, in order. */
function initialsFit(short: string, name: string): boolean {
  const words = name.toLowerCase().split(/[\s-]+/)
  let place = 0
  for (const letter of short.toLowerCase()) {
    while (place < words.length && words[place]![0] !== letter) place++
    if (place === words.length) return false
    place++
  }
  return true
}
