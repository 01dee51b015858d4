/** Statements of others in a ProseMirror document: marked, kept with their words, checked. */
export * from './model/index.js'
export { attribution, subscribe, type AttributionOptions } from './plugin/plugin.js'
export { attributionKey, type AttributionProblem, type AttributionState } from './plugin/state.js'
export { attributionKeymap } from './plugin/keymap.js'
export * from './plugin/commands.js'
export type { PosRange } from './plugin/rendering.js'
