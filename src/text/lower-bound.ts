/** Number of the first of the ordered items that is not before, all of them where none is; those that are come first. */
export function lowerBound<Item>(
  items: ArrayLike<Item>,
  isBefore: (item: Item, index: number) => boolean,
): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(items[middle]!, middle)) low = middle + 1
    else high = middle
  }
  return low
}
