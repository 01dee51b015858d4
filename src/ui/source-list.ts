import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ReviewAction } from '../model/action.js'
import { byPlace, type Annotation } from '../model/annotation.js'
import { withSource, type LibraryAction } from '../model/library.js'
import { quoteOf } from '../model/presentation.js'
import { RIGHTS, type Right } from '../model/rights.js'
import { safeUrl, type Reliability, type Source } from '../model/source.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import { endSourceDrag, startSourceDrag } from './drag.js'
import { AttributionElement } from './element.js'
import { emit } from './events.js'
import { sourceTitle, standingOf } from './filter.js'
import { icon, sign } from './icons.js'
import { labelsOf, localeOf, messagesOf, standingLabel } from './messages/index.js'
import type { ResolveSource } from './resolve.js'
import { searchSources } from './source-draft.js'
import type { AttributionSourceForm } from './source-form.js'
import { theme } from './theme.js'
import { tint } from './tint.js'
import { formatDay, inOneLine, shortSpeakerOf } from './words.js'

/** A list is short enough to be seen at once up to this many. */
const SHORT = 6

/** What is being done to a source, in its place in the list. */
type Doing =
  | { readonly type: 'edit' | 'correct'; readonly id: string }
  /** Waits for a yes: reviewed statements would be reopened. */
  | { readonly type: 'mark'; readonly id: string }
  | { readonly type: 'add' }

/**
 * All sources of the article, with what rests on each. A source unfolds to its statements and to what can be done
 * with it. Sources can be dragged on statements.
 *
 * @element attribution-source-list
 * @prop {readonly Annotation[]} annotations - The article's statements.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {readonly Right[]} rights - What the present user may do; the rest is not offered. Default all.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @prop {ResolveSource|null} resolveSource - Fills in what is known of a pasted address.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @fires {CustomEvent<ReviewAction>} attribution-action - Something to be done to the dossier.
 * @fires {CustomEvent<SelectDetail>} attribution-select - A statement is to be shown.
 * @csspart source - Each source.
 * @csspart empty - What stands there while there are none.
 */
