import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import { live } from 'lit/directives/live.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Annotation } from '../model/annotation.js'
import { diffWords, type DiffPart } from '../model/diff.js'
import { loggedOverride, loggedWords } from '../model/logged-words.js'
import { LOG_ACTIONS, type LogAction, type LogEntry } from '../model/log.js'
import { DEFAULT_POLICY, type Policy } from '../model/policy.js'
import { dateLocale, foldSpace, quoteOf, shortened } from '../model/presentation.js'
import type { LogVerification } from '../model/seal.js'
import type { Source } from '../model/source.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import { AttributionElement } from './element.js'
import { emit, originOf } from './events.js'
import { sourceTitle } from './filter.js'
import { icon, sign } from './icons.js'
import { labelsOf, localeOf, messagesOf } from './messages/index.js'
import { theme } from './theme.js'
import { tint } from './tint.js'

/** So many entries show at first, and come with each "show older ones". */
const CHUNK = 100
/** A change with more characters than this is folded. */
const LONG_CHANGE = 600
/** So many characters tell a statement from another in a list of them. */
const SHORT_QUOTE = 60
/** Digits of the digest that people compare at a glance. */
const DIGEST_DIGITS = 12

/** Actions whose words before and after are two states of one text. */
const REWORDINGS: ReadonlySet<LogAction> = new Set([
  'set-note',
  'confirm',
  'set-borders',
  'reattach',
  'take-suggestion',
  'set-anonymity',
  'edit-comment',
  'edit-evidence',
  'edit-source',
  'correct-source',
])

/** What an entry was done to. */
type Subject =
  | { readonly type: 'annotation'; readonly id: string; readonly title: string }
  | { readonly type: 'source'; readonly id: string; readonly title: string }
  | { readonly type: 'article' | 'gone'; readonly title: string }

interface Row {
  readonly entry: LogEntry
  /** Place in the log. */
  readonly index: number
  readonly subject: Subject
}

/**
 * Who did what, when: the newest first, by day, each entry with what changed. Can be limited to a
 * person, a kind of action, a statement or source, and searched. A log of any length is drawn in parts.
 *
 * @element attribution-log
 * @prop {readonly LogEntry[]} log - The entries, the oldest first.
 * @prop {readonly Annotation[]} annotations - The article's statements.
 * @prop {readonly Source[]} sources - The article's sources.
 * @prop {string|null} subject - Id of a statement or source whose entries alone are shown; null for all.
 * @prop {Policy|null} policy - The house's rules, for their words; null for the ones that come along.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @prop {LogVerification|null} verification - What `verifyLog` says; null where nobody has asked.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @fires {CustomEvent<SelectDetail>} attribution-select - A statement is to be shown in the text.
 * @fires {CustomEvent<SourceDetail>} attribution-source - A source is to be shown.
 * @csspart sealed - Whether the log is complete.
 * @csspart filters - Search and filters.
 * @csspart day - The heading of a day.
 * @csspart entry - An entry.
 * @cssprop --attribution-accent - And every other token of theme.ts.
 */
