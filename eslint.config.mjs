import tseslint from 'typescript-eslint'
import { configs as lit } from 'eslint-plugin-lit'
import litA11y from 'eslint-plugin-lit-a11y'

/** What the package exports is explained where it is declared: a comment for readers and editors right before it. */
const documented = {
  create: ({ sourceCode, report }) => ({
    ExportNamedDeclaration(node) {
      if (!node.declaration) return
      const comments = sourceCode.getCommentsBefore(node)
      const at = comments.findLastIndex(({ type }) => type === 'Block')
      const isDocumented =
        comments[at]?.value.startsWith('*') &&
        comments[at].loc.end.line + comments.length - at === node.loc.start.line // `//` may stand between
      if (!isDocumented) report({ node, message: 'Say what it means: /** … */' })
    },
  }),
}

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'demo/dist/**',
      'docs/dist/**',
      'docs/public/api/**',
      'coverage/**',
      'node_modules/**',
      '.tmp/**',
      '.dependency-cruiser.cjs',
    ],
  },
  ...tseslint.configs.recommended,
  lit['flat/recommended'],
  {
    // `{ target, ...record }` leaves something out.
    rules: { '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }] },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { 'lit-a11y': litA11y, own: { rules: { documented } } },
    rules: {
      ...litA11y.configs.recommended.rules,
      '@typescript-eslint/no-explicit-any': 'error',
      'no-console': 'error',
      'own/documented': 'error',
    },
  },
  { files: ['src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
)
