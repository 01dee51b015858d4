/** The published JSON Schema and the checks on loading say the same of every place of a file. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { articleFileText, parseArticleFile, type ArticleFile } from '../../src/model/article-file.js'
import { dossierToJSON, EMPTY_DOSSIER } from '../../src/model/dossier.js'
import { coverage } from '../../src/model/coverage.js'
import { DEFAULT_SCHEME } from '../../src/model/status.js'
import { reportJSON } from '../../src/report/index.js'
import { DE, INPUT } from '../report/sample.js'
import { SCHEMA_FILE, schemaText } from './generate-schema.js'
import { annotate, ARTICLE, AT, DOSSIER, EDITOR, source } from './sample.js'

const text = readFileSync(SCHEMA_FILE, 'utf8')
const accepts = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: false }).compile(
  JSON.parse(text) as object,
)

const override = { rule: 'two-sources', reason: 'eilt', wording: 'Das werde teuer', by: EDITOR, at: AT }
const problem = {
  rule: 'two-sources',
  severity: 'blocks',
  annotationId: 'all',
  title: { de: 'Zwei Quellen' },
  text: { de: 'Es fehlt eine.' },
} as const
const ALL = annotate('all', ['Das werde teuer'], {
  speaker: 'Meier',
  speakerIs: { kind: 'named', name: 'Meier', office: 'Bürgermeister', short: 'M.' },
  outlet: 'Lokalzeit',
  when: 'am Dienstag',
  chain: [{ mention: 'Lokalzeit', speakerIs: { kind: 'organisation', name: 'Lokalzeit' } }],
  flags: ['hearsay'],
  evidence: DOSSIER.annotations[0]?.evidence ?? [],
  review: { status: 'verified', wording: 'Das werde teuer', by: EDITOR, at: AT },
  assignee: EDITOR,
  verdict: { rating: 'true', wording: 'Das werde teuer', by: EDITOR, at: AT },
  signOff: { wording: 'Das werde teuer', by: { id: 'vl', name: 'V. L.' }, at: AT },
  reopened: { sourceId: 'q1', why: 'corrected', by: null, at: AT },
  thread: {
    comments: [{ id: 'c', text: '@M. K. sieh', mentions: [EDITOR], by: EDITOR, at: AT, editedAt: AT }],
    resolved: { by: EDITOR, at: AT },
  },
  overrides: [override],
  foreign: { format: 'hypothesis', annotation: { id: 'h', tags: ['Rat'] } },
})
const seal = { previous: '0'.repeat(64), salt: 'ab', content: 'f'.repeat(64) }

/** A file in which every member that there is has a value. */
const WHOLE: ArticleFile = {
  article: ARTICLE,
  digest: '1'.repeat(64),
  created: AT,
  leftOut: { confidentialSources: 1, contacts: 2, comments: 3 },
  log: { ok: true, entries: 1, digest: '2'.repeat(64), blanked: 0 },
  check: {
    outcome: 'blocks',
    isPending: false,
    blocks: [problem],
    warns: [{ ...problem, severity: 'warns' }],
    overridden: [{ ...problem, override }],
    fine: ['all'],
    coverage: coverage([ALL]),
  },
  dossier: {
    annotations: [ALL],
    foreign: [{ format: 'web-annotation', annotation: { id: 'urn:x' } }],
    sources: [
      source('q1', {
        author: 'A',
        publisher: 'B',
        date: '2026-11',
        url: 'https://example.org/rat',
        archivedUrl: 'https://archive.example/rat',
        accessed: '2026-11-24',
        note: 'C',
        contact: 'D',
        correction: 'E',
      }),
    ],
    log: DOSSIER.log.map((entry) => ({ ...entry, seal })),
    scheme: {
      statuses: DEFAULT_SCHEME.statuses.map((status) => ({
        ...status,
        label: { de: status.key },
        colour: 'navy',
      })),
      ratings: DEFAULT_SCHEME.ratings.map((rating) => ({ ...rating, label: { de: rating.key } })),
    },
  },
}
const BROKEN_LOG: ArticleFile = { ...WHOLE, log: { ok: false, index: 0, fault: 'unsealed' } }

const parsed = (value: unknown): Record<string, unknown> =>
  JSON.parse(typeof value === 'string' ? value : JSON.stringify(value)) as Record<string, unknown>

const SAMPLES = {
  'what an editor saves': parsed(dossierToJSON(DOSSIER)),
  'nothing at all': parsed(dossierToJSON(EMPTY_DOSSIER)),
  'a report': parsed(reportJSON(INPUT, DE)),
  'a file with every member': parsed(articleFileText(WHOLE)),
  'a file with a broken log': parsed(articleFileText(BROKEN_LOG)),
}

/** What the schema cannot say, since it takes two places to tell; its description names each. */
const BETWEEN_PLACES =
  /used twice|^no (source|annotation) has|^the scheme has no|^the log has|^start must not|^ranges must|^a comment must|^statuses: |^ratings: /

test('the file is what `npm run generate:schema` writes', async () => {
  assert.equal(text, await schemaText())
})

test('titles every object and describes every member', () => {
  const schema = JSON.parse(text) as {
    $defs: Record<string, { title?: string; description?: string; properties?: object }>
  }
  for (const [name, { title, description, properties = {} }] of Object.entries(schema.$defs)) {
    assert.ok(title && description, name)
    for (const [key, member] of Object.entries(properties))
      assert.ok((member as { description?: string }).description, `${name}.${key}`)
  }
})

describe('schema and loading', () => {
  for (const [name, file] of Object.entries(SAMPLES))
    test(`both take ${name}`, () => {
      assert.ok(accepts(file), JSON.stringify(accepts.errors))
      assert.ok(parseArticleFile(file).ok)
    })

  for (const name of ['a file with every member', 'a file with a broken log'] as const)
    test(`agree on every change of ${name}`, () => {
      const file = SAMPLES[name]
      let refused = 0
      for (const path of pathsIn(file))
        for (const value of [undefined, null, true, 7, -1, 1.5, 1e300, '', 'x', 'X', '\n', [], {}, [[]]]) {
          const changed = withValue(file, path, value)
          const found = parseArticleFile(changed)
          const where = `${path.join('.')} = ${JSON.stringify(value)}`
          const isBetween = !found.ok && found.problems.every(({ message }) => BETWEEN_PLACES.test(message))
          if (isBetween) continue
          assert.equal(accepts(changed), found.ok, where)
          if (found.ok) continue
          refused++
          if (path.length)
            assert.ok(
              found.problems.some((own) => begins(own.path, path)),
              where,
            )
        }
      assert.ok(refused > 1000, `${refused} refused`)
    })
})

type Path = readonly (string | number)[]

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [path, ...entries.flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
}

/** `undefined` takes the place out. */
function withValue(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to
  if (Array.isArray(value))
    return value.flatMap((item: unknown, i) => {
      const changed = i === key ? withValue(item, rest, to) : item
      return changed === undefined ? [] : [changed]
    })
  const members = value as Record<string, unknown> // the path leads on
  const changed = withValue(members[key], rest, to)
  const { [key]: _, ...others } = members
  return changed === undefined ? others : { ...members, [key]: changed }
}

/** Whether a problem is told at the changed place, around it or in it. */
function begins(told: string, path: Path): boolean {
  const place = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .slice(1)
  return told.startsWith(place) || place.startsWith(told)
}
