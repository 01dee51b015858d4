import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import { isSignedOff, isStale, type Annotation } from '../model/annotation.js'
import type { CandidatePlace } from '../model/candidates.js'
import type { Reason, SpeakerIdentity } from '../model/index.js'
import type { LogEntry } from '../model/log.js'
import type { Person, User } from '../model/person.js'
import type { Policy } from '../model/policy.js'
import { quoteOf, toldAfter } from '../model/presentation.js'
import { RIGHTS, type Right } from '../model/rights.js'
import type { Source } from '../model/source.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import { isOpenThread } from '../model/thread.js'
import { confirmReview, request, setStatus, giveSignOff, toggleHidden, toggleMine } from './card-actions.js'
import type { CardDetails } from './card-details.js'
import { AttributionElement } from './element.js'
import { emit } from './events.js'
import type { AttributionEvidence } from './evidence.js'
import { isOutdated, standingOf } from './filter.js'
import { icon, sign } from './icons.js'
import { lateElement, latePart } from './late.js'
import { labelsOf, localeOf, messagesOf, ratingLabel, statusLabel } from './messages/index.js'
import type { ResolveSource } from './resolve.js'
import { SourceDropTarget } from './source-drop.js'
import { theme } from './theme.js'
import { tint } from './tint.js'
import { viewerSigns } from './viewers.js'
import {
  flagLabels,
  initialsOf,
  rightForKey,
  shortSpeakerOf,
  whyMayNot,
  whyNoConfirm,
  whyNoSignOff,
} from './words.js'

/** What unfolds in a card, with the elements that it shows. */
export const detailsPart = latePart(async () => {
  const [module] = await Promise.all([
    import('./card-details.js'),
    lateElement('attribution-evidence').load(),
    lateElement('attribution-thread').load(),
  ])
  return module
})

/** Puts why a statement was found in words; the one of `./text` fits. */
export type DescribeReason = (reason: Reason, locale: string) => string

/**
 * One statement with its review and sources: at rest a few lines, opened everything one can do
 * with it. A card never opens itself; it asks by `attribution-toggle`.
 *
 * Keys while the card itself has the focus: Enter opens and closes, Escape closes, 1 to 9 set the
 * status, V verified, H says that a review still holds, G signs off, A takes the statement on or gives
 * it back, S attaches a source, N goes to the note, C to the comment, X hides or restores. F2, anywhere
 * in the card, asks for border mode.
 *
 * @element attribution-card
 * @prop {Annotation} annotation - What is shown.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {boolean} open - Whether the details show.
 * @prop {boolean} selected - Whether it is the statement selected in the text.
 * @prop {boolean} tabStop - Whether Tab reaches the card; a list lets it reach one only. Default true.
 * @prop {readonly Right[]} rights - What the present user may do; the rest is not offered. Default all.
 * @prop {readonly Person[]} viewers - Who else is at this statement now.
 * @prop {ResolveSource|null} resolveSource - Fills in what is known of a pasted address.
 * @prop {User|null} user - The present user.
 * @prop {readonly Person[]} people - Who can be assigned and mentioned.
 * @prop {readonly LogEntry[]} log - The dossier's log; needed while the card is open.
 * @prop {DescribeReason} describeReason - Without it the reasons are not shown.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @prop {Policy|null} policy - The house's rules, for their words in the history; null for the ones that come along.
 * @prop {readonly SpeakerIdentity[]} speakers - Whom the article knows, to choose from.
 * @prop {string|null} next - Id of the statement that this one can be merged with.
 * @prop {Suggestion|null} suggestion - What detection would say instead.
 * @prop {readonly CandidatePlace[]} candidates - Where a detached annotation could belong.
 * @prop {boolean} adjusting - Its borders are being moved in the text.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @fires {CustomEvent<ReviewAction>} attribution-action - Something to be done to the dossier.
 * @fires {CustomEvent<RequestDetail>} attribution-request - Something to be done that takes the editor.
 * @fires {CustomEvent<ToggleDetail>} attribution-toggle - The card is to be opened or closed.
 * @csspart card - The frame.
 * @csspart summary - The button that is always visible.
 * @csspart quote - The words.
 * @csspart speaker - Who said them.
 * @csspart chip - The status.
 * @csspart flag - Each small label.
 * @csspart details - What unfolds.
 * @csspart evidence - A source with its passage, of `<attribution-evidence>`.
 * @cssprop --attribution-accent - And every other token of theme.ts.
 */
