/**
 * What may be loaded at once for what, in kB (1000 bytes) minified and gzipped, without peers. A budget stands at what is
 * needed today, rounded up: who needs less lowers it, who needs more finds out why (`npm run sizes`), and raises it for a
 * function that users asked for, as who may do what and who else is here (29 November 2026, 1 to 2 kB). Aims
 * are what the house would like; where one is out of reach, the line says what weighs.
 */
export interface Budget {
  readonly name: string
  /** What a host would write. */
  readonly code: string
  readonly budget: number
  readonly aim?: number
  /** Of all that can come of it, with what is loaded late; for what is loaded late by design. */
  readonly all?: number
}

/** For an entry that has no line of its own. */
export const ENTRY_BUDGET = 80

export const BUDGETS: readonly Budget[] = [
  {
    // Positions through edits, re-anchoring, clipboard, borders by hand, what the desk does: all within a keystroke.
    name: 'the plugin alone',
    code: `export { attribution } from 'prosemirror-attribution'`,
    budget: 49,
    aim: 12,
  },
  // Nobody loads all of it: beside the checks of files it has those of pasted statements, which the plugin has alone.
  { name: '.', code: `export * from 'prosemirror-attribution'`, budget: 75 },
  { name: './text', code: `export * from 'prosemirror-attribution/text'`, budget: 12, aim: 15 },
  // A language brings its words, its weights, and the reader of its clauses.
  { name: './lang/de', code: `export * from 'prosemirror-attribution/lang/de'`, budget: 108, aim: 200 },
  { name: './lang/en', code: `export * from 'prosemirror-attribution/lang/en'`, budget: 54, aim: 200 },
  {
    name: 'German detection',
    code: `export { createEngine } from 'prosemirror-attribution/text'; export { de } from 'prosemirror-attribution/lang/de'`,
    budget: 117,
  },
  {
    name: './text/verb-second',
    code: `export * from 'prosemirror-attribution/text/verb-second'`,
    budget: 37,
  },
  {
    name: './text/subject-verb',
    code: `export * from 'prosemirror-attribution/text/subject-verb'`,
    budget: 29,
  },
  { name: './model', code: `export * from 'prosemirror-attribution/model'`, budget: 39 },
  {
    // The panel with its list and cards at rest. The words of a language come beside it, all else later.
    name: './ui/define',
    code: `import 'prosemirror-attribution/ui/define'`,
    budget: 33,
    aim: 25,
    all: 115,
  },
  {
    // What a page loads until it shows the panel in German.
    name: 'the panel, in German',
    code: `import 'prosemirror-attribution/ui/define'; export { de } from 'prosemirror-attribution/ui/de'`,
    budget: 40,
    aim: 25,
    all: 115,
  },
  {
    // What binds the elements to an editor: commands and state of the plugin, which is there anyway.
    name: './ui',
    code: `export * from 'prosemirror-attribution/ui'`,
    budget: 34,
    aim: 25,
    all: 56,
  },
  {
    name: './ui/elements',
    code: `export * from 'prosemirror-attribution/ui/elements'`,
    budget: 73,
    all: 99,
  },
  { name: './ui/de', code: `export * from 'prosemirror-attribution/ui/de'`, budget: 8 },
  { name: './ui/en', code: `export * from 'prosemirror-attribution/ui/en'`, budget: 8 },
  // An adapter brings the plugin along, or parts of it.
  { name: './tiptap', code: `export * from 'prosemirror-attribution/tiptap'`, budget: 52 },
  { name: './collab', code: `export * from 'prosemirror-attribution/collab'`, budget: 39 },
  { name: './yjs', code: `export * from 'prosemirror-attribution/yjs'`, budget: 27 },
  { name: './yjs/server', code: `export * from 'prosemirror-attribution/yjs/server'`, budget: 16 },
  {
    name: 'plugin and ./yjs',
    code: `export { attribution } from 'prosemirror-attribution'; export * from 'prosemirror-attribution/yjs'`,
    budget: 64,
  },
  {
    name: 'one element',
    code: `export { AttributionThread } from 'prosemirror-attribution/ui/elements'`,
    budget: 10,
  },
  { name: './report', code: `export * from 'prosemirror-attribution/report'`, budget: 81 },
  {
    name: 'one format',
    code: `export { reportMarkdown } from 'prosemirror-attribution/report'`,
    budget: 27,
  },
]
