/** SHA-256 by WebCrypto, which browsers and Node both have. */
import { idFrom } from './id.js'

/** The part of WebCrypto that seals and digests need. Without https a page has no `subtle`. */
export interface SealCrypto {
  readonly subtle?:
    | {
        /** Makes the sum of bytes. */
        digest(algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
      }
    | undefined
  /** Fills `bytes` with random ones. */
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): unknown
}

type Bytes = Uint8Array<ArrayBuffer>

/** The sum as 64 lower-case hexadecimal digits. Rejects with an Error where `subtle` is missing, as in a page without https. */
export async function sha256(bytes: Bytes, { subtle }: SealCrypto): Promise<string> {
  if (!subtle)
    throw new Error(
      'No sum can be made: crypto.subtle is missing, which browsers give to pages over https and on localhost only',
    )
  return idFrom(new Uint8Array(await subtle.digest('SHA-256', bytes)))
}

/** The platform's own. Throws an Error where there is none. */
export function webCrypto(): SealCrypto {
  const { crypto } = globalThis as unknown as { crypto?: SealCrypto } // the model is compiled without the DOM's types
  if (!crypto) throw new Error('No sum can be made: there is no WebCrypto here')
  return crypto
}

/** A byte a character; for text of ASCII characters alone. */
export function asciiBytes(text: string): Bytes {
  return Uint8Array.from(text, (char) => char.charCodeAt(0))
}

/** Halves of surrogate pairs become U+FFFD, as everywhere in UTF-8. */
export function utf8Bytes(text: string): Bytes {
  const escaped = encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'))
  return asciiBytes(escaped.replace(/%(..)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))))
}
