/** Edit distance (Levenshtein): how many units to insert, delete or replace make one text of the other. */

/** Beyond so many pairs of units the distance is told as the length of the longer text. */
const MAX_PAIRS = 4_000_000

/**
 * How many UTF-16 units must be inserted, deleted or replaced to make `b` of `a`; never more than the length
 * of the longer one.
 */
export function distance(a: string, b: string): number {
  let start = 0
  let endA = a.length
  let endB = b.length
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--
    endB--
  }
  const width = endA - start
  const height = endB - start
  if (!width || !height || width * height > MAX_PAIRS) return Math.max(width, height)
  const row = new Int32Array(width + 1)
  for (let i = 0; i <= width; i++) row[i] = i
  for (let j = 1; j <= height; j++) {
    const unit = b.charCodeAt(start + j - 1)
    let diagonal = row[0] ?? 0
    let left = j
    row[0] = j
    for (let i = 1; i <= width; i++) {
      const above = row[i] ?? 0
      const own = a.charCodeAt(start + i - 1) === unit ? diagonal : 1 + Math.min(diagonal, above, left)
      diagonal = above
      left = own
      row[i] = own
    }
  }
  return row[width] ?? 0
}
