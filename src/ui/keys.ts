/** The map of all keys, as the panel's overview shows it. */
import { css, html, type TemplateResult } from 'lit'
import type { Scheme } from '../model/status.js'
import { messagesOf, statusLabel } from './messages/index.js'

/** What keys do, and the keys; those pressed together stand in one list. */
export type KeyRow = readonly [what: string, ...keys: (readonly string[])[]]

/** Keys that work in one place, under its name. */
export type KeyGroup = readonly [name: string, rows: readonly KeyRow[]]

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}

/** The keys in their groups. `command` is what the platform calls the key that browsers use for their own. */
export function keyGroups(locale: string, scheme: Scheme, command: string): readonly KeyGroup[] {
  const { keys: t } = messagesOf(locale)
  const statuses = scheme.statuses
    .slice(0, 9)
    .map(({ key }, i): KeyRow => [
      statusLabel(key, locale, scheme),
      [String(i + 1)],
      ...(key === 'verified' ? [['V']] : []),
    ])
  const walkStatuses = [
    [`1–${Math.min(9, scheme.statuses.length)}`],
    ...(scheme.statuses.some(({ key }) => key === 'verified') ? [['V']] : []),
  ]
  return [
    [
      t.group.list,
      [
        [t.move, ['↑'], ['↓']],
        [t.ends, [t.home], [t.end]],
        [t.open, [t.enter]],
        [t.close, [t.escape]],
        [t.search, ['/']],
        [t.walk, ['R']],
        [t.help, ['?']],
      ],
    ],
    [
      t.group.views,
      [
        [t.changeView, ['←'], ['→']],
        [t.back, [t.escape]],
      ],
    ],
    [
      t.group.several,
      [
        [t.mark, ['M'], [t.space]],
        [t.extend, [t.shift, '↑'], [t.shift, '↓']],
        [t.markAll, [command, 'A']],
        [t.status, ...walkStatuses],
        [t.assign, ['A']],
        [t.attach, ['S']],
        [t.dismiss, ['X']],
        [t.endSeveral, [t.escape]],
      ],
    ],
    [
      t.group.card,
      [
        ...statuses,
        [t.holds, ['H']],
        [t.signOff, ['G']],
        [t.assign, ['A']],
        [t.attach, ['S']],
        [t.note, ['N']],
        [t.comment, ['C']],
        [t.dismiss, ['X']],
        [t.borders, ['F2']],
      ],
    ],
    [
      t.group.walk,
      [
        [t.walkNext, ['→'], ['J']],
        [t.walkPrevious, ['←'], ['K']],
        [t.walkStatus, ...walkStatuses],
        [t.holds, ['H']],
        [t.signOff, ['G']],
        [t.assign, ['A']],
        [t.attach, ['S']],
        [t.note, ['N']],
        [t.comment, ['C']],
        [t.dismiss, ['X']],
        [t.borders, ['F2']],
        [t.endWalk, [t.escape]],
      ],
    ],
    [
      t.group.text,
      [
        [t.textNext, ['F8'], [t.alt, '↓']],
        [t.textPrevious, [t.shift, 'F8'], [t.alt, '↑']],
        [t.textVerified, [t.alt, t.enter]],
        [t.textMark, [t.alt, t.shift, t.enter]],
        [t.borders, ['F2']],
        [t.textOpen, [t.shift, 'F2'], [command, t.alt, t.enter]],
      ],
    ],
    [
      t.group.borders,
      [
        [t.borderEnd, ['←'], ['→']],
        [t.borderStart, [t.shift, '←'], [t.shift, '→']],
        [t.borderCharacter, [t.alt, '←'], [t.alt, '→']],
        [t.borderTake, [t.enter], ['F2']],
        [t.borderLeave, [t.escape]],
      ],
    ],
    [
      t.group.field,
      [
        [t.send, [command, t.enter]],
        [t.mention, ['@']],
        [t.leaveField, [t.escape]],
      ],
    ],
  ]
}

/** The keys in their groups, to be shown. */
export function keyMap(locale: string, scheme: Scheme): TemplateResult {
  const groups = keyGroups(locale, scheme, isMac() ? '⌘' : messagesOf(locale).keys.control)
  return html`<div class="key-groups">
    ${groups.map(
      ([name, rows], i) =>
        html`<section aria-labelledby="keys-${i}">
          <h3 id="keys-${i}">${name}</h3>
          <dl>
            ${rows.map(
              ([what, ...keys]) =>
                html`<div>
                  <dt>${what}</dt>
                  <dd>
                    ${keys.map((chord) => html`<span class="chord">${chord.map((key) => html`<kbd>${key}</kbd>`)}</span>`)}
                  </dd>
                </div>`,
            )}
          </dl>
        </section>`,
    )}
  </div>`
}

/** What `keyMap` needs. */
export const keyStyles = css`
  .key-groups {
    columns: 3 calc(280 * var(--_px));
    column-gap: 32px;
  }
  .key-groups section {
    margin-bottom: 16px;
    break-inside: avoid;
  }
  .key-groups h3 {
    margin-bottom: 4px;
  }
  dialog dl > div {
    display: flex;
    gap: 8px;
    align-items: baseline;
    justify-content: space-between;
    padding: 5px 0;
    border-top: 1px solid var(--_hairline);
  }
  dialog dd {
    display: flex;
    flex: 0 1 auto;
    flex-wrap: wrap;
    gap: 2px 8px;
    align-items: center;
    justify-content: flex-end;
  }
  .chord {
    display: inline-flex;
    gap: 2px;
  }
  kbd {
    min-width: 20px;
    padding: 0 5px;
    border: 1px solid var(--_hairline);
    border-bottom-width: 2px;
    border-radius: 4px;
    font: inherit;
    font-size: calc(12 * var(--_px));
    line-height: calc(17 * var(--_px));
    text-align: center;
    white-space: nowrap;
  }
  @container (max-width: 20em) {
    dialog dl > div,
    .chord {
      flex-wrap: wrap;
    }
  }
`
