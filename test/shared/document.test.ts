/** What lies in a Y.Doc: written, read, merged, and told from an update; and whatever others put there. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as Y from 'yjs'
import { isUntouched } from '../../src/model/annotation.js'
import type { Dossier } from '../../src/model/dossier.js'
import {
  hasSharedDossier,
  keyOf,
  namesIn,
  readSharedDossier,
  SHARED_PARTS,
  sharedMaps,
  SharedReader,
  writeGone,
  writeRecord,
  writeSharedDossier,
  type SharedPart,
} from '../../src/yjs/document.js'
import { changesOf } from '../../src/yjs/update.js'
import { AT, DOSSIER, EDITOR } from '../model/sample.js'

/** As it comes out again: nobody shares what nobody has touched. */
const SHARED: Dossier = {
  ...DOSSIER,
  annotations: DOSSIER.annotations.filter((annotation) => !isUntouched(annotation)),
}

function documentWith(dossier: Dossier): Y.Doc {
  const doc = new Y.Doc()
  assert.equal(writeSharedDossier(doc, dossier), true)
  return doc
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function meet(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)))
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)))
}

/** What `change` does in `doc`, as an update. */
function updateOf(doc: Y.Doc, change: (doc: Y.Doc) => void): Uint8Array {
  const copy = copyOf(doc)
  const before = Y.encodeStateVector(copy)
  change(copy)
  return Y.encodeStateAsUpdate(copy, before)
}

function recordOf(doc: Y.Doc, id: string) {
  const annotation = new SharedReader(sharedMaps(doc)).annotation(id)?.annotation ?? assert.fail(id)
  const { target: _, ...record } = annotation
  return record
}

function change(doc: Y.Doc, id: string, to: Partial<ReturnType<typeof recordOf>>): void {
  const before = recordOf(doc, id)
  doc.transact(() => writeRecord(sharedMaps(doc), { before, after: { ...before, ...to } }))
}

const ID = SHARED.annotations[0]?.id ?? assert.fail()
const OTHER = { id: 'ab', name: 'A. B.' }

