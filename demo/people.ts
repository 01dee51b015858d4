/** The people of a made-up house. Who of them is at the keyboard is chosen in the bar. */
import { personOf, type Person, type User } from '../src/model/index.js'
import type { Locale } from './messages.js'

interface Colleague extends User {
  /** What they do, beside their name where one is chosen. */
  readonly task: Readonly<Record<Locale, string>>
}

const HOUSE: readonly [Colleague, ...Colleague[]] = [
  { id: 'demo:anna-meier', name: 'Anna Meier', task: { de: 'Redaktion', en: 'editor' } },
  { id: 'demo:jo-brandt', name: 'Jo Brandt', task: { de: 'Gegenlesen', en: 'second reader' } },
  {
    id: 'demo:chris-falk',
    name: 'Chris Falk',
    roles: ['chief'],
    task: { de: 'Chef vom Dienst, darf Ausnahmen machen', en: 'duty editor, may make exceptions' },
  },
]

/** Stands for whoever has entered a name of their own in the settings. */
export const OWN = 'own'

interface Chosen {
  /** Id of one of the house, or `OWN`. */
  readonly person: string
  /** The name of their own; blank for none. */
  readonly name: string
}

/** Everybody whom statements can be assigned to. */
export function people({ name }: Chosen): readonly Person[] {
  const own = ownUser(name)
  return [...HOUSE.map(personOf), ...(own ? [own] : [])]
}

/** Who is at the keyboard; the first of the house where the choice fits nobody. */
export function present({ person, name }: Chosen): User {
  const own = person === OWN ? ownUser(name) : null
  if (own) return own
  const colleague = HOUSE.find(({ id }) => id === person) ?? HOUSE[0]
  const { roles } = colleague
  return { ...personOf(colleague), ...(roles ? { roles } : {}) }
}

/** What can be chosen, with names and tasks. */
export function choices({ name }: Chosen, locale: Locale): Readonly<Record<string, string>> {
  const own = ownUser(name)
  return {
    ...Object.fromEntries(HOUSE.map(({ id, name, task }) => [id, `${name} (${task[locale]})`])),
    ...(own ? { [OWN]: own.name } : {}),
  }
}

/** One person per name, so that a second name is a second pair of eyes. */
function ownUser(name: string): Person | null {
  const shown = name.trim()
  return shown ? { id: `demo:${shown.toLocaleLowerCase()}`, name: shown } : null
}
