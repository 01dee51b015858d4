/** What a list shows only when it is asked for: how it is arranged, and what is done to several statements at once. */
import { css, html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import type { ReviewAction } from '../model/action.js'
import type { Person, User } from '../model/person.js'
import type { Right } from '../model/rights.js'
import type { Source } from '../model/source.js'
import type { Scheme } from '../model/status.js'
import { GROUPINGS, ORDERS, type Arrangement } from './arrangement.js'
import { CONDITIONS, type Condition } from './filter.js'
import { moveAlong } from './focus.js'
import { icon, sign } from './icons.js'
import { messagesOf, statusLabel } from './messages/index.js'
import { closeWhenLeft, tendPopover } from './placement.js'
import type { ResolveSource } from './resolve.js'
import { tint } from './tint.js'

export { arrange } from './arrangement.js'

/** How the list is arranged, and how that is changed. */
export interface Arranging {
  readonly arrangement: Arrangement
  /** Without blocks there is nothing to group by paragraph. */
  readonly hasBlocks: boolean
  readonly hasUser: boolean
  /** How many statements fulfil each condition. */
  readonly counts: ReadonlyMap<Condition, number>
  readonly conditions: ReadonlySet<Condition>
  readonly locale: string
  readonly arrangeBy: (part: Partial<Arrangement>) => void
  readonly toggleCondition: (condition: Condition) => void
}

/** Several statements that are selected, and what can be done to them. */
export interface Several {
  readonly count: number
  /** Something that takes a moment is being done to them. */
  readonly isWorking: boolean
  readonly locale: string
  /** What the present user may do. */
  readonly rights: readonly Right[]
  readonly scheme: Scheme
  readonly user: User | null
  readonly people: readonly Person[]
  readonly markAll: () => void
  readonly end: () => void
  readonly attach: () => void
  readonly hide: () => void
  readonly apply: (make: (id: string) => ReviewAction) => void
  readonly onKey: (event: KeyboardEvent) => void
  /** The button that opens the popover of the event. */
  readonly buttonOf: (event: Event) => HTMLElement | null
}

/** What the form for a source of several statements needs. */
export interface Attaching {
  readonly ids: readonly string[]
  readonly sources: readonly Source[]
  readonly resolveSource: ResolveSource | null
  readonly locale: string
  readonly onAction: (event: CustomEvent<ReviewAction>) => void
  readonly onClose: (event: Event) => void
}

/** What is in the popover that arranges the list. */
export function renderArrange(arranging: Arranging): TemplateResult {
  const { arrangement, hasBlocks, counts, conditions, locale } = arranging
  const { views: t } = messagesOf(locale)
  const { groupBy, orderBy } = arrangement
  const groupings = GROUPINGS.filter((grouping) => grouping !== 'block' || hasBlocks)
  return html`<div class="field">
      <label class="label" for="group-by">${t.groupBy}</label>
      <select
        id="group-by"
        @change=${({ target }: Event) => {
          const groupBy = GROUPINGS.find((one) => target instanceof HTMLSelectElement && one === target.value)
          if (groupBy) arranging.arrangeBy({ groupBy })
        }}
      >
        ${groupings.map(
          (one) => html`<option value=${one} .selected=${live(one === groupBy)}>${t.grouping[one]}</option>`,
        )}
      </select>
    </div>
    <div class="field">
      <label class="label" for="order-by">${t.orderBy}</label>
      <select
        id="order-by"
        @change=${({ target }: Event) => {
          const orderBy = ORDERS.find((one) => target instanceof HTMLSelectElement && one === target.value)
          if (orderBy) arranging.arrangeBy({ orderBy })
        }}
      >
        ${ORDERS.map(
          (one) => html`<option value=${one} .selected=${live(one === orderBy)}>${t.order[one]}</option>`,
        )}
      </select>
    </div>
    <fieldset>
      <legend class="label">${t.only}</legend>
      ${CONDITIONS.filter((condition) => condition !== 'mine' || arranging.hasUser).map(
        (condition) =>
          html`<label class="check"
            ><input
              type="checkbox"
              .checked=${live(conditions.has(condition))}
              @change=${() => arranging.toggleCondition(condition)}
            />${t.condition[condition]}<span class="count">${counts.get(condition) ?? 0}</span></label
          >`,
      )}
    </fieldset>`
}

/** The bar for several at once. */
export function renderSeveral(several: Several): TemplateResult {
  const t = messagesOf(several.locale)
  const { views: v } = t
  const count = several.count
  const isIdle = count === 0 || several.isWorking
  const may = (right: Right) => several.rights.includes(right)
  const opener = (menu: string, label: string, drawing: unknown) =>
    html`<button
      type="button"
      class="outlined"
      popovertarget=${isIdle ? nothing : menu}
      aria-haspopup="true"
      aria-disabled=${isIdle}
    >
      ${drawing}${label}
    </button>`
  const act = (label: string, drawing: unknown, run: () => void) =>
    html`<button
      type="button"
      class="outlined"
      aria-disabled=${isIdle}
      @click=${() => {
        if (!isIdle) run()
      }}
    >
      ${drawing}${label}
    </button>`
  return html`<div
    class="several"
    part="several"
    role="group"
    aria-label=${v.several}
    @keydown=${(event: KeyboardEvent) => several.onKey(event)}
  >
    <span class="marked">${several.isWorking ? v.working : v.marked(count)}</span>
    <button type="button" class="all" @click=${several.markAll}>${v.markAll}</button>
    <button
      type="button"
      class="icon-only"
      aria-label=${v.endSeveral}
      title="${v.endSeveral} (${t.keys.escape})"
      @click=${several.end}
    >
      ${icon('close')}
    </button>
    <div class="does">
      ${may('review') ? opener('statuses', t.status, sign('in-progress')) : nothing}
      ${may('research') ? act(v.attach, icon('plus'), several.attach) : nothing}
      ${may('annotate') ? opener('assignees', v.assign, icon('person')) : nothing}
      <button
        type="button"
        class="outlined icon-only hide"
        ?hidden=${!may('review')}
        aria-label=${v.hide}
        title=${v.hide}
        aria-disabled=${isIdle}
        @click=${() => {
          if (!isIdle) several.hide()
        }}
      >
        ${icon('hidden')}
      </button>
    </div>
    ${renderMenu(
      several,
      'statuses',
      t.status,
      several.scheme.statuses.map(({ key }) => ({
        label: statusLabel(key, several.locale, several.scheme),
        drawing: sign(key, several.scheme),
        standing: key,
        run: () => several.apply((id) => ({ type: 'set-status', id, status: key })),
      })),
    )}
    ${renderMenu(several, 'assignees', v.assign, assignees(several))}
  </div>`
}

/** The form for a source of several statements, in its dialog. */
export function renderAttach({
  ids,
  sources,
  resolveSource,
  locale,
  onAction,
  onClose,
}: Attaching): TemplateResult {
  const { views: t } = messagesOf(locale)
  return html`<h2 id="attach-title">${t.attachTo(ids.length)}</h2>
    <attribution-source-form
      .annotationId=${ids[0] ?? ''}
      .annotationIds=${ids}
      .sources=${sources}
      .resolveSource=${resolveSource}
      .outlet=${null}
      .locale=${locale}
      @attribution-action=${onAction}
      @close=${onClose}
    ></attribution-source-form>`
}

interface MenuItem {
  readonly label: string
  readonly drawing: TemplateResult
  readonly standing?: string
  readonly run: () => void
}

function assignees({ locale, user, people, apply }: Several): readonly MenuItem[] {
  const { views: t } = messagesOf(locale)
  const assign = (label: string, to: Person | null): MenuItem => ({
    label,
    drawing: icon(to ? 'person' : 'close'),
    run: () => apply((id) => ({ type: 'assign', id, to })),
  })
  return [
    ...(user ? [assign(t.toMe, { id: user.id, name: user.name })] : []),
    ...people.filter(({ id }) => id !== user?.id).map((person) => assign(person.name, person)),
    assign(t.toNobody, null),
  ]
}

function renderMenu(
  { scheme, buttonOf }: Several,
  id: string,
  label: string,
  items: readonly MenuItem[],
): TemplateResult {
  return html`<div
    id=${id}
    class="menu"
    popover
    role="group"
    aria-label=${label}
    @toggle=${(event: ToggleEvent) => tendPopover(event, buttonOf(event))}
    @focusout=${(event: FocusEvent) => closeWhenLeft(event, buttonOf(event))}
    @keydown=${onMenuKey}
  >
    ${items.map(
      ({ label, drawing, standing, run }) =>
        html`<button
          type="button"
          class=${standing ?? nothing}
          popovertarget=${id}
          popovertargetaction="hide"
          ${tint(standing ?? 'unchecked', scheme)}
          @click=${run}
        >
          ${drawing}${label}
        </button>`,
    )}
  </div>`
}

function onMenuKey(event: KeyboardEvent): void {
  if (event.currentTarget instanceof HTMLElement)
    moveAlong(event, [...event.currentTarget.querySelectorAll('button')])
}

/** Of all this. */
export const toolStyles = css`
  .menu {
    min-width: 180px;
  }
  .menu button {
    display: flex;
    justify-content: flex-start;
    width: 100%;
    min-height: max(32px, var(--_target));
  }
  .menu svg {
    color: var(--_status, var(--_quiet));
  }
  #arrange {
    width: 280px;
    padding: 12px;
  }
  #arrange:popover-open {
    display: grid;
    gap: 12px;
  }
  .field {
    display: grid;
    gap: 4px;
  }
  legend {
    padding: 0;
  }
  #arrange .check {
    display: flex;
    gap: 8px;
    align-items: center;
    min-height: max(28px, var(--_target));
  }
  .check .count {
    margin-inline-start: auto;
  }

  .several {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    align-items: center;
    padding: 8px 8px 8px 12px;
    border-top: 1px solid var(--_hairline);
    background: var(--_surface);
  }
  .several .marked {
    flex: 1 1 auto;
    font-weight: 600;
  }
  .several .does {
    display: flex;
    flex: 1 0 100%;
    flex-wrap: wrap;
    gap: 4px;
    margin-inline-start: -4px;
  }
  .several .does button {
    padding-inline: 8px;
    font-size: calc(13 * var(--_px));
  }
  .several .does button[aria-disabled='true'] {
    color: var(--_quiet);
    cursor: default;
    border-style: dashed;
  }
  @container (min-width: 44.29em) {
    .several .does {
      flex: 0 0 auto;
    }
  }

  dialog {
    width: min(420px, calc(100vw - 32px));
    max-height: calc(100vh - 32px);
    padding: 16px 20px 20px;
    border: 1px solid var(--_hairline);
    border-radius: 12px;
    color: inherit;
    background: var(--_surface);
    box-shadow: 0 12px 40px oklch(0% 0 0 / 0.2);
  }
  dialog::backdrop {
    background: oklch(0% 0 0 / 0.32);
  }
  dialog h2 {
    margin-bottom: 12px;
    font-size: calc(16 * var(--_px));
    line-height: calc(24 * var(--_px));
    font-weight: 600;
  }
`
