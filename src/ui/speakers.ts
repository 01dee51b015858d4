import { css, html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Annotation } from '../model/annotation.js'
import { speakersOverview, type SpeakersOverview, type SpeakerTally } from '../model/speakers-overview.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import { AttributionElement } from './element.js'
import { emit } from './events.js'
import { icon, sign } from './icons.js'
import { localeOf, messagesOf } from './messages/index.js'
import { theme } from './theme.js'

type Order = 'name' | 'total' | 'open'

/** The bar on a grid: this wide, so high, and what stands between two parts of it. */
const BAR = { width: 200, height: 8, gap: 1, line: 2 } as const

/**
 * Who speaks how often, in the article's words or in their own, named or not, checked or not: a table
 * with a small bar in each row. A click on a speaker asks for that speaker's statements alone, another
 * click for all.
 *
 * @element attribution-speakers
 * @prop {readonly Annotation[]} annotations - The article's statements.
 * @prop {string|null} speaker - Whose statements the list is limited to, by `speakerKey`; null for everybody's.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @fires {CustomEvent<FilterDetail>} attribution-filter - Only one speaker's statements are to be shown, or all again.
 * @csspart summary - The sentence above the table.
 * @csspart speaker - The button with a speaker's name.
 * @csspart bar - A speaker's bar.
 * @cssprop --attribution-accent - And every other token of theme.ts.
 */
