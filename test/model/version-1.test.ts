/** A file as version 1 of the format wrote it, letter by letter. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { UNTOUCHED } from '../../src/model/annotation.js'
import { dossierToJSON, parseDossier } from '../../src/model/dossier.js'
import { VERSION_1 } from './version-1.js'

test('a file of version 1 loads with nothing in what it did not know', () => {
  const parsed = parseDossier(VERSION_1)
  assert.ok(parsed.ok, JSON.stringify(parsed))
  const [annotation] = parsed.value.annotations
  assert.ok(annotation)
  const { assignee, verdict, signOff, reopened, anonymity, thread, overrides } = UNTOUCHED
  for (const [key, value] of Object.entries({
    assignee,
    verdict,
    signOff,
    reopened,
    anonymity,
    thread,
    overrides,
  }))
    assert.deepEqual(annotation[key as keyof typeof annotation], value, key) // keys of the object above
  assert.equal(annotation.evidence[0]?.translated, false)
  assert.equal(annotation.review.status, 'verified')
  assert.equal(annotation.note, 'Mitschnitt gehört')
  assert.equal(parsed.value.log[0]?.seal, null)
  assert.ok(!('scheme' in parsed.value))
})

test('a file of version 1 is written as version 2, and loads as the same', () => {
  const parsed = parseDossier(VERSION_1)
  assert.ok(parsed.ok)
  const json = dossierToJSON(parsed.value)
  assert.equal(json['version'], 2)
  assert.deepEqual(parseDossier(JSON.stringify(json)), parsed)
})
