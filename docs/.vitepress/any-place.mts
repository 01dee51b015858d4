/**
 * VitePress builds a site for one path of a server. This one is built for a placeholder, which is then taken
 * out: addresses in pages and style sheets become relative, and scripts work the site's path out from where they
 * were loaded. All pages lie in one folder, so that relative addresses mean the same on each of them.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { parseAst } from 'rollup/parseAst'

/** The path that the site is built for. */
export const PLACEHOLDER = '/placeholder-of-the-site/'

/** Makes the site in `folder` work from any path. Throws Error where the placeholder stands in an unknown way. */
export function placeAnywhere(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:html|js|css|json)$/.test(file)) continue
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    const up = '../'.repeat(file.split(sep).length - 1) || './'
    const placed = file.endsWith('.js')
      ? scriptFrom(text, up)
      : text.replaceAll(PLACEHOLDER, up).replaceAll(PLACEHOLDER.replaceAll('/', '_'), '_') // the second in a class
    if (placed.includes(PLACEHOLDER)) throw new Error(`The site's path is left in ${file}`)
    if (placed !== text) writeFileSync(path, placed)
  }
}

/** Strings that hold the placeholder become sums with the site's path, templates take it in. */
function scriptFrom(script: string, up: string): string {
  if (!script.includes(PLACEHOLDER)) return script
  const path = `new URL(${JSON.stringify(up)},import.meta.url).pathname`
  const changes: { readonly start: number; readonly end: number; readonly text: string }[] = []
  visit(parseAst(script), ({ type, start, end }) => {
    const source = script.slice(start, end)
    if (!source.includes(PLACEHOLDER)) return
    if (type === 'TemplateElement')
      changes.push({ start, end, text: source.replaceAll(PLACEHOLDER, `\${${path}}`) })
    if (type === 'Literal') {
      const quote = source.charAt(0)
      changes.push({
        start,
        end,
        text: `(${source.replaceAll(PLACEHOLDER, `${quote}+${path}+${quote}`)})`,
      })
    }
  })
  return changes
    .sort((a, b) => b.start - a.start)
    .reduce((placed, { start, end, text }) => placed.slice(0, start) + text + placed.slice(end), script)
}

interface Piece {
  readonly type: string
  readonly start: number
  readonly end: number
}

function visit(value: unknown, see: (piece: Piece) => void): void {
  if (Array.isArray(value)) for (const own of value) visit(own, see)
  else if (typeof value === 'object' && value) {
    if ('type' in value && typeof value.type === 'string') see(value as Piece) // every node of a syntax tree has a place
    for (const own of Object.values(value)) visit(own, see)
  }
}
