import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { dossierToJSON, parseDossier, sealDossier } from '../../src/model/dossier.js'
import { LOG_ACTIONS, type LogEntry } from '../../src/model/log.js'
import {
  blankedEntry,
  entrySum,
  isSealed,
  LOG_START,
  logDigest,
  sealEntry,
  sealLog,
  verifyLog,
  withSeals,
} from '../../src/model/seal.js'
import { AT, DOSSIER, EDITOR } from './sample.js'

const sha256 = (text: string): string => createHash('sha256').update(text, 'ascii').digest('hex')

function entry(after: string, rest: Partial<LogEntry> = {}): LogEntry {
  return { at: AT, by: EDITOR, action: 'set-note', subject: 'a1', before: '', after, seal: null, ...rest }
}

/** Any UTF-16 at all. */
const text = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))
const anyEntry: fc.Arbitrary<LogEntry> = fc.record({
  at: fc.constantFrom(AT, '2026-11-25T08:00:00.000Z'),
  by: fc.option(fc.record({ id: text, name: text })),
  action: fc.constantFrom(...LOG_ACTIONS),
  subject: text,
  before: text,
  after: text,
  seal: fc.constant(null),
})
const anyLog = fc.array(anyEntry, { minLength: 1, maxLength: 8 })

async function sealed(count: number): Promise<readonly LogEntry[]> {
  return sealLog(Array.from({ length: count }, (_, i) => entry(`note ${i}`)))
}

