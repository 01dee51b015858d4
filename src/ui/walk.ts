import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ReviewAction } from '../model/action.js'
import { needsRecheck, type Annotation } from '../model/annotation.js'
import type { CandidatePlace } from '../model/candidates.js'
import type { LogEntry } from '../model/log.js'
import type { Person, User } from '../model/person.js'
import type { Policy, PublishCheck } from '../model/policy.js'
import { toldAfter } from '../model/presentation.js'
import { canSignOff } from '../model/review.js'
import { RIGHTS, type Right } from '../model/rights.js'
import type { Source } from '../model/source.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import type { Suggestion } from '../model/suggestion.js'
import type { AttributionCard, DescribeReason } from './card.js'
import { AttributionElement } from './element.js'
import { emit, type ToggleDetail } from './events.js'
import { isOpenStatement, standingOf } from './filter.js'
import { isInField } from './focus.js'
import { icon, sign } from './icons.js'
import { localeOf, messagesOf, statusLabel } from './messages/index.js'
import type { ResolveSource } from './resolve.js'
import { editingOf, NO_EDITING, statementCard, type Editing } from './statement-card.js'
import { theme } from './theme.js'
import { tint } from './tint.js'
import { NOBODY, type ViewersAt } from './viewers.js'
import { rightForKey, whyMayNot, whyNoConfirm, whyNoSignOff } from './words.js'

/** How long what was done stays to be seen before the next statement comes. */
const CONFIRMED_MS = 450

/**
 * Going through statements one by one with single keys: one card, opened, in place of the list.
 *
 * Keys while nobody is writing in a field: → and J go on, ← and K back, 1 to 9 set the status and go on to
 * the next open one, V verified, H still holds, G signs off, S attaches a source, N goes to the note, C to the
 * comment, X hides, Escape ends.
 *
 * @element attribution-walk
 * @prop {readonly Annotation[]} annotations - The article's statements.
 * @prop {readonly string[]} ids - Those that are gone through, in their order.
 * @prop {string|null} selected - Id of the statement selected in the text; the walk goes there when it is among them.
 * @prop {PublishCheck|null} check - Tells at the end what still blocks.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {User|null} user - The present user.
 * @prop {readonly Person[]} people - Whom statements can be assigned to.
 * @prop {readonly LogEntry[]} log - The article's log.
 * @prop {Policy|null} policy - The house's rules; null for the ones that come along.
 * @prop {Scheme} scheme - The house's statuses and ratings.
 * @prop {ResolveSource|null} resolveSource - Fills in what is known of a pasted address.
 * @prop {DescribeReason|null} describeReason - Puts reasons in words.
 * @prop {string|null} adjusting - Id of the statement whose borders are being moved in the text.
 * @prop {(id: string) => Suggestion|null} suggestionOf - What detection would say.
 * @prop {(id: string) => readonly CandidatePlace[]} candidatesOf - Where a detached one could belong.
 * @prop {readonly Right[]} rights - What the present user may do; the rest is not offered. Default all.
 * @prop {ViewersAt} viewersAt - Who else is at which statement now, by its id.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @fires {CustomEvent<ReviewAction>} attribution-action - Something to be done to the dossier.
 * @fires {CustomEvent<RequestDetail>} attribution-request - Something to be done that takes the editor.
 * @fires {CustomEvent<SelectDetail>} attribution-select - A statement is to be selected in the text.
 * @fires {CustomEvent<{to: 'list' | 'check'}>} leave - The walk is to end.
 * @csspart place - Where one is.
 * @csspart end - What shows when all have been seen.
 * @csspart card - Each card, of `<attribution-card>`.
 * @csspart summary - Its head.
 * @csspart quote - Its words.
 * @csspart speaker - Its speaker.
 * @csspart chip - Its status.
 * @csspart flag - Each of its flags.
 * @csspart details - What unfolds.
 */
