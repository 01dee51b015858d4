import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseDossier } from '../../src/model/dossier.js'
import { reportJSON } from '../../src/report/index.js'
import { DE, FULL, HOSTILE, hostileInput, INPUT } from './sample.js'

describe('the JSON report', () => {
  test('loads again as the dossier that it was', () => {
    assert.deepEqual(parseDossier(reportJSON(INPUT, DE)), { ok: true, value: FULL })
  })

  test('exported, loaded and exported again is the same text', () => {
    const text = reportJSON(INPUT, DE)
    const parsed = parseDossier(text)
    assert.ok(parsed.ok)
    assert.equal(reportJSON({ ...INPUT, dossier: parsed.value }, DE), text)
  })

  test('carries the article and the time', () => {
    const json = JSON.parse(reportJSON(INPUT, DE)) as Record<string, unknown>
    assert.deepEqual(json['article'], INPUT.article)
    assert.equal(json['created'], DE.now)
  })

  for (const text of HOSTILE)
    test(`gives back ${JSON.stringify(text)} unchanged`, () => {
      const json = JSON.parse(reportJSON(hostileInput(text), DE)) as { article: { title: string } }
      assert.equal(json.article.title, text)
    })
})
