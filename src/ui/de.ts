/** The words of the interface in German, for hosts that want them at once or change some: \`addCatalogue('de', …)\`. */
import { LABELS_DE } from '../model/labels.de.js'
import { de as messages } from './messages/de.js'
import type { Catalogue } from './messages/contract.js'

export type { Catalogue, Messages } from './messages/contract.js'

/** All words of the interface in German. */
export const de: Catalogue = { messages, labels: LABELS_DE }