export class AttributionWalk extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        min-height: 0;
      }
      .place {
        display: flex;
        gap: 2px;
        align-items: center;
        padding: 6px 8px 6px 12px;
        border-bottom: 1px solid var(--_hairline);
      }
      .place span {
        flex: 1;
        min-width: 0;
        font-weight: 600;
      }
      .scroller {
        position: relative;
        flex: 1;
        min-height: 0;
        padding: 8px;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--_edge) transparent;
      }
      .said {
        min-height: 32px;
        padding: 6px 12px;
        border-top: 1px solid var(--_hairline);
        background: var(--_surface);
      }
      .said:empty {
        display: none;
      }
      .said .chip {
        font-size: calc(13 * var(--_px));
      }
      .end {
        display: grid;
        gap: 4px;
        justify-items: center;
        max-width: 280px;
        margin: 0 auto;
        padding: 48px 8px;
        text-align: center;
        text-wrap: balance;
        color: var(--_quiet);
      }
      .end:focus {
        outline: none;
      }
      .end > svg {
        box-sizing: content-box;
        width: calc(20 * var(--_px));
        height: calc(20 * var(--_px));
        margin-bottom: 8px;
        padding: 10px;
        border-radius: 50%;
        background: var(--_hairline);
      }
      .end strong {
        font-weight: 600;
        color: var(--_text);
      }
      .end .does {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        justify-content: center;
        margin-top: 12px;
      }
    `,
  ]

  @property({ attribute: false }) annotations: readonly Annotation[] = []
  @property({ attribute: false }) ids: readonly string[] = []
  @property({ attribute: false }) selected: string | null = null
  @property({ attribute: false }) check: PublishCheck | null = null
  @property({ attribute: false }) sources: readonly Source[] = []
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

  /** Where one is in `ids`; behind the last at the end. */
  @state() private at = 0
  /** What was just done, or why it could not be. */
  @state() private said: { readonly words: string; readonly standing: string | null } | null = null

  /** Ids of those with something begun in their cards. */
  #begun: readonly string[] = []
  #editing: Editing = NO_EDITING
  #timer: ReturnType<typeof setTimeout> | undefined
  #ownSelection: string | null = null
  readonly #first = { handleEvent: (event: KeyboardEvent) => this.onKeyFirst(event), capture: true }

  /** Id of the statement that is shown, null at the end. */
  get currentId(): string | null {
    return this.ids[this.at] ?? null
  }

  /** Focuses the card, or what shows at the end. */
  override focus(options?: FocusOptions): void {
    const target = this.card ?? this.renderRoot.querySelector<HTMLElement>('.end')
    target?.focus(options)
  }

  /** Begins at the first, and takes the focus. */
  start(): void {
    void this.goTo(0)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete()
    await this.card?.updateComplete
    return done
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('locale')) this.lang = this.locale
    const at = this.selected === null ? -1 : this.ids.indexOf(this.selected)
    if (changed.has('selected') && this.selected !== this.#ownSelection && at >= 0) this.at = at
    this.#editing = editingOf(this.currentId, this, this.#editing)
    this.#begun = this.begun()
  }

  private get card(): AttributionCard | null {
    return this.renderRoot.querySelector(':not([hidden]) > attribution-card')
  }

  private begun(): readonly string[] {
    const cards = [...this.renderRoot.querySelectorAll('attribution-card')]
    return cards.filter(({ hasInput }) => hasInput).map(({ annotation }) => annotation.id)
  }

  private annotationOf(id: string | null): Annotation | null {
    return this.annotations.find((annotation) => annotation.id === id) ?? null
  }

  private isOpenAt(index: number): boolean {
    const annotation = this.annotationOf(this.ids[index] ?? null)
    return annotation !== null && isOpenStatement(annotation, this.scheme)
  }

  override render(): TemplateResult {
    const t = messagesOf(this.locale)
    const { views: v } = t
    const annotation = this.annotationOf(this.currentId)
    const total = this.ids.length
    const open = this.ids.filter((_, i) => this.isOpenAt(i)).length
    const step = (label: string, key: string, drawing: unknown, to: number) =>
      html`<button
        type="button"
        class="icon-only"
        aria-label=${label}
        title="${label} (${key})"
        aria-disabled=${to < 0 || to > total}
        @click=${() => void this.goTo(to, false)}
      >
        ${drawing}
      </button>`
    return html`
      <div class="place" part="place" @keydown=${this.onKey}>
        <span aria-live="polite"
          >${this.currentId === null ? v.walked : v.place(this.at + 1, total, open)}</span
        >
        ${step(v.previous, 'K', icon('previous'), this.at - 1)}
        ${step(v.next, 'J', icon('next'), this.at + 1)}
        <button
          type="button"
          class="icon-only close"
          aria-label=${v.endWalk}
          title="${v.endWalk} (${t.keys.escape})"
          @click=${() => void this.leave('list')}
        >
          ${icon('close')}
        </button>
      </div>
      <div
        class="scroller"
        @keydown=${this.#first}
        @attribution-toggle=${this.onToggle}
        @attribution-action=${this.onCardAction}
        @input=${() => (this.said = null)}
      >
        ${repeat(
          this.annotations.filter(({ id }) => id === this.currentId || this.#begun.includes(id)),
          ({ id }) => id,
          (annotation) => this.renderCard(annotation),
        )}
        ${annotation ? nothing : this.renderEnd()}
      </div>
      <div class="said" role="status">${this.renderSaid()}</div>
    `
  }

  /** One with something begun in it stays while another one is shown. */
  private renderCard(annotation: Annotation): TemplateResult {
    const isCurrent = annotation.id === this.currentId
    return html`<div ?hidden=${!isCurrent} @keydown=${this.onKey}>
      ${statementCard(annotation, this, {
        isOpen: true,
        isSelected: false,
        isTabStop: true,
        editing: isCurrent ? this.#editing : NO_EDITING,
      })}
    </div>`
  }

  private renderSaid(): unknown {
    if (!this.said) return nothing
    const { words, standing } = this.said
    return standing === null
      ? words
      : html`<span class="chip ${standing}" ${tint(standing, this.scheme)}
          >${sign(standing, this.scheme)}${words}</span
        >`
  }

  private renderEnd(): TemplateResult {
    const { views: t } = messagesOf(this.locale)
    const { check } = this
    const blocking = check && !check.isPending ? check.blocks.length : null
    return html`<div class="end" part="end" tabindex="-1" @keydown=${this.onKey}>
      ${icon('check')}<strong>${t.walked}</strong><span>${t.walkedText(blocking)}</span>
      <div class="does">
        <button type="button" class="primary" @click=${() => void this.leave('check')}>${t.toCheck}</button>
        <button type="button" class="outlined" @click=${() => void this.leave('list')}>${t.toList}</button>
      </div>
    </div>`
  }

  /** Goes to the statement at `index`, behind the last to the end. */
  private async goTo(index: number, withFocus = true): Promise<void> {
    clearTimeout(this.#timer)
    if (index < 0 || index > this.ids.length) return
    this.at = index
    this.said = null
    const id = this.currentId
    this.#ownSelection = id
    if (id !== null) emit(this, 'attribution-select', { id, origin: 'keyboard' })
    await this.updateComplete
    this.renderRoot.querySelector('.scroller')?.scrollTo(0, 0)
    // At the end there is nothing more to press but what it shows.
    if (withFocus || id === null) this.focus({ preventScroll: true })
  }

  /** Goes on to what still waits: behind this one, else before it, else to the end. */
  private goOn(): void {
    const { at, ids } = this
    const others = [...ids.keys()].filter((i) => i !== at && this.isOpenAt(i))
    void this.goTo(others.find((i) => i > at) ?? others[0] ?? ids.length)
  }

  /** Shows what was done, and goes on a moment later. */
  private confirm(words: string, standing: string | null): void {
    this.said = { words, standing }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.goOn(), CONFIRMED_MS)
  }

  /** Says why what was asked for does not apply, also when it is asked for again. */
  private refuse(words: string): void {
    this.said = { words: toldAfter(this.said?.words ?? '', words), standing: null }
  }

  private act(action: ReviewAction): void {
    emit(this, 'attribution-action', action)
  }

  /** What was begun goes with the walk: that is said where it stands, and only who leaves again leaves. */
  private async leave(to: 'list' | 'check'): Promise<void> {
    clearTimeout(this.#timer)
    const { unsent } = messagesOf(this.locale).views
    const [begun] = this.begun()
    if (begun !== undefined && this.said?.words !== unsent) {
      if (begun !== this.currentId) await this.goTo(this.ids.indexOf(begun))
      return this.refuse(unsent)
    }
    this.dispatchEvent(new CustomEvent('leave', { detail: { to } }))
  }

  /** The opened card stays open; that it wants to close is one step out of its details. */
  private onToggle(event: CustomEvent<ToggleDetail>): void {
    event.stopPropagation()
  }

  /** What a button of the card does to the statement as a whole goes on too, as its key does. */
  private onCardAction({ detail }: CustomEvent<ReviewAction>): void {
    const annotation = this.annotationOf(this.currentId)
    if (!annotation || !('id' in detail) || detail.id !== annotation.id) return
    const { done } = messagesOf(this.locale).views
    switch (detail.type) {
      case 'set-status':
        return this.confirm(statusLabel(detail.status, this.locale, this.scheme), detail.status)
      case 'confirm':
        return this.confirm(done.confirm, annotation.review.status)
      case 'sign-off':
        return this.confirm(done['sign-off'], standingOf(annotation))
      case 'dismiss':
      case 'restore':
        return this.confirm(done[detail.type], null)
    }
  }

  /** Before the card has them: the walk's keys do more than the card's. */
  private onKeyFirst(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isInField(event)) return
    const isInForm = event
      .composedPath()
      .some((target) => target instanceof Element && target.matches('form, dialog, [popover]'))
    if (isInForm) return
    if (event.key === 'Escape') void this.leave('list')
    else if (!this.onSingleKey(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** Behind the card, whose toolbars have the arrows first. */
  private onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (isInField(event)) return
    const step = { ArrowRight: 1, j: 1, ArrowLeft: -1, k: -1 }[event.key]
    if (step) void this.goTo(this.at + step)
    else if (event.key === 'Escape') void this.leave('list')
    else if (!this.onSingleKey(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }

  private onSingleKey(key: string): boolean {
    const annotation = this.annotationOf(this.currentId)
    const card = this.card
    if (!annotation || !card) return false
    const right = rightForKey(key, this.scheme)
    if (right && !this.rights.includes(right)) {
      this.refuse(whyMayNot(right, this))
      return true
    }
    const { views: t } = messagesOf(this.locale)
    const { id } = annotation
    const { scheme } = this
    const status = scheme.statuses[Number(key) - 1]?.key ?? (key === 'v' ? 'verified' : '')
    if (scheme.statuses.some((own) => own.key === status)) {
      this.act({ type: 'set-status', id, status })
      this.confirm(statusLabel(status, this.locale, scheme), status)
      return true
    }
    switch (key) {
      case 'h':
        if (needsRecheck(annotation) && !annotation.target.detached) {
          this.act({ type: 'confirm', id })
          this.confirm(t.done.confirm, annotation.review.status)
        } else this.refuse(whyNoConfirm(annotation, this.locale))
        return true
      case 'g':
        if (!annotation.dismissed && canSignOff(annotation, { user: this.user, scheme })) {
          this.act({ type: 'sign-off', id })
          this.confirm(t.done['sign-off'], standingOf(annotation))
        } else this.refuse(whyNoSignOff(annotation, this))
        return true
      case 'x':
        this.act({ type: annotation.dismissed ? 'restore' : 'dismiss', id })
        this.confirm(annotation.dismissed ? t.done.restore : t.done.dismiss, null)
        return true
      case 's':
        void card.attachSource()
        return true
      case 'n':
        card.focusNote()
        return true
      case 'c':
        card.focusComment()
        return true
      default:
        return false
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-walk': AttributionWalk
  }
}
