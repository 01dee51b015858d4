/** How many random bytes an id is made of: enough that two never meet. */
export const ID_BYTES = 12

/** An id from random bytes, in hexadecimal. The caller brings the randomness: `crypto.getRandomValues` is there without https too, `crypto.randomUUID` is not. */
export function idFrom(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
