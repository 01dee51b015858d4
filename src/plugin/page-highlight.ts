/**
 * A highlight of the page (CSS Custom Highlight API): ranges that look otherwise without a change to any
 * DOM, so that an editor neither redraws nor hears of it. A page has one under each name, and all editors of
 * the page share it; each adds and takes away its own ranges only. Does nothing in browsers without the API.
 */
export class PageHighlight {
  private ranges: readonly Range[] = []

  constructor(private readonly name: string) {}

  /** Shows these ranges in the place of those that were set before; none takes them away. */
  set(ranges: readonly Range[]): void {
    if (!('highlights' in CSS) || (!ranges.length && !this.ranges.length)) return
    const shared = CSS.highlights.get(this.name) ?? new Highlight()
    for (const range of this.ranges) shared.delete(range)
    for (const range of ranges) shared.add(range)
    this.ranges = ranges
    if (shared.size) CSS.highlights.set(this.name, shared)
    else CSS.highlights.delete(this.name)
  }
}
