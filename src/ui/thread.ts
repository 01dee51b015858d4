import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import type { Person } from '../model/person.js'
import { RIGHTS, type Right } from '../model/rights.js'
import { isOpenThread, mentionsIn, NO_THREAD, type Comment, type Thread } from '../model/thread.js'
import { AttributionElement } from './element.js'
import { emit } from './events.js'
import { localeOf, messagesOf, nameOf } from './messages/index.js'
import { theme } from './theme.js'
import { formatTime } from './words.js'

/** The field that somebody types in: the one for a new comment, or the one in place of a comment of theirs. */
type Field = 'new' | 'edit'

/** Somebody is being named behind an "@". */
interface Naming {
  readonly field: Field
  /** Where the "@" stands in the field's text. */
  readonly at: number
  readonly people: readonly Person[]
  readonly active: number
}

/** More would hide the text below; who types on sees the others. */
const MAX_OFFERED = 6

/**
 * What the desk has said to each other about a statement: the comments, the oldest first, and a field for
 * the next one. A resolved thread is folded. What is being typed is kept as long as the element lives.
 *
 * In a field, "@" offers people: the arrows move, Enter takes, Escape closes. Control or Command with
 * Enter sends. Escape leaves a comment that is being changed as it was; once it has other words, only its buttons do.
 *
 * @element attribution-thread
 * @prop {string} annotationId - The statement that is talked about.
 * @prop {Thread} thread - What was said.
 * @prop {readonly Person[]} people - Who can be mentioned.
 * @prop {Person|null} user - The present user.
 * @prop {readonly Right[]} rights - What the present user may do; the rest is not offered. Default all.
 * @prop {boolean} calm - Another action of the card stands out, so that none does here. Default false.
 * @attr {de|en} locale - Language of the labels; default the page's, else German.
 * @fires {CustomEvent<ReviewAction>} attribution-action - A comment was written, changed or deleted, the thread resolved or reopened.
 * @fires {Event} draft - `hasDraft` has changed.
 * @csspart comment - Each comment.
 * @csspart mention - A name that was mentioned.
 */
