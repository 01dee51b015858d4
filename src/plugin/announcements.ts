/**
 * What screen readers are told. The plugin has no other words; these come in the page's language, and a
 * host with another one gives its own by the option `announce`.
 */
import { isStale, type Annotation } from '../model/annotation.js'
import type { BorderSide } from '../model/borders.js'
import type { Right } from '../model/rights.js'
import { mayNotLabel, STATEMENT_LABELS, statusLabel, type Locale } from '../model/statement-labels.js'
import type { Scheme } from '../model/status.js'

/** What happened to the borders of a statement, with the words that it has now or would have. */
export interface BorderEvent {
  readonly type: 'begun' | 'moved' | 'taken' | 'left'
  readonly wording: string
  /** The border that was moved, for `moved`. */
  readonly border: BorderSide | null
  /** The language of the page (BCP 47), empty where it does not say. */
  readonly lang: string
}

/** The cursor has come into a statement, by a key or a click, not by writing. */
export interface EnteredEvent {
  readonly type: 'entered'
  readonly annotation: Annotation
  /** In which its status has its words. */
  readonly scheme: Scheme
  /** The language of the page (BCP 47), empty where it does not say. */
  readonly lang: string
}

/** A key was pressed for what the present user may not do, and no card or panel is there to say so. */
export interface RefusedEvent {
  readonly type: 'refused'
  /** What it needs. */
  readonly right: Right
  /** What they have. */
  readonly rights: readonly Right[]
  /** The language of the page (BCP 47), empty where it does not say. */
  readonly lang: string
}

/** What can be told. */
export type Announcement = BorderEvent | EnteredEvent | RefusedEvent

/** Puts an event in words; nothing is told where they are empty. */
export type Announce = (event: Announcement) => string

/** So many words tell where a border is. */
const WORDS_AT_BORDER = 4

/** German and English; German where the page is in neither. */
export const announce: Announce = (event) =>
  event.type === 'entered'
    ? enteredWords(event)
    : event.type === 'refused'
      ? mayNotLabel(event.right, { labels: STATEMENT_LABELS[localeIn(event.lang)], rights: event.rights })
      : borderWords(event)

function localeIn(lang: string): Locale {
  return lang.toLowerCase().split('-')[0] === 'en' ? 'en' : 'de'
}

/** "Aussage, direkt: Anna Meier. Bestätigt. Wortlaut geändert." */
function enteredWords({ annotation, scheme, lang }: EnteredEvent): string {
  const { kind, speakerIs, target, review, reopened, flags } = annotation
  const locale = localeIn(lang)
  const labels = STATEMENT_LABELS[locale]
  const what = locale === 'en' ? 'Statement' : 'Aussage'
  const speaker = speakerIs.name ?? target.speaker ?? labels.speakerKind.none
  const isUnnamed = speakerIs.kind === 'unnamed' || flags.includes('unnamed-source')
  const sentences = [
    `${what}, ${labels.kind[kind].toLocaleLowerCase(locale)}: ${speaker}`,
    ...(isUnnamed ? [labels.flag['unnamed-source']] : []),
    statusLabel(review.status, { labels, locale, scheme }),
    ...(isStale(annotation) ? [labels.stale] : []),
    ...(reopened ? [labels.reopened] : []),
  ]
  return sentences.map((sentence) => `${sentence}.`).join(' ')
}

function borderWords({ type, wording, border, lang }: BorderEvent): string {
  const words = wording.split(/\s+/).filter(Boolean)
  const begin = words.slice(0, WORDS_AT_BORDER).join(' ')
  const end = words.slice(-WORDS_AT_BORDER).join(' ')
  const english = localeIn(lang) === 'en'
  const ended = /[.!?…][^\p{L}\p{N}]*$/u.test(wording) ? wording : `${wording}.`
  switch (type) {
    case 'begun':
      return english
        ? `Changing borders of: ${ended} Left and Right move the end, with Shift the start, with Alt by a character. Enter takes it, Escape leaves it as it was.`
        : `Grenzen ändern von: ${ended} Links und Rechts bewegen das Ende, mit Umschalt den Anfang, mit Alt zeichenweise. Eingabe übernimmt, Escape lässt es, wie es war.`
    case 'moved':
      if (border === 'start') return english ? `Starts with: ${begin}` : `Beginnt mit: ${begin}`
      return english ? `Ends with: ${end}` : `Endet mit: ${end}`
    case 'taken':
      return english ? `Borders changed: ${wording}` : `Grenzen geändert: ${wording}`
    case 'left':
      return english ? 'Borders left as they were.' : 'Grenzen unverändert.'
  }
}
