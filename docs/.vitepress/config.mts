/**
 * The guide: the pages of this folder as a site of plain files, with the demo in it. It asks for nothing from
 * elsewhere, and works from any folder of any server (`any-place.mts`). A page that no group below names comes
 * last, so that none is forgotten.
 */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineConfig, type DefaultTheme } from 'vitepress'
import { PLACEHOLDER, placeAnywhere } from './any-place.mjs'
import { leadToPages, slugOf } from './links.mjs'

const docs = resolve(import.meta.dirname, '..')
const root = resolve(docs, '..')
/** Written by `npm run docs:api`; VitePress copies it as it is. */
const api = join(docs, 'public/api')

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Start: ['index', 'embedding', 'demo', 'faq'],
  'At the desk': ['desk', 'keys', 'statements'],
  'Make it yours': ['policies', 'statuses', 'detector', 'storage', 'languages', 'training'],
  'Editors and many hands': ['adapters', 'collaboration', 'collaboration-steps'],
  'In a pipeline': ['command-line', 'archives', 'report', 'formats'],
  'What to count on': ['security', 'accessibility', 'accuracy', 'speed', 'limits', 'caveats'],
  'The package': ['reference', 'upgrading', 'changelog', 'notice'],
}

/** Pages that are made of files which stand elsewhere in the repository (`about/[page].paths.mts`). */
const ELSEWHERE: Readonly<Record<string, string>> = {
  caveats: 'Caveats',
  changelog: 'Changelog',
  notice: 'Notices',
}

const own = readdirSync(docs)
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.slice(0, -3))

function sidebar(): DefaultTheme.SidebarItem[] {
  const named = new Set(Object.values(GROUPS).flat())
  const groups = { ...GROUPS, More: own.filter((page) => !named.has(page)).sort() }
  return Object.entries(groups)
    .map(([text, pages]) => ({ text, items: pages.flatMap(itemOf) }))
    .filter(({ items }) => items.length)
}

/** None for a page that is not written yet. */
function itemOf(page: string): DefaultTheme.SidebarItem[] {
  const link = page === 'index' ? '/' : `/${page}`
  const elsewhere = ELSEWHERE[page]
  if (elsewhere) return [{ text: elsewhere, link }]
  if (!own.includes(page)) return []
  const [, title] = /^# (.+)$/m.exec(readFileSync(join(docs, `${page}.md`), 'utf8')) ?? []
  if (!title) throw new Error(`docs/${page}.md has no title`)
  return [{ text: title, link }]
}

export default defineConfig({
  lang: 'en',
  title: 'prosemirror-attribution',
  description: 'Who said what in an article: found, sourced and checked in the editor.',
  base: process.argv.includes('dev') ? '/' : PLACEHOLDER,
  outDir: 'dist',
  cacheDir: join(root, '.tmp/vitepress'),
  srcExclude: ['dist/**', 'public/**'],
  rewrites: { 'about/:page.md': ':page.md' },
  metaChunk: true,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    languageAlias: { console: 'shellsession' },
    anchor: { slugify: slugOf },
    config: leadToPages,
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/embedding' },
      { text: 'Demo', link: '/demo' },
      ...(existsSync(api) ? [{ text: 'API', link: '/api/index.html', target: '_self' }] : []),
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local' },
    externalLinkIcon: true,
  },
  buildEnd({ outDir }) {
    const demo = join(root, 'demo/dist')
    if (!existsSync(demo)) throw new Error('The demo is not built: npm run build:demo')
    placeAnywhere(outDir)
    cpSync(demo, join(outDir, 'demo'), { recursive: true, filter: (file) => !file.endsWith('.map') })
  },
})