export class AttributionThread extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 8px;
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 8px;
        min-height: 24px;
      }
      .head button,
      .own button {
        margin-block: -2px;
        margin-inline: 0 -8px;
        padding: 2px 8px;
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      .content {
        display: grid;
        gap: 8px;
      }
      ol {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: '';
      }
      li {
        display: grid;
        gap: 2px;
      }
      ol > li + li {
        padding-top: 8px;
        border-top: 1px solid var(--_hairline);
      }
      .by {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 6px;
      }
      .by b {
        font-weight: 600;
      }
      .quiet {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .mention {
        font-weight: 600;
        color: var(--_accent);
      }
      .own {
        display: flex;
        gap: 8px;
        margin-inline-start: -8px;
      }
      .field {
        display: grid;
        gap: 6px;
      }
      .field textarea {
        min-height: max(34px, var(--_target));
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .people {
        padding: 4px;
        border: 1px solid var(--_edge);
        border-radius: 6px;
        background: var(--_surface);
      }
      .people li {
        display: flex;
        align-items: center;
        min-height: max(28px, var(--_target));
        padding: 2px 8px;
        border-radius: 4px;
        cursor: pointer;
      }
      .people li:hover {
        background: var(--_hover);
      }
      .people li[aria-selected='true'] {
        color: var(--_on-accent);
        background: var(--_accent);
      }
      details > summary {
        display: flex;
        align-items: center;
        gap: 6px;
        min-height: max(24px, var(--_target));
        width: max-content;
        max-width: 100%;
        border-radius: 4px;
        cursor: pointer;
        list-style: none;
      }
      details > summary::-webkit-details-marker {
        display: none;
      }
      details > summary::before {
        content: '';
        width: 5px;
        height: 5px;
        margin: 0 2px;
        border: solid currentColor;
        border-width: 1.5px 1.5px 0 0;
        transform: rotate(45deg);
        transition: transform var(--_motion);
      }
      details[open] > summary::before {
        transform: rotate(135deg);
      }
      details[open] > summary {
        margin-bottom: 8px;
      }
      @media (pointer: coarse) {
        .by-key {
          display: none;
        }
      }
      @media (forced-colors: active) {
        .head button,
        .own,
        .own button {
          margin: 0; /* every button has a border there */
        }
        .people li[aria-selected='true'] {
          forced-color-adjust: none;
          color: HighlightText;
          background: Highlight;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotationId = ''
  @property({ attribute: false }) thread: Thread = NO_THREAD
  @property({ attribute: false }) people: readonly Person[] = []
  @property({ attribute: false }) user: Person | null = null
  @property({ attribute: false }) rights: readonly Right[] = RIGHTS
  @property({ attribute: false }) calm = false
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )

  @state() private draft = ''
  /** A comment of one's own that is being changed. */
  @state() private edited: { readonly id: string; readonly text: string } | null = null
  @state() private naming: Naming | null = null
  /** Whether a resolved thread shows all the same. */
  @state() private isUnfolded = false
  @query('#new') private readonly field!: HTMLTextAreaElement | null

  #focused: HTMLElement | null = null
  #hadDraft = false

  /** Whether something was typed that nobody else has seen yet. */
  get hasDraft(): boolean {
    return this.draft.trim() !== '' || this.edited !== null
  }

  /** Puts the cursor where the next comment is written; unfolds a resolved thread for that. */
  override focus(options?: FocusOptions): void {
    this.isUnfolded = true
    void this.updateComplete.then(() => this.field?.focus(options))
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const active = this.shadowRoot?.activeElement
    this.#focused = active instanceof HTMLElement ? active : null
    if (changed.has('annotationId') && changed.get('annotationId')) {
      this.draft = ''
      this.edited = this.naming = null
    }
    const before = changed.get('thread')
    if (this.thread.resolved && before && !before.resolved) this.isUnfolded = this.draft.trim() !== ''
    const { edited } = this
    if (!edited || this.thread.comments.some(({ id }) => id === edited.id)) return
    // Deleted elsewhere meanwhile: what was typed becomes the next comment.
    this.draft = [this.draft.trim(), edited.text].filter(Boolean).join('\n')
    this.edited = null
  }

  protected override updated(): void {
    if (this.hasDraft !== this.#hadDraft) {
      this.#hadDraft = this.hasDraft
      this.dispatchEvent(new Event('draft'))
    }
    // What had the focus is gone or folded away: the nearest thing that stays takes it.
    const lost = this.#focused && !(this.#focused.isConnected && this.#focused.checkVisibility())
    if (lost && !this.shadowRoot?.activeElement?.checkVisibility())
      this.renderRoot.querySelector<HTMLElement>(this.isFolded ? 'summary' : '#new')?.focus()
  }

  private get isFolded(): boolean {
    return this.thread.resolved !== null && !this.isUnfolded
  }

  override render(): TemplateResult {
    const { thread, locale, user, naming } = this
    const m = messagesOf(locale)
    const { desk: t } = m
    const { resolved, comments } = thread
    if (!resolved)
      return html`<div class="head">
          <h3>${t.thread}</h3>
          ${
            !this.rights.includes('discuss') || !isOpenThread(thread)
              ? nothing
              : html`<button type="button" @click=${() => this.act('resolve-thread')}>${t.resolve}</button>`
          }
        </div>
        ${this.renderContent()}
        <p class="visually-hidden" role="status">${naming ? t.mentionsFound(naming.people.length) : ''}</p>`
    return html`<details .open=${live(this.isUnfolded)} @toggle=${this.onFold}>
        <summary class="label">${t.thread} · ${t.resolved} · ${t.comments(comments.length)}</summary>
        <div class="content">
          ${this.renderContent(
            html`<div class="actions">
              <span class="quiet"
                >${t.resolvedBy(nameOf(resolved.by, user, m), formatTime(resolved.at, locale))}</span
              >
              ${
                !this.rights.includes('discuss')
                  ? nothing
                  : html`<button type="button" class="outlined" @click=${() => this.act('reopen-thread')}>
                      ${t.reopen}
                    </button>`
              }
            </div>`,
          )}
        </div>
      </details>
      <p class="visually-hidden" role="status">${naming ? t.mentionsFound(naming.people.length) : ''}</p>`
  }

  /** The comments, what stands below them, and the field for the next one. */
  private renderContent(below: TemplateResult | typeof nothing = nothing): TemplateResult {
    const { comments } = this.thread
    const { desk: t } = messagesOf(this.locale)
    return html`
      ${
        comments.length
          ? html`<ol aria-label=${t.thread}>
              ${comments.map((comment) => this.renderComment(comment))}
            </ol>`
          : !this.rights.includes('discuss')
            ? html`<p class="quiet">${t.comments(0)}</p>`
            : nothing
      }
      ${below}
      ${
        !this.rights.includes('discuss')
          ? nothing
          : this.renderField('new', {
              label: t.comment,
              text: this.draft,
              actions: this.draft.trim()
                ? html`<div class="actions">
                    <button
                      type="button"
                      class=${this.calm || this.edited ? 'outlined' : 'primary'}
                      @click=${this.send}
                    >
                      ${t.send}
                    </button>
                    <span class="quiet by-key" aria-hidden="true">${t.sendKeys}</span>
                  </div>`
                : nothing,
            })
      }
    `
  }

  private renderComment(comment: Comment): TemplateResult {
    const { user, locale } = this
    const { desk: t } = messagesOf(locale)
    const { id, by, at, editedAt, text, mentions } = comment
    const isOwn = by?.id === user?.id
    const author = by ? (isOwn ? t.youSay : by.name) : t.somebody
    const when = formatTime(at, locale)
    // Beforehand: in the template a space more would show.
    const words = mentionParts(text, mentions).map((part) =>
      part.isMention ? html`<span class="mention" part="mention">${part.text}</span>` : part.text,
    )
    return html`<li part="comment">
      <p class="by">
        <b>${author}</b>
        <span class="quiet"><time datetime=${at}>${when}</time>${editedAt ? `, ${t.edited}` : ''}</span>
      </p>
      ${
        this.edited?.id === id
          ? this.renderField('edit', {
              label: t.editOf(when),
              text: this.edited.text,
              actions: html`<div class="actions">
                <button type="button" class=${this.calm ? 'outlined' : 'primary'} @click=${this.save}>
                  ${t.save}
                </button>
                <button type="button" class="outlined" @click=${() => this.leave(id)}>${t.cancel}</button>
              </div>`,
            })
          : html`<p class="text" dir="auto">${words}</p>
              ${
                isOwn && this.rights.includes('discuss')
                  ? html`<div class="own">
                      <button
                        type="button"
                        data-edit=${id}
                        aria-label=${t.editOf(when)}
                        @click=${() => this.edit(comment)}
                      >
                        ${t.edit}
                      </button>
                      <button
                        type="button"
                        aria-label=${t.deleteOf(when)}
                        @click=${() => this.deleteComment(id)}
                      >
                        ${t.delete}
                      </button>
                    </div>`
                  : nothing
              }`
      }
    </li>`
  }

  /** A text field that offers people; a textarea knows no datalist. */
  private renderField(
    field: Field,
    { label, text, actions }: { readonly label: string; readonly text: string; readonly actions: unknown },
  ): TemplateResult {
    const { desk: t } = messagesOf(this.locale)
    const naming = this.naming?.field === field ? this.naming : null
    return html`<div class="field">
      <textarea
        dir="auto"
        id=${field}
        rows="1"
        aria-label=${label}
        placeholder=${field === 'new' ? t.commentHint : nothing}
        aria-autocomplete="list"
        aria-controls=${naming ? 'people' : nothing}
        aria-activedescendant=${naming ? `person-${naming.active}` : nothing}
        .value=${live(text)}
        @input=${this.onInput}
        @keydown=${this.onKey}
        @click=${this.onCaret}
        @blur=${this.closeNaming}
      ></textarea>
      ${naming ? this.renderPeople(naming) : nothing} ${actions}
    </div>`
  }

  private renderPeople({ people, active }: Naming): TemplateResult {
    const { desk: t } = messagesOf(this.locale)
    return html`<ul class="people" id="people" role="listbox" aria-label=${t.mention}>
      ${people.map(
        (person, i) =>
          html`<li
            id="person-${i}"
            role="option"
            aria-selected=${i === active}
            @mousedown=${(event: Event) => {
              event.preventDefault() // the cursor stays in the text
              this.name(person)
            }}
          >
            ${person.name}
          </li>`,
      )}
    </ul>`
  }

  private act(type: 'resolve-thread' | 'reopen-thread'): void {
    emit(this, 'attribution-action', { type, id: this.annotationId })
  }

  private send(): void {
    const text = this.draft.trim()
    if (!text) return
    const mentions = mentionsIn(text, this.people)
    this.draft = ''
    this.naming = null
    emit(this, 'attribution-action', { type: 'add-comment', id: this.annotationId, text, mentions })
    this.focus()
  }

  private edit({ id, text }: Comment): void {
    this.edited = { id, text }
    void this.updateComplete.then(() => {
      const field = this.renderRoot.querySelector<HTMLTextAreaElement>('#edit')
      field?.focus()
      field?.setSelectionRange(text.length, text.length)
    })
  }

  private save(): void {
    const { edited, thread } = this
    const comment = thread.comments.find(({ id }) => id === edited?.id)
    const text = edited?.text.trim() ?? ''
    if (!edited || !comment || !text) return
    // Who was mentioned stays so, though the house may not name them any more.
    const gone = comment.mentions.filter(({ id }) => !this.people.some((person) => person.id === id))
    const mentions = mentionsIn(text, [...this.people, ...gone])
    this.leave(edited.id)
    if (text !== comment.text)
      emit(this, 'attribution-action', {
        type: 'edit-comment',
        id: this.annotationId,
        commentId: edited.id,
        text,
        mentions,
      })
  }

  /** Leaves the comment that was being changed; the focus goes back to where that began. */
  private leave(id: string): void {
    this.edited = this.naming = null
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`[data-edit="${CSS.escape(id)}"]`)?.focus(),
    )
  }

  private deleteComment(commentId: string): void {
    emit(this, 'attribution-action', { type: 'remove-comment', id: this.annotationId, commentId })
  }

  private onFold({ target }: Event): void {
    if (target instanceof HTMLDetailsElement) this.isUnfolded = target.open
  }

  private onInput({ target }: Event): void {
    if (!(target instanceof HTMLTextAreaElement)) return
    if (target.id === 'new') this.draft = target.value
    else if (this.edited) this.edited = { ...this.edited, text: target.value }
    this.offer(target)
  }

  private onCaret({ target }: Event): void {
    if (this.naming && target instanceof HTMLTextAreaElement) this.offer(target)
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing) return
    const { naming } = this
    const { key } = event
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    const chosen = naming?.people[naming.active]
    if (key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (event.target instanceof HTMLElement && event.target.id === 'edit') this.save()
      else this.send()
    } else if (naming && step) {
      const { length } = naming.people
      this.naming = { ...naming, active: (naming.active + step + length) % length }
    } else if (chosen && key === 'Enter') this.name(chosen)
    else if (key === 'Escape' && naming) this.closeNaming()
    else if (key === 'Escape' && this.edited && this.isUnchanged(this.edited)) this.leave(this.edited.id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  private isUnchanged({ id, text }: { readonly id: string; readonly text: string }): boolean {
    return this.thread.comments.some((own) => own.id === id && own.text === text)
  }

  private closeNaming(): void {
    this.naming = null
  }

  /** Offers those whose name goes on like what stands between the "@" and the cursor. */
  private offer(field: HTMLTextAreaElement): void {
    const before = field.value.slice(0, field.selectionStart)
    const at = before.lastIndexOf('@')
    const typed = before.slice(at + 1)
    const isNaming = at >= 0 && !/[\p{L}\p{N}]$/u.test(before.slice(0, at)) && !typed.includes('\n')
    const people = isNaming ? this.people.filter(({ name }) => isBeginningOf(typed, name)) : []
    this.naming = people.length
      ? { field: field.id === 'new' ? 'new' : 'edit', at, people: people.slice(0, MAX_OFFERED), active: 0 }
      : null
    if (this.naming)
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector('#people')?.scrollIntoView({ block: 'nearest' }),
      )
  }

  private name({ name }: Person): void {
    const { naming } = this
    const field = naming && this.renderRoot.querySelector<HTMLTextAreaElement>(`#${naming.field}`)
    if (!field) return
    field.setRangeText(`@${name} `, naming.at, field.selectionStart, 'end')
    field.dispatchEvent(new Event('input'))
    this.naming = null
  }
}

/** Whether `typed` begins the name or one of its later words; not when nothing is left to type. */
function isBeginningOf(typed: string, name: string): boolean {
  const [begun, whole] = [typed.toLocaleLowerCase(), name.toLocaleLowerCase()]
  return name !== '' && whole !== begun && (whole.startsWith(begun) || whole.includes(` ${begun}`))
}

/** `text` in pieces: what mentions one of `people`, and what stands between. */
export function mentionParts(
  text: string,
  people: readonly Person[],
): readonly { readonly text: string; readonly isMention: boolean }[] {
  const names = people.map(({ name }) => name).sort((a, b) => b.length - a.length)
  const parts: { text: string; isMention: boolean }[] = []
  let done = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = names.find(
      (own) =>
        own !== '' &&
        text.startsWith(own, at + 1) &&
        !/^[\p{L}\p{N}]/u.test(text.slice(at + 1 + own.length, at + 3 + own.length)),
    )
    if (name === undefined) continue
    const end = at + 1 + name.length
    if (at > done) parts.push({ text: text.slice(done, at), isMention: false })
    parts.push({ text: text.slice(at, end), isMention: true })
    done = end
    at = end - 1
  }
  if (done < text.length || !parts.length) parts.push({ text: text.slice(done), isMention: false })
  return parts
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-thread': AttributionThread
  }
}
