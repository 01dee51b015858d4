/** What custom-elements.json, made by `npm run build`, says of the elements, held against their code. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

interface Described {
  readonly name: string
  readonly description?: string
}
interface Element extends Described {
  readonly tagName: string
  readonly members: readonly (Described & { readonly kind: string })[]
  readonly attributes?: readonly Described[]
  readonly events?: readonly (Described & { readonly type?: { readonly text: string } })[]
  readonly cssParts?: readonly Described[]
  readonly cssProperties: readonly (Described & { readonly default?: string })[]
}
interface Module {
  readonly path: string
  readonly declarations: readonly Element[]
  readonly exports: readonly { readonly kind: string; readonly name: string }[]
}

const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly customElements: string }
const { modules } = JSON.parse(readFileSync(pkg.customElements, 'utf8')) as {
  readonly modules: readonly Module[]
}
const elements = modules.flatMap(({ path, declarations }) =>
  declarations.map((element) => ({
    element,
    source: readFileSync(path.replace(/^dist\/(.*)\.js$/, 'src/$1.ts'), 'utf8'),
  })),
)

test('every element that is registered is described, and said to be registered', () => {
  const registered = [...readFileSync('src/ui/define.ts', 'utf8').matchAll(/'(attribution-[a-z-]+)':/g)].map(
    (m) => m[1],
  )
  assert.ok(registered.length > 0)
  assert.deepEqual(elements.map(({ element }) => element.tagName).sort(), registered.sort())
  const defining = modules.find(({ path }) => path === 'dist/ui/define.js')
  assert.deepEqual(defining?.exports.map(({ name }) => name).sort(), registered)
})

/** What of an element's template stands in a module of its own: how it is imported there, and its name. */
const LATE = ['card-details', 'list-tools', 'keys'].map((file) => [`import('./${file}.js')`, file])

/** Whether one shows statements' cards, whose parts it passes on. */
function hasCard({ cssParts = [] }: Element): boolean {
  return cssParts.some(({ name }) => name === 'card')
}

for (const { element, source } of elements)
  describe(`<${element.tagName}>`, () => {
    test('itself and all that it offers is said in words', () => {
      const { members, attributes = [], events = [], cssParts = [], cssProperties } = element
      const silent = [element, ...members, ...attributes, ...events, ...cssParts, ...cssProperties].filter(
        ({ description }) => !description?.trim(),
      )
      assert.deepEqual(
        silent.map(({ name }) => name),
        [],
      )
    })

    test('its parts are those of its templates', () => {
      const drawnBy = [['statementCard(', 'statement-card'], ...LATE]
        .filter(([mark = '']) => source.includes(mark))
        .map(([, file]) => readFileSync(`src/ui/${file}.ts`, 'utf8'))
      const code = [source, ...drawnBy].join('\n')
      const parts = [...code.matchAll(/\b(?:export)?parts?="([a-z ,-]+)"/g)].flatMap((m) =>
        (m[1] ?? '').split(/[ ,]+/),
      )
      assert.deepEqual((element.cssParts ?? []).map(({ name }) => name).sort(), [...new Set(parts)].sort())
    })

    test('its events are those that it sends', () => {
      const sent = [
        ...source.matchAll(/\b(?:emit\(this, |this\.dispatchEvent\(new (?:Custom)?Event\()'([a-z-]+)'/g),
      ].map((m) => m[1] ?? '')
      const described = (element.events ?? []).map(({ name }) => name)
      assert.deepEqual(
        sent.filter((name) => !described.includes(name)),
        [],
      )
    })

    test('it tells what the cards in it ask for', { skip: !hasCard(element) }, () => {
      const described = (element.events ?? []).map(({ name }) => name)
      for (const name of ['attribution-action', 'attribution-request'])
        assert.ok(described.includes(name), name)
    })

    test('its properties are those that are declared, with none of its inner ones', () => {
      const declared = [...source.matchAll(/^ {2}@property\([^]*?\) (?:declare )?([a-zA-Z]+)[:\s=]/gm)].map(
        (m) => m[1] ?? '',
      )
      const fields = element.members.filter(({ kind }) => kind === 'field').map(({ name }) => name)
      assert.deepEqual(
        declared.filter((name) => !fields.includes(name)),
        [],
      )
      assert.deepEqual(
        element.members.filter(({ name }) => name.startsWith('#')),
        [],
      )
    })

    test('every custom property of the theme is told, with its default', () => {
      const read = readdirSync('src/ui')
        .filter((file) => file.endsWith('.ts'))
        .flatMap((file) => [
          ...readFileSync(join('src/ui', file), 'utf8').matchAll(/var\(\s*(--attribution-[a-z-]+)/g),
        ])
        .map((m) => m[1])
      assert.deepEqual(element.cssProperties.map(({ name }) => name).sort(), [...new Set(read)].sort())
      assert.ok(element.cssProperties.every((property) => property.default))
    })
  })
