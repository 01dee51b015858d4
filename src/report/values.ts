/** Model values in the report's words: speakers, statuses, times. */
import { comparePassage, type Comparison } from '../model/agreement.js'
import { needsRecheck, type Annotation } from '../model/annotation.js'
import { LABELS, STALE_SIGN, statusLabel, type Locale } from '../model/labels.js'
import { dateLocale, foldSpace } from '../model/presentation.js'
import type { Person } from '../model/person.js'
import type { LogVerification } from '../model/seal.js'
import type { Evidence } from '../model/source.js'
import { isFinal, statusIn, type Scheme } from '../model/status.js'
import type { Thread } from '../model/thread.js'
import type { SpeakerIdentity } from '../text/statement.js'
import type { Entry, GateProblem, Report, ReportOptions } from './report.js'
import { WORDS } from './words.js'

/** Name and office of the speaker as far as they are known, else the words of the text, else that there is none. */
export function speakerOf({ speakerIs, target }: Annotation, locale: Locale): string {
  const name = speakerIs.name ?? target.speaker
  if (!name) return LABELS[locale].speakerKind.none
  const short = speakerIs.short && speakerIs.short !== name ? ` (${speakerIs.short})` : ''
  return foldSpace(name) + short
}

/** The speaker's name for what is published: only of one whom the article names, and no name that had to be left out. */
export function publicName({ kind, name }: SpeakerIdentity, locale: Locale): string | null {
  if (!name || (kind !== 'named' && kind !== 'organisation')) return null
  return name.includes(`[${WORDS[locale].confidentialSource}]`) ? null : foldSpace(name)
}

/** The speaker's mention in the text where it says something else than the name: "er". Else null. */
export function mentionOf({ speakerIs, target }: Annotation): string | null {
  const mention = foldSpace(target.speaker ?? '')
  return mention && !mention.includes(speakerIs.name ?? mention) ? mention : null
}

/** Without the quotation marks at its ends: what quotes it brings its own. */
export function unquoted(text: string): string {
  return text.replace(/^["„“”‟«»]\s*|\s*["„“”‟«»]$/gu, '')
}

/** Sign and words of an entry's status, with why it does not hold, or that somebody else stands by it. */
export function statusOf(
  { annotation, isStale, isSignedOff }: Pick<Entry, 'annotation' | 'isStale' | 'isSignedOff'>,
  { locale, scheme }: { readonly locale: Locale; readonly scheme: Scheme },
): { sign: string; label: string } {
  const { status } = annotation.review
  const labels = LABELS[locale]
  const label = statusLabel(status, { labels, locale, scheme })
  const added = isStale
    ? labels.stale
    : annotation.reopened
      ? labels.reopened
      : isSignedOff
        ? labels.signedOff
        : ''
  return {
    sign: needsRecheck(annotation) ? STALE_SIGN : statusIn(scheme, status).sign,
    label: added ? `${label} · ${added}` : label,
  }
}

/** Who is to look at it, as long as somebody has to. */
export function assigneeOf({ annotation }: Entry, scheme: Scheme): Person | null {
  const { assignee, review, target } = annotation
  const isDone = isFinal(review.status, scheme) && !needsRecheck(annotation) && !target.detached
  return isDone ? null : assignee
}

/** What has happened to the source that opened the review again: "Q2 was corrected". */
export function reopeningOf({ annotation, reopenedBy }: Entry, locale: Locale): string | null {
  const { reopened } = annotation
  if (!reopened) return null
  const { sourcePrefix, sources, reopenedWhy } = WORDS[locale]
  return reopenedWhy[reopened.why](reopenedBy ? `${sourcePrefix}${reopenedBy.number}` : sources)
}

/** How much was said, and whether that is settled: "3 comments, resolved by M. K."; null when nothing was. */
export function threadOf(
  { comments, resolved }: Thread,
  options: Pick<ReportOptions, 'locale' | 'timeZone'>,
): string | null {
  const { locale } = options
  const words = WORDS[locale]
  if (!comments.length) return null
  const state = resolved
    ? `${words.threadResolved} ${personOf(resolved.by, locale)}, ${timeOf(resolved.at, options)}`
    : words.threadOpen
  return `${words.comments(comments.length)}, ${state}`
}

/** What the report has in it that is not for everybody, as it was asked for. */
export function warningsOf(
  { confidential, sources, placed, detached }: Report,
  options: ReportOptions,
): readonly string[] {
  const words = WORDS[options.locale]
  const { includeConfidential, includeContacts, includeThreads } = options
  const hasThreads = [...placed, ...detached].some(({ annotation }) => annotation.thread.comments.length > 0)
  return [
    includeConfidential && confidential > 0 ? words.confidentialIncluded(confidential) : '',
    includeContacts && sources.some(({ source }) => source.contact?.trim()) ? words.contactsIncluded : '',
    includeThreads && hasThreads ? words.threadsIncluded : '',
  ].filter(Boolean)
}

/** So many characters of an article's title run at the head of every page. */
export const MAX_TITLE_LENGTH = 90

/** With more statements than this a problem of the gate names them by their numbers alone; their words stand below. */
export const MAX_QUOTED = 20

/** Problems that say the same together, in the order of their first ones. */
export function byText(
  problems: readonly GateProblem[],
): readonly (readonly [string, readonly GateProblem[]])[] {
  const groups = new Map<string, GateProblem[]>()
  for (const problem of problems) groups.set(problem.text, [...(groups.get(problem.text) ?? []), problem])
  return [...groups]
}

/** A direct quote beside the whole passage that it comes from; null for what is not to be the same word for word. */
export function comparisonOf(evidence: Evidence, { kind, target }: Annotation): Comparison | null {
  if (kind !== 'direct' || evidence.relation !== 'origin' || !evidence.passage.trim()) return null
  return comparePassage(target.wording, evidence, { contextWords: Infinity })
}

/** Between those through whom a statement came. */
export const CHAIN_ARROW = ' → '

/** Index of the log's entry that is proved to be wrong, else null: where nothing was sealed, nothing is proved. */
export function brokenEntry(verification: LogVerification): number | null {
  return verification.ok || verification.fault === 'unsealed' ? null : verification.index
}

/**
 * Whether the log is complete, in words, and the digest when it is; null when nobody has verified it, or
 * there is nothing in it.
 */
export function logVerdict(
  { log, verification }: Report,
  locale: Locale,
): { readonly words: string; readonly digest: string | null; readonly isBroken: boolean } | null {
  const words = WORDS[locale]
  if (!verification || (verification.ok && !log.length)) return null
  if (!verification.ok)
    return {
      words: words.logFault[verification.fault](verification.index + 1),
      digest: null,
      isBroken: brokenEntry(verification) !== null,
    }
  const blanked = log.filter(({ entry }) => entry.seal?.salt === null).length
  const said = [words.logComplete(log.length), blanked > 0 ? words.logBlanked(blanked) : '']
  return { words: said.filter(Boolean).join(' '), digest: verification.digest, isBroken: false }
}

/** A point in time to the minute, in the report's time zone; what is no time is given back. */
export function timeOf(
  iso: string,
  { locale, timeZone = 'UTC' }: Pick<ReportOptions, 'locale' | 'timeZone'>,
): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  return new Intl.DateTimeFormat(dateLocale(locale), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(time)
}

/** What somebody is called: the name, else the id, else that nobody knows. */
export function personOf(by: { readonly id: string; readonly name: string } | null, locale: Locale): string {
  return by ? by.name || by.id : WORDS[locale].somebody
}
