import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { ID_BYTES, idFrom } from '../model/id.js'
import {
  RELATIONS,
  safeUrl,
  SOURCE_KINDS,
  type Relation,
  type Source,
  type SourceKind,
} from '../model/source.js'
import { emit } from './events.js'
import { siteOf, sourceTitle } from './filter.js'
import { icon } from './icons.js'
import { labelsOf, localeOf, messagesOf } from './messages/index.js'
import { theme } from './theme.js'
import { parseDate } from './words.js'

type Field = 'title' | 'url' | 'date'
type Errors = Readonly<Partial<Record<Field, string>>>
/** What the person attaches: a new source, the outlet that the text names, or one of the article's by its id. */
type Choice = 'new' | 'outlet' | { readonly id: string }

/** What kind of source an outlet is, where its name tells. */
const OUTLET_KINDS: readonly (readonly [RegExp, SourceKind])[] = [
  [
    /^(facebook|instagram|telegram|tiktok|twitter|x|threads|mastodon|bluesky|truth social|linkedin|vk)\b/i,
    'post',
  ],
  [
    /^(afp|ap|apa|dpa|epd|kna|ntb|reuters|sid|interfax|tass|ria|xinhua|ansa|efe|anadolu)\b|agentur|agency/i,
    'agency-copy',
  ],
  [/\b(ard|zdf|bbc|cnn|rtl|ntv|n-tv|deutschlandfunk|radio|fernseh\w*|tv|sender)\b/i, 'broadcast'],
]

/**
 * The form with which a source is attached to a statement. Sources that the article already
 * has come first, then the outlet that the text names, then a new one.
 *
 * @element attribution-source-form
 * @prop {string} annotationId - The statement that the source is for.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {string|null} outlet - The outlet that the text names.
 * @attr {de|en} locale - Language of the labels; default the page's, else German.
 * @fires {CustomEvent<ReviewAction>} attribution-action - `attach-source`, when the form is complete.
 * @fires {Event} close - The form is done, or was given up.
 * @csspart form - The form.
 */
