/** The words of the interface in English, for hosts that want them at once or change some: \`addCatalogue('en', …)\`. */
import { LABELS_EN } from '../model/labels.en.js'
import { en as messages } from './messages/en.js'
import type { Catalogue } from './messages/contract.js'

export type { Catalogue, Messages } from './messages/contract.js'

/** All words of the interface in English. */
export const en: Catalogue = { messages, labels: LABELS_EN }
