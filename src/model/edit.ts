/**
 * What a person makes of statements: other borders, another speaker or kind, one of two, two of
 * one. Values in, values out; null where it does not fit. `text` is the article's plain-text
 * rendering, on which the annotations given stand.
 */
import {
  KINDS,
  SPEAKER_KINDS,
  type Flag,
  type Kind,
  type SpeakerIdentity,
  type TextRange,
} from '../text/statement.js'
import { byPlace, extentOf, targetOf, type Annotation } from './annotation.js'
import { BLOCK_SEPARATOR } from './article.js'
import { hasWords, soundQuote } from './borders.js'
import type { Foreign } from './foreign.js'
import { foldSpace } from './presentation.js'
import type { Evidence } from './source.js'
import { NO_THREAD, type Thread } from './thread.js'

/**
 * With other borders; a detached annotation comes to stand there. The ranges of the other roles
 * stay, but for those that the quote now takes in. The review stays with the words that were
 * reviewed. Null also when these are the borders that it has.
 */
export function withQuote(
  annotation: Annotation,
  text: string,
  quote: readonly TextRange[],
): Annotation | null {
  const { ranges, detached } = annotation.target
  const sound = soundQuote(text, quote)
  if (!sound || (!detached && isSameRanges(sound, ranges.quote))) return null
  const keep = (list: readonly TextRange[]): readonly TextRange[] =>
    detached ? [] : list.filter((range) => !isWithin(range, sound) || isWithin(range, ranges.quote))
  const { speaker, cue, frame, addressee } = ranges
  const target = targetOf(text, {
    quote: sound,
    speaker: keep(speaker),
    cue: keep(cue),
    frame: keep(frame),
    addressee: keep(addressee),
  })
  return { ...annotation, target, edited: true }
}

/**
 * With another speaker, mentioned at `mention`: nowhere when it is empty, as it has to be for a
 * detached annotation, and where it was before when it is null.
 */
export function withSpeaker(
  annotation: Annotation,
  text: string,
  speakerIs: SpeakerIdentity,
  mention: readonly TextRange[] | null,
): Annotation | null {
  const { target } = annotation
  const identity = soundIdentity(speakerIs)
  const speaker = !mention ? target.ranges.speaker : mention.length ? soundQuote(text, mention) : []
  if (!identity || !speaker || (target.detached && speaker.length)) return null
  if (isSameSpeaker(identity, annotation.speakerIs) && isSameRanges(speaker, target.ranges.speaker))
    return null
  const now = target.detached ? target : targetOf(text, { ...target.ranges, speaker })
  // A link of the chain that was the former speaker is the new one now.
  const chain = annotation.chain.map((link) =>
    link.speakerIs.name === annotation.speakerIs.name && link.speakerIs.kind === annotation.speakerIs.kind
      ? { mention: now.speaker ?? identity.name ?? link.mention, speakerIs: identity }
      : link,
  )
  return {
    ...annotation,
    target: now,
    speakerIs: identity,
    chain,
    flags: flagsFor(annotation.flags, identity, chain.length > 0),
    edited: true,
  }
}

/** With the kind that somebody has put in; null where it has it already, or there is no such kind. */
export function withKind(annotation: Annotation, kind: Kind): Annotation | null {
  return kind === annotation.kind || !KINDS.includes(kind) ? null : { ...annotation, kind, edited: true }
}

/**
 * Two statements as one, under the id of the first in text order. Evidence, notes and discussion of
 * both are kept; a verdict and a sign-off were for other words. Of what others have written it can hold one: where
 * both have some, `foreignLeftOver` has the other for the dossier. Pieces with only white space or signs between them become one, within a text block.
 * Null for detached and dismissed ones.
 */
