/** What comes along with an import, and what does not. Runs after `npm run build`. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { BUDGETS, ENTRY_BUDGET } from './budgets.js'
import { sizeOf } from './size.js'

const { name, exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly name: string
  readonly exports: Readonly<Record<string, string | object>>
}
const entries = Object.keys(exports).filter((entry) => typeof exports[entry] === 'object')
/** The one that is imported for what it does. */
const REGISTERS = './ui/define'

describe('what is loaded stays within its budget', () => {
  const rest = entries.filter((entry) => BUDGETS.every((budget) => budget.name !== entry))
  const others = rest.map((entry) => ({
    name: entry,
    code: `export * from '${name}${entry.slice(1)}'`,
    budget: ENTRY_BUDGET,
  }))

  for (const { name: what, code, budget } of [...BUDGETS, ...others])
    test(`${what}: ${budget} kB gzipped`, async () => {
      const kilobytes = (await sizeOf(code)).gzipped / 1000
      assert.ok(kilobytes <= budget, `${what} is ${kilobytes.toFixed(1)} kB; npm run sizes tells what weighs`)
    })

  for (const { name: what, code, budget } of BUDGETS)
    test(`${what}: the budget is not above what is needed`, async () => {
      const kilobytes = (await sizeOf(code)).gzipped / 1000
      assert.ok(kilobytes > budget - 2, `${what} is ${kilobytes.toFixed(1)} kB: lower its budget`)
    })
})

describe('with what is loaded late, all stays within a budget too', () => {
  for (const { name: what, code, all } of BUDGETS)
    if (all !== undefined)
      test(`${what}: ${all} kB gzipped in all`, async () => {
        const { gzipped, inAll } = await sizeOf(code)
        const kilobytes = inAll / 1000
        assert.ok(inAll > gzipped, 'nothing comes late')
        assert.ok(kilobytes <= all, `${what} is ${kilobytes.toFixed(1)} kB in all`)
        assert.ok(kilobytes > all - 3, `${what} is ${kilobytes.toFixed(1)} kB in all: lower its budget`)
      })
})

describe('what is not used is left out', () => {
  for (const entry of entries.filter((entry) => entry !== REGISTERS))
    test(`nothing of ${entry} is kept for its own sake`, async () => {
      assert.deepEqual((await sizeOf(`import '${name}${entry.slice(1)}'`)).files, [])
    })

  test(`${REGISTERS} is kept, since it registers the elements`, async () => {
    const { files } = await sizeOf(`import '${name}${REGISTERS.slice(1)}'`)
    assert.ok(files.some(([file]) => file === 'dist/ui/panel.js'))
  })

  test('no other entry registers elements', () => {
    const imports = entries.filter((entry) => entry !== REGISTERS).map((entry) => `${name}${entry.slice(1)}`)
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `for (const entry of ${JSON.stringify(imports)}) await import(entry)
         console.log(customElements.get('attribution-panel'))`,
      ],
      { encoding: 'utf8' },
    )
    assert.equal(stdout.trim(), 'undefined', stderr)
  })

  test('who reads a dossier loads the model and its validation, no editor, engine, report or interface', async () => {
    const rooms = await roomsOf(`export { parseDossier } from '${name}/model'`)
    assert.deepEqual(rooms, ['model', 'text/statement.js', 'valibot'])
  })

  test('who asks whether a review holds loads two files', async () => {
    const { files } = await sizeOf(`export { isStale } from '${name}'`)
    assert.deepEqual(files.map(([file]) => file).sort(), [
      'dist/model/annotation.js',
      'dist/model/wording.js',
    ])
  })

  test('who looks statements up again in a text loads no validation and no rules', async () => {
    const { files } = await sizeOf(`export { reanchorAll } from '${name}'`)
    assert.deepEqual(
      files.filter(([file]) => /valibot|house-policy|labels|schema|plugin/.test(file)),
      [],
    )
    assert.deepEqual(await roomsOf(`export { reanchorAll } from '${name}'`), [
      'approx-string-match',
      'model',
      'text/lower-bound.js',
    ])
  })

  test('the plugin comes without engine, language, report, interface and the checks of files', async () => {
    const rooms = await roomsOf(`export { attribution } from '${name}'`)
    assert.deepEqual(rooms, [
      'approx-string-match',
      'model',
      'plugin',
      'text/lower-bound.js',
      'text/statement.js',
    ])
  })

  test('the rules of the house come with the question whether the article can go out, and not before', async () => {
    const filesOf = async (code: string): Promise<string> =>
      (await sizeOf(code)).files.map(([file]) => file).join(' ')
    assert.doesNotMatch(
      await filesOf(`export { attribution, applyAction, getDossier } from '${name}'`),
      /house-policy|model\/(labels|agreement|word-list)/,
    )
    assert.match(await filesOf(`export { publishCheck } from '${name}'`), /house-policy/)
  })

  test('the engine comes without a language', async () => {
    assert.deepEqual(await roomsOf(`export * from '${name}/text'`), ['text'])
  })

  test('the engine comes without a reader of clauses: a language brings its own, and not the other', async () => {
    const filesOf = async (code: string): Promise<string> =>
      (await sizeOf(code)).files.map(([file]) => file).join(' ')
    assert.doesNotMatch(await filesOf(`export * from '${name}/text'`), /text\/(svo|rules|noun-phrase|parse)/)
    const german = await filesOf(`export { de } from '${name}/lang/de'`)
    assert.match(german, /text\/rules/)
    assert.doesNotMatch(german, /text\/(svo|create|features|link)|lang\/en/)
    const english = await filesOf(`export { en } from '${name}/lang/en'`)
    assert.match(english, /text\/svo/)
    assert.doesNotMatch(english, /text\/(rules|noun-phrase|create|features|link)|lang\/de/)
  })

  test('one element comes without the others', async () => {
    const { files } = await sizeOf(`export { AttributionThread } from '${name}/ui/elements'`)
    const elements = files.filter(([file]) =>
      /ui\/(card|panel|beside|walk|check|log-view|source|speakers|statement-list|evidence)/.test(file),
    )
    assert.deepEqual(elements, [])
  })

  test('the panel comes without views, forms, dialogs and words: all of them late', async () => {
    const { files } = await sizeOf(`import '${name}/ui/define'`)
    assert.deepEqual(
      files.filter(([file]) =>
        /ui\/(beside|walk|check|log-view|source-|speakers|evidence|thread|hover|keys|card-details|list-tools|messages\/(de|en))|house-policy|diff/.test(
          file.replace('source-drop', ''),
        ),
      ),
      [],
    )
  })

  test('a report in one format comes without the others, and Word is loaded late', async () => {
    const { files } = await sizeOf(`export { reportMarkdown } from '${name}/report'`)
    assert.deepEqual(
      files.filter(([file]) => /docx|html|csv|csl|ninjs|web-annotation|schema-org/.test(file)),
      [],
    )
    assert.ok(!(await roomsOf(`export * from '${name}/report'`)).includes('docx'))
  })
})

/** The rooms of the house and the packages that something comes from: of `text` the files that all rooms share, while it gives no others. */
async function roomsOf(code: string): Promise<readonly string[]> {
  const { files } = await sizeOf(code)
  const rooms = files.map(
    ([file]) =>
      /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ??
      /^dist\/(lang\/\w+|text\/(?:lower-bound|statement)\.js|\w+)/.exec(file)?.[1] ??
      file,
  )
  const found = [...new Set(rooms)].sort()
  return found.includes('text') ? found.filter((room) => !room.startsWith('text/')) : found
}
