import { css, html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import type { ReviewAction } from '../model/action.js'
import { byPlace, type Annotation } from '../model/annotation.js'
import type { ArticleBlock } from '../model/article.js'
import type { CandidatePlace } from '../model/candidates.js'
import { coverage } from '../model/coverage.js'
import type { LogEntry } from '../model/log.js'
import type { Person, User } from '../model/person.js'
import type { Policy, PublishCheck } from '../model/policy.js'
import { toldAfter } from '../model/presentation.js'
import { NO_RIGHTS, RIGHTS, type Right } from '../model/rights.js'
import type { Source } from '../model/source.js'
import { DEFAULT_SCHEME, UNCHECKED, type Scheme, type StatusDefinition } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import type { Viewer } from '../model/viewer.js'
import type { AttributionCheck } from './check.js'
import type { DescribeReason } from './card.js'
import { AttributionElement } from './element.js'
import {
  emit,
  type RequestDetail,
  type SelectDetail,
  type SourceDetail,
  type ToggleDetail,
} from './events.js'
import { countByKey, isOpenStatement, type Standing } from './filter.js'
import { focusedElement, isInField, moveAlong } from './focus.js'
import { icon, sign } from './icons.js'
import { lateElement, latePart, type Part } from './late.js'
import { localeOf, messagesOf, standingLabel } from './messages/index.js'
import type { ResolveSource } from './resolve.js'
import type { AttributionSourceList } from './source-list.js'
import type { AttributionStatementList, WalkDetail } from './statement-list.js'
import { theme } from './theme.js'
import { tint } from './tint.js'
import { newcomers, NOBODY, viewersAt, type ViewersAt } from './viewers.js'
import type { AttributionWalk } from './walk.js'
import { canWalk, doneWords, needWords, whyMayNot } from './words.js'

/** Below this height in pixels the head would leave room for hardly a card. */
const LOW = 460

/** How long whether the article can go out may lag behind, so that nobody waits for it while writing. */
const RECHECK_MS = 300

/** In the order of the tabs. */
export const VIEWS: readonly View[] = ['statements', 'sources', 'speakers', 'check', 'log']
/** What the panel shows. */
export type View = 'statements' | 'sources' | 'speakers' | 'check' | 'log'

/** The elements that show the views; all but the list are loaded when they are needed. */
const TAGS = {
  sources: 'attribution-source-list',
  speakers: 'attribution-speakers',
  check: 'attribution-check',
  log: 'attribution-log',
} as const satisfies Record<Exclude<View, 'statements'>, string>

/** The overview of all keys. */
export const keysPart = latePart(() => import('./keys.js'))
/** Where no host says whether the article can go out. */
const housePart = latePart(() => import('./house-check.js'))

const DRAWINGS = {
  statements: 'quotation',
  sources: 'sources',
  speakers: 'speakers',
  check: 'check',
  log: 'log',
} as const satisfies Record<View, string>

/** In the bar, what is done comes first, what nobody has begun last. */
function barOrder({ statuses }: Scheme): readonly Standing[] {
  const rank = ({ key, isFinal, isBlocking }: StatusDefinition) =>
    key === UNCHECKED ? 4 : isFinal ? (isBlocking ? 1 : 0) : isBlocking ? 2 : 3
  const keys = [...statuses].sort((a, b) => rank(a) - rank(b)).map(({ key }) => key)
  return [...keys.slice(0, -1), 'stale', 'reopened', ...keys.slice(-1)]
}

/**
 * The desk beside the article: how far the check has come, and five views. The statements as a list, or one
 * by one; the sources; who speaks; whether it can go out; and what was done. At its foot a line always tells
 * whether anything still keeps the article back. It fills the box that its host gives it and scrolls inside.
 *
 * Keys anywhere but in a field: `?` shows all keys, R goes through the statements one by one.
 *
 * @element attribution-panel
 * @prop {readonly Annotation[]} annotations - What is listed; the panel puts it in text order.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {readonly ArticleBlock[]} blocks - The article's text; without it the list cannot be grouped by paragraph.
 * @prop {View} view - What is shown; default the statements.
 * @prop {string|null} selected - Id of the statement selected in the text.
 * @prop {string|null} opened - Id of the opened card; one at a time.
 * @prop {boolean} pending - Detection is still at work.
 * @prop {boolean} readonly - As if the present user had no right: shows everything, changes nothing.
 * @prop {readonly Right[]} rights - What the present user may do; the rest is not offered. Default all.
 * @prop {readonly Viewer[]} viewers - Who else has the article open, and at which statement.
 * @prop {User|null} user - The present user.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @prop {readonly Person[]} people - Whom statements can be assigned to, and comments mention.
 * @prop {readonly LogEntry[]} log - The article's log.
 * @prop {Policy|null} policy - The house's rules; null for the ones that come along.
 * @prop {ResolveSource} resolveSource - Fills in what is known of a pasted address; without it nothing is filled in.
 * @prop {() => PublishCheck|Promise<PublishCheck>} checkNow - Answers whether the article can go out; without it the policy is asked.
 * @prop {DescribeReason} describeReason - Puts reasons in words; without it they are not shown.
 * @prop {string|null} adjusting - Id of the statement whose borders are being moved in the text.
 * @prop {(id: string) => Suggestion|null} suggestionOf - What detection would say of a statement; asked for the opened card.
 * @prop {(id: string) => readonly CandidatePlace[]} candidatesOf - Where a detached annotation could belong; asked for the opened card.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @attr low - The panel sets it where its box is too low for the whole head.
 * @fires {CustomEvent<ReviewAction>} attribution-action - Something to be done to the dossier.
 * @fires {CustomEvent<RequestDetail>} attribution-request - Something to be done that takes the editor.
 * @fires {CustomEvent<SelectDetail>} attribution-select - A statement is to be selected in the text.
 * @csspart head - Title, bar and tabs; stays in place.
 * @csspart bar - How far the check has come.
 * @csspart tabs - The views' names.
 * @csspart filters - The row of filters.
 * @csspart list - What scrolls.
 * @csspart empty - What shows in place of the list.
 * @csspart gate - The line at the foot: whether the article can go out.
 * @csspart group - The heading of a group.
 * @csspart several - The bar for several at once.
 * @csspart place - Where one is while going through.
 * @csspart end - What shows when all have been gone through.
 * @csspart card - Each card, of `<attribution-card>`.
 * @csspart summary - Its head.
 * @csspart quote - Its words.
 * @csspart speaker - Its speaker.
 * @csspart chip - Its status.
 * @csspart flag - Each of its flags.
 * @csspart details - What unfolds.
 * @cssprop --attribution-accent - And every other token of theme.ts: background, surface, hover, text,
 *   quiet, hairline, edge, on-accent, error, radius, font, and one per status.
 */
export class AttributionPanel extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        container-type: inline-size;
        background: var(--_background);
      }
      header {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
        padding: 12px 12px 0;
        border-bottom: 1px solid var(--_hairline);
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 8px;
        min-height: 24px;
      }
      h2 {
        font-size: calc(16 * var(--_px));
        line-height: calc(24 * var(--_px));
        font-weight: 600;
      }
      .progress {
        margin-inline-start: auto;
        color: var(--_quiet);
        white-space: nowrap;
      }
      .pending {
        font-size: calc(12 * var(--_px));
        color: var(--_quiet);
        animation: appear 0s 500ms both;
      }
      .title .icon-only {
        align-self: center;
        margin-block: -4px;
        margin-inline: 0 -4px;
      }
      .bar {
        display: block;
        width: 100%;
        height: 6px;
        border-radius: 3px;
        overflow: hidden;
        background: var(--_hairline);
      }
      .bar rect {
        fill: var(--_status);
        stroke: var(--_background);
        stroke-width: 1.5px;
        vector-effect: non-scaling-stroke;
      }
      .bar .unchecked {
        fill: var(--_hairline);
      }

      .tabs {
        display: flex;
        gap: 2px;
        margin: 0 -8px;
      }
      .tabs button {
        position: relative;
        display: grid;
        flex: 1 1 auto;
        grid-template-columns: 1fr 1fr;
        gap: 0 4px;
        align-content: center;
        min-height: max(44px, var(--_target));
        padding: 3px 4px 5px;
        border-radius: 6px 6px 0 0;
        font-size: calc(11 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      .tabs svg {
        grid-column: 1;
        justify-self: end;
      }
      .tabs svg:not(:has(~ .count)) {
        grid-column: 1 / -1;
        justify-self: center;
      }
      .tabs .name {
        grid-row: 2;
        grid-column: 1 / -1;
        justify-self: center;
        white-space: nowrap;
      }
      .tabs .count {
        grid-row: 1;
        grid-column: 2;
        justify-self: start;
        line-height: calc(14 * var(--_px));
      }
      .tabs [aria-selected='true'] {
        font-weight: 600;
        color: var(--_text);
      }
      .tabs [aria-selected='true']::after {
        content: '';
        position: absolute;
        inset: auto 6px -1px;
        height: 2px;
        border-radius: 1px;
        background: var(--_accent);
      }
      /* As wide bold as not, so that no tab moves when another is chosen. */
      .tabs .name::after {
        content: attr(data-name);
        content: attr(data-name) / '';
        display: block;
        height: 0;
        overflow: hidden;
        font-weight: 600;
        visibility: hidden;
      }
      @container (min-width: 44.29em) {
        .tabs button {
          display: flex;
          flex: 0 0 auto;
          gap: 6px;
          min-height: max(36px, var(--_target));
          padding-inline: 10px;
          font-size: calc(13 * var(--_px));
        }
      }
      /* Large words in a narrow panel. */
      @container (max-width: 20em) {
        .tabs button {
          min-width: 0;
        }
        .tabs [aria-selected='false'] .name {
          position: absolute;
          width: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
      /* Low, as a sheet from below: tabs, progress and keys share a row. */
      :host([low]) header {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        align-items: center;
        padding-block: 4px 0;
      }
      :host([low]) header .title {
        flex: none;
        gap: 4px;
        margin-inline-start: auto;
      }
      :host([low]) header h2 {
        position: absolute;
        width: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
      :host([low]) .pending {
        display: none;
      }
      :host([low]) header .icon-only {
        margin-block: 0;
        margin-inline: 0 -6px;
      }
      :host([low]) .tabs {
        order: -1;
        flex: 0 1 auto;
        gap: 0;
      }
      :host([low]) .tabs button {
        display: flex;
        flex: 0 0 auto;
        gap: 4px;
        min-width: max(32px, var(--_target));
        min-height: max(32px, var(--_target));
        padding: 4px 6px;
        font-size: calc(12 * var(--_px));
      }
      :host([low]) .bar {
        flex: 1 0 100%;
        height: 3px;
        margin: 2px -12px 0;
        width: auto;
        border-radius: 0;
      }
      @container (max-width: 38.5em) {
        :host([low]) .tabs [aria-selected='false'] .name {
          position: absolute;
          width: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        :host([low]) .tabs [aria-selected='true'] .count {
          display: none;
        }
      }

      @container (max-width: 48.5em) {
        :host([low]) .progress {
          position: absolute;
          width: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
      @container (max-width: 25.64em) {
        :host([low]) .tabs button {
          min-width: 32px;
          padding-inline: 4px;
        }
      }

      .views {
        position: relative;
        flex: 1;
        min-height: 0;
      }
      .view {
        height: 100%;
      }
      .view:not(.own) {
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--_edge) transparent;
      }
      .view:focus-visible {
        outline-offset: -2px;
      }
      .view > * {
        display: block;
      }
      .view > attribution-source-list {
        padding: 12px;
      }
      .view > attribution-statement-list,
      .view > attribution-walk {
        display: flex;
      }

      .gate {
        display: flex;
        flex: none;
        gap: 8px;
        justify-content: flex-start;
        width: 100%;
        min-height: max(36px, var(--_target));
        padding: 6px 12px;
        border: 0;
        border-top: 1px solid var(--_hairline);
        border-radius: 0;
        text-align: start;
        background: var(--_surface);
      }
      .gate:focus-visible {
        outline-offset: -2px;
      }
      .gate .words {
        flex: 1;
        min-width: 0;
        font-weight: 600;
      }
      .gate .warnings {
        font-weight: 400;
        color: var(--_quiet);
      }
      .gate > svg {
        width: calc(16 * var(--_px));
        height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      .gate > svg:first-child {
        color: var(--_status);
      }
      .gate.blocks {
        --_status: var(--_disputed);
      }
      .gate.warns {
        --_status: var(--_stale);
      }
      .gate.passes {
        --_status: var(--_verified);
      }
      .gate.blocks .words b {
        font-weight: inherit;
        color: var(--_status);
      }

      .notice {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        padding: 6px 8px 6px 12px;
        border-top: 1px solid var(--_hairline);
        background: var(--_surface);
      }
      .notice button {
        font-weight: 600;
        color: var(--_accent);
      }

      dialog {
        width: min(calc(1080 * var(--_px)), calc(100vw - 32px));
        max-height: calc(100vh - 32px);
        padding: 16px 20px 20px;
        border: 1px solid var(--_hairline);
        border-radius: 12px;
        color: inherit;
        background: var(--_surface);
        box-shadow: 0 12px 40px oklch(0% 0 0 / 0.2);
      }
      dialog::backdrop {
        background: oklch(0% 0 0 / 0.32);
      }
      dialog .title {
        justify-content: space-between;
      }
      dialog p {
        margin: 4px 0 12px;
        color: var(--_quiet);
      }
      @media print {
        :host {
          display: none !important;
        }
      }
      @media (forced-colors: active) {
        .bar rect {
          fill: CanvasText;
          stroke: Canvas;
        }
        .bar .unchecked {
          fill: Canvas;
        }
        .tabs [aria-selected='true']::after {
          background: Highlight;
        }
        .gate > svg:first-child {
          color: inherit;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotations: readonly Annotation[] = []
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ attribute: false }) blocks: readonly ArticleBlock[] = []
  @property({ attribute: false }) view: View = 'statements'
  @property({ attribute: false }) selected: string | null = null
  @property({ attribute: false }) opened: string | null = null
  @property({ type: Boolean }) pending = false
  @property({ type: Boolean }) readonly = false
  #rights: readonly Right[] = RIGHTS
  @property({ attribute: false })
  get rights(): readonly Right[] {
    return this.readonly ? NO_RIGHTS : this.#rights
  }
  set rights(rights: readonly Right[]) {
    this.#rights = rights
  }
  @property({ attribute: false }) viewers: readonly Viewer[] = []
  @property({ attribute: false }) user: User | null = null
  @property({ attribute: false }) describeReason: DescribeReason | null = null
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null

  @property({ attribute: false }) scheme: Scheme = DEFAULT_SCHEME
  /** Whom statements can be assigned to, and comments mention. */
  @property({ attribute: false }) people: readonly Person[] = []
  @property({ attribute: false }) log: readonly LogEntry[] = []
  @property({ attribute: false }) policy: Policy | null = null
  @property({ attribute: false }) resolveSource: ResolveSource | null = null
  @property({ attribute: false }) checkNow: (() => PublishCheck | Promise<PublishCheck>) | null = null
  @property({ attribute: false }) adjusting: string | null = null
  @property({ attribute: false }) suggestionOf: ((id: string) => Suggestion | null) | null = null
  @property({ attribute: false }) candidatesOf: ((id: string) => readonly CandidatePlace[]) | null = null

  /** Whether the box is so low that the head must be; set by the panel itself. */
  @property({ type: Boolean, reflect: true }) low = false

  /** The statement hidden last, as long as it can be brought back from the notice. */
  @state() private justHidden: string | null = null
  /** What the editor could not do for want of a selection or a cursor, until something else is done. */
  @state() private refused: string | null = null
  /** Told to screen readers only: what was just done, since the focus stays where it is. */
  @state() private said = ''
  /** Whether the article can go out, as far as has been found out. */
  @state() private check: PublishCheck | null = null
  /** Whether the overview of all keys has been asked for. */
  @state() private hasKeys = false
  /** Who else is at which statement. */
  private viewersAt: ViewersAt = NOBODY
  /** What is being gone through one by one; null for the list. */
  @state() private walking: readonly string[] | null = null

  @query('dialog') private readonly dialog!: HTMLDialogElement
  @query('attribution-statement-list') private readonly list!: AttributionStatementList
  @query('attribution-source-list') private readonly sourceList!: AttributionSourceList | null
  @query('attribution-check') private readonly checkView!: AttributionCheck | null
  @query('attribution-walk') private readonly walk!: AttributionWalk | null

  readonly #size = new ResizeObserver(([entry]) => {
    if (entry) this.low = entry.contentRect.height < LOW
  })
  /** What each view showed last; those that are not seen are not drawn anew. */
  readonly #drawn = new Map<View, unknown>()
  /** Where each view was scrolled to. */
  readonly #places = new Map<View, number>()
  /** The answer that is on its way. */
  #answer: Part<PublishCheck> | null = null
  #recheck: ReturnType<typeof setTimeout> | undefined
  /** Where the focus was when `show` took it, and what was shown. */
  #returnTo: { readonly element: HTMLElement; readonly view: View } | null = null
  /** Where the focus was when the walk took it. */
  #walkedFrom: HTMLElement | null = null

  constructor() {
    super()
    this.addEventListener('keydown', this.onKey)
  }

  /** Focuses what is shown: in the list the card that Tab would reach. */
  override focus(options?: FocusOptions): void {
    if (this.view !== 'statements') this.viewElement(this.view)?.focus(options)
    else (this.walk ?? this.list).focus(options)
  }

  /**
   * Opens the card of `id` in the list and brings it into sight, whatever the filters say. With `focus` the
   * card takes the focus, and Escape gives it back to where it was, in the view that was shown.
   */
  async show(id: string, { focus = false }: { readonly focus?: boolean } = {}): Promise<void> {
    const element = focusedElement()
    const { view } = this
    this.walking = null
    this.opened = id
    this.view = 'statements'
    await this.updateComplete
    this.list.revealCard(id)
    const card = this.list.cardOf(id)
    if (!card || !focus) return
    this.#returnTo = element && { element, view }
    card.focus({ preventScroll: true })
  }

  /** Opens the card of `id` where the passage of this source goes. */
  async editPassageOf(id: string, sourceId: string): Promise<void> {
    await this.show(id)
    await this.list.cardOf(id)?.editPassageOf(sourceId)
  }

  /** Says why what was asked for could not be done; the note goes with the next thing that is done. */
  refuse(type: RequestDetail['type']): void {
    this.refused = toldAfter(this.refused ?? '', needWords(type, this.locale))
  }

  /** Says that the present user lacks a right; the note goes with the next thing that is done. */
  refuseRight(right: Right): void {
    this.refused = toldAfter(this.refused ?? '', whyMayNot(right, this))
  }

  /** Brings the card of `id` into sight inside the panel; the page does not scroll. */
  revealCard(id: string): void {
    this.list.revealCard(id)
  }

  /** Shows all keys in a dialog; closing it gives the focus back. */
  showKeys(): void {
    this.hasKeys = true
    if (!this.dialog.open) this.dialog.showModal()
  }

  /** Shows whether the article can go out, and puts the focus on the answer. */
  async showCheck(): Promise<void> {
    this.view = 'check'
    await this.updateComplete
    ;(this.checkView ?? this.viewElement('check'))?.focus()
  }

  /** Goes through `ids` one by one, else through all that still wait for somebody, in text order. */
  async startWalk(ids: readonly string[] | null = null): Promise<void> {
    const open = () =>
      [...this.annotations]
        .sort(byPlace)
        .filter((annotation) => isOpenStatement(annotation, this.scheme))
        .map(({ id }) => id)
    this.#walkedFrom = focusedElement()
    this.view = 'statements'
    this.walking = ids ?? open()
    await this.updateComplete
    this.walk?.start()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#size.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#size.disconnect()
    clearTimeout(this.#recheck)
    this.#recheck = undefined
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete()
    await this.list.updateComplete
    await this.walk?.updateComplete
    return done
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('locale')) this.lang = this.locale // what is read aloud, and how it is hyphenated
    // A statement that was clicked in the text, and is not among those gone through, is shown in the list.
    if (changed.has('opened') && this.opened !== null && this.walking?.includes(this.opened) === false)
      this.walking = null
    if (this.walking && !this.isWalkThere && (changed.has('opened') || changed.has('view')))
      this.walking = null
    // A card that has the focus says itself who is there.
    const known = changed.has('selected') && !this.matches(':focus-within') ? NOBODY : this.viewersAt
    this.viewersAt = viewersAt(this.viewers, this)
    const here = newcomers(this.selected, { before: known, now: this.viewersAt, locale: this.locale })
    if (here) this.tell(here)
    if (
      ['annotations', 'sources', 'policy', 'scheme', 'pending', 'checkNow'].some((name) => changed.has(name))
    )
      this.planCheck()
    if (this.#answer?.value) {
      this.check = this.#answer.value
      this.#answer = null
    }
    const before: unknown = changed.get('view')
    const left = VIEWS.find((view) => view === before)
    const scroller = left && this.scrollerOf(left)
    if (left && scroller) this.#places.set(left, scroller.scrollTop)
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('view')) return
    const scroller = this.scrollerOf(this.view)
    if (scroller) scroller.scrollTop = this.#places.get(this.view) ?? 0
  }

  /** The first time as soon as it can be, then when there has been time to write. */
  private planCheck(): void {
    if (this.check === null) this.ask()
    else
      this.#recheck ??= setTimeout(() => {
        this.#recheck = undefined
        this.ask()
      }, RECHECK_MS)
  }

  private ask(): void {
    const answer = this.answered()
    if (!(answer instanceof Promise)) {
      this.check = answer
      return
    }
    // Asked anew, should it fail and somebody try again.
    let first: Promise<PublishCheck> | null = answer
    this.#answer = latePart(async () => {
      const now = first ?? this.answered()
      first = null
      return now
    })
    this.take(this.#answer)
  }

  private answered(): PublishCheck | Promise<PublishCheck> {
    if (this.checkNow) return this.checkNow()
    const answer = ({ checkPolicy, DEFAULT_POLICY }: typeof import('./house-check.js')) => {
      const { annotations, sources, log, policy, scheme, pending: isPending } = this
      return checkPolicy({ annotations, sources, log }, policy ?? DEFAULT_POLICY, { scheme, isPending })
    }
    return housePart.value ? answer(housePart.value) : housePart.load().then(answer)
  }

  /** Whether what goes through the statements one by one is loaded; until then the list stays. */
  private get isWalkThere(): boolean {
    return lateElement('attribution-walk').value !== undefined
  }

  override render(): TemplateResult {
    return html`
      ${this.renderHead()}
      <div
        class="views"
        @attribution-toggle=${this.onToggle}
        @attribution-action=${this.onAction}
        @attribution-request=${() => (this.refused = null)}
        @attribution-filter=${this.onFilter}
        @attribution-focus-field=${this.onFocusField}
        @attribution-select=${this.onSelect}
        @attribution-source=${this.onSource}
      >
        ${VIEWS.map((view) => this.renderView(view))}
      </div>
      ${this.renderNotice()} ${this.renderGate()}
      <dialog aria-labelledby="keys-title" closedby="any">
        ${this.hasKeys ? this.renderKeys() : nothing}
      </dialog>
    `
  }

  private renderHead(): TemplateResult {
    const t = messagesOf(this.locale)
    const { total, checked } = coverage(this.annotations, this.scheme)
    return html`
      <header part="head">
        <div class="title">
          <h2>${t.views.title}</h2>
          ${this.pending && total ? html`<span class="pending">${t.pending}</span>` : nothing}
          <span class="progress">${total ? t.checked(checked, total) : nothing}</span>
          <button
            type="button"
            class="icon-only"
            aria-label=${t.help}
            title="${t.help} (?)"
            @click=${this.showKeys}
          >
            ${icon('keys')}
          </button>
        </div>
        ${this.annotations.length || this.pending ? this.renderBar(checked, total) : nothing}
        ${this.renderTabs(total)}
        <p class="visually-hidden" role="status">${this.said}</p>
      </header>
    `
  }

  private renderBar(checked: number, total: number): TemplateResult {
    const counts = countByKey(this.annotations)
    const present = barOrder(this.scheme).filter((standing) => counts.has(standing))
    const words = present
      .map((standing) => `${standingLabel(standing, this.locale, this.scheme)} ${counts.get(standing) ?? 0}`)
      .join(', ')
    let x = 0
    return html`<svg
      class="bar"
      part="bar"
      role="img"
      aria-label="${messagesOf(this.locale).checked(checked, total)}${words ? `: ${words}` : ''}"
      viewBox="0 0 ${total || 1} 1"
      preserveAspectRatio="none"
    >
      ${present.map((standing) => {
        const width = counts.get(standing) ?? 0
        const rect = svg`<rect class=${standing} ${tint(standing, this.scheme)} x=${x} y="-1" width=${width} height="3" />`
        x += width
        return rect
      })}
    </svg>`
  }

  private renderTabs(total: number): TemplateResult {
    const { views: t } = messagesOf(this.locale)
    const counts: Partial<Record<View, number>> = {
      statements: total,
      sources: this.sources.length,
      check: this.check?.blocks.length ?? 0,
    }
    return html`<div class="tabs" part="tabs" role="tablist" aria-label=${t.label} @keydown=${this.onTabKey}>
      ${VIEWS.map((view) => {
        const isShown = view === this.view
        return html`<button
          type="button"
          role="tab"
          id="tab-${view}"
          aria-selected=${isShown}
          aria-controls="view-${view}"
          tabindex=${isShown ? 0 : -1}
          title=${t.tab[view]}
          @click=${() => this.changeView(view)}
        >
          ${icon(DRAWINGS[view])}<span class="name" data-name=${t.tab[view]}>${t.tab[view]}</span>
          ${counts[view] ? html`<span class="count">${counts[view]}</span>` : nothing}
        </button>`
      })}
    </div>`
  }

  private renderView(view: View): TemplateResult {
    const isShown = view === this.view
    // The list is always there: a host can have a card of it shown.
    if (isShown || view === 'statements') this.#drawn.set(view, this.renderContent(view))
    const isOwn = view === 'statements'
    return html`<div
      class="view ${isOwn ? 'own' : ''}"
      id="view-${view}"
      role="tabpanel"
      aria-labelledby="tab-${view}"
      tabindex=${isOwn ? nothing : 0}
      ?hidden=${!isShown}
    >
      ${this.#drawn.get(view) ?? nothing}
    </div>`
  }

  private renderContent(view: View): unknown {
    const { annotations, sources, log, policy, user, scheme, locale, articleLang, rights } = this
    if (view !== 'statements') {
      const part = lateElement(TAGS[view])
      if (!this.take(part)) return this.renderLate(part)
    }
    switch (view) {
      case 'statements':
        return [this.renderList(), this.walking && this.isWalkThere ? this.renderWalk(this.walking) : nothing]
      case 'sources':
        return html`<attribution-source-list
          .annotations=${annotations}
          .sources=${sources}
          .locale=${locale}
          .rights=${rights}
          .user=${user}
          .scheme=${scheme}
          .articleLang=${articleLang}
          .resolveSource=${this.resolveSource}
        ></attribution-source-list>`
      case 'speakers':
        return html`<attribution-speakers
          .annotations=${annotations}
          .locale=${locale}
          .scheme=${scheme}
          .articleLang=${articleLang}
        ></attribution-speakers>`
      case 'check':
        return html`<attribution-check
          .check=${this.check}
          .annotations=${annotations}
          .policy=${policy}
          .user=${user}
          .locale=${locale}
          .scheme=${scheme}
          .articleLang=${articleLang}
          .rights=${rights}
        ></attribution-check>`
      case 'log':
        return html`<attribution-log
          .log=${log}
          .annotations=${annotations}
          .sources=${sources}
          .locale=${locale}
          .scheme=${scheme}
          .articleLang=${articleLang}
        ></attribution-log>`
    }
  }

  private renderList(): TemplateResult {
    return html`<attribution-statement-list
      ?hidden=${this.walking !== null && this.isWalkThere}
      .annotations=${this.annotations}
      .sources=${this.sources}
      .blocks=${this.blocks}
      .selected=${this.selected}
      .opened=${this.opened}
      .pending=${this.pending}
      .rights=${this.rights}
      .viewersAt=${this.viewersAt}
      .user=${this.user}
      .people=${this.people}
      .log=${this.log}
      .policy=${this.policy}
      .scheme=${this.scheme}
      .resolveSource=${this.resolveSource}
      .describeReason=${this.describeReason}
      .adjusting=${this.adjusting}
      .suggestionOf=${this.suggestionOf}
      .candidatesOf=${this.candidatesOf}
      .locale=${this.locale}
      .articleLang=${this.articleLang}
      .low=${this.low}
      exportparts="card, summary, quote, speaker, chip, flag, details, filters, list, group, empty, several"
      @walk=${({ detail }: CustomEvent<WalkDetail>) => void this.startWalk(detail.ids)}
    ></attribution-statement-list>`
  }

  private renderWalk(ids: readonly string[]): TemplateResult {
    return html`<attribution-walk
      .annotations=${this.annotations}
      .ids=${ids}
      .selected=${this.selected}
      .check=${this.check}
      .sources=${this.sources}
      .rights=${this.rights}
      .viewersAt=${this.viewersAt}
      .user=${this.user}
      .people=${this.people}
      .log=${this.log}
      .policy=${this.policy}
      .scheme=${this.scheme}
      .resolveSource=${this.resolveSource}
      .describeReason=${this.describeReason}
      .adjusting=${this.adjusting}
      .suggestionOf=${this.suggestionOf}
      .candidatesOf=${this.candidatesOf}
      .locale=${this.locale}
      .articleLang=${this.articleLang}
      exportparts="card, summary, quote, speaker, chip, flag, details, place, end"
      @leave=${({ detail }: CustomEvent<{ to: 'list' | 'check' }>) => void this.endWalk(detail.to)}
    ></attribution-walk>`
  }

  private renderGate(): TemplateResult {
    const {
      views: t,
      check: { nothing: nothingToCheck },
    } = messagesOf(this.locale)
    const { check } = this
    if (this.#answer && this.hasFailed(this.#answer)) return this.renderLate(this.#answer)
    const isPending = this.pending || !check || check.isPending
    const isNothing = check?.outcome === 'passes' && !check.coverage.total
    const outcome = isPending ? 'reading' : isNothing ? 'nothing' : check.outcome
    const warnings = check?.warns.length ?? 0
    const words =
      outcome === 'reading'
        ? t.reading
        : outcome === 'blocks'
          ? t.blocking(check?.blocks.length ?? 0)
          : outcome === 'nothing'
            ? nothingToCheck
            : t.ready
    return html`<button type="button" class="gate ${outcome}" part="gate" @click=${this.showCheck}>
      ${
        outcome === 'reading'
          ? sign('in-progress')
          : outcome === 'nothing'
            ? sign('not-checkable')
            : icon(outcome)
      }
      <span class="words"
        ><b>${words}</b>${
          warnings && outcome !== 'reading'
            ? html`<span class="warnings">, ${t.warning(warnings)}</span>`
            : nothing
        }</span
      >
      ${icon('next')}
    </button>`
  }

  private renderNotice(): TemplateResult {
    const t = messagesOf(this.locale)
    const id = this.annotations.find(
      (annotation) => annotation.dismissed && annotation.id === this.justHidden,
    )?.id
    // The region stays, and only what is in it changes, or screen readers would not be told.
    const walk = lateElement('attribution-walk')
    const isWalkComing = this.walking !== null && !this.take(walk)
    return html`${isWalkComing ? this.renderLate(walk, () => this.walk?.start()) : nothing}
      <div role="status">
        ${
          this.refused !== null
            ? html`<div class="notice"><span>${this.refused}</span></div>`
            : id === undefined || id === this.opened
              ? nothing
              : html`<div class="notice">
                  <span>${t.dismissed}</span>
                  <button type="button" @click=${() => this.restore(id)}>${t.undoDismiss}</button>
                </div>`
        }
      </div>`
  }

  private renderKeys(): TemplateResult {
    const t = messagesOf(this.locale)
    return html`<div class="title">
        <h2 id="keys-title">${t.keys.title}</h2>
        <button
          type="button"
          class="icon-only"
          aria-label=${t.close}
          title=${t.close}
          @click=${() => this.dialog.close()}
        >
          ${icon('close')}
        </button>
      </div>
      <p>${t.keys.intro}</p>
      ${this.renderKeyMap()}`
  }

  private renderKeyMap(): TemplateResult {
    const keys = this.take(keysPart)
    if (!keys) return this.renderLate(keysPart, () => this.dialog.querySelector('button')?.focus())
    this.adopt(keys.keyStyles)
    return keys.keyMap(this.locale, this.scheme)
  }

  private viewElement(view: View): HTMLElement | null {
    return this.renderRoot.querySelector(`#view-${view}`)
  }

  private scrollerOf(view: View): Element | null | undefined {
    return view === 'statements' ? this.list?.renderRoot?.querySelector('.scroller') : this.viewElement(view)
  }

  private onTabKey(event: KeyboardEvent): void {
    const tabs = [...this.renderRoot.querySelectorAll<HTMLElement>('[role="tab"]')]
    if (event.ctrlKey || event.metaKey || event.altKey || !moveAlong(event, tabs)) return
    const view = VIEWS[tabs.findIndex((tab) => tab === this.shadowRoot?.activeElement)]
    if (view) this.changeView(view)
  }

  /** Chosen by hand: nothing leads back from there. */
  private changeView(view: View): void {
    this.view = view
    this.#returnTo = null
  }

  private async endWalk(to: 'list' | 'check'): Promise<void> {
    const current = this.walk?.currentId ?? null
    this.walking = null
    if (to === 'check') return this.showCheck()
    await this.updateComplete
    const element = this.#walkedFrom
    this.#walkedFrom = null
    if (element?.isConnected && element.checkVisibility() && !this.isInList(element)) return element.focus()
    if (element === null && current !== null) await this.list.focusCard(current)
    else this.list.focus()
  }

  private isInList(element: HTMLElement): boolean {
    const root = element.getRootNode()
    return root instanceof ShadowRoot && root.host.localName === 'attribution-card'
  }

  private onToggle(event: CustomEvent<ToggleDetail>): void {
    event.stopPropagation()
    const { id, open, isLeaving } = event.detail
    this.opened = open ? id : null
    this.refused = null
    if (isLeaving) void this.goBack()
  }

  /** Where the focus came from, as far as that is still there. */
  private async goBack(): Promise<void> {
    const back = this.#returnTo
    this.#returnTo = null
    if (!back?.element.isConnected) return
    this.view = back.view
    await this.updateComplete
    back.element.focus()
  }

  private onAction({ detail }: CustomEvent<ReviewAction>): void {
    this.justHidden = detail.type === 'dismiss' ? detail.id : null
    this.refused = null
    // The notice tells it itself.
    this.tell(detail.type === 'dismiss' && detail.id !== this.opened ? '' : doneWords(detail, this))
  }

  /** Tells screen readers, also what they were told last. */
  private tell(words: string): void {
    this.said = toldAfter(this.said, words)
  }

  /** A statement chosen in one of the other views is shown in the list; Escape there leads back. */
  private onSelect({ detail: { id } }: CustomEvent<SelectDetail>): void {
    if (this.view !== 'statements' && id !== null) void this.show(id, { focus: true })
  }

  /** A source chosen in the log is shown in the view of sources; Escape there leads back. */
  private async onSource({ detail: { id } }: CustomEvent<SourceDetail>): Promise<void> {
    const element = focusedElement()
    const { view } = this
    this.view = 'sources'
    await this.updateComplete
    await this.sourceList?.show(id)
    if (view !== 'sources') this.#returnTo = element && { element, view }
  }

  /** One speaker's statements, asked for by the view of speakers. */
  private async onFilter(event: Event): Promise<void> {
    const detail: unknown = event instanceof CustomEvent ? event.detail : null
    if (typeof detail !== 'object' || detail === null || !('speaker' in detail)) return
    event.stopPropagation()
    const { speaker } = detail
    this.walking = null
    this.view = 'statements'
    this.list.filterBySpeaker(typeof speaker === 'string' ? speaker : null)
    await this.updateComplete
    this.list.focus()
  }

  /** A field of a card, asked for by the view of what blocks. */
  private async onFocusField(event: Event): Promise<void> {
    const detail: unknown = event instanceof CustomEvent ? event.detail : null
    if (typeof detail !== 'object' || detail === null || !('id' in detail) || !('field' in detail)) return
    const { id, field } = detail
    if (typeof id !== 'string' || typeof field !== 'string') return
    event.stopPropagation()
    await this.show(id, { focus: true })
    const card = this.list.cardOf(id)
    await card?.updateComplete
    const target = card?.shadowRoot?.getElementById(field)
    if (target) target.focus()
    else if (field === 'source') await card?.attachSource()
  }

  private restore(id: string): void {
    emit(this, 'attribution-action', { type: 'restore', id })
    this.tell(messagesOf(this.locale).views.done.restore)
    this.justHidden = null
    void this.list.focusCard(id)
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (isInField(event) || this.renderRoot.querySelector('dialog[open]')) return
    const isInList = this.view === 'statements' && this.walking === null
    if (event.key === '?') this.showKeys()
    else if (event.key === 'Escape' && this.view === 'sources' && this.#returnTo) void this.goBack()
    else if (event.key === 'r' && isInList && this.annotations.length) {
      if (canWalk(this.rights)) void this.startWalk(this.list.isFiltered ? this.list.shownIds : null)
      else this.refuseRight('review')
    } else return
    event.preventDefault()
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-panel': AttributionPanel
  }
}
