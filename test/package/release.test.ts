import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { whatIsMissing } from './release.mjs'

const ready = {
  tag: 'v1.2.3',
  pkg: { version: '1.2.3', repository: 'github:owner/name' },
  changelog: '# Changelog\n\n## 1.2.3, 1 December 2026\n\n- New.\n\n## 1.2.2, 1 November 2026\n',
}

describe('a release', () => {
  test('goes out with its tag, its day in the changelog and its repository', () => {
    assert.deepEqual(whatIsMissing(ready), [])
  })

  for (const [what, change] of [
    ['under another tag', { tag: 'v1.2.4' }],
    ['while it is called unreleased', { changelog: '## 1.2.3, unreleased\n' }],
    ['when the changelog begins with another version', { changelog: '## 1.2.2, 1 November 2026\n' }],
    ['without a repository', { pkg: { version: '1.2.3' } }],
  ] as const)
    test(`does not go out ${what}`, () => {
      assert.equal(whatIsMissing({ ...ready, ...change }).length, 1)
    })
})

test('the changelog has the present version first, and each after it is an earlier one', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
  const versions = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## (\d+)\.(\d+)\.(\d+)/gm)].map((m) =>
    m.slice(1).map(Number),
  )
  assert.equal(versions[0]?.join('.'), version)
  const key = (parts: readonly number[]) => parts.reduce((sum, part) => sum * 1000 + part, 0)
  assert.deepEqual(
    versions,
    [...versions].sort((a, b) => key(b) - key(a)),
  )
})
