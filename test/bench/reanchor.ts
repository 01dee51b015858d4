/**
 * `npm run bench:reanchor`: how well and how fast annotations find their words again in an article that was edited.
 *
 * Every statement of the articles is noted as a target; then the article is edited at random in a way that is
 * known, so that for each target it is known where its words are now, or that they are gone. Three ways to find
 * them are compared in the same run: `reanchorAll`, the exact words alone, and the most similar words without
 * threshold to speak of, margin or context. `--seed N` and `--rounds N` repeat and lengthen.
 */
import { existsSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import search from 'approx-string-match'
import { de } from '../../src/lang/de/index.js'
import {
  articleText,
  piecesOf,
  reanchor,
  reanchorAll,
  targetOf,
  wordingOf,
  isSameWording,
  type RoleRanges,
  type Target,
  type TextRange,
} from '../../src/model/index.js'
import { readHTML } from '../../src/cli/read-html.js'
import { createEngine, detect } from '../../src/text/index.js'
import { randomFrom } from './edits.js'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
})
const CORPORA = ['open-de', 'open-en'].map((name) => `../shared/corpora/${name}/dev.jsonl`)
/** With less of its units left a statement counts as gone; between the two, either answer is right. */
const GONE = 0.2
const THERE = 0.5
/** A found range must share so much with the right one; with less the place is right and the borders are rough. */
const SAME_BORDERS = 0.8

interface Sample {
  readonly text: string
  readonly targets: readonly Target[]
}

// Articles

const samples: Sample[] = []
const demo = articleText(readHTML(readFileSync('demo/article.html', 'utf8')).article)
samples.push({ text: demo, targets: detect(demo, createEngine(de)).map((found) => targetOf(demo, found)) })
for (const file of CORPORA) {
  if (!existsSync(file)) {
    console.log(`${file} is not there and is left out`)
    continue
  }
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { text, statements } = JSON.parse(line) as {
      text: string
      statements: Record<keyof RoleRanges, [number, number][]>[]
    }
    const rangesOf = (pairs: [number, number][]): TextRange[] => pairs.map(([start, end]) => ({ start, end }))
    const targets = statements
      .filter(({ quote }) =>
        quote.every(([start, end], i) => start < end && start >= (quote[i - 1]?.[1] ?? 0)),
      )
      .map((s) =>
        targetOf(text, {
          quote: rangesOf(s.quote),
          speaker: rangesOf(s.speaker),
          cue: rangesOf(s.cue),
          frame: rangesOf(s.frame),
          addressee: rangesOf(s.addressee),
        }),
      )
    if (targets.length) samples.push({ text, targets })
  }
}
const foreign = samples.flatMap(({ text }) => text.split(/\n\n+/).filter((p) => p.length > 80))

// Edits

const random = randomFrom(Number(values.seed))
const below = (n: number): number => Math.floor(random() * n)
const pick = <T>(list: readonly T[]): T => list[below(list.length)]!

