/** Names for things in linked data: addresses where there are some, else names worked out from what they name. */

/**
 * `text` as a URI (RFC 3986): what is not ASCII is percent-encoded. Null for what is not absolute, for
 * what runs a script, and for what would not be one even so.
 */
export function uriFrom(text: string): string | null {
  const uri = text
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/?#%]/gu, (char) => encodeURIComponent(wellFormed(char)))
  return URI.test(uri) && !/^(?:javascript|vbscript|data):/i.test(uri) ? uri : null
}

const URI =
  /^[a-z][a-z0-9+.-]*:(?:\/\/(?:[^@/?#:]*(?::[^@/?#]*)?@)?[^@/?#:]+(?::\d*)?(?=[/?#]|$)|(?!\/\/)[^#\s])[^#\s]*(?:#[^#]*)?$/i

/** Schemes of what others call their annotations and people; an id like "q:1" is none of them. */
const IS_NAME = /^(?:https?|urn|acct|mailto|tag|did|info|doi):/i

/** URIs for what a dossier knows by its own ids only. */
export interface Names {
  /** The URI of what the dossier calls `keys`: a single key itself where it is one. */
  of(kind: string, ...keys: readonly string[]): string
}

/**
 * Names below `base`, which ends with "/" or "#" (a "/" is put there else), or, without it, `urn:uuid`s of
 * version 5, worked out from `space` (what all the names belong to) and the keys: the same for the
 * same, today and tomorrow, without a register. Throws RangeError for a base that is no URI.
 */
export function namesIn({ base, space }: { readonly base?: string; readonly space: string }): Names {
  const root = base === undefined ? null : uriFrom(/[/#]$/.test(base) ? base : `${base}/`)
  if (base !== undefined && root === null) throw new RangeError(`base must be an absolute URI: ${base}`)
  return {
    of: (kind, ...keys) => {
      const own = keys.length === 1 ? uriFrom(keys[0] ?? '') : null
      if (own !== null && own === keys[0] && IS_NAME.test(own)) return own
      if (root === null) return `urn:uuid:${uuid5(NAME_SPACE, JSON.stringify([space, kind, ...keys]))}`
      return root + [kind, ...keys.map((key) => encodeURIComponent(wellFormed(key)))].join('/')
    },
  }
}

/** The name space of all our names: `uuid5` of "prosemirror-attribution" in the name space of nothing (all zeros). */
const NAME_SPACE = uuid5('00000000-0000-0000-0000-000000000000', 'prosemirror-attribution')

/** A UUID of version 5 (RFC 9562): of the SHA-1 sum of a name space and a name. Not for secrets. */
export function uuid5(space: string, name: string): string {
  const prefix = (space.replaceAll('-', '').match(/../g) ?? []).map((byte) => parseInt(byte, 16))
  const hex = sha1([...prefix, ...utf8(name)])
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-')
}

function utf8(text: string): readonly number[] {
  return (encodeURIComponent(wellFormed(text)).match(/%..|[^%]/g) ?? []).map((byte) =>
    byte.length > 1 ? parseInt(byte.slice(1), 16) : byte.charCodeAt(0),
  )
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\uFFFD')
}

/** SHA-1 in hexadecimal digits (FIPS 180-4). WebCrypto's would make every export wait for a promise. */
function sha1(bytes: readonly number[]): string {
  const length = bytes.length
  const words = new Uint32Array((((length + 8) >> 6) + 1) << 4)
  for (const [i, byte] of [...bytes, 0x80].entries()) words[i >> 2]! |= byte << (24 - (i & 3) * 8)
  words[words.length - 2] = Math.floor(length / 0x20000000)
  words[words.length - 1] = length << 3
  const sum = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0)
  const w = new Uint32Array(80)
  for (let block = 0; block < words.length; block += 16) {
    w.set(words.subarray(block, block + 16))
    for (let i = 16; i < 80; i++) w[i] = turned(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1)
    let [a, b, c, d, e] = sum as unknown as [number, number, number, number, number] // five words
    for (let i = 0; i < 80; i++) {
      const [f, k] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6]
      const next = (turned(a, 5) + f + e + k + w[i]!) >>> 0
      ;[a, b, c, d, e] = [next, a, turned(b, 30), c, d]
    }
    for (const [i, word] of [a, b, c, d, e].entries()) sum[i]! += word
  }
  return [...sum].map((word) => word.toString(16).padStart(8, '0')).join('')
}

function turned(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0
}
