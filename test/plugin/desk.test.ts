import { expect } from '@open-wc/testing'
import type { EditorView } from 'prosemirror-view'
import {
  addComment,
  applyAction,
  assign,
  attachSource,
  confirmReview,
  dossierToJSON,
  getAnnotations,
  getDossier,
  getScheme,
  isSignedOff,
  needsRecheck,
  parseDossier,
  publishCheck,
  setAnnotations,
  setStatus,
  setVerdict,
  signOff,
  subscribe,
  type Annotation,
  type ReviewAction,
  type Source,
  type User,
} from '../../src/index.js'
import { close, detected, docOf, open, press, putCursor, run, type } from './editor.js'

const ANNA: User = { id: 'anna', name: 'Anna Meier' }
const JO: User = { id: 'jo', name: 'Jo Brandt', roles: ['chief'] }
const SOURCE: Source = {
  id: 's1',
  kind: 'document',
  title: 'Protokoll',
  reliability: 'unset',
  confidential: false,
}
const TEXT = '„Wir bauen im Mai“, sagte Meier. „Das wird teuer“, hieß es dort. „Kommt nicht“, rief Jo.'

let view: EditorView
let user: User | null = ANNA
afterEach(async () => {
  await close(view)
  user = ANNA
})

async function desk(options: Partial<Parameters<typeof open>[0]> = {}): Promise<readonly string[]> {
  view = open({ doc: docOf(TEXT), user: () => user, people: () => [ANNA, JO], ...options })
  await detected(view)
  return getAnnotations(view.state).map(({ id }) => id)
}

function annotation(id: string): Annotation {
  const found = getAnnotations(view.state).find((one) => one.id === id)
  if (!found) throw new RangeError(`No annotation ${id}`)
  return found
}

function log(): readonly string[] {
  return getDossier(view.state).log.map(
    ({ action, by, before, after }) => `${by?.id ?? '-'} ${action}: ${before} > ${after}`,
  )
}

function apply(action: ReviewAction): boolean {
  return run(view, applyAction(action))
}

it('lets somebody other than the reviewer sign off, until the status is set anew or the words change', async () => {
  const [id = ''] = await desk()
  run(view, setStatus('verified', id))
  expect(run(view, signOff(id)), 'the reviewer').to.equal(false)
  user = JO
  expect(run(view, signOff(id))).to.equal(true)
  expect(isSignedOff(annotation(id))).to.equal(true)

  putCursor(view, 'Mai')
  await type('Mär ')
  expect(isSignedOff(annotation(id)), 'other words').to.equal(false)
  for (let i = 0; i < 4; i++) await press('Backspace')
  expect(isSignedOff(annotation(id)), 'the same words again').to.equal(true)

  run(view, setStatus('disputed', id))
  expect(annotation(id).signOff).to.equal(null)
  expect(log()).to.deep.equal([
    'anna set-status: unchecked > verified',
    'jo sign-off:  > verified',
    'jo set-status: verified > disputed',
    'jo withdraw-sign-off: Jo Brandt > ',
  ])
})

it('confirms a review for other words, and says so in the log', async () => {
  const [id = ''] = await desk()
  run(view, setStatus('verified', id))
  expect(run(view, confirmReview(id)), 'nothing to confirm').to.equal(false)
  putCursor(view, 'Mai')
  await type('schönen ')
  expect(needsRecheck(annotation(id))).to.equal(true)
  expect(run(view, confirmReview(id))).to.equal(true)
  expect(annotation(id).review).to.include({ status: 'verified', wording: '„Wir bauen im schönen Mai“' })
  expect(log().at(-1)).to.equal('anna confirm: „Wir bauen im Mai“ > „Wir bauen im schönen Mai“')
})

it('reopens what rests on a source that was corrected or is not reliable, in one step with the reason', async () => {
  const [first = '', second = '', third = ''] = await desk()
  for (const id of [first, second]) {
    run(view, attachSource({ source: SOURCE, passage: 'Wir bauen', id }))
    run(view, setStatus('verified', id))
  }
  run(view, setStatus('verified', third))
  apply({ type: 'edit-source', source: { ...SOURCE, reliability: 'unreliable' } })
  expect([first, second, third].map((id) => needsRecheck(annotation(id)))).to.deep.equal([true, true, false])
  apply({ type: 'edit-source', source: { ...SOURCE, reliability: 'reliable' } })
  expect(needsRecheck(annotation(first)), 'reliable again').to.equal(false)
  apply({ type: 'correct-source', sourceId: 's1', correction: 'Seite 3 war falsch' })
  expect(annotation(second).reopened).to.deep.include({ sourceId: 's1', why: 'corrected' })
  run(view, confirmReview(second))
  expect(needsRecheck(annotation(second))).to.equal(false)
  expect(needsRecheck(annotation(first))).to.equal(true)
  expect(apply({ type: 'remove-source', sourceId: 's1' }), 'in use').to.equal(false)
})

it('does several things as one step, and leaves out what does not apply', async () => {
  const ids = await desk()
  let updates = 0
  const stop = subscribe(view, () => updates++)
  const actions = [...ids, 'nobody'].map((id): ReviewAction => ({
    type: 'set-status',
    id,
    status: 'verified',
  }))
  expect(apply({ type: 'all', actions })).to.equal(true)
  expect(updates).to.equal(1)
  stop()
  expect(getAnnotations(view.state).map(({ review }) => review.status)).to.deep.equal([
    'verified',
    'verified',
    'verified',
  ])
  expect(log()).to.have.length(3)
  expect(apply({ type: 'all', actions }), 'all done already').to.equal(false)
})

