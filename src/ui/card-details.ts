/**
 * What unfolds in a card: all that can be done with a statement. It is loaded when the first card is opened, and draws into the
 * card's own tree.
 */
import { css, html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { ReviewAction } from '../model/action.js'
import { isSignedOff, isStale, needsRecheck } from '../model/annotation.js'
import type { CandidatePlace } from '../model/candidates.js'
import { diffWords } from '../model/diff.js'
import { KINDS, SPEAKER_KINDS, type SpeakerIdentity } from '../model/index.js'
import { loggedWords } from '../model/logged-words.js'
import type { LogEntry } from '../model/log.js'
import { DEFAULT_POLICY } from '../model/policy.js'
import { chainNames, foldSpace, quoted, quoteOf, shortened } from '../model/presentation.js'
import { canSignOff } from '../model/review.js'
import { missingRight } from '../model/rights.js'
import { UNCHECKED, type Scheme, type Status } from '../model/status.js'
import {
  assign,
  confirmReview,
  request,
  setStatus,
  giveSignOff,
  toggleHidden,
  toggleMine,
} from './card-actions.js'
import type { AttributionCard } from './card.js'
import { emit } from './events.js'
import { isOutdated, sourceTitle } from './filter.js'
import { icon, sign } from './icons.js'
import { labelsOf, messagesOf, nameOf, ratingLabel, statusLabel } from './messages/index.js'
import { closeWhenLeft, tendPopover } from './placement.js'
import type { AttributionThread } from './thread.js'
import { tint } from './tint.js'
import { formatTime, mentionFor, speakerOf, whyMayNot, whyNoSignOff } from './words.js'

/** The opened part of one card. It keeps whether something has been begun there while the card is closed. */
export class CardDetails {
  /** Whether the source form is there; it keeps what was typed while the card is closed. */
  isAttaching = false
  /** Whether something is written in the thread and not sent; the thread stays while the card is closed. */
  isDrafting = false

  constructor(private readonly card: AttributionCard) {}

  /** Another statement is shown. */
  forget(): void {
    this.isAttaching = this.isDrafting = false
  }

  private get lang_(): string {
    return this.card.articleLang ?? this.card.locale
  }

  /** The one action that stands out: what was begun, else what is most likely to come next. */
  private get mainAction(): 'form' | 'borders' | 'comment' | 'recheck' | 'sign-off' | 'attach' {
    const { annotation, user, scheme } = this.card
    if (this.isAttaching) return 'form'
    if (this.card.adjusting) return 'borders'
    if (this.isDrafting) return 'comment'
    if (!this.card.may('review')) return 'attach'
    if (annotation.review.wording !== null && needsRecheck(annotation)) return 'recheck'
    return canSignOff(annotation, { user, scheme }) ? 'sign-off' : 'attach'
  }

  private lookOf(action: CardDetails['mainAction']): 'primary' | 'outlined' {
    return this.mainAction === action ? 'primary' : 'outlined'
  }

  render(): TemplateResult {
    const { annotation, locale } = this.card
    const t = messagesOf(locale)
    const { review } = annotation
    return html`
      ${this.renderNotice()}
      <div class="section">
        <div class="head">
          <h3 id="status">${t.status}</h3>
          ${this.renderMenu()}
        </div>
        ${
          !this.card.may('review')
            ? html`<span
                  ><span class="chip ${review.status}" ${tint(review.status, this.card.scheme)}
                    >${sign(review.status, this.card.scheme)}${statusLabel(review.status, this.card.locale, this.card.scheme)}</span
                  ></span
                >
                <p class="quiet">${whyMayNot('review', this.card)}</p>`
            : html`<div
                class="statuses"
                role="toolbar"
                aria-labelledby="status"
                @keydown=${this.onToolbarKey}
              >
                ${this.card.scheme.statuses.map(({ key }) => this.renderStatus(key))}
              </div>`
        }
        ${
          review.at
            ? html`<p class="quiet">
                ${t.reviewedBy(nameOf(review.by, this.card.user, t), formatTime(review.at, locale))}
              </p>`
            : nothing
        }
        ${this.renderAssignee()}
      </div>
      ${this.renderDesk()} ${this.renderSpeaker()} ${this.renderSources()}
      ${
        !this.card.may('annotate') && !annotation.note
          ? nothing
          : html`<div class="section">
              ${
                !this.card.may('annotate')
                  ? html`<h3>${t.note}</h3>
                      <p>${annotation.note}</p>`
                  : html`<label class="label" for="note">${t.note}</label>
                      <textarea
                        dir="auto"
                        id="note"
                        rows="2"
                        placeholder=${t.notePlaceholder}
                        .value=${annotation.note}
                        @change=${this.saveTexts}
                      ></textarea>`
              }
            </div>`
      }
      ${
        !this.card.may('discuss') && !annotation.thread.comments.length
          ? nothing
          : html`<attribution-thread
              .annotationId=${annotation.id}
              .thread=${annotation.thread}
              .people=${this.card.people}
              .user=${this.card.user}
              .rights=${this.card.rights}
              .calm=${this.mainAction !== 'comment'}
              .locale=${locale}
              @draft=${this.onDraft}
            ></attribution-thread>`
      }
      <div class="folded">
        ${this.renderVerdict()}
        ${!this.card.may('annotate') || annotation.dismissed ? nothing : this.renderEdit()}
        ${this.renderReasons()} ${this.renderHistory()}
      </div>
    `
  }

  /** Second pair of eyes, who is to check it, and why a speaker has no name. */
  private renderDesk(): TemplateResult | typeof nothing {
    const parts = [this.renderSignOff(), this.renderAnonymity()].filter((part) => part !== nothing)
    return parts.length ? html`${parts}` : nothing
  }

  private renderSignOff(): TemplateResult | typeof nothing {
    const { annotation, locale, user, scheme } = this.card
    const m = messagesOf(locale)
    const { desk: t } = m
    const { signOff, dismissed, target, id } = annotation
    if (signOff) {
      const who = nameOf(signOff.by, user, m) ?? signOff.by.name
      return html`<div class="signed-off">
        <p class="quiet ${isSignedOff(annotation) ? 'verified' : ''}">
          ${
            isSignedOff(annotation)
              ? html`${icon('signed')}<span>${t.signedOffBy(who, formatTime(signOff.at, locale))}</span>`
              : html`<span>${t.signOffFallen(who)}</span>`
          }
        </p>
        ${!this.card.may('review') ? nothing : this.renderSignOffButton()}
      </div>`
    }
    if (!this.card.may('review') || !user || dismissed || target.detached) return nothing
    if (canSignOff(annotation, { user, scheme })) return html`<div>${this.renderSignOffButton()}</div>`
    // Before anybody has begun, only where the house asks for it.
    if (annotation.review.at === null && annotation.speakerIs.kind !== 'unnamed') return nothing
    return html`<p class="quiet" id="why-not-${id}">${whyNoSignOff(annotation, this.card)}</p>`
  }

  private renderSignOffButton(): unknown {
    const { annotation, user, scheme } = this.card
    const { desk: t } = messagesOf(this.card.locale)
    const { id, signOff } = annotation
    return canSignOff(annotation, { user, scheme })
      ? html`<button
          type="button"
          class="${this.lookOf('sign-off')} sign-off"
          @click=${() => giveSignOff(this.card)}
        >
          ${icon('signed')}${t.signOff}
        </button>`
      : signOff
        ? html`<button
            type="button"
            class="text"
            @click=${() => emit(this.card, 'attribution-action', { type: 'withdraw-sign-off', id })}
          >
            ${t.withdrawSignOff}
          </button>`
        : nothing
  }

  private renderAnonymity(): TemplateResult | typeof nothing {
    const { anonymity, speakerIs } = this.card.annotation
    const { desk: t } = messagesOf(this.card.locale)
    if (speakerIs.kind !== 'unnamed' && !anonymity) return nothing
    if (!this.card.may('annotate'))
      return anonymity
        ? html`<div class="section">
            <h3>${t.anonymity}</h3>
            <p>${anonymity}</p>
          </div>`
        : nothing
    return html`<div class="section">
      <label class="label" for="anonymity">${t.anonymity}</label>
      <textarea
        dir="auto"
        id="anonymity"
        rows="1"
        placeholder=${t.anonymityHint}
        .value=${anonymity}
        @change=${this.saveTexts}
      ></textarea>
    </div>`
  }

  /** Who is to check it: chosen from the house's people, or taken on. */
  private renderAssignee(): TemplateResult | typeof nothing {
    const { annotation, people, user, locale } = this.card
    const { desk: t } = messagesOf(locale)
    const { assignee } = annotation
    const isMine = user !== null && assignee?.id === user.id
    if (!this.card.may('annotate'))
      return assignee ? html`<p class="quiet">${t.assignedTo(assignee.name)}</p>` : nothing
    const known = [...people, user, assignee].filter((person) => person !== null)
    const all = known.filter(({ id }, i) => known.findIndex((own) => own.id === id) === i)
    if (!all.length) return nothing
    return html`<div class="assignee">
      <label class="label" for="assignee">${t.assignee}</label>
      <select id="assignee" @change=${this.onAssign}>
        <option value="" .selected=${live(!assignee)}>${t.nobody}</option>
        ${all.map(
          ({ id, name }) => html`<option value=${id} .selected=${live(id === assignee?.id)}>${name}</option>`,
        )}
      </select>
      ${
        user && (isMine || !assignee)
          ? html`<button type="button" class="outlined" @click=${() => toggleMine(this.card)}>
              ${isMine ? t.takeBack : t.assignToMe}
            </button>`
          : nothing
      }
    </div>`
  }

  private renderVerdict(): TemplateResult | typeof nothing {
    const { annotation, locale, scheme, user } = this.card
    const m = messagesOf(locale)
    const { desk: t } = m
    const { verdict, id, dismissed } = annotation
    if (!verdict && (!this.card.may('review') || dismissed)) return nothing
    if (!verdict && !scheme.ratings.length) return nothing
    const label = (rating: string) => ratingLabel(rating, locale, scheme)
    const set = (rating: string | null) =>
      emit(this.card, 'attribution-action', { type: 'set-verdict', id, rating })
    const stop = scheme.ratings.some(({ key }) => key === verdict?.rating)
      ? verdict?.rating
      : scheme.ratings[0]?.key
    return html`<details class="verdict">
      <summary class="label" id="verdict">
        ${t.verdict}${verdict ? html`<span class="given">${label(verdict.rating)}</span>` : nothing}
      </summary>
      <div class="section">
        <p class="quiet">${t.verdictExplained}</p>
        ${
          !this.card.may('review')
            ? nothing
            : html`<div
                class="statuses ratings"
                role="toolbar"
                aria-labelledby="verdict"
                @keydown=${this.onToolbarKey}
              >
                ${scheme.ratings.map(
                  ({ key }) =>
                    html`<button
                      type="button"
                      aria-pressed=${key === verdict?.rating}
                      tabindex=${key === stop ? 0 : -1}
                      @click=${() => set(key)}
                    >
                      ${label(key)}
                    </button>`,
                )}
              </div>`
        }
        ${isOutdated(annotation) ? html`<p class="old">${t.verdictChanged}</p>` : nothing}
        ${
          verdict
            ? html`<p class="quiet">
                ${t.verdictBy(nameOf(verdict.by, user, m), formatTime(verdict.at, locale))}
              </p>`
            : nothing
        }
        ${
          verdict && this.card.may('review')
            ? html`<button type="button" class="text" @click=${() => set(null)}>${t.withdrawVerdict}</button>`
            : nothing
        }
      </div>
    </details>`
  }

  /** What was done to this statement, the latest first. */
  private renderHistory(): TemplateResult | typeof nothing {
    const { annotation, log, locale, scheme } = this.card
    const { desk: t } = messagesOf(locale)
    const labels = labelsOf(locale)
    const entries = log.filter(({ subject }) => subject === annotation.id)
    if (!entries.length) return nothing
    const rules = new Map((this.card.policy ?? DEFAULT_POLICY).rules.map(({ id, text }) => [id, text]))
    const inWords = ({ action, before, after }: LogEntry) => {
      const [was, is] = [before, after].map((words) =>
        shortened(loggedWords(words, action, { labels, locale, scheme, rules }), WORDS_LENGTH),
      )
      return [was, is].filter(Boolean).join(' → ')
    }
    const shown = entries.slice(-HISTORY_LENGTH).reverse()
    return html`<details class="history">
      <summary class="label">${t.history(entries.length)}</summary>
      <ol>
        ${shown.map(
          (entry) =>
            html`<li>
              <span
                >${labels.logAction[entry.action]}${entry.before || entry.after ? html`: ${inWords(entry)}` : nothing}</span
              >
              <span class="quiet"
                >${entry.by ? `${entry.by.name}, ` : ''}<time datetime=${entry.at}
                  >${formatTime(entry.at, locale)}</time
                ></span
              >
            </li>`,
        )}
      </ol>
      ${
        entries.length > shown.length
          ? html`<p class="quiet">${t.older(entries.length - shown.length)}</p>`
          : nothing
      }
    </details>`
  }

  private renderNotice(): TemplateResult | typeof nothing {
    const { annotation, locale } = this.card
    const t = messagesOf(locale)
    const { target } = annotation
    if (annotation.dismissed)
      return html`<div class="box">
        <p>${t.dismissedText}</p>
        ${
          !this.card.may('review')
            ? nothing
            : html`<div class="actions">
                <button type="button" class="outlined" @click=${() => toggleHidden(this.card)}>
                  ${t.restore}
                </button>
              </div>`
        }
      </div>`
    if (target.detached)
      return html`<div class="box stale">
        <p>${t.detachedText}</p>
        ${!this.card.may('annotate') ? nothing : this.renderCandidates()}
      </div>`
    if (this.card.adjusting)
      return html`<div class="box">
        <p>${t.edit.adjusting}</p>
        <p class="quiet by-key">${t.edit.adjustingKeys}</p>
        <div class="actions">
          <button
            type="button"
            class=${this.lookOf('borders')}
            @click=${() => request(this.card, 'take-borders')}
          >
            ${t.edit.take}
          </button>
          <button type="button" class="outlined" @click=${() => request(this.card, 'leave-borders')}>
            ${t.edit.cancel}
          </button>
        </div>
      </div>`
    return html`${this.renderStale()}${this.renderReopened()}${this.renderSuggestion()}`
  }

  private renderStale(): TemplateResult | typeof nothing {
    const { annotation, locale } = this.card
    const t = messagesOf(locale)
    const { review, target } = annotation
    if (!isStale(annotation) || review.wording === null) return nothing
    const parts = diffWords(review.wording, target.wording)
    const { lang_: lang } = this
    return html`<div class="box stale">
      <strong>${sign('stale')}${t.staleTitle}</strong>
      <dl class="facts">
        <dt>${t.staleReviewed}</dt>
        <dd lang=${lang} dir="auto">
          ${parts.map(({ text, change }) => (change === 'new' ? nothing : change === 'gone' ? this.differing('del', text) : text))}
        </dd>
        <dt>${t.staleNow}</dt>
        <dd lang=${lang} dir="auto">
          ${parts.map(({ text, change }) => (change === 'gone' ? nothing : change === 'new' ? this.differing('ins', text) : text))}
        </dd>
      </dl>
      ${annotation.reopened ? nothing : this.renderRecheck()}
    </div>`
  }

  /** What a line through or under words says is said too; the space behind them is no part of what differs. */
  private differing(tag: 'del' | 'ins', text: string): readonly unknown[] {
    const { log: t } = messagesOf(this.card.locale)
    const words = text.trimEnd()
    const say = (what: string) =>
      html`<span class="visually-hidden" lang=${this.card.locale}> ${what} </span>`
    return [
      tag === 'del' ? html`<del>${say(t.removed)}${words}</del>` : html`<ins>${say(t.added)}${words}</ins>`,
      text.slice(words.length),
    ]
  }

  private renderReopened(): TemplateResult | typeof nothing {
    const { annotation, sources, locale, user } = this.card
    const m = messagesOf(locale)
    const { desk: t } = m
    const { reopened } = annotation
    if (!reopened) return nothing
    const source = sources.find(({ id }) => id === reopened.sourceId)
    return html`<div class="box reopened">
      <strong>${sign('reopened')}${t[reopened.why]}</strong>
      <dl class="facts">
        <dt>${t.source}</dt>
        <dd>${source ? sourceTitle(source) : t.sourceGone}</dd>
        ${
          source?.correction && reopened.why === 'corrected'
            ? html`<dt>${t.correction}</dt>
                <dd>${source.correction}</dd>`
            : nothing
        }
      </dl>
      <p class="quiet">${t.reopenedBy(nameOf(reopened.by, user, m), formatTime(reopened.at, locale))}</p>
      ${this.renderRecheck()}
    </div>`
  }

  /** What can be done about a review that does not hold any more. */
  private renderRecheck(): TemplateResult | typeof nothing {
    const t = messagesOf(this.card.locale)
    if (!this.card.may('review')) return nothing
    return html`<div class="actions">
      <button type="button" class=${this.lookOf('recheck')} @click=${() => confirmReview(this.card)}>
        ${t.stillHolds}
      </button>
      <button
        type="button"
        class="outlined"
        @click=${() => setStatus(this.card, recheckStatus(this.card.scheme))}
      >
        ${t.checkAgain}
      </button>
    </div>`
  }

  private renderCandidates(): TemplateResult {
    const { annotation, candidates } = this.card
    const { lang_: lang } = this
    const { edit: t } = messagesOf(this.card.locale)
    // Folded, but not trimmed: whether a space stands beside the words is the text's.
    const before = ({ prefix }: CandidatePlace) => prefix && `… ${prefix.replace(/\s+/g, ' ').trimStart()}`
    const behind = ({ suffix }: CandidatePlace) => suffix && `${suffix.replace(/\s+/g, ' ').trimEnd()} …`
    const attach = ({ quote }: CandidatePlace) =>
      emit(this.card, 'attribution-action', { type: 'set-quote', id: annotation.id, quote })
    return html`<p>${t.candidates(candidates.length)}</p>
      ${
        candidates.length
          ? html`<ul class="candidates">
              ${candidates.map(
                (candidate, i) =>
                  html`<li>
                    <span class="quiet" id="candidate-${i}" lang=${lang} dir="auto"
                      >${before(candidate)}<b>${foldSpace(candidate.wording)}</b>${behind(candidate)}</span
                    >
                    <button
                      type="button"
                      class="outlined"
                      aria-describedby="candidate-${i}"
                      @click=${() => attach(candidate)}
                    >
                      ${t.attachHere}
                    </button>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      <div class="actions">
        <button type="button" class="outlined" @click=${() => request(this.card, 'borders-from-selection')}>
          ${t.attachSelection}
        </button>
      </div>`
  }

  private renderSuggestion(): TemplateResult | typeof nothing {
    const { annotation, suggestion, locale } = this.card
    const { lang_: lang } = this
    if (!suggestion) return nothing
    const { edit: t } = messagesOf(locale)
    const read = { ...annotation, ...suggestion }
    return html`<div class="box" role="group" aria-labelledby="suggestion">
      <p class="reading">
        <span id="suggestion">${t.suggestion}:</span>
        <span lang=${lang} dir="auto">${quoteOf({ ...read, kind: 'direct' }, lang)}</span>
        · ${labelsOf(locale).kind[suggestion.kind]} · ${speakerOf(read, locale)}
      </p>
      ${
        !this.card.may('annotate')
          ? nothing
          : html`<div class="actions">
              <button
                type="button"
                class="outlined"
                @click=${() => emit(this.card, 'attribution-action', { type: 'take-suggestion', id: annotation.id })}
              >
                ${t.takeSuggestion}
              </button>
            </div>`
      }
    </div>`
  }

  private renderEdit(): TemplateResult {
    const { annotation, locale, next, speakers } = this.card
    const { edit: t } = messagesOf(locale)
    const labels = labelsOf(locale)
    const { id, kind, speakerIs, target } = annotation
    const tool = (label: string, act: () => void, key?: string) =>
      html`<button type="button" @click=${act}>
        ${label}${key ? html` <kbd aria-hidden="true">${key}</kbd>` : nothing}
      </button>`
    return html`<details class="edit">
      <summary class="label">${t.title}</summary>
      <div class="fields">
        <div class="field wide">
          <label class="label" for="speaker">${t.speaker}</label>
          <input
            id="speaker"
            list="speakers"
            autocomplete="off"
            placeholder=${t.speakerHint}
            .value=${live(speakerIs.name ?? '')}
            @change=${this.onSpeaker}
            @keydown=${this.onSpeakerKey}
          />
          <datalist id="speakers">
            ${speakers.map(({ name, office }) => html`<option value=${name ?? ''}>${office ?? ''}</option>`)}
          </datalist>
        </div>
        <div class="field">
          <label class="label" for="speaker-kind">${t.speakerKind}</label>
          <select id="speaker-kind" @change=${this.onSpeakerKind}>
            ${SPEAKER_KINDS.map(
              (one) =>
                html`<option value=${one} .selected=${live(one === speakerIs.kind)}>
                  ${labels.speakerKind[one]}
                </option>`,
            )}
          </select>
        </div>
        <div class="field">
          <label class="label" for="kind">${t.kind}</label>
          <select id="kind" @change=${this.onKind}>
            ${KINDS.map(
              (one) =>
                html`<option value=${one} .selected=${live(one === kind)}>${labels.kind[one]}</option>`,
            )}
          </select>
        </div>
      </div>
      <div class="tools">
        ${target.detached ? nothing : tool(t.speakerFromSelection, () => request(this.card, 'speaker-from-selection'))}
        ${
          target.detached
            ? nothing
            : [
                tool(t.borders, () => request(this.card, 'adjust'), 'F2'),
                tool(t.bordersFromSelection, () => request(this.card, 'borders-from-selection')),
                this.mayDo({ type: 'split', id, at: 0 })
                  ? tool(t.split, () => request(this.card, 'split-at-cursor'))
                  : nothing,
                next === null
                  ? nothing
                  : tool(t.merge, () =>
                      emit(this.card, 'attribution-action', { type: 'merge', id, with: next }),
                    ),
              ]
        }
      </div>
    </details>`
  }

  private renderStatus(status: Status): TemplateResult {
    const isSet = this.card.annotation.review.status === status
    return html`<button
      type="button"
      class=${status}
      ${tint(status, this.card.scheme)}
      aria-pressed=${isSet}
      tabindex=${isSet ? 0 : -1}
      @click=${() => setStatus(this.card, status)}
    >
      ${sign(status, this.card.scheme)}${statusLabel(status, this.card.locale, this.card.scheme)}
    </button>`
  }

  private mayDo(action: ReviewAction): boolean {
    return missingRight(action, this.card.rights, [this.card.annotation]) === null
  }

  private renderMenu(): TemplateResult | typeof nothing {
    const { annotation } = this.card
    const t = messagesOf(this.card.locale)
    const canRemove =
      (annotation.origin === 'manual' || annotation.target.detached) &&
      this.mayDo({ type: 'remove', id: annotation.id })
    const canDismiss = this.card.may('review')
    if (!canRemove && !canDismiss) return nothing
    return html`
      <button
        type="button"
        class="icon-only more"
        popovertarget="menu"
        aria-label=${t.more}
        title=${t.more}
        aria-haspopup="true"
      >
        ${icon('more')}
      </button>
      <div
        id="menu"
        popover
        @toggle=${(event: ToggleEvent) => tendPopover(event, this.menuButton)}
        @focusout=${(event: FocusEvent) => closeWhenLeft(event, this.menuButton)}
      >
        <button
          type="button"
          popovertarget="menu"
          popovertargetaction="hide"
          ?hidden=${!canDismiss}
          @click=${() => toggleHidden(this.card)}
        >
          ${annotation.dismissed ? t.restore : t.dismiss}
        </button>
        ${
          canRemove
            ? html`<button
                type="button"
                popovertarget="menu"
                popovertargetaction="hide"
                @click=${() => emit(this.card, 'attribution-action', { type: 'remove', id: annotation.id })}
              >
                ${t.remove}
              </button>`
            : nothing
        }
      </div>
    `
  }

  private renderSpeaker(): TemplateResult {
    const { annotation, locale } = this.card
    const t = messagesOf(locale)
    const { speakerIs, target, outlet, when } = annotation
    const chain = chainNames(annotation)
    const office = [speakerIs.short, speakerIs.office].filter(Boolean).join(', ')
    const isPlain = target.speaker === null || target.speaker === speakerIs.name
    return html`<dl class="facts">
      <dt>${t.speaker}</dt>
      <dd>
        ${speakerOf(annotation, locale)}${office ? html`<span class="office" lang=${this.lang_}>, ${office}</span>` : nothing}
      </dd>
      ${
        isPlain
          ? nothing
          : html`<dt>${t.givenAs}</dt>
              <dd lang=${this.lang_} dir="auto">${quoted(target.speaker ?? '', this.lang_)}</dd>`
      }
      ${
        outlet === null
          ? nothing
          : html`<dt>${t.saidOn}</dt>
              <dd>${outlet}</dd>`
      }
      ${
        when === null
          ? nothing
          : html`<dt>${t.saidWhen}</dt>
              <dd lang=${this.lang_} dir="auto">${when}</dd>`
      }
      ${
        chain.length === 0
          ? nothing
          : html`<dt>${t.through}</dt>
              <dd>
                <ol class="chain" lang=${this.lang_}>
                  ${chain.map((name) => html`<li>${name}</li>`)}
                </ol>
              </dd>`
      }
    </dl>`
  }

  private renderSources(): TemplateResult {
    const t = messagesOf(this.card.locale)
    return html`<div class="section">
      <h3>${t.sourcesHeading}</h3>
      <attribution-evidence
        .annotation=${this.card.annotation}
        .sources=${this.card.sources}
        .rights=${this.card.rights}
        .user=${this.card.user}
        .resolveSource=${this.card.resolveSource}
        .calm=${this.mainAction !== 'attach'}
        .locale=${this.card.locale}
        .articleLang=${this.card.articleLang}
        exportparts="evidence"
        @formchange=${this.onFormChange}
      ></attribution-evidence>
    </div>`
  }

  private renderReasons(): TemplateResult | typeof nothing {
    const { annotation, describeReason, locale } = this.card
    const t = messagesOf(locale)
    const words =
      annotation.origin === 'manual'
        ? [t.byHand]
        : describeReason
          ? annotation.reasons.map((reason) => describeReason(reason, locale))
          : []
    if (words.length === 0) return nothing
    return html`<details class="why">
      <summary class="label">${t.why}</summary>
      <ul class="reasons quiet">
        ${words.map((text) => html`<li>${this.emphasised(text)}</li>`)}
      </ul>
    </details>`
  }

  /** Reasons set the words of the text between asterisks. */
  private emphasised(text: string): readonly (string | TemplateResult)[] {
    return text
      .split(/\*([^*]+)\*/)
      .map((part, i) => (i % 2 ? html`<i lang=${this.lang_}>${part}</i>` : part))
  }

  private setSpeaker(speakerIs: SpeakerIdentity): void {
    const { annotation } = this.card
    const mention = mentionFor(annotation, speakerIs)
    emit(this.card, 'attribution-action', { type: 'set-speaker', id: annotation.id, speakerIs, mention })
    this.card.requestUpdate() // shows what it is now, should that have been refused
  }

  /** Somebody whom the article knows under this name, else a new one; nobody without a name. */
  private readonly onSpeaker = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return
    const name = foldSpace(target.value)
    if (name === (this.card.annotation.speakerIs.name ?? '')) return
    const { kind } = this.card.annotation.speakerIs
    const known = this.card.speakers.find((speaker) => speaker.name === name)
    const fresh: SpeakerIdentity = { kind: kind === 'organisation' ? kind : 'named', name }
    this.setSpeaker(name ? (known ?? fresh) : { kind: 'none' })
  }

  /** Escape takes back what was typed and not yet taken over, as one step to undo; a second one leads to the card. */
  private readonly onSpeakerKey = (event: KeyboardEvent): void => {
    const { target, key } = event
    const name = this.card.annotation.speakerIs.name ?? ''
    if (key !== 'Escape' || !(target instanceof HTMLInputElement) || target.value === name) return
    target.select()
    document.execCommand(name ? 'insertText' : 'delete', false, name)
    event.preventDefault()
    event.stopPropagation()
  }

  private readonly onSpeakerKind = ({ target }: Event): void => {
    const kind = SPEAKER_KINDS.find((one) => target instanceof HTMLSelectElement && one === target.value)
    if (!kind) return
    const { speakerIs, target: place } = this.card.annotation
    const name = speakerIs.name ?? place.speaker ?? ''
    if (name || kind === 'none' || kind === 'unnamed')
      return this.setSpeaker(name ? { ...speakerIs, kind, name } : { kind })
    this.card.requestUpdate()
    this.card.renderRoot.querySelector<HTMLElement>('#speaker')?.focus() // a name is what it lacks
  }

  private readonly onKind = ({ target }: Event): void => {
    const kind = KINDS.find((one) => target instanceof HTMLSelectElement && one === target.value)
    if (kind) emit(this.card, 'attribution-action', { type: 'set-kind', id: this.card.annotation.id, kind })
  }

  private readonly onAssign = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return
    const { people, user, annotation } = this.card
    const known = [...people, user, annotation.assignee]
    assign(this.card, known.find((person) => person?.id === target.value) ?? null)
    this.card.requestUpdate() // shows who it is now, should that have been refused
  }

  private readonly onDraft = ({ target }: Event): void => {
    this.isDrafting = (target as AttributionThread).hasDraft // only a thread tells of a draft
    this.card.requestUpdate()
  }

  /**
   * Takes over what stands in the note, and in the reason for a missing name, when the field is left,
   * and when the page goes while somebody is still typing: then in the capture phase, so that a host
   * that saves on the same event saves them too.
   */
  readonly saveTexts = (): void => {
    const { id, note, anonymity } = this.card.annotation
    const typed = (name: string) =>
      this.card.renderRoot.querySelector<HTMLTextAreaElement>(`textarea#${name}`)?.value.trim()
    const newNote = typed('note')
    const reason = typed('anonymity')
    if (newNote !== undefined && newNote !== note)
      emit(this.card, 'attribution-action', { type: 'set-note', id, note: newNote })
    if (reason !== undefined && reason !== anonymity)
      emit(this.card, 'attribution-action', { type: 'set-anonymity', id, reason })
  }

  private readonly onFormChange = (): void => {
    this.isAttaching = this.card.renderRoot.querySelector('attribution-evidence')?.hasForm ?? false
    this.card.requestUpdate()
  }

  /** Arrows move along the statuses without setting them: every set status goes to the log. */
  private readonly onToolbarKey = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step || !(event.currentTarget instanceof HTMLElement)) return
    event.preventDefault()
    event.stopPropagation()
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.findIndex((button) => button === this.card.shadowRoot?.activeElement)
    buttons[(at + step + buttons.length) % buttons.length]?.focus()
  }

  private get menuButton(): HTMLElement | null {
    return this.card.renderRoot.querySelector('.more')
  }
}

