import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Annotation } from '../model/annotation.js'
import { textIn } from '../model/local-text.js'
import type { User } from '../model/person.js'
import {
  DEFAULT_POLICY,
  type OverriddenProblem,
  type Policy,
  type PolicyProblem,
  type PublishCheck,
} from '../model/policy.js'
import { foldSpace, quoteOf } from '../model/presentation.js'
import { mayOverride } from '../model/overriding.js'
import { RIGHTS, type Right } from '../model/rights.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import { AttributionElement } from './element.js'
import { emit, originOf } from './events.js'
import { icon, sign } from './icons.js'
import { localeOf, messagesOf } from './messages/index.js'
import { theme } from './theme.js'
import { formatTime, shortSpeakerOf } from './words.js'

/** A statement with all that the policy says of it. */
interface Finding {
  /** Place in the list; makes ids. */
  readonly index: number
  readonly annotation: Annotation
  readonly blocks: readonly PolicyProblem[]
  readonly warns: readonly PolicyProblem[]
  readonly overridden: readonly OverriddenProblem[]
}

type Section = 'blocks' | 'warns' | 'exceptions'

/** The statement of an exception, where it stood, and those that come next once it no longer stands there. */
interface Onward {
  readonly id: string
  readonly section: Section
  readonly next: readonly string[]
}

/** A rule that somebody is about to set aside for a statement. */
interface Draft {
  readonly id: string
  readonly rule: string
}

/**
 * "Can it go out?": the answer in a line, how far the check has come, and every statement that is in
 * the way with what is wrong with it. First the statements that block, then those that only warn, then
 * those whose rules somebody has set aside; within each in text order. What is fine is folded. After an
 * exception the focus goes on to the next statement of the section; Escape leaves a reason as far as it is typed.
 *
 * @element attribution-check
 * @prop {PublishCheck|null} check - The answer, as `checkPolicy` gives it; null while there is none yet.
 * @prop {readonly Annotation[]} annotations - The article's statements.
 * @prop {Policy|null} policy - The house's rules; null for the ones that come along.
 * @prop {User|null} user - The present user; with a role that the policy names, rules can be set aside.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @prop {readonly Right[]} rights - What the present user may do; the rest is not offered. Default all.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @fires {CustomEvent<SelectDetail>} attribution-select - A statement is to be shown in the text.
 * @fires {CustomEvent<ReviewAction>} attribution-action - `override` and `withdraw-override`.
 * @csspart answer - The line that answers.
 * @csspart coverage - How far the check has come.
 * @csspart statement - A statement with its problems.
 * @csspart quote - Its words.
 * @csspart problem - One thing that is wrong.
 * @cssprop --attribution-accent - And every other token of theme.ts.
 */
