/**
 * The list of statements. Of a long one only the rows within a screen of the visible part hold a card; the
 * others hold the words and the speaker as plain text in a box of the height that their card had, else of
 * a usual one. So the list has all its items for screen readers and for a search in the page, and costs
 * what is in sight. A row whose height was guessed is corrected when its card is there, and the scroller
 * with it, so that nothing in sight moves.
 */
import { css, html, noChange, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { guard } from 'lit/directives/guard.js'
import { live } from 'lit/directives/live.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ReviewAction } from '../model/action.js'
import { byPlace, type Annotation } from '../model/annotation.js'
import type { ArticleBlock } from '../model/article.js'
import type { CandidatePlace } from '../model/candidates.js'
import type { LogEntry } from '../model/log.js'
import { personOf, type Person, type User } from '../model/person.js'
import type { Policy } from '../model/policy.js'
import { quoteOf } from '../model/presentation.js'
import { RIGHTS, type Right } from '../model/rights.js'
import type { Source } from '../model/source.js'
import { speakerKey } from '../model/speakers-overview.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import type { Arrangement, Group } from './arrangement.js'
import type { AttributionCard, DescribeReason } from './card.js'
import { AttributionElement } from './element.js'
import { emit, type ToggleDetail } from './events.js'
import {
  CONDITIONS,
  countByCondition,
  countByKey,
  filterAnnotations,
  filterKeys,
  isFilterEmpty,
  NO_FILTER,
  type Condition,
  type Filter,
  type FilterKey,
} from './filter.js'
import { isInField } from './focus.js'
import { icon, sign } from './icons.js'
import { lateElement, latePart } from './late.js'
import type { Arranging } from './list-tools.js'
import { labelsOf, localeOf, messagesOf, statusLabel } from './messages/index.js'
import { closeWhenLeft, tendPopover } from './placement.js'
import type { ResolveSource } from './resolve.js'
import { editingOf, NO_EDITING, statementCard, type Editing } from './statement-card.js'
import { TEXT_ORDER } from './text-order.js'
import { theme } from './theme.js'
import { tint } from './tint.js'
import { NOBODY, type ViewersAt } from './viewers.js'
import { canWalk, rightForKey, shortSpeakerOf, speakerOf, whyMayNot } from './words.js'

/** What arranges the list, and what changes several statements at once. */
export const toolsPart = latePart(() => import('./list-tools.js'))

/** With more statements than this, only those near the visible part have a card. */
const MANY = 80
/** How many cards are there before it is known what is in sight. */
const FIRST = 10
/** How many cards are made in one frame while somebody scrolls: more would be felt. */
const CARDS_PER_FRAME = 6
/** What is done to several at once: status, source, assignment, hiding. */
const FOR_SEVERAL: readonly Right[] = ['review', 'research', 'annotate']
/** With more statements than this to be changed at once, it is said that it takes a moment. */
const SLOW = 200
/** With more statements than this, a letter in the search is shown before the list is looked through. */
const SEARCHED_AT_ONCE = 200
/** Letters that stand in the first line of a card at the usual width; only a guess at a height hangs on it. */
const LINE = 46

/** What the walk goes over: null for what is open, else what the list shows. */
export interface WalkDetail {
  readonly ids: readonly string[] | null
}

/**
 * An article's statements as a list: filters, search, groups, order, a card for each, and several at once.
 * It fills the box that its host gives it and scrolls inside.
 *
 * Keys while a card has the focus: arrows, Home and End move, `/` searches, M selects, with Shift the arrows
 * extend the selection, Ctrl+A selects all; the rest is the card's.
 *
 * @element attribution-statement-list
 * @prop {readonly Annotation[]} annotations - What is listed.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {readonly ArticleBlock[]} blocks - The article's text; without it the list cannot be grouped by paragraph.
 * @prop {string|null} selected - Id of the statement selected in the text.
 * @prop {string|null} opened - Id of the opened card; one at a time. The list asks by `attribution-toggle`.
 * @prop {boolean} pending - Detection is still at work.
 * @prop {readonly Right[]} rights - What the present user may do; the rest is not offered. Default all.
 * @prop {ViewersAt} viewersAt - Who else is at which statement now, by its id.
 * @prop {User|null} user - The present user.
 * @prop {readonly Person[]} people - Whom statements can be assigned to.
 * @prop {readonly LogEntry[]} log - The article's log.
 * @prop {Policy|null} policy - The house's rules; null for the ones that come along.
 * @prop {Scheme} scheme - The house's statuses and ratings.
 * @prop {ResolveSource|null} resolveSource - Fills in what is known of a pasted address.
 * @prop {DescribeReason|null} describeReason - Puts reasons in words.
 * @prop {string|null} adjusting - Id of the statement whose borders are being moved in the text.
 * @prop {(id: string) => Suggestion|null} suggestionOf - What detection would say; asked for the opened card.
 * @prop {(id: string) => readonly CandidatePlace[]} candidatesOf - Where a detached one could belong; asked for the opened card.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @attr low - The box is too low for the whole head.
 * @fires {CustomEvent<ReviewAction>} attribution-action - Something to be done to the dossier; `all` for several.
 * @fires {CustomEvent<RequestDetail>} attribution-request - Something to be done that takes the editor.
 * @fires {CustomEvent<SelectDetail>} attribution-select - A statement is to be selected in the text.
 * @fires {CustomEvent<ToggleDetail>} attribution-toggle - A card is to be opened or closed.
 * @fires {CustomEvent<WalkDetail>} walk - Somebody wants to go through them one by one.
 * @csspart filters - The row of filters.
 * @csspart list - What scrolls.
 * @csspart group - The heading of a group.
 * @csspart empty - What shows in place of the list.
 * @csspart several - The bar for several at once.
 * @csspart card - Each card, of `<attribution-card>`.
 * @csspart summary - Its head.
 * @csspart quote - Its words.
 * @csspart speaker - Its speaker.
 * @csspart chip - Its status.
 * @csspart flag - Each of its flags.
 * @csspart details - What unfolds.
 */
export class AttributionStatementList extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
        container-type: inline-size;
      }
      .tools {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
        padding: 10px 12px;
        border-bottom: 1px solid var(--_hairline);
      }
      .row {
        display: flex;
        gap: 4px;
        align-items: center;
      }
      .search {
        position: relative;
        flex: 1;
        min-width: 0;
      }
      .search svg {
        position: absolute;
        inset: 0 auto 0 9px;
        height: 100%;
        color: var(--_quiet);
        pointer-events: none;
      }
      .search input {
        padding-inline-start: calc(12px + 18 * var(--_px));
      }
      .row > button {
        flex: none;
        width: max(32px, var(--_target));
        min-height: max(32px, var(--_target));
      }
      .row > button.on,
      .row > button[aria-pressed='true'] {
        color: var(--_accent);
        background: color-mix(in oklab, var(--_accent) 10%, var(--_surface));
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      /* Low, as a sheet from below: search and filters share a row, the search unfolds where it is used. */
      :host([low]) .tools {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-block: 4px;
      }
      :host([low]) .row {
        display: contents;
      }
      :host([low]) .row > button {
        order: 1;
        margin-inline: -4px;
      }
      :host([low]) .filters {
        flex: 1 1 0;
        flex-wrap: nowrap;
        min-width: 0;
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
        min-width: 140px;
      }
      :host([low]) .search:not(:focus-within, .used) input {
        padding-inline-end: 0;
        color: transparent;
      }
      :host([low]) .search:not(:focus-within, .used) input::placeholder {
        color: transparent;
      }
      .filters button {
        --_target: calc(26 * var(--_px));
        position: relative; /* else the hidden names widen the page */
        gap: 4px;
        max-width: 100%;
        padding: 2px 7px 2px 6px;
        border: 1px solid var(--_hairline);
        border-radius: 13px;
        font-size: calc(12 * var(--_px));
        background: var(--_surface);
      }
      .filters button svg {
        width: calc(13 * var(--_px));
        height: calc(13 * var(--_px));
        color: var(--_status, var(--_quiet));
      }
      .filters button .name {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .filters button:is([aria-pressed='true'], .removable) {
        color: var(--_surface);
        border-color: var(--_text);
        background: var(--_text);
      }
      .filters button:is([aria-pressed='true'], .removable) :is(svg, .count) {
        color: inherit;
      }
      .count {
        color: var(--_quiet);
      }
      /* Where it is narrow, the sign stands for the name; what is filtered by is named. */
      @container (max-width: 37.07em) {
        .filters:not(.few) [aria-pressed='false'] .name {
          position: absolute;
          width: 1px;
          clip-path: inset(50%);
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
          margin: 0;
          padding: 0;
        }
        .filters button {
          --_target: 44px;
          flex: none;
          padding-inline: 12px;
          border-radius: 22px;
        }
      }

      [popover] {
        position: fixed;
        inset: auto;
        max-width: calc(100vw - 16px);
        max-height: calc(100vh - 16px);
        margin: 0;
        padding: 4px;
        overflow-y: auto;
        border: 1px solid var(--_hairline);
        border-radius: var(--_radius);
        color: inherit;
        background: var(--_surface);
        box-shadow: 0 6px 20px oklch(0% 0 0 / 0.14);
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
      section + section {
        margin-top: 4px;
      }
      section > h3 {
        position: sticky;
        top: -8px;
        z-index: 1;
        margin: -8px -8px 0;
        padding: 4px 8px;
        background: var(--_background);
      }
      section > h3 button {
        justify-content: flex-start;
        width: 100%;
        padding-inline: 6px;
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        font-weight: 600;
        color: var(--_text);
      }
      section > h3 button::before {
        content: '';
        flex: none;
        width: 5px;
        height: 5px;
        margin: 0 3px;
        border: solid currentColor;
        border-width: 1.5px 1.5px 0 0;
        transform: rotate(45deg);
        transition: transform var(--_motion);
      }
      section > h3 button[aria-expanded='true']::before {
        transform: rotate(135deg);
      }
      section > h3 .name {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      section > h3 .count {
        margin-inline-start: auto;
        font-weight: 400;
      }
      /* Blocks, not a grid: of a grid with thousands of rows all are laid out when one changes. */
      li {
        display: block; /* of list items that go, Chromium counts the numbers of all others anew */
        position: relative;
        margin-bottom: 8px;
        contain: layout style;
      }
      /* The height that the card had, else a guess: what is not near costs no layout. */
      li.far {
        height: var(--_height, calc(114 * var(--_px)));
        overflow: hidden;
        content-visibility: auto;
      }
      li.far.short {
        height: var(--_height, calc(94 * var(--_px)));
      }
      .resting {
        height: 100%;
        padding: 12px;
        overflow: hidden;
        border: 1px solid var(--_hairline);
        border-radius: var(--_radius);
        background: var(--_surface);
      }
      .resting .quote {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        margin-bottom: 6px;
        text-wrap: pretty;
        hyphens: auto;
      }
      .resting .speaker {
        overflow: hidden;
        font-weight: 600;
        white-space: nowrap;
        text-overflow: ellipsis;
      }

      /* Outside the mode the box sits on the corner of the card, under a pointer only. */
      .mark {
        position: absolute;
        top: -8px;
        inset-inline-start: -8px;
        z-index: 1;
        display: grid;
        place-items: center;
        width: 24px;
        height: 24px;
        visibility: hidden;
      }
      .mark input {
        margin: 0;
        cursor: pointer;
      }
      li:hover > .mark {
        visibility: visible;
      }
      @media (hover: none) {
        li:hover > .mark {
          visibility: hidden;
        }
      }
      .marking li {
        display: grid;
        grid-template-columns: max(24px, var(--_target)) minmax(0, 1fr);
      }
      .marking .mark,
      .marking li:hover > .mark {
        position: static;
        align-self: start;
        width: auto;
        height: max(44px, var(--_target));
        visibility: visible;
      }
      .marking li.far {
        display: block;
        padding-inline-start: max(24px, var(--_target));
      }
      li.marked > attribution-card {
        border-radius: var(--_radius);
        outline: 2px solid color-mix(in oklab, var(--_accent) 60%, transparent);
        outline-offset: -1px;
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
      :host([low]) .empty {
        padding-block: 16px;
      }
      .empty svg {
        box-sizing: content-box;
        width: calc(20 * var(--_px));
        height: calc(20 * var(--_px));
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

      @media (forced-colors: active) {
        .filters button:is([aria-pressed='true'], .removable) {
          forced-color-adjust: none;
          color: HighlightText;
          background: Highlight;
        }
        li.marked > attribution-card {
          outline-color: Highlight;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotations: readonly Annotation[] = []
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ attribute: false }) blocks: readonly ArticleBlock[] = []
  @property({ attribute: false }) selected: string | null = null
  @property({ attribute: false }) opened: string | null = null
  @property({ type: Boolean }) pending = false
  @property({ attribute: false }) rights: readonly Right[] = RIGHTS
  @property({ attribute: false }) viewersAt: ViewersAt = NOBODY
  @property({ attribute: false }) user: User | null = null
  @property({ attribute: false }) people: readonly Person[] = []
  @property({ attribute: false }) log: readonly LogEntry[] = []
  @property({ attribute: false }) policy: Policy | null = null
  @property({ attribute: false }) scheme: Scheme = DEFAULT_SCHEME
  @property({ attribute: false }) resolveSource: ResolveSource | null = null
  @property({ attribute: false }) describeReason: DescribeReason | null = null
  @property({ attribute: false }) adjusting: string | null = null
  @property({ attribute: false }) suggestionOf: ((id: string) => Suggestion | null) | null = null
  @property({ attribute: false }) candidatesOf: ((id: string) => readonly CandidatePlace[]) | null = null
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null
  @property({ type: Boolean, reflect: true }) low = false

  @state() private filter: Filter = NO_FILTER
  @state() private arrangement: Arrangement = TEXT_ORDER
  /** Keys of the groups that are folded. */
  @state() private folded: ReadonlySet<string> = new Set()
  /** The card that Tab reaches, as far as it is shown. */
  @state() private current: string | null = null
  @state() private isMarking = false
  @state() private marked: ReadonlySet<string> = new Set()
  /** Something that takes a moment is being done to the marked ones. */
  @state() private isWorking = false
  @state() private isAttaching = false
  /** Whether it has been asked how the list is to be arranged. */
  @state() private hasArrange = false

  @query('.scroller') private readonly scroller!: HTMLElement
  @query('input[type="search"]') private readonly searchField!: HTMLInputElement | null
  @query('dialog') private readonly dialog!: HTMLDialogElement

  #sorted: readonly Annotation[] = []
  #shown: readonly Annotation[] = []
  #groups: readonly Group[] = []
  /** What is shown and not folded away, in the order of the list. */
  #visible: readonly Annotation[] = []
  #stop: string | undefined
  #editing: Editing = NO_EDITING
  /** What all cards are told alike. */
  #around: readonly unknown[] = []
  #place: Place | null = null
  #drawn: { readonly filter: Filter; readonly arrangement: Arrangement } = {
    filter: NO_FILTER,
    arrangement: TEXT_ORDER,
  }
  /** What was selected here; the list does not scroll to it when the host confirms. */
  #ownSelection: string | null = null
  /** The card being opened, until it has been drawn. */
  #toReveal: Pick<ToggleDetail, 'id' | 'origin'> | null = null
  /** Where an extended selection began, and what was selected before. */
  #extending: { readonly from: string; readonly before: ReadonlySet<string> } | null = null

  /** What is in the search field; the list is looked through a moment later. */
  #typed = ''
  /** While that moment lasts. */
  #searching = 0

  /** Ids of the rows within a screen of the visible part, as the observer last said. */
  readonly #near = new Set<string>()
  /** Before the cards have them. */
  readonly #first = {
    keydown: { handleEvent: (event: KeyboardEvent) => this.onKeyFirst(event), capture: true },
    click: { handleEvent: (event: MouseEvent) => this.onClickFirst(event), capture: true },
    mousedown: { handleEvent: (event: MouseEvent) => this.onPressFirst(event), capture: true },
  }
  /** Ids of the rows that hold a card; null while all do. */
  #filled: ReadonlySet<string> | null = null
  /** The same, of the update before. */
  #filledBefore: ReadonlySet<string> | null = null
  /** Whether this update is for nothing but what is in sight. */
  #isForSight = false
  #observer: IntersectionObserver | null = null
  #observed = new WeakSet<Element>()
  #frame = 0

  /** Ids of the statements that are shown, in the order of the list. */
  get shownIds(): readonly string[] {
    return this.#visible.map(({ id }) => id)
  }

  /** Whether somebody has narrowed the list by filter or search. */
  get isFiltered(): boolean {
    return !isFilterEmpty(this.filter)
  }

  /** Focuses the list: the card that Tab would reach. */
  override focus(options?: FocusOptions): void {
    const card = this.#stop === undefined ? undefined : this.cardOf(this.#stop)
    if (card) card.focus(options)
    else (this.searchField ?? this.scroller).focus(options)
  }

  /** Focuses the card of `id`, or of the nearest where it is not shown, once it is there. */
  async focusCard(id: string, options?: FocusOptions): Promise<void> {
    this.current = id
    await this.updateComplete
    this.focus(options)
  }

  /** Brings the card of `id` into sight inside the list; the page does not scroll. */
  revealCard(id: string): void {
    const row = this.rowOf(id)
    if (row) this.reveal(row)
  }

  /** The card of `id`, as far as it is there: of a long list only those near the visible part are. */
  cardOf(id: string): AttributionCard | undefined {
    return this.cards().find((card) => card.annotation.id === id)
  }

  /** Shows only what `speaker` said, by the key of `speakerKey`; null shows everybody again. */
  filterBySpeaker(speaker: string | null): void {
    this.setFilter({ ...NO_FILTER, speaker })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#observer?.disconnect()
    this.#observer = null
    this.#observed = new WeakSet()
    this.#near.clear()
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.requestUpdate()
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete()
    await Promise.all(this.cards().map((card) => card.updateComplete))
    return done
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Without an observer it has just been put into the page, or all rows hold a card anyway.
    this.#isForSight = this.hasUpdated && changed.size === 0 && this.#observer !== null
    if (this.#isForSight) {
      this.fill()
      this.#place = this.#filled === this.#filledBefore ? null : this.takePlace()
      return
    }
    if (changed.has('locale')) this.lang = this.locale // what is read aloud, and how it is hyphenated
    this.#place = this.hasUpdated ? this.takePlace() : null
    if (changed.has('annotations')) this.#sorted = this.unchangedOnes([...this.annotations].sort(byPlace))
    this.choose(changed)
    if (this.isMarking && !this.canMark) this.endMarking()
    if (this.marked.size) {
      const visible = new Set(this.#visible.map(({ id }) => id))
      // What is out of sight is not changed along with the rest.
      if ([...this.marked].some((id) => !visible.has(id)))
        this.marked = new Set([...this.marked].filter((id) => visible.has(id)))
    }
    this.#stop =
      [this.current, this.opened, this.selected].find(
        (id) => id !== null && this.#visible.some((one) => one.id === id),
      ) ?? this.#visible[0]?.id
    this.#editing = editingOf(this.opened, this, this.#editing)
    this.#around = this.surroundings()
    this.fill()
  }

  private surroundings(): readonly unknown[] {
    const { sources, rights, user, people, policy, scheme, resolveSource, describeReason } = this
    const { locale, articleLang } = this
    return [
      sources,
      String(rights),
      user,
      people,
      policy,
      scheme,
      resolveSource,
      describeReason,
      locale,
      articleLang,
    ]
  }

  /** What is shown, and in which groups; the same values while nothing of it has changed. */
  private choose(changed: PropertyValues): void {
    const { sources, user, opened } = this
    const matching = new Set(filterAnnotations(this.#sorted, this.filter, { sources, user }))
    const shown = this.#sorted.filter(
      (annotation) => matching.has(annotation) || annotation.id === this.opened,
    )
    const isSame =
      shown.length === this.#shown.length && shown.every((annotation, i) => annotation === this.#shown[i])
    if (!isSame) this.#shown = shown
    const { groupBy, orderBy } = this.arrangement
    const hangsOn = ['arrangement', 'scheme', 'locale']
    if (groupBy === 'block') hangsOn.push('blocks', 'annotations')
    if (groupBy === 'source') hangsOn.push('sources')
    if (orderBy === 'activity') hangsOn.push('log')
    if (!isSame || hangsOn.some((name) => changed.has(name))) {
      // By place, those count that the article has now: what looks as before may have moved.
      const places = new Map(this.annotations.map((annotation) => [annotation.id, annotation]))
      const known = new Map(this.#shown.map((annotation) => [annotation.id, annotation]))
      const list = groupBy === 'block' ? this.#shown.map((one) => places.get(one.id) ?? one) : this.#shown
      this.#groups = this.arranged(list).map((group) => ({
        ...group,
        annotations: group.annotations.map((one) => known.get(one.id) ?? one),
      }))
    }
    const home = this.#groups.find(({ annotations }) => annotations.some(({ id }) => id === opened))
    if (changed.has('opened') && home && this.folded.has(home.key))
      this.folded = new Set([...this.folded].filter((key) => key !== home.key))
    this.#visible =
      this.folded.size || this.#groups.length !== 1
        ? this.#groups.filter(({ key }) => !this.folded.has(key)).flatMap(({ annotations }) => annotations)
        : (this.#groups[0]?.annotations ?? [])
  }

  /** What arranges comes with what asks for it. */
  private arranged(annotations: readonly Annotation[]): readonly Group[] {
    return this.arrangement === TEXT_ORDER || !toolsPart.value
      ? annotations.length
        ? [{ key: '', label: '', annotations }]
        : []
      : toolsPart.value.arrange(annotations, this.arrangement, this)
  }

  /** Decides which rows hold a card. */
  private fill(): void {
    const before = this.#filled
    this.#filledBefore = before
    if (this.#visible.length <= MANY) {
      this.#filled = null
      return
    }
    const focused = this.shadowRoot?.activeElement?.closest('li')?.dataset['id']
    const pinned = new Set(
      [this.#stop, this.opened, this.selected, this.adjusting, this.#toReveal?.id, focused].filter(
        (id) => typeof id === 'string',
      ),
    )
    const near = this.#near.size ? this.#near : new Set(this.#visible.slice(0, FIRST).map(({ id }) => id))
    const filled = new Set<string>(pinned)
    let left = before === null ? Infinity : CARDS_PER_FRAME
    let isWaiting = false
    for (const id of near) {
      if (before?.has(id)) filled.add(id)
      else if (left-- > 0) filled.add(id)
      else isWaiting = true
    }
    // A form with something typed into it stays, wherever it is.
    if (before) for (const { annotation, hasInput } of this.cards()) if (hasInput) filled.add(annotation.id)
    this.#filled = before?.size === filled.size && [...filled].every((id) => before.has(id)) ? before : filled
    if (isWaiting)
      this.#frame ||= requestAnimationFrame(() => {
        this.#frame = 0
        this.requestUpdate()
      })
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

  protected override updated(changed: PropertyValues): void {
    const place = this.#place
    const { filter, arrangement } = this.#drawn
    const isAnew = filter !== this.filter || arrangement !== this.arrangement
    this.#drawn = { filter: this.filter, arrangement: this.arrangement }
    if (!this.#isForSight) this.observeRows()
    void this.cardsDrawn().then(() => {
      if (place) this.keepPlace(place)
      if (isAnew && !place?.focusedId) this.scroller.scrollTop = 0
      if (changed.has('selected') && this.selected !== null && this.selected !== this.#ownSelection)
        this.revealCard(this.selected)
      if (changed.has('adjusting') && this.adjusting !== null) this.revealCard(this.adjusting)
      const opened = this.#toReveal
      if (!opened || opened.id !== this.opened) return
      this.#toReveal = null
      this.revealOpened(opened)
      // What unfolds may be on its way: until then the card is low.
      const card = this.cardOf(opened.id)
      if (card?.isComing)
        void card.updateComplete.then(() => {
          if (this.opened === opened.id) this.revealOpened(opened)
        })
    })
  }

  /** The list and its cards, but for what is on its way. */
  private async cardsDrawn(): Promise<void> {
    await this.drawn
    await Promise.all(this.cards().map((card) => card.drawn))
  }

  private observeRows(): void {
    if (this.#filled === null) {
      this.#observer?.disconnect()
      this.#observer = null
      this.#observed = new WeakSet()
      this.#near.clear()
      return
    }
    this.#observer ??= new IntersectionObserver((entries) => this.onSight(entries), {
      root: this.scroller,
      rootMargin: '100% 0px',
    })
    for (const row of this.renderRoot.querySelectorAll('li')) {
      if (this.#observed.has(row)) continue
      this.#observed.add(row)
      this.#observer.observe(row)
    }
  }

  private onSight(entries: readonly IntersectionObserverEntry[]): void {
    let hasChanged = false
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      if (!(target instanceof HTMLElement)) continue
      const id = target.dataset['id'] ?? ''
      if (isIntersecting === this.#near.has(id)) continue
      hasChanged = true
      if (isIntersecting) {
        this.#near.add(id)
        continue
      }
      if (!target.isConnected) this.#observed.delete(target)
      this.#near.delete(id)
      // Through CSSOM, so that any CSP is fine with it.
      if (boundingClientRect.height > 0 && this.#filled?.has(id))
        target.style.setProperty('--_height', `${boundingClientRect.height}px`)
    }
    if (hasChanged) this.requestUpdate()
  }

  override render(): TemplateResult {
    const hasTools = this.#sorted.length > 0 || this.pending
    const unlessForSight = (part: () => unknown) => (this.#isForSight ? noChange : part())
    return html`
      ${unlessForSight(() => (hasTools ? this.renderTools() : nothing))}
      <div
        class="scroller"
        part="list"
        aria-busy=${this.pending}
        @keydown=${this.#first.keydown}
        @click=${this.#first.click}
        @mousedown=${this.#first.mousedown}
      >
        ${this.#shown.length ? guard(this.shownParts(), () => this.renderGroups()) : this.renderEmpty()}
      </div>
      ${unlessForSight(() => (this.isMarking ? this.renderSeveral() : nothing))}
      <p class="visually-hidden" role="status">${this.renderSaid()}</p>
      <dialog
        aria-labelledby="attach-title"
        closedby="any"
        @cancel=${this.keepTyped}
        @keydown=${this.keepTyped}
        @close=${() => (this.isAttaching = false)}
      >
        ${unlessForSight(() => (this.isAttaching ? this.renderAttach() : nothing))}
      </dialog>
    `
  }

  private renderSaid(): string {
    const t = messagesOf(this.locale)
    if (this.isWorking) return t.views.working
    if (this.isMarking) return t.views.marked(this.marked.size)
    return this.isFiltered ? t.shown(this.#shown.length, this.#sorted.length) : ''
  }

  private renderTools(): TemplateResult {
    const t = messagesOf(this.locale)
    const total = this.#sorted.filter(({ dismissed }) => !dismissed).length
    const isArranged = this.arrangement !== TEXT_ORDER || this.filter.conditions.size > 0
    return html`<div class="tools">
      <div class="row">
        <div class="search ${this.filter.query ? 'used' : ''}">
          ${icon('search')}
          <input
            type="search"
            aria-label=${t.search}
            placeholder=${t.search}
            .value=${live(this.#typed)}
            @input=${this.onSearch}
            @keydown=${this.onSearchKey}
          />
        </div>
        ${
          this.#sorted.length
            ? html`<button
                  type="button"
                  class="icon-only ${isArranged ? 'on' : ''}"
                  popovertarget="arrange"
                  aria-label=${t.views.arrange}
                  title=${t.views.arrange}
                >
                  ${icon('arrange')}
                </button>
                ${this.renderModes()}`
            : nothing
        }
      </div>
      ${this.#sorted.length ? this.renderFilters(total) : nothing}
      ${this.#sorted.length ? this.renderArrange() : nothing}
    </div>`
  }

  private renderModes(): TemplateResult {
    const { views: t } = messagesOf(this.locale)
    return html`<button
        type="button"
        class="icon-only several-button"
        ?hidden=${!this.canMark}
        aria-pressed=${this.isMarking}
        aria-label=${t.several}
        title="${t.several} (M)"
        @click=${() => (this.isMarking ? this.endMarking() : this.startMarking())}
      >
        ${icon('several')}
      </button>
      <button
        type="button"
        class="icon-only walk-button"
        ?hidden=${!canWalk(this.rights)}
        aria-label=${t.walk}
        title="${t.walk} (R)"
        @click=${() => this.askToWalk()}
      >
        ${icon('walk')}
      </button>`
  }

  private renderFilters(total: number): TemplateResult {
    const t = messagesOf(this.locale)
    const labels = labelsOf(this.locale)
    const counts = countByKey(this.#sorted)
    const { keys, conditions, speaker } = this.filter
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
    const removable = (label: string, remove: () => void) =>
      html`<button
        type="button"
        class="removable"
        aria-label=${t.views.removeFilter(label)}
        title=${t.views.removeFilter(label)}
        @click=${(event: Event) => this.removeChip(event, remove)}
      >
        <span class="name">${label}</span>${icon('close')}
      </button>`
    const isFew = filterKeys(this.scheme).filter((key) => counts.has(key) || keys.has(key)).length <= 2
    return html`<div
      class="filters ${isFew ? 'few' : ''}"
      part="filters"
      role="group"
      aria-label=${t.filters}
    >
      <button
        type="button"
        aria-pressed=${keys.size === 0 && conditions.size === 0 && speaker === null}
        @click=${() => this.setFilter({ ...NO_FILTER, query: this.#typed })}
      >
        ${t.all} <span class="count">${total}</span>
      </button>
      ${speaker === null ? nothing : removable(this.nameOf(speaker), () => this.setFilter({ speaker: null }))}
      ${CONDITIONS.filter((condition) => conditions.has(condition)).map((condition) =>
        removable(t.views.condition[condition], () => this.toggleCondition(condition)),
      )}
      ${this.scheme.statuses.map(({ key }) => chip(key, statusLabel(key, this.locale, this.scheme), sign(key, this.scheme)))}
      ${chip('stale', labels.stale, sign('stale'))} ${chip('reopened', labels.reopened, sign('reopened'))}
      ${chip('detached', labels.detached, icon('detached'))} ${chip('dismissed', t.hidden, icon('hidden'))}
    </div>`
  }

  /** What the speaker with this key is called. */
  private nameOf(key: string): string {
    const own = this.#sorted.find((annotation) => speakerKey(annotation) === key)
    return own ? speakerOf(own, this.locale) : messagesOf(this.locale).speakerUnknown
  }

  /** All that the rows hang on: of thousands none is looked at while nothing of it has changed. */
  private shownParts(): unknown[] {
    const { folded, marked, isMarking, opened, selected, adjusting, log, viewersAt } = this
    const own = [this.#groups, this.#visible, this.#filled, this.#stop, this.#editing, ...this.#around]
    return [...own, folded, marked, isMarking, opened, selected, adjusting, opened !== null && log, viewersAt]
  }

  /* eslint-disable lit-a11y/no-redundant-role -- without numbers Safari's engine takes them for no lists */
  private renderGroups(): TemplateResult {
    const { views: t, list } = messagesOf(this.locale)
    const isGrouped = this.arrangement.groupBy !== 'none'
    return html`<div
      class="groups ${this.isMarking ? 'marking' : ''}"
      @keydown=${this.onListKey}
      @keyup=${this.onKeyUp}
      @focusin=${this.onListFocus}
      @attribution-toggle=${this.onToggle}
    >
      ${
        isGrouped
          ? repeat(
              this.#groups,
              ({ key }) => key,
              ({ key, label, annotations }, i) => {
                const isOpen = !this.folded.has(key)
                return html`<section>
                  <h3 part="group">
                    <button
                      type="button"
                      id="group-${i}"
                      aria-expanded=${isOpen}
                      aria-controls="list-${i}"
                      @click=${() => this.toggleGroup(key)}
                    >
                      <span class="name" title=${label}>${label}</span
                      ><span class="count"
                        ><span aria-hidden="true">${annotations.length}</span
                        ><span class="visually-hidden">, ${t.statements(annotations.length)}</span></span
                      >
                    </button>
                  </h3>
                  <ul role="list" id="list-${i}" aria-labelledby="group-${i}" ?hidden=${!isOpen}>
                    ${isOpen ? this.renderRows(annotations) : nothing}
                  </ul>
                </section>`
              },
            )
          : html`<ul role="list" aria-label=${list}>
              ${this.renderRows(this.#visible)}
            </ul>`
      }
    </div>`
  }
  /* eslint-enable lit-a11y/no-redundant-role */

  private renderRows(annotations: readonly Annotation[]): unknown {
    return repeat(
      annotations,
      ({ id }) => id,
      (annotation) => {
        const { id } = annotation
        const isNear = this.#filled === null || this.#filled.has(id)
        // As it was: of thousands of rows, those are drawn that come into sight or leave it.
        if (this.#isForSight && isNear === this.#filledBefore?.has(id)) return noChange
        const isMarked = this.marked.has(id)
        return html`<li
          data-id=${id}
          class=${isNear ? (isMarked ? 'marked' : '') : `far ${lengthOf(annotation)}`}
        >
          ${isNear ? this.renderCard(annotation, isMarked) : this.renderResting(annotation)}
        </li>`
      },
    )
  }

  private renderCard(annotation: Annotation, isMarked: boolean): TemplateResult {
    const { id } = annotation
    const isOpen = id === this.opened
    const state = {
      isOpen,
      isSelected: id === this.selected,
      isTabStop: id === this.#stop,
      editing: isOpen ? this.#editing : NO_EDITING,
    }
    // A card is told anew only what has changed: objects are set whatever they were before.
    const hangsOn = [annotation, ...Object.values(state), id === this.adjusting, isOpen && this.log]
    return html`${this.canMark ? this.renderMark(annotation, isMarked) : nothing}
    ${guard([...hangsOn, this.viewersAt.get(id), ...this.#around], () => statementCard(annotation, this, state))}`
  }

  /** What stands for a card that is out of sight: its words, for a search in the page and for screen readers. */
  private renderResting(annotation: Annotation): TemplateResult {
    const lang = this.articleLang ?? this.locale
    return html`<div class="resting">
      <div class="quote" lang=${lang} dir="auto">${restingWords(annotation, lang)}</div>
      <div class="speaker">${shortSpeakerOf(annotation, this.locale)}</div>
    </div>`
  }

  private renderMark({ id, target }: Annotation, isMarked: boolean): TemplateResult {
    const { views: t } = messagesOf(this.locale)
    const isStop = this.isMarking && id === this.#stop
    return html`<label class="mark"
      ><input
        type="checkbox"
        aria-label=${t.mark(target.wording)}
        tabindex=${isStop ? 0 : -1}
        .checked=${live(isMarked)}
        @click=${(event: MouseEvent) => this.onMark(event, id)}
    /></label>`
  }

  private renderArrange(): TemplateResult {
    const isAsked = this.hasArrange || toolsPart.value !== undefined
    return html`<div
      id="arrange"
      popover
      role="dialog"
      aria-label=${messagesOf(this.locale).views.arrange}
      @toggle=${this.onArrange}
      @focusout=${(event: FocusEvent) => closeWhenLeft(event, this.buttonOf(event))}
    >
      ${isAsked ? this.withTools(({ renderArrange }) => renderArrange(this.arranging())) : nothing}
    </div>`
  }

  private arranging(): Arranging {
    return {
      arrangement: this.arrangement,
      hasBlocks: this.blocks.length > 0,
      hasUser: this.user !== null,
      counts: countByCondition(this.#sorted, this.user),
      conditions: this.filter.conditions,
      locale: this.locale,
      arrangeBy: (part) => this.arrangeBy(part),
      toggleCondition: (condition) => this.toggleCondition(condition),
    }
  }

  /** Placed again, and the focus put in, where what it shows had to be loaded first. */
  private async onArrange(event: ToggleEvent): Promise<void> {
    const { currentTarget: popover, newState } = event
    const button = this.buttonOf(event)
    tendPopover(event, button)
    if (newState !== 'open' || toolsPart.value) return
    this.hasArrange = true
    await this.updateComplete
    if (popover instanceof HTMLElement && popover.matches(':popover-open')) tendPopover(event, button)
  }

  private renderSeveral(): TemplateResult {
    return this.withTools(({ renderSeveral }) =>
      renderSeveral({
        count: this.marked.size,
        isWorking: this.isWorking,
        locale: this.locale,
        rights: this.rights,
        scheme: this.scheme,
        user: this.user,
        people: this.people,
        markAll: this.markAll,
        end: this.endMarking,
        attach: () => this.openAttach(),
        hide: () => this.hideMarked(),
        apply: (make) => void this.apply(make),
        onKey: (event) => this.onSeveralKey(event),
        buttonOf: (event) => this.buttonOf(event),
      }),
    )
  }

  private renderAttach(): TemplateResult {
    const form = lateElement('attribution-source-form')
    if (!this.take(form)) return this.renderLate(form, () => void this.focusForm())
    return this.withTools(({ renderAttach }) =>
      renderAttach({
        ids: this.markedIds(),
        sources: this.sources,
        resolveSource: this.resolveSource,
        locale: this.locale,
        onAction: (event) => this.onAttach(event),
        onClose: (event) => this.closeAttach(event),
      }),
    )
  }

  private withTools(render: (tools: typeof import('./list-tools.js')) => TemplateResult): TemplateResult {
    const tools = this.take(toolsPart)
    if (!tools) return this.renderLate(toolsPart)
    this.adopt(tools.toolStyles)
    return render(tools)
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
    if (!this.isFiltered)
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

  private cards(): readonly AttributionCard[] {
    return [...this.renderRoot.querySelectorAll('attribution-card')]
  }

  private rowOf(id: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`li[data-id="${CSS.escape(id)}"]`)
  }

  private setFilter(part: Partial<Filter>): void {
    const filter = { ...this.filter, query: this.#typed, ...part }
    this.#typed = filter.query
    this.filter = isFilterEmpty(filter) ? NO_FILTER : filter
  }

  private toggleKey(key: FilterKey): void {
    const keys = new Set(this.filter.keys)
    if (!keys.delete(key)) keys.add(key)
    this.setFilter({ keys })
  }

  private toggleCondition(condition: Condition): void {
    const conditions = new Set(this.filter.conditions)
    if (!conditions.delete(condition)) conditions.add(condition)
    this.setFilter({ conditions })
  }

  /** The chip goes with its filter; the focus goes to what stands beside it. */
  private removeChip({ currentTarget }: Event, remove: () => void): void {
    const beside = currentTarget instanceof Element ? currentTarget.previousElementSibling : null
    remove()
    if (beside instanceof HTMLElement) beside.focus()
  }

  private toggleGroup(key: string): void {
    const folded = new Set(this.folded)
    if (!folded.delete(key)) folded.add(key)
    this.folded = folded
  }

  private arrangeBy(part: Partial<Arrangement>): void {
    const arrangement = { ...this.arrangement, ...part }
    const { groupBy, orderBy } = TEXT_ORDER
    const isPlain = arrangement.groupBy === groupBy && arrangement.orderBy === orderBy
    this.arrangement = isPlain ? TEXT_ORDER : arrangement
    this.folded = new Set()
  }

  private onSearch({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return
    this.#typed = target.value
    if (this.#sorted.length <= SEARCHED_AT_ONCE) return this.search()
    // The letter is shown first; letters that come quickly are looked for together.
    this.#searching ||= requestAnimationFrame(() => {
      this.#searching = window.setTimeout(() => this.search())
    })
  }

  private search(): void {
    this.#searching = 0
    if (this.#typed !== this.filter.query) this.setFilter({ query: this.#typed })
  }

  private async onSearchKey(event: KeyboardEvent): Promise<void> {
    if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault()
      if (this.#typed !== this.filter.query) {
        this.search()
        await this.updateComplete
      }
      if (this.#visible.length) this.focus()
    }
  }

  private onListFocus({ target }: FocusEvent): void {
    const row = target instanceof Element ? target.closest('li') : null
    if (row?.dataset['id'] !== undefined) this.current = row.dataset['id']
  }

  private onToggle({ detail: { id, open, origin } }: CustomEvent<ToggleDetail>): void {
    this.current = id
    if (!open) return
    this.#toReveal = { id, origin }
    this.select(id, origin)
  }

  private onListKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (!isPlain) {
      const isAll = event.key.toLowerCase() === 'a' && !event.altKey && !isInField(event)
      if (!isAll) return
      if (this.canMark) this.markAll()
      else this.refuseMarking(event)
      event.preventDefault()
      return
    }
    if (event.key === 'Escape' && this.isMarking) {
      this.endMarking()
      event.preventDefault()
      return
    }
    const row = event.target instanceof Element ? event.target.closest('li') : null
    const id = row?.dataset['id']
    const isOnCard = id !== undefined && this.cardOf(id)?.isFocused
    if (id === undefined || !(isOnCard || event.target instanceof HTMLInputElement)) return
    const at = this.#visible.findIndex((annotation) => annotation.id === id)
    const last = this.#visible.length - 1
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key]
    if (to !== undefined && event.shiftKey && this.canMark) this.extendTo(id, to)
    else if (to !== undefined) void this.moveTo(to)
    else if (event.key === '/') this.searchField?.focus()
    else if (event.key === 'm') {
      if (this.canMark) this.toggleMark(id)
      else this.refuseMarking(event)
    } else return
    event.preventDefault()
  }

  /** Before the card has them: Space selects, and keys for a status, an assignment, a source, hiding are for all that is selected. */
  private onKeyFirst(event: KeyboardEvent): void {
    if (!this.isMarking || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const id = event.target instanceof Element ? event.target.closest('li')?.dataset['id'] : undefined
    if (id === undefined || !this.cardOf(id)?.isFocused) return
    const right = rightForKey(event.key, this.scheme)
    // Then the card says why not.
    if (right && !this.rights.includes(right)) return
    const status = this.scheme.statuses[Number(event.key) - 1]?.key ?? (event.key === 'v' ? 'verified' : '')
    if (event.key === ' ') this.toggleMark(id)
    else if (this.marked.size === 0) return
    else if (this.scheme.statuses.some(({ key }) => key === status))
      void this.apply((id) => ({ type: 'set-status', id, status }))
    else if (event.key === 'a' && this.user) this.assignMarked(this.user)
    else if (event.key === 's') this.openAttach()
    else if (event.key === 'x') this.hideMarked()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** In some browsers a button is pressed when the key comes up. */
  private onKeyUp(event: KeyboardEvent): void {
    if (event.key === ' ' && this.isMarking && this.cards().some((card) => card.isFocused))
      event.preventDefault()
  }

  private async moveTo(index: number): Promise<void> {
    const annotation = this.#visible[index]
    if (!annotation) return
    const { id } = annotation
    if (!this.cardOf(id)) {
      this.current = id // makes its card
      await this.updateComplete
    }
    const [card, row] = [this.cardOf(id), this.rowOf(id)]
    if (!card || !row) return
    card.focus({ preventScroll: true })
    this.reveal(row)
    this.select(id, 'keyboard')
  }

  private select(id: string, origin: 'keyboard' | 'pointer'): void {
    this.#ownSelection = id
    emit(this, 'attribution-select', { id, origin })
  }

  private askToWalk(): void {
    const detail: WalkDetail = { ids: this.isFiltered ? this.shownIds : null }
    this.dispatchEvent(new CustomEvent('walk', { detail }))
  }

  /* Several at once */

  /** Whether there is anything that the present user may do to several at once. */
  private get canMark(): boolean {
    return FOR_SEVERAL.some((right) => this.rights.includes(right))
  }

  private refuseMarking({ target }: Event): void {
    const id = target instanceof Element ? target.closest('li')?.dataset['id'] : undefined
    if (id !== undefined) this.cardOf(id)?.refuse(whyMayNot('review', this))
  }

  private markedIds(): readonly string[] {
    return this.#visible.filter(({ id }) => this.marked.has(id)).map(({ id }) => id)
  }

  private startMarking(): void {
    this.isMarking = true
    this.#extending = null
  }

  private readonly endMarking = (): void => {
    const hadFocus = this.shadowRoot?.activeElement?.closest('.several') != null
    this.isMarking = false
    this.marked = new Set()
    this.#extending = null
    if (hadFocus) void this.updateComplete.then(() => this.focus({ preventScroll: true }))
  }

  private toggleMark(id: string): void {
    const marked = new Set(this.marked)
    if (!marked.delete(id)) marked.add(id)
    this.marked = marked
    this.isMarking = true
    this.current = id
    this.#extending = { from: id, before: marked }
  }

  private readonly markAll = (): void => {
    this.isMarking = true
    this.marked = new Set(this.shownIds)
    this.#extending = null
  }

  /** From where the selection began to the row at `index`; what was selected before stays. */
  private extendTo(id: string, index: number): void {
    const to = this.#visible[index]
    if (!to) return
    this.#extending ??= { from: id, before: this.marked }
    const { from, before } = this.#extending
    const start = this.#visible.findIndex((annotation) => annotation.id === from)
    const range = this.#visible.slice(Math.min(start, index), Math.max(start, index) + 1)
    this.isMarking = true
    this.marked = new Set([...before, ...range.map((annotation) => annotation.id)])
    void this.moveTo(index)
  }

  private onMark(event: MouseEvent, id: string): void {
    const anchor = this.#extending?.from ?? this.current
    if (event.shiftKey && anchor !== null) {
      event.preventDefault()
      this.extendTo(
        anchor,
        this.#visible.findIndex((annotation) => annotation.id === id),
      )
    } else this.toggleMark(id)
  }

  /** With Shift and Ctrl a click on a card selects, as in lists of files. */
  private onClickFirst(event: MouseEvent): void {
    const id = event.target instanceof Element ? event.target.closest('li')?.dataset['id'] : undefined
    if (!isOnSummary(event) || id === undefined || !this.canMark) return
    if (event.shiftKey)
      this.extendTo(
        this.#extending?.from ?? this.current ?? this.#stop ?? id,
        this.#visible.findIndex((annotation) => annotation.id === id),
      )
    else if (event.ctrlKey || event.metaKey) this.toggleMark(id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Else the words between the two clicks would be selected too. */
  private onPressFirst(event: MouseEvent): void {
    if (event.shiftKey && this.canMark && isOnSummary(event)) event.preventDefault()
  }

  private onSeveralKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (this.renderRoot.querySelector(':popover-open')) return
    this.endMarking()
    event.preventDefault()
    event.stopPropagation()
  }

  /** One thing done to all that is selected, as one step. */
  private async apply(make: (id: string) => ReviewAction): Promise<void> {
    const actions = this.markedIds().map(make)
    if (actions.length === 0 || this.isWorking) return
    if (actions.length > SLOW) {
      this.isWorking = true
      await this.updateComplete
      // Once that is on the screen.
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      this.isWorking = false
    }
    emit(this, 'attribution-action', { type: 'all', actions })
  }

  /** All to the present user; back from where all are that user's. */
  private assignMarked(user: User): void {
    const isMine = this.#visible.every(({ id, assignee }) => !this.marked.has(id) || assignee?.id === user.id)
    void this.apply((id) => ({ type: 'assign', id, to: isMine ? null : personOf(user) }))
  }

  private hideMarked(): void {
    void this.apply((id) => ({ type: 'dismiss', id })).then(this.endMarking)
  }

  private openAttach(): void {
    this.isAttaching = true
    void this.drawn.then(() => {
      this.dialog.showModal()
      return this.focusForm()
    })
  }

  private async focusForm(): Promise<void> {
    await this.updateComplete
    const form = this.renderRoot.querySelector('attribution-source-form')
    await form?.updateComplete
    form?.focus()
  }

  /** A form that speaks of one statement only: the same for the others. */
  private onAttach(event: CustomEvent<ReviewAction>): void {
    const { detail } = event
    if (detail.type !== 'attach-source') return
    event.stopPropagation()
    void this.apply((id) => ({ ...detail, id }))
  }

  /** A form with something typed into it goes by its own buttons only. */
  private keepTyped(event: Event): void {
    if (event instanceof KeyboardEvent && event.key !== 'Escape') return
    if (this.renderRoot.querySelector('attribution-source-form')?.hasInput) event.preventDefault()
  }

  private closeAttach(event: Event): void {
    event.stopPropagation()
    this.dialog.close()
  }

  private buttonOf({ currentTarget: popover }: Event): HTMLElement | null {
    return popover instanceof HTMLElement
      ? this.renderRoot.querySelector(`[popovertarget="${popover.id}"]:not([popovertargetaction])`)
      : null
  }

  /* The place in the list */

  /** By key all of it comes into sight; under a pointer it stays, unless hardly anything of it would show. */
  private revealOpened({ id, origin }: Pick<ToggleDetail, 'id' | 'origin'>): void {
    const row = this.rowOf(id)
    const enough = 160
    const room = this.scroller.getBoundingClientRect().bottom - (row?.getBoundingClientRect().top ?? 0)
    if (row && (origin === 'keyboard' || room < enough)) this.reveal(row)
  }

  /** How much of the list's upper edge the heading of a group covers. */
  private get covered(): number {
    return this.renderRoot.querySelector<HTMLElement>('section > h3')?.offsetHeight ?? 0
  }

  /** Scrolls the list, not the page, and no further than needed; of a card higher than the list, its top shows. */
  private reveal(row: HTMLElement): void {
    const frame = this.scroller.getBoundingClientRect()
    const { top, bottom } = row.getBoundingClientRect()
    const gap = 8
    const upper = frame.top + gap + this.covered
    if (top < upper || bottom - top > frame.bottom - gap - upper) this.scroller.scrollTop += top - upper
    else if (bottom > frame.bottom - gap) this.scroller.scrollTop += bottom - frame.bottom + gap
  }

  /** What must not jump in the coming update: the card in use, else the first in sight, and the focus. */
  private takePlace(): Place | null {
    const { left, top, width } = this.scroller.getBoundingClientRect()
    if (width === 0) return null // another view is shown
    const row = this.shadowRoot?.activeElement?.closest('li') ?? null
    const focusedId = row?.dataset['id'] ?? null
    // At the top the list stays at the top, also when the head above it grows.
    const first =
      this.scroller.scrollTop > 0
        ? this.shadowRoot?.elementFromPoint(left + width / 2, top + 12 + this.covered)?.closest('li')
        : null
    const isInSight = (element: HTMLElement) => {
      const box = element.getBoundingClientRect()
      return box.bottom > top && box.top < top + this.scroller.clientHeight
    }
    const used = (this.#toReveal && this.rowOf(this.#toReveal.id)) ?? row
    const anchor = (used && isInSight(used) ? used : first) ?? null
    return {
      anchor,
      top: anchor?.getBoundingClientRect().top ?? 0,
      focusedId,
      index: focusedId === null ? -1 : this.#visible.findIndex(({ id }) => id === focusedId),
    }
  }

  private keepPlace({ anchor, top, focusedId, index }: Place): void {
    if (anchor?.isConnected) {
      const moved = anchor.getBoundingClientRect().top - top
      if (Math.abs(moved) >= 1) this.scroller.scrollTop += moved
    }
    if (focusedId === null || this.shadowRoot?.activeElement) return
    // The focused card went, by a filter or for good: the one that took its place is next.
    const next =
      this.#visible.find(({ id }) => id === focusedId) ??
      this.#visible[Math.min(index, this.#visible.length - 1)]
    if (!next) return (this.searchField ?? this.scroller).focus()
    const card = this.cardOf(next.id)
    if (card) card.focus({ preventScroll: true })
    else void this.focusCard(next.id, { preventScroll: true })
  }
}

interface Place {
  readonly anchor: HTMLElement | null
  /** Where the anchor's upper edge was, in the window. */
  readonly top: number
  readonly focusedId: string | null
  /** The focused card's number in the list, -1 for none. */
  readonly index: number
}

const wordsAtRest = new WeakMap<Annotation, { readonly lang: string; readonly words: string }>()

/** The words of a statement in quotation marks where it is a direct quote; made once. */
function restingWords(annotation: Annotation, lang: string): string {
  const known = wordsAtRest.get(annotation)
  if (known?.lang === lang) return known.words
  const words = quoteOf(annotation, lang)
  wordsAtRest.set(annotation, { lang, words })
  return words
}

function isOnSummary(event: Event): boolean {
  return event.composedPath().some((target) => target instanceof Element && target.part.contains('summary'))
}

function lengthOf({ target }: Annotation): 'short' | '' {
  return target.wording.length <= LINE ? 'short' : ''
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

declare global {
  interface HTMLElementTagNameMap {
    'attribution-statement-list': AttributionStatementList
  }
}
