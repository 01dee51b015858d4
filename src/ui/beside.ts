import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ReviewAction } from '../model/action.js'
import type { Annotation } from '../model/annotation.js'
import type { CandidatePlace } from '../model/candidates.js'
import type { LogEntry } from '../model/log.js'
import type { Person, User } from '../model/person.js'
import type { Policy } from '../model/policy.js'
import { toldAfter } from '../model/presentation.js'
import { NO_RIGHTS, RIGHTS, type Right } from '../model/rights.js'
import type { Source } from '../model/source.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import type { Viewer } from '../model/viewer.js'
import type { AttributionCard, DescribeReason } from './card.js'
import { AttributionElement } from './element.js'
import type { RequestDetail, ToggleDetail } from './events.js'
import { icon } from './icons.js'
import { localeOf, messagesOf } from './messages/index.js'
import type { ResolveSource } from './resolve.js'
import { editingOf, NO_EDITING, statementCard, type Editing } from './statement-card.js'
import { theme } from './theme.js'
import { newcomers, NOBODY, viewersAt, type ViewersAt } from './viewers.js'
import { doneWords, needWords, whyMayNot } from './words.js'

/** A rectangle in the window, in CSS pixels. */
export interface Box {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** Where a statement stands: from its first line to its last, and around it the column and the part of the frame that is seen. */
export interface TextPlace {
  readonly statement: Box
  /** Where the lines of the text end: on the right, on the left where the text runs from right to left. */
  readonly columnEnd: number
  readonly isRightToLeft: boolean
  readonly frame: Box
}

/** In the margin at the statement's first line, floating above or below the statement, or a sheet from below. */
export type Placement = 'margin' | 'popover' | 'sheet'

/** Below this width of the window, in pixels, there is only room for a sheet. */
const NARROW = 900
/** The narrowest margin that holds a card, and the widest card. */
const MARGIN = 300
const WIDE = 360
/** A frame lower than this holds no card. */
const LOW = 480
/** Between the text and the card, and between the card and the edge. */
const GAP = 12
/** The part of the window's height that a sheet takes at most; the style sheet says the same. */
const SHEET = 0.6
/** With less room above and below the statement, a sheet is more use than a slit. */
const SLIT = 200

/**
 * The card of one statement beside the text, for hosts without a panel or while theirs is hidden: in the
 * margin where there is room, else above or below the statement, which it never covers; in narrow windows a
 * sheet from below. It never takes the focus by itself. Escape, its button or a click elsewhere closes it;
 * what was typed into a form of it is there when it opens again.
 *
 * @element attribution-beside
 * @prop {string|null} opened - Id of the statement whose card shows.
 * @prop {boolean} active - Whether cards open here at all; a host turns it off while its panel shows. Default true.
 * @prop {readonly Annotation[]} annotations - The article's statements.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {boolean} readonly - As if the present user had no right: shows everything, changes nothing.
 * @prop {readonly Right[]} rights - What the present user may do; the rest is not offered. Default all.
 * @prop {readonly Viewer[]} viewers - Who else has the article open, and at which statement.
 * @prop {ViewersAt} viewersAt - Who else is at which statement now, by its id; worked out from `viewers`.
 * @prop {User|null} user - The present user.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @prop {readonly Person[]} people - Whom statements can be assigned to, and comments mention.
 * @prop {readonly LogEntry[]} log - The article's log.
 * @prop {Policy|null} policy - The house's rules; null for the ones that come along.
 * @prop {ResolveSource} resolveSource - Fills in what is known of a pasted address.
 * @prop {DescribeReason} describeReason - Puts reasons in words; without it they are not shown.
 * @prop {string|null} adjusting - Id of the statement whose borders are being moved in the text.
 * @prop {(id: string) => Suggestion|null} suggestionOf - What detection would say of a statement.
 * @prop {(id: string) => readonly CandidatePlace[]} candidatesOf - Where a detached annotation could belong.
 * @prop {(id: string) => TextPlace|null} placeOf - Where a statement stands; null where it does not.
 * @prop {(id: string, top: number) => void} makeRoom - Scrolls a statement above `top`, for the sheet.
 * @prop {HTMLElement|null} home - Takes the focus when nobody knows where it came from: the text.
 * @attr {margin|popover|sheet} placement - Where the card is; set by the element itself.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @fires {CustomEvent<ReviewAction>} attribution-action - Something to be done to the dossier.
 * @fires {CustomEvent<RequestDetail>} attribution-request - Something to be done that takes the editor.
 * @fires {Event} close - The card was closed.
 * @csspart frame - What floats.
 * @csspart head - The row with the button that closes.
 * @csspart card - The card, of `<attribution-card>`.
 * @csspart summary - Its head.
 * @csspart quote - Its words.
 * @csspart speaker - Its speaker.
 * @csspart chip - Its status.
 * @csspart flag - Each of its flags.
 * @csspart details - What unfolds.
 * @cssprop --attribution-accent - And every other token of theme.ts.
 */
export class AttributionBeside extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        position: fixed;
        inset: auto;
        box-sizing: border-box;
        width: 360px;
        max-width: 100vw;
        height: fit-content;
        margin: 0;
        padding: 0;
        border: 1px solid var(--_hairline);
        border-radius: calc(var(--_radius) + 2px);
        overflow: hidden;
        color: var(--_text);
        background: var(--_surface);
        box-shadow: 0 6px 24px oklch(0% 0 0 / 0.14);
      }
      :host(:popover-open) {
        display: flex;
        flex-direction: column;
      }
      :host([placement='margin']) {
        box-shadow: none;
      }
      :host([placement='sheet']) {
        inset: auto 0 0;
        width: 100%;
        max-height: 60vh;
        max-height: 60dvh;
        border-width: 1px 0 0;
        border-radius: 12px 12px 0 0;
        box-shadow: 0 -6px 24px oklch(0% 0 0 / 0.14);
      }
      section {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: 4px 6px 0 12px;
      }
      .cards {
        min-height: 0;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--_edge) transparent;
      }
      attribution-card::part(card) {
        border: 0;
        border-radius: 0;
        background: none;
      }
      attribution-card::part(summary) {
        padding-block-start: 4px;
      }
      attribution-card::part(summary):focus-visible {
        outline-offset: -2px;
      }
      .notice {
        padding: 8px 12px;
        border-top: 1px solid var(--_hairline);
      }
      @media print {
        :host {
          display: none !important;
        }
      }
    `,
  ]

  @property({ attribute: false }) opened: string | null = null
  @property({ type: Boolean }) active = true
  @property({ attribute: false }) annotations: readonly Annotation[] = []
  @property({ attribute: false }) sources: readonly Source[] = []
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
  @property({ attribute: false }) scheme: Scheme = DEFAULT_SCHEME
  @property({ attribute: false }) people: readonly Person[] = []
  @property({ attribute: false }) log: readonly LogEntry[] = []
  @property({ attribute: false }) policy: Policy | null = null
  @property({ attribute: false }) resolveSource: ResolveSource | null = null
  @property({ attribute: false }) describeReason: DescribeReason | null = null
  @property({ attribute: false }) adjusting: string | null = null
  @property({ attribute: false }) suggestionOf: ((id: string) => Suggestion | null) | null = null
  @property({ attribute: false }) candidatesOf: ((id: string) => readonly CandidatePlace[]) | null = null
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null

  placeOf: ((id: string) => TextPlace | null) | null = null
  makeRoom: ((id: string, top: number) => void) | null = null
  home: HTMLElement | null = null

  /** What the editor could not do for want of a selection or a cursor, until something else is done. */
  @state() private refused: string | null = null
  /** Told to screen readers only: what was just done, since the focus stays where it is. */
  @state() private said = ''
  @query('.cards') private readonly scroller!: HTMLElement

  viewersAt: ViewersAt = NOBODY
  /** Closed cards that hold something typed into a form. */
  #editing: Editing = NO_EDITING
  #drafts: readonly string[] = []
  #frame = 0
  /** The statement that the card was put beside last, and on which side. */
  #placed: { readonly id: string; readonly side: 'above' | 'below' | null } | null = null
  #returnTo: HTMLElement | null = null
  readonly #size = new ResizeObserver(() => this.reflow())

  /** Where the card is now; null while none shows. */
  get placement(): Placement | null {
    const placement = this.getAttribute('placement')
    return this.isOpen ? (PLACEMENTS.find((one) => one === placement) ?? null) : null
  }

  /** Opens the card of `id`. With `focus` the card takes the focus, and Escape gives it back to where it was. */
  async show(id: string, { focus = false }: { readonly focus?: boolean } = {}): Promise<void> {
    if (!this.active) return
    this.opened = id
    await this.updateComplete
    if (focus) this.card?.focus({ preventScroll: true })
  }

  /** Closes the card. The focus goes back where it came from, if it was in the card. */
  close(): void {
    if (this.opened === null) return
    this.leave({ isByPointer: false })
    this.opened = null
  }

  /** Says why what was asked for could not be done; the note goes with the next thing that is done. */
  refuse(type: RequestDetail['type']): void {
    this.refused = toldAfter(this.refused ?? '', needWords(type, this.locale))
  }

  /** Says that the present user lacks a right; the note goes with the next thing that is done. */
  refuseRight(right: Right): void {
    this.refused = toldAfter(this.refused ?? '', whyMayNot(right, this))
  }

  /** Puts the card where it belongs, in the next frame: the text has moved. */
  reflow(): void {
    if (this.isOpen) this.#frame ||= requestAnimationFrame(this.place)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.popover = 'manual'
    this.addEventListener('focusin', this.onFocusIn)
  }

  override disconnectedCallback(): void {
    this.stopListening()
    super.disconnectedCallback()
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete()
    await this.card?.updateComplete
    return done
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale')) this.lang = this.locale // what is read aloud, and how it is hyphenated
    const known = changed.has('opened') ? NOBODY : this.viewersAt
    this.viewersAt = viewersAt(this.viewers, this)
    const isThere = this.annotations.some(({ id }) => id === this.opened)
    if (this.opened !== null && this.hasUpdated && (!this.active || !isThere)) {
      this.leave({ isByPointer: false })
      this.opened = null
    }
    if (changed.has('opened')) {
      this.keepDraft()
      this.refused = null
      this.said = ''
    }
    const here = newcomers(this.opened, { before: known, now: this.viewersAt, locale: this.locale })
    if (here) this.said = toldAfter(this.said, here)
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.opened === null) return this.hide()
    if (!this.isOpen) this.appear()
    if (changed.has('opened')) {
      this.scroller.scrollTop = 0
      // Once the card has its height, and before it is painted.
      void this.updateComplete.then(this.place)
    } else this.reflow()
  }

  override render(): TemplateResult | typeof nothing {
    const t = messagesOf(this.locale)
    const ids = new Set([...this.#drafts, ...(this.opened === null ? [] : [this.opened])])
    const shown = this.annotations.filter(({ id }) => ids.has(id))
    return html`<section
      part="frame"
      aria-label=${t.beside.label}
      @keydown=${this.onKey}
      @attribution-toggle=${this.onToggle}
      @attribution-action=${this.onAction}
      @attribution-request=${() => (this.refused = null)}
    >
      <header part="head">
        <span class="label">${t.beside.label}</span>
        <button
          type="button"
          class="icon-only"
          aria-label=${t.beside.close}
          title="${t.beside.close} (${t.keys.escape})"
          @click=${this.close}
        >
          ${icon('close')}
        </button>
      </header>
      <div class="cards">
        ${repeat(
          shown,
          ({ id }) => id,
          (annotation) => this.renderCard(annotation),
        )}
      </div>
      <div role="status">
        ${
          this.refused === null
            ? html`<p class="visually-hidden">${this.said}</p>`
            : html`<p class="notice">${this.refused}</p>`
        }
      </div>
    </section>`
  }

  private renderCard(annotation: Annotation): TemplateResult {
    const isOpened = annotation.id === this.opened
    if (isOpened) this.#editing = editingOf(annotation.id, this, this.#editing)
    return html`<div ?hidden=${!isOpened}>
      ${statementCard(annotation, this, {
        isOpen: true,
        isSelected: false,
        isTabStop: true,
        editing: isOpened ? this.#editing : NO_EDITING,
      })}
    </div>`
  }

  private get isOpen(): boolean {
    return this.isConnected && this.matches(':popover-open')
  }

  private get card(): AttributionCard | null {
    return this.renderRoot.querySelector(':not([hidden]) > attribution-card')
  }

  private appear(): void {
    this.showPopover()
    this.#size.observe(this)
    // In the capture phase: scrolling does not bubble, and the text can scroll in any frame.
    document.addEventListener('scroll', this.onMoved, { capture: true, passive: true })
    addEventListener('resize', this.onMoved)
    document.addEventListener('pointerdown', this.onPointerDown, { capture: true })
    document.addEventListener('keydown', this.onPageKey)
  }

  private hide(): void {
    this.stopListening()
    this.#placed = null
    if (!this.isOpen) return
    this.hidePopover()
    this.dispatchEvent(new Event('close'))
  }

  private stopListening(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#size.disconnect()
    document.removeEventListener('scroll', this.onMoved, { capture: true })
    removeEventListener('resize', this.onMoved)
    document.removeEventListener('pointerdown', this.onPointerDown, { capture: true })
    document.removeEventListener('keydown', this.onPageKey)
  }

  /** Takes the focus out of the card, so that fields tell what was typed into them. */
  private leave({ isByPointer }: { readonly isByPointer: boolean }): void {
    if (!this.matches(':focus-within')) return
    let active: Element | null = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    if (active instanceof HTMLElement) active.blur()
    const home = this.#returnTo?.isConnected ? this.#returnTo : this.home
    // A click gives the focus itself.
    if (!isByPointer) home?.focus({ preventScroll: true })
  }

  /** Of the card that was open until now. */
  private keepDraft(): void {
    const cards = [...(this.renderRoot.querySelectorAll('attribution-card') ?? [])]
    this.#drafts = cards.filter((card) => card.hasInput).map(({ annotation }) => annotation.id)
  }

  /** Reads what it must, then writes; once a frame at most, and only while a card shows. */
  private readonly place = (): void => {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    const id = this.opened
    if (id === null || !this.isOpen) return
    const isNew = this.#placed?.id !== id
    const place = withRoom(this.placeOf?.(id) ?? null)
    const before = isNew ? null : this.placement
    // Its text is gone for now: the card stays where it is.
    if (!place && before) return
    const placement = placementFor(place)
    this.setAttribute('placement', placement)
    if (placement === 'sheet' || !place) {
      this.move({})
      // Above the highest that it can grow to, so that the text need not move again.
      if (before !== 'sheet') this.makeRoom?.(id, innerHeight * (1 - SHEET))
      this.#placed = { id, side: null }
    } else if (placement === 'margin') this.placeInMargin(id, place)
    else this.placeAround(id, place, isNew ? null : (this.#placed?.side ?? null))
  }

  private placeInMargin(id: string, place: TextPlace): void {
    const { statement, columnEnd, frame, isRightToLeft } = place
    const width = Math.min(WIDE, roomInMargin(place) - 3 * GAP)
    const left = isRightToLeft ? columnEnd - 2 * GAP - width : columnEnd + 2 * GAP
    const maxHeight = frame.bottom - frame.top - 2 * GAP
    this.move({ left, width, maxHeight })
    const lowest = frame.bottom - GAP - this.offsetHeight
    // With its first line out of sight, the card stays at the edge of what is seen.
    this.move({ left, width, maxHeight, top: Math.max(frame.top + GAP, Math.min(statement.top, lowest)) })
    this.#placed = { id, side: null }
  }

  private placeAround(id: string, place: TextPlace, kept: 'above' | 'below' | null): void {
    const { statement, frame, isRightToLeft } = place
    const width = Math.min(WIDE, frame.right - frame.left - 2 * GAP)
    const start = isRightToLeft ? statement.right - width : statement.left
    const left = Math.max(frame.left + GAP, Math.min(start, frame.right - GAP - width))
    const { above, below } = roomAround(statement, frame)
    const room = { above, below }
    this.move({ left, width })
    // It keeps its side while it grows and shrinks: nothing moves by itself.
    const best = below >= Math.min(this.offsetHeight, WIDE) || below >= above ? 'below' : 'above'
    const side = kept && room[kept] >= SLIT ? kept : best
    this.move(
      side === 'below'
        ? { left, width, maxHeight: below, top: frame.bottom - GAP - below }
        : { left, width, maxHeight: above, bottom: innerHeight - frame.top - GAP - above },
    )
    this.#placed = { id, side }
  }

  /** Through CSSOM, so that any CSP is fine with it. What is left out is the style sheet's. */
  private move(
    values: Readonly<Partial<Record<'left' | 'top' | 'bottom' | 'width' | 'maxHeight', number>>>,
  ): void {
    for (const name of ['left', 'top', 'bottom', 'width', 'maxHeight'] as const) {
      const value = values[name]
      this.style[name] = value === undefined ? '' : `${Math.round(value)}px`
    }
  }

  private readonly onMoved = ({ target }: Event): void => {
    if (target !== this && !(target instanceof Node && this.contains(target))) this.reflow()
  }

  private readonly onFocusIn = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof HTMLElement && relatedTarget !== this) this.#returnTo = relatedTarget
  }

  /** A click elsewhere; what a click in the text means, the binding knows. */
  private readonly onPointerDown = (event: PointerEvent): void => {
    const path = event.composedPath()
    if (path.includes(this) || (this.home && path.includes(this.home)) || this.opened === null) return
    this.leave({ isByPointer: true })
    this.opened = null
  }

  /** Escape in the text, which the editor always takes for itself; while borders are moved it ends that. */
  private readonly onPageKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || this.adjusting !== null) return
    const { activeElement } = document
    const isInText = this.home?.contains(activeElement) ?? false
    if (isInText || (activeElement === document.body && !event.defaultPrevented)) this.close()
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    this.close()
  }

  private onToggle(event: CustomEvent<ToggleDetail>): void {
    event.stopPropagation()
    if (!event.detail.open) this.close()
  }

  private onAction({ detail }: CustomEvent<ReviewAction>): void {
    this.refused = null
    this.said = toldAfter(this.said, doneWords(detail, this))
  }
}

const PLACEMENTS: readonly Placement[] = ['margin', 'popover', 'sheet']

function placementFor(place: TextPlace | null): Placement {
  if (!place || innerWidth < NARROW) return 'sheet'
  const { statement, frame } = place
  if (roomInMargin(place) >= MARGIN + 3 * GAP) return 'margin'
  const { above, below } = roomAround(statement, frame)
  return Math.max(above, below) >= SLIT ? 'popover' : 'sheet'
}

/** Between the ends of the lines and the edge of the frame. */
function roomInMargin({ columnEnd, frame, isRightToLeft }: TextPlace): number {
  return isRightToLeft ? columnEnd - frame.left : frame.right - columnEnd
}

/** Beside an editor that is low itself, the card takes the window's height. */
function withRoom(place: TextPlace | null): TextPlace | null {
  if (!place || place.frame.bottom - place.frame.top >= LOW) return place
  return { ...place, frame: { ...place.frame, top: 0, bottom: innerHeight } }
}

/** Heights that a card can have between the statement, as far as it is seen, and the edges of the frame. */
function roomAround(statement: Box, frame: Box): { readonly above: number; readonly below: number } {
  const top = Math.min(Math.max(statement.top, frame.top), frame.bottom)
  const bottom = Math.min(Math.max(statement.bottom, frame.top), frame.bottom)
  return { above: top - frame.top - 2 * GAP, below: frame.bottom - bottom - 2 * GAP }
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-beside': AttributionBeside
  }
}
