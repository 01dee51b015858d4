import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import { live } from 'lit/directives/live.js'
import { isSignedOff, isStale, needsRecheck, type Annotation } from '../model/annotation.js'
import type { CandidatePlace } from '../model/candidates.js'
import { diffWords } from '../model/diff.js'
import { loggedWords } from '../model/labels.js'
import type { LogEntry } from '../model/log.js'
import { chainNames, foldSpace, quoteOf, quoted, shortened, toldAfter } from '../model/presentation.js'
import { personOf, type Person, type User } from '../model/person.js'
import { DEFAULT_POLICY, type Policy } from '../model/policy.js'
import { canSignOff } from '../model/review.js'
import type { Source } from '../model/source.js'
import { DEFAULT_SCHEME, UNCHECKED, type Scheme, type Status } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import { isOpenThread } from '../model/thread.js'
import { isSameWording } from '../model/wording.js'
import { KINDS, SPEAKER_KINDS, type Reason, type SpeakerIdentity } from '../model/index.js'
import { emit, type RequestDetail } from './events.js'
import { sourceTitle, standingOf } from './filter.js'
import { icon, sign } from './icons.js'
import { tint } from './tint.js'
import { labelsOf, localeOf, messagesOf, nameOf, ratingLabel, statusLabel } from './messages/index.js'
import type { AttributionEvidence } from './evidence.js'
import { closeWhenLeft, tendPopover } from './placement.js'
import type { ResolveSource } from './resolve.js'
import { SourceDropTarget } from './source-drop.js'
import type { AttributionThread } from './thread.js'
import { theme } from './theme.js'
import {
  flagLabels,
  formatTime,
  initialsOf,
  mentionFor,
  shortSpeakerOf,
  speakerOf,
  whyNoConfirm,
  whyNoSignOff,
} from './words.js'

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
 * @prop {boolean} readonly - Shows everything, changes nothing.
 * @prop {ResolveSource|null} resolveSource - Fills in what is known of a pasted address.
 * @prop {User|null} user - The present user.
 * @prop {readonly Person[]} people - Who can be assigned and mentioned.
 * @prop {readonly LogEntry[]} log - The dossier's log; needed while the card is open.
 * @prop {DescribeReason} describeReason - Without it the reasons are not shown.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @prop {Policy} policy - The house's rules, for their words in the history. Default the ones that come along.
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
export class AttributionCard extends LitElement {
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
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 24px;
      }
      .section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      .section > h3,
      .section > .label {
        justify-self: start;
      }
      .statuses {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      .statuses button {
        gap: 5px;
        padding: 2px 8px 2px 6px;
        border: 1px solid var(--_hairline);
        font-size: calc(13 * var(--_px));
        color: var(--_text);
      }
      .statuses button svg {
        color: var(--_status);
      }
      .statuses button[aria-pressed='true'] {
        font-weight: 600;
        color: var(--_status);
        border-color: var(--_status);
        background: color-mix(in oklab, var(--_status) 9%, var(--_surface));
      }
      .quiet {
        text-wrap: pretty;
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }

      .assignee {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
      }
      .assignee select {
        flex: 1 1 96px;
        width: auto;
        min-width: 0;
        min-height: max(28px, var(--_target));
        padding-block: 2px;
      }
      .signed-off {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 8px;
      }
      .signed-off p {
        display: flex;
        gap: 5px;
      }
      .signed-off p svg {
        margin-top: 1px;
      }
      .signed-off .verified {
        color: var(--_status);
      }
      .text {
        justify-self: start;
        margin-inline: -8px;
        padding-inline: 8px;
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      .old {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        font-weight: 500;
        color: var(--_stale);
      }
      attribution-thread {
        min-width: 0;
      }
      .folded {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 4px;
      }
      .folded details[open] {
        padding-bottom: 8px;
      }
      .verdict .section {
        margin-top: 4px;
      }
      .given {
        min-width: 0;
        margin-inline-start: 8px;
        font-weight: 500;
        color: var(--_text);
      }
      .history ol {
        display: grid;
        gap: 8px;
        margin: 4px 0 0;
        padding: 0;
        list-style: '';
      }
      .history li {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        font-size: calc(13 * var(--_px));
        line-height: calc(18 * var(--_px));
      }

      .facts {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 4px 12px;
      }
      .facts dt {
        font-size: calc(12 * var(--_px));
        color: var(--_quiet);
      }
      .chain {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .chain li {
        display: inline;
      }
      .chain li + li::before {
        content: ' → ';
        content: ' → ' / '';
        color: var(--_quiet);
      }
      .facts .office {
        color: var(--_quiet);
      }

      :host([dropping]) article {
        outline: 2px solid var(--_accent);
        outline-offset: 1px;
        background: color-mix(in oklab, var(--_accent) 6%, var(--_surface));
      }

      .box {
        display: grid;
        gap: 8px;
        padding: 10px 12px;
        border-radius: 6px;
        background: color-mix(in oklab, var(--_status, var(--_quiet)) 7%, var(--_surface));
      }
      .box strong {
        display: flex;
        gap: 6px;
        align-items: flex-start;
        font-weight: 600;
      }
      .box strong svg {
        margin-top: 3px;
        color: var(--_status);
      }
      .box .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      del,
      ins {
        border-radius: 3px;
        text-decoration-thickness: 1px;
      }
      del {
        text-decoration-color: var(--_disputed);
        background: color-mix(in oklab, var(--_disputed) 14%, transparent);
      }
      ins {
        text-decoration-color: var(--_verified);
        background: color-mix(in oklab, var(--_verified) 14%, transparent);
        text-underline-offset: 2px;
      }

      .box .reading {
        overflow-wrap: anywhere;
      }
      .candidates {
        display: grid;
        gap: 8px;
      }
      .candidates li {
        display: grid;
        gap: 6px;
        justify-items: start;
        padding: 8px 10px;
        border: 1px solid var(--_hairline);
        border-radius: 6px;
        background: var(--_surface);
      }
      .candidates b {
        font-weight: 600;
        color: var(--_text);
      }
      .edit[open] summary {
        margin-bottom: 8px;
      }
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(164px, 100%), 1fr));
        gap: 8px;
      }
      .fields .wide {
        grid-column: 1 / -1;
      }
      .field {
        display: grid;
        gap: 4px;
        align-content: start;
      }
      .tools {
        display: grid;
        margin: 8px -8px 0;
      }
      .tools button {
        justify-content: space-between;
        padding-inline: 8px;
        text-align: start;
      }
      button kbd {
        padding: 0 4px;
        border: 1px solid var(--_hairline);
        border-radius: 4px;
        font: inherit;
        font-size: calc(11 * var(--_px));
        line-height: calc(15 * var(--_px));
        color: var(--_quiet);
      }
      @media (pointer: coarse) {
        button kbd,
        .by-key {
          display: none;
        }
      }

      .reasons {
        padding-inline-start: 16px;
        list-style: disc;
      }
      details summary {
        display: flex;
        align-items: center;
        min-height: max(24px, var(--_target));
        width: max-content;
        max-width: 100%;
        border-radius: 4px;
        cursor: pointer;
        list-style: none;
      }
      details summary::-webkit-details-marker {
        display: none;
      }
      details summary::before {
        content: '';
        width: 5px;
        height: 5px;
        margin: 0 8px 0 2px;
        border: solid currentColor;
        border-width: 1.5px 1.5px 0 0;
        transform: rotate(45deg);
        transition: transform var(--_motion);
      }
      details[open] summary::before {
        transform: rotate(135deg);
      }

      [popover] {
        position: fixed;
        inset: auto;
        min-width: 200px;
        max-width: calc(100vw - 16px);
        margin: 0;
        padding: 4px;
        border: 1px solid var(--_hairline);
        border-radius: var(--_radius);
        color: inherit;
        background: var(--_surface);
        box-shadow: 0 6px 20px oklch(0% 0 0 / 0.14);
      }
      [popover] button {
        display: flex;
        justify-content: flex-start;
        width: 100%;
        min-height: max(32px, var(--_target));
      }
      @container (max-width: 20em) {
        article:not(.open) .meta {
          flex-wrap: wrap;
        }
        .facts {
          grid-template-columns: minmax(0, 1fr);
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
        .text {
          margin-inline: 0;
        }
        .initials {
          border: 1px solid;
          line-height: calc(16 * var(--_px));
        }
        article.selected {
          border: 2px solid Highlight;
        }
        .box {
          border: 1px solid;
        }
        .statuses button[aria-pressed='true'] {
          forced-color-adjust: none;
          color: HighlightText;
          background: Highlight;
        }
        .statuses button[aria-pressed='true'] svg {
          color: inherit;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotation!: Annotation
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ type: Boolean, reflect: true }) open = false
  @property({ type: Boolean, reflect: true }) selected = false
  @property({ attribute: false }) tabStop = true
  @property({ type: Boolean }) readonly = false
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
  @property({ attribute: false }) policy: Policy = DEFAULT_POLICY
  @property({ attribute: false }) speakers: readonly SpeakerIdentity[] = []
  @property({ attribute: false }) next: string | null = null
  @property({ attribute: false }) suggestion: Suggestion | null = null
  @property({ attribute: false }) candidates: readonly CandidatePlace[] = []
  @property({ attribute: false }) adjusting = false

  /** Whether the source form is there; it keeps what was typed while the card is closed. */
  @state() private isAttaching = false
  /** Whether something is written in the thread and not sent; the thread stays while the card is closed. */
  @state() private isDrafting = false
  /** Why the key pressed last does not apply here. */
  @state() private refusal = ''
  @query('.summary') private readonly summary!: HTMLButtonElement
  @query('[popover]') private readonly menu!: HTMLElement
  @query('attribution-evidence') private readonly evidence!: AttributionEvidence | null

  #focused: HTMLElement | null = null
  /** Waits until whoever lists the card has opened it. */
  #onOpen: (() => void) | null = null

  constructor() {
    super()
    new SourceDropTarget(this, {
      accepts: (source) => !this.readonly && !this.annotation.dismissed && this.sources.includes(source),
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
    if (!source || this.readonly) return
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
    this.renderRoot.querySelector<HTMLElement>('#note')?.focus()
  }

  /** Puts the cursor where the next comment is written; the card must be open. */
  focusComment(): void {
    this.renderRoot.querySelector<AttributionThread>('attribution-thread')?.focus()
  }

  /** Whether something was begun in the card that goes with the element: a source, or a comment. */
  get hasInput(): boolean {
    return this.isDrafting || this.isAttaching
  }

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
      this.isAttaching = this.isDrafting = false
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
        ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}
        <div class="details" id="details" part="details" ?hidden=${!open}>
          ${open || this.isAttaching || this.isDrafting ? this.renderDetails() : nothing}
        </div>
      </article>
    `
  }

  private get lang_(): string {
    return this.articleLang ?? this.locale
  }

  /** The one action that stands out: what was begun, else what is most likely to come next. */
  private get mainAction(): 'form' | 'borders' | 'comment' | 'recheck' | 'sign-off' | 'attach' {
    const { annotation, user, scheme } = this
    if (this.isAttaching) return 'form'
    if (this.adjusting) return 'borders'
    if (this.isDrafting) return 'comment'
    if (annotation.review.wording !== null && needsRecheck(annotation)) return 'recheck'
    return canSignOff(annotation, { user, scheme }) ? 'sign-off' : 'attach'
  }

  private lookOf(action: AttributionCard['mainAction']): 'primary' | 'outlined' {
    return this.mainAction === action ? 'primary' : 'outlined'
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
    const { annotation, locale, scheme, isDrafting } = this
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
      isDrafting ? html`<span class="sign" part="flag">${t.draft}</span>` : nothing,
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

  private renderDetails(): TemplateResult {
    const { annotation, locale } = this
    const t = messagesOf(locale)
    const { review } = annotation
    return html`
      ${this.renderNotice()}
      <div class="section">
        <div class="head">
          <h3 id="status">${t.status}</h3>
          ${this.readonly ? nothing : this.renderMenu()}
        </div>
        ${
          this.readonly
            ? html`<span
                ><span class="chip ${review.status}" ${tint(review.status, this.scheme)}
                  >${sign(review.status, this.scheme)}${statusLabel(review.status, this.locale, this.scheme)}</span
                ></span
              >`
            : html`<div
                class="statuses"
                role="toolbar"
                aria-labelledby="status"
                @keydown=${this.onToolbarKey}
              >
                ${this.scheme.statuses.map(({ key }) => this.renderStatus(key))}
              </div>`
        }
        ${
          review.at
            ? html`<p class="quiet">
                ${t.reviewedBy(nameOf(review.by, this.user, t), formatTime(review.at, locale))}
              </p>`
            : nothing
        }
        ${this.renderAssignee()}
      </div>
      ${this.renderDesk()} ${this.renderSpeaker()} ${this.renderSources()}
      ${
        this.readonly && !annotation.note
          ? nothing
          : html`<div class="section">
              ${
                this.readonly
                  ? html`<h3>${t.note}</h3>
                      <p>${annotation.note}</p>`
                  : html`<label class="label" for="note">${t.note}</label>
                      <textarea
                        dir="auto"
                        id="note"
                        rows="2"
                        placeholder=${t.notePlaceholder}
                        .value=${annotation.note}
                        @change=${this.saveTexts}
                      ></textarea>`
              }
            </div>`
      }
      ${
        this.readonly && !annotation.thread.comments.length
          ? nothing
          : html`<attribution-thread
              .annotationId=${annotation.id}
              .thread=${annotation.thread}
              .people=${this.people}
              .user=${this.user}
              .readonly=${this.readonly}
              .calm=${this.mainAction !== 'comment'}
              .locale=${locale}
              @draft=${this.onDraft}
            ></attribution-thread>`
      }
      <div class="folded">
        ${this.renderVerdict()} ${this.readonly || annotation.dismissed ? nothing : this.renderEdit()}
        ${this.renderReasons()} ${this.renderHistory()}
      </div>
    `
  }

  /** Second pair of eyes, who is to check it, and why a speaker has no name. */
  private renderDesk(): TemplateResult | typeof nothing {
    const parts = [this.renderSignOff(), this.renderAnonymity()].filter((part) => part !== nothing)
    return parts.length ? html`${parts}` : nothing
  }

  private renderSignOff(): TemplateResult | typeof nothing {
    const { annotation, locale, user, scheme } = this
    const m = messagesOf(locale)
    const { desk: t } = m
    const { signOff, dismissed, target, id } = annotation
    if (signOff) {
      const who = nameOf(signOff.by, user, m) ?? signOff.by.name
      return html`<div class="signed-off">
        <p class="quiet ${isSignedOff(annotation) ? 'verified' : ''}">
          ${
            isSignedOff(annotation)
              ? html`${icon('signed')}<span>${t.signedOffBy(who, formatTime(signOff.at, locale))}</span>`
              : html`<span>${t.signOffFallen(who)}</span>`
          }
        </p>
        ${this.readonly ? nothing : this.renderSignOffButton()}
      </div>`
    }
    if (this.readonly || !user || dismissed || target.detached) return nothing
    if (canSignOff(annotation, { user, scheme })) return html`<div>${this.renderSignOffButton()}</div>`
    // Before anybody has begun, only where the house asks for it.
    if (annotation.review.at === null && annotation.speakerIs.kind !== 'unnamed') return nothing
    return html`<p class="quiet" id="why-not-${id}">${whyNoSignOff(annotation, this)}</p>`
  }

  private renderSignOffButton(): unknown {
    const { annotation, user, scheme } = this
    const { desk: t } = messagesOf(this.locale)
    const { id, signOff } = annotation
    return canSignOff(annotation, { user, scheme })
      ? html`<button type="button" class="${this.lookOf('sign-off')} sign-off" @click=${this.signOff}>
          ${icon('signed')}${t.signOff}
        </button>`
      : signOff
        ? html`<button
            type="button"
            class="text"
            @click=${() => emit(this, 'attribution-action', { type: 'withdraw-sign-off', id })}
          >
            ${t.withdrawSignOff}
          </button>`
        : nothing
  }

  private renderAnonymity(): TemplateResult | typeof nothing {
    const { anonymity, speakerIs } = this.annotation
    const { desk: t } = messagesOf(this.locale)
    if (speakerIs.kind !== 'unnamed' && !anonymity) return nothing
    if (this.readonly)
      return anonymity
        ? html`<div class="section">
            <h3>${t.anonymity}</h3>
            <p>${anonymity}</p>
          </div>`
        : nothing
    return html`<div class="section">
      <label class="label" for="anonymity">${t.anonymity}</label>
      <textarea
        dir="auto"
        id="anonymity"
        rows="1"
        placeholder=${t.anonymityHint}
        .value=${anonymity}
        @change=${this.saveTexts}
      ></textarea>
    </div>`
  }

  /** Who is to check it: chosen from the house's people, or taken on. */
  private renderAssignee(): TemplateResult | typeof nothing {
    const { annotation, people, user, locale } = this
    const { desk: t } = messagesOf(locale)
    const { assignee } = annotation
    const isMine = user !== null && assignee?.id === user.id
    if (this.readonly) return assignee ? html`<p class="quiet">${t.assignedTo(assignee.name)}</p>` : nothing
    const known = [...people, user, assignee].filter((person) => person !== null)
    const all = known.filter(({ id }, i) => known.findIndex((own) => own.id === id) === i)
    if (!all.length) return nothing
    return html`<div class="assignee">
      <label class="label" for="assignee">${t.assignee}</label>
      <select id="assignee" @change=${this.onAssign}>
        <option value="" .selected=${live(!assignee)}>${t.nobody}</option>
        ${all.map(
          ({ id, name }) => html`<option value=${id} .selected=${live(id === assignee?.id)}>${name}</option>`,
        )}
      </select>
      ${
        user && (isMine || !assignee)
          ? html`<button type="button" class="outlined" @click=${this.toggleMine}>
              ${isMine ? t.takeBack : t.assignToMe}
            </button>`
          : nothing
      }
    </div>`
  }

  private renderVerdict(): TemplateResult | typeof nothing {
    const { annotation, locale, scheme, user } = this
    const m = messagesOf(locale)
    const { desk: t } = m
    const { verdict, id, dismissed } = annotation
    if (!verdict && (this.readonly || dismissed)) return nothing
    if (!verdict && !scheme.ratings.length) return nothing
    const label = (rating: string) => ratingLabel(rating, locale, scheme)
    const set = (rating: string | null) =>
      emit(this, 'attribution-action', { type: 'set-verdict', id, rating })
    const stop = scheme.ratings.some(({ key }) => key === verdict?.rating)
      ? verdict?.rating
      : scheme.ratings[0]?.key
    return html`<details class="verdict">
      <summary class="label" id="verdict">
        ${t.verdict}${verdict ? html`<span class="given">${label(verdict.rating)}</span>` : nothing}
      </summary>
      <div class="section">
        <p class="quiet">${t.verdictExplained}</p>
        ${
          this.readonly
            ? nothing
            : html`<div
                class="statuses ratings"
                role="toolbar"
                aria-labelledby="verdict"
                @keydown=${this.onToolbarKey}
              >
                ${scheme.ratings.map(
                  ({ key }) =>
                    html`<button
                      type="button"
                      aria-pressed=${key === verdict?.rating}
                      tabindex=${key === stop ? 0 : -1}
                      @click=${() => set(key)}
                    >
                      ${label(key)}
                    </button>`,
                )}
              </div>`
        }
        ${isOutdated(annotation) ? html`<p class="old">${t.verdictChanged}</p>` : nothing}
        ${
          verdict
            ? html`<p class="quiet">
                ${t.verdictBy(nameOf(verdict.by, user, m), formatTime(verdict.at, locale))}
              </p>`
            : nothing
        }
        ${
          verdict && !this.readonly
            ? html`<button type="button" class="text" @click=${() => set(null)}>${t.withdrawVerdict}</button>`
            : nothing
        }
      </div>
    </details>`
  }

  /** What was done to this statement, the latest first. */
  private renderHistory(): TemplateResult | typeof nothing {
    const { annotation, log, locale, scheme } = this
    const { desk: t } = messagesOf(locale)
    const labels = labelsOf(locale)
    const entries = log.filter(({ subject }) => subject === annotation.id)
    if (!entries.length) return nothing
    const rules = new Map(this.policy.rules.map(({ id, text }) => [id, text]))
    const inWords = ({ action, before, after }: LogEntry) => {
      const [was, is] = [before, after].map((words) =>
        shortened(loggedWords(words, action, { labels, locale, scheme, rules }), WORDS_LENGTH),
      )
      return [was, is].filter(Boolean).join(' → ')
    }
    const shown = entries.slice(-HISTORY_LENGTH).reverse()
    return html`<details class="history">
      <summary class="label">${t.history(entries.length)}</summary>
      <ol>
        ${shown.map(
          (entry) =>
            html`<li>
              <span
                >${labels.logAction[entry.action]}${entry.before || entry.after ? html`: ${inWords(entry)}` : nothing}</span
              >
              <span class="quiet"
                >${entry.by ? `${entry.by.name}, ` : ''}<time datetime=${entry.at}
                  >${formatTime(entry.at, locale)}</time
                ></span
              >
            </li>`,
        )}
      </ol>
      ${
        entries.length > shown.length
          ? html`<p class="quiet">${t.older(entries.length - shown.length)}</p>`
          : nothing
      }
    </details>`
  }

  private renderNotice(): TemplateResult | typeof nothing {
    const { annotation, locale } = this
    const t = messagesOf(locale)
    const { target } = annotation
    if (annotation.dismissed)
      return html`<div class="box">
        <p>${t.dismissedText}</p>
        ${
          this.readonly
            ? nothing
            : html`<div class="actions">
                <button type="button" class="outlined" @click=${this.onDismiss}>${t.restore}</button>
              </div>`
        }
      </div>`
    if (target.detached)
      return html`<div class="box stale">
        <p>${t.detachedText}</p>
        ${this.readonly ? nothing : this.renderCandidates()}
      </div>`
    if (this.adjusting)
      return html`<div class="box">
        <p>${t.edit.adjusting}</p>
        <p class="quiet by-key">${t.edit.adjustingKeys}</p>
        <div class="actions">
          <button type="button" class=${this.lookOf('borders')} @click=${() => this.request('take-borders')}>
            ${t.edit.take}
          </button>
          <button type="button" class="outlined" @click=${() => this.request('leave-borders')}>
            ${t.edit.cancel}
          </button>
        </div>
      </div>`
    return html`${this.renderStale()}${this.renderReopened()}${this.renderSuggestion()}`
  }

  private renderStale(): TemplateResult | typeof nothing {
    const { annotation, locale } = this
    const t = messagesOf(locale)
    const { review, target } = annotation
    if (!isStale(annotation) || review.wording === null) return nothing
    const parts = diffWords(review.wording, target.wording)
    const { lang_: lang } = this
    return html`<div class="box stale">
      <strong>${sign('stale')}${t.staleTitle}</strong>
      <dl class="facts">
        <dt>${t.staleReviewed}</dt>
        <dd lang=${lang} dir="auto">
          ${parts.map(({ text, change }) => (change === 'new' ? nothing : change === 'gone' ? this.differing('del', text) : text))}
        </dd>
        <dt>${t.staleNow}</dt>
        <dd lang=${lang} dir="auto">
          ${parts.map(({ text, change }) => (change === 'gone' ? nothing : change === 'new' ? this.differing('ins', text) : text))}
        </dd>
      </dl>
      ${annotation.reopened ? nothing : this.renderRecheck()}
    </div>`
  }

  /** What a line through or under words says is said too; the space behind them is no part of what differs. */
  private differing(tag: 'del' | 'ins', text: string): readonly unknown[] {
    const { log: t } = messagesOf(this.locale)
    const words = text.trimEnd()
    const say = (what: string) => html`<span class="visually-hidden" lang=${this.locale}> ${what} </span>`
    return [
      tag === 'del' ? html`<del>${say(t.removed)}${words}</del>` : html`<ins>${say(t.added)}${words}</ins>`,
      text.slice(words.length),
    ]
  }

  private renderReopened(): TemplateResult | typeof nothing {
    const { annotation, sources, locale, user } = this
    const m = messagesOf(locale)
    const { desk: t } = m
    const { reopened } = annotation
    if (!reopened) return nothing
    const source = sources.find(({ id }) => id === reopened.sourceId)
    return html`<div class="box reopened">
      <strong>${sign('reopened')}${t[reopened.why]}</strong>
      <dl class="facts">
        <dt>${t.source}</dt>
        <dd>${source ? sourceTitle(source) : t.sourceGone}</dd>
        ${
          source?.correction && reopened.why === 'corrected'
            ? html`<dt>${t.correction}</dt>
                <dd>${source.correction}</dd>`
            : nothing
        }
      </dl>
      <p class="quiet">${t.reopenedBy(nameOf(reopened.by, user, m), formatTime(reopened.at, locale))}</p>
      ${this.renderRecheck()}
    </div>`
  }

  /** What can be done about a review that does not hold any more. */
  private renderRecheck(): TemplateResult | typeof nothing {
    const t = messagesOf(this.locale)
    if (this.readonly) return nothing
    return html`<div class="actions">
      <button type="button" class=${this.lookOf('recheck')} @click=${this.confirm}>${t.stillHolds}</button>
      <button type="button" class="outlined" @click=${() => this.setStatus(recheckStatus(this.scheme))}>
        ${t.checkAgain}
      </button>
    </div>`
  }

  private renderCandidates(): TemplateResult {
    const { annotation, candidates, lang_: lang } = this
    const { edit: t } = messagesOf(this.locale)
    // Folded, but not trimmed: whether a space stands beside the words is the text's.
    const before = ({ prefix }: CandidatePlace) => prefix && `… ${prefix.replace(/\s+/g, ' ').trimStart()}`
    const behind = ({ suffix }: CandidatePlace) => suffix && `${suffix.replace(/\s+/g, ' ').trimEnd()} …`
    const attach = ({ quote }: CandidatePlace) =>
      emit(this, 'attribution-action', { type: 'set-quote', id: annotation.id, quote })
    return html`<p>${t.candidates(candidates.length)}</p>
      ${
        candidates.length
          ? html`<ul class="candidates">
              ${candidates.map(
                (candidate, i) =>
                  html`<li>
                    <span class="quiet" id="candidate-${i}" lang=${lang} dir="auto"
                      >${before(candidate)}<b>${foldSpace(candidate.wording)}</b>${behind(candidate)}</span
                    >
                    <button
                      type="button"
                      class="outlined"
                      aria-describedby="candidate-${i}"
                      @click=${() => attach(candidate)}
                    >
                      ${t.attachHere}
                    </button>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      <div class="actions">
        <button type="button" class="outlined" @click=${() => this.request('borders-from-selection')}>
          ${t.attachSelection}
        </button>
      </div>`
  }

  private renderSuggestion(): TemplateResult | typeof nothing {
    const { annotation, suggestion, locale, lang_: lang } = this
    if (!suggestion) return nothing
    const { edit: t } = messagesOf(locale)
    const read = { ...annotation, ...suggestion }
    return html`<div class="box" role="group" aria-labelledby="suggestion">
      <p class="reading">
        <span id="suggestion">${t.suggestion}:</span>
        <span lang=${lang} dir="auto">${quoteOf({ ...read, kind: 'direct' }, lang)}</span>
        · ${labelsOf(locale).kind[suggestion.kind]} · ${speakerOf(read, locale)}
      </p>
      ${
        this.readonly
          ? nothing
          : html`<div class="actions">
              <button
                type="button"
                class="outlined"
                @click=${() => emit(this, 'attribution-action', { type: 'take-suggestion', id: annotation.id })}
              >
                ${t.takeSuggestion}
              </button>
            </div>`
      }
    </div>`
  }

  private renderEdit(): TemplateResult {
    const { annotation, locale, next, speakers } = this
    const { edit: t } = messagesOf(locale)
    const labels = labelsOf(locale)
    const { id, kind, speakerIs, target } = annotation
    const tool = (label: string, act: () => void, key?: string) =>
      html`<button type="button" @click=${act}>
        ${label}${key ? html` <kbd aria-hidden="true">${key}</kbd>` : nothing}
      </button>`
    return html`<details class="edit">
      <summary class="label">${t.title}</summary>
      <div class="fields">
        <div class="field wide">
          <label class="label" for="speaker">${t.speaker}</label>
          <input
            id="speaker"
            list="speakers"
            autocomplete="off"
            placeholder=${t.speakerHint}
            .value=${live(speakerIs.name ?? '')}
            @change=${this.onSpeaker}
            @keydown=${this.onSpeakerKey}
          />
          <datalist id="speakers">
            ${speakers.map(({ name, office }) => html`<option value=${name ?? ''}>${office ?? ''}</option>`)}
          </datalist>
        </div>
        <div class="field">
          <label class="label" for="speaker-kind">${t.speakerKind}</label>
          <select id="speaker-kind" @change=${this.onSpeakerKind}>
            ${SPEAKER_KINDS.map(
              (one) =>
                html`<option value=${one} .selected=${live(one === speakerIs.kind)}>
                  ${labels.speakerKind[one]}
                </option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label class="label" for="kind">${t.kind}</label>
          <select id="kind" @change=${this.onKind}>
            ${KINDS.map(
              (one) =>
                html`<option value=${one} .selected=${live(one === kind)}>${labels.kind[one]}</option>`,
            )}
          </select>
        </div>
      </div>
      <div class="tools">
        ${target.detached ? nothing : tool(t.speakerFromSelection, () => this.request('speaker-from-selection'))}
        ${
          target.detached
            ? nothing
            : [
                tool(t.borders, () => this.request('adjust'), 'F2'),
                tool(t.bordersFromSelection, () => this.request('borders-from-selection')),
                tool(t.split, () => this.request('split-at-cursor')),
                next === null
                  ? nothing
                  : tool(t.merge, () => emit(this, 'attribution-action', { type: 'merge', id, with: next })),
              ]
        }
      </div>
    </details>`
  }

  private renderStatus(status: Status): TemplateResult {
    const isSet = this.annotation.review.status === status
    return html`<button
      type="button"
      class=${status}
      ${tint(status, this.scheme)}
      aria-pressed=${isSet}
      tabindex=${isSet ? 0 : -1}
      @click=${() => this.setStatus(status)}
    >
      ${sign(status, this.scheme)}${statusLabel(status, this.locale, this.scheme)}
    </button>`
  }

  private renderMenu(): TemplateResult {
    const { annotation } = this
    const t = messagesOf(this.locale)
    const canRemove = annotation.origin === 'manual' || annotation.target.detached
    return html`
      <button
        type="button"
        class="icon-only more"
        popovertarget="menu"
        aria-label=${t.more}
        title=${t.more}
        aria-haspopup="true"
      >
        ${icon('more')}
      </button>
      <div
        id="menu"
        popover
        @toggle=${(event: ToggleEvent) => tendPopover(event, this.menuButton)}
        @focusout=${(event: FocusEvent) => closeWhenLeft(event, this.menuButton)}
      >
        <button type="button" popovertarget="menu" popovertargetaction="hide" @click=${this.onDismiss}>
          ${annotation.dismissed ? t.restore : t.dismiss}
        </button>
        ${
          canRemove
            ? html`<button
                type="button"
                popovertarget="menu"
                popovertargetaction="hide"
                @click=${() => emit(this, 'attribution-action', { type: 'remove', id: annotation.id })}
              >
                ${t.remove}
              </button>`
            : nothing
        }
      </div>
    `
  }

  private renderSpeaker(): TemplateResult {
    const { annotation, locale } = this
    const t = messagesOf(locale)
    const { speakerIs, target, outlet, when } = annotation
    const chain = chainNames(annotation)
    const office = [speakerIs.short, speakerIs.office].filter(Boolean).join(', ')
    const isPlain = target.speaker === null || target.speaker === speakerIs.name
    return html`<dl class="facts">
      <dt>${t.speaker}</dt>
      <dd>
        ${speakerOf(annotation, locale)}${office ? html`<span class="office" lang=${this.lang_}>, ${office}</span>` : nothing}
      </dd>
      ${
        isPlain
          ? nothing
          : html`<dt>${t.givenAs}</dt>
              <dd lang=${this.lang_} dir="auto">${quoted(target.speaker ?? '', this.lang_)}</dd>`
      }
      ${
        outlet === null
          ? nothing
          : html`<dt>${t.saidOn}</dt>
              <dd>${outlet}</dd>`
      }
      ${
        when === null
          ? nothing
          : html`<dt>${t.saidWhen}</dt>
              <dd lang=${this.lang_} dir="auto">${when}</dd>`
      }
      ${
        chain.length === 0
          ? nothing
          : html`<dt>${t.through}</dt>
              <dd>
                <ol class="chain" lang=${this.lang_}>
                  ${chain.map((name) => html`<li>${name}</li>`)}
                </ol>
              </dd>`
      }
    </dl>`
  }

  private renderSources(): TemplateResult {
    const t = messagesOf(this.locale)
    return html`<div class="section">
      <h3>${t.sourcesHeading}</h3>
      <attribution-evidence
        .annotation=${this.annotation}
        .sources=${this.sources}
        .readonly=${this.readonly}
        .user=${this.user}
        .resolveSource=${this.resolveSource}
        .calm=${this.mainAction !== 'attach'}
        .locale=${this.locale}
        .articleLang=${this.articleLang}
        exportparts="evidence"
        @formchange=${this.onFormChange}
      ></attribution-evidence>
    </div>`
  }

  private renderReasons(): TemplateResult | typeof nothing {
    const { annotation, describeReason, locale } = this
    const t = messagesOf(locale)
    const words =
      annotation.origin === 'manual'
        ? [t.byHand]
        : describeReason
          ? annotation.reasons.map((reason) => describeReason(reason, locale))
          : []
    if (words.length === 0) return nothing
    return html`<details class="why">
      <summary class="label">${t.why}</summary>
      <ul class="reasons quiet">
        ${words.map((text) => html`<li>${this.emphasised(text)}</li>`)}
      </ul>
    </details>`
  }

  /** Reasons set the words of the text between asterisks. */
  private emphasised(text: string): readonly (string | TemplateResult)[] {
    return text
      .split(/\*([^*]+)\*/)
      .map((part, i) => (i % 2 ? html`<i lang=${this.lang_}>${part}</i>` : part))
  }

  private request(type: RequestDetail['type']): void {
    emit(this, 'attribution-request', { type, id: this.annotation.id })
  }

  private setSpeaker(speakerIs: SpeakerIdentity): void {
    const { annotation } = this
    const mention = mentionFor(annotation, speakerIs)
    emit(this, 'attribution-action', { type: 'set-speaker', id: annotation.id, speakerIs, mention })
    this.requestUpdate() // shows what it is now, should that have been refused
  }

  /** Somebody whom the article knows under this name, else a new one; nobody without a name. */
  private onSpeaker({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return
    const name = foldSpace(target.value)
    if (name === (this.annotation.speakerIs.name ?? '')) return
    const { kind } = this.annotation.speakerIs
    const known = this.speakers.find((speaker) => speaker.name === name)
    const fresh: SpeakerIdentity = { kind: kind === 'organisation' ? kind : 'named', name }
    this.setSpeaker(name ? (known ?? fresh) : { kind: 'none' })
  }

  /** Escape takes back what was typed and not yet taken over, as one step to undo; a second one leads to the card. */
  private onSpeakerKey(event: KeyboardEvent): void {
    const { target, key } = event
    const name = this.annotation.speakerIs.name ?? ''
    if (key !== 'Escape' || !(target instanceof HTMLInputElement) || target.value === name) return
    target.select()
    document.execCommand(name ? 'insertText' : 'delete', false, name)
    event.preventDefault()
    event.stopPropagation()
  }

  private onSpeakerKind({ target }: Event): void {
    const kind = SPEAKER_KINDS.find((one) => target instanceof HTMLSelectElement && one === target.value)
    if (!kind) return
    const { speakerIs, target: place } = this.annotation
    const name = speakerIs.name ?? place.speaker ?? ''
    if (name || kind === 'none' || kind === 'unnamed')
      return this.setSpeaker(name ? { ...speakerIs, kind, name } : { kind })
    this.requestUpdate()
    this.renderRoot.querySelector<HTMLElement>('#speaker')?.focus() // a name is what it lacks
  }

  private onKind({ target }: Event): void {
    const kind = KINDS.find((one) => target instanceof HTMLSelectElement && one === target.value)
    if (kind) emit(this, 'attribution-action', { type: 'set-kind', id: this.annotation.id, kind })
  }

  private setStatus(status: Status): void {
    emit(this, 'attribution-action', { type: 'set-status', id: this.annotation.id, status })
  }

  /** "Still holds", where a review does not any more. */
  private confirm(): boolean {
    const { annotation } = this
    const can = annotation.review.wording !== null && !annotation.target.detached && needsRecheck(annotation)
    if (can) emit(this, 'attribution-action', { type: 'confirm', id: annotation.id })
    return can
  }

  private signOff(): boolean {
    const { annotation, user, scheme } = this
    const can = !annotation.dismissed && canSignOff(annotation, { user, scheme })
    if (can) emit(this, 'attribution-action', { type: 'sign-off', id: annotation.id })
    return can
  }

  /** Says why a key does not apply, until the focus or the statement is another one. */
  private refuse(words: string): void {
    this.refusal = toldAfter(this.refusal, words)
  }

  private assign(to: Person | null): void {
    emit(this, 'attribution-action', { type: 'assign', id: this.annotation.id, to: to && personOf(to) })
  }

  /** Takes the statement on, or gives it back; false where nobody knows who that is. */
  private toggleMine(): boolean {
    const { user } = this
    if (user) this.assign(this.annotation.assignee?.id === user.id ? null : user)
    return user !== null
  }

  private onAssign({ target }: Event): void {
    if (!(target instanceof HTMLSelectElement)) return
    const { people, user, annotation } = this
    const known = [...people, user, annotation.assignee]
    this.assign(known.find((person) => person?.id === target.value) ?? null)
    this.requestUpdate() // shows who it is now, should that have been refused
  }

  private onDraft({ target }: Event): void {
    this.isDrafting = (target as AttributionThread).hasDraft // only a thread tells of a draft
  }

  private onDismiss(): void {
    const { id, dismissed } = this.annotation
    emit(this, 'attribution-action', { type: dismissed ? 'restore' : 'dismiss', id })
  }

  /**
   * Takes over what stands in the note, and in the reason for a missing name, when the field is left,
   * and when the page goes while somebody is still typing: then in the capture phase, so that a host
   * that saves on the same event saves them too.
   */
  private readonly saveTexts = (): void => {
    const { id, note, anonymity } = this.annotation
    const typed = (name: string) =>
      this.renderRoot.querySelector<HTMLTextAreaElement>(`textarea#${name}`)?.value.trim()
    const newNote = typed('note')
    const reason = typed('anonymity')
    if (newNote !== undefined && newNote !== note)
      emit(this, 'attribution-action', { type: 'set-note', id, note: newNote })
    if (reason !== undefined && reason !== anonymity)
      emit(this, 'attribution-action', { type: 'set-anonymity', id, reason })
  }

  private onToggle({ detail }: MouseEvent): void {
    this.toggle(!this.open, detail === 0 ? 'keyboard' : 'pointer') // a click made by a key has no click count
  }

  private toggle(open: boolean, origin: 'keyboard' | 'pointer', isLeaving = false): void {
    emit(this, 'attribution-toggle', { id: this.annotation.id, open, origin, isLeaving })
  }

  private onFormChange(): void {
    this.isAttaching = this.evidence?.hasForm ?? false
  }

  private onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') return this.onEscape(event)
    if (event.key === 'F2' && !this.readonly && !this.annotation.target.detached) {
      event.preventDefault()
      return this.request('adjust')
    }
    if (!this.isFocused || this.readonly) return
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
    const status = this.scheme.statuses[Number(key) - 1]?.key
    if (status) this.setStatus(status)
    else if (key === 'v' && this.scheme.statuses.some((own) => own.key === 'verified'))
      this.setStatus('verified')
    else if (key === 'h') {
      if (!this.confirm()) this.refuse(whyNoConfirm(this.annotation, this.locale))
    } else if (key === 'g') {
      if (!this.signOff()) this.refuse(whyNoSignOff(this.annotation, this))
    } else if (key === 'a') return this.toggleMine()
    else if (key === 'x') this.onDismiss()
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

  /** Arrows move along the statuses without setting them: every set status goes to the log. */
  private onToolbarKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step || !(event.currentTarget instanceof HTMLElement)) return
    event.preventDefault()
    event.stopPropagation()
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.findIndex((button) => button === this.shadowRoot?.activeElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }

  private get menuButton(): HTMLElement | null {
    return this.renderRoot.querySelector('.more')
  }
}

/** A card that is not open by then was not to be opened: what comes later has another reason. */
const OPEN_MS = 1000
/** In words cut for a line or two. */
const WORDS_LENGTH = 120
/** So many entries of the log tell where a statement stands; the log itself has all. */
const HISTORY_LENGTH = 20

/** Whether the words that somebody has given a verdict on are others by now. */
function isOutdated({ verdict, target }: Annotation): boolean {
  return verdict !== null && !target.detached && !isSameWording(verdict.wording, target.wording)
}

/** The status of what is being checked again: begun and not ended, of the house's list. */
function recheckStatus({ statuses }: Scheme): Status {
  const open = statuses.filter((status) => !status.isFinal && status.key !== UNCHECKED)
  return (open.find(({ isBlocking }) => !isBlocking) ?? open[0])?.key ?? UNCHECKED
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-card': AttributionCard
  }
}
