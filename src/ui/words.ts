/** Model values in the panel's words: speakers, flags, times. */
import type { ReviewAction } from '../model/action.js'
import { isSignedOff, needsRecheck, type Annotation } from '../model/annotation.js'
import type { Flag, SpeakerIdentity, TextRange } from '../model/index.js'
import { mayNotLabel } from '../model/statement-labels.js'
import type { User } from '../model/person.js'
import { dateLocale, formatDate } from '../model/presentation.js'
import type { Right } from '../model/rights.js'
import { isFinal, type Scheme } from '../model/status.js'
import type { RequestDetail } from './events.js'
import { labelsOf, messagesOf, nameOf, ratingLabel, statusLabel } from './messages/index.js'

/** In whose eyes, language and statuses. */
interface View {
  readonly user: User | null
  readonly locale: string
  readonly scheme: Scheme
}

/** Who speaks: the full name, else the mention, else that there is none. */
export function speakerOf({ speakerIs, target }: Annotation, locale: string): string {
  return speakerIs.name ?? target.speaker ?? messagesOf(locale).speakerUnknown
}

/** The first letters of first and last name: "AM" for "Anna Maria Meier". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : ''].map(
    (word) => [...(word ?? '')][0] ?? '',
  )
  return letters.join('').toLocaleUpperCase()
}

/** Longer names of organisations are cut in a list of the usual width; their short form is not. */
const LONG_NAME = 28

/** Like `speakerOf`, but with the short form of a long name. */
export function shortSpeakerOf(annotation: Annotation, locale: string): string {
  const { name = '', short } = annotation.speakerIs
  return short && name.length > LONG_NAME ? short : speakerOf(annotation, locale)
}

/**
 * Where the text mentions the speaker whom somebody has put in: null where the mention stays ("er"
 * means somebody else now), nowhere when it is the former one's own name.
 */
export function mentionFor(
  { speakerIs: { name: former = '' }, target }: Annotation,
  { kind, name = '' }: SpeakerIdentity,
): readonly TextRange[] | null {
  const mention = target.speaker ?? ''
  const isName = (whole: string): boolean =>
    whole !== '' && (whole.includes(mention) || mention.includes(whole))
  if (target.detached || kind === 'none' || (isName(former) && !isName(name))) return []
  return null
}

const speakersKnown = new WeakMap<
  readonly Annotation[],
  { readonly locale: string; readonly speakers: readonly SpeakerIdentity[] }
>()

/** Everybody whom the statements name, once, in the order of the alphabet; for the same array the same. */
export function speakersOf(annotations: readonly Annotation[], locale: string): readonly SpeakerIdentity[] {
  const kept = speakersKnown.get(annotations)
  if (kept?.locale === locale) return kept.speakers
  const speakers = namedSpeakers(annotations, locale)
  speakersKnown.set(annotations, { locale, speakers })
  return speakers
}

function namedSpeakers(annotations: readonly Annotation[], locale: string): readonly SpeakerIdentity[] {
  const known = new Map<string, SpeakerIdentity>()
  for (const { speakerIs, chain } of annotations)
    for (const speaker of [speakerIs, ...chain.map((link) => link.speakerIs)])
      if (speaker.name && !known.has(speaker.name)) known.set(speaker.name, speaker)
  const { compare } = new Intl.Collator(locale)
  return [...known.values()].sort((a, b) => compare(a.name ?? '', b.name ?? ''))
}

/**
 * Flags worth a label. Detection flags `no-source` where no speaker is given; a list that
 * already says so in the speaker's place, or that has a source by now, need not repeat it.
 */
export function flagLabels(
  { flags, evidence, speakerIs }: Annotation,
  locale: string,
): readonly [Flag, string][] {
  return flags
    .filter((flag) => flag !== 'no-source' || (evidence.length === 0 && speakerIs.kind !== 'none'))
    .map((flag) => [flag, labelsOf(locale).flag[flag]])
}

/** What was done, in short, as screen readers are told it. */
export function doneWords(action: ReviewAction, view: Pick<View, 'locale' | 'scheme'>): string {
  const { views: t } = messagesOf(view.locale)
  switch (action.type) {
    case 'set-status':
      return statusLabel(action.status, view.locale, view.scheme)
    case 'set-verdict':
      return action.rating === null
        ? t.verdictWithdrawn
        : messagesOf(view.locale).desk.verdictIs(ratingLabel(action.rating, view.locale, view.scheme))
    case 'assign':
      return t.assigned(action.to?.name ?? null)
    case 'all': {
      const [first] = action.actions
      return first ? `${doneWords(first, view)}: ${t.statements(action.actions.length)}` : ''
    }
    default:
      return t.done[action.type]
  }
}

/** The right that a single key of card, list or walk needs; null for a key that needs none. */
export function rightForKey(key: string, { statuses }: Scheme): Right | null {
  if (statuses[Number(key) - 1] || 'vhgx'.includes(key)) return 'review'
  return key === 's' ? 'research' : key === 'c' ? 'discuss' : 'an'.includes(key) ? 'annotate' : null
}

/** Whether there is anything that the present user may do while going through. */
export function canWalk(rights: readonly Right[]): boolean {
  return rights.some((right) => FOR_STATEMENTS.has(right))
}

/** What can be done to a statement by single keys. */
const FOR_STATEMENTS: ReadonlySet<Right> = new Set(['review', 'research', 'annotate', 'discuss'])

/** Why the present user cannot do something, for want of a right. */
export function whyMayNot(
  right: Right,
  { rights, locale }: { readonly rights: readonly Right[]; readonly locale: string },
): string {
  return mayNotLabel(right, { labels: labelsOf(locale), rights })
}

/** What a request would need in the editor, and does not find. */
export function needWords(type: RequestDetail['type'], locale: string): string {
  const { edit: t } = messagesOf(locale)
  return type === 'split-at-cursor' ? t.needsCursor : t.needsSelection
}

/** Why a statement cannot be signed off, where `canSignOff` says so or it is hidden. */
export function whyNoSignOff(annotation: Annotation, { user, locale, scheme }: View): string {
  const m = messagesOf(locale)
  const { dismissed, target, review, signOff } = annotation
  if (dismissed) return m.dismissedText
  if (target.detached) return m.detachedText
  if (user === null) return m.views.cannotSignOff
  if (review.at === null || !isFinal(review.status, scheme)) return m.desk.signOffAfterReview
  if (needsRecheck(annotation)) return m.desk.signOffAfterRecheck
  if (signOff && isSignedOff(annotation))
    return m.desk.signedOffBy(nameOf(signOff.by, user, m) ?? signOff.by.name, formatTime(signOff.at, locale))
  return m.desk.signOffByOther
}

/** Why "still holds" has nothing to say about a statement. */
export function whyNoConfirm({ review, target }: Annotation, locale: string): string {
  const m = messagesOf(locale)
  if (review.wording === null) return m.views.holdsNothing
  return target.detached ? m.detachedText : m.views.holdsAnyway
}

/** Facts in one line, each once: a new line begins with a fact, never with the dot, and no date is torn apart. */
export function inOneLine(facts: readonly (string | null | undefined)[]): string {
  return [...new Set(facts.filter(Boolean))].join('\u00a0· ')
}

/** A date, as exact as it was given, that stays in one line. */
export function formatDay(date: string, locale: string): string {
  return formatDate(date, locale).replaceAll(' ', '\u00a0')
}

/** A point in time, to the minute, in the reader's zone. Text that is no time is given back. */
export function formatTime(iso: string, locale: string): string {
  const time = new Date(iso)
  if (Number.isNaN(time.getTime())) return iso
  return new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}
