/** Every report that people read says which text it is of. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { articleDigest } from '../../src/model/article-file.js'
import { reportHTML, reportMarkdown } from '../../src/report/index.js'
import { DE, INPUT } from './sample.js'

test('prints the digest of the article where it is given, and nothing of it where not', async () => {
  const digest = await articleDigest(INPUT.article)
  for (const write of [reportHTML, reportMarkdown]) {
    assert.match(write(INPUT, { ...DE, digest }), new RegExp(`Prüfsumme des Artikels.*${digest}`))
    assert.doesNotMatch(write(INPUT, DE), /Prüfsumme des Artikels/)
  }
})
