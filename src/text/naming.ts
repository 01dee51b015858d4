/**
 * Persons and bodies in German, which declines its nouns and gives each a capital: the phrases of a block that name
 * somebody, and what a mention says by itself. Who is meant by them is told over the whole article (`speakers.ts`).
 */
import { lowerBound } from './lower-bound.js'
import { isAcronym, readPhrase, type Description } from './noun-phrase.js'
import type { Gender, People } from './people.js'
import type { BlockMentions, BlockPhrase, Naming, Reading } from './speakers.js'
import type { TextRange } from './statement.js'
import type { Token } from './tokens.js'

/** The naming of German, which declines its nouns and gives each a capital. */
export function createNaming(people: People): Naming {
  return {
    analyze: (text, tokens) => analyzeMentions(text, tokens, people),
    read: (block, mention) => readMention(people, block, mention),
    givenName: people.givenName,
    sortOf(word) {
      const noun = people.noun(word)
      if (noun) return noun.class ? `${noun.kind} ${noun.class}` : noun.kind
      if (people.givenName(word)) return 'name'
      if (people.isPlace(word)) return 'place'
      return people.title(word) ? 'title' : ''
    },
    isGeneric: people.isGeneric,
    isAnyBody: (head) => GENERIC_BODIES.has(head),
    and: 'und',
  }
}

/** Reads the phrases of a block that name persons or bodies. `tokens` are those of `text`. */
export function analyzeMentions(text: string, tokens: readonly Token[], people: People): BlockMentions {
  const phrases: BlockPhrase[] = []
  const sentenceEnds: number[] = []
  let opensAt = 0
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i]!
    if (isSentenceEnd(tokens, i)) {
      sentenceEnds.push(token.end)
      i++
      while (i < tokens.length && /^[“”"»«‘’)]$/.test(tokens[i]!.text)) i++
      opensAt = i
      continue
    }
    const result = beginsPhrase(token, i === opensAt)
      ? readPhrase({ people, text, tokens, from: i, to: tokens.length, whole: false })
      : null
    if (!result) {
      i++
      continue
    }
    const { type, definite } = result.description
    // "ist Mitglied": no one is introduced.
    if (!(type === 'role' && definite === 'bare'))
      phrases.push({
        description: result.description,
        sentence: sentenceEnds.length,
        opens: i <= opensAt + 1,
      })
    i = Math.max(result.next, i + 1)
  }
  return { text, tokens, phrases, sentenceEnds }
}

const DETERMINER: ReadonlySet<string> = new Set([
  ...['der', 'die', 'das', 'dem', 'den', 'des'],
  ...['ein', 'kein', 'sein', 'ihr'].flatMap((stem) =>
    ['', 'e', 'en', 'em', 'er', 'es'].map((end) => stem + end),
  ),
  ...['diese', 'diesen', 'diesem', 'dieser', 'dieses'],
  ...['mehrere', 'einige', 'viele', 'zahlreiche'],
])

function beginsPhrase(token: Token, opens: boolean): boolean {
  if (!token.word || token.number) return false
  return (
    token.capital ||
    DETERMINER.has(token.lower) ||
    (opens && token.lower === 'von') ||
    token.text.startsWith('al-') ||
    token.text.startsWith('el-')
  )
}

function isSentenceEnd(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!
  if (token.text === '!' || token.text === '?') return true
  if (token.text !== '.') return false
  const before = tokens[i - 1]
  const after = tokens[i + 1]
  if (!after || !before) return true
  if (before.number && before.text.length <= 2) return false
  if (
    before.text.length === 1 ||
    /^(?:Dr|Prof|St|Nr|bzw|ca|Mio|Mrd|Jr|Sr|Dipl|Ing|usw|etc)$/.test(before.text)
  )
    return false
  return !/^[a-zäöüß,;]/.test(after.text)
}
const GENERIC_BODIES = new Set([
  'behörde',
  'partei',
  'unternehmen',
  'organisation',
  'konzern',
  'firma',
  'verein',
  'zeitung',
  'sender',
  'agentur',
])

const PRONOUNS: Readonly<
  Record<string, { genders: readonly Gender[]; persons?: boolean; relative?: boolean }>
