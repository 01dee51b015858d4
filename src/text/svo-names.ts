/**
 * Persons and bodies in a language that writes names alone with a capital:
 * "US Secretary of State Mike Pompeo", "the World Health Organization (WHO)",
 * "a spokesperson for the ministry". A phrase is its words up to the first
 * preposition or comma, an office in them, the name behind it, a short form in
 * brackets, and an office in apposition. Reading looks a bounded way ahead.
 */
import type { SubjectVerbNames } from './language.js'
import { lowerBound } from './lower-bound.js'
import type { Description } from './noun-phrase.js'
import type { BodyClass, Gender } from './people.js'
import type { BlockMentions, BlockPhrase, Naming, Reading } from './speakers.js'
import type { TextRange } from './statement.js'
import type { Token } from './tokens.js'

interface Options {
  /** Whether a lower-case word is of a closed class, and so no name though it opens a sentence. */
  readonly isFunctionWord: (word: string) => boolean
  readonly isPossessive: (word: string) => boolean
  /** A word for a time, which begins no name. */
  readonly isTime: (word: string) => boolean
  readonly isSentenceEnd: (tokens: readonly Token[], i: number) => boolean
}

/** Longer names and longer ways to an office are not followed. */
const MAX_WORDS = 24
const PREPOSITION =
  /^(?:of|for|from|at|in|with|within|to|on|about|by|near|under|behind|inside|among|against|over|after|before|during|citing)$/
const DEFINITE = /^(?:the|this|that|these|those)$/
const INDEFINITE =
  /^(?:a|an|another|some|several|many|most|few|one|two|three|four|five|both|all|various|multiple|numerous|other|any|no)$/
const SUFFIX = /^(?:Jr|Sr|II|III|IV|QC|MP|PhD)$/
const ACRONYM = /^(?:\p{Lu}[\p{Lu}\d&/-]+|\p{Lu}\p{Ll}?\p{Lu}[\p{L}\d]*)$/u