export function mergeAnnotations(a: Annotation, b: Annotation, text: string): Annotation | null {
  if (a.id === b.id || [a, b].some(({ target, dismissed }) => target.detached || dismissed)) return null
  const [first, second] = byPlace(a, b) <= 0 ? [a, b] : [b, a]
  const quote = joined(text, united(first.target.ranges.quote, second.target.ranges.quote))
  const isSpeakerless = first.speakerIs.kind === 'none' && first.target.speaker === null
  const { speakerIs, target } = isSpeakerless ? second : first
  const isSame = first.speakerIs.name === second.speakerIs.name
  const outside = (list: readonly TextRange[]): readonly TextRange[] =>
    list.filter(
      (range) =>
        !isWithin(range, quote) ||
        isWithin(range, first.target.ranges.quote) ||
        isWithin(range, second.target.ranges.quote),
    )
  const both = (role: 'speaker' | 'cue' | 'frame' | 'addressee'): readonly TextRange[] =>
    outside(united(first.target.ranges[role], second.target.ranges[role]))
  const chain = first.chain.length ? first.chain : second.chain
  const flags = [...new Set([...first.flags, ...second.flags])]
  return {
    ...first,
    target: targetOf(text, {
      quote,
      speaker: isSame ? both('speaker') : outside(target.ranges.speaker),
      cue: both('cue'),
      frame: both('frame'),
      addressee: both('addressee'),
    }),
    speakerIs,
    outlet: first.outlet ?? second.outlet,
    when: first.when ?? second.when,
    chain,
    reasons: [
      ...first.reasons,
      ...second.reasons.filter(
        ({ rule, word }) => !first.reasons.some((known) => known.rule === rule && known.word === word),
      ),
    ],
    flags: flagsFor(flags, speakerIs, chain.length > 0),
    evidence: allEvidence(first.evidence, second.evidence),
    review: first.review.at === null ? second.review : first.review,
    note: bothTexts(first.note, second.note),
    assignee: first.assignee ?? second.assignee,
    reopened: first.reopened ?? second.reopened,
    anonymity: bothTexts(first.anonymity, second.anonymity),
    thread: bothThreads(first.thread, second.thread),
    edited: true,
    ...((first.foreign ?? second.foreign) ? { foreign: first.foreign ?? second.foreign } : {}),
  }
}

/** What somebody else has written and the merged statement of `a` and `b` has no place for; null where that is nothing. */
export function foreignLeftOver(a: Annotation, b: Annotation): Foreign | null {
  const [first, second] = byPlace(a, b) <= 0 ? [a, b] : [b, a]
  return (first.foreign && second.foreign) ?? null
}

/**
 * One statement as two, cut at an offset inside its quote. The second has `newId`, the same kind,
 * speaker, review and evidence, and neither note, thread nor what somebody else has written. Null when one of them would be without words.
 */
export function splitAnnotation(
  annotation: Annotation,
  text: string,
  { at, newId }: { readonly at: number; readonly newId: string },
): readonly [Annotation, Annotation] | null {
  const { target } = annotation
  if (target.detached || annotation.dismissed || !Number.isSafeInteger(at)) return null
  const { quote } = target.ranges
  const before = quote
    .filter(({ start }) => start < at)
    .map(({ start, end }) => ({ start, end: Math.min(end, at) }))
  const behind = quote
    .filter(({ end }) => end > at)
    .map(({ start, end }) => ({ start: Math.max(start, at), end }))
  const parts = [before, behind].map((part) => (part.length ? soundQuote(text, part) : null))
  const [first, second] = parts
  if (!first || !second) return null
  const on = (part: readonly TextRange[]) => targetOf(text, { ...target.ranges, quote: part })
  const { foreign: _, ...own } = annotation
  return [
    { ...annotation, target: on(first), edited: true },
    {
      ...own,
      id: newId,
      target: on(second),
      evidence: annotation.evidence.map((evidence, i) => ({ ...evidence, id: `${newId}-${i + 1}` })),
      note: '',
      thread: NO_THREAD,
      edited: true,
    },
  ]
}

/** Id of the statement that `mergeAnnotations` would join to `id` as the next one; null where none follows. */
export function followerOf(annotations: readonly Annotation[], id: string): string | null {
  const own = annotations.find((annotation) => annotation.id === id)
  if (!own || own.target.detached || own.dismissed) return null
  const { end } = extentOf(own.target)
  const following = annotations.filter(
    (other) =>
      !other.target.detached &&
      !other.dismissed &&
      byPlace(own, other) < 0 &&
      extentOf(other.target).end > end,
  )
  return following.sort(byPlace)[0]?.id ?? null
}

