import type { Person } from './person.js'

/** Somebody else who has the article open now. */
export interface Viewer {
  /** Null where nobody says who that is. */
  readonly person: Person | null
  /** Id of the statement that they are at, null for none. */
  readonly statement: string | null
}