it('gives evidence of its own id to each statement that a source is attached to at once', async () => {
  const ids = await desk()
  const actions = ids.map((id): ReviewAction => ({
    type: 'attach-source',
    id,
    source: SOURCE,
    relation: 'origin',
    passage: '',
    locator: '',
  }))
  apply({ type: 'all', actions })
  const evidence = getAnnotations(view.state).flatMap((one) => one.evidence)
  expect(new Set(evidence.map(({ id }) => id)).size).to.equal(3)
  expect(getDossier(view.state).sources).to.have.length(1)
})

it('keeps what detection found as soon as it is assigned, rated or spoken about', async () => {
  const [first = '', second = '', third = ''] = await desk()
  run(view, assign(JO, first))
  run(view, setVerdict('mixed', second))
  run(view, addComment('@Jo Brandt bitte nachsehen', third))
  putCursor(view, '„Wir')
  await type('Vorspann. ')
  await detected(view)
  expect(annotation(first).assignee).to.deep.equal({ id: 'jo', name: 'Jo Brandt' })
  expect(annotation(second).verdict?.rating).to.equal('mixed')
  expect(annotation(third).thread.comments[0]).to.deep.include({
    text: '@Jo Brandt bitte nachsehen',
    mentions: [{ id: 'jo', name: 'Jo Brandt' }],
  })
})

it('lets only those override a rule whose role the policy names, with a reason, for these words', async () => {
  const policy = {
    rules: [
      {
        id: 'never',
        severity: 'blocks' as const,
        text: { en: 'Never fine' },
        isBroken: (one: Annotation) => one.target.wording.includes('Mai'),
      },
    ],
    settings: { sourcesForAccusation: 2, sourcesForPlural: 2 },
    overrideRoles: ['chief'],
  }
  const [id = ''] = await desk({ policy })
  const override: ReviewAction = { type: 'override', id, rule: 'never', reason: 'Eilt' }
  expect(publishCheck(view.state).outcome).to.equal('blocks')
  expect(apply(override), 'no role').to.equal(false)
  user = JO
  expect(apply({ ...override, reason: ' ' }), 'no reason').to.equal(false)
  expect(apply({ ...override, rule: 'unknown' }), 'no such rule').to.equal(false)
  expect(apply(override)).to.equal(true)
  expect(publishCheck(view.state)).to.deep.include({ outcome: 'passes', blocks: [] })
  expect(publishCheck(view.state).overridden[0]?.override.reason).to.equal('Eilt')
  putCursor(view, 'Mai')
  await type('schönen ')
  expect(publishCheck(view.state, policy).outcome, 'other words').to.equal('blocks')
})

it('goes by the rules and roles of the house where the host gives none', async () => {
  const [id = ''] = await desk()
  const override: ReviewAction = { type: 'override', id, rule: 'reviewed', reason: 'Eilt' }
  const blocking = (): readonly string[] =>
    publishCheck(view.state)
      .blocks.filter(({ annotationId }) => annotationId === id)
      .map(({ rule }) => rule)
  expect(blocking()).to.include('reviewed')
  expect(apply(override), 'no role').to.equal(false)
  user = JO
  expect(apply({ ...override, rule: 'unknown' }), 'no such rule').to.equal(false)
  expect(apply(override)).to.equal(true)
  expect(blocking()).not.to.include('reviewed')
  expect(publishCheck(view.state).overridden[0]).to.deep.include({ rule: 'reviewed', annotationId: id })
})

it('says that nothing can go out while the text is still being read', async () => {
  await desk()
  putCursor(view, '„Wir')
  view.dispatch(view.state.tr.insertText('x'))
  expect(publishCheck(view.state)).to.include({ outcome: 'blocks', isPending: true })
  await detected(view)
  expect(publishCheck(view.state).isPending).to.equal(false)
})

it('knows the statuses of the house, and keeps those of another house that it loads', async () => {
  const scheme = { statuses: [...getSchemeStatuses(), own('legal')] }
  const [id = ''] = await desk({ scheme })
  run(view, setStatus('legal', id))
  const saved = JSON.stringify(dossierToJSON(getDossier(view.state)))
  const parsed = parseDossier(saved)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))

  await close(view)
  view = open({ doc: docOf(TEXT) })
  run(view, setAnnotations(parsed.value))
  expect(annotation(id).review.status).to.equal('legal')
  expect(getScheme(view.state).statuses.at(-1)).to.deep.equal(own('legal'))
  const again = parseDossier(JSON.stringify(dossierToJSON(getDossier(view.state))))
  expect(again.ok).to.equal(true)
})

function own(key: string) {
  return { key, label: { de: 'Zur Rechtsabteilung' }, sign: '§', isFinal: false, isBlocking: true }
}

function getSchemeStatuses() {
  const state = open({ doc: docOf('') })
  const { statuses } = getScheme(state.state)
  state.destroy()
  return statuses
}

it('keeps no password that stands in an address, however the source comes in', async () => {
  const [id = ''] = await desk()
  const url = 'https://user:geheim@host.example/'
  const add = { relation: 'origin', passage: '', locator: '' } as const
  apply({ type: 'attach-source', id, source: { ...SOURCE, title: url, url }, ...add })
  apply({ type: 'all', actions: [{ type: 'add-source', source: { ...SOURCE, id: 's2', url } }] })
  apply({ type: 'edit-source', source: { ...SOURCE, id: 's2', archivedUrl: url } })
  const dossier = getDossier(view.state)
  expect(dossier.sources.map(({ url, archivedUrl }) => url ?? archivedUrl)).to.deep.equal(
    Array(2).fill('https://host.example/'),
  )
  expect(JSON.stringify(dossier)).not.to.contain('geheim')
  const old = { ...dossier, sources: dossier.sources.map((source) => ({ ...source, url })) }
  run(view, setAnnotations(old))
  expect(JSON.stringify(getDossier(view.state))).not.to.contain('geheim')
})
