/** Every sample of the documentation is compiled and run: see `samples.ts`. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { transform } from 'esbuild'
import { compile } from './compile.js'
import { openBrowser, type Ran } from './in-browser.js'
import { isAsShown, outputProblems, runNode, runShell } from './in-shell.js'
import { isCode, isOnly, PAGES, samplesOf, type Sample } from './samples.js'

const BROKEN = 'test/docs/broken-sample.md'
const samples = PAGES.flatMap(samplesOf)
const broken = samplesOf(BROKEN)
const isForBrowser = (sample: Sample): boolean =>
  sample.lang === 'html' || (isCode(sample) && !sample.words.includes('node') && !isOnly('compiled', sample))
const nameOf = ({ page, line }: Sample): string => `${page}:${line}`

describe('samples of code', () => {
  let problems: readonly string[]
  before(() => {
    problems = compile([...samples, ...broken].filter((own) => isCode(own) && own.lang !== 'js'))
  })

  test('all compile', () => {
    assert.deepEqual(
      problems.filter((problem) => !problem.startsWith(BROKEN)),
      [],
    )
  })

  test('are told with page and line where one does not', () => {
    const own = problems.filter((problem) => problem.startsWith(BROKEN))
    assert.equal(own.length, 1)
    assert.match(own[0] ?? '', /^[^:]+:6: .*'noSuchThing'/)
  })
})

describe('in a page, the sample', { concurrency: 2 }, () => {
  const own = [...samples, ...broken].filter(isForBrowser)
  let browser: Awaited<ReturnType<typeof openBrowser>>
  before(async () => {
    browser = await openBrowser(own)
  })
  after(() => browser.close())

  for (const sample of own.filter(({ page }) => page !== BROKEN))
    test(nameOf(sample), async () => {
      assert.deepEqual(problemsOf(await browser.run(sample), sample), [])
    })

  test('that throws, fails or prints something else is told', async () => {
    const told = await Promise.all(
      broken.filter(isForBrowser).map(async (sample) => problemsOf(await browser.run(sample), sample)),
    )
    assert.deepEqual(
      told.map((problems) => problems.length > 0),
      [true, true, true],
    )
  })
})

describe('in Node, the sample', () => {
  for (const sample of samples.filter(({ words }) => words.includes('node')))
    test(nameOf(sample), async () => assert.deepEqual(await runNode(sample), []))
})

describe('in a shell, the sample', { concurrency: 2 }, () => {
  for (const sample of samples.filter(({ lang }) => lang === 'sh' || lang === 'console'))
    test(nameOf(sample), { skip: whyNotRun(sample) }, async () =>
      assert.deepEqual(await runShell(sample), []),
    )

  test('that fails or prints something else is told', async () => {
    for (const sample of broken.filter(({ lang }) => lang === 'sh' || lang === 'console'))
      assert.equal((await runShell(sample)).length, 1, nameOf(sample))
  })
})

test('what is shown may leave out what varies, and nothing else', () => {
  const isSame = (printed: string, shown: string, figures = false) => isAsShown(printed, shown, figures)
  assert.ok(isSame('a 1\nb\nc\n', 'a 1\nb\nc\n'))
  assert.ok(isSame('a 1\nb\nc\n', 'a…\n…\nc\n'))
  assert.ok(isSame('a 12.5  ms\n', 'a 3 ms\n', true))
  assert.ok(!isSame('a 12 ms\n', 'a 3 ms\n'))
  assert.ok(!isSame('a 1\nb\n', 'a 1\n'))
  assert.ok(!isSame('a 1\nb\n', '…\na 1\n', true))
})

describe('samples of data are sound:', () => {
  for (const sample of samples.filter(({ lang }) => lang === 'json' || lang === 'css'))
    test(nameOf(sample), async () => {
      if (sample.lang === 'json') JSON.parse(sample.code)
      else assert.deepEqual((await transform(sample.code, { loader: 'css' })).warnings, [])
    })
})

/** Why a sample of the command line is passed over, false where it is run. */
function whyNotRun(sample: Sample): string | false {
  if (isOnly('shown', sample)) return sample.words.slice(1).join(' ')
  const needed = sample.words.find((word) => word.startsWith('needs='))?.slice('needs='.length)
  return needed !== undefined && !existsSync(needed) && `${needed} is not here`
}

function problemsOf({ problems, printed }: Ran, { output }: Sample): readonly string[] {
  return [...problems, ...(output ? outputProblems(printed, output) : [])]
}