export class AttributionLog extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        background: var(--_background);
        container-type: inline-size;
        overflow-wrap: anywhere;
      }
      .view {
        display: grid;
        gap: 12px;
        padding: 12px;
      }
      .quiet {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      .sealed {
        display: flex;
        flex-wrap: wrap;
        gap: 0 6px;
        align-items: center;
        color: var(--_status);
      }
      .sealed span {
        color: var(--_text);
      }
      .sealed code {
        font:
          calc(12 * var(--_px)) / calc(16 * var(--_px)) ui-monospace,
          monospace;
        color: var(--_quiet);
      }
      .filters {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 8px;
      }
      .filters > :is(.search, .subject) {
        grid-column: 1 / -1;
      }
      .search {
        position: relative;
      }
      .search svg {
        position: absolute;
        inset-block: 0;
        inset-inline-start: 9px;
        margin-block: auto;
        color: var(--_quiet);
        pointer-events: none;
      }
      .search input {
        padding-inline-start: calc(12px + 18 * var(--_px));
      }
      select {
        contain: paint; /* in WebKit a long choice widens the page else */
        text-overflow: ellipsis;
      }
      .count {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 8px;
        min-height: 16px;
      }
      .link {
        min-height: max(24px, var(--_target));
        padding: 0 6px;
        margin-inline-end: -6px;
        font-size: calc(13 * var(--_px));
        color: var(--_accent);
      }

      .day {
        position: sticky;
        top: 0;
        z-index: 1;
        margin: 0 -12px;
        padding: 6px 12px;
        background: var(--_background);
      }
      section + section {
        margin-top: 4px;
      }
      .entries > li {
        display: grid;
        grid-template-columns: calc(44 * var(--_px)) minmax(0, 1fr);
        gap: 0 8px;
        padding: 8px 0;
        border-bottom: 1px solid var(--_hairline);
        /* What is out of sight costs no layout. */
        content-visibility: auto;
        contain-intrinsic-size: auto calc(78 * var(--_px));
      }
      /* "12:43 AM" */
      .twelve > li {
        grid-template-columns: calc(60 * var(--_px)) minmax(0, 1fr);
      }
      section:last-of-type .entries > li:last-child {
        border-bottom: 0;
      }
      time {
        font-size: calc(12 * var(--_px));
        line-height: calc(20 * var(--_px));
        color: var(--_quiet);
        white-space: nowrap;
      }
      .what {
        display: grid;
        gap: 2px;
        justify-items: start;
        min-width: 0;
      }
      .what > p {
        text-wrap: pretty;
      }
      .who {
        font-weight: 600;
      }
      .jump {
        justify-content: start;
        max-width: calc(100% + 6px);
        min-height: max(24px, var(--_target));
        margin-inline-start: -6px;
        padding: 0 6px;
        font-size: calc(13 * var(--_px));
        color: var(--_accent);
        text-align: start;
      }
      .jump:focus-visible {
        outline-offset: -2px; /* inside: what is contained cuts off what stands out */
      }
      .jump span {
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      .change {
        max-width: 100%;
        text-wrap: pretty;
      }
      .change.words {
        padding-inline-start: 8px;
        border-inline-start: 2px solid var(--_hairline);
      }
      .states {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 6px;
        padding: 2px 0;
      }
      .states .chip {
        border-radius: 10px;
        white-space: normal;
        flex: 0 1 auto;
      }
      .arrow {
        color: var(--_quiet);
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
      del + ins {
        margin-inline-start: 3px; /* two words, where the blank belongs to neither */
      }
      ins {
        text-decoration-color: var(--_verified);
        background: color-mix(in oklab, var(--_verified) 14%, transparent);
        text-underline-offset: 2px;
      }
      .broken {
        display: flex;
        gap: 6px;
        align-items: center;
        font-weight: 600;
        color: var(--_disputed);
      }
      details summary {
        display: flex;
        align-items: center;
        min-height: max(24px, var(--_target));
        width: max-content;
        border-radius: 4px;
        font-size: calc(13 * var(--_px));
        color: var(--_accent);
        cursor: pointer;
      }
      .older {
        justify-self: center;
        min-height: max(32px, var(--_target));
      }
      .empty {
        display: grid;
        gap: 4px;
        justify-items: center;
        padding: 28px 12px;
        text-align: center;
        text-wrap: balance;
      }
      .empty strong {
        font-weight: 600;
      }
      .empty p {
        color: var(--_quiet);
      }
      .empty button {
        margin-top: 8px;
      }
      @container (min-width: 35.71em) {
        .filters {
          grid-template-columns: repeat(3, minmax(0, 1fr));
        }
        .filters > .subject {
          grid-column: auto;
        }
      }
    `,
  ]

  @property({ attribute: false }) log: readonly LogEntry[] = []
  @property({ attribute: false }) annotations: readonly Annotation[] = []
  @property({ attribute: false }) sources: readonly Source[] = []
  @property({ attribute: false }) subject: string | null = null
  @property({ attribute: false }) policy: Policy | null = null
  @property({ attribute: false }) scheme: Scheme = DEFAULT_SCHEME
  @property({ attribute: false }) verification: LogVerification | null = null
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null

  @state() private search = ''
  /** Key of the person, see `personKey`. */
  @state() private person: string | null = null
  @state() private action: LogAction | null = null
  @state() private limit = CHUNK
  /** Long changes that somebody wants to see, by place in the log; sealing makes other entries of them. */
  @state() private unfolded: ReadonlySet<number> = new Set()

  /** The newest first. */
  #rows: readonly Row[] = []
  #shown: readonly Row[] = []
  #texts = new WeakMap<LogEntry, string>()
  #parts = new WeakMap<LogEntry, readonly DiffPart[]>()
  /** The entry whose button takes the focus when older ones have come. */
  #focusOn: number | null = null

  protected override willUpdate(changed: PropertyValues<this>): void {
    const hasChanged = (...keys: readonly (keyof AttributionLog)[]) => keys.some((key) => changed.has(key))
    if (hasChanged('scheme', 'policy', 'locale')) {
      this.#texts = new WeakMap()
      this.#parts = new WeakMap()
    }
    if (hasChanged('log', 'annotations', 'sources', 'locale', 'articleLang')) this.#rows = this.rows()
    if (changed.has('subject')) this.limit = CHUNK
    const words = this.search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
    const { person, action, subject } = this
    this.#shown = this.#rows.filter(({ entry, subject: { title } }) => {
      if (person !== null && personKey(entry) !== person) return false
      if (action !== null && entry.action !== action) return false
      if (subject !== null && entry.subject !== subject) return false
      if (!words.length) return true
      const text = `${this.textOf(entry)}\n${title.toLocaleLowerCase()}`
      return words.every((word) => text.includes(word))
    })
  }

  protected override updated(): void {
    const index = this.#focusOn
    this.#focusOn = null
    if (index !== null) this.shadowRoot?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus()
  }

  override render(): TemplateResult {
    const { locale, log } = this
    const t = messagesOf(locale).log
    return html`<div class="view" lang=${locale} role="region" aria-label=${t.title}>
      ${this.renderSealed()}
      ${
        log.length
          ? html`${this.renderFilters()} ${this.#shown.length ? this.renderDays() : this.renderNoMatch()}`
          : html`<div class="empty">
              <strong>${t.emptyTitle}</strong>
              <p>${t.emptyText}</p>
            </div>`
      }
    </div>`
  }

  private get lang_(): string {
    return this.articleLang ?? this.locale
  }

  /** Every entry with what it was done to, the newest first. */
  private rows(): readonly Row[] {
    const { annotations, sources, locale, lang_: lang } = this
    const t = messagesOf(locale).log
    const quotes = new Map(annotations.map((annotation) => [annotation.id, quoteOf(annotation, lang)]))
    const titles = new Map(sources.map((source) => [source.id, foldSpace(sourceTitle(source))]))
    const subjectOf = (id: string): Subject => {
      const quote = quotes.get(id)
      if (quote !== undefined) return { type: 'annotation', id, title: quote }
      const title = titles.get(id)
      if (title !== undefined) return { type: 'source', id, title }
      return id === 'article' ? { type: 'article', title: t.article } : { type: 'gone', title: t.gone }
    }
    return this.log
      .map((entry, index): Row => ({ entry, index, subject: subjectOf(entry.subject) }))
      .reverse()
  }

  /** What an entry is searched by, in lower case, apart from what it was done to; made when somebody searches. */
  private textOf(entry: LogEntry): string {
    const known = this.#texts.get(entry)
    if (known !== undefined) return known
    const { before, after } = this.wordsOf(entry)
    const words = [this.nameOf(entry), labelsOf(this.locale).logAction[entry.action], before, after]
    const text = words.join('\n').toLocaleLowerCase()
    this.#texts.set(entry, text)
    return text
  }

  /** Before and after in the words of the interface. */
  private wordsOf({ action, before, after }: LogEntry): { readonly before: string; readonly after: string } {
    const { locale, scheme } = this
    const inWords = { labels: labelsOf(locale), locale, scheme }
    // An override's entry says the rule alone before, and the rule with the reason after.
    if (action === 'override') return { before: '', after: this.exception(after).reason }
    if (action === 'withdraw-override') return { before: this.exception(before).reason, after: '' }
    return { before: loggedWords(before, action, inWords), after: loggedWords(after, action, inWords) }
  }

  private exception(logged: string): { readonly rule: string; readonly reason: string } {
    const rules = new Map((this.policy ?? DEFAULT_POLICY).rules.map(({ id, text }) => [id, text]))
    return loggedOverride(logged, { locale: this.locale, rules })
  }

  private nameOf({ by }: LogEntry): string {
    return by ? by.name || by.id : messagesOf(this.locale).log.somebody
  }

  private renderSealed(): TemplateResult | typeof nothing {
    const { verification, locale } = this
    if (!verification) return nothing
    const t = messagesOf(locale).log
    if (!verification.ok) {
      const { fault, index } = verification
      const isOpen = fault === 'unsealed'
      return html`<p class="sealed ${isOpen ? 'unchecked' : 'disputed'}" part="sealed">
        ${icon(isOpen ? 'lock' : 'warns')}<span>${t.fault[fault](index + 1)}</span>
      </p>`
    }
    const { entries, digest, blanked } = verification
    if (!entries) return nothing
    const words = [t.complete(entries), t.blankedCount(blanked)].filter(Boolean).join(', ')
    return html`<p class="sealed verified" part="sealed">
      ${icon('lock')}<span>${words}</span>
      <code title="${t.digest}: ${digest}"
        ><span class="visually-hidden">${t.digest} </span>${digest.slice(0, DIGEST_DIGITS)}…</code
      >
    </p>`
  }

  private renderFilters(): TemplateResult {
    const { locale } = this
    const t = messagesOf(locale).log
    const labels = labelsOf(locale)
    const people = new Map<string, string>()
    const actions = new Set<LogAction>()
    const subjects = new Map<string, Subject>()
    for (const { entry, subject } of this.#rows) {
      if (!people.has(personKey(entry))) people.set(personKey(entry), this.nameOf(entry))
      actions.add(entry.action)
      if (subject.type !== 'gone' && !subjects.has(entry.subject)) subjects.set(entry.subject, subject)
    }
    const byName = new Intl.Collator(locale).compare
    const choose = (
      label: string,
      all: string,
      {
        name,
        value,
        options,
        lang,
        set,
      }: {
        readonly name: string
        readonly value: string | null
        readonly options: readonly (readonly [string, string])[]
        readonly lang?: string
        readonly set: (value: string | null) => void
      },
    ) =>
      html`<select
        class=${name}
        aria-label=${label}
        @change=${({ target }: Event & { readonly target: HTMLSelectElement }) => {
          this.limit = CHUNK
          set(target.selectedIndex > 0 ? target.value : null)
        }}
      >
        <option .selected=${live(value === null)}>${all}</option>
        ${options.map(
          ([key, words]) =>
            html`<option value=${key} lang=${lang ?? nothing} .selected=${live(value === key)}>
              ${words}
            </option>`,
        )}
      </select>`
    const order = new Map(this.annotations.map(({ id }, i) => [id, i]))
    /** Statements in text order, then sources, then the article. */
    const placeOf = ([id, { type }]: readonly [string, Subject]) =>
      order.get(id) ?? order.size + (type === 'source' ? 0 : 1)
    const { length: total } = this.#rows
    const isFiltered = this.#shown.length < total
    return html`<div class="filters" part="filters" role="search">
        <div class="search">
          ${icon('search')}
          <input
            type="search"
            aria-label=${t.search}
            placeholder=${t.search}
            .value=${live(this.search)}
            @input=${this.onSearch}
          />
        </div>
        ${choose(t.person, t.everybody, {
          name: 'person',
          value: this.person,
          options: [...people].sort((a, b) => byName(a[1], b[1])),
          set: (person) => (this.person = person),
        })}
        ${choose(t.action, t.allActions, {
          name: 'action',
          value: this.action,
          options: LOG_ACTIONS.filter((action) => actions.has(action)).map((action) => [
            action,
            labels.logAction[action],
          ]),
          set: (action) => (this.action = LOG_ACTIONS.find((one) => one === action) ?? null),
        })}
        ${choose(t.statement, t.allStatements, {
          name: 'subject',
          value: this.subject,
          lang: this.lang_,
          options: [...subjects]
            .sort((a, b) => placeOf(a) - placeOf(b))
            .map(([id, { title }]) => [id, shortened(title, SHORT_QUOTE)]),
          set: (subject) => (this.subject = subject),
        })}
      </div>
      <div class="count quiet">
        <span role="status">${isFiltered ? t.shown(this.#shown.length, total) : t.entries(total)}</span>
        ${
          isFiltered && this.#shown.length
            ? html`<button type="button" class="link" @click=${this.reset}>${t.reset}</button>`
            : nothing
        }
      </div>`
  }

  private renderNoMatch(): TemplateResult {
    const t = messagesOf(this.locale).log
    return html`<div class="empty">
      <strong>${t.noMatchTitle}</strong>
      <p>${t.noMatchText}</p>
      <button type="button" class="outlined" @click=${this.reset}>${t.reset}</button>
    </div>`
  }

  private renderDays(): TemplateResult {
    const t = messagesOf(this.locale).log
    const day = new Intl.DateTimeFormat(dateLocale(this.locale), {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    })
    const time = new Intl.DateTimeFormat(dateLocale(this.locale), { timeStyle: 'short' })
    // In the order of the log, which is what happened: a clock that was wrong makes a day twice.
    const days: { readonly title: string; readonly rows: [Row, ...Row[]] }[] = []
    for (const row of this.#shown.slice(0, this.limit)) {
      const at = timeOf(row.entry)
      const title = at ? day.format(at) : t.noTime
      const last = days[days.length - 1]
      if (last?.title === title) last.rows.push(row)
      else days.push({ title, rows: [row] })
    }
    const rest = this.#shown.length - this.limit
    return html`<div>
        ${days.map(
          ({ title, rows }) =>
            html`<section aria-label=${title}>
              <h3 class="day" part="day">${title}</h3>
              <ul class="entries ${time.resolvedOptions().hour12 ? 'twelve' : ''}">
                ${repeat(
                  rows,
                  ({ index }) => index,
                  (row) => this.renderEntry(row, time),
                )}
              </ul>
            </section>`,
        )}
      </div>
      ${
        rest > 0
          ? html`<button type="button" class="outlined older" @click=${this.showOlder}>
              ${t.older(rest)}
            </button>`
          : nothing
      }`
  }

  private renderEntry({ entry, index, subject }: Row, time: Intl.DateTimeFormat): TemplateResult {
    const { locale, verification } = this
    const t = messagesOf(locale).log
    const at = timeOf(entry)
    const isBroken =
      verification?.ok === false && verification.fault !== 'unsealed' && verification.index === index
    return html`<li part="entry" data-index=${index} tabindex="-1">
      ${at ? html`<time datetime=${at.toISOString()}>${time.format(at)}</time>` : html`<span></span>`}
      <div class="what">
        <p><span class="who">${this.nameOf(entry)}</span> · ${labelsOf(locale).logAction[entry.action]}</p>
        ${this.renderSubject(subject)} ${this.renderRule(entry)} ${this.renderChange(entry, index)}
        ${entry.seal?.salt === null ? html`<p class="quiet">${t.blanked}</p>` : nothing}
        ${isBroken ? html`<p class="broken">${icon('warns')}${t.broken}</p>` : nothing}
      </div>
    </li>`
  }

  private renderSubject(subject: Subject): TemplateResult | typeof nothing {
    switch (subject.type) {
      case 'article':
        return nothing
      case 'gone':
        return html`<p class="quiet">${subject.title}</p>`
      case 'annotation':
      case 'source': {
        const type = subject.type === 'annotation' ? 'attribution-select' : 'attribution-source'
        const { id, title } = subject
        return html`<button
          type="button"
          class="jump"
          title=${title}
          @click=${(event: MouseEvent) => emit(this, type, { id, origin: originOf(event) })}
        >
          <span lang=${this.lang_} dir="auto">${title}</span>
        </button>`
      }
    }
  }

  private renderRule({ action, before, after }: LogEntry): TemplateResult | typeof nothing {
    const { rule } =
      action === 'override'
        ? this.exception(after)
        : action === 'withdraw-override'
          ? this.exception(before)
          : { rule: '' }
    return rule ? html`<p class="quiet">${rule}</p>` : nothing
  }

  private renderChange(entry: LogEntry, index: number): TemplateResult | typeof nothing {
    const { action } = entry
    const { before, after } = this.wordsOf(entry)
    if (!before && !after) return nothing
    if (action === 'set-status' || action === 'sign-off')
      return this.renderStates(entry, { before: action === 'sign-off' ? '' : before, after })
    if (before.length + after.length <= LONG_CHANGE) return this.renderWords(entry, { before, after })
    const isUnfolded = this.unfolded.has(index)
    return html`<details
      .open=${isUnfolded}
      @toggle=${({ target }: Event & { readonly target: HTMLDetailsElement }) => this.unfold(index, target.open)}
    >
      <summary>${messagesOf(this.locale).log.showChange}</summary>
      ${isUnfolded ? this.renderWords(entry, { before, after }) : nothing}
    </details>`
  }

  private renderStates(
    entry: LogEntry,
    { before, after }: { readonly before: string; readonly after: string },
  ): TemplateResult {
    const chip = (key: string, words: string) =>
      html`<span class="chip ${key}" ${tint(key, this.scheme)}>${sign(key, this.scheme)}${words}</span>`
    return html`<p class="states">
      ${before ? html`${chip(entry.before, before)} ${this.renderArrow()}` : nothing}
      ${chip(entry.after, after)}
    </p>`
  }

  private renderArrow(): TemplateResult {
    return html`<span class="arrow" aria-hidden="true">→</span
      ><span class="visually-hidden"> ${messagesOf(this.locale).log.became} </span>`
  }

  private renderWords(
    entry: LogEntry,
    { before, after }: { readonly before: string; readonly after: string },
  ): TemplateResult {
    const t = messagesOf(this.locale).log
    const isReworded = REWORDINGS.has(entry.action)
    const gone = (text: string) => html`<del><span class="visually-hidden">${t.removed} </span>${text}</del>`
    const come = (text: string) => html`<ins><span class="visually-hidden">${t.added} </span>${text}</ins>`
    if (!before) return html`<p class="change words">${after}</p>`
    if (!after) return html`<p class="change words">${gone(before)}</p>`
    if (before === after) return html`<p class="change words">${after}</p>`
    const parts = isReworded ? this.partsOf(entry, before, after) : []
    if (!parts.some(({ change, text }) => change === 'same' && text.trim()))
      return html`<p class=${classMap({ change: true, words: isReworded })}>
        ${isReworded ? gone(before) : before} ${this.renderArrow()} ${isReworded ? come(after) : after}
      </p>`
    return html`<p class="change words">
      ${parts.map(({ text, change }) =>
        change === 'same' ? text : change === 'gone' ? gone(text) : come(text),
      )}
    </p>`
  }

  private partsOf(entry: LogEntry, before: string, after: string): readonly DiffPart[] {
    const known = this.#parts.get(entry)
    if (known) return known
    const parts = diffWords(before, after)
    this.#parts.set(entry, parts)
    return parts
  }

  private unfold(index: number, isOpen: boolean): void {
    if (this.unfolded.has(index) === isOpen) return
    const unfolded = new Set(this.unfolded)
    if (isOpen) unfolded.add(index)
    else unfolded.delete(index)
    this.unfolded = unfolded
  }

  private onSearch({ target }: Event & { readonly target: HTMLInputElement }): void {
    this.search = target.value
    this.limit = CHUNK
  }

  private showOlder(): void {
    this.#focusOn = this.#shown[this.limit]?.index ?? null
    this.limit += CHUNK
  }

  private reset(): void {
    this.search = ''
    this.person = null
    this.action = null
    this.subject = null
    this.limit = CHUNK
    this.shadowRoot?.querySelector<HTMLElement>('input')?.focus()
  }
}

/** People are told apart by id; somebody unknown is one of them. */
function personKey({ by }: LogEntry): string {
  return by ? `id:${by.id}` : 'nobody'
}

function timeOf({ at }: LogEntry): Date | null {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? null : time
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-log': AttributionLog
  }
}
