/** The map of all keys, as the panel's overview shows it. */
import { html, type TemplateResult } from 'lit'
import type { Scheme } from '../model/status.js'
import { messagesOf, statusLabel } from './messages/index.js'

/** What keys do, and the keys; those pressed together stand in one list. */
type Row = readonly [what: string, ...keys: (readonly string[])[]]

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}

/** The keys in their groups. */
export function keyMap(locale: string, scheme: Scheme): TemplateResult {
  const { keys: t } = messagesOf(locale)
  const statuses = scheme.statuses
    .slice(0, 9)
    .map(({ key }, i): Row => [
      statusLabel(key, locale, scheme),
      [String(i + 1)],
      ...(key === 'verified' ? [['V']] : []),
    ])
  const groups: readonly (readonly [string, readonly Row[]])[] = [
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
      t.group.several,
      [
        [t.mark, ['M'], [t.space]],
        [t.extend, [t.shift, '↑'], [t.shift, '↓']],
        [t.markAll, [isMac() ? '⌘' : t.control, 'A']],
        [t.endSeveral, [t.escape]],
      ],
    ],
    [
      t.group.card,
      [...statuses, [t.attach, ['S']], [t.note, ['N']], [t.dismiss, ['X']], [t.borders, ['F2']]],
    ],
    [
      t.group.walk,
      [
        [t.walkNext, ['→'], ['J']],
        [t.walkPrevious, ['←'], ['K']],
        [t.walkStatus, [`1–${Math.min(9, scheme.statuses.length)}`], ['V']],
        [t.holds, ['H']],
        [t.signOff, ['G']],
        [t.attach, ['S']],
        [t.note, ['N']],
        [t.comment, ['C']],
        [t.dismiss, ['X']],
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
      ],
    ],
  ]
  return html`<div class="key-groups">
    ${groups.map(
      ([name, rows], i) =>
        html`<section aria-labelledby="keys-${i}">
          <h3 id="keys-${i}">${name}</h3>
          <dl>
            ${rows.map(
              ([what, ...keys]) =>
                html`<dt>${what}</dt>
                  <dd>
                    ${keys.map((chord) => html`<span class="chord">${chord.map((key) => html`<kbd>${key}</kbd>`)}</span>`)}
                  </dd>`,
            )}
          </dl>
        </section>`,
    )}
  </div>`
}