describe('a sealed log', () => {
  test('holds, and has the digest of its last entry', async () => {
    const log = await sealed(3)
    const digest = await logDigest(log)
    assert.deepEqual(await verifyLog(log), { ok: true, entries: 3, digest, blanked: 0 })
    assert.match(digest ?? '', /^[0-9a-f]{64}$/)
  })

  test('has the sums that the documentation says', async () => {
    assert.equal(LOG_START, sha256('prosemirror-attribution log 1'))
    const [first, second] = await sealLog([entry('für „Ja“ \u{1F600}\n\x7f'), entry('b', { by: null })])
    assert.ok(first?.seal && second?.seal)
    assert.equal(first.seal.previous, LOG_START)
    assert.match(first.seal.salt ?? '', /^[0-9a-f]{32}$/)
    // As Python writes it: json.dumps([...], separators=(",", ":"))
    assert.equal(
      first.seal.content,
      sha256(
        `["${first.seal.salt}","${AT}",["mk","M. K."],"set-note","a1","","f\\u00fcr \\u201eJa\\u201c \\ud83d\\ude00\\n\\u007f"]`,
      ),
    )
    assert.equal(second.seal.previous, sha256(first.seal.previous + first.seal.content))
    assert.equal(second.seal.content, sha256(`["${second.seal.salt}","${AT}",null,"set-note","a1","","b"]`))
    assert.equal(await logDigest([first, second]), sha256(second.seal.previous + second.seal.content))
  })

  test('stays as it is when it is sealed again, and when entries are added', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, anyLog, async (start, more) => {
        const first = await sealLog(start)
        assert.equal(await sealLog(first), first)
        const grown = await sealLog([...first, ...more])
        assert.deepEqual(grown.slice(0, first.length), first)
        const digest = (await logDigest(first)) ?? undefined
        const found = await verifyLog(grown, { ...(digest ? { digest } : {}) })
        assert.ok(found.ok && found.entries === start.length + more.length)
      }),
      { numRuns: 50 },
    )
  })

  test('is the same however often, and in how many steps, its entries are sealed', async () => {
    const entries = [entry('a'), entry('b'), entry('c')]
    const [once, again] = await Promise.all([sealLog(entries), sealLog(entries)])
    const start = await sealLog(entries.slice(0, 1))
    assert.deepEqual(again, once)
    assert.deepEqual(await sealLog([...start, ...entries.slice(1)]), once)
  })

  test('comes back from JSON and holds, whatever its texts', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, async (entries) => {
        const log = await sealLog(entries.map((item) => ({ ...item, subject: `s${item.subject}`, by: null })))
        const parsed = parseDossier(JSON.stringify(dossierToJSON({ annotations: [], sources: [], log })))
        assert.ok(parsed.ok)
        assert.deepEqual(await verifyLog(parsed.value.log), await verifyLog(log))
        assert.ok((await verifyLog(log)).ok)
      }),
      { numRuns: 50 },
    )
  })

  const at = (log: readonly LogEntry[]) => fc.nat({ max: log.length - 1 })
  const anySealed = anyLog.map((entries) => ({ entries }))

  test('names the entry in which anything was changed', async () => {
    const change: Readonly<Record<string, (item: LogEntry) => LogEntry>> = {
      at: (item) => ({ ...item, at: '2020-01-01T00:00:00.000Z' }),
      by: (item) => ({ ...item, by: item.by ? null : EDITOR }),
      name: (item) => ({ ...item, by: { id: item.by?.id ?? '', name: `${item.by?.name ?? ''}x` } }),
      action: (item) => ({ ...item, action: item.action === 'dismiss' ? 'restore' : 'dismiss' }),
      subject: (item) => ({ ...item, subject: `${item.subject}x` }),
      before: (item) => ({ ...item, before: `${item.before}x` }),
      after: (item) => ({ ...item, after: `x${item.after}` }),
      // What stood in one field is said to have stood in the next.
      border: (item) => ({ ...item, before: `${item.before}x${item.after}`, after: '' }),
      salt: (item) => ({ ...item, seal: item.seal && { ...item.seal, salt: 'ab' } }),
      content: (item) => ({ ...item, seal: item.seal && { ...item.seal, content: LOG_START } }),
    }
    await fc.assert(
      fc.asyncProperty(anySealed, fc.nat(), fc.constantFrom(...Object.keys(change)), async (a, n, what) => {
        const log = [...(await sealLog(a.entries))]
        const i = n % log.length
        const item = log[i] ?? assert.fail()
        log[i] = change[what]?.(item) ?? assert.fail()
        assert.deepEqual(await verifyLog(log), { ok: false, index: i, fault: 'changed' })
      }),
    )
  })

  test('names the entry behind those that were taken out', async () => {
    await fc.assert(
      fc.asyncProperty(anySealed, fc.nat(), fc.integer({ min: 1, max: 3 }), async (a, n, count) => {
        const log = [...(await sealLog([...a.entries, entry('last')]))]
        const i = n % (log.length - 1)
        log.splice(i, Math.min(count, log.length - 1 - i))
        assert.deepEqual(await verifyLog(log), { ok: false, index: i, fault: 'gap' })
      }),
    )
  })

  test('names the first place at which the order is another', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLog.chain((entries) => fc.tuple(fc.constant(entries), at(entries), at(entries))),
        async ([entries, from, to]) => {
          fc.pre(from !== to)
          const log = [...(await sealLog(entries))]
          log.splice(to, 0, ...log.splice(from, 1))
          const found = await verifyLog(log)
          assert.deepEqual(found, { ok: false, index: Math.min(from, to), fault: 'moved' })
        },
      ),
    )
  })

  test('names an entry that was put in, with a seal of its own or a foreign one', async () => {
    await fc.assert(
      fc.asyncProperty(anySealed, anyEntry, fc.nat(), fc.boolean(), async (a, item, n, fits) => {
        const log = await sealLog(a.entries)
        const i = n % log.length
        const before = log.slice(0, i)
        const made = await sealLog([...(fits ? before : [entry('another log')]), item])
        const put = made[made.length - 1] ?? assert.fail()
        const found = await verifyLog([...before, put, ...log.slice(i)])
        assert.deepEqual(found, { ok: false, index: i, fault: 'inserted' })
      }),
    )
  })

  test('tells a copy of an entry from the entry', async () => {
    const log = await sealed(4)
    const copy = log[1] ?? assert.fail()
    for (const i of [0, 2, 3, 4]) {
      const found = await verifyLog([...log.slice(0, i), copy, ...log.slice(i)])
      assert.deepEqual(found, { ok: false, index: i, fault: 'inserted' })
    }
  })

  test('names an entry that was replaced and sealed anew by the one that does not fit it', async () => {
    const log = [...(await sealed(4))]
    const forged = await sealLog([...log.slice(0, 1), entry('forged')])
    log[1] = forged[1] ?? assert.fail()
    assert.deepEqual(await verifyLog(log), { ok: false, index: 2, fault: 'gap' })
  })

  test('shows by its digest alone that its end is missing, and that all was sealed anew', async () => {
    const log = await sealed(3)
    const digest = (await logDigest(log)) ?? assert.fail()
    const cut = log.slice(0, 2)
    assert.equal((await verifyLog(cut)).ok, true)
    assert.deepEqual(await verifyLog(cut, { digest }), { ok: false, index: 2, fault: 'other-digest' })
    assert.deepEqual(await verifyLog([], { digest }), { ok: false, index: 0, fault: 'other-digest' })
    const anew = await sealLog(log.map((item) => ({ ...item, seal: null })))
    assert.deepEqual(await verifyLog(anew, { digest }), { ok: false, index: 3, fault: 'other-digest' })
    const grown = await sealLog([...log, entry('more')])
    assert.equal((await verifyLog(grown, { digest: digest.toUpperCase() })).ok, true)
  })
})