/** A text whose units know where they stood before. */
class Draft {
  units: string[]
  /** -1 for what is new. */
  origins: number[]
  /** For what was copied, where from: the original's offset; else -1. */
  copies: number[]
  constructor(text: string) {
    this.units = text.split('')
    this.origins = this.units.map((_unit, i) => i)
    this.copies = this.units.map(() => -1)
  }
  get text(): string {
    return this.units.join('')
  }
  replace(start: number, end: number, words: string): void {
    const units = words.split('')
    this.units.splice(start, end - start, ...units)
    this.origins.splice(start, end - start, ...units.map(() => -1))
    this.copies.splice(start, end - start, ...units.map(() => -1))
  }
  copy({ start, end }: TextRange, to: number): void {
    const units = this.units.slice(start, end)
    const origins = this.origins.slice(start, end)
    this.units.splice(to, 0, ...units)
    this.origins.splice(to, 0, ...units.map(() => -1))
    this.copies.splice(to, 0, ...origins)
  }
  move(start: number, end: number, to: number): void {
    const units = this.units.splice(start, end - start)
    const origins = this.origins.splice(start, end - start)
    const copies = this.copies.splice(start, end - start)
    const at = to > start ? to - (end - start) : to
    this.units.splice(at, 0, ...units)
    this.origins.splice(at, 0, ...origins)
    this.copies.splice(at, 0, ...copies)
  }
  /** Where units of a range are now: from the first to the last, and what share is left. */
  find({ start, end }: TextRange): { readonly range: TextRange; readonly left: number } | null {
    const places: number[] = []
    for (const [i, origin] of this.origins.entries()) if (origin >= start && origin < end) places.push(i)
    if (!places.length) return null
    return {
      range: { start: places[0]!, end: places[places.length - 1]! + 1 },
      left: places.length / (end - start),
    }
  }
  wording(ranges: readonly TextRange[]): string {
    return wordingOf(this.text, ranges)
  }
  /** Whether what is found was copied, for the most part, from the target's words. */
  isCopy(found: readonly TextRange[], quote: readonly TextRange[]): boolean {
    const units = found.flatMap(({ start, end }) => this.copies.slice(start, end))
    const own = units.filter((from) => quote.some(({ start, end }) => start <= from && from < end))
    return own.length >= units.length * THERE
  }
  /** Whether more than the words was copied, so that nothing tells the copy from the original. */
  isInCopiedContext(found: readonly TextRange[]): boolean {
    const start = found[0]!.start
    const end = found[found.length - 1]!.end
    return (this.copies[start - 1] ?? -1) >= 0 || (this.copies[end] ?? -1) >= 0
  }
  words(start: number, end: number): TextRange[] {
    return [...this.text.slice(start, end).matchAll(/[\p{L}\p{N}]+/gu)].map((m) => ({
      start: start + m.index,
      end: start + m.index + m[0].length,
    }))
  }
  paragraph(at: number): TextRange {
    const { text } = this
    const start = text.lastIndexOf('\n\n', at - 1)
    const end = text.indexOf('\n\n', at)
    return { start: start < 0 ? 0 : start + 2, end: end < 0 ? text.length : end }
  }
  /** Where another paragraph begins. */
  elsewhere(at: number): number {
    const { text } = this
    const own = this.paragraph(at)
    const starts = [0, ...[...text.matchAll(/\n\n+/g)].map((m) => m.index + m[0].length), text.length]
    const others = starts.filter((start) => start < own.start || start > own.end)
    return others.length ? pick(others) : text.length
  }
}

const foreignWord = (): string => pick(pick(foreign).match(/[\p{L}]{3,}/gu) ?? ['Wort'])
const foreignWords = (length: number): string => {
  let words = ''
  while (words.length < length) words += `${pick(foreign)} `
  const from = below(Math.max(1, words.length - length))
  return words
    .slice(from)
    .replace(/^\S*\s/, '')
    .slice(0, length)
    .trim()
}

const shifted = ({ start, end }: TextRange, by: number): TextRange => ({ start: start + by, end: end + by })

