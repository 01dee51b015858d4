/** What the server tells a page that has an article open, beside the article itself. */
export type Told =
  /** Whether it can save the article at present. */
  | { readonly isSaving: boolean }
  /** A change of this page is not taken yet, and why. */
  | { readonly held: string }
  /** A change of this page is never taken, and why. */
  | { readonly refused: string }

/** As it is sent. */
export function toldAs(told: Told): string {
  return JSON.stringify(told)
}

/** Null for what is none of it: whoever has the article open can send such words to all. */
export function toldIn(payload: string): Told | null {
  try {
    const told: unknown = JSON.parse(payload)
    if (typeof told !== 'object' || told === null) return null
    if ('isSaving' in told && typeof told.isSaving === 'boolean') return { isSaving: told.isSaving }
    if ('held' in told && typeof told.held === 'string') return { held: told.held }
    if ('refused' in told && typeof told.refused === 'string') return { refused: told.refused }
    return null
  } catch {
    return null
  }
}
