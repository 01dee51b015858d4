/**
 * What screen readers are told while borders are moved. The plugin has no other words; these come
 * in the page's language, and a host with another one gives its own by the option `announce`.
 */
import type { BorderSide } from '../model/borders.js'

/** What happened to the borders of a statement, with the words that it has now or would have. */
export interface BorderEvent {
  readonly type: 'begun' | 'moved' | 'taken' | 'left'
  readonly wording: string
  /** The border that was moved, for `moved`. */
  readonly border: BorderSide | null
  /** The language of the page (BCP 47), empty where it does not say. */
  readonly lang: string
}

export type Announce = (event: BorderEvent) => string

/** So many words tell where a border is. */
const WORDS_AT_BORDER = 4

/** German and English; German where the page is in neither. */
export const announce: Announce = ({ type, wording, border, lang }) => {
  const words = wording.split(/\s+/).filter(Boolean)
  const begin = words.slice(0, WORDS_AT_BORDER).join(' ')
  const end = words.slice(-WORDS_AT_BORDER).join(' ')
  const isEnglish = lang.toLowerCase().split('-')[0] === 'en'
  switch (type) {
    case 'begun':
      return isEnglish
        ? `Changing borders of: ${wording}. Left and Right move the end, with Shift the start, with Alt by a character. Enter takes it, Escape leaves it as it was.`
        : `Grenzen ändern von: ${wording}. Links und Rechts bewegen das Ende, mit Umschalt den Anfang, mit Alt zeichenweise. Eingabe übernimmt, Escape lässt es, wie es war.`
    case 'moved':
      if (border === 'start') return isEnglish ? `Starts with: ${begin}` : `Beginnt mit: ${begin}`
      return isEnglish ? `Ends with: ${end}` : `Endet mit: ${end}`
    case 'taken':
      return isEnglish ? `Borders changed: ${wording}` : `Grenzen geändert: ${wording}`
    case 'left':
      return isEnglish ? 'Borders left as they were.' : 'Grenzen unverändert.'
  }
}
