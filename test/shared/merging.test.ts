/** Several copies of a shared document, changed at random and merged in any order: all come to the same, nothing is lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as Y from 'yjs'
import type { LogEntry } from '../../src/model/log.js'
import { verifyLog } from '../../src/model/seal.js'
import {
  readSharedDossier,
  sharedMaps,
  SharedReader,
  writeEntry,
  writeGone,
  writeRecord,
  writeSeal,
  writeSource,
  writeSourceGone,
  writeSharedDossier,
  type SharedRecord,
} from '../../src/yjs/document.js'
import { LogSealing, openEnds } from '../../src/yjs/shared-log.js'
import { AT, DOSSIER, source } from '../model/sample.js'

const PEOPLE = ['ada', 'jo', 'kim'] as const

/** One copy, and who writes in it. */
class Copy {
  readonly doc = new Y.Doc()
  readonly maps = sharedMaps(this.doc)
  readonly updates: Uint8Array[] = []
  readonly reader = new SharedReader(this.maps)
  private written = 0
  private readonly sealing: LogSealing

  constructor(readonly writer: string) {
    this.doc.on('update', (update: Uint8Array) => this.updates.push(update))
    this.doc.on('afterTransaction', (tr: Y.Transaction) => {
      const changed = new Map(
        (Object.keys(this.maps) as (keyof typeof this.maps)[]).map((part) => {
          const keys = (tr.changed as Map<unknown, Set<string>>).get(this.maps[part])
          return [part, keys ?? new Set<string>()] as const
        }),
      )
      this.reader.update(changed)
    })
    this.sealing = new LogSealing({
      writer,
      log: () => this.reader.namedLog,
      write: (name, seal) => writeSeal(this.maps, name, seal),
      onError: (error) => assert.fail(String(error)),
    })
  }

  /** What an interface does: the change and its entry, at once. */
  act(
    time: number,
    change: (record: SharedRecord) => Partial<SharedRecord>,
    what: Partial<LogEntry>,
  ): LogEntry | null {
    const annotation = this.reader.annotation('a1')?.annotation
    if (!annotation) return null
    const { target: _, ...before } = annotation
    return this.log(time, what, () =>
      writeRecord(this.maps, { before, after: { ...before, ...change(before) } }),
    )
  }

  log(time: number, what: Partial<LogEntry>, change: () => void): LogEntry {
    const by = { id: this.writer, name: this.writer }
    const at = new Date(Date.parse(AT) + time).toISOString()
    const entry: LogEntry = {
      ...{ at, by, action: 'set-note', subject: 'a1', before: '', after: '', seal: null },
      ...what,
    }
    this.doc.transact(() => {
      change()
      const seen = openEnds(this.reader.namedLog, this.writer)
      writeEntry(this.maps, { writer: this.writer, number: this.written++, entry, seen })
    })
    this.sealing.update()
    return entry
  }

  async sealed(): Promise<void> {
    while (this.reader.log.some(({ by, seal }) => by?.id === this.writer && !seal))
      await new Promise((resolve) => setImmediate(resolve))
  }
}

const work = fc.record({
  who: fc.nat({ max: PEOPLE.length - 1 }),
  /** Clocks of people differ. */
  time: fc.nat({ max: 100_000 }),
  what: fc.constantFrom(
    'status',
    'note',
    'comment',
    'evidence',
    'detach',
    'source',
    'gone-source',
    'merge',
    'meet',
  ),
  value: fc.nat({ max: 3 }),
})

test('come to the same, with every entry of the log, however they meet', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(work, { maxLength: 25 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 40 }),
      async (steps, order) => {
        const copies = PEOPLE.map((name) => new Copy(name))
        writeSharedDossier(copies[0]?.doc ?? assert.fail(), DOSSIER)
        for (const { doc } of copies)
          Y.applyUpdate(doc, Y.encodeStateAsUpdate(copies[0]?.doc ?? assert.fail()))
        const logged: LogEntry[] = []
        for (const [n, { who, time, what, value }] of steps.entries()) {
          const copy = copies[who] ?? assert.fail()
          const by = { id: copy.writer, name: copy.writer }
          const at = new Date(Date.parse(AT) + time).toISOString()
          const id = `${copy.writer}-${n}`
          const after = id
          const comment = { id, text: 'x', mentions: [], by, at, editedAt: null }
          const evidence = {
            ...{
              id,
              sourceId: `q${value}`,
              relation: 'supports' as const,
              passage: '',
              locator: '',
              translated: false,
              by,
              at,
            },
          } as const
          const entry =
            what === 'status'
              ? copy.act(time, () => ({ review: { status: 'disputed', wording: id, by, at } }), { after })
              : what === 'note'
                ? copy.act(time, () => ({ note: id }), { after })
                : what === 'comment'
                  ? copy.act(
                      time,
                      ({ thread }) => ({ thread: { ...thread, comments: [...thread.comments, comment] } }),
                      { after },
                    )
                  : what === 'evidence'
                    ? copy.act(time, (own) => ({ evidence: [...own.evidence, evidence] }), { after })
                    : what === 'detach'
                      ? copy.act(time, (own) => ({ evidence: own.evidence.slice(1) }), { after })
                      : what === 'source'
                        ? copy.log(time, { after }, () =>
                            writeSource(copy.maps, {
                              before: null,
                              after: source(`q${value}`, { note: id }),
                              order: value,
                            }),
                          )
                        : what === 'gone-source' && copy.reader.sources.some((own) => own.id === `q${value}`)
                          ? copy.log(time, { after }, () => writeSourceGone(copy.maps, `q${value}`))
                          : what === 'merge' && value === 0
                            ? copy.log(time, { after }, () => {
                                const { target: _, ...record } =
                                  copy.reader.annotation('a1')?.annotation ??
                                  DOSSIER.annotations[0] ??
                                  assert.fail()
                                writeGone(copy.maps, record, null)
                              })
                            : null
          if (entry) logged.push(entry)
          if (what === 'meet') {
            await copy.sealed()
            const other = copies[value % copies.length] ?? assert.fail()
            Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(copy.doc))
          }
        }
        for (const copy of copies) await copy.sealed()
        // In the end each gets every update, in an order of its own.
        const updates = copies.flatMap((copy) => copy.updates)
        for (const [i, { doc }] of copies.entries()) {
          const rest = [...updates]
          for (let n = i; rest.length; n++) {
            const [update] = rest.splice((order[n % order.length] ?? 0) % rest.length, 1)
            if (update) Y.applyUpdate(doc, update)
          }
        }
        const [first, ...others] = copies.map(({ doc }) => readSharedDossier(doc))
        for (const other of others) assert.deepEqual(other, first)
        for (const { reader } of copies) {
          assert.deepEqual(reader.log, first?.dossier.log)
          assert.deepEqual(reader.sources, first?.dossier.sources)
          assert.deepEqual(reader.annotation('a1')?.annotation, first?.dossier.annotations[0])
        }
        assert.deepEqual(first?.problems, [])
        const log = first.dossier.log
        assert.equal(log.length, logged.length + DOSSIER.log.length)
        for (const entry of logged)
          assert.ok(log.some((own) => own.after === entry.after && own.by?.id === entry.by?.id))
        // What was put in as a file had no seals.
        const found = await verifyLog(log)
        assert.ok(found.ok || found.fault === 'unsealed')
      },
    ),
    { numRuns: 60 },
  )
})
