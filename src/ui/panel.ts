import { css, html, LitElement, nothing, svg, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ReviewAction } from '../model/action.js'
import { byPlace, type Annotation } from '../model/annotation.js'
import type { SpeakerIdentity } from '../model/index.js'
import type { CandidatePlace } from '../model/candidates.js'
import { coverage } from '../model/coverage.js'
import { followerOf } from '../model/edit.js'
import type { LogEntry } from '../model/log.js'
import type { Person, User } from '../model/person.js'
import { DEFAULT_POLICY, type Policy, type PublishCheck } from '../model/policy.js'
import type { Source } from '../model/source.js'
import { DEFAULT_SCHEME, UNCHECKED, type Scheme, type StatusDefinition } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import type { AttributionCard, DescribeReason } from './card.js'
import { emit, type RequestDetail, type ToggleDetail } from './events.js'
import {
  countByKey,
  filterKeys,
  filterAnnotations,
  NO_FILTER,
  type Filter,
  type FilterKey,
  type Standing,
} from './filter.js'
import { icon, sign } from './icons.js'
import { tint } from './tint.js'
import { labelsOf, localeOf, messagesOf, standingLabel, statusLabel } from './messages/index.js'
import type { ResolveSource } from './resolve.js'
import { theme } from './theme.js'
import { speakersOf } from './words.js'

/** Below this height in pixels the head would leave room for hardly a card. */
const LOW = 440

/** With more cards than this, those out of sight are not laid out. */
const MANY = 100

const NOBODY: readonly SpeakerIdentity[] = []
const NO_LOG: readonly LogEntry[] = []
const NOWHERE: readonly CandidatePlace[] = []

/** What the opened card needs to know beyond its statement. */
interface Editing {
  readonly speakers: readonly SpeakerIdentity[]
  readonly next: string | null
  readonly suggestion: Suggestion | null
  readonly candidates: readonly CandidatePlace[]
}
const NO_EDITING: Editing = { speakers: NOBODY, next: null, suggestion: null, candidates: NOWHERE }

/** In the bar, what is done comes first, what nobody has begun last. */
function barOrder({ statuses }: Scheme): readonly Standing[] {
  const rank = ({ key, isFinal, isBlocking }: StatusDefinition) =>
    key === UNCHECKED ? 4 : isFinal ? (isBlocking ? 1 : 0) : isBlocking ? 2 : 3
  const keys = [...statuses].sort((a, b) => rank(a) - rank(b)).map(({ key }) => key)
  return [...keys.slice(0, -1), 'stale', 'reopened', ...keys.slice(-1)]
}

/**
 * The desk's list of an article's statements: how far the check has come, filters, search, and a
 * card for each statement in text order. It fills the box that its host gives it and scrolls inside.
 *
 * Keys while a card has the focus: arrows, Home and End move, `/` searches, `?` shows all keys;
 * the rest is the card's.
 *
 * @element attribution-panel
 * @prop {readonly Annotation[]} annotations - What is listed; the panel puts it in text order.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {string|null} selected - Id of the statement selected in the text.
 * @prop {string|null} opened - Id of the opened card; one at a time.
 * @prop {boolean} pending - Detection is still at work.
 * @prop {boolean} readonly - Shows everything, changes nothing.
 * @prop {Person|null} user - The present user.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @prop {readonly Person[]} people - Whom statements can be assigned to, and comments mention.
 * @prop {readonly LogEntry[]} log - The article's log.
 * @prop {Policy} policy - The house's rules.
 * @prop {ResolveSource} resolveSource - Fills in what is known of a pasted address; without it nothing is filled in.
 * @prop {() => PublishCheck} checkNow - Answers whether the article can go out.
 * @prop {DescribeReason} describeReason - Puts reasons in words; without it they are not shown.
 * @prop {string|null} adjusting - Id of the statement whose borders are being moved in the text.
 * @prop {(id: string) => Suggestion|null} suggestionOf - What detection would say of a statement; asked for the opened card.
 * @prop {(id: string) => readonly CandidatePlace[]} candidatesOf - Where a detached annotation could belong; asked for the opened card.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @attr low - The panel sets it where its box is too low for the whole head.
 * @fires {CustomEvent<ReviewAction>} attribution-action - Something to be done to the dossier.
 * @fires {CustomEvent<SelectDetail>} attribution-select - A statement is to be selected in the text.
 * @csspart head - Title, bar, search and filters; stays in place.
 * @csspart bar - How far the check has come.
 * @csspart filters - The row of filters.
 * @csspart list - What scrolls.
 * @csspart empty - What shows in place of the list.
 * @cssprop --attribution-accent - And every other token of theme.ts: background, surface, hover, text,
 *   quiet, hairline, edge, on-accent, error, radius, font, and one per status.
 */
