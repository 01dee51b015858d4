/** Who speaks in the article, how often and how, for every format that shows it. */
import { foldSpace } from '../model/presentation.js'
import { LABELS, type Locale } from '../model/labels.js'
import { speakersOverview, type SpeakerTally } from '../model/speakers-overview.js'
import type { Report } from './report.js'
import { WORDS } from './words.js'

/** One speaker of the overview. */
export interface SpeakerRow extends Pick<SpeakerTally, 'total' | 'direct' | 'indirect' | 'checked'> {
  /** With the short form; that none is given where none is. */
  readonly name: string
  readonly office: string
  /** Nobody in the article gives a name. */
  readonly isUnnamed: boolean
  /** The statements' numbers in the report, rising. */
  readonly numbers: readonly number[]
}

/** The speakers, and what is to be said of them all. */
export interface Speakers {
  /** In a sentence: how many speakers in how many statements. */
  readonly summary: string
  /** Those who speak most come first, then in the order in which they first speak; without a speaker last. */
  readonly rows: readonly SpeakerRow[]
}

/** Counts the report's speakers. No rows where it has no statements. */
export function speakersOf({ placed, detached, scheme }: Report, locale: Locale): Speakers {
  const entries = [...placed, ...detached]
  const numbers = new Map(entries.map(({ annotation, number }) => [annotation.id, number]))
  const overview = speakersOverview(
    entries.map(({ annotation }) => annotation),
    scheme,
  )
  const last = (tally: SpeakerTally) => Number(tally.speakerIs.kind === 'none')
  const tallies = [...overview.tallies].sort((a, b) => last(a) - last(b) || b.total - a.total)
  return {
    summary: WORDS[locale].speakersSummary(overview),
    rows: tallies.map(({ speakerIs: { kind, name, office, short }, ids, ...counts }) => ({
      name: name
        ? `${foldSpace(name)}${short && short !== name ? ` (${foldSpace(short)})` : ''}`
        : LABELS[locale].speakerKind.none,
      office: foldSpace(office ?? ''),
      isUnnamed: kind === 'unnamed',
      numbers: ids.map((id) => numbers.get(id) ?? 0).sort((a, b) => a - b),
      total: counts.total,
      direct: counts.direct,
      indirect: counts.indirect,
      checked: counts.checked,
    })),
  }
}
