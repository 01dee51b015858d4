// The import arrows of the house: text and lang know nothing of the rest, model takes types from text, and so on.
const only = (from, allowed, extra = {}) => ({
  name: `${from}-imports`,
  severity: 'error',
  from: { path: `^src/${from}/`, ...extra.from },
  to: { path: '^src/', pathNot: [`^src/${from}/`, ...allowed.map((to) => `^src/${to}`)] },
})
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: { pathNot: '^demo/plain/' }, // the import map of its page resolves it
      to: { couldNotResolve: true, pathNot: '\\.css$' },
    },
    only('text', []),
    only('lang', ['text/']),
    {
      name: 'lang-takes-only-types-and-its-clause-order-from-text',
      severity: 'error',
      from: { path: '^src/lang/' },
      to: {
        path: '^src/text/',
        pathNot: '^src/text/(subject-verb|verb-second)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    only('model', ['text/']),
    only('plugin', ['text/', 'model/']),
    only('ui', ['model/'], { from: { pathNot: '^src/ui/(bind[a-z-]*|define)\\.ts$' } }),
    {
      name: 'ui-binds-in-modules-of-their-own',
      severity: 'error',
      from: { path: '^src/ui/bind[a-z-]*\\.ts$' },
      to: { path: '^src/(lang|report|cli)/' },
    },
    only('tiptap', ['plugin/', 'model/', 'text/']),
    only('collab', ['text/', 'model/', 'plugin/']),
    only('report', ['model/', 'text/statement']),
    only('train', ['text/']),
    only('yjs', ['model/', 'plugin/', 'text/statement']),
    {
      name: 'shared-documents-need-no-editor',
      severity: 'error',
      from: {
        path: '^src/yjs/(byte-reader|document|guard|hocuspocus|joined-log|lookers|rights|server|update)\\.ts$',
      },
      to: {
        path: '(^src/plugin/|^src/yjs/(?!byte-reader|document|guard|hocuspocus|joined-log|lookers|rights|update|viewer-field)|node_modules/prosemirror-)',
      },
    },
    {
      name: 'no-sync-plugin-of-our-own',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: 'node_modules/(y-prosemirror|@tiptap/y-tiptap)' },
    },
    only('cli', ['text/', 'lang/', 'model/', 'report/', 'train/']),
    {
      name: 'pure-rooms-use-no-platform',
      severity: 'error',
      from: { path: '^src/(text|lang|model|report|train|yjs)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-plugin-and-its-binding-know-prosemirror',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(plugin/|collab/|tiptap/|yjs/|ui/bind[a-z-]*\\.ts$|index\\.ts$)',
      },
      to: { path: 'node_modules/prosemirror-' },
    },
    {
      name: 'demo-uses-the-entry-points',
      severity: 'error',
      from: { path: '^demo/' },
      to: {
        path: '^src/',
        pathNot: ['index\\.ts$', '^src/ui/(define|elements|de|en)\\.ts$', '^src/yjs/server\\.ts$'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(demo/dist|dist)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['types', 'import', 'default'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
}