export class AttributionSpeakers extends AttributionElement {
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
        gap: 10px;
        padding: 12px;
      }
      .summary {
        font-weight: 600;
        text-wrap: pretty;
      }
      .quiet {
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        font-weight: 400;
        color: var(--_quiet);
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 14px;
      }
      .legend span {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      .legend svg {
        width: calc(16 * var(--_px));
        height: calc(12 * var(--_px));
      }
      .filtered {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        padding: 6px 6px 6px 12px;
        border-radius: 6px;
        background: color-mix(in oklab, var(--_accent) 8%, var(--_surface));
      }
      .filtered span {
        flex: 1 1 160px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0;
        font-weight: 400;
        text-align: start;
        vertical-align: top;
      }
      thead th {
        vertical-align: bottom;
        border-bottom: 1px solid var(--_hairline);
      }
      thead th:not(:first-child),
      td {
        text-align: end;
      }
      thead button {
        gap: 4px;
        overflow-wrap: normal;
        white-space: nowrap;
        min-height: max(28px, var(--_target));
        padding: 2px 4px;
        font-size: calc(12 * var(--_px));
        line-height: calc(16 * var(--_px));
        font-weight: 600;
        color: var(--_quiet);
      }
      thead th:first-child button {
        margin-inline-start: -4px;
      }
      /* Level with the numbers below, with or without an arrow. */
      thead th:not(:first-child) button {
        flex-direction: row-reverse;
        margin-inline-end: -4px;
      }
      [aria-sort] button {
        color: var(--_text);
      }
      .arrow {
        width: 7px;
        height: 7px;
        fill: currentColor;
        visibility: hidden;
      }
      [aria-sort] .arrow {
        visibility: visible;
      }
      [aria-sort='ascending'] .arrow {
        transform: rotate(180deg);
      }
      .group th {
        padding: 14px 0 4px;
      }
      .row {
        border-bottom: 1px solid var(--_hairline);
      }
      .row th {
        position: relative; /* not the row, which Safari's engine takes for no place to stand in */
      }
      .row th,
      .row td {
        padding: 8px 0;
      }
      .row td {
        padding-block-start: 10px; /* level with the name in its button */
        padding-inline-start: 10px;
        white-space: nowrap;
      }
      .speaker {
        display: inline;
        min-height: 0;
        padding: 2px 0;
        border: 0;
        border-radius: 3px;
        font-weight: 600;
        text-align: start;
      }
      .speaker:hover {
        background: none;
      }
      /* The whole row is the button's. */
      .speaker::after {
        content: '';
        position: absolute;
        inset-block: 0;
        inset-inline-start: -10px;
        inline-size: calc(100cqi - 4px); /* 10 px more than the table at both sides */
        border-radius: 6px;
      }
      .row:hover .speaker::after {
        background: color-mix(in oklab, var(--_text) 5%, transparent);
      }
      .chosen .speaker::after,
      .chosen:hover .speaker::after {
        background: color-mix(in oklab, var(--_accent) 9%, transparent);
        box-shadow: inset 3px 0 var(--_accent);
      }
      .chosen:dir(rtl) .speaker::after {
        box-shadow: inset -3px 0 var(--_accent);
      }
      .speaker:focus-visible {
        outline: none;
      }
      .speaker:focus-visible::after {
        outline: 2px solid var(--_accent);
        outline-offset: -2px;
      }
      .unknown .speaker {
        font-weight: 400;
        font-style: italic;
      }
      .facts {
        display: grid;
        gap: 4px 12px;
        align-items: center;
        margin-top: 4px;
      }
      .bar {
        display: block;
        width: 100%;
        height: 12px;
      }
      .bar .own,
      .legend .own {
        fill: var(--_accent);
      }
      .bar .retold,
      .legend .retold {
        fill: color-mix(in oklab, var(--_accent) 14%, var(--_surface));
        stroke: var(--_accent);
        stroke-width: 1;
        vector-effect: non-scaling-stroke;
      }
      .bar .done,
      .legend .done {
        fill: var(--_verified);
      }
      .all {
        display: inline-flex;
        min-height: calc(20 * var(--_px));
        align-items: center;
        color: var(--_verified);
      }
      .empty {
        display: grid;
        gap: 4px;
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
      @container (max-width: 20em) {
        thead button {
          hyphens: auto;
          overflow-wrap: anywhere;
          white-space: normal;
        }
        .arrow {
          display: none;
        }
        .row td {
          white-space: normal;
        }
        th {
          overflow-wrap: anywhere;
        }
      }
      @container (min-width: 32.86em) {
        .facts {
          grid-template-columns: minmax(0, 1fr) 128px;
        }
      }
      @media (forced-colors: active) {
        .bar,
        .legend svg {
          forced-color-adjust: none;
        }
        .own,
        .bar .own {
          fill: CanvasText;
        }
        .retold,
        .bar .retold {
          fill: Canvas;
          stroke: CanvasText;
        }
        .done,
        .bar .done {
          fill: Highlight;
        }
        .row.chosen {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotations: readonly Annotation[] = []
  @property({ attribute: false }) speaker: string | null = null
  @property({ attribute: false }) scheme: Scheme = DEFAULT_SCHEME
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null

  @state() private order: Order = 'total'
  /** Against what one expects of the order: the least first, Z before A. */
  @state() private isReversed = false

  #overview: SpeakersOverview = speakersOverview([])

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('annotations') || changed.has('scheme'))
      this.#overview = speakersOverview(this.annotations, this.scheme)
  }

  override render(): TemplateResult {
    const { locale } = this
    const t = messagesOf(locale).speakers
    const overview = this.#overview
    const { tallies, withoutSpeaker } = overview
    if (!tallies.length)
      return html`<div class="view" lang=${locale} role="region" aria-label=${t.title}>
        <div class="empty">
          <strong>${t.emptyTitle}</strong>
          <p>${t.emptyText}</p>
        </div>
      </div>`
    const most = Math.max(...tallies.map(({ total }) => total))
    const sorted = this.sorted(tallies)
    const of = (pick: (kind: SpeakerTally['speakerIs']['kind']) => boolean) =>
      sorted.filter(({ speakerIs }) => pick(speakerIs.kind))
    const named = of((kind) => kind === 'named' || kind === 'organisation')
    const unnamed = of((kind) => kind === 'unnamed')
    const none = of((kind) => kind === 'none')
    return html`<div class="view" lang=${locale} role="region" aria-label=${t.title}>
      <p class="summary" part="summary">
        ${t.summary(overview)}${
          withoutSpeaker > 0
            ? html`<br /><span class="quiet">${t.withoutSpeaker(withoutSpeaker)}</span>`
            : nothing
        }
      </p>
      ${this.renderFiltered(tallies)}
      <div class="legend quiet" aria-hidden="true">
        <span
          ><svg viewBox="0 0 16 12"><rect class="own" y="2" width="16" height="8" rx="1" /></svg
          >${t.legendDirect}</span
        >
        <span
          ><svg viewBox="0 0 16 12"><rect class="retold" x="0.5" y="2.5" width="15" height="7" rx="1" /></svg
          >${t.legendIndirect}</span
        >
        <span
          ><svg viewBox="0 0 16 12"><rect class="done" y="5" width="16" height="2" /></svg
          >${t.legendChecked}</span
        >
      </div>
      <table>
        <caption class="visually-hidden">
          ${t.caption}
        </caption>
        <thead>
          <tr>
            ${this.renderHead('name', t.speaker)} ${this.renderHead('total', t.statements)}
            ${this.renderHead('open', t.open)}
          </tr>
        </thead>
        ${this.renderGroup(null, named, most)} ${this.renderGroup(t.unnamed, unnamed, most)}
        ${this.renderGroup(messagesOf(locale).speakerUnknown, none, most)}
      </table>
    </div>`
  }

  private sorted(tallies: readonly SpeakerTally[]): readonly SpeakerTally[] {
    const { order, locale } = this
    const byName = new Intl.Collator(locale).compare
    const words = ({ speakerIs }: SpeakerTally) => speakerIs.name ?? ''
    const amount = (tally: SpeakerTally) => (order === 'open' ? openOf(tally) : tally.total)
    const compare =
      order === 'name'
        ? (a: SpeakerTally, b: SpeakerTally) => byName(words(a), words(b))
        : (a: SpeakerTally, b: SpeakerTally) => amount(b) - amount(a)
    const turned = this.isReversed ? -1 : 1
    // Equal ones stay in the order in which they first speak.
    return [...tallies].sort((a, b) => turned * compare(a, b))
  }

  private renderFiltered(tallies: readonly SpeakerTally[]): TemplateResult | typeof nothing {
    const chosen = tallies.find(({ key }) => key === this.speaker)
    if (!chosen) return nothing
    const t = messagesOf(this.locale).speakers
    return html`<div class="filtered">
      <span>${t.filtered} <b>${this.nameOf(chosen)}</b></span>
      <button type="button" class="outlined" @click=${() => this.choose(null)}>
        ${icon('close')}${t.showAll}
      </button>
    </div>`
  }

  private renderHead(order: Order, label: string): TemplateResult {
    const isSorted = this.order === order
    // Amounts begin with the most, names with A.
    const isAscending = (order === 'name') !== this.isReversed
    return html`<th scope="col" aria-sort=${isSorted ? (isAscending ? 'ascending' : 'descending') : nothing}>
      <button type="button" data-order=${order} @click=${() => this.sortBy(order)}>
        ${label}<svg class="arrow" viewBox="0 0 8 8" aria-hidden="true"><path d="M0 1.5h8L4 7Z" /></svg>
      </button>
    </th>`
  }

  private renderGroup(
    title: string | null,
    tallies: readonly SpeakerTally[],
    most: number,
  ): TemplateResult | typeof nothing {
    if (!tallies.length) return nothing
    const isUnknown = tallies[0]?.speakerIs.kind === 'none'
    return html`<tbody class=${isUnknown ? 'unknown' : ''}>
      ${
        title !== null && !isUnknown
          ? html`<tr class="group">
              <th scope="rowgroup" colspan="3" class="label">${title}</th>
            </tr>`
          : nothing
      }
      ${repeat(
        tallies,
        ({ key }) => key,
        (tally) => this.renderRow(tally, most),
      )}
    </tbody>`
  }

  private renderRow(tally: SpeakerTally, most: number): TemplateResult {
    const t = messagesOf(this.locale).speakers
    const { key, speakerIs, total, direct, indirect } = tally
    const isChosen = key === this.speaker
    const open = openOf(tally)
    const about = speakerIs.office ?? speakerIs.short
    const lang = speakerIs.kind === 'none' ? this.locale : (this.articleLang ?? this.locale)
    return html`<tr class="row ${isChosen ? 'chosen' : ''}" data-key=${key}>
      <th scope="row">
        <button
          type="button"
          class="speaker"
          part="speaker"
          lang=${lang}
          aria-pressed=${isChosen}
          title=${t.hint}
          @click=${() => this.choose(isChosen ? null : key)}
        >
          ${this.nameOf(tally)}
        </button>
        ${about ? html`<div class="quiet" lang=${lang}>${about}</div>` : nothing}
        <div class="facts">
          ${renderBar(tally, most)}
          <span class="quiet"
            >${[direct ? t.direct(direct) : '', indirect ? t.indirect(indirect) : ''].filter(Boolean).join(', ')}</span
          >
        </div>
      </th>
      <td>${this.number(total)}</td>
      <td>
        ${
          open
            ? this.number(open)
            : html`<span class="all"
                >${sign('verified')}<span class="visually-hidden">${t.allChecked}</span></span
              >`
        }
      </td>
    </tr>`
  }

  private nameOf({ speakerIs }: SpeakerTally): string {
    return speakerIs.name ?? messagesOf(this.locale).speakerUnknown
  }

  private number(n: number): string {
    return new Intl.NumberFormat(this.locale).format(n)
  }

  private sortBy(order: Order): void {
    this.isReversed = this.order === order && !this.isReversed
    this.order = order
  }

  private choose(speaker: string | null): void {
    emit(this, 'attribution-filter', { speaker })
  }
}

function openOf({ total, checked }: SpeakerTally): number {
  return total - checked
}

/**
 * As long as the share of whoever speaks most: full for direct, hollow for indirect, and a line beneath
 * as long as what is checked. The numbers beside it say the same, so it is hidden from screen readers.
 */
function renderBar({ total, direct, indirect, checked }: SpeakerTally, most: number): TemplateResult {
  const { width, height, gap, line } = BAR
  const unit = (width - gap) / most
  const between = direct && indirect ? gap : 0
  return html`<svg
    class="bar"
    part="bar"
    viewBox="0 0 ${width} ${height + 1 + line + 1}"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${direct ? svg`<rect class="own" width=${direct * unit} height=${height} />` : nothing}
    ${
      indirect
        ? svg`<rect class="retold" x=${direct * unit + between + 0.5} y="0.5" width=${Math.max(0.5, indirect * unit - between - 0.5)} height=${height - 1} />`
        : nothing
    }
    ${checked ? svg`<rect class="done" y=${height + 1.5} width=${checked * (total ? unit : 0)} height=${line} />` : nothing}
  </svg>`
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-speakers': AttributionSpeakers
  }
}
