import type { Arrangement } from './arrangement.js'

/** One list in text order, as it is at first; apart, since all other orders are loaded when they are asked for. */
export const TEXT_ORDER: Arrangement = { groupBy: 'none', orderBy: 'text' }
