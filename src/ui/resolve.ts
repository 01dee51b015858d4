import type { Source } from '../model/source.js'

/** What a host knows of an address: any of a source's fields but its id and whether it is confidential. */
export type ResolvedSource = Partial<Omit<Source, 'id' | 'confidential' | 'url'>>

/**
 * Fills in what is known of a pasted address, by a service of the host. The answer is foreign data and
 * checked before it is used; null for nothing known. `signal` aborts when nobody waits for it any more.
 */
export type ResolveSource = (url: string, signal: AbortSignal) => Promise<ResolvedSource | null>