type Edit = (draft: Draft, at: TextRange) => void
function someWords(draft: Draft, at: TextRange, share: number, edit: (word: TextRange) => void): void {
  const words = draft.words(at.start, at.end)
  const count = Math.max(1, Math.round(words.length * share))
  const chosen = new Set(Array.from({ length: count }, () => below(words.length)))
  for (const i of [...chosen].sort((a, b) => b - a)) if (words[i]) edit(words[i])
}
const edits: Record<string, Edit> = {
  'nothing near': () => {},
  'a word replaced': (draft, at) =>
    someWords(draft, at, 0, ({ start, end }) => draft.replace(start, end, foreignWord())),
  'words replaced (20 %)': (draft, at) =>
    someWords(draft, at, 0.2, ({ start, end }) => draft.replace(start, end, foreignWord())),
  'words deleted (20 %)': (draft, at) =>
    someWords(draft, at, 0.2, ({ start, end }) => draft.replace(start, Math.min(at.end, end + 1), '')),
  'words inserted (20 %)': (draft, at) =>
    someWords(draft, at, 0.2, ({ start }) => draft.replace(start, start, `${foreignWord()} `)),
  'typos fixed': (draft, at) =>
    someWords(draft, at, 0.15, ({ start, end }) => {
      const i = start + below(end - start)
      if (random() < 0.5) draft.replace(i, i + 1, pick([...'aeinrst']))
      else draft.replace(i, i, pick([...'aeinrst']))
    }),
  'quotation marks changed': (draft) => {
    for (const [i, unit] of draft.units.entries())
      draft.units[i] = ({ '„': '»', '“': '«', '”': '«', '"': '“' } as Record<string, string>)[unit] ?? unit
  },
  'marks replaced by two units': (draft) => {
    for (let i = draft.units.length - 1; i >= 0; i--)
      if (/[„“”"]/.test(draft.units[i]!)) draft.replace(i, i + 1, "''")
  },
  'sentence moved': (draft, at) => draft.move(at.start, at.end, draft.elsewhere(at.start)),
  'paragraph moved': (draft, at) => {
    const { start, end } = draft.paragraph(at.start)
    draft.move(start, end, draft.elsewhere(at.start))
  },
  'context rewritten': (draft, at) => {
    const { start, end } = draft.paragraph(at.start)
    draft.replace(at.end, Math.max(at.end, end), ` ${foreignWords(80)}`)
    draft.replace(start, at.start, `${foreignWords(80)} `)
  },
  'paragraph rewritten (30 %)': (draft, at) =>
    someWords(draft, draft.paragraph(at.start), 0.3, ({ start, end }) =>
      draft.replace(start, end, foreignWord()),
    ),
  'twin added': (draft, at) => {
    const to = draft.elsewhere(at.start)
    const words = ` ${foreignWords(60)} `
    draft.replace(to, to, words)
    draft.copy(to <= at.start ? shifted(at, words.length) : at, to)
  },
  'twin added, typos fixed': (draft, at) => {
    const to = draft.elsewhere(at.start)
    const words = ` ${foreignWords(60)} `
    draft.replace(to, to, words)
    const own = to <= at.start ? shifted(at, words.length) : at
    draft.copy(own, to)
    edits['typos fixed']!(draft, to <= at.start ? shifted(own, at.end - at.start) : own)
  },
  'paragraph doubled': (draft, at) => {
    const own = draft.paragraph(at.start)
    const to = draft.elsewhere(at.start)
    draft.replace(to, to, '\n\n')
    draft.copy(to <= own.start ? shifted(own, 2) : own, to === draft.units.length - 2 ? to + 2 : to)
  },
  'paragraph deleted': (draft, at) => {
    const { start } = draft.paragraph(at.start)
    draft.replace(start, Math.min(draft.units.length, Math.max(at.end, draft.paragraph(at.end).end) + 2), '')
  },
  'words replaced by others': (draft, at) => draft.replace(at.start, at.end, foreignWords(at.end - at.start)),
}
const mixed = Object.keys(edits)

// Ways to find

type Found = readonly TextRange[] | null
const ways: Record<string, (text: string, targets: readonly Target[]) => readonly Found[]> = {
  'this package': (text, targets) =>
    reanchorAll(text, targets).map((found) => ('ranges' in found ? found.ranges.quote : null)),
  'one at a time': (text, targets) =>
    targets.map((target) => {
      const found = reanchor(text, target)
      return 'ranges' in found ? found.ranges.quote : null
    }),
  'exact words': (text, targets) =>
    targets.map((target) => {
      const ranges: TextRange[] = []
      let behind = 0
      for (const piece of piecesOf(target)) {
        const start = text.indexOf(piece, behind)
        if (start < 0) return null
        behind = start + piece.length
        ranges.push({ start, end: behind })
      }
      return ranges
    }),
  'most similar': (text, targets) =>
    targets.map((target) => {
      const ranges: TextRange[] = []
      let behind = 0
      for (const piece of piecesOf(target)) {
        const [match] = search(text.slice(behind), piece, Math.floor(piece.length / 2))
        if (!match) return null
        ranges.push({ start: behind + match.start, end: behind + match.end })
        behind += match.end
      }
      return ranges
    }),
}

// Counting

/**
 * `right`: the place, or rightly nothing; `rough`: the place with other borders; `copy`: a copy that the edits made
 * while the original was changed, was deleted or has the same surroundings; `missed`: nothing though it is there.
 */
interface Count {
  right: number
  rough: number
  copy: number
  wrong: number
  missed: number
}
const verbose = process.env['SHOW'] ?? ''
function judge(draft: Draft, target: Target, found: Found): keyof Count {
  const { quote } = target.ranges
  const parts = quote.map((range) => draft.find(range))
  const size = (r: TextRange): number => r.end - r.start
  const whole = quote.reduce((sum, range) => sum + size(range), 0)
  const left = parts.reduce((sum, part, i) => sum + (part?.left ?? 0) * size(quote[i]!), 0) / whole
  const truth = parts.flatMap((part) => (part ? [part.range] : []))
  const shared = (found ?? []).reduce(
    (sum, a) =>
      sum + truth.reduce((n, b) => n + Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start)), 0),
    0,
  )
  if (!found?.length) return left >= THERE ? 'missed' : 'right'
  if (left < GONE || !shared) {
    const isOriginalKept = truth.length > 0 && isSameWording(draft.wording(truth), target.wording)
    return draft.isCopy(found, quote) && (!isOriginalKept || draft.isInCopiedContext(found))
      ? 'copy'
      : 'wrong'
  }
  const union = [...found, ...truth].reduce((sum, range) => sum + size(range), 0) - shared
  return shared / union >= SAME_BORDERS ? 'right' : 'rough'
}

