/** What the desk says to each other about a statement. */
import type { Person } from './person.js'

/** A note in the discussion of a statement. */
export interface Comment {
  readonly id: string
  /** Plain text; who is mentioned stands in it as "@Name". */
  readonly text: string
  readonly mentions: readonly Person[]
  readonly by: Person | null
  /** ISO 8601 time. */
  readonly at: string
  /** ISO 8601 time of the last change by its author, null where there was none. */
  readonly editedAt: string | null
}

/** The discussion of a statement. */
export interface Thread {
  /** The oldest first. */
  readonly comments: readonly Comment[]
  /** Null while it is open. */
  readonly resolved: { readonly by: Person | null; readonly at: string } | null
}

/** While nobody has said anything. */
export const NO_THREAD: Thread = { comments: [], resolved: null }

/** Whether something was said and not resolved. */
export function isOpenThread({ comments, resolved }: Thread): boolean {
  return comments.length > 0 && resolved === null
}

/** Those of `people` whom the text mentions as "@Name", the longest name first where two begin alike. */
export function mentionsIn(text: string, people: readonly Person[]): readonly Person[] {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length)
  const found = new Set<Person>()
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const behind = text.slice(at + 1)
    const person = byLength.find(
      ({ name }) =>
        name !== '' && behind.startsWith(name) && !/^[\p{L}\p{N}]/u.test(behind.slice(name.length)),
    )
    if (person) found.add(person)
  }
  return people.filter((person) => found.has(person))
}
