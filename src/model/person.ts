import type { Right } from './rights.js'

/** Somebody of the house, as the host names them. */
export interface Person {
  readonly id: string
  readonly name: string
}

/** Who is working, with what they may do. */
export interface User extends Person {
  /** The house's own names; a policy says which of them may override its rules. Default none. */
  readonly roles?: readonly string[]
  /** What they may do at this article; the interface offers the rest to nobody. Default all. */
  readonly rights?: readonly Right[]
}

/** Without what is only known of the present user. */
export function personOf({ id, name }: Person): Person {
  return { id, name }
}
