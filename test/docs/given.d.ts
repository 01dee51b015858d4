/** What samples of the documentation take for given: the host's editor, its document, and what ProseMirror brings. */
declare const view: import('prosemirror-view').EditorView
declare const doc: import('prosemirror-model').Node
declare const schema: import('prosemirror-model').Schema
declare const EditorState: typeof import('prosemirror-state').EditorState
declare const EditorView: typeof import('prosemirror-view').EditorView
declare const keymap: typeof import('prosemirror-keymap').keymap
/** The host's own. */
declare const save: (json: string) => void
declare const goLive: () => void
declare const text: string
declare const article: import('../../src/index.js').Article
declare const dossier: import('../../src/index.js').Dossier
declare module 'prosemirror-attribution/style.css'
