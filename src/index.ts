/** Statements of others in a ProseMirror document: marked, kept with their words, checked. */
export * from './model/index.js'
export * from './plugin/index.js'