export class AttributionCheck extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        background: var(--_background);
        overflow-wrap: anywhere;
      }
      .view,
      section,
      ul,
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
      .view {
        gap: 16px;
        padding: 12px;
      }
      .answer {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 2px 10px;
        align-items: start;
        padding: 12px;
        border-radius: var(--_radius);
        background: color-mix(in oklab, var(--_status) 8%, var(--_surface));
      }
      .answer > svg {
        width: calc(20 * var(--_px));
        height: calc(20 * var(--_px));
        color: var(--_status);
      }
      .answer p {
        grid-column: 2;
      }
      .answer .line {
        grid-area: 1 / 2;
        font-size: calc(15 * var(--_px));
        font-weight: 600;
        text-wrap: pretty;
        color: var(--_status);
      }
      .coverage,
      .pending {
        color: var(--_text);
        text-wrap: pretty;
      }
      section,
      ul {
        gap: 8px;
      }
      section > h3,
      summary {
        display: flex;
        gap: 6px;
        align-items: baseline;
      }
      h3 .count,
      summary .count {
        font-weight: 400;
      }
      .statements > li {
        border: 1px solid var(--_hairline);
        border-radius: var(--_radius);
        background: var(--_surface);
        /* Hundreds of them cost nothing until they are in sight. */
        content-visibility: auto;
        contain-intrinsic-size: auto calc(132 * var(--_px));
      }
      .jump {
        display: grid;
        gap: 2px;
        justify-items: start;
        justify-content: stretch;
        width: 100%;
        padding: 10px 12px 8px;
        border: 0;
        border-radius: calc(var(--_radius) - 1px);
        text-align: start;
      }
      .jump:focus-visible {
        outline-offset: -3px; /* inside: what is contained cuts off what stands out */
      }
      .quote {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        text-wrap: pretty;
        hyphens: auto;
      }
      .speaker,
      .quiet {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_quiet);
      }
      .problems {
        gap: 0;
      }
      .problems > li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 2px 8px;
        align-items: start;
        padding: 8px 12px;
        border-top: 1px solid var(--_hairline);
      }
      .problems > li > svg {
        margin-top: 3px;
        color: var(--_status);
      }
      .problems > li > :not(svg) {
        grid-column: 2;
      }
      .problems > li > p:first-of-type {
        grid-area: 1 / 2;
        text-wrap: pretty;
      }
      .problems .severity {
        font-weight: 600;
        color: var(--_status);
      }
      .exception {
        --_status: var(--_quiet);
      }
      .reason {
        margin: 2px 0;
        padding-inline-start: 8px;
        border-inline-start: 2px solid var(--_hairline);
        white-space: pre-line;
      }
      .text-button {
        justify-self: start;
        min-height: max(24px, var(--_target));
        margin-inline-start: -6px;
        padding: 0 6px;
        font-size: calc(12 * var(--_px));
        color: var(--_quiet);
        text-decoration: underline;
        text-decoration-color: var(--_edge);
        text-decoration-thickness: 1px;
        text-underline-offset: 3px;
      }
      .text-button:hover {
        color: var(--_text);
      }
      form {
        gap: 6px;
        margin: 4px 0;
      }
      form .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .error {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        color: var(--_error);
      }
      summary {
        align-items: center;
        min-height: max(28px, var(--_target));
        width: max-content;
        max-width: 100%;
        border-radius: 4px;
        font-size: calc(12 * var(--_px));
        font-weight: 600;
        color: var(--_quiet);
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::before {
        content: '';
        flex: none;
        width: 5px;
        height: 5px;
        margin: 0 3px 0 2px;
        border: solid currentColor;
        border-width: 1.5px 1.5px 0 0;
        transform: rotate(45deg);
        transition: transform var(--_motion);
      }
      details[open] summary::before {
        transform: rotate(135deg);
      }
      .fine {
        gap: 0;
        border: 1px solid var(--_hairline);
        border-radius: var(--_radius);
        margin-top: 4px;
        background: var(--_surface);
      }
      .fine > li {
        border: 0;
        border-radius: 0;
        background: none;
        contain-intrinsic-size: auto calc(54 * var(--_px));
      }
      .fine > li + li {
        border-top: 1px solid var(--_hairline);
      }
      .fine .quote {
        -webkit-line-clamp: 1;
      }
      @media (forced-colors: active) {
        .answer {
          border: 1px solid;
        }
      }
    `,
  ]

  @property({ attribute: false }) check: PublishCheck | null = null
  @property({ attribute: false }) annotations: readonly Annotation[] = []
  @property({ attribute: false }) policy: Policy | null = null
  @property({ attribute: false }) user: User | null = null
  @property({ attribute: false }) scheme: Scheme = DEFAULT_SCHEME
  @property({ attribute: false }) rights: readonly Right[] = RIGHTS
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null

  @state() private draft: Draft | null = null
  @state() private isReasonMissing = false
  @state() private isFineOpen = false

  /** What has the focus before it is drawn anew, and in which statement. */
  #focused: { readonly element: HTMLElement; readonly id: string | null } | null = null
  #refocus: Draft | 'reason' | null = null
  /** Reasons that were begun and left by Escape, by statement and rule. */
  readonly #begun = new Map<string, string>()
  #onward: Onward | null = null

  /** Focuses the answer. */
  override focus(options?: FocusOptions): void {
    this.shadowRoot?.querySelector<HTMLElement>('.answer')?.focus(options)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const active = this.shadowRoot?.activeElement
    this.#focused =
      active instanceof HTMLElement
        ? { element: active, id: active.closest<HTMLElement>('[data-id]')?.dataset['id'] ?? null }
        : null
    const { draft } = this
    if (draft && (changed.has('check') || changed.has('rights') || changed.has('user'))) {
      const isThere = [...(this.check?.blocks ?? []), ...(this.check?.warns ?? [])].some(
        ({ annotationId, rule }) => annotationId === draft.id && rule === draft.rule,
      )
      if (!isThere || !this.mayOverride) this.draft = null
    }
  }

  protected override updated(): void {
    const root = this.shadowRoot
    const refocus = this.#refocus
    this.#refocus = null
    if (refocus === 'reason') root?.querySelector<HTMLElement>('textarea')?.focus()
    else if (refocus) this.find('.override', refocus.id, refocus.rule)?.focus()
    // What had the focus is gone: its statement takes it, wherever that is listed by now, else the answer.
    const focused = this.#focused
    if (!focused || (focused.element.isConnected && focused.element.checkVisibility())) return
    if (root?.activeElement) return
    const jump = this.jumpAfter(focused.id)
    ;(jump?.checkVisibility() ? jump : root?.querySelector<HTMLElement>('.answer'))?.focus()
  }

  override render(): TemplateResult {
    const { check, locale } = this
    const t = messagesOf(locale).check
    const findings = this.findings()
    const of = (pick: (finding: Finding) => boolean) => findings.filter(pick)
    const fine = new Set(check?.fine)
    return html`<div class="view" lang=${locale} role="region" aria-label=${t.title}>
      ${this.renderAnswer()}
      ${this.renderSection(
        t.blocking,
        of((finding) => sectionOf(finding) === 'blocks'),
      )}
      ${this.renderSection(
        t.warning,
        of((finding) => sectionOf(finding) === 'warns'),
      )}
      ${this.renderSection(
        t.overridden,
        of((finding) => sectionOf(finding) === 'exceptions'),
      )}
      ${this.renderFine(this.annotations.filter(({ id }) => fine.has(id)))}
    </div>`
  }

  private get lang_(): string {
    return this.articleLang ?? this.locale
  }

  private get mayOverride(): boolean {
    return this.rights.includes('override') && mayOverride(this.user, this.policy ?? DEFAULT_POLICY)
  }

  /** In text order, as the check is. */
  private findings(): readonly Finding[] {
    const { check } = this
    if (!check) return []
    const group = <P extends PolicyProblem>(problems: readonly P[]) => {
      const groups = new Map<string, P[]>()
      for (const problem of problems) {
        const own = groups.get(problem.annotationId)
        if (own) own.push(problem)
        else groups.set(problem.annotationId, [problem])
      }
      return groups
    }
    const blocks = group(check.blocks)
    const warns = group(check.warns)
    const overridden = group(check.overridden)
    return this.annotations
      .filter(({ id }) => blocks.has(id) || warns.has(id) || overridden.has(id))
      .map((annotation, index) => ({
        index,
        annotation,
        blocks: blocks.get(annotation.id) ?? [],
        warns: warns.get(annotation.id) ?? [],
        overridden: overridden.get(annotation.id) ?? [],
      }))
  }

  private renderAnswer(): TemplateResult {
    const { check } = this
    const t = messagesOf(this.locale).check
    const isPending = !check || check.isPending
    const [colour, shape, line] = isPending
      ? ['in-progress', sign('in-progress'), t.pending]
      : check.blocks.length
        ? ['disputed', icon('blocks'), t.blocked(check.blocks.length)]
        : check.warns.length
          ? ['needs-change', icon('warns'), t.warned(check.warns.length)]
          : check.coverage.total
            ? ['verified', icon('passes'), t.passes]
            : ['not-checkable', sign('not-checkable'), t.nothing]
    return html`<div class="answer ${colour}" part="answer" tabindex="-1">
      ${shape}
      <p class="line" role="status">${line}</p>
      ${isPending ? html`<p class="pending">${t.pendingText}</p>` : nothing}
      ${check ? this.renderCoverage(check) : nothing}
    </div>`
  }

  private renderCoverage({ coverage, isPending }: PublishCheck): TemplateResult | typeof nothing {
    const t = messagesOf(this.locale).check
    const { checked, total, stale, reopened, detached } = coverage
    if (!total) return isPending ? nothing : html`<p class="coverage" part="coverage">${t.emptyText}</p>`
    const words = [
      t.coverage(checked, total),
      stale ? t.stale(stale) : '',
      reopened ? t.reopened(reopened) : '',
      detached ? t.detached(detached) : '',
    ]
    return html`<p class="coverage" part="coverage">${words.filter(Boolean).join(', ')}</p>`
  }

  private renderSection(title: string, findings: readonly Finding[]): TemplateResult | typeof nothing {
    if (!findings.length) return nothing
    const t = messagesOf(this.locale).check
    return html`<section aria-label=${title}>
      <h3>${title} <span class="count">${t.statements(findings.length)}</span></h3>
      <ul class="statements">
        ${repeat(
          findings,
          ({ annotation }) => annotation.id,
          (finding) => this.renderFinding(finding),
        )}
      </ul>
    </section>`
  }

  private renderFinding({ index, annotation, blocks, warns, overridden }: Finding): TemplateResult {
    const t = messagesOf(this.locale).check
    return html`<li part="statement" data-id=${annotation.id}>
      ${this.renderJump(annotation)}
      <ul class="problems" aria-label=${t.problems}>
        ${repeat(
          [...blocks, ...warns],
          ({ rule }) => rule,
          (problem, i) =>
            this.renderProblem(problem, {
              words: `problem-${index}-${i}`,
              isSaid: problem.severity === (blocks.length ? 'blocks' : 'warns'),
            }),
        )}
        ${repeat(
          overridden,
          ({ rule }) => rule,
          (problem, i) => this.renderOverridden(problem, `exception-${index}-${i}`),
        )}
      </ul>
    </li>`
  }

  private renderJump(annotation: Annotation): TemplateResult {
    return html`<button
      type="button"
      class="jump"
      @click=${(event: MouseEvent) =>
        emit(this, 'attribution-select', { id: annotation.id, origin: originOf(event) })}
    >
      <span class="quote" part="quote" lang=${this.lang_} dir="auto">${quoteOf(annotation, this.lang_)}</span>
      <span class="speaker">${foldSpace(shortSpeakerOf(annotation, this.locale))}</span>
    </button>`
  }

  private renderProblem(
    { annotationId: id, rule, severity, text }: PolicyProblem,
    // The heading above says once how much what stands below it matters.
    { words, isSaid }: { readonly words: string; readonly isSaid: boolean },
  ): TemplateResult {
    const t = messagesOf(this.locale).check
    const isBlocking = severity === 'blocks'
    const isDrafted = this.draft?.id === id && this.draft.rule === rule
    return html`<li class=${isBlocking ? 'disputed' : 'needs-change'} part="problem" data-rule=${rule}>
      ${icon(isBlocking ? 'blocks' : 'warns')}
      <p id=${words}>
        <span class="severity ${isSaid ? 'visually-hidden' : ''}">${isBlocking ? t.blocks : t.warns}:</span>
        ${textIn(text, this.locale) || rule}
      </p>
      ${
        !this.mayOverride
          ? nothing
          : isDrafted
            ? this.renderForm()
            : html`<button
                type="button"
                class="text-button override"
                aria-describedby=${words}
                @click=${() => this.begin({ id, rule })}
              >
                ${t.override}
              </button>`
      }
    </li>`
  }

  private renderForm(): TemplateResult {
    const t = messagesOf(this.locale).check
    const isMissing = this.isReasonMissing
    return html`<form novalidate @submit=${this.onSubmit} @keydown=${this.onFormKey}>
      <label class="label" for="reason">${t.reason}</label>
      <textarea
        dir="auto"
        id="reason"
        rows="2"
        required
        placeholder=${t.reasonHint}
        aria-invalid=${isMissing ? 'true' : nothing}
        aria-describedby=${isMissing ? 'missing' : nothing}
        .value=${this.draft ? (this.#begun.get(keyOf(this.draft)) ?? '') : ''}
        @input=${() => (this.isReasonMissing = false)}
      ></textarea>
      ${isMissing ? html`<p class="error" id="missing" role="alert">${t.errorReason}</p>` : nothing}
      <div class="actions">
        <button type="submit" class="primary">${t.submit}</button>
        <button type="button" class="outlined" @click=${this.giveUp}>${t.cancel}</button>
      </div>
    </form>`
  }

  private renderOverridden(
    { annotationId: id, rule, text, override }: OverriddenProblem,
    words: string,
  ): TemplateResult {
    const t = messagesOf(this.locale).check
    const when = formatTime(override.at, this.locale)
    return html`<li class="exception" part="problem" data-rule=${rule}>
      ${icon('overridden')}
      <p id=${words}><span class="severity">${t.exception}:</span> ${textIn(text, this.locale) || rule}</p>
      <p class="reason">${override.reason}</p>
      <p class="quiet">${t.by(override.by && (override.by.name || override.by.id), when)}</p>
      ${
        this.mayOverride
          ? html`<button
              type="button"
              class="text-button withdraw"
              aria-describedby=${words}
              @click=${() => {
                this.#onward = null
                emit(this, 'attribution-action', { type: 'withdraw-override', id, rule })
              }}
            >
              ${t.withdraw}
            </button>`
          : nothing
      }
    </li>`
  }

  private renderFine(annotations: readonly Annotation[]): TemplateResult | typeof nothing {
    if (!annotations.length) return nothing
    const t = messagesOf(this.locale).check
    return html`<details
      .open=${this.isFineOpen}
      @toggle=${({ target }: Event & { readonly target: HTMLDetailsElement }) => (this.isFineOpen = target.open)}
    >
      <summary>${t.fine} <span class="count">${t.statements(annotations.length)}</span></summary>
      <ul class="statements fine">
        ${
          this.isFineOpen
            ? repeat(
                annotations,
                ({ id }) => id,
                (annotation) => html`<li data-id=${annotation.id}>${this.renderJump(annotation)}</li>`,
              )
            : nothing
        }
      </ul>
    </details>`
  }

  private find(selector: string, id: string, rule?: string): HTMLElement | null {
    const within = [...(this.shadowRoot?.querySelectorAll<HTMLElement>('[data-id]') ?? [])].find(
      ({ dataset }) => dataset['id'] === id,
    )
    if (rule === undefined) return within?.querySelector<HTMLElement>(selector) ?? null
    const problem = [...(within?.querySelectorAll<HTMLElement>('[data-rule]') ?? [])].find(
      ({ dataset }) => dataset['rule'] === rule,
    )
    return problem?.querySelector<HTMLElement>(selector) ?? null
  }

  private wayOn(id: string): Onward | null {
    const findings = this.findings()
    const own = findings.find(({ annotation }) => annotation.id === id)
    if (!own) return null
    const section = sectionOf(own)
    const others = findings.filter((finding) => finding !== own && sectionOf(finding) === section)
    const next = [
      ...others.filter(({ index }) => index > own.index),
      ...others.filter(({ index }) => index < own.index),
    ].map(({ annotation }) => annotation.id)
    return { id, section, next }
  }

  /** Where the focus goes from a statement that was drawn anew: to the statement, or past it when an exception was made. */
  private jumpAfter(id: string | null): HTMLElement | null {
    const onward = this.#onward
    const own = onward && onward.id === id && this.findings().find(({ annotation }) => annotation.id === id)
    if (!own || sectionOf(own) === onward.section) return id === null ? null : this.find('.jump', id)
    this.#onward = null
    return onward.next.map((next) => this.find('.jump', next)).find((jump) => jump !== null) ?? null
  }

  private begin(draft: Draft): void {
    this.draft = draft
    this.isReasonMissing = false
    this.#refocus = 'reason'
  }

  /** Leaves the form; what was typed is there again when it is opened. */
  private leave(): void {
    const { draft } = this
    if (draft) this.#begun.set(keyOf(draft), this.shadowRoot?.querySelector('textarea')?.value ?? '')
    this.#refocus = draft
    this.draft = null
  }

  private giveUp(): void {
    this.leave()
    if (this.#refocus && this.#refocus !== 'reason') this.#begun.delete(keyOf(this.#refocus))
  }

  private onSubmit(event: Event): void {
    event.preventDefault()
    const { draft } = this
    const reason = this.shadowRoot?.querySelector('textarea')?.value.trim() ?? ''
    if (!draft) return
    if (!reason) {
      this.isReasonMissing = true
      this.#refocus = 'reason'
      return
    }
    this.draft = null
    this.#begun.delete(keyOf(draft))
    this.#onward = this.wayOn(draft.id)
    emit(this, 'attribution-action', { type: 'override', ...draft, reason })
  }

  private onFormKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.leave()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.onSubmit(event)
  }
}

function sectionOf({ blocks, warns }: Finding): Section {
  return blocks.length ? 'blocks' : warns.length ? 'warns' : 'exceptions'
}

function keyOf({ id, rule }: Draft): string {
  return `${id} ${rule}`
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-check': AttributionCheck
  }
}
