/** What the server tells the pages that have an article open, beside the article itself. */
export const SAVING = {
  fails: 'saving fails',
  works: 'saving works',
} as const
