/**
 * The page in which `desk.ts` measures: a panel with many statements, or the same in plain HTML. From what
 * somebody does to the frame that shows it, painted.
 */
import { EMPTY_DOSSIER, type Annotation, type Dossier, type LogEntry } from '../../src/model/index.js'
import { targetOf, UNTOUCHED } from '../../src/model/annotation.js'
import { checkPolicy } from '../../src/model/policy.js'
import '../../src/ui/define.js'
import type { View } from '../../src/ui/panel.js'

/** `panel`: ours; `html`: an element for each item, all of them in the page, with nothing that spares work. */
export type Variant = 'panel' | 'html'

export const GROUPINGS = ['speaker', 'status', 'source', 'none'] as const
export type Grouping = (typeof GROUPINGS)[number]

export interface DeskBench {
  /** Shows so many statements and entries of the log. Milliseconds to the first frame that shows them. */
  open(variant: Variant, size: { readonly statements: number; readonly entries: number }): Promise<number>
  /** Scrolls down `by` pixels a frame: milliseconds from each frame to the next. */
  scroll(frames: number, by: number): Promise<readonly number[]>
  /** Puts the cursor into the search field, at the end of what is in it. */
  focusSearch(): void
  /** Milliseconds from the next key going down to the frame that shows the letter, and to the one that shows what was found. */
  nextKey(): Promise<{ readonly letterMs: number; readonly foundMs: number }>
  clearSearch(): Promise<void>
  group(by: Grouping): Promise<number>
  /** Opens the card that stands in that place of the list. */
  openCard(place: number): Promise<number>
  /** Shows the log. */
  showLog(): Promise<number>
  /** The gate's answer, and the same dossier through JSON to compare with. Of a dossier that nobody has asked about. */
  check(): { readonly checkMs: number; readonly jsonMs: number }
}

declare global {
  interface Window {
    desk: DeskBench
  }
}

/** What a page can do that shows statements. */
interface Desk {
  readonly element: HTMLElement
  readonly scroller: () => HTMLElement
  readonly field: () => HTMLInputElement
  readonly group: (by: Grouping) => void
  readonly openCard: (place: number) => void
  readonly showLog: () => void
  /** Everything is in the page; the browser may not have drawn it. */
  readonly settled: () => Promise<unknown>
}

let desk: Desk | null = null
let dossier: Dossier = EMPTY_DOSSIER

window.desk = {
  open(variant, { statements, entries }) {
    dossier = dossierOf(statements, entries)
    document.body.replaceChildren()
    return timed(() => {
      desk = variant === 'panel' ? openPanel(dossier) : openPlain(dossier)
      document.body.append(desk.element)
    })
  },
  async scroll(frames, by) {
    const scroller = opened().scroller()
    if (scroller.clientHeight > innerHeight) throw new Error('All is in sight: there is nothing to scroll')
    scroller.scrollTop = 0
    await painted()
    const times: number[] = []
    let before = await frame()
    for (let i = 0; i < frames; i++) {
      scroller.scrollTop += by
      const now = await frame()
      times.push(now - before)
      before = now
    }
    return times
  },
  focusSearch() {
    opened().field().focus()
  },
  nextKey() {
    return new Promise((resolve) => {
      let pressedAt = 0
      window.addEventListener('keydown', ({ timeStamp }) => (pressedAt = timeStamp), {
        capture: true,
        once: true,
      })
      window.addEventListener(
        'input',
        () =>
          void (async () => {
            await painted()
            const letterMs = performance.now() - pressedAt
            await new Promise((later) => setTimeout(later)) // the list looks after the letter is there
            await shown()
            resolve({ letterMs, foundMs: performance.now() - pressedAt })
          })(),
        { capture: true, once: true },
      )
    })
  },
  async clearSearch() {
    const field = opened().field()
    field.value = ''
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
    await shown()
  },
  group: (by) => timed(() => opened().group(by)),
  openCard: (place) => timed(() => opened().openCard(place)),
  showLog: () => timed(() => opened().showLog()),
  check() {
    const fresh = structuredClone(dossier) // no answer is remembered for its values
    const started = performance.now()
    const { coverage } = checkPolicy(fresh)
    const checkMs = performance.now() - started
    if (coverage.total !== dossier.annotations.length) throw new Error('Not all were looked at')
    const again = performance.now()
    JSON.parse(JSON.stringify(fresh))
    return { checkMs, jsonMs: performance.now() - again }
  },
}

function opened(): Desk {
  if (!desk) throw new Error('Nothing is open yet')
  return desk
}

async function timed(act: () => void): Promise<number> {
  const started = performance.now()
  act()
  await shown()
  return performance.now() - started
}

async function shown(): Promise<void> {
  await Promise.resolve() // the page's own listeners come first
  await opened().settled()
  await painted()
}

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())))
}

async function painted(): Promise<void> {
  await frame()
  const { port1, port2 } = new MessageChannel()
  // Delivered in a task of its own, after the frame is painted.
  await new Promise((resolve) => {
    port1.onmessage = resolve
    port2.postMessage(null)
  })
}

function openPanel({ annotations, sources, log }: Dossier): Desk {
  const panel = Object.assign(document.createElement('attribution-panel'), {
    locale: 'de',
    articleLang: 'de',
    annotations,
    sources,
    log,
  })
  panel.className = 'box'
  const inView = (tag: string) => within(panel, tag)
  const list = () => inView('attribution-statement-list')
  const select = () => within(list(), '#group-by') as HTMLSelectElement // that is what has this id
  return {
    element: panel,
    scroller: () => within(list(), '.scroller'),
    field: () => within(list(), 'input[type="search"]') as HTMLInputElement, // what the selector says
    group: (by) => {
      select().value = by
      select().dispatchEvent(new Event('change'))
    },
    openCard: (place) => {
      const card = list().shadowRoot?.querySelectorAll('attribution-card')[place]
      if (!card) throw new RangeError(`No card ${place}`)
      within(card, '.summary').click()
    },
    showLog: () => (panel.view = 'log' satisfies View),
    settled: async () => {
      await panel.updateComplete
      await panel.updateComplete // what the first one asked for
    },
  }
}