export class AttributionSourceList extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        overflow-wrap: anywhere;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-bottom: 12px;
      }
      .search {
        position: relative;
        flex: 1 1 180px;
      }
      .search svg {
        position: absolute;
        inset: 0 auto 0 9px;
        margin-block: auto;
        color: var(--_quiet);
        pointer-events: none;
      }
      .search input {
        padding-inline-start: calc(12px + 18 * var(--_px));
        text-overflow: ellipsis;
      }
      /* It takes its place while there is nothing to clear, too. */
      .search input:placeholder-shown::-webkit-search-cancel-button {
        display: none;
      }
      .found {
        margin: -4px 0 8px;
      }
      .found:empty {
        display: none;
      }
      .sources {
        display: grid;
        gap: 8px;
      }
      .source {
        position: relative;
        border: 1px solid var(--_hairline);
        border-radius: var(--_radius);
        background: var(--_surface);
      }
      .source[draggable='true'] > details > summary {
        cursor: grab;
      }
      .source.dragged {
        opacity: 0.6;
      }
      summary {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 8px;
        padding: 10px 12px;
        border-radius: calc(var(--_radius) - 1px);
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary:hover {
        background: var(--_hover);
      }
      .title {
        font-weight: 600;
      }
      .count {
        font-size: calc(12 * var(--_px));
        color: var(--_quiet);
        white-space: nowrap;
      }
      .count::after {
        content: '';
        display: inline-block;
        width: 5px;
        height: 5px;
        margin: 0 2px 2px 8px;
        border: solid currentColor;
        border-width: 1.5px 1.5px 0 0;
        transform: rotate(45deg);
        transition: transform var(--_motion);
      }
      [open] > summary .count::after {
        margin-bottom: 4px;
        transform: rotate(135deg);
      }
      .quiet {
        text-wrap: pretty;
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      summary .quiet {
        grid-column: 1 / -1;
      }
      .sign {
        display: inline-flex;
        align-items: center;
        vertical-align: bottom;
        gap: 3px;
        white-space: nowrap;
      }
      .sign svg {
        width: calc(12 * var(--_px));
        height: calc(12 * var(--_px));
      }
      .unreliable {
        font-weight: 500;
        color: var(--_stale);
      }
      .reliable {
        color: var(--_verified);
      }
      .body {
        display: grid;
        gap: 12px;
        padding: 2px 12px 12px;
      }
      .section {
        display: grid;
        gap: 4px;
      }
      .facts {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 2px 12px;
        font-size: calc(13 * var(--_px));
      }
      .facts dt {
        color: var(--_quiet);
      }
      .note {
        white-space: pre-line;
      }
      .statements {
        margin-inline: -8px;
      }
      .statements button {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: start;
        gap: 0 8px;
        width: 100%;
        padding: 4px 8px;
        text-align: start;
      }
      .statements .quote {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        hyphens: auto;
      }
      @container (max-width: 20em) {
        .statements button {
          grid-template-columns: minmax(0, 1fr);
          justify-items: start;
        }
      }
      .statements .quiet {
        grid-column: 1 / -1;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 4px;
      }
      .actions button {
        font-size: calc(13 * var(--_px));
      }
      .box {
        display: grid;
        gap: 8px;
        padding: 10px 12px;
        border-radius: 6px;
        background: color-mix(in oklab, var(--_stale) 7%, var(--_surface));
      }
      .form {
        padding: 12px;
        border: 1px solid var(--_hairline);
        border-radius: 6px;
        background: var(--_background);
      }
      .adding {
        margin-bottom: 12px;
      }
      .field {
        display: grid;
        gap: 4px;
      }
      .links {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        align-items: center;
        font-size: calc(13 * var(--_px));
      }
      a {
        display: inline-flex;
        align-items: center;
        min-height: max(24px, var(--_target));
        color: var(--_accent);
        text-decoration-thickness: 1px;
        text-underline-offset: 2px;
      }
      a svg {
        width: calc(12 * var(--_px));
        height: calc(12 * var(--_px));
        margin-inline-start: 3px;
      }
      .empty {
        display: grid;
        justify-items: center;
        gap: 8px;
        padding: 32px 16px;
        text-align: center;
        text-wrap: balance;
        color: var(--_quiet);
      }
      .empty strong {
        font-weight: 600;
        color: var(--_text);
      }
      @media (forced-colors: active) {
        .box {
          border: 1px solid;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotations: readonly Annotation[] = []
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ attribute: false }) rights: readonly Right[] = RIGHTS
  @property({ attribute: false }) scheme: Scheme = DEFAULT_SCHEME
  @property({ attribute: false }) resolveSource: ResolveSource | null = null
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null

  @state() private search = ''
  @state() private unfolded: ReadonlySet<string> = new Set()
  @state() private doing: Doing | null = null
  @state() private dragged: string | null = null

  #sorted: readonly Source[] = []
  #resting: ReadonlyMap<string, readonly Annotation[]> = new Map()
  #focused: { readonly element: HTMLElement; readonly at: number } | null = null
  /** What gets the focus when it has been drawn. */
  #next: string | null = null

  /** Puts the cursor where one starts: into the search, else on the first source. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.search input, summary, .add')?.focus(options)
  }

  /** Unfolds the source of `id`, whatever the search says, scrolls to it and focuses it. */
  async show(id: string): Promise<void> {
    if (!this.sources.some((source) => source.id === id)) return
    if (!searchSources(this.sources, this.search).some((source) => source.id === id)) this.search = ''
    this.unfolded = new Set([...this.unfolded, id])
    await this.updateComplete
    const row = this.renderRoot.querySelector(`[data-id="${CSS.escape(id)}"]`)
    row?.scrollIntoView({ block: 'nearest' })
    row?.querySelector('summary')?.focus() // its line above all, where the whole does not fit
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('sources') || changed.has('locale'))
      this.#sorted = [...this.sources].sort((a, b) =>
        sourceTitle(a).localeCompare(sourceTitle(b), this.locale, { numeric: true }),
      )
    if (changed.has('annotations')) this.#resting = restingOn(this.annotations)
    const { doing } = this
    const isGone = doing && doing.type !== 'add' && !this.sources.some(({ id }) => id === doing.id)
    if (isGone || !this.rights.includes('research')) this.doing = null
    const element = this.shadowRoot?.activeElement
    const row = element?.closest('.source')
    const at = row ? [...this.renderRoot.querySelectorAll('.source')].indexOf(row) : -1
    this.#focused = element instanceof HTMLElement ? { element, at } : null
  }

  protected override updated(): void {
    const next = this.#next
    this.#next = null
    const found = next === null ? null : this.renderRoot.querySelector<HTMLElement>(next)
    if (found instanceof HTMLElement && found.localName === 'attribution-source-form')
      void (found as AttributionSourceForm).updateComplete.then(() => found.focus()) // the tag is its own
    else if (found) found.focus()
    else if (this.#focused && !this.#focused.element.isConnected) {
      // What had the focus is gone, with its source perhaps: the source in its place takes it.
      const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('summary')]
      const row = rows[Math.min(Math.max(this.#focused.at, 0), rows.length - 1)]
      ;(row ?? this.renderRoot.querySelector<HTMLElement>('.add'))?.focus()
    }
  }

  override render(): TemplateResult {
    const { library: t } = messagesOf(this.locale)
    const shown = searchSources(this.#sorted, this.search)
    if (this.sources.length === 0 && this.doing?.type !== 'add') return this.renderEmpty()
    return html`
      <div class="top">
        ${this.sources.length > SHORT || this.search ? this.renderSearch() : nothing}
        ${!this.rights.includes('research') || this.doing?.type === 'add' ? nothing : this.renderAdd('outlined')}
      </div>
      ${
        this.doing?.type === 'add'
          ? html`<div class="form adding" @keydown=${this.onFormKey}>
              <attribution-source-form
                .mode=${'add'}
                .resolveSource=${this.resolveSource}
                .locale=${this.locale}
                @close=${() => this.leave('.add')}
              ></attribution-source-form>
            </div>`
          : nothing
      }
      <p class="quiet found" role="status">
        ${this.search ? (shown.length ? t.found(shown.length) : t.noMatch) : ''}
      </p>
      <ul class="sources" aria-label=${t.title}>
        ${repeat(
          shown,
          ({ id }) => id,
          (source) => this.renderSource(source),
        )}
      </ul>
    `
  }

  private renderEmpty(): TemplateResult {
    const { library: t } = messagesOf(this.locale)
    return html`<div class="empty" part="empty">
      <strong>${t.emptyTitle}</strong><span>${t.emptyText}</span>
      ${!this.rights.includes('research') ? nothing : this.renderAdd('primary')}
    </div>`
  }

  private renderAdd(look: 'outlined' | 'primary'): TemplateResult {
    const { library: t } = messagesOf(this.locale)
    return html`<button type="button" class="add ${look}" @click=${() => this.begin({ type: 'add' })}>
      ${icon('plus')}${t.add}
    </button>`
  }

  private renderSearch(): TemplateResult {
    const { library: t } = messagesOf(this.locale)
    return html`<div class="search">
      ${icon('search')}
      <input
        type="search"
        aria-label=${t.search}
        placeholder=${t.search}
        .value=${this.search}
        @input=${this.onSearch}
        @keydown=${this.onSearchKey}
      />
    </div>`
  }

  private renderSource(source: Source): TemplateResult {
    const { locale } = this
    const { library: t } = messagesOf(locale)
    const labels = labelsOf(locale)
    const { confidential, correction, date, id, reliability } = source
    const isOpen = this.unfolded.has(id)
    const resting = this.#resting.get(id) ?? []
    const facts = [
      labels.sourceKind[source.kind],
      source.author,
      source.publisher,
      date && formatDay(date, locale),
    ]
    const drawing = { unset: null, reliable: sign('verified'), unreliable: icon('warning') }[reliability]
    const signs = [
      ...(drawing
        ? [html`<span class="sign ${reliability}">${drawing}${labels.reliability[reliability]}</span>`]
        : []),
      ...(confidential ? [html`<span class="sign">${icon('lock')}${labels.confidential}</span>`] : []),
      ...(correction ? [html`<span class="sign unreliable">${t.corrected}</span>`] : []),
    ]
    const canDrag = this.rights.includes('research') && this.doing === null
    return html`<li
      part="source"
      class=${classMap({ source: true, dragged: this.dragged === id })}
      data-id=${id}
      draggable=${canDrag ? 'true' : 'false'}
      @dragstart=${(event: DragEvent) => this.onDragStart(event, source)}
      @dragend=${this.onDragEnd}
    >
      <details .open=${isOpen} @toggle=${(event: Event) => this.onFold(event, id)}>
        <summary title=${canDrag ? t.dragHint : nothing}>
          <span class="title">${sourceTitle(source)}</span>
          <span class="count">${t.statements(resting.length)}</span>
          <span class="quiet">${inOneLine(facts)}${signs.map((drawn) => html`&nbsp;· ${drawn}`)}</span>
        </summary>
        ${isOpen ? this.renderBody(source, resting) : nothing}
      </details>
    </li>`
  }

  private renderBody(source: Source, resting: readonly Annotation[]): TemplateResult {
    const { doing } = this
    if (doing?.type === 'edit' && doing.id === source.id)
      return html`<div class="body">
        <div class="form" @keydown=${this.onFormKey}>
          <attribution-source-form
            .mode=${'edit'}
            .source=${source}
            .reopens=${this.reopens({ type: 'edit-source', source: { ...source, reliability: 'unreliable' } })}
            .resolveSource=${this.resolveSource}
            .locale=${this.locale}
            @close=${() => this.leave(buttonIn(source.id, 'edit'))}
          ></attribution-source-form>
        </div>
      </div>`
    const { library: t } = messagesOf(this.locale)
    const link = (address: string | undefined, words: string) => {
      const href = address ? safeUrl(address) : null
      return href
        ? html`<a href=${href} target="_blank" rel="noopener noreferrer"
            >${words}${icon('link')}<span class="visually-hidden">(${t.newWindow})</span></a
          >`
        : nothing
    }
    const facts: readonly (readonly [string, string | undefined])[] = [
      [t.corrected, source.correction],
      [t.contact, source.contact],
      [t.note, source.note],
    ]
    return html`<div class="body">
      ${
        source.url || source.archivedUrl
          ? html`<div class="links">
              ${link(source.url, t.open)} ${link(source.archivedUrl, t.openArchived)}
              ${
                source.accessed
                  ? html`<span class="quiet">${t.accessed(formatDay(source.accessed, this.locale))}</span>`
                  : nothing
              }
            </div>`
          : nothing
      }
      ${
        facts.some(([, value]) => value)
          ? html`<dl class="facts">
              ${facts.map(([label, value]) =>
                value
                  ? html`<dt>${label}</dt>
                      <dd class="note">${value}</dd>`
                  : nothing,
              )}
            </dl>`
          : nothing
      }
      <div class="section">
        <h3>${t.restOnIt}</h3>
        ${
          resting.length
            ? html`<ul class="statements">
                ${resting.map((annotation) => this.renderStatement(annotation, source.id))}
              </ul>`
            : html`<p class="quiet">${t.unused}</p>`
        }
      </div>
      ${!this.rights.includes('research') ? nothing : this.renderDoing(source, resting)}
    </div>`
  }

  private renderStatement(annotation: Annotation, sourceId: string): TemplateResult {
    const { locale, scheme } = this
    const labels = labelsOf(locale)
    const lang = this.articleLang ?? locale
    const standing = standingOf(annotation)
    const relations = new Set(
      annotation.evidence.filter((own) => own.sourceId === sourceId).map(({ relation }) => relation),
    )
    const words = [
      shortSpeakerOf(annotation, locale),
      ...[...relations].map((relation) => labels.relation[relation]),
      ...(annotation.dismissed ? [labels.dismissed] : []),
      ...(annotation.target.detached ? [labels.detached] : []),
    ]
    return html`<li>
      <button
        type="button"
        @click=${({ detail }: MouseEvent) =>
          emit(this, 'attribution-select', {
            id: annotation.id,
            origin: detail === 0 ? 'keyboard' : 'pointer', // a click made by a key has no click count
          })}
      >
        <span class="quote" lang=${lang} dir="auto">${quoteOf(annotation, lang)}</span>
        <span class="chip ${standing}" ${tint(standing, scheme)}
          >${sign(standing, scheme)}${standingLabel(standing, locale, scheme)}</span
        >
        <span class="quiet">${words.join(' · ')}</span>
      </button>
    </li>`
  }

  private renderDoing(source: Source, resting: readonly Annotation[]): TemplateResult {
    const { doing } = this
    const { library: t } = messagesOf(this.locale)
    const isHere = doing && doing.type !== 'add' && doing.id === source.id
    if (isHere && doing.type === 'mark')
      return html`<div class="box" role="group" aria-labelledby="reopens" @keydown=${this.onFormKey}>
        <p id="reopens">${t.reopens(this.reopens(marking(source, 'unreliable')))}</p>
        <div class="actions">
          <button type="button" class="primary yes" @click=${() => this.mark(source, 'unreliable')}>
            ${t.markUnreliable}
          </button>
          <button
            type="button"
            class="outlined"
            @click=${() => this.leave(buttonIn(source.id, 'unreliable'))}
          >
            ${t.cancel}
          </button>
        </div>
      </div>`
    if (isHere && doing.type === 'correct') return this.renderCorrecting(source)
    const button = (words: string, role: string, act: () => void) =>
      html`<button type="button" class="outlined" data-role=${role} @click=${act}>${words}</button>`
    const { id, reliability } = source
    return html`<div class="actions">
      ${button(t.edit, 'edit', () => this.begin({ type: 'edit', id }))}
      ${button(t.correct, 'correct', () => this.begin({ type: 'correct', id }))}
      ${
        reliability === 'unreliable'
          ? nothing
          : button(t.markUnreliable, 'unreliable', () => this.begin({ type: 'mark', id }))
      }
      ${reliability === 'reliable' ? nothing : button(t.markReliable, 'reliable', () => this.mark(source, 'reliable'))}
      ${reliability === 'unset' ? nothing : button(t.unsetReliability, 'unset', () => this.mark(source, 'unset'))}
      ${
        resting.length === 0
          ? button(t.remove, 'remove', () => this.act({ type: 'remove-source', sourceId: id }))
          : nothing
      }
    </div>`
  }

  private renderCorrecting({ id }: Source): TemplateResult {
    const { library: t } = messagesOf(this.locale)
    return html`<form
      class="box"
      @submit=${(event: Event) => this.onCorrect(event, id)}
      @keydown=${this.onFormKey}
    >
      <div class="field">
        <label class="label" for="correction">${t.correction}</label>
        <textarea
          dir="auto"
          id="correction"
          name="correction"
          rows="2"
          required
          placeholder=${t.correctionHint}
          aria-describedby="reopens"
        ></textarea>
      </div>
      <p class="quiet" id="reopens">
        ${t.reopens(this.reopens({ type: 'correct-source', sourceId: id, correction: '–' }))}
      </p>
      <div class="actions">
        <button type="submit" class="primary">${t.correctDone}</button>
        <button type="button" class="outlined" @click=${() => this.leave(buttonIn(id, 'correct'))}>
          ${t.cancel}
        </button>
      </div>
    </form>`
  }

  /** How many reviewed statements the action would have somebody look at again. */
  private reopens(action: LibraryAction): number {
    const { annotations, sources } = this
    const change = withSource({ sources, annotations }, action, { by: null, at: '' })
    return [...(change?.reopened.values() ?? [])].filter((reopening) => reopening !== null).length
  }

  private begin(doing: Doing): void {
    this.doing = doing
    this.#next = {
      edit: 'attribution-source-form',
      add: 'attribution-source-form',
      correct: '#correction',
      mark: '.yes',
    }[doing.type]
    // With nothing to reopen there is nothing to ask.
    if (doing.type !== 'mark') return
    const source = this.sources.find(({ id }) => id === doing.id)
    if (source && this.reopens(marking(source, 'unreliable')) === 0) this.mark(source, 'unreliable')
  }

  private leave(next: string): void {
    this.doing = null
    this.#next = next
  }

  private mark(source: Source, reliability: Reliability): void {
    this.act(marking(source, reliability))
    this.leave(buttonIn(source.id, 'edit'))
  }

  private onCorrect(event: Event, sourceId: string): void {
    event.preventDefault()
    const correction = this.renderRoot.querySelector<HTMLTextAreaElement>('#correction')?.value.trim()
    if (!correction) return
    this.act({ type: 'correct-source', sourceId, correction })
    this.leave(buttonIn(sourceId, 'correct'))
  }

  private act(action: ReviewAction): void {
    emit(this, 'attribution-action', action)
  }

  private onFold({ target }: Event, id: string): void {
    if (!(target instanceof HTMLDetailsElement) || target.open === this.unfolded.has(id)) return
    const unfolded = new Set(this.unfolded)
    if (target.open) unfolded.add(id)
    else unfolded.delete(id)
    this.unfolded = unfolded
  }

  private onSearch({ target }: Event): void {
    if (target instanceof HTMLInputElement) this.search = target.value.trim()
  }

  private onSearchKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    this.renderRoot.querySelector<HTMLElement>('summary')?.focus()
  }

  /** Escape gives up what was begun, unless something typed would be lost. */
  private onFormKey(event: KeyboardEvent): void {
    const { doing } = this
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && doing?.type === 'correct')
      return this.onCorrect(event, doing.id)
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !doing) return
    const form = this.renderRoot.querySelector<AttributionSourceForm>('attribution-source-form')
    const typed = this.renderRoot.querySelector<HTMLTextAreaElement>('#correction')?.value.trim()
    event.preventDefault()
    event.stopPropagation()
    if (form?.hasInput || typed) return
    const role = { edit: 'edit', correct: 'correct', mark: 'unreliable' } as const
    this.leave(doing.type === 'add' ? '.add' : buttonIn(doing.id, role[doing.type]))
  }

  private onDragStart(event: DragEvent, source: Source): void {
    // Selected words and links inside are dragged as they always are.
    if (event.composedPath()[0] !== event.currentTarget) return
    startSourceDrag(event, source)
    this.dragged = source.id
  }

  private onDragEnd(): void {
    endSourceDrag()
    this.dragged = null
  }
}

function marking(source: Source, reliability: Reliability): LibraryAction {
  return { type: 'edit-source', source: { ...source, reliability } }
}

function buttonIn(id: string, role: string): string {
  return `[data-id="${CSS.escape(id)}"] [data-role="${role}"]`
}

/** The statements that rest on each source, in text order. */
function restingOn(annotations: readonly Annotation[]): ReadonlyMap<string, readonly Annotation[]> {
  const found = new Map<string, Annotation[]>()
  for (const annotation of [...annotations].sort(byPlace))
    for (const id of new Set(annotation.evidence.map(({ sourceId }) => sourceId))) {
      const resting = found.get(id)
      if (resting) resting.push(annotation)
      else found.set(id, [annotation])
    }
  return found
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-source-list': AttributionSourceList
  }
}
