/** What differs between two wordings, word by word. */

/** A stretch of one wording or of both. */
export interface DiffPart {
  readonly text: string
  readonly change: 'same' | 'gone' | 'new'
}

/** Beyond this many pairs of words the middle is shown as replaced whole, which bounds time and memory. */
const MAX_PAIRS = 1_000_000

/**
 * What went from `before` and what came in `after`, in reading order: the longest common
 * subsequence of their words. White space behind a word counts as part of it, but not as a difference.
 */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  const a = before.split(/(?<=\s)(?=\S)/)
  const b = after.split(/(?<=\s)(?=\S)/)
  const isSame = (i: number, j: number) => a[i]?.trim() === b[j]?.trim()
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && isSame(head, head)) head++
  let tail = 0
  while (tail < shorter - head && isSame(a.length - 1 - tail, b.length - 1 - tail)) tail++
  const aEnd = a.length - tail
  const bEnd = b.length - tail

  const parts: { text: string; change: DiffPart['change'] }[] = []
  const push = (text: string, change: DiffPart['change']) => {
    const last = parts[parts.length - 1]
    if (!text) return
    if (last?.change === change) last.text += text
    else parts.push({ text, change })
  }

  push(b.slice(0, head).join(''), 'same')
  if ((aEnd - head) * (bEnd - head) > MAX_PAIRS) {
    push(a.slice(head, aEnd).join(''), 'gone')
    push(b.slice(head, bEnd).join(''), 'new')
  } else {
    const width = bEnd - head + 1
    const common = new Uint32Array((aEnd - head + 1) * width)
    const at = (i: number, j: number) => common[(i - head) * width + (j - head)] ?? 0
    for (let i = aEnd - 1; i >= head; i--)
      for (let j = bEnd - 1; j >= head; j--)
        common[(i - head) * width + (j - head)] = isSame(i, j)
          ? at(i + 1, j + 1) + 1
          : Math.max(at(i + 1, j), at(i, j + 1))
    let i = head
    let j = head
    while (i < aEnd || j < bEnd)
      if (i < aEnd && j < bEnd && isSame(i, j)) {
        push(b[j++] ?? '', 'same')
        i++
      } else if (i < aEnd && (j >= bEnd || at(i + 1, j) >= at(i, j + 1))) push(a[i++] ?? '', 'gone')
      else push(b[j++] ?? '', 'new')
  }
  push(b.slice(bEnd).join(''), 'same')
  return parts
}
