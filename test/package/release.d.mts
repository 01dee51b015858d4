export function whatIsMissing(release: {
  readonly tag: string
  readonly pkg: { readonly version: string; readonly repository?: unknown }
  readonly changelog: string
}): readonly string[]
