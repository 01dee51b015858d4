import 'axe-core/axe.min.js'
import { AttributionPanel } from '../../src/ui/panel.js'
import '../../src/ui/define.js'
import { UNREVIEWED, UNTOUCHED, type Annotation, type Target } from '../../src/model/annotation.js'
import type { ReviewAction } from '../../src/model/action.js'
import type { Source } from '../../src/model/source.js'
import type { Status } from '../../src/model/status.js'
import type { AttributionCard } from '../../src/ui/card.js'
import '../browsers/present.js'
import { everything } from './measure.js'

/** axe is no module; its file leaves a global. */
declare const axe: typeof import('axe-core')

/** The tests of an element make it themselves: it must have been loaded. */
await Promise.all(
  [
    'evidence',
    'thread',
    'source-form',
    'source-list',
    'check',
    'log',
    'speakers',
    'walk',
    'beside',
    'hover',
  ].map((name) => customElements.whenDefined(`attribution-${name}`)),
)

const AT = '2026-11-24T13:11:00.000Z'
export const anna = { id: 'anna', name: 'Anna Meier' }

export const post: Source = {
  id: 's1',
  kind: 'post',
  title: 'Erklärung auf Facebook',
  url: 'https://www.facebook.com/p/1',
  date: '2022-01-06',
  reliability: 'reliable',
  confidential: false,
}
export const informant: Source = {
  id: 's2',
  kind: 'interview',
  title: 'Gespräch mit einem Beamten',
  reliability: 'unset',
  confidential: true,
}

type Parts = Partial<Omit<Annotation, 'target' | 'review'>> &
  Partial<Pick<Target, 'speaker' | 'detached'>> & {
    readonly place?: number
    readonly status?: Status
    /** The wording that was reviewed, where it is not the present one. */
    readonly reviewed?: string
  }

export function statement(id: string, wording: string, parts: Parts = {}): Annotation {
  const { place = 0, status, reviewed = wording, speaker = null, detached = false, ...rest } = parts
  return {
    id,
    origin: 'detected',
    kind: 'indirect',
    target: {
      ranges: {
        quote: [{ start: place, end: place + wording.length }],
        speaker: [],
        cue: [],
        frame: [],
        addressee: [],
      },
      wording,
      prefix: '',
      suffix: '',
      speaker,
      detached,
    },
    speakerIs: { kind: 'none' },
    outlet: null,
    when: null,
    chain: [],
    confidence: 0.9,
    reasons: [{ rule: 'konjunktiv', word: 'sagte' }],
    flags: [],
    ...UNTOUCHED,
    review: status ? { status, wording: reviewed, by: anna, at: AT } : UNREVIEWED,
    ...rest,
  }
}

/** One of each sort, in text order a to g. */
export function article(): readonly Annotation[] {
  return [
    statement('a', 'Die OVKS werde Friedenstruppen entsenden', {
      place: 100,
      speaker: 'der armenische Regierungschef Nikol Paschinjan',
      speakerIs: { kind: 'named', name: 'Nikol Paschinjan', office: 'armenischer Regierungschef' },
      outlet: 'Facebook',
    }),
    statement('b', 'Russland sei zur Hilfe verpflichtet', {
      place: 200,
      speaker: 'er',
      speakerIs: { kind: 'named', name: 'Leonid Kalaschnikow' },
      outlet: 'Interfax',
      status: 'verified',
      evidence: [
        {
          id: 'e1',
          sourceId: 's1',
          relation: 'origin',
          passage: 'Wir sind verpflichtet.',
          locator: 'Absatz 2',
          translated: false,
          by: anna,
          at: AT,
        },
      ],
    }),
    statement('c', 'terroristischen Bedrohung', {
      place: 300,
      kind: 'direct',
      speaker: 'Tokajew',
      speakerIs: { kind: 'named', name: 'Kassym-Schomart Tokajew' },
      status: 'verified',
      reviewed: 'terroristischen Gefahr',
    }),
    statement('d', 'Experten werteten den Hilferuf als Zeichen.', {
      place: 400,
      kind: 'reported',
      speaker: 'Experten',
      speakerIs: { kind: 'unnamed' },
      when: 'am Dienstag',
      chain: [
        { mention: 'der Agentur Interfax', speakerIs: { kind: 'organisation', name: 'Interfax' } },
        { mention: 'Experten', speakerIs: { kind: 'unnamed' } },
      ],
      flags: ['unnamed-source', 'second-hand'],
    }),
    statement('e', 'soll es Tote geben', {
      place: 500,
      kind: 'reported',
      flags: ['hearsay'],
      status: 'disputed',
    }),
    statement('f', 'Die Banden übernähmen die Kontrolle', {
      place: 600,
      detached: true,
      status: 'needs-change',
    }),
    statement('g', 'Lesen Sie mehr', { place: 700, kind: 'reported', dismissed: true }),
  ]
}

