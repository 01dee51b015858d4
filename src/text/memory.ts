/**
 * Answers about words, kept in bounded room. Archives bring new words without end, most of them once; emptying
 * the memory when it is full would forget the frequent ones with them. So there are two halves: when the new
 * one is full the old one goes, and what is asked for again in time comes back into the new one.
 */

/** Words in a half: two halves hold the vocabulary of some hundred articles. */
const HALF = 30_000

/** Values by word. A value that is `undefined` is not kept. */
export class Memory<Value> {
  #recent = new Map<string, Value>()
  #older = new Map<string, Value>()

  get(word: string): Value | undefined {
    const known = this.#recent.get(word)
    if (known !== undefined) return known
    const older = this.#older.get(word)
    if (older !== undefined) this.set(word, older)
    return older
  }

  set(word: string, value: Value): void {
    if (this.#recent.size >= HALF) {
      this.#older = this.#recent
      this.#recent = new Map()
    }
    this.#recent.set(word, value)
  }
}

/** The same function, with its answers kept. */
export function remembered<Value>(answer: (word: string) => Value): (word: string) => Value {
  const memory = new Memory<Value>()
  return (word) => {
    let known = memory.get(word)
    if (known === undefined) {
      known = answer(word)
      memory.set(word, known)
    }
    return known
  }
}