const names = Object.keys(ways)
function table(title: string, rows: ReadonlyMap<string, Record<string, Count>>): void {
  console.log(`\n${title}\n${''.padEnd(30)}${names.map((name) => name.padStart(33)).join('')}`)
  console.log(
    `${'%'.padEnd(30)}${names.map(() => ' right rough  copy wrong missed'.padStart(33)).join('')}      n`,
  )
  for (const [name, counts] of rows) {
    let n = 0
    const cells = names.map((way) => {
      const { right, rough, copy, wrong, missed } = counts[way]!
      n = right + rough + copy + wrong + missed
      return [right, rough, copy, wrong, missed]
        .map((x) => ((100 * x) / n).toFixed(1).padStart(6))
        .join('')
        .padStart(33)
    })
    console.log(`${name.padEnd(30)}${cells.join('')}${String(n).padStart(7)}`)
  }
}
const countsFor = (): Record<string, Count> =>
  Object.fromEntries(names.map((name) => [name, { right: 0, rough: 0, copy: 0, wrong: 0, missed: 0 }]))

const victims = new Map<string, Record<string, Count>>()
const others = countsFor()
const all = countsFor()
const extentOf = (target: Target): TextRange => ({
  start: target.ranges.quote[0]!.start,
  end: target.ranges.quote[target.ranges.quote.length - 1]!.end,
})

function compare(
  label: string,
  draft: Draft,
  targets: readonly Target[],
  place: (i: number) => Record<string, Count>,
): void {
  const { text } = draft
  for (const name of names)
    for (const [i, found] of ways[name]!(text, targets).entries()) {
      const verdict = judge(draft, targets[i]!, found)
      place(i)[name]![verdict]++
      all[name]![verdict]++
      if (name === 'this package' && verdict === verbose)
        console.log(
          label,
          '|',
          targets[i]!.wording,
          '→',
          found?.map((r) => text.slice(r.start, r.end)),
          JSON.stringify(reanchor(text, targets[i]!)).slice(0, 300),
          JSON.stringify(targets[i]!.prefix),
        )
    }
}

