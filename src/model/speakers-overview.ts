/** Who speaks in an article, how often and how: what is counted for the speaker overview and the report. */
import type { SpeakerIdentity } from '../text/statement.js'
import { byPlace, type Annotation } from './annotation.js'
import { isChecked } from './coverage.js'
import { foldSpace } from './presentation.js'
import { DEFAULT_SCHEME, type Scheme } from './status.js'

/** One speaker's statements. */
export interface SpeakerTally {
  /** What `speakerKey` gives for each of them. */
  readonly key: string
  /** With the office and the short form of the first statement that has one; the mention as name where there is no other. */
  readonly speakerIs: SpeakerIdentity
  readonly total: number
  /** In their own words. */
  readonly direct: number
  /** In the article's words: indirect, free and reported ones. */
  readonly indirect: number
  /** With a final status that still holds. */
  readonly checked: number
  /** Ids of the statements, in text order. */
  readonly ids: readonly string[]
}

/** All that speak, once each. */
export interface SpeakersOverview {
  /** In the order in which they first speak; those of whom no speaker is given are one of them, of kind `none`. */
  readonly tallies: readonly SpeakerTally[]
  /** Speakers that the article gives, with a name or without. */
  readonly speakers: number
  /** Those among them that it does not name. */
  readonly unnamed: number
  /** Statements. */
  readonly total: number
  /** Statements of which no speaker is given. */
  readonly withoutSpeaker: number
}

/**
 * Tells speakers apart: two statements have the same one when kind and name are the same, in any case
 * and with any white space. Without a name the mention stands for it.
 */
export function speakerKey({ speakerIs, target }: Pick<Annotation, 'speakerIs' | 'target'>): string {
  const { kind, name } = speakerIs
  return kind === 'none' ? kind : `${kind}:${foldSpace(name ?? target.speaker ?? '').toLocaleLowerCase()}`
}

/** Counts what the statements' speakers say. Dismissed annotations do not count; detached ones do, and are not checked. */
export function speakersOverview(
  annotations: Iterable<Annotation>,
  scheme: Scheme = DEFAULT_SCHEME,
): SpeakersOverview {
  const present = [...annotations].filter(({ dismissed }) => !dismissed).sort(byPlace)
  const groups = new Map<string, Annotation[]>()
  for (const annotation of present) {
    const key = speakerKey(annotation)
    const group = groups.get(key)
    if (group) group.push(annotation)
    else groups.set(key, [annotation])
  }
  const tallies = [...groups].map(([key, group]) => tallyOf(key, group, scheme))
  const given = tallies.filter(({ speakerIs }) => speakerIs.kind !== 'none')
  return {
    tallies,
    speakers: given.length,
    unnamed: given.filter(({ speakerIs }) => speakerIs.kind === 'unnamed').length,
    total: present.length,
    withoutSpeaker: groups.get('none')?.length ?? 0,
  }
}

function tallyOf(key: string, group: readonly Annotation[], scheme: Scheme): SpeakerTally {
  const direct = group.filter(({ kind }) => kind === 'direct').length
  return {
    key,
    speakerIs: identityOf(group),
    total: group.length,
    direct,
    indirect: group.length - direct,
    checked: group.filter((annotation) => isChecked(annotation, scheme)).length,
    ids: group.map(({ id }) => id),
  }
}

function identityOf(group: readonly Annotation[]): SpeakerIdentity {
  const kind = group[0]?.speakerIs.kind ?? 'none'
  if (kind === 'none') return { kind }
  const first = <T>(valueOf: (annotation: Annotation) => T | null | undefined): T | undefined => {
    for (const annotation of group) {
      const value = valueOf(annotation)
      if (value) return value
    }
    return undefined
  }
  const name = first(({ speakerIs, target }) => foldSpace(speakerIs.name ?? target.speaker ?? ''))
  const office = first(({ speakerIs }) => speakerIs.office)
  const short = first(({ speakerIs }) => speakerIs.short)
  return { kind, ...(name && { name }), ...(office && { office }), ...(short && { short }) }
}