/** The speaker's name or mention, for a reader; empty where there is none. */
export function speakerWords({ speakerIs, target }: Pick<Annotation, 'speakerIs' | 'target'>): string {
  return speakerIs.name ?? target.speaker ?? ''
}

/** Whether two identities are the same, with office and short form. */
export function isSameSpeaker(a: SpeakerIdentity, b: SpeakerIdentity): boolean {
  return a.kind === b.kind && a.name === b.name && a.office === b.office && a.short === b.short
}

/** Whether two lists have the same ranges in the same order. */
export function isSameRanges(a: readonly TextRange[], b: readonly TextRange[]): boolean {
  return a.length === b.length && a.every(({ start, end }, i) => start === b[i]?.start && end === b[i]?.end)
}

/** With white space folded and nothing empty in it; null for what nobody can be. */
function soundIdentity({ kind, name, office, short }: SpeakerIdentity): SpeakerIdentity | null {
  if (!SPEAKER_KINDS.includes(kind)) return null
  if (kind === 'none') return { kind }
  const words = {
    name: foldSpace(name ?? ''),
    office: foldSpace(office ?? ''),
    short: foldSpace(short ?? ''),
  }
  if (!hasWords(words.name) && kind !== 'unnamed') return null
  return {
    kind,
    ...(words.name && { name: words.name }),
    ...(words.office && { office: words.office }),
    ...(words.short && { short: words.short }),
  }
}

/** What detection flags for want of a name must fit the speaker that a person has given. */
function flagsFor(flags: readonly Flag[], { kind }: SpeakerIdentity, hasChain: boolean): readonly Flag[] {
  const others = flags.filter((flag) => flag !== 'unnamed-source' && flag !== 'no-source')
  if (kind === 'unnamed') return [...others, 'unnamed-source']
  return kind === 'none' && !hasChain ? [...others, 'no-source'] : others
}

/** All of both; the same passage of the same source, standing in the same relation, once. */
function allEvidence(first: readonly Evidence[], second: readonly Evidence[]): readonly Evidence[] {
  const all = [...first]
  for (const evidence of second) {
    const { sourceId, passage, relation } = evidence
    if (all.some((own) => own.sourceId === sourceId && own.passage === passage && own.relation === relation))
      continue
    let { id } = evidence
    for (let n = 2; all.some((own) => own.id === id); n++) id = `${evidence.id}-${n}`
    all.push(id === evidence.id ? evidence : { ...evidence, id })
  }
  return all
}

function bothTexts(first: string, second: string): string {
  return [...new Set([first, second])].filter(Boolean).join('\n\n')
}

/** What was said of both, the oldest first; open when anything of it is. */
function bothThreads(first: Thread, second: Thread): Thread {
  if (!second.comments.length) return first
  if (!first.comments.length) return second
  const known = new Set(first.comments.map(({ id }) => id))
  const comments = [...first.comments, ...second.comments.filter(({ id }) => !known.has(id))]
  return {
    comments: comments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    resolved: first.resolved && second.resolved,
  }
}

/** Both lists as one in text order; what overlaps or touches becomes one range. */
function united(a: readonly TextRange[], b: readonly TextRange[]): readonly TextRange[] {
  const all: TextRange[] = []
  for (const range of [...a, ...b].sort((x, y) => x.start - y.start || y.end - x.end)) {
    const last = all[all.length - 1]
    if (last && range.start <= last.end)
      all[all.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    else all.push(range)
  }
  return all
}

function joined(text: string, pieces: readonly TextRange[]): readonly TextRange[] {
  const all: TextRange[] = []
  for (const piece of pieces) {
    const last = all[all.length - 1]
    const gap = last && text.slice(last.end, piece.start)
    if (last && gap !== undefined && /^[\s\p{P}]*$/u.test(gap) && !gap.includes(BLOCK_SEPARATOR))
      all[all.length - 1] = { start: last.start, end: piece.end }
    else all.push(piece)
  }
  return all
}

function isWithin({ start, end }: TextRange, ranges: readonly TextRange[]): boolean {
  return ranges.some((range) => range.start <= start && end <= range.end)
}
