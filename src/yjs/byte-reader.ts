/**
 * Reads what lib0 has written, which updates and messages of Yjs consist of. Each call throws RangeError where the
 * bytes end before what it reads.
 */
export class ByteReader {
  /** Where it goes on, in bytes. */
  at = 0

  constructor(private readonly data: Uint8Array) {}

  /** A whole number, seven bits a byte, the lowest first. */
  number(): number {
    let number = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = this.data[this.at++]
      if (byte === undefined || unit > Number.MAX_SAFE_INTEGER) throw new RangeError('There is no number')
      number += (byte & 127) * unit
      if (byte < 128) return number
    }
  }

  /** Bytes behind their number; a view on the same memory. */
  bytes(): Uint8Array {
    const length = this.number()
    if (this.at + length > this.data.length) throw new RangeError('The bytes are cut off')
    this.at += length
    return this.data.subarray(this.at - length, this.at)
  }
}