/** How speakers are read and told apart in a language whose verb follows its subject. */
export function createSvoNaming(names: SubjectVerbNames, options: Options): Naming {
  const { isFunctionWord, isPossessive, isSentenceEnd } = options
  const given = new Map<string, 'm' | 'f'>()
  for (const name of names.femaleNames) given.set(name, 'f')
  for (const name of names.maleNames) given.set(name, 'm')
  const offices = new Map<string, 'm' | 'f' | null>()
  for (const noun of names.offices) offices.set(noun, null)
  for (const noun of names.maleOffices) offices.set(noun, 'm')
  for (const noun of names.femaleOffices) offices.set(noun, 'f')
  const bodies = new Map<string, BodyClass>(names.organisations.map((o) => [o.noun, o.class]))
  const unnamed = new Set(names.unnamed)
  const texts = new Set(names.texts)
  const titles = new Map(names.titles.map((title) => [title.word, title]))
  const places = new Set(names.places)
  const particles = new Set(names.particles)
  const pronouns = new Map(names.pronouns.map((p) => [p.word, p]))
  const firstPersons = new Set(names.firstPersons)
  const genericBodies = new Set(names.genericBodies)
  const genericPersons = new Set(names.genericPersons)

  const isName = (token: Token | undefined): boolean =>
    token !== undefined && token.word && token.capital && !token.number
  const base = (token: Token): string => token.lower.replace(/['’]s$/, '')
  const plain = (token: Token): string => token.text.replace(/['’]s$/, '')
  const isOwner = (token: Token | undefined): boolean => token !== undefined && /['’]s$/.test(token.text)
  const singular = (word: string): string =>
    /ies$/.test(word) ? `${word.slice(0, -3)}y` : /[^s]s$/.test(word) ? word.slice(0, -1) : word

  interface Phrase {
    readonly description: Description
    readonly next: number
  }

  function describe(
    tokens: readonly Token[],
    first: number,
    last: number,
    parts: Partial<Description> & Pick<Description, 'type' | 'name'>,
  ): Description {
    const before = tokens[first - 1]
    return {
      start: tokens[first]!.start,
      end: tokens[last]!.end,
      given: null,
      family: null,
      short: null,
      office: null,
      head: null,
      attributes: [],
      gender: null,
      class: null,
      definite: 'bare',
      of: null,
      weak: false,
      oblique: before !== undefined && PREPOSITION.test(before.lower),
      ...parts,
    }
  }

  /** Token behind the run of names that begins at `i`. */
  function runEnd(tokens: readonly Token[], i: number, to: number): number {
    let end = i
    while (end < to && end - i < MAX_WORDS) {
      const token = tokens[end]!
      const next = tokens[end + 1]
      if (isName(token)) end++
      else if (token.text === '.' && end > i && isInitial(tokens, end - 1) && end + 1 < to && isName(next))
        end++
      else if (
        particles.has(token.lower) &&
        end > i &&
        end + 1 < to &&
        (isName(next) || particles.has(next!.lower))
      )
        end++
      else if (end > i && joins(tokens, i, end, to)) end += isName(next) ? 1 : 2
      else break
      if (isOwner(token) && end < to) break
    }
    return end
  }

  /** Whether the small word at `at` goes on with a name: "Ministry of Health and Welfare", "Transport for London (TfL)". */
  function joins(tokens: readonly Token[], from: number, at: number, to: number): boolean {
    const { lower, text: mark } = tokens[at]!
    const next = tokens[at + 1]
    if (at + 1 >= to || !(isName(next) || (next!.lower === 'the' && at + 2 < to && isName(tokens[at + 2]))))
      return false
    if (mark === '&') return true
    if (lower === names.and)
      return endsBody(tokens, from, at) && tokens.slice(from, at).some((token) => token.lower === 'of')
    if (!/^(?:of|for|on|from)$/.test(lower)) return false
    if (lower !== 'from' && endsBody(tokens, from, at)) return true
    if (isCommon(tokens[from]!)) return false
    let end = at + 1
    while (end < to && end - at < 6 && isName(tokens[end])) end++
    return shortAt(tokens, end, to) !== null
  }

  /** "Ministry of …", "Department of …": what follows is part of the name. */
  function endsBody(tokens: readonly Token[], from: number, end: number): boolean {
    for (let i = from; i < end; i++) if (bodies.has(tokens[i]!.lower)) return true
    return false
  }

  function text(source: string, tokens: readonly Token[], from: number, to: number): string {
    return to > from ? source.slice(tokens[from]!.start, tokens[to - 1]!.end).replace(/['’]s$/, '') : ''
  }

  /** Given and family name of the tokens from `from` to before `to`. */
  function personName(
    source: string,
    tokens: readonly Token[],
    from: number,
    to: number,
  ): Pick<Description, 'given' | 'family' | 'name' | 'gender'> {
    let start = from
    let gender: Gender | null = null
    while (start < to - 1 && titles.has(tokens[start]!.text)) {
      gender ??= titles.get(tokens[start]!.text)!.gender ?? null
      start++
      if (tokens[start]!.text === '.') start++
    }
    let end = to
    while (end > start + 1 && (SUFFIX.test(tokens[end - 1]!.text) || tokens[end - 1]!.text === '.')) end--
    let family = end - 1
    while (family > start + 1 && particles.has(tokens[family - 1]!.lower)) family--
    const known = given.get(plain(tokens[start]!)) ?? null
    if (family <= start) {
      const name = text(source, tokens, start, end)
      return { given: null, family: name, name, gender: gender ?? null }
    }
    const first = text(source, tokens, start, family)
    const lastName = text(source, tokens, family, end)
    return { given: first, family: lastName, name: `${first} ${lastName}`, gender: gender ?? known }
  }

  function bodyClass(tokens: readonly Token[], from: number, to: number): BodyClass | null {
    for (let i = to - 1; i >= from; i--) {
      const found = bodies.get(base(tokens[i]!))
      if (found) return found
    }
    return null
  }

  /** The short form in brackets at `i`: "(WHO)". */
  function shortAt(tokens: readonly Token[], i: number, to: number): string | null {
    const word = tokens[i + 1]
    return tokens[i]?.text === '(' &&
      word &&
      i + 2 < to &&
      tokens[i + 2]!.text === ')' &&
      (ACRONYM.test(word.text) || (isName(word) && endsBody(tokens, Math.max(0, i - 8), i)))
      ? word.text
      : null
  }

  function isInitial(tokens: readonly Token[], i: number): boolean {
    const word = tokens[i]?.text ?? ''
    return word.length === 1 || titles.has(word) || SUFFIX.test(word)
  }

  /** An office in apposition from `i` on: ", the chief executive of Hong Kong". */
  function apposition(
    source: string,
    tokens: readonly Token[],
    i: number,
    to: number,
  ): { office: string; head: string; gender: 'm' | 'f' | null; next: number } | null {
    let from = i
    if (tokens[from] && (DEFINITE.test(tokens[from]!.lower) || INDEFINITE.test(tokens[from]!.lower))) from++
    let office = -1
    let end = from
    for (; end < to && end - from < MAX_WORDS; end++) {
      const token = tokens[end]!
      if (!token.word && !/^['’.&]$/.test(token.text)) break
      if (token.text === '.' && !isInitial(tokens, end - 1)) break
      if (/^(?:who|which|that|and|said|was|is|told)$/.test(token.lower) && office >= 0) break
      if (office < 0 && PREPOSITION.test(token.lower)) break
      if (office < 0 && offices.has(base(token)) && !offices.has(tokens[end + 1]?.lower ?? '')) office = end
    }
    if (office < 0) return null
    const word = tokens[office]!.lower
    return {
      office: text(source, tokens, from, end),
      head: word,
      gender: offices.get(word) ?? null,
      next: end,
    }
  }

  /** A word with a capital only because it begins a sentence: "Activists". */
  function isCommon(token: Token): boolean {
    const one = singular(token.lower)
    return (
      unnamed.has(token.lower) ||
      texts.has(token.lower) ||
      (offices.has(one) && one !== token.lower) ||
      /^(?:police|media)$/.test(token.lower)
    )
  }

  /** The noun that small words behind a name lead to, or -1. */
  function nounBehind(tokens: readonly Token[], from: number, to: number): number {
    let noun = -1
    for (let k = from; k < Math.min(to, from + 4); k++) {
      const token = tokens[k]!
      if (!token.word || token.capital || token.number || isFunctionWord(token.lower)) break
      const one = singular(base(token))
      if (offices.has(one) || bodies.has(one) || unnamed.has(token.lower) || texts.has(one)) noun = k
      if (isOwner(token)) break
    }
    return noun
  }

  /** Where the name begins that is all that stands behind the next comma, or -1. */
  function behindComma(tokens: readonly Token[], from: number, to: number): number {
    for (let k = from; k < to - 1; k++)
      if (tokens[k]!.text === ',') {
        const at = k + 1
        return isName(tokens[at]) && runEnd(tokens, at, to) === to && !bodyClass(tokens, at, to) ? at : -1
      }
    return -1
  }

  /** The phrase from `from` to before `to`; with `whole` all of it is one mention. */
  function readPhrase(
    source: string,
    tokens: readonly Token[],
    { from, to, whole }: { from: number; to: number; whole: boolean },
  ): Phrase | null {
    let i = from
    let definite: Description['definite'] = 'bare'
    const attributes: string[] = []
    let plural = false
    let possessive = false
    for (; i < to && i - from < 4; i++) {
      const word = tokens[i]!.lower
      if (DEFINITE.test(word) || isPossessive(word)) {
        definite = 'definite'
        possessive ||= isPossessive(word)
      } else if (/-year-old$/.test(word)) continue
      else if (INDEFINITE.test(word) && (!tokens[i]!.capital || i === from)) {
        if (definite === 'bare') definite = 'indefinite'
        plural ||= !/^(?:a|an|another|one)$/.test(word)
      } else break
    }
    // "Iran's foreign minister"
    for (let k = i; k < Math.min(to, i + 5); k++)
      if (isOwner(tokens[k]) && k + 1 < to) {
        attributes.push(text(source, tokens, i, k + 1).toLowerCase())
        definite = 'definite'
        i = k + 1
        break
      } else if (!isName(tokens[k])) break
    if (i >= to || options.isTime(tokens[i]!.lower)) return null
    const start = i
    // The words up to a preposition or mark; an office among them comes before a name, if there is one.
    let office = -1
    let end = i
    for (; end < to && end - start < MAX_WORDS; end++) {
      const token = tokens[end]!
      if (isName(token)) {
        const run = Math.max(runEnd(tokens, end, to), end + 1)
        for (let k = end; k < run; k++)
          if (offices.has(tokens[k]!.lower) && !titles.has(tokens[k]!.text)) office = k
        if (office >= end && office === run - 1) {
          end = run - 1
          continue
        }
        // "Princeton University neuroscience professor Sam Wang", "the Hong Kong government", "Philippine officials"
        const noun = nounBehind(tokens, run, to)
        end = run - 1
        if (noun < 0 || office >= run) {
          end++
          break
        }
        if (offices.has(tokens[noun]!.lower)) office = noun
        end = noun
        if (isName(tokens[noun + 1]) && offices.has(tokens[noun]!.lower) && noun + 1 < to) continue
        end++
        break
      }
      if (!token.word || PREPOSITION.test(token.lower)) break
      if (offices.has(base(token))) office = end
      else if (!whole && (isFunctionWord(token.lower) || end - start > 3)) break
    }
    if (end === start) return null
    // "Secretary of State Mike Pompeo", "director of Amnesty International Man-kei Tam"
    let nameFrom = office >= 0 ? office + 1 : start
    if (office >= 0 && nameFrom >= end && PREPOSITION.test(tokens[end]?.lower ?? '') && end < to) {
      const run = tokens[end + 1] && isName(tokens[end + 1]) ? runEnd(tokens, end + 1, to) : -1
      if (run > end + 2) {
        let at = -1
        for (let k = end + 2; k < run - 1; k++) if (given.has(tokens[k]!.text) && at < 0) at = k
        if (at < 0 && whole && run === to && run - end > 3 && !bodyClass(tokens, run - 2, run)) at = run - 2
        if (at > 0)
          return person(source, tokens, {
            from,
            first: start,
            nameFrom: at,
            end: run,
            office,
            definite,
            attributes,
            to,
          })
      }
    }
    if (office < 0 && isName(tokens[start])) {
      // "Hong Kong activist Joshua Wong" ends in a name behind its office; here there is none.
      nameFrom = start
    }
    const common = end > start && !isName(tokens[end - 1]) && tokens[end - 1]!.word
    const lone = end === start + 1 && isCommon(tokens[start]!)
    const hasName = nameFrom < end && isName(tokens[nameFrom]) && !(office < 0 && (common || lone))
    // "The mayor of London, Sadiq Khan"
    if (whole && office >= 0 && !hasName) {
      const apart = behindComma(tokens, end, to)
      if (apart > 0)
        return person(source, tokens, {
          from,
          first: start,
          nameFrom: apart,
          end: to,
          office,
          definite,
          attributes,
          to,
        })
    }
    // "Transport for London (TfL)"
    if (
      whole &&
      office < 0 &&
      to - start > 4 &&
      isName(tokens[start]) &&
      tokens[to - 1]!.text === ')' &&
      shortAt(tokens, to - 3, to)
    ) {
      const short = shortAt(tokens, to - 3, to)
      return {
        description: describe(tokens, from, to - 1, {
          type: 'organisation',
          name: text(source, tokens, start, to - 3),
          short,
          class: bodyClass(tokens, start, to - 3),
          gender: 'n',
        }),
        next: to,
      }
    }
    if (office >= 0 && hasName)
      return person(source, tokens, { from, first: start, nameFrom, end, office, definite, attributes, to })
    if (hasName || (office < 0 && isName(tokens[end - 1]) && !lone)) {
      let first = hasName ? nameFrom : end - 1
      while (first > start && isName(tokens[first - 1])) first--
      return proper(source, tokens, { from, start, first, end, definite, to, whole })
    }
    // A common noun.
    if (office >= 0) end = office + 1
    const noun = tokens[office >= 0 ? office : end - 1]!
    const head = base(noun)
    const one = singular(head)
    const isPlural =
      plural || (head !== one && !offices.has(head)) || /^(?:people|police|media|staff)$/.test(head)
    if (!whole && office < 0) return null
    const name = text(
      source,
      tokens,
      definite === 'definite' && whole && !possessive ? start : from === start ? from : start,
      end,
    )
    const more = { head: one, attributes, definite, gender: null as Gender | null }
    if (office >= 0 || offices.has(one)) {
      if (isPlural || unnamed.has(head))
        return {
          description: describe(tokens, from, end - 1, { ...more, type: 'group', name, gender: 'p' }),
          next: end,
        }
      const owner =
        whole && /^(?:of|for|from|at|with)$/.test(tokens[end]?.lower ?? '') && end + 1 < to
          ? readPhrase(source, tokens, { from: end + 1, to, whole: true })
          : null
      const of = owner && owner.description.type === 'organisation' ? owner.description : null
      return {
        description: describe(tokens, from, end - 1, {
          ...more,
          type: 'role',
          name: whole ? text(source, tokens, definite === 'bare' ? from : start, to) : name,
          office: text(source, tokens, start, end),
          gender: offices.get(one) ?? null,
          of,
        }),
        next: whole ? to : end,
      }
    }
    const full = whole ? text(source, tokens, start, to) : name
    if (texts.has(one) || texts.has(head))
      return { description: describe(tokens, from, end - 1, { ...more, type: 'text', name: full }), next: to }
    const body = bodies.get(head) ?? bodies.get(one)
    if (unnamed.has(`${one}s`))
      return {
        description: describe(tokens, from, end - 1, { ...more, type: 'group', name: full, gender: 'p' }),
        next: to,
      }
    if (body && !isPlural)
      return {
        description: describe(tokens, from, end - 1, {
          ...more,
          type: 'organisation',
          name: full,
          class: body,
          gender: 'n',
        }),
        next: to,
      }
    if (body && head === 'police')
      return {
        description: describe(tokens, from, end - 1, {
          ...more,
          type: 'organisation',
          name: full,
          class: body,
          gender: 'p',
        }),
        next: to,
      }
    return {
      description: describe(tokens, from, end - 1, { ...more, type: 'group', name: full, gender: 'p' }),
      next: to,
    }
  }

  function person(
    source: string,
    tokens: readonly Token[],
    {
      from,
      first,
      nameFrom,
      end,
      office,
      definite,
      attributes,
      to,
    }: {
      from: number
      first: number
      nameFrom: number
      end: number
      office: number
      definite: Description['definite']
      attributes: readonly string[]
      to: number
    },
  ): Phrase {
    const name = personName(source, tokens, nameFrom, end)
    const word = tokens[office]!.lower
    const known = proper(source, tokens, {
      from: nameFrom,
      start: nameFrom,
      first: nameFrom,
      end,
      definite,
      to,
      whole: true,
    })
    // "the president of the World Bank" has no person's name.
    if (
      known.description.type === 'organisation' &&
      (bodyClass(tokens, nameFrom, end) || ACRONYM.test(plain(tokens[nameFrom]!)))
    )
      return known
    return {
      description: describe(tokens, from, end - 1, {
        ...name,
        type: 'person',
        office: text(source, tokens, first, nameFrom).replace(/,$/, ''),
        head: word,
        attributes,
        gender: name.gender ?? offices.get(word) ?? null,
        definite,
      }),
      next: Math.max(end, known.next),
    }
  }

  /** A run of names: a person or a body. */
  function proper(
    source: string,
    tokens: readonly Token[],
    {
      from,
      start,
      first,
      end,
      definite,
      to,
      whole,
    }: {
      from: number
      start: number
      first: number
      end: number
      definite: Description['definite']
      to: number
      whole: boolean
    },
  ): Phrase {
    const short = shortAt(tokens, end, to)
    const next = short ? end + 3 : end
    const words = end - first
    const titled = titles.has(tokens[first]!.text) && words > 1
    const own = text(source, tokens, first, end)
    const body = bodyClass(tokens, first, end)
    const firstName = given.has(plain(tokens[first]!))
    const apposed =
      tokens[next]?.text === ',' && next + 1 < to ? apposition(source, tokens, next + 1, to) : null
    const isBody =
      !titled &&
      (short !== null ||
        (body !== null && !(firstName && words === 2)) ||
        (words === 1 && (ACRONYM.test(plain(tokens[first]!)) || places.has(own))) ||
        (definite === 'definite' && !firstName) ||
        (words > 1 && (places.has(own) || (!firstName && places.has(plain(tokens[end - 1]!))))) ||
        /\d|&/.test(own))
    if (isBody && !(apposed && firstName && !short)) {
      const name = first > start ? text(source, tokens, first, end) : own
      return {
        description: describe(tokens, from, next - 1, {
          type: 'organisation',
          name,
          short,
          class: body,
          head: body ? base(tokens[end - 1]!) : null,
          gender: /(?:police|democrats|republicans)$/i.test(own) ? 'p' : 'n',
          definite: definite === 'indefinite' ? 'indefinite' : 'bare',
        }),
        next,
      }
    }
    const name = personName(source, tokens, first, end)
    const lead = first > start ? text(source, tokens, start, first) : null
    return {
      description: describe(tokens, from, end - 1, {
        ...name,
        type: 'person',
        office: apposed?.office ?? lead,
        head: apposed?.head ?? null,
        gender: name.gender ?? apposed?.gender ?? null,
        definite,
        weak: !whole && words === 1 && !titled && !apposed,
      }),
      next: apposed ? apposed.next : next,
    }
  }

  function sortOf(word: string): string {
    const lower = word.toLowerCase().replace(/['’]s$/, '')
    const one = singular(lower)
    if (unnamed.has(lower)) return 'unnamed'
    if (offices.has(one)) return 'office'
    const body = bodies.get(one)
    if (body) return `organisation ${body}`
    if (texts.has(one)) return 'text'
    const name = word.replace(/['’]s$/, '')
    if (given.has(name)) return 'name'
    if (places.has(name)) return 'place'
    return titles.has(name) ? 'title' : ''
  }

  function analyze(source: string, tokens: readonly Token[]): BlockMentions {
    const phrases: BlockPhrase[] = []
    const sentenceEnds: number[] = []
    let opensAt = 0
    for (let i = 0; i < tokens.length;) {
      const token = tokens[i]!
      if (isSentenceEnd(tokens, i)) {
        sentenceEnds.push(token.end)
        i++
        opensAt = i
        continue
      }
      const opens = i === opensAt
      const function_ = isFunctionWord(token.lower)
      const begins =
        token.word &&
        (isName(token)
          ? !(function_ && opens) || DEFINITE.test(token.lower)
          : DEFINITE.test(token.lower) || /^an?$/.test(token.lower) || offices.has(token.lower))
      const result = begins
        ? readPhrase(source, tokens, { from: i, to: Math.min(tokens.length, i + MAX_WORDS), whole: false })
        : null
      if (!result) {
        if (!token.word && /^["“”‘’]$/.test(token.text) && opens) opensAt = i + 1
        i++
        continue
      }
      const { description } = result
      if (!(description.type === 'role' && description.definite === 'bare'))
        phrases.push({ description, sentence: sentenceEnds.length, opens: i <= opensAt + 1 })
      i = Math.max(result.next, i + 1)
    }
    return { text: source, tokens, phrases, sentenceEnds }
  }

  function read({ text: source, tokens }: BlockMentions, { start, end }: TextRange): Reading {
    let from = lowerBound(tokens, (token) => token.end <= start)
    let to = from
    while (to < tokens.length && tokens[to]!.start < end) to++
    while (from < to && !tokens[from]!.word) from++
    while (to > from && /^[,;:–—"“”]$/.test(tokens[to - 1]!.text)) to--
    if (from >= to) return { kind: 'none' }
    if (to - from === 1) {
      const word = base(tokens[from]!).replace(/['’](?:s|ve|re|ll|d)$/, '')
      const pronoun = ACRONYM.test(tokens[from]!.text) ? undefined : pronouns.get(word)
      if (pronoun)
        return {
          kind: 'pronoun',
          genders: pronoun.genders,
          persons: false,
          relative: pronoun.relative === true,
        }
      if (firstPersons.has(word)) return { kind: 'pronoun', genders: null, persons: true, relative: false }
      if (/^(?:there|one|nobody|no)$/.test(word)) return { kind: 'none' }
    }
    const ranges = parts(source, tokens, from, to)
    const descriptions: Description[] = []
    for (const [a, b] of ranges) {
      const found = readPhrase(source, tokens, { from: a, to: b, whole: true })
      if (found) descriptions.push(found.description)
    }
    if (descriptions.length > 0) return { kind: 'phrases', descriptions }
    return { kind: 'words', name: source.slice(tokens[from]!.start, tokens[to - 1]!.end) }
  }

  /** "A, B and C", if each is named. */
  function parts(
    source: string,
    tokens: readonly Token[],
    from: number,
    to: number,
  ): readonly (readonly [number, number])[] {
    const cuts: number[] = []
    for (let i = from + 1; i < to - 1; i++) {
      if (tokens[i]!.lower !== names.and) continue
      const left = tokens[i - 1]!
      const right = tokens[i + 1]!
      if (!isName(left) && left.text !== ')') continue
      if (!isName(right) && right.lower !== 'the' && !offices.has(right.lower)) continue
      if (endsBody(tokens, from, i) && !endsBody(tokens, i, to) && runEnd(tokens, from, to) > i) continue
      cuts.push(i)
    }
    if (cuts.length !== 1) return [[from, to]]
    const cut = cuts[0]!
    const a = readPhrase(source, tokens, { from, to: cut, whole: true })?.description.type
    const b = readPhrase(source, tokens, { from: cut + 1, to, whole: true })?.description.type
    const named = (type: string | undefined): boolean => type === 'person' || type === 'organisation'
    return named(a) && named(b)
      ? [
          [from, cut],
          [cut + 1, to],
        ]
      : [[from, to]]
  }

  return {
    analyze,
    sortOf,
    read,
    givenName: (word) => given.get(word) ?? null,
    isGeneric: (head) => genericPersons.has(head),
    isAnyBody: (head) => genericBodies.has(head),
    and: names.and,
  }
}
