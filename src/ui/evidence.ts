import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Annotation } from '../model/annotation.js'
import { ID_BYTES, idFrom } from '../model/id.js'
import type { Person } from '../model/person.js'
import { inQuotation, isQuotation, quoted } from '../model/presentation.js'
import { RIGHTS, type Right } from '../model/rights.js'
import { safeUrl, type Evidence, type Source } from '../model/source.js'
import { comparePassage, type PassagePart } from '../model/agreement.js'
import { AttributionElement } from './element.js'
import { emit } from './events.js'
import { sourceTitle } from './filter.js'
import { icon, sign } from './icons.js'
import { labelsOf, localeOf, messagesOf, nameOf } from './messages/index.js'
import type { ResolveSource } from './resolve.js'
import { isSameName, kindOfOutlet } from './source-draft.js'
import type { AttributionSourceForm } from './source-form.js'
import { theme } from './theme.js'
import { formatDay, formatTime, inOneLine } from './words.js'

/** The form that attaches, next to the ones that edit a piece of evidence, which go by its id. */
const ATTACHING = ' attach'

/**
 * What bears a statement: its sources with passage and place, the words of a direct quote compared with those of
 * its origin, and the form that attaches or edits one.
 *
 * @element attribution-evidence
 * @prop {Annotation} annotation - The statement.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {readonly Right[]} rights - What the present user may do; the rest is not offered. Default all.
 * @prop {Person|null} user - The present user.
 * @prop {ResolveSource|null} resolveSource - Fills in what is known of a pasted address.
 * @prop {boolean} calm - Another action of the card stands out, so that none does here. Default false.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @fires {CustomEvent<ReviewAction>} attribution-action - Something to be done to the dossier.
 * @fires {Event} formchange - A form has been opened or closed.
 * @csspart evidence - Each piece of evidence.
 */
