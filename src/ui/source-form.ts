import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import type { ReviewAction } from '../model/action.js'
import { ID_BYTES, idFrom } from '../model/id.js'
import { sourceAt } from '../model/known-sources.js'
import { isSameSource } from '../model/library.js'
import {
  RELATIONS,
  RELIABILITIES,
  safeUrl,
  SOURCE_KINDS,
  type Evidence,
  type Relation,
  type Source,
} from '../model/source.js'
import { AttributionElement } from './element.js'
import { emit } from './events.js'
import { sourceTitle } from './filter.js'
import { icon } from './icons.js'
import { labelsOf, localeOf, messagesOf } from './messages/index.js'
import { readResolved, type ResolvedSource, type ResolveSource } from './resolve.js'
import {
  draftOf,
  FIELDS,
  isField,
  isSameName,
  kindOfOutlet,
  searchSources,
  sourceFrom,
  today,
  typedDate,
  type Draft,
  type Errors,
  type Field,
} from './source-draft.js'
import { theme } from './theme.js'

/** What the person attaches: a new source, the outlet that the text names, or one of the article's by its id. */
type Choice = 'new' | 'outlet' | { readonly id: string }

/** How the source bears on the statement, as the fields hold it. */
type Bearing = Pick<Evidence, 'relation' | 'passage' | 'locator' | 'translated'>

/** `attach` a source to statements, `add` one to the article alone, or `edit` one, or a piece of evidence with its source. */
export type SourceFormMode = 'attach' | 'add' | 'edit'

const NO_BEARING: Bearing = { relation: 'origin', passage: '', locator: '', translated: false }
/** Whoever waits longer than this is told so. */
const PROGRESS_MS = 500
/** A service that has not answered by then will not. */
const RESOLVE_MS = 20_000

/**
 * The form for a source. To attach one: an address or words go into the field at the top; sources that the article
 * already has come first, then the outlet that the text names, then a new one. Of a pasted address, what the host knows
 * is filled in where nobody has typed. Control or Command with Enter attaches or saves from any field. While an address
 * is being looked up that waits for the answer; asked for again, it does not.
 *
 * @element attribution-source-form
 * @prop {'attach'|'add'|'edit'} mode - What it is for. Default `attach`.
 * @prop {string} annotationId - The statement that the source is for.
 * @prop {readonly string[]} annotationIds - Several statements that the source is for; empty for the one.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {string|null} outlet - The outlet that the text names.
 * @prop {Source|null} source - With `edit`: the source.
 * @prop {Evidence|null} evidence - With `edit`: the evidence, when it is that of `annotationId`.
 * @prop {number|null} reopens - With `edit`: how many reviewed statements wait again when the source becomes unreliable; null when nobody has counted.
 * @prop {ResolveSource|null} resolveSource - Fills in what is known of a pasted address.
 * @attr {de|en} locale - Language of the labels; default the page's, else German.
 * @fires {CustomEvent<ReviewAction>} attribution-action - `attach-source`, `add-source`, `edit-source`, `edit-evidence`, or several of them as `all`, when the form is complete.
 * @fires {Event} close - The form is done, or was given up.
 * @csspart form - The form.
 */
