/** FNV-1a over UTF-16 units, 32 bits; of the end of the text when `from` is given. */
export function hashOf(text: string, from = 0): number {
  let h = 0x811c9dc5
  for (let i = from; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}