export class AttributionSourceForm extends LitElement {
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
        min-height: var(--_target);
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
        line-height: 16px;
        white-space: pre;
        font-size: 12px;
        color: var(--_quiet);
      }
      .options svg {
        width: 12px;
        height: 12px;
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
        font-size: 12px;
        line-height: 16px;
        color: var(--_quiet);
      }
      .error {
        font-size: 12px;
        line-height: 16px;
        font-weight: 500;
        color: var(--_error);
      }
      .actions {
        display: flex;
        gap: 8px;
      }
      hr {
        width: 100%;
        margin: 0;
        border: 0;
        border-top: 1px solid var(--_hairline);
      }
    `,
  ]

  @property({ attribute: false }) annotationId = ''
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ attribute: false }) outlet: string | null = null
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )

  @state() private choice: Choice = 'new'
  @state() private errors: Errors = {}
  @query('form') private readonly form!: HTMLFormElement

  /** Whether somebody has typed something that would be lost with the form. */
  get hasInput(): boolean {
    const texts = [...this.renderRoot.querySelectorAll<HTMLInputElement>('textarea, input[id]')]
    return texts.some(({ name, type, value }) =>
      type === 'checkbox'
        ? false
        : value.trim() !== (name === 'title' && this.choice === 'outlet' ? this.outlet : ''),
    )
  }

  /** Puts the cursor where one starts: at the choice, or at the title when there is nothing to choose. */
  override focus(options?: FocusOptions): void {
    const first = this.renderRoot.querySelector<HTMLElement>('input:checked, [name="title"]')
    first?.focus(options)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('annotationId')) this.reset()
  }

  override render(): TemplateResult {
    const { form: t } = messagesOf(this.locale)
    const isNew = typeof this.choice === 'string'
    return html`
      <form part="form" novalidate @submit=${this.submit} @input=${this.clearError} autocomplete="off">
        ${this.renderChoice()}
        ${isNew ? this.renderSource(this.choice === 'outlet' ? (this.outlet ?? '') : '') : nothing}
        ${isNew ? html`<hr />` : nothing}
        <div class="grid">
          <div class="field wide">
            <label class="label" for="passage">${t.passage}</label>
            <textarea id="passage" name="passage" rows="2" placeholder=${t.passageHint}></textarea>
          </div>
          <div class="field">
            <label class="label" for="locator">${t.locator}</label>
            <input id="locator" name="locator" placeholder=${t.locatorHint} />
          </div>
          ${this.renderSelect('relation', t.relation, RELATIONS, labelsOf(this.locale).relation, 'origin')}
        </div>
        <div class="actions">
          <button class="primary" type="submit">${t.submit}</button>
          <button class="outlined" type="button" @click=${this.cancel}>${t.cancel}</button>
        </div>
      </form>
    `
  }

  private renderChoice(): TemplateResult | typeof nothing {
    const { form: t } = messagesOf(this.locale)
    if (this.sources.length === 0 && !this.outlet) return nothing
    return html`
      <fieldset>
        <legend class="label">${t.which}</legend>
        <div class="options">
          ${
            this.isOutletNew()
              ? this.renderOption('outlet', this.outlet ?? '', html`<small>${t.namedInText}</small>`)
              : nothing
          }
          ${this.sources.map((source) =>
            this.renderOption(
              { id: source.id },
              sourceTitle(source),
              html`<small
                >${labelsOf(this.locale).sourceKind[source.kind]}${
                  source.confidential
                    ? html` · ${icon('lock')}${labelsOf(this.locale).confidential}`
                    : nothing
                }</small
              >`,
            ),
          )}
          ${this.renderOption('new', t.fresh)}
        </div>
      </fieldset>
    `
  }

  private renderOption(choice: Choice, label: string, detail: unknown = nothing): TemplateResult {
    const isChosen = isSameChoice(choice, this.choice)
    const choose = () => {
      this.choice = choice
      this.errors = {}
    }
    return html`
      <label>
        <input type="radio" name="choice" .checked=${isChosen} @change=${choose} />
        <span>${label} ${detail}</span>
      </label>
    `
  }

  private renderSource(title: string): TemplateResult {
    const { form: t } = messagesOf(this.locale)
    return html`
      <div class="grid">
        ${this.renderField('title', t.title, { value: title, wide: true })}
        ${this.renderField('url', t.url, { placeholder: 'https://', inputmode: 'url', wide: true })}
        ${this.renderSelect('kind', t.kind, SOURCE_KINDS, labelsOf(this.locale).sourceKind, kindOfOutlet(title))}
        ${this.renderField('date', t.date, { placeholder: t.dateHint })}
        ${this.renderField('author', t.author)} ${this.renderField('publisher', t.publisher)}
        <div class="check wide">
          <label
            ><input
              type="checkbox"
              name="confidential"
              aria-describedby="confidential-hint"
            />${t.confidential}</label
          >
          <span class="hint" id="confidential-hint">${t.confidentialHint}</span>
        </div>
      </div>
    `
  }

  private renderField(
    name: string,
    label: string,
    options: { value?: string; placeholder?: string; inputmode?: 'url' | 'text'; wide?: boolean } = {},
  ): TemplateResult {
    const { value = '', placeholder = '', inputmode = 'text', wide = false } = options
    const error = isField(name) ? this.errors[name] : undefined
    return html`
      <div class="field ${wide ? 'wide' : ''}">
        <label class="label" for=${name}>${label}</label>
        <input
          id=${name}
          name=${name}
          .value=${value}
          placeholder=${placeholder}
          inputmode=${inputmode}
          spellcheck=${inputmode === 'url' ? 'false' : 'true'}
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby=${error ? `${name}-error` : nothing}
        />
        ${error ? html`<p class="error" id="${name}-error">${error}</p>` : nothing}
      </div>
    `
  }

  private renderSelect<K extends string>(
    name: string,
    label: string,
    keys: readonly K[],
    labels: Readonly<Record<K, string>>,
    chosen: K,
  ): TemplateResult {
    return html`
      <div class="field">
        <label class="label" for=${name}>${label}</label>
        <select id=${name} name=${name}>
          ${keys.map((key) => html`<option value=${key} .selected=${key === chosen}>${labels[key]}</option>`)}
        </select>
      </div>
    `
  }

  private submit(event: Event): void {
    event.preventDefault()
    const fields = new FormData(this.form)
    const text = (name: string) => {
      const value = fields.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    const source = typeof this.choice === 'string' ? this.newSource(text) : this.chosenSource(this.choice.id)
    if (!source) return
    emit(this, 'attribution-action', {
      type: 'attach-source',
      id: this.annotationId,
      source,
      relation: RELATIONS.find((relation) => relation === text('relation')) ?? ('origin' satisfies Relation),
      passage: text('passage'),
      locator: text('locator'),
    })
    this.done()
  }

  private chosenSource(id: string): Source | undefined {
    return this.sources.find((source) => source.id === id)
  }

  /** The source that the fields describe, or undefined, with the errors shown and the first wrong field focused. */
  private newSource(text: (name: string) => string): Source | undefined {
    const { form: t } = messagesOf(this.locale)
    const url = text('url') ? safeUrl(text('url')) : undefined
    const date = text('date') ? parseDate(text('date')) : undefined
    const title = text('title') || siteOf(url ?? '')
    const errors: Errors = {
      ...(!title && url !== null ? { title: t.errorTitle } : {}),
      ...(url === null ? { url: t.errorUrl } : {}),
      ...(date === null ? { date: t.errorDate } : {}),
    }
    this.errors = errors
    if (url === null || date === null || !title) {
      void this.updateComplete.then(() =>
        this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      )
      return undefined
    }
    return {
      id: idFrom(crypto.getRandomValues(new Uint8Array(ID_BYTES))),
      kind: SOURCE_KINDS.find((kind) => kind === text('kind')) ?? 'web-page',
      title,
      ...(text('author') && { author: text('author') }),
      ...(text('publisher') && { publisher: text('publisher') }),
      ...(date && { date }),
      ...(url && { url, accessed: today() }),
      reliability: 'unset',
      confidential: text('confidential') === 'on',
    }
  }

  /** An error goes as soon as its field is being mended. */
  private clearError(event: Event): void {
    const { target } = event
    if (!(target instanceof HTMLInputElement) || !isField(target.name)) return
    const { [target.name]: mended, ...others } = this.errors
    if (mended) this.errors = target.name === 'url' ? omitTitle(others) : others
  }

  private cancel(): void {
    this.done()
  }

  private done(): void {
    this.form.reset()
    this.reset()
    this.dispatchEvent(new Event('close'))
  }

  private reset(): void {
    this.errors = {}
    const known = this.sources.find((source) => this.outlet && isSameName(source.title, this.outlet))
    this.choice = known ? { id: known.id } : this.outlet ? 'outlet' : 'new'
  }

  private isOutletNew(): boolean {
    const { outlet, sources } = this
    return outlet !== null && !sources.some((source) => isSameName(source.title, outlet))
  }
}

function isField(name: string): name is Field {
  return name === 'title' || name === 'url' || name === 'date'
}

function omitTitle({ url, date }: Errors): Errors {
  return { ...(url && { url }), ...(date && { date }) }
}

function isSameChoice(a: Choice, b: Choice): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : a.id === b.id
}

function isSameName(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase()
}

function kindOfOutlet(outlet: string): SourceKind {
  return OUTLET_KINDS.find(([pattern]) => pattern.test(outlet))?.[1] ?? 'web-page'
}

/** Today's date where the reader is. */
function today(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((n) => String(n).padStart(2, '0'))
    .join('-')
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-source-form': AttributionSourceForm
  }
}
