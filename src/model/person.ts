/** Somebody of the house, as the host names them. */
export interface Person {
  readonly id: string
  readonly name: string
}