export class AttributionPanel extends LitElement {
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
        gap: 10px;
        padding: 12px 12px 10px;
        border-bottom: 1px solid var(--_hairline);
      }
      .title {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 24px;
      }
      h2 {
        font-size: 16px;
        line-height: 24px;
        font-weight: 600;
      }
      .progress {
        margin-inline-start: auto;
        color: var(--_quiet);
      }
      .pending {
        font-size: 12px;
        color: var(--_quiet);
        animation: appear 0s 500ms both;
      }
      @keyframes appear {
        from {
          visibility: hidden;
        }
      }
      .title .icon-only {
        align-self: center;
        margin: -4px -4px -4px 0;
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
      .search {
        position: relative;
      }
      .search svg {
        position: absolute;
        inset: 0 auto 0 9px;
        height: 100%;
        color: var(--_quiet);
        pointer-events: none;
      }
      .search input {
        padding-inline-start: 30px;
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      .tools {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 10px;
      }
      /* Low, as a sheet from below: search and filters share a row, the search unfolds where it is used. */
      :host([low]) header {
        gap: 8px;
        padding-block: 4px 8px;
      }
      :host([low]) .tools {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      :host([low]) .filters {
        flex-wrap: nowrap;
        margin-inline-end: -12px;
        padding-inline-end: 12px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      :host([low]) .filters button {
        flex: none;
      }
      :host([low]) .search {
        flex: none;
        width: max(36px, var(--_target));
      }
      :host([low]) .search:is(:focus-within, .used) {
        flex: 1;
        min-width: 160px;
      }
      :host([low]) .search:not(:focus-within, .used) input {
        padding-inline-end: 0;
        color: transparent;
      }
      :host([low]) .search:not(:focus-within, .used) input::placeholder {
        color: transparent;
      }
      .filters button {
        --_target: 26px;
        position: relative; /* else the hidden names widen the page */
        gap: 4px;
        padding: 2px 7px 2px 6px;
        border: 1px solid var(--_hairline);
        border-radius: 13px;
        font-size: 12px;
        background: var(--_surface);
      }
      .filters button svg {
        width: 13px;
        height: 13px;
        color: var(--_status, var(--_quiet));
      }
      .filters button[aria-pressed='true'] {
        color: var(--_surface);
        border-color: var(--_text);
        background: var(--_text);
      }
      .filters button[aria-pressed='true'] :is(svg, .count) {
        color: inherit;
      }
      .count {
        color: var(--_quiet);
      }
      /* Where it is narrow, the sign stands for the name; what is filtered by is named. */
      @container (max-width: 519px) {
        .filters:not(.few) [aria-pressed='false'] .name {
          position: absolute;
          width: 1px;
          overflow: hidden;
          clip-path: inset(50%);
          white-space: nowrap;
        }
      }
      @media (pointer: coarse) {
        .filters {
          flex-wrap: nowrap;
          margin: 0 -12px;
          padding: 0 12px;
          overflow-x: auto;
          scrollbar-width: none;
        }
        :host([low]) .filters {
          margin-inline-start: 0;
          padding-inline-start: 0;
        }
        .filters button {
          --_target: 44px;
          flex: none;
          padding-inline: 12px;
          border-radius: 22px;
        }
      }

      .scroller {
        position: relative;
        flex: 1;
        min-height: 0;
        padding: 8px;
        overflow-y: auto;
        overflow-anchor: none;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--_edge) transparent;
      }
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      /* Of several hundred cards only those near the visible part are laid out and painted, and the one in use. */
      ul.many li:not(:has(> [open], > [selected])) {
        content-visibility: auto;
        contain-intrinsic-size: auto 112px;
        /* Painting is contained: the focus ring of a card needs this room around it. */
        margin: -4px;
        padding: 4px;
      }
      .empty {
        display: grid;
        gap: 4px;
        justify-items: center;
        max-width: 280px;
        margin: 0 auto;
        padding: 56px 8px;
        text-align: center;
        text-wrap: balance;
        color: var(--_quiet);
      }
      .empty svg {
        box-sizing: content-box;
        width: 20px;
        height: 20px;
        margin-bottom: 8px;
        padding: 10px;
        border-radius: 50%;
        stroke-width: 1.25;
        background: var(--_hairline);
      }
      .empty strong {
        font-weight: 600;
        color: var(--_text);
      }
      .empty button {
        margin-top: 12px;
      }
      .skeleton {
        display: grid;
        gap: 10px;
        padding: 14px 12px;
        border: 1px solid var(--_hairline);
        border-radius: var(--_radius);
        background: var(--_surface);
      }
      .skeleton i {
        height: 10px;
        border-radius: 5px;
        background: var(--_hairline);
      }
      .skeleton i:nth-child(2) {
        width: 72%;
      }
      .skeleton i:nth-child(3) {
        width: 40%;
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
        width: min(400px, calc(100vw - 32px));
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
      dialog dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
      }
      dialog :is(dt, dd) {
        padding: 6px 0;
        border-top: 1px solid var(--_hairline);
      }
      dialog dd {
        display: flex;
        gap: 4px;
        align-items: center;
        justify-content: flex-end;
      }
      kbd {
        min-width: 20px;
        padding: 0 5px;
        border: 1px solid var(--_hairline);
        border-bottom-width: 2px;
        border-radius: 4px;
        font: inherit;
        font-size: 12px;
        line-height: 17px;
        text-align: center;
      }
      @media (forced-colors: active) {
        .bar rect {
          fill: CanvasText;
          stroke: Canvas;
        }
        .bar .unchecked {
          fill: Canvas;
        }
        .filters button[aria-pressed='true'] {
          forced-color-adjust: none;
          color: HighlightText;
          background: Highlight;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotations: readonly Annotation[] = []
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ attribute: false }) selected: string | null = null
  @property({ attribute: false }) opened: string | null = null
  @property({ type: Boolean }) pending = false
  @property({ type: Boolean }) readonly = false
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
  @property({ attribute: false }) policy: Policy = DEFAULT_POLICY
  @property({ attribute: false }) resolveSource: ResolveSource | null = null
  @property({ attribute: false }) checkNow: (() => PublishCheck) | null = null
  @property({ attribute: false }) adjusting: string | null = null
  @property({ attribute: false }) suggestionOf: ((id: string) => Suggestion | null) | null = null
  @property({ attribute: false }) candidatesOf: ((id: string) => readonly CandidatePlace[]) | null = null

  /** Whether the box is so low that the head must be; set by the panel itself. */
  @property({ type: Boolean, reflect: true }) low = false

  @state() private filter: Filter = NO_FILTER
  /** The statement hidden last, as long as it can be brought back from the notice. */
  @state() private justHidden: string | null = null
  /** What the editor could not do for want of a selection or a cursor, until something else is done. */
  @state() private refused: RequestDetail['type'] | null = null
  /** Told to screen readers only: the status just set, since the focus stays where it is. */
  @state() private said = ''
  /** The card that Tab reaches, as far as it is shown. */
  @state() private current: string | null = null

  @query('.scroller') private readonly scroller!: HTMLElement
  @query('dialog') private readonly dialog!: HTMLDialogElement

  readonly #size = new ResizeObserver(([entry]) => {
    if (entry) this.low = entry.contentRect.height < LOW
  })
  #shown: readonly Annotation[] = []
  #editing: Editing = NO_EDITING
  #sorted: readonly Annotation[] = []
  #place: Place | null = null
  #drawnFilter: Filter = NO_FILTER
  /** What was selected here; the list does not scroll to it when the host confirms. */
  #ownSelection: string | null = null
  /** The card being opened, until it has been drawn. */
  #toReveal: { readonly id: string; readonly origin: 'keyboard' | 'pointer' } | null = null
  /** Where the focus was when `show` took it. */
  #returnTo: HTMLElement | null = null

  /** Focuses the list: the card that Tab would reach. */
  override focus(options?: FocusOptions): void {
    const card = this.cards().find((card) => card.tabStop)
    if (card) card.focus(options)
    else this.renderRoot.querySelector<HTMLElement>('input')?.focus(options)
  }

  /**
   * Opens the card of `id` and brings it into sight, whatever the filters say. With `focus` the
   * card takes the focus, and Escape gives it back to where it was.
   */
  async show(id: string, { focus = false }: { readonly focus?: boolean } = {}): Promise<void> {
    this.opened = id
    await this.updateComplete
    const card = this.cardOf(id)
    if (!card) return
    this.reveal(card)
    if (!focus) return
    this.#returnTo = document.activeElement instanceof HTMLElement ? document.activeElement : null
    card.focus({ preventScroll: true })
  }

  /** Says why what was asked for could not be done; the note goes with the next thing that is done. */
  refuse(type: RequestDetail['type']): void {
    this.refused = type
  }

  /** Brings the card of `id` into sight inside the panel; the page does not scroll. */
  revealCard(id: string): void {
    const card = this.cardOf(id)
    if (card) this.reveal(card)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#size.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#size.disconnect()
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete()
    await Promise.all(this.cards().map((card) => card.updateComplete))
    return done
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale')) this.lang = this.locale // what is read aloud, and how it is hyphenated
    this.#place = this.hasUpdated ? this.takePlace() : null
    if (changed.has('annotations')) this.#sorted = this.unchangedOnes([...this.annotations].sort(byPlace))
    const matching = new Set(filterAnnotations(this.#sorted, this.sources, this.filter))
    const shown = this.#sorted.filter(
      (annotation) => matching.has(annotation) || annotation.id === this.opened,
    )
    const isSame =
      shown.length === this.#shown.length && shown.every((annotation, i) => annotation === this.#shown[i])
    if (!isSame) this.#shown = shown
  }

  /**
   * The same values, those that look the same being the very objects of the last time: at a keystroke in the
   * text most annotations only have moved, and a card that has nothing new to show is not drawn anew.
   */
  private unchangedOnes(annotations: readonly Annotation[]): readonly Annotation[] {
    const before = new Map(this.#sorted.map((annotation) => [annotation.id, annotation]))
    return annotations.map((annotation) => {
      const known = before.get(annotation.id)
      return known && looksLike(known, annotation) ? known : annotation
    })
  }

  protected override updated(changed: PropertyValues<this>): void {
    const place = this.#place
    const hasNewFilter = this.#drawnFilter !== this.filter
    this.#drawnFilter = this.filter
    void this.updateComplete.then(() => {
      if (place) this.keepPlace(place)
      if (hasNewFilter && !place?.focusedId) this.scroller.scrollTop = 0
      if (changed.has('selected') && this.selected !== null && this.selected !== this.#ownSelection)
        this.revealCard(this.selected)
      if (changed.has('adjusting') && this.adjusting !== null) this.revealCard(this.adjusting)
      if (this.#toReveal) this.revealOpened(this.#toReveal)
      this.#toReveal = null
    })
  }

  override render(): TemplateResult {
    return html`
      ${this.renderHead()}
      <div class="scroller" part="list" aria-busy=${this.pending}>
        ${this.#shown.length ? this.renderList() : this.renderEmpty()}
      </div>
      ${this.renderNotice()} ${this.renderKeys()}
    `
  }

  private renderHead(): TemplateResult {
    const t = messagesOf(this.locale)
    const { total, checked } = coverage(this.#sorted, this.scheme)
    return html`
      <header part="head">
        <div class="title">
          <h2>${t.title}</h2>
          ${this.pending && total ? html`<span class="pending">${t.pending}</span>` : nothing}
          ${total ? html`<span class="progress">${t.checked(checked, total)}</span>` : html`<span class="progress"></span>`}
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
        ${this.#sorted.length || this.pending ? this.renderTools(checked, total) : nothing}
        <p class="visually-hidden" role="status">
          ${this.said}
          ${this.filter === NO_FILTER ? nothing : t.shown(this.#shown.length, this.#sorted.length)}
        </p>
      </header>
    `
  }

  private renderTools(checked: number, total: number): TemplateResult {
    const t = messagesOf(this.locale)
    return html`${this.renderBar(checked, total)}
      <div class="tools">
        <div class="search ${this.filter.query ? 'used' : ''}">
          ${icon('search')}
          <input
            type="search"
            aria-label=${t.search}
            placeholder=${t.search}
            .value=${this.filter.query}
            @input=${this.onSearch}
            @keydown=${this.onSearchKey}
          />
        </div>
        ${this.#sorted.length ? this.renderFilters(total) : nothing}
      </div>`
  }

  private renderBar(checked: number, total: number): TemplateResult {
    const counts = countByKey(this.#sorted)
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

  private renderFilters(total: number): TemplateResult {
    const t = messagesOf(this.locale)
    const labels = labelsOf(this.locale)
    const counts = countByKey(this.#sorted)
    const { keys } = this.filter
    const chip = (key: FilterKey, label: string, drawing: unknown = nothing) =>
      counts.has(key) || keys.has(key)
        ? html`<button
            type="button"
            class=${key}
            ${tint(key, this.scheme)}
            aria-pressed=${keys.has(key)}
            title=${label}
            @click=${() => this.toggleKey(key)}
          >
            ${drawing}<span class="name">${label}</span> <span class="count">${counts.get(key) ?? 0}</span>
          </button>`
        : nothing
    const isFew = filterKeys(this.scheme).filter((key) => counts.has(key) || keys.has(key)).length <= 2
    return html`<div
      class="filters ${isFew ? 'few' : ''}"
      part="filters"
      role="group"
      aria-label=${t.filters}
    >
      <button
        type="button"
        aria-pressed=${keys.size === 0}
        @click=${() => this.setFilter({ keys: NO_FILTER.keys })}
      >
        ${t.all} <span class="count">${total}</span>
      </button>
      ${this.scheme.statuses.map(({ key }) => chip(key, statusLabel(key, this.locale, this.scheme), sign(key, this.scheme)))}
      ${chip('stale', labels.stale, sign('stale'))} ${chip('reopened', labels.reopened, sign('reopened'))}
      ${chip('detached', labels.detached, icon('detached'))} ${chip('dismissed', t.hidden, icon('hidden'))}
    </div>`
  }

  private renderList(): TemplateResult {
    const shown = this.#shown
    const stop =
      [this.current, this.opened, this.selected].find((id) =>
        shown.some((annotation) => annotation.id === id),
      ) ?? shown[0]?.id
    const { sources, opened, selected, readonly, user, describeReason, locale, articleLang } = this
    const { adjusting, scheme, people, log } = this
    const { speakers, next, suggestion, candidates } = (this.#editing = this.editingOf(opened))
    const own = [scheme, people, log, adjusting, speakers, next, suggestion, candidates]
    const all = [sources, opened, selected, stop, readonly, user, describeReason, locale, articleLang, ...own]
    return html`<ul
      class=${shown.length > MANY ? 'many' : nothing}
      aria-label=${messagesOf(this.locale).list}
      @keydown=${this.onListKey}
      @focusin=${this.onListFocus}
      @attribution-toggle=${this.onToggle}
      @attribution-action=${this.onAction}
      @attribution-request=${() => (this.refused = null)}
    >
      ${guard([shown, ...all], () =>
        repeat(
          shown,
          (annotation) => annotation.id,
          (annotation) =>
            html`<li>
              <attribution-card
                .annotation=${annotation}
                .sources=${sources}
                .open=${annotation.id === opened}
                .selected=${annotation.id === selected}
                .tabStop=${annotation.id === stop}
                .readonly=${readonly}
                .user=${user}
                .resolveSource=${this.resolveSource}
                .people=${people}
                .log=${annotation.id === opened ? log : NO_LOG}
                .describeReason=${describeReason}
                .scheme=${scheme}
                .locale=${locale}
                .articleLang=${articleLang}
                .speakers=${annotation.id === opened ? speakers : NOBODY}
                .next=${annotation.id === opened ? next : null}
                .suggestion=${annotation.id === opened ? suggestion : null}
                .candidates=${annotation.id === opened ? candidates : NOWHERE}
                .adjusting=${annotation.id === adjusting}
                exportparts="card, summary, quote, speaker, chip, flag, details"
              ></attribution-card>
            </li>`,
        ),
      )}
    </ul>`
  }

  /** What the opened card offers to change by; what says the same as before is the very object of before. */
  private editingOf(id: string | null): Editing {
    if (id === null) return NO_EDITING
    const before = this.#editing
    const kept = <T>(known: T, now: T): T => (JSON.stringify(known) === JSON.stringify(now) ? known : now)
    return {
      speakers: kept(before.speakers, speakersOf(this.#sorted, this.locale)),
      // Of the present ones: those that look as before may have moved.
      next: followerOf(this.annotations, id),
      suggestion: kept(before.suggestion, this.suggestionOf?.(id) ?? null),
      candidates: kept(before.candidates, this.candidatesOf?.(id) ?? NOWHERE),
    }
  }

  private renderEmpty(): TemplateResult {
    const t = messagesOf(this.locale)
    const say = (title: string, text: string, button: unknown = nothing) =>
      html`<div class="empty" part="empty">
        ${icon('quotation')}<strong>${title}</strong><span>${text}</span>${button}
      </div>`
    const button = (label: string, act: () => void) =>
      html`<button type="button" class="outlined" @click=${act}>${label}</button>`
    if (this.#sorted.length === 0)
      return this.pending
        ? html`<p class="visually-hidden" role="status">${t.pendingTitle}</p>
            <ul aria-hidden="true">
              ${[1, 2, 3].map(() => html`<li class="skeleton"><i></i><i></i><i></i></li>`)}
            </ul>`
        : say(t.emptyTitle, t.emptyText)
    if (this.filter.keys.size === 0 && !this.filter.query)
      return say(
        t.allHiddenTitle,
        t.allHiddenText,
        button(t.showHidden, () => this.setFilter({ keys: new Set(['dismissed']) })),
      )
    return say(
      t.noMatchTitle,
      t.noMatchText,
      button(t.resetFilters, () => this.setFilter(NO_FILTER)),
    )
  }

  private renderNotice(): TemplateResult {
    const t = messagesOf(this.locale)
    const id = this.#sorted.find(
      (annotation) => annotation.dismissed && annotation.id === this.justHidden,
    )?.id
    if (this.refused !== null)
      return html`<div role="status">
        <div class="notice">
          <span>${this.refused === 'split-at-cursor' ? t.edit.needsCursor : t.edit.needsSelection}</span>
        </div>
      </div>`
    return html`<div role="status">
      ${
        id === undefined || id === this.opened
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
    const k = t.keys
    const rows: readonly (readonly [string, readonly string[]])[] = [
      [k.move, ['↑', '↓']],
      [k.ends, [k.home, k.end]],
      [k.open, [k.enter]],
      [k.close, [k.escape]],
      ...this.scheme.statuses
        .slice(0, 9)
        .map(
          ({ key: status }, i) =>
            [
              statusLabel(status, this.locale, this.scheme),
              status === 'verified' ? [String(i + 1), 'V'] : [String(i + 1)],
            ] as const,
        ),
      [k.attach, ['S']],
      [k.note, ['N']],
      [k.dismiss, ['X']],
      [k.borders, ['F2']],
      [k.search, ['/']],
      [k.help, ['?']],
    ]
    return html`<dialog aria-labelledby="keys-title" closedby="any">
      <div class="title">
        <h2 id="keys-title">${k.title}</h2>
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
      <p>${k.intro}</p>
      <dl>
        ${rows.map(
          ([what, keys]) =>
            html`<dt>${what}</dt>
              <dd>${keys.map((key) => html`<kbd>${key}</kbd>`)}</dd>`,
        )}
      </dl>
    </dialog>`
  }

  private cards(): readonly AttributionCard[] {
    return [...this.renderRoot.querySelectorAll('attribution-card')]
  }

  private cardOf(id: string): AttributionCard | undefined {
    return this.cards().find((card) => card.annotation.id === id)
  }

  private setFilter(part: Partial<Filter>): void {
    this.said = ''
    const filter = { ...this.filter, ...part }
    this.filter = filter.keys.size === 0 && !filter.query ? NO_FILTER : filter
  }

  private toggleKey(key: FilterKey): void {
    const keys = new Set(this.filter.keys)
    if (!keys.delete(key)) keys.add(key)
    this.setFilter({ keys })
  }

  private onSearch({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.setFilter({ query: target.value })
  }

  private onSearchKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      if (this.#shown.length) this.focus()
    }
  }

  private onListFocus({ target }: FocusEvent): void {
    const card = target instanceof Element ? target.closest('attribution-card') : null
    if (card) this.current = card.annotation.id
  }

  private onToggle(event: CustomEvent<ToggleDetail>): void {
    event.stopPropagation()
    const { id, open, origin } = event.detail
    this.opened = open ? id : null
    this.refused = null
    this.current = id
    if (open) {
      this.select(id, origin)
      this.#toReveal = { id, origin }
    } else if (origin === 'keyboard' && this.#returnTo?.isConnected) {
      this.#returnTo.focus()
      this.#returnTo = null
    }
  }

  private onAction({ detail }: CustomEvent<ReviewAction>): void {
    this.justHidden = detail.type === 'dismiss' ? detail.id : null
    this.refused = null
    this.said = detail.type === 'set-status' ? statusLabel(detail.status, this.locale, this.scheme) : ''
  }

  private restore(id: string): void {
    this.current = id
    emit(this, 'attribution-action', { type: 'restore', id })
    this.justHidden = null
    this.focus()
  }

  private onListKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const card = event.target instanceof Element ? event.target.closest('attribution-card') : null
    if (!card?.isFocused) return
    const at = this.#shown.findIndex(({ id }) => id === card.annotation.id)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.#shown.length - 1 }[event.key]
    if (event.key === '?') this.showKeys()
    else if (event.key === '/') this.renderRoot.querySelector<HTMLElement>('input')?.focus()
    else if (to !== undefined) this.moveTo(to)
    else return
    event.preventDefault()
  }

  private moveTo(index: number): void {
    const annotation = this.#shown[index]
    const card = annotation && this.cardOf(annotation.id)
    if (!card) return
    card.focus({ preventScroll: true })
    this.reveal(card)
    this.select(annotation.id, 'keyboard')
  }

  private select(id: string, origin: 'keyboard' | 'pointer'): void {
    this.#ownSelection = id
    emit(this, 'attribution-select', { id, origin })
  }

  /** By key all of it comes into sight; under a pointer it stays, unless hardly anything of it would show. */
  private revealOpened({
    id,
    origin,
  }: {
    readonly id: string
    readonly origin: 'keyboard' | 'pointer'
  }): void {
    const card = this.cardOf(id)
    const enough = 160
    const room = this.scroller.getBoundingClientRect().bottom - (card?.getBoundingClientRect().top ?? 0)
    if (card && (origin === 'keyboard' || room < enough)) this.reveal(card)
  }

  private showKeys(): void {
    this.dialog.showModal()
  }

  /** Scrolls the list, not the page, and no further than needed; of a card higher than the list, its top shows. */
  private reveal(card: AttributionCard): void {
    const frame = this.scroller.getBoundingClientRect()
    const { top, bottom } = card.getBoundingClientRect()
    const gap = 8
    if (top < frame.top + gap || bottom - top > frame.height - 2 * gap)
      this.scroller.scrollTop += top - frame.top - gap
    else if (bottom > frame.bottom - gap) this.scroller.scrollTop += bottom - frame.bottom + gap
  }

  /** What must not jump in the coming update: the card in use, else the first in sight, and the focus. */
  private takePlace(): Place | null {
    const { left, top, width } = this.scroller.getBoundingClientRect()
    const active = this.shadowRoot?.activeElement ?? null
    const focused = active?.localName === 'attribution-card' ? (active as AttributionCard) : null // by its name
    // At the top the list stays at the top, also when the head above it grows.
    const first =
      this.scroller.scrollTop > 0
        ? this.shadowRoot?.elementFromPoint(left + width / 2, top + 12)?.closest('attribution-card')
        : null
    const opening = this.#toReveal && this.cardOf(this.#toReveal.id)
    const anchor = opening ?? focused ?? first ?? null
    return {
      anchor,
      top: anchor?.getBoundingClientRect().top ?? 0,
      focusedId: focused?.annotation.id ?? null,
      index: focused ? this.#shown.findIndex(({ id }) => id === focused.annotation.id) : -1,
    }
  }

  private keepPlace({ anchor, top, focusedId, index }: Place): void {
    if (anchor?.isConnected) this.scroller.scrollTop += anchor.getBoundingClientRect().top - top
    if (focusedId === null || this.shadowRoot?.activeElement) return
    // The focused card went, by a filter or for good: the one that took its place is next.
    const next =
      this.#shown.find(({ id }) => id === focusedId) ?? this.#shown[Math.min(index, this.#shown.length - 1)]
    const card = next && this.cardOf(next.id)
    if (card) card.focus({ preventScroll: true })
    else this.renderRoot.querySelector<HTMLElement>('input')?.focus()
  }
}

/** Whether a card shows both alike; where they stand in the text does not matter to it. */
function looksLike(a: Annotation, b: Annotation): boolean {
  if (a === b) return true
  if (
    a.target.wording !== b.target.wording ||
    a.target.speaker !== b.target.speaker ||
    a.target.detached !== b.target.detached
  )
    return false
  const keys = Object.keys(b) as (keyof Annotation)[] // both have the same
  return keys.every((key) => key === 'target' || a[key] === b[key])
}

interface Place {
  readonly anchor: AttributionCard | null
  /** Where the anchor's upper edge was, in the window. */
  readonly top: number
  readonly focusedId: string | null
  /** The focused card's number in the list, -1 for none. */
  readonly index: number
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-panel': AttributionPanel
  }
}
