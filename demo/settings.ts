/** What a person chose for this page, kept in localStorage; it does without where that is denied. */
import type { Locale } from './messages.js'

export interface Settings {
  locale: Locale
  theme: 'auto' | 'light' | 'dark'
  /** Who is at the keyboard; goes into reviews and the log (see `people.ts`). */
  person: string
  /** A name that none of the made-up house has; blank for none. */
  name: string
  /** In pixels, where the panel stands beside the article. */
  panelWidth: number
  /** In percent of the desk, where it is a sheet from below. */
  panelHeight: number
  panelOpen: boolean
  /** How much detection shows: what it is sure of, or all that might be a statement. */
  sensitivity: keyof typeof SENSITIVITY
  reportLocale: 'article' | Locale
}

/** As `createEngine` takes it. */
export const SENSITIVITY = { few: 0.1, balanced: 0.5, all: 0.9 } as const

const KEY = 'attribution-demo'
const DEFAULTS: Settings = {
  locale: navigator.language.startsWith('de') || !navigator.language.startsWith('en') ? 'de' : 'en',
  theme: 'auto',
  person: '',
  name: '',
  panelWidth: 360,
  panelHeight: 50,
  panelOpen: true,
  sensitivity: 'balanced',
  reportLocale: 'article',
}

export function loadSettings(): Settings {
  const asked = new URLSearchParams(location.search)
  const settings = { ...DEFAULTS, ...stored() }
  const locale = asked.get('lang')
  const theme = asked.get('theme')
  if (locale === 'de' || locale === 'en') settings.locale = locale
  if (theme === 'auto' || theme === 'light' || theme === 'dark') settings.theme = theme
  return settings
}

export function saveSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // Private mode: the choice holds until the page is closed.
  }
}

function stored(): Partial<Settings> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof value !== 'object' || value === null) return {}
    const { locale, theme, person, name, panelWidth, panelHeight, panelOpen, sensitivity, reportLocale } =
      value as Record<string, unknown>
    return {
      ...(locale === 'de' || locale === 'en' ? { locale } : {}),
      ...(theme === 'auto' || theme === 'light' || theme === 'dark' ? { theme } : {}),
      ...(typeof person === 'string' ? { person } : {}),
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof panelWidth === 'number' && Number.isFinite(panelWidth) ? { panelWidth } : {}),
      ...(typeof panelHeight === 'number' && Number.isFinite(panelHeight) ? { panelHeight } : {}),
      ...(typeof panelOpen === 'boolean' ? { panelOpen } : {}),
      ...(sensitivity === 'few' || sensitivity === 'balanced' || sensitivity === 'all'
        ? { sensitivity }
        : {}),
      ...(reportLocale === 'article' || reportLocale === 'de' || reportLocale === 'en'
        ? { reportLocale }
        : {}),
    }
  } catch {
    return {}
  }
}