export class AttributionSourceForm extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }
      form {
        display: grid;
        gap: 12px;
      }
      fieldset {
        min-width: 0;
      }
      .options {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        max-height: 236px;
        margin-top: 4px;
        border: 1px solid var(--_hairline);
        border-radius: 6px;
        overflow-y: auto;
      }
      .options label {
        display: flex;
        align-items: flex-start;
        gap: 8px;
        padding: 6px 8px;
        min-height: max(36px, var(--_target));
        cursor: pointer;
      }
      .options label + label {
        border-top: 1px solid var(--_hairline);
      }
      .options label:hover {
        background: var(--_hover);
      }
      .options small {
        display: flex;
        align-items: center;
        gap: 4px;
        line-height: calc(16 * var(--_px));
        white-space: pre-wrap;
        font-size: calc(12 * var(--_px));
        color: var(--_quiet);
      }
      .options svg {
        width: calc(12 * var(--_px));
        height: calc(12 * var(--_px));
      }
      .options span {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .grid {
        display: grid;
        grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr);
        gap: 12px 8px;
        align-items: start;
      }
      .wide {
        grid-column: 1 / -1;
      }
      .field {
        display: grid;
        gap: 4px;
      }
      .check {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 0 8px;
        min-height: var(--_target);
      }
      .check label {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: var(--_target);
        cursor: pointer;
      }
      .hint {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      .error {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        font-weight: 500;
        color: var(--_error);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .find {
        display: grid;
        gap: 4px;
      }
      .found {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
        overflow-wrap: anywhere;
      }
      .found:empty {
        display: none;
      }
      .warns {
        color: var(--_stale);
      }
      .rest > .grid,
      .rest > .hint {
        margin-top: 8px;
      }
      summary {
        display: flex;
        align-items: center;
        min-height: max(24px, var(--_target));
        width: max-content;
        border-radius: 4px;
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::before {
        content: '';
        width: 5px;
        height: 5px;
        margin: 0 8px 0 2px;
        border: solid currentColor;
        border-width: 1.5px 1.5px 0 0;
        transform: rotate(45deg);
        transition: transform var(--_motion);
      }
      [open] > summary::before {
        transform: rotate(135deg);
      }
      @container (max-width: 20em) {
        .grid {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      hr {
        width: 100%;
        margin: 0;
        border: 0;
        border-top: 1px solid var(--_hairline);
      }
    `,
  ]

  @property({ attribute: false }) mode: SourceFormMode = 'attach'
  @property({ attribute: false }) annotationId = ''
  @property({ attribute: false }) annotationIds: readonly string[] = []
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ attribute: false }) outlet: string | null = null
  @property({ attribute: false }) source: Source | null = null
  @property({ attribute: false }) evidence: Evidence | null = null
  @property({ attribute: false }) reopens: number | null = null
  @property({ attribute: false }) resolveSource: ResolveSource | null = null
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )

  @state() private choice: Choice = 'new'
  @state() private draft: Draft = draftOf({}, 'de')
  @state() private bearing: Bearing = NO_BEARING
  @state() private errors: Errors = {}
  @state() private search = ''
  /** The new source began with its address, in the field at the top. */
  @state() private isAddressed = false
  /** What came of an address. */
  @state() private said = ''
  /** Somebody is done with the form, but its address is still being looked up. */
  @state() private isWaiting = false
  /** Somebody was done with the form, so that what is said stands at its end. */
  @state() private isSubmitted = false

  /** What somebody has typed is never filled in from elsewhere. */
  #typed = new Set<string>()
  /** What was filled in for the present address, and goes with it. */
  #filled = new Set<Field>()
  #resolving: AbortController | null = null
  /** The address that the host was asked about last. */
  #asked = ''
  /** For what the fields were set up last. */
  #subject = ''

  /** Whether somebody has typed something that would be lost with the form. */
  get hasInput(): boolean {
    const find = this.renderRoot.querySelector<HTMLInputElement>('[name="find"]')?.value ?? ''
    return find.trim() !== '' || this.isFilled
  }

  /** Puts the cursor where one starts: at the field on top, else at the first field. */
  override focus(options?: FocusOptions): void {
    const first = this.evidence ? 'passage' : this.hasFind ? 'find' : 'title'
    this.renderRoot.querySelector<HTMLElement>(`[name="${first}"]`)?.focus(options)
  }

  override disconnectedCallback(): void {
    this.stopResolving()
    super.disconnectedCallback()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { mode, annotationId, annotationIds, source, evidence } = this
    const subject = [mode, annotationId, annotationIds.join(), source?.id, evidence?.id].join(' ')
    if (subject !== this.#subject) this.reset()
    else if (changed.has('sources') && typeof this.choice !== 'string' && !this.chosen) this.choose('new')
    this.#subject = subject
  }

  override render(): TemplateResult {
    const { form: t } = messagesOf(this.locale)
    const isNew = typeof this.choice === 'string'
    const submit = { attach: t.submit, add: t.add, edit: t.save }[this.mode]
    const isSaidBelow = this.isSubmitted || !this.hasFind
    return html`
      <form
        part="form"
        novalidate
        autocomplete="off"
        lang=${this.locale}
        @submit=${this.submit}
        @keydown=${this.onKey}
        @input=${this.onInput}
        @change=${this.onChange}
      >
        ${this.mode === 'attach' ? this.renderChoice() : nothing}
        ${this.evidence ? this.renderBearing() : nothing}
        ${
          this.evidence
            ? html`<details class="rest">
                <summary class="label">${t.sourceFields}</summary>
                <p class="hint">${t.forAll}</p>
                ${this.renderSource()}
              </details>`
            : isNew
              ? this.renderSource()
              : nothing
        }
        ${this.mode === 'attach' && isNew ? html`<hr />` : nothing}
        ${this.mode === 'attach' ? this.renderBearing() : nothing}
        <p class="found" role="status">${isSaidBelow ? this.said : ''}</p>
        <div class="actions">
          <button class="primary" type="submit" aria-busy=${this.isWaiting ? 'true' : nothing}>
            ${submit}
          </button>
          <button class="outlined" type="button" @click=${this.done}>${t.cancel}</button>
        </div>
      </form>
    `
  }

  /** Somebody has typed into a field of the source or of its evidence. */
  private get isFilled(): boolean {
    const fields: Readonly<Record<string, string | boolean>> = { ...this.draft, ...this.bearing }
    return [...this.#typed].some((name) => this.mode === 'edit' || String(fields[name] || '').trim() !== '')
  }

  /** There is something to search in, or somebody to ask about an address. */
  private get hasFind(): boolean {
    return this.mode === 'attach' && (this.sources.length > 0 || this.resolveSource !== null)
  }

  private get chosen(): Source | undefined {
    const { choice } = this
    return typeof choice === 'string' ? undefined : this.sources.find(({ id }) => id === choice.id)
  }

  /** What can be chosen for the words in the field at the top. */
  private get options(): readonly Choice[] {
    const { outlet, search, sources } = this
    // Whoever has pasted an address is past choosing: what is filled in for it comes next.
    if (this.isAddressed && this.choice === 'new') return ['new']
    const isOutletNew = outlet !== null && !sources.some((source) => isSameName(source.title, outlet))
    const isFound = outlet?.toLocaleLowerCase().includes(search.toLocaleLowerCase())
    return [
      ...(isOutletNew && isFound ? (['outlet'] as const) : []),
      ...searchSources(sources, search).map(({ id }) => ({ id })),
      'new',
    ]
  }

  private renderChoice(): TemplateResult | typeof nothing {
    const { form: t } = messagesOf(this.locale)
    const hasOptions = this.sources.length > 0 || this.outlet !== null
    if (!hasOptions && !this.hasFind) return nothing
    const find = html`<div class="find">
      <label class="label" for="find">${this.sources.length ? t.find : t.paste}</label>
      <input
        id="find"
        name="find"
        type="text"
        inputmode="url"
        spellcheck="false"
        placeholder=${this.sources.length ? t.findHint : t.pasteHint}
        aria-controls=${hasOptions ? 'options' : nothing}
        @keydown=${this.onFindKey}
      />
      <p class="found" role="status">${this.isSubmitted ? '' : this.said}</p>
    </div>`
    return html`
      ${this.hasFind ? find : nothing}
      ${
        hasOptions
          ? html`<fieldset>
              <legend class="label">${t.which}</legend>
              <div class="options" id="options">
                ${this.options.map((option) => this.renderOption(option))}
              </div>
            </fieldset>`
          : nothing
      }
    `
  }

  private renderOption(choice: Choice): TemplateResult {
    const { form: t } = messagesOf(this.locale)
    const labels = labelsOf(this.locale)
    const source = typeof choice === 'string' ? undefined : this.sources.find(({ id }) => id === choice.id)
    const label = source ? sourceTitle(source) : choice === 'outlet' ? (this.outlet ?? '') : t.fresh
    const detail = source
      ? [
          labels.sourceKind[source.kind],
          source.author ?? source.publisher,
          source.reliability === 'unreliable' ? labels.reliability.unreliable : undefined,
        ]
          .filter(Boolean)
          .join(' · ')
      : choice === 'outlet'
        ? t.namedInText
        : ''
    return html`
      <label>
        <input
          type="radio"
          name="choice"
          .checked=${live(isSameChoice(choice, this.choice))}
          @change=${() => this.choose(choice)}
        />
        <span
          >${label}
          ${
            detail
              ? html`<small
                  >${detail}${source?.confidential ? html` · ${icon('lock')}${labels.confidential}` : nothing}</small
                >`
              : nothing
          }</span
        >
      </label>
    `
  }

  private renderSource(): TemplateResult {
    const { draft } = this
    const { form: t } = messagesOf(this.locale)
    const labels = labelsOf(this.locale)
    // Whoever talks to us is to be found again; a page is by its address.
    const isSomebody = draft.kind === 'interview' || draft.confidential || draft.contact !== ''
    const reopens = draft.reliability === 'unreliable' && this.source?.reliability !== 'unreliable'
    return html`
      <div class="grid">
        ${this.renderField('title', t.title, { wide: true })}
        ${this.renderField('url', t.url, { placeholder: t.pasteHint, inputmode: 'url', wide: true })}
        ${this.renderSelect('kind', t.kind, SOURCE_KINDS, labels.sourceKind, draft.kind)}
        ${this.renderField('date', t.date, { placeholder: t.dateHint })}
        ${this.renderField('author', t.author)} ${this.renderField('publisher', t.publisher)}
        <div class="check wide">
          <label
            ><input
              type="checkbox"
              name="confidential"
              aria-describedby="confidential-hint"
              .checked=${live(draft.confidential)}
            />${t.confidential}</label
          >
          <span class="hint" id="confidential-hint">${t.confidentialHint}</span>
        </div>
        ${isSomebody ? this.renderField('contact', t.contact, { wide: true, hint: t.contactHint }) : nothing}
      </div>
      <details class="rest more">
        <summary class="label">${t.moreFields}</summary>
        <div class="grid">
          ${this.renderSelect('reliability', t.reliability, RELIABILITIES, labels.reliability, draft.reliability)}
          ${this.renderField('accessed', t.accessed, {
            placeholder: this.mode === 'edit' ? t.dateHint : typedDate(today(), this.locale),
          })}
          ${
            this.mode === 'edit' && reopens
              ? html`<p class="hint warns wide" role="status">${t.reopens(this.reopens)}</p>`
              : nothing
          }
          ${this.renderField('archivedUrl', t.archivedUrl, {
            placeholder: t.pasteHint,
            inputmode: 'url',
            wide: true,
          })}
          <div class="field wide">
            <label class="label" for="note">${t.note}</label>
            <textarea id="note" dir="auto" name="note" rows="2" .value=${live(draft.note)}></textarea>
          </div>
        </div>
      </details>
    `
  }

  private renderBearing(): TemplateResult {
    const { bearing } = this
    const { form: t } = messagesOf(this.locale)
    return html`<div class="grid">
      <div class="field wide">
        <label class="label" for="passage">${t.passage}</label>
        <textarea
          dir="auto"
          id="passage"
          name="passage"
          rows="2"
          placeholder=${t.passageHint}
          .value=${live(bearing.passage)}
        ></textarea>
      </div>
      <div class="field">
        <label class="label" for="locator">${t.locator}</label>
        <input id="locator" name="locator" placeholder=${t.locatorHint} .value=${live(bearing.locator)} />
      </div>
      ${this.renderSelect('relation', t.relation, RELATIONS, labelsOf(this.locale).relation, bearing.relation)}
      <div class="check wide">
        <label
          ><input
            type="checkbox"
            name="translated"
            aria-describedby="translated-hint"
            .checked=${live(bearing.translated)}
          />${t.translated}</label
        >
        <span class="hint" id="translated-hint">${t.translatedHint}</span>
      </div>
    </div>`
  }

  private renderField(
    name: Field,
    label: string,
    options: {
      readonly placeholder?: string
      readonly inputmode?: 'url' | 'text'
      readonly wide?: boolean
      readonly hint?: string
    } = {},
  ): TemplateResult {
    const { placeholder = '', inputmode = 'text', wide = false, hint } = options
    const error = this.errors[name]
    const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
    return html`
      <div class="field ${wide ? 'wide' : ''}">
        <label class="label" for=${name}>${label}</label>
        <input
          id=${name}
          name=${name}
          .value=${live(this.draft[name])}
          placeholder=${placeholder}
          inputmode=${inputmode}
          spellcheck=${inputmode === 'url' ? 'false' : 'true'}
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby=${described || nothing}
        />
        ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
        ${error ? html`<p class="error" id="${name}-error">${error}</p>` : nothing}
      </div>
    `
  }

  private renderSelect<K extends string>(
    name: string,
    label: string,
    keys: readonly K[],
    labels: Readonly<Record<K, string>>,
    chosen: string,
  ): TemplateResult {
    return html`
      <div class="field">
        <label class="label" for=${name}>${label}</label>
        <select id=${name} name=${name}>
          ${keys.map((key) => html`<option value=${key} .selected=${live(key === chosen)}>${labels[key]}</option>`)}
        </select>
      </div>
    `
  }

  /** Done, from any field, also from those in which Enter begins a line. */
  private onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    // An address that was typed is complete now, though its field has not been left.
    const { target } = event
    if (isControl(target) && target.name === 'url' && this.#typed.has('url')) this.takeUrl(target.value)
    this.submit(event)
  }

  private onInput(event: Event): void {
    const { target } = event
    if (!isControl(target)) return
    const { name, value } = target
    // Whoever goes on writing is not done yet.
    if (this.isWaiting) this.said = messagesOf(this.locale).form.resolving
    this.isWaiting = this.isSubmitted = false
    const isPasted = event instanceof InputEvent && /^insertFrom(Paste|Drop)/.test(event.inputType)
    if (name === 'find') return this.onFind(value, isPasted)
    if (name === 'choice') return
    this.#typed.add(name)
    if (target.type === 'checkbox' && target instanceof HTMLInputElement) {
      if (name === 'confidential') this.draft = { ...this.draft, confidential: target.checked }
      else this.bearing = { ...this.bearing, translated: target.checked }
    } else if (isField(name)) {
      this.draft = { ...this.draft, [name]: value }
      this.mend(name)
      if (name === 'url') {
        this.stopResolving()
        this.#asked = ''
        if (isPasted) this.takeUrl(value)
      }
    } else if (name === 'relation')
      this.bearing = {
        ...this.bearing,
        relation: RELATIONS.find((one) => one === value) ?? ('origin' satisfies Relation),
      }
    else if (name === 'passage' || name === 'locator') this.bearing = { ...this.bearing, [name]: value }
  }

  /** An address that was typed is complete when its field is left; one that was pasted is at once. */
  private onChange({ target }: Event): void {
    if (!isControl(target)) return
    if (target.name === 'url') this.takeUrl(target.value)
    else if (target.name === 'find') this.takeUrl(target.value, true)
    else if (target.name === 'archivedUrl') {
      const archivedUrl = safeUrl(target.value)
      if (!archivedUrl || archivedUrl === target.value.trim()) return
      this.draft = { ...this.draft, archivedUrl }
      this.said = messagesOf(this.locale).form.noPassword
    }
  }

  private onFind(value: string, isPasted: boolean): void {
    if (isPasted && safeUrl(value)) return this.takeUrl(value, true)
    this.isAddressed = false
    this.search = safeUrl(value) || /^https?:/i.test(value.trim()) ? '' : value.trim()
    const { options } = this
    const { form: t } = messagesOf(this.locale)
    this.said = this.search ? (options.length > 1 ? t.matches(options.length - 1) : t.noMatch) : ''
    // What is chosen is always to be seen: while somebody searches, the first that fits.
    const isKept = options.some((option) => isSameChoice(option, this.choice))
    const isIdle = this.choice === 'new' && this.search !== '' && !this.isFilled
    const [first = 'new'] = options
    if (!isKept || isIdle) this.choose(first, this.said)
    else this.prefill()
  }

  private onFindKey(event: KeyboardEvent): void {
    const { target, key } = event
    if (!(target instanceof HTMLInputElement) || event.isComposing) return
    if (key === 'Enter' && target.value.trim()) {
      event.preventDefault()
      if (safeUrl(target.value)) return this.takeUrl(target.value, true)
      this.focusOption()
    } else if (key === 'ArrowDown' && this.renderRoot.querySelector('[name="choice"]')) {
      event.preventDefault()
      this.focusOption()
    } else if (key === 'Escape' && this.search) {
      event.preventDefault()
      event.stopPropagation()
      target.value = ''
      this.onFind('', false)
    }
  }

  private focusOption(): void {
    const choices = [...this.renderRoot.querySelectorAll<HTMLInputElement>('[name="choice"]')]
    const first = choices.find(({ checked }) => checked) ?? choices[0]
    first?.focus()
  }

  private choose(choice: Choice, said = ''): void {
    this.choice = choice
    this.errors = {}
    this.said = said
    this.stopResolving()
    this.prefill()
  }

  /** What the choice alone says of a new source, where nobody has typed. */
  private prefill(): void {
    if (this.mode !== 'attach' || typeof this.choice !== 'string') return
    const isFree = (name: Field) => !this.#typed.has(name) && !this.#filled.has(name)
    const outlet = this.choice === 'outlet' ? (this.outlet ?? '') : ''
    this.draft = {
      ...this.draft,
      ...(isFree('title') && { title: outlet || this.search }),
      ...(isFree('kind') && { kind: kindOfOutlet(outlet) }),
    }
  }

  /** An address is complete: the source that has it is chosen, else the host is asked. */
  private takeUrl(text: string, isFromFind = false): void {
    const url = safeUrl(text)
    if (!url) return
    const { form: t } = messagesOf(this.locale)
    const known = this.mode === 'attach' ? sourceAt(this.sources, url) : undefined
    const find = this.renderRoot.querySelector<HTMLInputElement>('[name="find"]')
    if (find) find.value = ''
    this.search = ''
    if (known) {
      this.choose({ id: known.id }, t.alreadyThere(sourceTitle(known)))
      return
    }
    if (isFromFind) {
      this.isAddressed = true
      this.choose('new')
    }
    this.#typed.add('url')
    this.draft = { ...this.draft, url }
    void this.resolve(url, url === text.trim() ? '' : `${t.noPassword} `)
  }

  /** `note` goes before all that is said of the address. */
  private async resolve(url: string, note: string): Promise<void> {
    const { resolveSource } = this
    if (note) this.said = note
    if (!resolveSource || url === this.#asked) return
    this.stopResolving()
    if (note) this.said = note
    this.#asked = url
    this.forget()
    const own = new AbortController()
    this.#resolving = own
    const { form: t } = messagesOf(this.locale)
    const progress = setTimeout(
      () => (this.said = note + (this.isWaiting ? t.waiting : t.resolving)),
      PROGRESS_MS,
    )
    const limit = setTimeout(() => own.abort(), RESOLVE_MS)
    let said: string = t.resolveFailed
    try {
      // The host's function may throw before it promises anything, and never come to an end.
      const answer: unknown = await Promise.race([
        Promise.resolve().then(() => resolveSource(url, own.signal)),
        new Promise<never>((_, reject) => own.signal.addEventListener('abort', reject, { once: true })),
      ])
      const found = readResolved(answer)
      if (this.#resolving === own) {
        if (found) this.fillIn(found)
        said = found ? t.resolved : t.nothingKnown
      }
    } catch {
      // Said below, in a sentence; what it was is the host's to log.
    }
    clearTimeout(progress)
    clearTimeout(limit)
    if (this.#resolving !== own) return
    this.#resolving = null
    this.said = note + said
    if (!this.isWaiting) return
    this.isWaiting = false
    // A bare address, or one that nobody could ask about, is taken only by somebody who has been told.
    if (said !== t.resolveFailed && this.draft.title.trim()) this.finish()
    else this.said = `${note}${said} ${t.pressAgain}`
  }

  private stopResolving(): void {
    if (!this.#resolving) return
    const own = this.#resolving
    this.#resolving = null
    this.isWaiting = false
    own.abort()
    this.said = ''
  }

  /** Takes out what was filled in for another address. */
  private forget(): void {
    const empty = draftOf({}, this.locale)
    for (const name of this.#filled) this.draft = { ...this.draft, [name]: empty[name] }
    this.#filled.clear()
    this.prefill()
  }

  private fillIn(found: ResolvedSource): void {
    const filled = draftOf(found, this.locale)
    for (const name of FIELDS) {
      const isGiven = name in found
      const isKept = this.#typed.has(name) || (this.mode === 'edit' && this.draft[name] !== '')
      if (!isGiven || isKept) continue
      this.draft = { ...this.draft, [name]: filled[name] }
      this.#filled.add(name)
      this.mend(name)
    }
  }

  private submit(event: Event): void {
    event.preventDefault()
    // Attached before the answer, a source would have its bare address for a title.
    if (this.#resolving && !this.isWaiting) {
      this.isWaiting = this.isSubmitted = true
      this.said = messagesOf(this.locale).form.waiting
    } else this.finish()
  }

  private finish(): void {
    this.isWaiting = false
    const actions = this.mode === 'edit' ? this.editing() : this.making()
    if (!actions) return
    const [first] = actions
    if (first) emit(this, 'attribution-action', actions.length > 1 ? { type: 'all', actions } : first)
    this.done()
  }

  private making(): readonly ReviewAction[] | null {
    const source = typeof this.choice === 'string' ? this.described(null) : this.chosen
    if (!source) return null
    if (this.mode === 'add') return [{ type: 'add-source', source }]
    const { relation, translated } = this.bearing
    const ids = this.annotationIds.length ? this.annotationIds : [this.annotationId]
    return ids.map((id) => ({
      type: 'attach-source',
      id,
      source,
      relation,
      passage: this.bearing.passage.trim(),
      locator: this.bearing.locator.trim(),
      ...(translated && { translated }),
    }))
  }

  private editing(): readonly ReviewAction[] | null {
    const { annotationId, evidence, source: before, bearing } = this
    const source = before && this.described(before)
    if (before && !source) return null
    const passage = bearing.passage.trim()
    const locator = bearing.locator.trim()
    const { relation, translated } = bearing
    const isSame =
      evidence?.passage === passage &&
      evidence.locator === locator &&
      evidence.relation === relation &&
      evidence.translated === translated
    return [
      ...(evidence && !isSame
        ? [
            {
              type: 'edit-evidence',
              id: annotationId,
              evidenceId: evidence.id,
              relation,
              passage,
              locator,
              translated,
            } as const,
          ]
        : []),
      ...(before && source && !isSameSource(before, source)
        ? [{ type: 'edit-source', source } as const]
        : []),
    ]
  }

  /** The source that the fields describe, or null, with the errors shown and the first wrong field focused. */
  private described(before: Source | null): Source | null {
    const { form: words } = messagesOf(this.locale)
    const id = before?.id ?? idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
    const read = sourceFrom(this.draft, { id, before, words })
    this.errors = 'errors' in read ? read.errors : {}
    if ('source' in read) return read.source
    void this.updateComplete.then(() => {
      const wrong = this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')
      for (let at = wrong?.closest('details'); at; at = at.parentElement?.closest('details')) at.open = true
      wrong?.focus()
    })
    return null
  }

  /** An error goes as soon as its field is being mended; a title is not needed where there is an address. */
  private mend(name: Field): void {
    const { [name]: mended, title, ...others } = this.errors
    if (mended || (name === 'url' && title))
      this.errors = { ...others, ...(title && name !== 'url' && name !== 'title' ? { title } : {}) }
  }

  private done(): void {
    this.stopResolving()
    this.reset()
    this.dispatchEvent(new Event('close'))
  }

  private reset(): void {
    const { evidence, mode, outlet, source } = this
    this.stopResolving()
    this.#typed.clear()
    this.#filled.clear()
    this.#asked = ''
    this.errors = {}
    this.isAddressed = this.isSubmitted = false
    this.search = this.said = ''
    const find = this.renderRoot.querySelector<HTMLInputElement>('[name="find"]')
    if (find) find.value = ''
    this.draft = draftOf(mode === 'edit' && source ? source : {}, this.locale)
    this.bearing = mode === 'edit' && evidence ? evidence : NO_BEARING
    const known = outlet !== null && this.sources.find((own) => isSameName(own.title, outlet))
    this.choice = mode !== 'attach' ? 'new' : known ? { id: known.id } : outlet ? 'outlet' : 'new'
    this.prefill()
  }
}

function isControl(
  target: EventTarget | null,
): target is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
}

function isSameChoice(a: Choice, b: Choice): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : a.id === b.id
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-source-form': AttributionSourceForm
  }
}
