/** Every state of the interface that is worth a look, each with as much in it as it can show. */
import type { Annotation } from '../../src/model/annotation.js'
import type { LogAction, LogEntry } from '../../src/model/log.js'
import type { Evidence, Source } from '../../src/model/source.js'
import { createScheme, DEFAULT_SCHEME } from '../../src/model/status.js'
import type { Viewer } from '../../src/model/viewer.js'
import type { AttributionPanel } from '../../src/ui/panel.js'
import { anna, article, find, informant, open, post, settled, statement } from './fixtures.js'

export interface State {
  readonly name: string
  /** Draws it in the page's `main`, 360 × 700, or over it. */
  readonly show: (locale: string) => Promise<void>
}

const AT = '2026-11-24T13:11:00.000Z'
const ben = { id: 'ben', name: 'Ben Okafor', roles: ['chief'] }
const gone: Source = {
  ...post,
  id: 's3',
  kind: 'web-page',
  title: 'Zentrale Verwaltungsstelle für Katastrophenschutzangelegenheiten',
  author: 'Amt für Katastrophenschutz',
  url: 'https://www.katastrophenschutz.example/pressemitteilungen/2022-01-06-lage-am-donnerstag.html',
  reliability: 'unreliable',
  correction: 'Es waren 3.000 Soldaten, nicht 30.000.',
}

const VIEWERS: readonly Viewer[] = ['Ada Lind', 'Çiğdem Şahin-Oberhausen', 'Jo', 'Kim Roth', 'Max Ernst'].map(
  (name) => ({ person: { id: name, name }, statement: 'a' }),
)

/** A house's statuses with one of its own, in a colour of its own. */
export const SCHEME = createScheme({
  statuses: [
    ...DEFAULT_SCHEME.statuses,
    {
      key: 'legal',
      label: { de: 'Beim Justiziariat', en: 'With legal' },
      sign: '§',
      colour: 'light-dark(oklch(40% 0.12 330), oklch(80% 0.1 330))',
      isFinal: false,
      isBlocking: true,
    },
  ],
})

function evidence(id: string, sourceId: string, parts: Partial<Evidence> = {}): Evidence {
  const passage = 'Es gehe um eine terroristische Gefahr, sagte der Präsident.'
  return {
    id,
    sourceId,
    relation: 'origin',
    passage,
    locator: '',
    translated: false,
    by: anna,
    at: AT,
    ...parts,
  }
}

const comment = (id: string, by: typeof anna) => ({
  id,
  text: 'Stimmt die Zahl, @Ben Okafor?',
  mentions: [ben],
  by,
  at: AT,
  editedAt: AT,
})
const byAnna = { by: anna, at: AT }

/** The article of the fixtures, worked on by the desk; `c` and `d` have everything that a card can show. */
function desk(): readonly Annotation[] {
  const parts: Readonly<Record<string, Partial<Annotation>>> = {
    b: { signOff: { wording: 'Russland sei zur Hilfe verpflichtet', by: ben, at: AT } },
    c: {
      evidence: [
        evidence('e2', 's3'),
        evidence('e3', 's1', { passage: 'Die „terroristischen Bedrohung“ wachse.', relation: 'supports' }),
      ],
      note: 'Zweite Quelle fehlt.',
      assignee: ben,
      verdict: { rating: 'mostly-true', wording: 'terroristischen Gefahr', ...byAnna },
      signOff: { wording: 'terroristischen Gefahr', by: ben, at: AT },
      reopened: { sourceId: 's3', why: 'corrected', ...byAnna },
      thread: { comments: [comment('c1', anna), comment('c2', ben)], resolved: null },
    },
    d: {
      evidence: [evidence('e4', 's2', { translated: true, relation: 'refutes' })],
      anonymity: 'Fürchtet um seine Stelle.',
      thread: { comments: [comment('c3', anna)], resolved: byAnna },
    },
    e: {
      overrides: [
        { rule: 'status', reason: 'Mit dem Recht besprochen', wording: 'soll es Tote geben', ...byAnna },
      ],
    },
  }
  const own: Annotation[] = article().map((one) => ({ ...one, ...parts[one.id] }))
  return [
    ...own,
    statement('h', 'Man prüfe eine Klage', { place: 800, status: 'legal', kind: 'free-indirect' }),
  ]
}

function log(): readonly LogEntry[] {
  const entry = (action: LogAction, subject: string, before = '', after = ''): LogEntry => ({
    ...{ at: AT, by: anna, action, subject, before, after, seal: null },
  })
  return [
    entry('attach-source', 'c', '', gone.title),
    entry('set-status', 'c', 'unchecked', 'verified'),
    entry('set-note', 'c', 'Mitschnitt einmal gehört', 'Mitschnitt zweimal gehört'),
    entry('correct-source', 's3', '', gone.correction),
    entry('override', 'e', '', 'status'),
    entry('publish', 'article', '', 'blocks'),
  ]
}

async function panel(
  locale: string,
  properties: Partial<AttributionPanel>,
  act?: (panel: AttributionPanel) => unknown,
): Promise<void> {
  const { panel } = await open({
    locale,
    annotations: desk(),
    sources: [post, informant, gone],
    log: log(),
    user: ben,
    people: [anna, ben],
    scheme: SCHEME,
    describeReason: () => 'Konjunktiv',
    ...properties,
  })
  await settled(panel)
  await act?.(panel)
  await settled(panel)
  unfold(panel)
  await settled(panel)
}

