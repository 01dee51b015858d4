export const CHROMIUM_ARGS: readonly string[]
export function findBrowser(): Promise<string>
