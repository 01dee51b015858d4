/** Files as each version of the format wrote them, letter by letter. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { articleDigest, articleFileText, parseArticleFile } from '../../src/model/article-file.js'
import { UNTOUCHED } from '../../src/model/annotation.js'
import { dossierToJSON, FORMAT_VERSION, parseDossier } from '../../src/model/dossier.js'
import { verifyLog } from '../../src/model/seal.js'
import { VERSION_1 } from './version-1.js'

const VERSION_2 = readFileSync('test/model/version-2.json', 'utf8')
/** With a log that two people have written at once. */
const VERSION_3 = readFileSync('test/model/version-3.json', 'utf8')

test('there is a kept file of every version, and each loads', () => {
  for (const [i, text] of [VERSION_1, VERSION_2, VERSION_3].entries()) {
    assert.equal((JSON.parse(text) as { version: number }).version, i + 1)
    assert.ok(parseArticleFile(text).ok)
    assert.equal(parseArticleFile(text.replace(`"version": ${i + 1}`, '"version": 4')).ok, false)
  }
  assert.equal(FORMAT_VERSION, 3)
})

test('a file of version 3 is written again as it was, and can be checked', async () => {
  const file = parseArticleFile(VERSION_3)
  assert.ok(file.ok)
  assert.equal(articleFileText(file.value), VERSION_3)
  assert.ok(file.value.dossier.log.some(({ seal }) => seal?.joins?.length))
  assert.deepEqual(await verifyLog(file.value.dossier.log), file.value.log)
})

test('a file of version 2 is written as version 3 without another change, and can be checked', async () => {
  const file = parseArticleFile(VERSION_2)
  assert.ok(file.ok)
  assert.equal(articleFileText(file.value), VERSION_2.replace('"version": 2', '"version": 3'))
  const { article, digest, log, leftOut, dossier } = file.value
  assert.ok(article)
  assert.equal(await articleDigest(article), digest)
  assert.deepEqual(await verifyLog(dossier.log), log)
  assert.deepEqual(leftOut, { confidentialSources: 1, contacts: 1, comments: 0 })
})

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

test('a file of version 1 is written as version 3, and loads as the same', () => {
  const parsed = parseDossier(VERSION_1)
  assert.ok(parsed.ok)
  const json = dossierToJSON(parsed.value)
  assert.equal(json['version'], 3)
  assert.deepEqual(parseDossier(JSON.stringify(json)), parsed)
})