console.log(
  `Node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores`,
)
console.log(
  `${samples.length} articles, ${samples.reduce((n, s) => n + s.targets.length, 0)} statements, seed ${values.seed}, rounds ${values.rounds}`,
)
if (values.only !== 'speed') measureQuality()
if (values.only !== 'quality') measureSpeed()

function measureQuality(): void {
  for (let round = 0; round < Number(values.rounds); round++)
    for (const { text, targets } of samples) {
      for (const [kind, edit] of Object.entries(edits))
        for (const victim of [below(targets.length), below(targets.length)]) {
          const draft = new Draft(text)
          edit(draft, extentOf(targets[victim]!))
          if (random() < 0.5) draft.replace(0, 0, `${pick(foreign)}\n\n`)
          if (!victims.has(kind)) victims.set(kind, countsFor())
          compare(kind, draft, targets, (i) => (i === victim ? victims.get(kind)! : others))
        }
      for (let i = 0; i < 4; i++) {
        const draft = new Draft(text)
        for (let step = 0; step < 5; step++) {
          const at = draft.find(extentOf(pick(targets)))
          if (at && at.left > THERE) edits[pick(mixed)]!(draft, at.range)
        }
        if (!victims.has('all mixed')) victims.set('all mixed', countsFor())
        compare('mixed', draft, targets, () => victims.get('all mixed')!)
      }
    }

  table('found again', new Map([...victims, ['statements around', others], ['all', all]]))
}

// Speed

function measureSpeed(): void {
  console.log('\n10,000 targets, 100,000 words    ms of processor time, least of three')
  const pool = samples.flatMap(({ text }) => [text])
  let long = ''
  const wanted: Target[] = []
  for (let copy = 0; long.split(' ').length < 100_000; copy++) for (const text of pool) long += `${text}\n\n`
  long = long.split(' ').slice(0, 100_000).join(' ')
  /** The articles come again and again; words set in make each occurrence another. */
  const varied = long.replace(/\S+/g, (word, at: number) =>
    at % 7 === 0 ? `${word}${(at % 9973).toString(36)}` : word,
  )
  for (const [name, text] of [
    ['the articles one behind the other, again and again', long],
    ['the same with one word in seven made different', varied],
  ] as const) {
    wanted.length = 0
    for (let i = 0; i < 10_000; i++) {
      const start = Math.floor((i * (text.length - 200)) / 10_000)
      const quote = [{ start, end: start + 40 + (i % 80) }]
      wanted.push(targetOf(text, { quote, speaker: [], cue: [], frame: [], addressee: [] }))
    }
    const reversed = text.split(' ').reverse().join(' ')
    const thinned = text.replace(/(\s\S+){40}\s\S+/g, (part) => part.replace(/^\s\S+/, ''))
    const cases: [string, string][] = [
      ['nothing changed', text],
      ['all moved by 100 units', `${'x'.repeat(98)}\n\n${text}`],
      ['every 41st word deleted', thinned],
      ['words in reverse order', reversed],
      ['replaced by "a"', 'a'.repeat(text.length)],
    ]
    console.log(name)
    for (const [label, changed] of cases) {
      const times: number[] = []
      const how: Record<string, number> = {}
      for (let run = 0; run < 3; run++) {
        // A fresh string, as a document's rendering is.
        const fresh = Buffer.from(changed, 'utf16le').toString('utf16le')
        const started = process.cpuUsage()
        const found = reanchorAll(fresh, wanted)
        times.push(process.cpuUsage(started).user / 1000)
        if (run === 0) for (const { how: key } of found) how[key] = (how[key] ?? 0) + 1
      }
      const told = Object.entries(how).map(([key, n]) => `${key} ${n}`)
      console.log(
        `  ${label.padEnd(34)}${Math.min(...times)
          .toFixed(0)
          .padStart(9)}   ${told.join(', ')}`,
      )
    }
  }
}
