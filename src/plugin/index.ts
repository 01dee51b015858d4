/** The ProseMirror plugin: marks, commands, keys and what reads its state. */
export { attribution, subscribe, type AttributionOptions } from './plugin.js'
export { attributionKey, type AttributionProblem, type AttributionState, type Loaded } from './state.js'
export type { Detector, DetectorArticle } from './detector.js'
export { attributionKeymap } from './keymap.js'
export * from './commands.js'
export type { Announce, BorderEvent } from './announcements.js'
export type { Adjusting, BorderMove } from './adjusting.js'
export type { PosRange } from './rendering.js'