describe('a log that is not sealed, or only at its beginning', () => {
  test('is told by the first entry without seal, and has no digest', async () => {
    const log = [...(await sealed(2)), entry('new'), entry('newer')]
    assert.equal(isSealed(log), false)
    assert.equal(await logDigest(log), null)
    assert.deepEqual(await verifyLog(log), { ok: false, index: 2, fault: 'unsealed' })
    assert.equal((await verifyLog(await sealLog(log))).ok, true)
  })

  test('does not hide that a seal was taken off in the middle', async () => {
    const log = [...(await sealed(3))]
    log[1] = { ...(log[1] ?? assert.fail()), after: 'changed', seal: null }
    const again = await sealLog([...log, entry('new')])
    assert.equal(again[1], log[1])
    assert.deepEqual(await verifyLog(again), { ok: false, index: 1, fault: 'unsealed' })
  })

  test('is whole when it is empty', async () => {
    assert.equal(isSealed([]), true)
    assert.deepEqual(await verifyLog([]), { ok: true, entries: 0, digest: LOG_START, blanked: 0 })
  })

  test('takes seals only for the very entries that were sealed', async () => {
    const log = [entry('a'), entry('b')]
    const done = { log, sealed: await sealLog(log) }
    const more = entry('c')
    assert.deepEqual(withSeals([...log, more], done), [...done.sealed, more])
    for (const other of [log.slice(0, 1), [entry('a'), entry('b')], [...log].reverse(), []])
      assert.equal(withSeals(other, done), other)
  })

  test('stays as it is where WebCrypto has no subtle, and says why', async () => {
    const crypto = { getRandomValues: () => undefined }
    await assert.rejects(sealLog([entry('a')], crypto), /crypto\.subtle is missing.*https/)
    await assert.rejects(verifyLog(await sealed(1), { crypto }), /crypto\.subtle is missing/)
  })
})

describe('a blanked entry', () => {
  const shown = { subject: 'x', before: '', after: '' }

  test('leaves the log provable to the same digest, and is counted', async () => {
    const log = await sealed(3)
    const digest = await logDigest(log)
    for (const i of [0, 1, 2]) {
      const copy = log.map((item, j) => (j === i ? blankedEntry(item, shown) : item))
      assert.deepEqual(await verifyLog(copy), { ok: true, entries: 3, digest, blanked: 1 })
      assert.equal(copy[i]?.seal?.salt, null)
      assert.equal(copy[i]?.after, '')
    }
  })

  test('does not let others be taken out beside it', async () => {
    const log = await sealed(4)
    const copy = log.map((item) => blankedEntry(item, shown)).filter((_, i) => i !== 2)
    assert.deepEqual(await verifyLog(copy), { ok: false, index: 2, fault: 'gap' })
  })

  test('cannot be found by trying words against its sum', async () => {
    const [first, second] = await sealLog([entry('Informant Meier'), entry('Informant Meier')])
    assert.notEqual(first?.seal?.content, second?.seal?.content)
    assert.notEqual(first?.seal?.salt, second?.seal?.salt)
  })

  test('is the same entry when nothing of it is hidden', async () => {
    const [item] = await sealed(1)
    assert.ok(item)
    assert.equal(blankedEntry(item, item), item)
  })
})

