/** The laws in the schemas of real editors: whatever the nodes are called and however they nest. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { closeHistory, undo, undoDepth } from 'prosemirror-history'
import {
  dossierToJSON,
  getAnnotations,
  getDossier,
  getRanges,
  parseDossier,
  wordingOf,
} from '../../src/index.js'
import { articleIn, SCHEMAS } from './schemas.js'
import { Desk, drafts, plainEdits, type Edit } from './desk.js'

const RUNS = Number(process.env['LAW_RUNS'] ?? 40)
const SEED = Number(process.env['LAW_SEED'] ?? 3)
const PARAMETERS = { numRuns: RUNS, seed: SEED }

for (const [name, schema] of Object.entries(SCHEMAS))
  describe(`in the schema of ${name}`, () => {
    const docs = fc
      .record({ seed: fc.nat(1_000_000), blocks: fc.integer({ min: 1, max: 7 }) })
      .map(({ seed, blocks }) => articleIn(schema, seed, blocks))

    test('no edit loses an annotation, and each stands on the words that it says', () => {
      fc.assert(
        fc.property(docs, drafts, fc.array(plainEdits, { maxLength: 20 }), (doc, wanted, edits) => {
          const desk = new Desk(doc, wanted)
          const ids = idsOf(desk)
          for (const edit of edits) {
            attempt(desk, edit)
            assert.deepEqual(idsOf(desk), ids)
            for (const { id, target } of getAnnotations(desk.state)) {
              const ranges = getRanges(desk.state, id)
              assert.ok(ranges)
              for (const { from, to } of Object.values(ranges).flat()) {
                assert.ok(from < to && to <= desk.state.doc.content.size)
                for (const pos of [from, to])
                  assert.ok(desk.state.doc.resolve(pos).parent.inlineContent, `${id} at ${pos}`)
              }
              assert.equal(target.detached, ranges.quote.length === 0)
              if (!target.detached) assert.equal(wordingOf(desk.text, target.ranges.quote), target.wording)
            }
          }
        }),
        PARAMETERS,
      )
    })

    test('edits, cuts and pastes that are undone leave every annotation as it was', () => {
      fc.assert(
        fc.property(
          docs,
          drafts,
          fc.array(plainEdits, { minLength: 1, maxLength: 6 }),
          (doc, wanted, edits) => {
            const desk = new Desk(doc, wanted)
            const facts = desk.facts()
            for (const edit of edits.filter(({ type }) => type !== 'review')) {
              attempt(desk, edit)
              desk.dispatch(closeHistory(desk.state.tr))
            }
            while (undoDepth(desk.state) > 0) assert.ok(desk.run(undo))
            fc.pre(desk.state.doc.eq(doc))
            assert.deepEqual(desk.facts(), facts)
          },
        ),
        PARAMETERS,
      )
    })

    test('decorations kept through edits equal those drawn anew', () => {
      fc.assert(
        fc.property(docs, drafts, fc.array(plainEdits, { maxLength: 10 }), (doc, wanted, edits) => {
          const desk = new Desk(doc, wanted)
          for (const edit of edits) {
            attempt(desk, edit)
            const { kept, fresh } = desk.decorations()
            assert.deepEqual(kept, fresh)
          }
        }),
        PARAMETERS,
      )
    })

    test('a dossier survives JSON and loading on the same text', () => {
      fc.assert(
        fc.property(docs, drafts, fc.array(plainEdits, { maxLength: 6 }), (doc, wanted, edits) => {
          const desk = new Desk(doc, wanted)
          for (const edit of edits) attempt(desk, edit)
          const dossier = getDossier(desk.state)
          const parsed = parseDossier(JSON.stringify(dossierToJSON(dossier)))
          assert.ok(parsed.ok, JSON.stringify(parsed))
          assert.deepEqual(parsed.value, dossier)
        }),
        PARAMETERS,
      )
    })
  })

/** What does not fit the schema is not done; what the plugin throws is thrown. */
function attempt(desk: Desk, edit: Edit): void {
  const { state } = desk
  try {
    desk.edit(edit)
  } catch (error) {
    if (!(error instanceof Error) || error.stack?.includes('/src/')) throw error
    desk.state = state
  }
}

function idsOf(desk: Desk): readonly string[] {
  return getAnnotations(desk.state)
    .map(({ id }) => id)
    .sort()
}