> = {
  er: { genders: ['m'] },
  ihm: { genders: ['m', 'n'] },
  ihn: { genders: ['m'] },
  dieser: { genders: ['m'] },
  diesem: { genders: ['m', 'n'] },
  jener: { genders: ['m'] },
  letzterer: { genders: ['m'] },
  es: { genders: ['n'] },
  dieses: { genders: ['n'] },
  sie: { genders: ['f', 'p'] },
  ihr: { genders: ['f'] },
  ihnen: { genders: ['p'] },
  diese: { genders: ['f', 'p'] },
  letztere: { genders: ['f', 'p'] },
  der: { genders: ['m'], relative: true },
  dem: { genders: ['m', 'n'], relative: true },
  den: { genders: ['m'], relative: true },
  welcher: { genders: ['m'], relative: true },
  die: { genders: ['f', 'p'], relative: true },
  welche: { genders: ['f', 'p'], relative: true },
  das: { genders: ['n'], relative: true },
  denen: { genders: ['p'], relative: true },
  beide: { genders: ['p'] },
}
const FIRST_PERSON = /^(?:ich|wir|uns|mir|mich)$/
const REFLEXIVE_SOURCE = /^(?:eigene[nrsm]?)$/
const HIS = /^sein(?:e[nrsm]?)?$/
const HER = /^ihr(?:e[nrsm]?)?$/