test('a dossier is sealed for export, and the same object when it is sealed', async () => {
  const dossier = await sealDossier(DOSSIER)
  assert.equal((await verifyLog(dossier.log)).ok, true)
  assert.deepEqual({ ...dossier, log: [] }, { ...DOSSIER, log: [] })
  assert.equal(await sealDossier(dossier), dossier)
})

describe('a log that several people have written at once', () => {
  /** Two have seen the first chain's end, then one has seen both. */
  async function shared(): Promise<readonly LogEntry[]> {
    const old = await sealed(2)
    const end = (await logDigest(old)) ?? assert.fail()
    const sum = async (own: LogEntry) => (await entrySum(own)) ?? assert.fail()
    const ada = await sealEntry(entry('ada 1'), { previous: LOG_START, joins: [end] })
    const jo = await sealEntry(entry('jo 1'), { previous: LOG_START, joins: [end] })
    const next = await sealEntry(entry('ada 2'), { previous: await sum(ada), joins: [await sum(jo)] })
    return [...old, ada, jo, next]
  }

  test('holds, with the digest of the entry that joins all, and tells its chains', async () => {
    const log = await shared()
    const digest = await logDigest(log)
    assert.match(digest ?? '', /^[0-9a-f]{64}$/)
    assert.deepEqual(await verifyLog(log), { ok: true, entries: 5, digest, blanked: 0, chains: 3 })
  })

  test('has a digest of all its ends while nobody has joined them, which is still known when somebody has', async () => {
    const log = await shared()
    const before = log.slice(0, 4)
    const digest = (await logDigest(before)) ?? assert.fail()
    assert.match(digest, /^[0-9a-f]{64}\+[0-9a-f]{64}$/)
    assert.deepEqual(await verifyLog(before), { ok: true, entries: 4, digest, blanked: 0, chains: 3 })
    assert.equal((await verifyLog(log, { digest })).ok, true)
    assert.deepEqual(await verifyLog(before.slice(0, 3), { digest }), {
      ok: false,
      index: 3,
      fault: 'other-digest',
    })
  })

  test('holds in every order in which no entry comes before one that it follows on', async () => {
    const [a, b, ada, jo, next] = (await shared()) as [LogEntry, LogEntry, LogEntry, LogEntry, LogEntry]
    assert.equal((await verifyLog([a, b, jo, ada, next])).ok, true)
    assert.deepEqual(await verifyLog([a, b, ada, next, jo]), { ok: false, index: 3, fault: 'moved' })
    assert.deepEqual(await verifyLog([ada, a, b, jo, next]), { ok: false, index: 0, fault: 'moved' })
  })

  test('shows that any entry was taken out that somebody has seen', async () => {
    const log = await shared()
    for (const i of [0, 1, 2, 3]) {
      const found = await verifyLog(log.filter((_, n) => n !== i))
      assert.equal(!found.ok && found.fault, 'gap')
    }
  })

  test('shows that a join was taken off or put on', async () => {
    const log = [...(await shared())]
    const last = log[4]
    assert.ok(last?.seal?.joins)
    const digest = (await logDigest(log)) ?? assert.fail()
    const { joins: _, ...rest } = last.seal
    for (const seal of [rest, { ...rest, joins: [] }]) {
      const found = await verifyLog([...log.slice(0, 4), { ...last, seal }], { digest })
      assert.deepEqual(found, { ok: false, index: 5, fault: 'other-digest' })
    }
  })

  test('does not let two entries follow on the same one', async () => {
    const log = await shared()
    const put = await sealEntry(entry('put in'), { previous: log[4]?.seal?.previous ?? '', joins: [] })
    const found = await verifyLog([...log, put])
    assert.deepEqual(found, { ok: false, index: 4, fault: 'inserted' })
  })

  test('goes on as one chain where nobody shares it any more, and joins the loose ends first', async () => {
    const before = (await shared()).slice(0, 4)
    const log = await sealLog([...before, entry('alone'), entry('alone again')])
    assert.equal(log[4]?.seal?.joins?.length, 1)
    assert.equal(log[5]?.seal?.joins, undefined)
    const found = await verifyLog(log)
    assert.ok(found.ok && /^[0-9a-f]{64}$/.test(found.digest))
  })
})
