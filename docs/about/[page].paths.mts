/** Pages of the site that are files at the top of the repository. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export default {
  watch: ['../../CAVEATS.md', '../../CHANGELOG.md', '../../NOTICE.md'],
  paths: () =>
    ['caveats', 'changelog', 'notice'].map((page) => ({
      params: { page },
      content: readFileSync(resolve(root, `${page.toUpperCase()}.md`), 'utf8'),
    })),
}
