export const FILES: readonly string[]
export interface Limit {
  readonly tests: string
  readonly why: string
}
export function limitOf(title: string, browser: string): Limit | null