/** Opens everything below `root` that is folded. */
function unfold(root: Element): void {
  for (const element of root.shadowRoot?.querySelectorAll('*') ?? []) {
    if (element instanceof HTMLDetailsElement) element.open = true
    unfold(element)
  }
}

const inPanel = (
  name: string,
  properties: Partial<AttributionPanel> = {},
  act?: (panel: AttributionPanel) => unknown,
): State => ({ name, show: (locale) => panel(locale, properties, act) })

const click = (selector: string) => (panel: AttributionPanel) => find(panel, selector).click()

/** Clicks one after the other, each when the one before has been drawn. */
const clicks =
  (...selectors: readonly string[]) =>
  async (panel: AttributionPanel): Promise<void> => {
    for (const selector of selectors) {
      find(panel, selector).click()
      await settled(panel)
    }
  }

const searching = (words: string) => (panel: AttributionPanel) => {
  const field = find<HTMLInputElement>(panel, 'input')
  field.value = words
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}

const CANDIDATE = {
  quote: [{ start: 10, end: 40 }],
  wording: 'Die Banden übernahmen die Kontrolle',
  prefix: 'Am Donnerstag hieß es: ',
  suffix: ', so der Sender.',
}

/** Where a statement would stand in an article; the tests of card and summary have real ones. */
const PLACE = { top: 40, bottom: 64, left: 20, right: 300 }

async function beside(locale: string): Promise<void> {
  await panel(locale, { annotations: [] })
  document.querySelector('attribution-panel')?.remove()
  const element = Object.assign(document.createElement('attribution-beside'), {
    ...{
      locale,
      annotations: desk(),
      sources: [post, informant, gone],
      log: log(),
      user: ben,
      scheme: SCHEME,
    },
    placeOf: () => ({
      statement: PLACE,
      columnEnd: PLACE.right,
      isRightToLeft: false,
      frame: { top: 0, bottom: innerHeight, left: 0, right: innerWidth },
    }),
  })
  document.querySelector('main')?.append(element)
  await element.show('c')
  await new Promise((done) => setTimeout(done))
  unfold(element)
  await element.updateComplete
}

async function hover(locale: string): Promise<void> {
  await panel(locale, { annotations: [] })
  document.querySelector('attribution-panel')?.remove()
  const annotation = desk().find(({ id }) => id === 'd')
  const element = Object.assign(document.createElement('attribution-hover'), {
    locale,
    annotation,
    line: PLACE,
  })
  document.querySelector('main')?.append(element)
  await element.updateComplete
}

export const STATES: readonly State[] = [
  inPanel('nothing found', { annotations: [], sources: [], log: [] }),
  inPanel('reading', { annotations: [], pending: true }),
  inPanel('list', { selected: 'b', pending: true }),
  inPanel('list in which nothing matches', {}, searching('zzz')),
  inPanel('list that is filtered', {}, click('.filters .unchecked')),
  inPanel('arranging', {}, click('[popovertarget="arrange"]')),
  inPanel('several selected', {}, clicks('.several-button', '.several .all')),
  inPanel(
    'statuses for several',
    {},
    clicks('.several-button', '.several .all', '[popovertarget="statuses"]'),
  ),
  inPanel('card, unchecked', { opened: 'a', selected: 'a' }),
  inPanel('card, signed off', { opened: 'b' }),
  inPanel('card with everything', { opened: 'c' }),
  inPanel('card, unnamed source', { opened: 'd' }),
  inPanel('card, detached', { opened: 'f', candidatesOf: () => [CANDIDATE] }),
  inPanel('card, hidden', { opened: 'g' }),
  inPanel('card, own status, borders moving', { opened: 'h', adjusting: 'h' }),
  inPanel('card, read only', { opened: 'c', readonly: true }),
  inPanel('card, without the right to review', { opened: 'c', rights: ['annotate', 'research', 'discuss'] }),
  inPanel('several, without the right to review', { rights: ['annotate'] }, click('.several-button')),
  inPanel('list with others in it', { viewers: VIEWERS }),
  inPanel('card with others at it', { viewers: VIEWERS, opened: 'a' }),
  inPanel('card’s menu', { opened: 'a' }, click('.more')),
  inPanel('source form', { opened: 'a' }, click('.attach')),
  inPanel('source form with an error', { opened: 'd', sources: [] }, async (panel) => {
    click('.attach')(panel)
    await settled(panel)
    find<HTMLInputElement>(panel, '[name="url"]').value = 'x'
    find<HTMLFormElement>(find(panel, 'attribution-source-form'), 'form').requestSubmit()
  }),
  inPanel('evidence being edited', { opened: 'c' }, click('.icon-only.edit')),
  inPanel('walk', {}, (panel) => panel.startWalk()),
  inPanel('end of the walk', {}, (panel) => panel.startWalk([])),
  inPanel('sources', { view: 'sources' }),
  inPanel('no sources', { view: 'sources', sources: [] }),
  inPanel('source being added', { view: 'sources' }, click('.add')),
  inPanel('speakers', { view: 'speakers' }),
  inPanel('check', { view: 'check' }),
  inPanel('check, overriding', { view: 'check' }, click('.override')),
  inPanel('log', { view: 'log' }),
  inPanel('no log', { view: 'log', log: [] }),
  inPanel('keys', {}, click('.title button')),
  { name: 'card beside the text', show: beside },
  { name: 'summary on hover', show: hover },
]