function within(host: Element, selector: string): HTMLElement {
  const found = host.shadowRoot?.querySelector<HTMLElement>(selector)
  if (!found) throw new RangeError(`Nothing fits ${selector}`)
  return found
}

function openPlain({ annotations, sources, log }: Dossier): Desk {
  const titles = new Map(sources.map(({ id, title }) => [id, title]))
  const element = html('div', 'box plain')
  const field = html('input')
  const scroller = html('div', 'scroller')
  element.append(field, scroller)
  const items = annotations.map((annotation) => {
    const item = html('details')
    const summary = html('summary')
    summary.append(
      html('p', 'quote', annotation.target.wording),
      html('span', 'speaker', annotation.speakerIs.name),
      html('span', 'status', annotation.review.status),
    )
    item.append(summary, html('p', '', annotation.note), html('textarea'))
    return { item, annotation }
  })
  scroller.append(...items.map(({ item }) => item))
  field.addEventListener('input', () => {
    const words = field.value.toLocaleLowerCase()
    for (const { item } of items) item.hidden = !item.textContent.toLocaleLowerCase().includes(words)
  })
  const keyOf = ({ speakerIs, review, evidence }: Annotation, by: Grouping): string => {
    if (by === 'speaker') return speakerIs.name ?? ''
    if (by === 'status') return review.status
    return by === 'source' ? (titles.get(evidence[0]?.sourceId ?? '') ?? '') : ''
  }
  return {
    element,
    scroller: () => scroller,
    field: () => field,
    group: (by) => {
      const groups = new Map<string, HTMLElement>()
      for (const { item, annotation } of items) {
        const key = keyOf(annotation, by)
        const group = groups.get(key) ?? html('section')
        if (!groups.has(key)) group.append(html('h3', '', key))
        groups.set(key, group)
        group.append(item)
      }
      scroller.replaceChildren(...groups.values())
    },
    openCard: (place) => {
      const item = scroller.querySelectorAll('details')[place]
      if (item) item.open = true
    },
    showLog: () => {
      const rows = log.toReversed().map(({ at, by, action, before, after }) => {
        const row = html('p', 'entry')
        row.append(
          html('time', '', new Date(at).toLocaleString('de')),
          html('b', '', by?.name),
          html('span', '', action),
          html('del', '', before),
          html('ins', '', after),
        )
        return row
      })
      scroller.replaceChildren(...rows)
    },
    settled: () => Promise.resolve(),
  }
}

function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name = '',
  text = '',
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  element.className = name
  element.textContent = text
  return element
}

const SPEAKERS = 60
const SOURCES = 40
const AT = '2026-11-24T13:11:00.000Z'
const SOMEBODY = { id: 'mk', name: 'M. K.' }

/** Statements of a sentence or two by some dozen speakers; half of them reviewed, with a source each. */
function dossierOf(count: number, entries: number): Dossier {
  const said = Array.from({ length: count }, (_, i) => {
    const words = 6 + ((i * 7) % 25)
    return `„${Array.from({ length: words }, (_, k) => `wort${(i * 31 + k * 17) % 997}`).join(' ')}“`
  })
  const text = said.join('\n\n')
  let start = 0
  const annotations = said.map((wording, i): Annotation => {
    const quote = [{ start, end: start + wording.length }]
    start += wording.length + 2
    const target = targetOf(text, { quote, speaker: [], cue: [], frame: [], addressee: [] })
    const isReviewed = i % 2 === 0
    return {
      ...UNTOUCHED,
      id: `a${i}`,
      origin: 'detected',
      kind: i % 3 ? 'direct' : 'indirect',
      target,
      speakerIs: { kind: 'named', name: `Sprecherin ${(i * 13) % SPEAKERS}` },
      outlet: null,
      when: null,
      chain: [],
      confidence: 0.9,
      reasons: [{ rule: 'quote-marks' }],
      flags: [],
      note: i % 5 ? '' : 'Noch einmal anrufen',
      review: isReviewed
        ? { status: i % 8 ? 'verified' : 'needs-change', wording, by: SOMEBODY, at: AT }
        : UNTOUCHED.review,
      evidence: isReviewed
        ? [
            {
              id: `e${i}`,
              sourceId: `s${(i * 11) % SOURCES}`,
              relation: 'origin',
              passage: `Davor steht noch etwas. ${wording.slice(1, -1)}. Und danach auch.`,
              locator: 'S. 3',
              translated: false,
              by: SOMEBODY,
              at: AT,
            },
          ]
        : [],
    }
  })
  return {
    annotations,
    sources: Array.from({ length: SOURCES }, (_, i) => ({
      id: `s${i}`,
      kind: 'web-page' as const,
      title: `Quelle ${i}`,
      reliability: 'unset' as const,
      confidential: false,
    })),
    log: Array.from({ length: entries }, (_, i): LogEntry => ({
      at: new Date(Date.parse(AT) + i * 61_000).toISOString(),
      by: SOMEBODY,
      action: 'set-status',
      subject: `a${(i * 7) % count}`,
      before: 'unchecked',
      after: 'verified',
      seal: null,
    })),
  }
}