function readMention(people: People, block: BlockMentions, { start, end }: TextRange): Reading {
  const { tokens } = block
  let from = lowerBound(tokens, (token) => token.end <= start)
  let to = from
  while (to < tokens.length && tokens[to]!.start < end) to++
  while (from < to && !tokens[from]!.word && !/^[„“"»]$/.test(tokens[from]!.text)) from++
  while (
    to > from &&
    /^[,.:;–—]$/.test(tokens[to - 1]!.text) &&
    !/^(?:Dr|Jr|Sr|[A-Z])$/.test(tokens[to - 2]?.text ?? '')
  )
    to--
  while (
    from < to - 1 &&
    /^(?:auch|selbst|sogar|etwa|nur|allein|so|laut|nach|zufolge|darunter|wie|und|aber|doch)$/.test(
      tokens[from]!.lower,
    )
  )
    from++
  while (to > from + 1 && /^(?:selbst|zufolge|auch|jedoch|aber)$/.test(tokens[to - 1]!.lower)) to--
  if (from >= to) return { kind: 'none' }

  if (to - from === 1) {
    const word = tokens[from]!.lower
    const pronoun = Object.hasOwn(PRONOUNS, word) ? PRONOUNS[word] : undefined
    if (pronoun) {
      let { genders } = pronoun
      if (genders.includes('p') && genders.length > 1)
        genders = [isPluralVerbNear(tokens, from, to) ? 'p' : 'f']
      return {
        kind: 'pronoun',
        genders,
        persons: pronoun.persons ?? false,
        relative: pronoun.relative ?? false,
      }
    }
    if (FIRST_PERSON.test(word)) return { kind: 'pronoun', genders: null, persons: true, relative: false }
    if (word === 'man' || word === 'wer' || word === 'niemand' || word === 'was' || word === 'jemand')
      return { kind: 'none' }
  }

  const source = sourceAt(people, tokens, from, to)
  if (source) {
    if (source.pronoun) return { kind: 'pronoun', genders: source.pronoun, persons: false, relative: false }
    if (source.from < source.to) return readPhrases(people, block, source.from, source.to, source.genitive)
    const word = tokens[to - 1]!
    const hyphen = word.text.lastIndexOf('-')
    if (hyphen > 1) return { kind: 'phrases', descriptions: ownerOf(people, word, hyphen) }
    return { kind: 'words', name: bareSource(people, tokens, from, to) }
  }
  return readPhrases(people, block, from, to, false)
}

/** The body in front of a compound: "NASA-Angaben", "Polizeiangaben". */
function ownerOf(people: People, token: Token, length: number): readonly Description[] {
  const text = token.text.slice(0, length)
  const part = { ...token, text, lower: text.toLowerCase(), start: 0, end: length }
  const result = readPhrase({ people, text, tokens: [part], from: 0, to: 1, whole: true })
  return result ? [result.description] : []
}

/** "offiziellen Angaben" → "offizielle Angaben". */
function bareSource(people: People, tokens: readonly Token[], from: number, to: number): string {
  const words: string[] = []
  for (const token of tokens.slice(from, to)) {
    if (DETERMINER.has(token.lower)) continue
    const isAdjective = token !== tokens[to - 1] && !people.isFunctionWord(token.lower)
    words.push(
      isAdjective
        ? token.text.replace(/(?<=\p{Ll}{3}e)[nr]$/u, '')
        : token.text.replace(/(?<=berichte)n$/i, ''),
    )
  }
  return words.join(' ')
}

/** "nach Angaben von X", "seiner Meinung", "Grupps Meinung": where the one behind the words stands. */
function sourceAt(
  people: People,
  tokens: readonly Token[],
  from: number,
  to: number,
): { from: number; to: number; genitive: boolean; pronoun: readonly Gender[] | null } | null {
  let at = from
  while (
    at < to &&
    (!tokens[at]!.capital || people.noun(tokens[at]!.text)?.kind === 'adjectival') &&
    !people.isSourceNoun(tokens[at]!.text)
  ) {
    if (GENITIVE_NAME.test(tokens[at]!.text) && tokens[at]!.capital) break
    at++
    if (at - from > 4) return null
  }
  const noun = tokens[at]
  if (!noun || at >= to) return null
  if (
    people.isSourceNoun(noun.text) ||
    (/-/.test(noun.text) && people.isSourceNoun(noun.text.slice(noun.text.lastIndexOf('-') + 1)))
  ) {
    const first = tokens[from]!
    if (at > from && HIS.test(first.lower)) return { from: to, to, genitive: false, pronoun: ['m', 'n'] }
    if (at > from && HER.test(first.lower)) return { from: to, to, genitive: false, pronoun: ['f', 'p'] }
    if (at > from && tokens.slice(from, at).some((t) => REFLEXIVE_SOURCE.test(t.lower)))
      return { from: to, to, genitive: false, pronoun: ['m', 'f', 'n', 'p'] }
    let next = at + 1
    // "Angaben und Berichten", "Angaben vom Montag"
    const word = tokens[next]
    if (next < to && word) {
      if (/^(?:von|vom|aus|seitens|durch|beim|bei|zufolge)$/.test(word.lower)) next++
      else if (
        !word.capital &&
        !/^(?:der|des|eines|einer|mehrerer|einiger|seiner|seines|ihrer|ihres|dieser|dieses|[a-zäöüß]+er)$/.test(
          word.lower,
        )
      )
        return null
      return next < to ? { from: next, to, genitive: next === at + 1, pronoun: null } : null
    }
    return { from: to, to, genitive: false, pronoun: null }
  }
  const behind = tokens[at + 1]
  if (
    behind &&
    at + 2 <= to &&
    noun.capital &&
    GENITIVE_NAME.test(noun.text) &&
    people.isSourceNoun(tokens[to - 1]!.text)
  )
    return { from, to: to - 1, genitive: true, pronoun: null }
  return null
}

const GENITIVE_NAME = /(?:s|['’])$/

function readPhrases(
  people: People,
  block: BlockMentions,
  from: number,
  to: number,
  genitive: boolean,
): Reading {
  const { tokens, text } = block
  const cut = coordination(people, block, from, to)
  const ranges = cut ? [...cut] : [[from, to] as const]
  const descriptions: Description[] = []
  for (const [start, end] of ranges) {
    const result = readPhrase({ people, text, tokens, from: start, to: end, whole: true })
    if (!result) continue
    descriptions.push(genitive ? withoutGenitive(result.description) : result.description)
  }
  const only = descriptions.length === 1 ? descriptions[0] : undefined
  if (only && only.type === 'person' && !only.given && !only.office && to > from) {
    const word = tokens[to - 1]!.text
    const source =
      /^(.{3,}?)s?((?:angaben|aussagen|berichten?|informationen|meldungen|kreisen?|quellen|schätzungen))$/.exec(
        word,
      )
    if (source) {
      const body = people.noun(source[1]!)
      if (body?.kind === 'organisation' && /^(?:angaben|informationen|quellen|meldungen)$/.test(source[2]!)) {
        const owner = ownerOf(people, tokens[to - 1]!, source[1]!.length)
        if (owner.length > 0) return { kind: 'phrases', descriptions: owner }
      }
      const first = tokens[from]!.lower
      const adjectives = text.slice(tokens[from]!.start, tokens[to - 1]!.start).replace(/en(?= )/g, 'e')
      const noun = /(?:berichten|kreisen)$/.test(word) ? word.slice(0, -1) : word
      return { kind: 'words', name: (DETERMINER.has(first) ? '' : adjectives) + noun }
    }
  }
  if (descriptions.length > 0) return { kind: 'phrases', descriptions }
  const name = text.slice(tokens[from]!.start, tokens[to - 1]!.end)
  return /\p{L}/u.test(name) ? { kind: 'words', name } : { kind: 'none' }
}

/** Cuts "A und B" where each is a phrase of its own. */
function coordination(
  people: People,
  { tokens, text }: Pick<BlockMentions, 'tokens' | 'text'>,
  from: number,
  to: number,
): readonly (readonly [number, number])[] | null {
  let depth = 0
  for (let i = from + 1; i < to - 1; i++) {
    const token = tokens[i]!
    if (token.text === '(') depth++
    if (token.text === ')') depth--
    if (depth > 0 || !/^(?:und|sowie)$/.test(token.lower) || tokens[i - 1]!.text.endsWith('-')) continue
    const right = tokens[i + 1]!
    if (!right.capital && !DETERMINER.has(right.lower)) continue
    const left = tokens[i - 1]!.text === ',' ? i - 1 : i
    const a = readPhrase({ people, text, tokens, from, to: left, whole: true })
    const b = readPhrase({ people, text, tokens, from: i + 1, to, whole: true })
    if (!a || !b || b.next < to - 1) continue
    if (a.next < left) {
      const list = listBefore(people, { tokens, text }, from, left)
      if (!list) continue
      return [...list, [i + 1, to]]
    }
    const kinds = [a.description, b.description]
    if (kinds.some((d) => d.type === 'role' && d.definite === 'bare' && people.noun(d.name) === null))
      continue
    if (
      a.description.definite !== 'bare' &&
      b.description.definite === 'bare' &&
      b.description.type === 'role'
    )
      continue
    if (
      b.description.type === 'person' &&
      b.description.given === null &&
      !b.description.office &&
      a.description.type !== 'person' &&
      !isAcronym(a.description.name)
    )
      continue
    return [
      [from, left],
      [i + 1, to],
    ]
  }
  return null
}

/** "A, B" in front of "und C", if each is a whole phrase. */
function listBefore(
  people: People,
  { tokens, text }: Pick<BlockMentions, 'tokens' | 'text'>,
  from: number,
  to: number,
): readonly (readonly [number, number])[] | null {
  const parts: (readonly [number, number])[] = []
  let start = from
  for (let i = from; i <= to; i++) {
    if (i < to && tokens[i]!.text !== ',') continue
    if (i === start) return null
    const part = readPhrase({ people, text, tokens, from: start, to: i, whole: true })
    if (!part || part.next < i || part.description.type === 'role') return null
    parts.push([start, i])
    start = i + 1
  }
  return parts.length > 1 ? parts : null
}

function withoutGenitive(description: Description): Description {
  const cut = (name: string | null): string | null =>
    name && /[^sxz]s$/.test(name) && !isAcronym(name) ? name.slice(0, -1) : name
  if (description.type === 'person' && !description.office)
    return {
      ...description,
      family: description.family ? cut(description.family) : null,
      given: description.family ? description.given : cut(description.given),
      name: cut(description.name) ?? description.name,
    }
  if (description.type === 'organisation' && description.head === null)
    return { ...description, name: cut(description.name) ?? description.name }
  return description
}

function isPluralVerbNear(tokens: readonly Token[], from: number, to: number): boolean {
  const near = [tokens[from - 1], tokens[to], tokens[to + 1]]
  for (const token of near) {
    if (!token?.word || token.capital || token.lower.length < 4) continue
    if (/(?:ten|fen|hen|ben|gen|den|nen|ßen|men|ren|len|sen|ken)$/.test(token.lower)) return true
    if (/(?:te|t|ab|ief|ach|ies|ieb)$/.test(token.lower)) return false
  }
  return false
}
