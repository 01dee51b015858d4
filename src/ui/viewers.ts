/** Who else is at which statement. */
import { html, nothing, type TemplateResult } from 'lit'
import type { Person, User } from '../model/person.js'
import type { Viewer } from '../model/viewer.js'
import { messagesOf } from './messages/index.js'
import { initialsOf } from './words.js'

/** So many are shown; with more, the rest is counted. */
const SHOWN = 3
/** Colours that people can have, the classes `hue-0` and so on. */
const HUES = 6

/** People by the id of the statement that they are at. */
export type ViewersAt = ReadonlyMap<string, readonly Person[]>

/** Nobody anywhere. */
export const NOBODY: ViewersAt = new Map()

const found = new WeakMap<readonly Viewer[], { readonly by: string; readonly at: ViewersAt }>()

/**
 * Each once, however many windows they have, and without the present user; in the order in which the host names
 * them. For the same viewers the same map.
 */
export function viewersAt(
  viewers: readonly Viewer[],
  { user, locale }: { readonly user: User | null; readonly locale: string },
): ViewersAt {
  const by = `${locale} ${user?.id ?? ''}`
  const known = found.get(viewers)
  if (known?.by === by) return known.at
  const { somebody } = messagesOf(locale).desk
  const at = new Map<string, Person[]>()
  for (const { person, statement } of viewers) {
    if (statement === null || (person && person.id === user?.id)) continue
    const here = at.get(statement) ?? []
    at.set(statement, here)
    if (!person) here.push({ id: '', name: somebody })
    else if (!here.some(({ id }) => id === person.id)) here.push(person)
  }
  found.set(viewers, { by, at })
  return at
}

/** Names as a list in a sentence. */
export function namesOf(people: readonly Person[], locale: string): string {
  return new Intl.ListFormat(locale).format(people.map(({ name }) => name))
}

/** Told politely to whoever is at the statement: who has come to it; empty where nobody has. Leaving is silent. */
export function newcomers(
  id: string | null,
  { before, now, locale }: { readonly before: ViewersAt; readonly now: ViewersAt; readonly locale: string },
): string {
  if (id === null) return ''
  const known = new Set(before.get(id)?.map((person) => person.id))
  const come = (now.get(id) ?? []).filter((person) => !known.has(person.id))
  return come.length ? messagesOf(locale).desk.viewedBy(namesOf(come, locale)) : ''
}

/** Initials or names, each with a dot in the person's colour; all names are in the title and for screen readers. */
export function viewerSigns(
  people: readonly Person[],
  { locale, isNamed }: { readonly locale: string; readonly isNamed: boolean },
): TemplateResult | typeof nothing {
  if (!people.length) return nothing
  const words = messagesOf(locale).desk.viewedBy(namesOf(people, locale))
  const more = people.length - SHOWN
  return html`<span class="viewers" id="viewers" title=${words}
    ><span class="visually-hidden">${words}</span>${people
      .slice(0, SHOWN)
      .map(
        ({ id, name }) =>
          html`<span class="viewer hue-${hueOf(id)}" aria-hidden="true"
            >${isNamed ? name : initialsOf(name)}</span
          >`,
      )}${more > 0 ? html`<span class="viewer" aria-hidden="true">+${more}</span>` : nothing}</span
  >`
}

/** The same for everybody who sees this person. */
function hueOf(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % HUES
}
