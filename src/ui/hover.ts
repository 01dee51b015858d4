import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import { isStale, type Annotation } from '../model/annotation.js'
import { DEFAULT_SCHEME, type Scheme } from '../model/status.js'
import type { Box } from './beside.js'
import { AttributionElement } from './element.js'
import { standingOf } from './filter.js'
import { sign } from './icons.js'
import { labelsOf, localeOf, messagesOf, statusLabel } from './messages/index.js'
import { theme } from './theme.js'
import { tint } from './tint.js'
import { flagLabels, shortSpeakerOf } from './words.js'

/** Between the line and the summary: little enough for the pointer to get over. */
const GAP = 4
const EDGE = 8

/**
 * What is known of a statement in two lines, under the pointer. Its words are in the card too, and screen
 * readers are told them as the cursor comes into a statement; so it is hidden from them, and no key opens it.
 *
 * @element attribution-hover
 * @prop {Annotation|null} annotation - What it tells of; null for nothing, and then it does not show.
 * @prop {Box|null} line - The line that it is put at, in CSS pixels of the window; `isRightToLeft` puts it at its right end.
 * @prop {Scheme} scheme - The house's statuses and ratings. Default the ones that come along.
 * @attr {de|en} locale - Language of the interface; default the page's, else German.
 * @attr article-lang - Language of the article; default the interface's.
 * @csspart tip - What floats.
 * @cssprop --attribution-accent - And every other token of theme.ts.
 */
export class AttributionHover extends AttributionElement {
  static override styles = [
    theme,
    css`
      :host {
        position: fixed;
        inset: auto;
        width: max-content;
        max-width: min(340px, calc(100vw - 16px));
        height: auto;
        margin: 0;
        padding: 0;
        border: 1px solid var(--_hairline);
        border-radius: var(--_radius);
        overflow: visible;
        color: var(--_text);
        background: var(--_surface);
        box-shadow: 0 4px 16px oklch(0% 0 0 / 0.14);
      }
      .tip {
        display: grid;
        gap: 6px;
        padding: 8px 12px 9px;
        overflow-wrap: anywhere;
      }
      .speaker {
        font-weight: 600;
      }
      .speaker.unknown {
        font-weight: 400;
        font-style: italic;
        color: var(--_quiet);
      }
      .kind {
        color: var(--_quiet);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 6px;
        font-size: calc(12 * var(--_px));
        line-height: calc(18 * var(--_px));
        color: var(--_quiet);
      }
      .chip {
        margin-inline-start: -2px;
      }
      .flag {
        padding: 0 6px;
        border: 1px solid var(--_hairline);
        border-radius: 4px;
        line-height: calc(16 * var(--_px));
      }
      .warns {
        color: var(--_stale);
        border-color: color-mix(in oklab, var(--_stale) 40%, var(--_surface));
      }
      @media print {
        :host {
          display: none !important;
        }
      }
    `,
  ]

  @property({ attribute: false }) annotation: Annotation | null = null
  @property({ attribute: false }) line: (Box & { readonly isRightToLeft?: boolean }) | null = null
  @property({ attribute: false }) scheme: Scheme = DEFAULT_SCHEME
  @property({ converter: (tag) => localeOf(tag ?? '') }) locale: string = localeOf(
    document.documentElement.lang,
  )
  @property({ attribute: 'article-lang' }) articleLang: string | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    this.popover = 'manual'
    this.setAttribute('role', 'tooltip')
    this.setAttribute('aria-hidden', 'true')
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('locale')) this.lang = this.locale
  }

  protected override updated(): void {
    const isOpen = this.matches(':popover-open')
    if (!this.annotation || !this.line) {
      if (isOpen) this.hidePopover()
      return
    }
    if (!isOpen) this.showPopover()
    this.place(this.line)
  }

  override render(): TemplateResult | typeof nothing {
    const { annotation, locale } = this
    if (!annotation) return nothing
    const labels = labelsOf(locale)
    const standing = standingOf(annotation)
    const hasSpeaker = annotation.speakerIs.name !== undefined || annotation.target.speaker !== null
    const flag = (text: string, warns: boolean) =>
      html`<span class=${classMap({ flag: true, warns })}>${text}</span>`
    return html`<div class="tip" part="tip">
      <div>
        <span class=${classMap({ speaker: true, unknown: !hasSpeaker })}
          >${shortSpeakerOf(annotation, locale)}</span
        >
        <span class="kind"> · ${labels.kind[annotation.kind]}</span>
      </div>
      <div class="facts">
        <span class="chip ${standing}" ${tint(standing, this.scheme)}
          >${sign(standing, this.scheme)}${statusLabel(annotation.review.status, locale, this.scheme)}</span
        >
        <span>${messagesOf(locale).sources(annotation.evidence.length)}</span>
        ${isStale(annotation) ? flag(labels.stale, true) : nothing}
        ${annotation.reopened ? flag(labels.reopened, true) : nothing}
        ${flagLabels(annotation, locale).map(([, text]) => flag(text, false))}
      </div>
    </div>`
  }

  /** Under the line, or above it where there is no room; through CSSOM, so that any CSP is fine with it. */
  private place({ top, bottom, left, right, isRightToLeft = false }: NonNullable<typeof this.line>): void {
    const { offsetWidth, offsetHeight } = this
    const start = isRightToLeft ? right - offsetWidth : left
    const below = bottom + GAP
    const isRoom = below + offsetHeight <= innerHeight - EDGE
    this.style.top = `${Math.round(isRoom ? below : Math.max(EDGE, top - GAP - offsetHeight))}px`
    this.style.left = `${Math.round(Math.max(EDGE, Math.min(start, innerWidth - EDGE - offsetWidth)))}px`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attribution-hover': AttributionHover
  }
}