/** In words cut for a line or two. */
const WORDS_LENGTH = 120
/** So many entries of the log tell where a statement stands; the log itself has all. */
const HISTORY_LENGTH = 20

/** The status of what is being checked again: begun and not ended, of the house's list. */
function recheckStatus({ statuses }: Scheme): Status {
  const open = statuses.filter((status) => !status.isFinal && status.key !== UNCHECKED)
  return (open.find(({ isBlocking }) => !isBlocking) ?? open[0])?.key ?? UNCHECKED
}

/** Of the opened part. */
export const detailsStyles = css`
  .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 24px;
  }
  .section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }
  .section > h3,
  .section > .label {
    justify-self: start;
  }
  .statuses {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .statuses button {
    gap: 5px;
    padding: 2px 8px 2px 6px;
    border: 1px solid var(--_hairline);
    font-size: calc(13 * var(--_px));
    color: var(--_text);
  }
  .statuses button svg {
    color: var(--_status);
  }
  .statuses button[aria-pressed='true'] {
    font-weight: 600;
    color: var(--_status);
    border-color: var(--_status);
    background: color-mix(in oklab, var(--_status) 9%, var(--_surface));
  }
  .quiet {
    text-wrap: pretty;
    font-size: calc(12 * var(--_px));
    line-height: calc(16 * var(--_px));
    color: var(--_quiet);
  }

  .assignee {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
  .assignee select {
    flex: 1 1 96px;
    width: auto;
    min-width: 0;
    min-height: max(28px, var(--_target));
    padding-block: 2px;
  }
  .signed-off {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 8px;
  }
  .signed-off p {
    display: flex;
    gap: 5px;
  }
  .signed-off p svg {
    margin-top: 1px;
  }
  .signed-off .verified {
    color: var(--_status);
  }
  .text {
    justify-self: start;
    margin-inline: -8px;
    padding-inline: 8px;
    font-size: calc(12 * var(--_px));
    line-height: calc(16 * var(--_px));
    color: var(--_quiet);
  }
  attribution-thread {
    min-width: 0;
  }
  .folded {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 4px;
  }
  .folded details[open] {
    padding-bottom: 8px;
  }
  .verdict .section {
    margin-top: 4px;
  }
  .given {
    min-width: 0;
    margin-inline-start: 8px;
    font-weight: 500;
    color: var(--_text);
  }
  .history ol {
    display: grid;
    gap: 8px;
    margin: 4px 0 0;
    padding: 0;
    list-style: '';
  }
  .history li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    font-size: calc(13 * var(--_px));
    line-height: calc(18 * var(--_px));
  }

  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 4px 12px;
  }
  .facts dt {
    font-size: calc(12 * var(--_px));
    color: var(--_quiet);
  }
  .chain {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .chain li {
    display: inline;
  }
  .chain li + li::before {
    content: ' → ';
    content: ' → ' / '';
    color: var(--_quiet);
  }
  .facts .office {
    color: var(--_quiet);
  }

  .box {
    display: grid;
    gap: 8px;
    padding: 10px 12px;
    border-radius: 6px;
    background: color-mix(in oklab, var(--_status, var(--_quiet)) 7%, var(--_surface));
  }
  .box strong {
    display: flex;
    gap: 6px;
    align-items: flex-start;
    font-weight: 600;
  }
  .box strong svg {
    margin-top: 3px;
    color: var(--_status);
  }
  .box .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
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

  .box .reading {
    overflow-wrap: anywhere;
  }
  .candidates {
    display: grid;
    gap: 8px;
  }
  .candidates li {
    display: grid;
    gap: 6px;
    justify-items: start;
    padding: 8px 10px;
    border: 1px solid var(--_hairline);
    border-radius: 6px;
    background: var(--_surface);
  }
  .candidates b {
    font-weight: 600;
    color: var(--_text);
  }
  .edit[open] summary {
    margin-bottom: 8px;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(164px, 100%), 1fr));
    gap: 8px;
  }
  .fields .wide {
    grid-column: 1 / -1;
  }
  .field {
    display: grid;
    gap: 4px;
    align-content: start;
  }
  .tools {
    display: grid;
    margin: 8px -8px 0;
  }
  .tools button {
    justify-content: space-between;
    padding-inline: 8px;
    text-align: start;
  }
  button kbd {
    padding: 0 4px;
    border: 1px solid var(--_hairline);
    border-radius: 4px;
    font: inherit;
    font-size: calc(11 * var(--_px));
    line-height: calc(15 * var(--_px));
    color: var(--_quiet);
  }
  @media (pointer: coarse) {
    button kbd,
    .by-key {
      display: none;
    }
  }

  .reasons {
    padding-inline-start: 16px;
    list-style: disc;
  }
  details summary {
    display: flex;
    align-items: center;
    min-height: max(24px, var(--_target));
    width: max-content;
    max-width: 100%;
    border-radius: 4px;
    cursor: pointer;
    list-style: none;
  }
  details summary::-webkit-details-marker {
    display: none;
  }
  details summary::before {
    content: '';
    width: 5px;
    height: 5px;
    margin: 0 8px 0 2px;
    border: solid currentColor;
    border-width: 1.5px 1.5px 0 0;
    transform: rotate(45deg);
    transition: transform var(--_motion);
  }
  details[open] summary::before {
    transform: rotate(135deg);
  }

  [popover] {
    position: fixed;
    inset: auto;
    min-width: 200px;
    max-width: calc(100vw - 16px);
    margin: 0;
    padding: 4px;
    border: 1px solid var(--_hairline);
    border-radius: var(--_radius);
    color: inherit;
    background: var(--_surface);
    box-shadow: 0 6px 20px oklch(0% 0 0 / 0.14);
  }
  [popover] button {
    display: flex;
    justify-content: flex-start;
    width: 100%;
    min-height: max(32px, var(--_target));
  }
  @container (max-width: 20em) {
    .facts {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .text {
      margin-inline: 0;
    }
    .box {
      border: 1px solid;
    }
    .statuses button[aria-pressed='true'] {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
    .statuses button[aria-pressed='true'] svg {
      color: inherit;
    }
  }
`
