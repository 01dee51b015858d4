/** The tests that run in every browser: what happens to annotations while somebody edits. */
export const CRITICAL = ['survival', 'marks', 'detection', 'clipboard', 'composition', 'keys'].map(
  (name) => `test/plugin/${name}.test.ts`,
)