describe('a dossier in a shared document', () => {
  test('comes out as it went in, on every copy', () => {
    const { dossier, problems } = readSharedDossier(copyOf(documentWith(DOSSIER)))
    assert.deepEqual(problems, [])
    assert.deepEqual(dossier, SHARED)
  })

  test('is put in once: the second time nothing happens, and two who do it at once come to the same', () => {
    const doc = documentWith(DOSSIER)
    assert.equal(writeSharedDossier(doc, DOSSIER), false)
    const other = documentWith(DOSSIER)
    meet(doc, other)
    assert.deepEqual(readSharedDossier(doc).dossier, SHARED)
    assert.equal(hasSharedDossier(new Y.Doc()), false)
  })

  test('names ids of any characters', () => {
    for (const id of ['a/b', '%2F', '', 'ä', '__proto__'])
      assert.deepEqual(namesIn(keyOf(id, 'x', id)), [id, 'x', id])
  })

  test('merges what two people change in the same statement and the same source', () => {
    const a = documentWith(DOSSIER)
    const b = copyOf(a)
    change(a, ID, { note: 'from a' })
    change(b, ID, { assignee: OTHER })
    sharedMaps(a).sources.set(keyOf('q1', 'title'), 'New title')
    sharedMaps(b).sources.set(keyOf('q1', 'note'), 'New note')
    meet(a, b)
    for (const doc of [a, b]) {
      assert.equal(recordOf(doc, ID).note, 'from a')
      assert.deepEqual(recordOf(doc, ID).assignee, OTHER)
      const source = readSharedDossier(doc).dossier.sources.find(({ id }) => id === 'q1')
      assert.equal(source?.title, 'New title')
      assert.equal(source.note, 'New note')
    }
  })

  test('keeps the first of those that two people have put into each other, with all that was said of any', () => {
    const [first, second, third] = ['s1', 's2', 's3'] as const
    const [own = assert.fail()] = SHARED.annotations
    const annotations = [first, second, third].map((id) => ({ ...own, id }))
    const [a, b] = [documentWith({ ...SHARED, annotations }), new Y.Doc()]
    meet(a, b)
    const comment = { id: 'c9', text: 'Zum dritten', mentions: [], by: OTHER, at: AT, editedAt: null }
    a.transact(() => {
      writeGone(sharedMaps(a), recordOf(a, second), first)
      writeGone(sharedMaps(a), recordOf(a, third), second)
    })
    const { thread } = recordOf(b, third)
    change(b, third, { thread: { ...thread, comments: [...thread.comments, comment] } })
    b.transact(() => writeGone(sharedMaps(b), recordOf(b, first), second))
    // A reader that follows, and one that comes later.
    const follows = new SharedReader(sharedMaps(a))
    for (const id of [first, second, third]) follows.annotation(id)
    a.on('afterTransaction', (tr: Y.Transaction) => {
      const keys = (part: SharedPart) =>
        (tr.changed as Map<unknown, Set<string>>).get(sharedMaps(a)[part]) ?? new Set<string>()
      follows.update(new Map(SHARED_PARTS.map((part) => [part, keys(part)])))
    })
    meet(a, b)
    for (const reader of [follows, ...[a, b].map((doc) => new SharedReader(sharedMaps(doc)))]) {
      assert.deepEqual(
        [second, third].map((id) => reader.annotation(id)),
        [null, null],
      )
      const texts = reader.annotation(first)?.annotation.thread.comments.map(({ text }) => text)
      assert.ok(texts?.includes('Zum dritten'), String(texts))
    }
  })

  test('does not take a sign-off for a review that was made at the same time', () => {
    const a = documentWith(DOSSIER)
    change(a, ID, { review: { status: 'verified', wording: 'x', by: EDITOR, at: AT }, signOff: null })
    const b = copyOf(a)
    change(a, ID, {
      review: { status: 'disputed', wording: 'x', by: EDITOR, at: '2026-11-24T10:00:00.000Z' },
    })
    change(b, ID, { signOff: { wording: 'x', by: OTHER, at: '2026-11-24T10:00:01.000Z' } })
    assert.deepEqual(recordOf(b, ID).signOff?.by, OTHER)
    meet(a, b)
    for (const doc of [a, b]) {
      assert.equal(recordOf(doc, ID).review.status, 'disputed')
      assert.equal(recordOf(doc, ID).signOff, null)
    }
  })

  test('keeps a statement waiting for a source that was corrected while somebody reviewed it', () => {
    const a = documentWith(DOSSIER)
    const b = copyOf(a)
    const reopened = { sourceId: 'q1', why: 'corrected', by: OTHER, at: AT } as const
    change(a, ID, { reopened })
    change(b, ID, { review: { status: 'verified', wording: 'x', by: EDITOR, at: AT }, reopened: null })
    meet(a, b)
    for (const doc of [a, b]) assert.deepEqual(recordOf(doc, ID).reopened, reopened)
    const review = { status: 'verified', wording: 'x', by: EDITOR, at: '2026-11-24T11:00:00.000Z' }
    change(a, ID, { review, reopened: null })
    meet(a, b)
    for (const doc of [a, b]) assert.equal(recordOf(doc, ID).reopened, null)
  })
})