/** A panel in a box of 360 × 700, with everything it asked for. */
export async function open(properties: Partial<AttributionPanel> = {}): Promise<{
  readonly panel: AttributionPanel
  readonly actions: ReviewAction[]
  readonly selected: (string | null)[]
}> {
  document.body.replaceChildren()
  scrollTo(0, 0)
  const box = document.createElement('main')
  box.style.cssText = 'width: 360px; height: 700px'
  const panel = Object.assign(document.createElement('attribution-panel'), {
    locale: 'de',
    articleLang: 'de',
    sources: [post, informant],
    annotations: article(),
    ...properties,
  })
  const actions: ReviewAction[] = []
  const selected: (string | null)[] = []
  panel.addEventListener('attribution-action', ({ detail }) => actions.push(detail))
  panel.addEventListener('attribution-select', ({ detail }) => selected.push(detail.id))
  box.append(panel)
  document.body.append(box)
  await panel.updateComplete
  return { panel, actions, selected }
}

export function cards(panel: AttributionPanel): readonly AttributionCard[] {
  const list = panel.shadowRoot?.querySelector('attribution-statement-list')
  return [...(list?.shadowRoot?.querySelectorAll('attribution-card') ?? [])]
}

export function ids(panel: AttributionPanel): string {
  return cards(panel)
    .map((card) => card.annotation.id)
    .join('')
}

export function card(panel: AttributionPanel, id: string): AttributionCard {
  const found = cards(panel).find((card) => card.annotation.id === id)
  if (!found) throw new RangeError(`No card ${id}`)
  return found
}

/** The first element that `selector` names, looked for through all shadow roots below `root`. */
export function find<E extends HTMLElement = HTMLElement>(root: Element, selector: string): E {
  const found = search(root, selector)
  if (!found) throw new RangeError(`Nothing fits ${selector}`)
  return found as E
}

export function has(root: Element, selector: string): boolean {
  return search(root, selector) !== null
}

function search(root: Element, selector: string): Element | null {
  const within = root.shadowRoot
  if (!within) return null
  const own = within.querySelector(selector)
  if (own) return own
  for (const child of within.querySelectorAll('*')) {
    const found = search(child, selector)
    if (found) return found
  }
  return null
}

/** The button with this text or name. */
export function button(root: Element, name: string): HTMLButtonElement {
  const found = all(root).find(
    (element) =>
      element instanceof HTMLButtonElement &&
      (element.ariaLabel ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().startsWith(name) &&
      element.checkVisibility(),
  )
  if (!(found instanceof HTMLButtonElement)) throw new RangeError(`No button ${name}`)
  return found
}

function all(root: Element): readonly Element[] {
  return [...(root.shadowRoot?.querySelectorAll('*') ?? [])].flatMap((element) => [element, ...all(element)])
}

/** What has the focus, through all shadow roots. */
export function active(): Element | null {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element
}

/** Id of the card whose frame has the focus. */
export function focusedCard(panel: AttributionPanel): string | null {
  return cards(panel).find((card) => card.isFocused)?.annotation.id ?? null
}

/** Waits until everything has been drawn and every follow-up has run. */
export async function settled(panel: AttributionPanel): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await panel.updateComplete
    await new Promise((done) => setTimeout(done))
  }
}

/** Until nothing changes its looks any more: on the way, text and background could be alike. */
export async function still(): Promise<void> {
  // The document's own list leaves out what is in shadow trees.
  const changes = everything(document.body)
    .flatMap((element) => element.getAnimations())
    .filter((one) => one instanceof CSSTransition)
  await Promise.allSettled(changes.map(({ finished }) => finished))
}

/** What axe finds wrong, in a line each; best practices for whole pages left out. */
export async function violations(): Promise<readonly string[]> {
  await still()
  const { violations } = await axe.run(document.body, {
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'color-contrast-enhanced': { enabled: true },
    },
    resultTypes: ['violations'],
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, any }) => `${id}: ${target.join(' ')} ${any.map((check) => check.message).join('; ')}`,
    ),
  )
}