export class AttributionCard extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        container-type: inline-size;
        overflow-wrap: break-word;
      }
      article {
        position: relative;
        border: 1px solid var(--_hairline);
        border-radius: var(--_radius);
        background: var(--_surface);
      }
      article.selected {
        border-color: color-mix(in oklab, var(--_accent) 55%, var(--_hairline));
        box-shadow: inset 3px 0 var(--_accent);
      }
      article.selected:dir(rtl) {
        box-shadow: inset -3px 0 var(--_accent);
      }
      article.gone {
        border-style: dashed;
        background: transparent;
      }

      .summary {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 6px 8px;
        align-items: center;
        justify-items: start;
        width: 100%;
        padding: 12px;
        border: 0;
        border-radius: calc(var(--_radius) - 1px);
        text-align: start;
      }
      .summary:focus-visible {
        outline-offset: -3px;
      }
      .selected:not(.open) .summary:not(:hover) {
        background: color-mix(in oklab, var(--_accent) 5%, transparent);
      }
      .quote {
        grid-column: 1 / -1;
        justify-self: stretch;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        text-wrap: pretty;
        hyphens: auto;
      }
      .open .quote {
        display: block;
        overflow: visible;
      }
      .dismissed .quote,
      .gone .quote {
        color: var(--_quiet);
      }
      .speaker {
        max-width: 100%;
        overflow: hidden;
        font-weight: 600;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .speaker.unknown {
        font-weight: 400;
        font-style: italic;
        color: var(--_quiet);
      }
      .meta {
        grid-column: 1 / -1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 6px;
        margin-top: -4px;
        font-size: calc(12 * var(--_px));
        line-height: calc(18 * var(--_px));
        color: var(--_quiet);
      }
      .meta .flag {
        padding: 0 6px;
        border: 1px solid var(--_hairline);
        border-radius: 4px;
        line-height: calc(16 * var(--_px));
      }
      /* At rest one line: the labels give way, and are whole again in the opened card. */
      article:not(.open) .meta {
        flex-wrap: nowrap;
        max-width: 100%;
      }
      article:not(.open) .meta > * {
        flex: none;
        white-space: nowrap;
      }
      article:not(.open) .meta > .flag {
        flex: 0 4 auto;
        min-width: 4ch;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      article:not(.open) .meta > .flag.warns {
        flex-shrink: 1;
      }
      article:not(.open) .meta > .rated {
        flex: 0 4 auto;
        min-width: 4ch;
      }
      article:not(.open) .rated > span:last-child {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      article:not(.open) .meta > span:first-child {
        flex: 0 1 auto;
        min-width: 8ch;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .meta .warns {
        color: var(--_stale);
        border-color: color-mix(in oklab, var(--_stale) 40%, var(--_surface));
      }

      .meta .sign {
        position: relative;
        display: inline-flex;
        align-items: center;
        gap: 3px;
        padding: 0 2px;
      }
      .meta .sign svg {
        width: calc(12 * var(--_px));
        height: calc(12 * var(--_px));
      }
      .meta .signed {
        color: var(--_verified);
      }
      .initials {
        min-width: calc(18 * var(--_px));
        padding: 0 4px;
        border-radius: 1em;
        font-size: calc(10 * var(--_px));
        font-weight: 600;
        line-height: calc(18 * var(--_px));
        text-align: center;
        color: var(--_text);
        background: color-mix(in oklab, var(--_accent) 14%, var(--_surface));
      }

      /* On the edge of the card, no larger than the room there, so that nothing moves when somebody comes or goes. */
      .viewers {
        position: absolute;
        top: -8px;
        inset-inline-end: 10px;
        display: flex;
        gap: 2px;
        max-width: calc(100% - 20px);
      }
      .viewer {
        min-width: 24px;
        padding: 0 5px;
        border: 1px solid var(--_hairline);
        border-radius: 1em;
        overflow: hidden;
        font-size: min(calc(10 * var(--_px)), 13px);
        font-weight: 600;
        line-height: min(calc(14 * var(--_px)), 18px);
        white-space: nowrap;
        text-overflow: ellipsis;
        background: var(--_surface);
      }
      .viewer[class*='hue-']::before {
        content: '';
        display: inline-block;
        width: 6px;
        height: 6px;
        margin-block-end: 1px;
        margin-inline-end: 3px;
        border-radius: 50%;
        background: light-dark(oklch(45% 0.14 var(--_hue)), oklch(80% 0.12 var(--_hue)));
      }
      .hue-0 {
        --_hue: 20;
      }
      .hue-1 {
        --_hue: 75;
      }
      .hue-2 {
        --_hue: 140;
      }
      .hue-3 {
        --_hue: 200;
      }
      .hue-4 {
        --_hue: 265;
      }
      .hue-5 {
        --_hue: 325;
      }

      .refusal {
        padding: 4px 12px 12px; /* free of the ring around what has the focus */
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }

      .details {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
        padding: 0 12px 12px;
      }
      .old {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        font-weight: 500;
        color: var(--_stale);
      }
      :host([dropping]) article {
        outline: 2px solid var(--_accent);
        outline-offset: 1px;
        background: color-mix(in oklab, var(--_accent) 6%, var(--_surface));
      }

      @container (max-width: 20em) {
        article:not(.open) .meta {
          flex-wrap: wrap;
        }
      }
      /* Wide enough for a long name, everything that can be between, and a status. */
      @container (min-width: 40em) {
        .summary {
          grid-template-columns: fit-content(35%) minmax(0, 1fr) auto;
        }
        .meta {
          grid-area: 2 / 2;
          margin: 0;
        }
        .chip {
          grid-column: 3;
        }
      }
      @media (forced-colors: active) {
        .initials {
          border: 1px solid;
          line-height: calc(16 * var(--_px));
        }
        .viewer::before {
          display: none !important;
        }
        article.selected {
          border: 2px solid Highlight;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotation!: Annotation
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ type: Boolean, reflect: true }) open = false
  @property({ type: Boolean, reflect: true }) selected = false
  @property({ attribute: false }) tabStop = true
  @property({ attribute: false }) rights: readonly Right[] = RIGHTS
  @property({ attribute: false }) viewers: readonly Person[] = []
  @property({ attribute: false }) resolveSource: ResolveSource | null = null
  @property({ attribute: false }) user: User | null = null
  @property({ attribute: false }) people: readonly Person[] = []
  @property({ attribute: false }) log: readonly LogEntry[] = []
  @property({ attribute: false }) describeReason: DescribeReason | null = null
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null

  @property({ attribute: false }) scheme: Scheme = DEFAULT_SCHEME
  @property({ attribute: false }) policy: Policy | null = null
  @property({ attribute: false }) speakers: readonly SpeakerIdentity[] = []
  @property({ attribute: false }) next: string | null = null
  @property({ attribute: false }) suggestion: Suggestion | null = null
  @property({ attribute: false }) candidates: readonly CandidatePlace[] = []
  @property({ attribute: false }) adjusting = false

  /** Why the key pressed last does not apply here. */
  @state() private refusal = ''
  @query('.summary') private readonly summary!: HTMLButtonElement
  @query('[popover]') private readonly menu!: HTMLElement
  @query('attribution-evidence') private readonly evidence!: AttributionEvidence | null

  #details: CardDetails | null = null
  #focused: HTMLElement | null = null
  /** Waits until whoever lists the card has opened it. */
  #onOpen: (() => void) | null = null

  constructor() {
    super()
    new SourceDropTarget(this, {
      accepts: (source) =>
        this.may('research') && !this.annotation.dismissed && this.sources.includes(source),
      drop: ({ id }) => void this.attachKnown(id),
    })
  }

  /** Focuses the card itself, the part that is always visible. */
  override focus(options?: FocusOptions): void {
    this.summary.focus(options)
  }

  /** Whether the focus is on the card itself, not on something in its details. */
  get isFocused(): boolean {
    return this.shadowRoot?.activeElement === this.summary
  }

  /** Opens the form for a source; the card must be open. */
  async attachSource(): Promise<void> {
    await this.updateComplete
    await this.evidence?.attachSource()
  }

  /**
   * Attaches one of the article's sources as the statement's origin, or takes the evidence that is there from it,
   * and opens the card where its passage goes.
   */
  async attachKnown(sourceId: string): Promise<void> {
    const source = this.sources.find(({ id }) => id === sourceId)
    const { evidence, id } = this.annotation
    if (!source || !this.may('research')) return
    if (!evidence.some((own) => own.sourceId === sourceId))
      emit(this, 'attribution-action', {
        type: 'attach-source',
        id,
        source,
        relation: 'origin',
        passage: '',
        locator: '',
      })
    await this.editPassageOf(sourceId)
  }

  /** Opens the card where the passage from this source goes, as soon as the source is attached. */
  async editPassageOf(sourceId: string): Promise<void> {
    if (await this.opened('pointer')) this.evidence?.editPassageOf(sourceId)
  }

  /** Puts the cursor into the note; the card must be open. */
  focusNote(): void {
    if (this.isComing) void this.updateComplete.then(() => this.focusNote())
    else this.renderRoot.querySelector<HTMLElement>('#note')?.focus()
  }

  /** Puts the cursor where the next comment is written; the card must be open. */
  focusComment(): void {
    if (this.isComing) void this.updateComplete.then(() => this.focusComment())
    else this.renderRoot.querySelector('attribution-thread')?.focus()
  }

  /** Whether something was begun in the card that goes with the element: a source, or a comment. */
  get hasInput(): boolean {
    return this.#details !== null && (this.#details.isDrafting || this.#details.isAttaching)
  }

  private readonly saveTexts = (): void => this.#details?.saveTexts()

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('pagehide', this.saveTexts, { capture: true })
    addEventListener('visibilitychange', this.saveTexts, { capture: true })
  }

  override disconnectedCallback(): void {
    removeEventListener('pagehide', this.saveTexts, { capture: true })
    removeEventListener('visibilitychange', this.saveTexts, { capture: true })
    super.disconnectedCallback()
  }

  /** An element that stands in a page has nothing to show yet. */
  protected override shouldUpdate(): boolean {
    return (this.annotation as Annotation | undefined) !== undefined
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('annotation')) this.refusal = ''
    const active = this.shadowRoot?.activeElement
    this.#focused = active instanceof HTMLElement ? active : null
    if (changed.has('annotation') && changed.get('annotation')?.id !== this.annotation.id)
      this.#details?.forget()
  }

  protected override updated(): void {
    if (this.open) {
      this.#onOpen?.()
    }
    // What had the focus is gone or hidden: the nearest thing that stays takes it.
    const lost = this.#focused && !(this.#focused.isConnected && this.#focused.checkVisibility())
    if (lost && !this.shadowRoot?.activeElement?.checkVisibility()) this.focus()
  }

  override render(): TemplateResult {
    const { annotation, locale, open } = this
    const t = messagesOf(locale)
    const labels = labelsOf(locale)
    const standing = standingOf(annotation)
    const { status } = annotation.review
    const hasSpeaker = annotation.speakerIs.name !== undefined || annotation.target.speaker !== null
    return html`
      <article
        lang=${locale}
        part="card"
        class=${classMap({
          open,
          selected: this.selected,
          dismissed: annotation.dismissed,
          gone: annotation.target.detached,
        })}
        @keydown=${this.onKey}
      >
        <button
          type="button"
          class="summary"
          part="summary"
          tabindex=${this.tabStop ? 0 : -1}
          aria-expanded=${open}
          aria-controls="details"
          aria-current=${this.selected ? 'true' : nothing}
          aria-describedby=${this.viewers.length ? 'viewers' : nothing}
          @click=${this.onToggle}
          @blur=${() => (this.refusal = '')}
        >
          <span class="quote" part="quote" lang=${this.lang_} dir="auto"
            >${quoteOf(annotation, this.lang_)}</span
          >
          <span class=${classMap({ speaker: true, unknown: !hasSpeaker })} part="speaker"
            >${shortSpeakerOf(annotation, locale)}</span
          >
          <span class="chip ${standing}" part="chip" ${tint(standing, this.scheme)}
            >${sign(standing, this.scheme)}${statusLabel(status, this.locale, this.scheme)}</span
          >
          <span class="meta">
            <span>${labels.kind[annotation.kind]} · ${t.sources(annotation.evidence.length)}</span>
            ${this.renderFlags()} ${this.renderSigns()}
          </span>
        </button>
        ${viewerSigns(this.viewers, { locale, isNamed: open })}
        ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
        <div class="details" id="details" part="details" ?hidden=${!open}>
          ${open || this.hasInput ? this.renderDetails() : nothing}
        </div>
      </article>
    `
  }

  private renderDetails(): TemplateResult {
    const part = this.take(detailsPart)
    if (!part) return this.renderLate(detailsPart)
    this.adopt(part.detailsStyles)
    this.#details ??= new part.CardDetails(this)
    return this.#details.render()
  }

  /**
   * Whether the present user has the right.
   * @internal
   */
  may(right: Right): boolean {
    return this.rights.includes(right)
  }

  private get lang_(): string {
    return this.articleLang ?? this.locale
  }

  private renderFlags(): unknown {
    const { annotation, locale } = this
    const labels = labelsOf(locale)
    const flag = (text: string, warns = false) =>
      html`<span class="flag ${warns ? 'warns' : ''}" part="flag">${text}</span>`
    return [
      annotation.dismissed ? flag(messagesOf(locale).dismissed) : nothing,
      annotation.target.detached ? flag(labels.detached, true) : nothing,
      isStale(annotation) ? flag(labels.stale, true) : nothing,
      annotation.reopened ? flag(labels.reopened, true) : nothing,
      ...flagLabels(annotation, locale).map(([, text]) => flag(text)),
    ]
  }

  /** What the desk has left on it, each as small as it can be: sign-off, verdict, comments, who is to check it. */
  private renderSigns(): unknown {
    const { annotation, locale, scheme } = this
    const { desk: t } = messagesOf(locale)
    const { verdict, thread, assignee } = annotation
    return [
      isSignedOff(annotation)
        ? html`<span class="sign signed" part="flag">${icon('signed')}${labelsOf(locale).signedOff}</span>`
        : nothing,
      verdict
        ? html`<span class="sign rated ${isOutdated(annotation) ? 'old' : ''}" part="flag"
            >${
              isOutdated(annotation)
                ? html`${sign('stale')}<span class="visually-hidden">${labelsOf(locale).stale}, </span>`
                : nothing
            }<span>${t.verdictIs(ratingLabel(verdict.rating, locale, scheme))}</span></span
          >`
        : nothing,
      this.#details?.isDrafting ? html`<span class="sign" part="flag">${t.draft}</span>` : nothing,
      isOpenThread(thread)
        ? html`<span class="sign" part="flag"
            >${icon('comment')}<span aria-hidden="true">${thread.comments.length}</span
            ><span class="visually-hidden">${t.openComments(thread.comments.length)}</span></span
          >`
        : nothing,
      assignee
        ? html`<span class="sign" part="flag" title=${t.assignedTo(assignee.name)}
            ><span class="initials" aria-hidden="true">${initialsOf(assignee.name)}</span
            ><span class="visually-hidden">${t.assignedTo(assignee.name)}</span></span
          >`
        : nothing,
    ]
  }

  /** Says why a key does not apply, until the focus or the statement is another one. */
  refuse(words: string): void {
    this.refusal = toldAfter(this.refusal, words)
  }

  private onToggle({ detail }: MouseEvent): void {
    this.toggle(!this.open, detail === 0 ? 'keyboard' : 'pointer') // a click made by a key has no click count
  }

  private toggle(open: boolean, origin: 'keyboard' | 'pointer', isLeaving = false): void {
    emit(this, 'attribution-toggle', { id: this.annotation.id, open, origin, isLeaving })
  }

  private onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') return this.onEscape(event)
    if (event.key === 'F2' && !this.annotation.target.detached) {
      event.preventDefault()
      return this.may('annotate') ? request(this, 'adjust') : this.refuse(whyMayNot('annotate', this))
    }
    if (!this.isFocused) return
    if (this.onSingleKey(event.key)) event.preventDefault()
  }

  /**
   * One step out: from the form to its button, from the details to the card, from the open card to
   * the list. A form with something typed into it stays; only its own button drops it.
   */
  private onEscape(event: KeyboardEvent): void {
    if (!this.open || this.menu?.matches(':popover-open')) return
    event.preventDefault()
    event.stopPropagation()
    const isOnCard = this.isFocused
    this.focus()
    // From a field, one step only: letters typed after two would land in the article.
    if (isOnCard) this.toggle(false, 'keyboard', true)
  }

  private onSingleKey(key: string): boolean {
    const right = rightForKey(key, this.scheme)
    if (right && !this.may(right)) {
      this.refuse(whyMayNot(right, this))
      return true
    }
    const status = this.scheme.statuses[Number(key) - 1]?.key
    if (status) setStatus(this, status)
    else if (key === 'v' && this.scheme.statuses.some((own) => own.key === 'verified'))
      setStatus(this, 'verified')
    else if (key === 'h') {
      if (!confirmReview(this)) this.refuse(whyNoConfirm(this.annotation, this.locale))
    } else if (key === 'g') {
      if (!giveSignOff(this)) this.refuse(whyNoSignOff(this.annotation, this))
    } else if (key === 'a') return toggleMine(this)
    else if (key === 'x') toggleHidden(this)
    else if (key === 's') void this.whenOpened(() => this.attachSource())
    else if (key === 'n') void this.whenOpened(() => this.focusNote())
    else if (key === 'c') void this.whenOpened(() => this.focusComment())
    else return false
    return true
  }

  /** Asks to be opened, and waits until it is; false where that is refused. */
  private async opened(origin: 'keyboard' | 'pointer' = 'keyboard'): Promise<boolean> {
    if (!this.open) {
      // How many elements the wish must go through, and be granted, the card cannot know.
      const isOpen = new Promise<void>((resolve) => (this.#onOpen = resolve))
      const limit = setTimeout(() => this.#onOpen?.(), OPEN_MS)
      this.toggle(true, origin)
      await isOpen
      clearTimeout(limit)
      this.#onOpen = null
    }
    await this.updateComplete
    return this.open
  }

  private async whenOpened(act: () => unknown): Promise<void> {
    if (await this.opened()) act()
  }
}

/** A card that is not open by then was not to be opened: what comes later has another reason. */
const OPEN_MS = 1000
declare global {
  interface HTMLElementTagNameMap {
    'attribution-card': AttributionCard
  }
}
