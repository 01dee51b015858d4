/** Model values in the report's words: speakers, statuses, times. */
import type { Annotation } from '../model/annotation.js'
import { LABELS, STALE_SIGN, statusLabel, type Locale } from '../model/labels.js'
import { foldSpace } from '../model/presentation.js'
import type { LogVerification } from '../model/seal.js'
import { statusIn, type Scheme } from '../model/status.js'
import type { Entry, Report, ReportOptions } from './report.js'
import { WORDS } from './words.js'

/** Name and office of the speaker as far as they are known, else the words of the text, else that there is none. */
export function speakerOf({ speakerIs, target }: Annotation, locale: Locale): string {
  const name = speakerIs.name ?? target.speaker
  if (!name) return LABELS[locale].speakerKind.none
  const short = speakerIs.short && speakerIs.short !== name ? ` (${speakerIs.short})` : ''
  return foldSpace(name) + short
}

/** The speaker's mention in the text where it says something else than the name: "er". Else null. */
export function mentionOf({ speakerIs, target }: Annotation): string | null {
  const mention = foldSpace(target.speaker ?? '')
  return mention && !mention.includes(speakerIs.name ?? mention) ? mention : null
}

/** Sign and words of an entry's status, with the wording's change where there is one. */
export function statusOf(
  { annotation, isStale }: Entry,
  { locale, scheme }: { readonly locale: Locale; readonly scheme: Scheme },
): { sign: string; label: string } {
  const { status } = annotation.review
  const label = statusLabel(status, { labels: LABELS[locale], locale, scheme })
  return isStale
    ? { sign: STALE_SIGN, label: `${label} · ${LABELS[locale].stale}` }
    : { sign: statusIn(scheme, status).sign, label }
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
export function timeOf(iso: string, { locale, timeZone = 'UTC' }: ReportOptions): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(time)
}

export function personOf(by: { readonly id: string; readonly name: string } | null, locale: Locale): string {
  return by ? by.name || by.id : WORDS[locale].somebody
}