export class AttributionEvidence extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: grid;
        gap: 8px;
        overflow-wrap: anywhere;
      }
      ul {
        display: grid;
        gap: 8px;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 4px;
        padding: 8px 4px 8px 10px;
        border: 1px solid var(--_hairline);
        border-radius: 6px;
      }
      li.editing,
      .form {
        display: block;
        padding: 12px;
        border: 1px solid var(--_hairline);
        border-radius: 6px;
        background: var(--_background);
      }
      li > :not(.buttons) {
        grid-column: 1 / -1;
        margin-inline-end: 6px;
      }
      li > .title {
        grid-column: 1;
        font-weight: 500;
      }
      .buttons {
        grid-column: 2;
        grid-row: 1;
        align-self: start;
        display: flex;
        margin: -4px 0;
      }
      .quiet {
        text-wrap: pretty;
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      .sign {
        display: inline-flex;
        align-items: center;
        vertical-align: bottom;
        gap: 3px;
        white-space: nowrap;
      }
      .sign svg,
      .compared svg {
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
      blockquote {
        margin: 6px 0 2px;
        padding-inline-start: 8px;
        border-inline-start: 2px solid var(--_hairline);
      }
      .context {
        color: var(--_quiet);
      }
      .compared {
        display: flex;
        align-items: center;
        gap: 5px;
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        font-weight: 500;
        color: var(--_status);
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
      a {
        color: var(--_accent);
        text-decoration-thickness: 1px;
        text-underline-offset: 2px;
      }
      .last {
        white-space: nowrap;
      }
      a svg {
        width: calc(12 * var(--_px));
        height: calc(12 * var(--_px));
        margin-inline-start: 3px;
        vertical-align: -1px;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .attach {
        padding-inline: 8px 12px;
      }
      .outlet {
        max-width: 100%;
        border-radius: 16px;
      }
      .outlet span {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      @container (max-width: 20em) {
        .last {
          white-space: normal;
        }
      }
      @media (pointer: coarse) {
        a {
          display: inline-block;
          padding-block: 12px;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotation!: Annotation
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ attribute: false }) rights: readonly Right[] = RIGHTS
  @property({ attribute: false }) user: Person | null = null
  @property({ attribute: false }) resolveSource: ResolveSource | null = null
  @property({ attribute: false }) calm = false
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null

  /** Which form is there: the one that attaches, or that of a piece of evidence by its id. */
  @state() private editing: string | null = null

  #focused: HTMLElement | null = null
  /** The source whose evidence is to be edited as soon as it is there. */
  #wanted: string | null = null
  /** What gets the focus when it has been drawn. */
  #next: 'form' | { readonly after: string } | null = null

  /** Whether a form is there, perhaps with something typed into it. */
  get hasForm(): boolean {
    return this.editing !== null
  }

  /** Whether the focus is in a form. */
  get isInForm(): boolean {
    return this.form !== null && this.shadowRoot?.activeElement === this.form
  }

  /** Opens the form that attaches a source, with the focus in it. */
  async attachSource(): Promise<void> {
    if (!this.rights.includes('research')) return
    this.editing = ATTACHING
    this.#next = 'form'
    await this.updateComplete
    await this.form?.updateComplete
  }

  /** Opens the form of the last evidence from this source, with the focus in the passage; waits until there is one. */
  editPassageOf(sourceId: string): void {
    if (!this.rights.includes('research')) return
    this.#wanted = sourceId
    this.requestUpdate()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const active = this.shadowRoot?.activeElement
    this.#focused = active instanceof HTMLElement ? active : null
    const { evidence } = this.annotation
    if (changed.has('annotation')) {
      const before = changed.get('annotation')
      if (before && before.id !== this.annotation.id) this.editing = this.#wanted = null
      const isGone = this.editing !== ATTACHING && !evidence.some(({ id }) => id === this.editing)
      if (isGone) this.editing = null
    }
    if (!this.rights.includes('research')) this.editing = null
    const wanted = evidence.findLast(({ sourceId }) => sourceId === this.#wanted)
    if (wanted) {
      this.editing = wanted.id
      this.#wanted = null
      this.#next = 'form'
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('editing')) this.dispatchEvent(new Event('formchange'))
    const next = this.#next
    this.#next = null
    if (next === 'form') void this.form?.updateComplete.then(() => this.form?.focus())
    else if (next) this.focusAfter(next.after)
    else if (this.#focused && !this.#focused.isConnected) this.focusAfter(ATTACHING)
  }

  override render(): TemplateResult {
    const { annotation, sources } = this
    const t = messagesOf(this.locale)
    const byId = new Map(sources.map((source) => [source.id, source]))
    return html`
      ${
        annotation.evidence.length
          ? html`<ul class="evidence" aria-label=${t.sourcesHeading}>
              ${repeat(
                annotation.evidence,
                ({ id }) => id,
                (evidence) => this.renderEvidence(evidence, byId.get(evidence.sourceId)),
              )}
            </ul>`
          : this.editing === ATTACHING
            ? nothing
            : html`<p class="quiet">${t.noSources}</p>`
      }
      ${!this.rights.includes('research') ? nothing : this.editing === ATTACHING ? this.renderAttaching() : this.renderActions()}
    `
  }

  private get form(): AttributionSourceForm | null {
    return this.renderRoot.querySelector('attribution-source-form')
  }

  private get lang_(): string {
    return this.articleLang ?? this.locale
  }

  private renderActions(): TemplateResult {
    const { annotation, sources } = this
    const t = messagesOf(this.locale)
    const { evidence, outlet } = annotation
    return html`<div class="actions">
      <button
        type="button"
        class="attach ${evidence.length || this.calm ? 'outlined' : 'primary'}"
        @click=${this.attachSource}
      >
        ${icon('plus')}${t.attachSource}
      </button>
      ${
        outlet !== null && evidence.length === 0
          ? html`<button
              type="button"
              class="outlined outlet"
              @click=${() => this.attachOutlet(outlet, sources)}
            >
              <span>${t.library.outletAsSource(outlet)}</span>
            </button>`
          : nothing
      }
    </div>`
  }

  private renderAttaching(): TemplateResult {
    const { annotation, locale, resolveSource, sources } = this
    return html`<div class="form" @keydown=${this.onFormKey}>
      <attribution-source-form
        .annotationId=${annotation.id}
        .sources=${sources}
        .outlet=${annotation.outlet}
        .resolveSource=${resolveSource}
        .locale=${locale}
        @close=${this.closeForm}
      ></attribution-source-form>
    </div>`
  }

  private renderEvidence(evidence: Evidence, source: Source | undefined): TemplateResult {
    const { annotation, locale, resolveSource } = this
    if (this.editing === evidence.id)
      return html`<li class="editing" part="evidence" @keydown=${this.onFormKey}>
        <attribution-source-form
          .mode=${'edit'}
          .annotationId=${annotation.id}
          .source=${source ?? null}
          .evidence=${evidence}
          .resolveSource=${resolveSource}
          .locale=${locale}
          @close=${this.closeForm}
        ></attribution-source-form>
      </li>`
    const t = messagesOf(locale)
    const labels = labelsOf(locale)
    const title = source ? sourceTitle(source) : '–'
    const archived = source?.archivedUrl ? safeUrl(source.archivedUrl) : null
    const facts = [
      labels.relation[evidence.relation],
      source && labels.sourceKind[source.kind],
      source?.author,
      source?.publisher,
      source?.date && formatDay(source.date, locale),
      evidence.locator,
    ]
    const signs = this.renderSigns(source)
    return html`<li part="evidence">
      <span class="title">${link(source?.url ?? '', title, t.openLink(title))}</span>
      ${!this.rights.includes('research') ? nothing : this.renderButtons(evidence, title)}
      <span class="quiet"
        >${inOneLine(facts)}${signs.map((drawn) => html`&nbsp;· ${drawn}`)}${
          source?.correction
            ? html`<br /><span class="unreliable">${t.library.corrected}:</span> ${source.correction}`
            : nothing
        }</span
      >
      ${this.renderPassage(evidence)}
      <span class="quiet"
        >${t.library.lookedBy(nameOf(evidence.by, this.user, t), formatTime(evidence.at, locale))}
        ${
          archived
            ? html`·
              ${link(archived, t.library.openArchived, t.openLink(`${t.library.openArchived}: ${title}`))}`
            : nothing
        }</span
      >
    </li>`
  }

  private renderButtons({ id: evidenceId }: Evidence, title: string): TemplateResult {
    const t = messagesOf(this.locale)
    const { id } = this.annotation
    const button = (name: string, drawing: TemplateResult, act: () => void, role: string) =>
      html`<button type="button" class="icon-only ${role}" aria-label=${name} title=${name} @click=${act}>
        ${drawing}
      </button>`
    return html`<span class="buttons" data-evidence=${evidenceId}>
      ${button(t.library.editEvidence(title), icon('pencil'), () => this.edit(evidenceId), 'edit')}
      ${button(
        t.detachSource(title),
        icon('close'),
        () => emit(this, 'attribution-action', { type: 'detach-source', id, evidenceId }),
        'detach',
      )}
    </span>`
  }

  private renderSigns(source: Source | undefined): readonly TemplateResult[] {
    const labels = labelsOf(this.locale)
    if (!source) return []
    const { confidential, reliability } = source
    const drawing = { unset: null, reliable: sign('verified'), unreliable: icon('warning') }[reliability]
    return [
      ...(drawing
        ? [html`<span class="sign ${reliability}">${drawing}${labels.reliability[reliability]}</span>`]
        : []),
      ...(confidential ? [html`<span class="sign">${icon('lock')}${labels.confidential}</span>`] : []),
    ]
  }

  /** The words in the source; those of a direct quote beside the article's. */
  private renderPassage(evidence: Evidence): TemplateResult | typeof nothing {
    const { passage, relation, translated } = evidence
    const { annotation } = this
    const lang = this.lang_
    const { library: t } = messagesOf(this.locale)
    if (!passage) return nothing
    const isComparable = annotation.kind === 'direct' && relation === 'origin'
    if (!isComparable || translated)
      return html`<blockquote lang=${translated ? '' : lang} dir="auto">${quoted(passage, lang)}</blockquote>
        ${isComparable ? html`<p class="quiet">${t.translated}</p>` : nothing}`
    const { agreement, parts } = comparePassage(annotation.target.wording, evidence)
    const shown = inMarks(parts, lang)
    return html`<blockquote lang=${lang} dir="auto">
        ${shown.open}${shown.parts.map((part) => this.renderPart(part))}${shown.close}
      </blockquote>
      ${
        agreement === 'agrees'
          ? html`<p class="compared verified">${sign('verified')}${t.agrees}</p>`
          : html`<p class="compared disputed">${sign('disputed')}${t.differs}</p>
              <p class="quiet">${t.differsHint}</p>`
      }`
  }

  private renderPart({ change, text }: PassagePart): unknown {
    const { library: t } = messagesOf(this.locale)
    // What a line through or under words says must be said to those who do not see it.
    const say = (what: string) => html`<span class="visually-hidden" lang=${this.locale}> ${what} </span>`
    const words = text.trimEnd()
    const space = text.slice(words.length)
    switch (change) {
      case 'same':
        return text
      case 'context':
      case 'omitted':
        return html`<span class="context">${text}</span>`
      case 'gone':
        return html`<del>${say(t.onlyInSource)}${words}</del>${space}`
      case 'new':
        return html`<ins>${say(t.onlyInArticle)}${words}</ins>${space}`
    }
  }

  private edit(evidenceId: string): void {
    this.editing = evidenceId
    this.#next = 'form'
  }

  private attachOutlet(outlet: string, sources: readonly Source[]): void {
    const known = sources.find((source) => isSameName(source.title, outlet))
    emit(this, 'attribution-action', {
      type: 'attach-source',
      id: this.annotation.id,
      source: known ?? {
        id: idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
        kind: kindOfOutlet(outlet),
        title: outlet,
        reliability: 'unset',
        confidential: false,
      },
      relation: 'origin',
      passage: '',
      locator: '',
    })
  }

  private closeForm(): void {
    this.#next = { after: this.editing ?? ATTACHING }
    this.editing = null
  }

  /** Escape gives a form up unless something would be lost with it; then it is left to whoever holds this. */
  private onFormKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || this.form?.hasInput) return
    event.preventDefault()
    event.stopPropagation()
    this.closeForm()
  }

  private focusAfter(editing: string): void {
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.buttons')]
    const own = buttons.find(({ dataset }) => dataset.evidence === editing)
    const next =
      own?.querySelector<HTMLElement>('.edit') ?? this.renderRoot.querySelector<HTMLElement>('.attach')
    next?.focus()
  }
}

/** A link where the address is a safe one, else the words alone. */
function link(url: string, words: string, name: string): TemplateResult | string {
  const href = safeUrl(url)
  if (!href) return words
  // The drawing stays beside the last word, unless that is so long that it must be broken.
  const last = /\S{1,24}$/.exec(words)?.[0] ?? ''
  const before = words.slice(0, words.length - last.length)
  return html`<a href=${href} target="_blank" rel="noopener noreferrer" aria-label=${name}
    >${before}<span class="last">${last}${icon('link')}</span></a
  >`
}

/** A passage in quotation marks, with those inside it as inner ones; with its own where it is one quotation. */
function inMarks(
  parts: readonly PassagePart[],
  lang: string,
): { readonly open: string; readonly close: string; readonly parts: readonly PassagePart[] } {
  const passage = parts
    .filter(({ change }) => change !== 'new')
    .map(({ text }) => text)
    .join('')
  if (isQuotation(passage)) return { open: '', close: '', parts }
  const [open = '', close = ''] = quoted('\n', lang).split('\n')
  // Over the borders of its parts, since what stands beside a mark tells which it is; no length changes.
  const inner = inQuotation(passage, lang)
  let at = 0
  return {
    open,
    close,
    parts: parts.map(({ change, text }) => ({
      change,
      text: change === 'new' ? inQuotation(text, lang) : inner.slice(at, (at += text.length)),
    })),
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-evidence': AttributionEvidence
  }
}
