export const CHROMIUM_ARGS: readonly string[]
export function findBrowser(): Promise<string>
export function findFirefox(): string | null
export function findWebKit(): {
  readonly driver: string
  readonly screen: string
  readonly browser: string
} | null