describe('what an update changes', () => {
  const doc = documentWith(DOSSIER)
  doc.getXmlFragment('prosemirror').insert(0, [new Y.XmlElement('paragraph')])
  const changes = (change: (doc: Y.Doc) => void) =>
    changesOf(doc, updateOf(doc, change))?.map(({ part, names, before, values }) => ({
      part,
      names,
      before,
      values,
    }))

  test('is told by map, id and field, with the value before and after', () => {
    const before = recordOf(doc, ID).note
    assert.deepEqual(
      changes((copy) => change(copy, ID, { note: 'new' })),
      [{ part: 'reviews', names: [ID, 'note'], before: before || undefined, values: ['new'] }],
    )
    assert.deepEqual(
      changes((copy) => sharedMaps(copy).sources.delete(keyOf('q1', 'title'))),
      [{ part: 'sources', names: ['q1', 'title'], before: DOSSIER.sources[0]?.title, values: [] }],
    )
  })

  test('is told as it is in the end, whatever went on in between', () => {
    const key = keyOf(ID, 'review')
    const last = { status: 'verified', wording: 'x', by: EDITOR, at: AT, closed: null }
    const [only, another] =
      changes((copy) => {
        const { reviews } = sharedMaps(copy)
        reviews.set(key, { status: 'x' })
        reviews.delete(key)
        reviews.set(key, last)
      }) ?? []
    assert.equal(another, undefined)
    assert.deepEqual(only?.values, [last])
  })

  test('is the document for its text, however deep', () => {
    const found = changes((copy) => {
      const paragraph = copy.getXmlFragment('prosemirror').get(0) as Y.XmlElement
      const text = new Y.XmlText()
      paragraph.insert(0, [text])
      for (let i = 0; i < 2000; i++) text.insert(i, 'a')
      text.delete(10, 50)
    })
    assert.deepEqual(found, [{ part: 'document', names: [], before: undefined, values: [] }])
  })

  test('finds what is hidden in a value of another kind', () => {
    const found = changes((copy) => {
      const nested = new Y.Map<unknown>()
      sharedMaps(copy).reviews.set(keyOf(ID, 'review'), nested)
      nested.set('status', 'verified')
    })
    assert.deepEqual(
      found?.map(({ part, names }) => ({ part, names })),
      [{ part: 'reviews', names: [ID, 'review'] }],
    )
  })

  test('is nothing for what the document has, and null for what nobody can tell', () => {
    assert.deepEqual(changesOf(doc, Y.encodeStateAsUpdate(doc)), [])
    assert.equal(changesOf(doc, new Uint8Array([9, 9, 9, 255])), null)
    const later = copyOf(doc)
    change(later, ID, { note: 'first' })
    assert.equal(
      changesOf(
        doc,
        updateOf(later, (copy) => change(copy, ID, { note: 'second' })),
      ),
      null,
    )
  })
})

describe('what somebody else has put into the maps', () => {
  test('is left out where it is unsound, told with its path, and the rest goes on', () => {
    const doc = documentWith(DOSSIER)
    const maps = sharedMaps(doc)
    const hostile: readonly unknown[] = [
      null,
      7,
      '<script>',
      [],
      { status: 7 },
      new Uint8Array(3),
      new Y.Map(),
      new Y.Text('x'),
      { toString: 'x' },
      JSON.parse('{"__proto__":{"polluted":true}}'),
    ]
    for (const [i, value] of hostile.entries()) {
      const put = (own: unknown) => (own instanceof Y.AbstractType ? own.clone() : own)
      for (const field of ['found', 'kind', 'speaker', 'place'])
        maps.statements.set(keyOf(`x${i}`, field), put(value))
      maps.reviews.set(keyOf(ID, `override/${i}`), put(value))
      maps.reviews.set(keyOf(ID, 'override', String(i)), put(value))
      maps.comments.set(keyOf(ID, 'comment', String(i)), put(value))
      maps.evidence.set(keyOf(ID, String(i)), put(value))
      maps.sources.set(keyOf(`x${i}`, 'title'), put(value))
      maps.sources.set(`%/${i}`, put(value))
      maps.log.set(keyOf('w', String(i)), put(value))
      maps.log.set(`w${i}`, put(value))
      maps.seals.set(keyOf('file', String(i)), put(value))
      maps.house.set('scheme', put(value))
      maps.house.set('foreign', put(value))
    }
    const { dossier, problems } = readSharedDossier(doc)
    assert.deepEqual({ ...dossier, foreign: undefined }, { ...SHARED, foreign: undefined })
    assert.ok(problems.some(({ path }) => path === `evidence["${ID}/1"]`))
    assert.equal(({} as { polluted?: boolean }).polluted, undefined)
  })

  test('has no sources that run a script, and no evidence that leads nowhere', () => {
    const doc = documentWith(DOSSIER)
    const maps = sharedMaps(doc)
    maps.sources.set(keyOf('q1', 'url'), 'javascript:alert(1)')
    const { dossier } = readSharedDossier(doc)
    assert.ok(!dossier.sources.some(({ id }) => id === 'q1'))
    assert.ok(
      dossier.annotations.every(({ evidence }) => evidence.every(({ sourceId }) => sourceId !== 'q1')),
    )
  })
})
