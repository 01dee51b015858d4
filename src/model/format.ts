/**
 * The versions of the JSON format. A file is brought from its version to the present one by a chain of
 * pure functions, one for each step, before anything in it is checked: the checks (`format-schema.ts`)
 * know the present version only.
 *
 * The version counts up where an older program would misread a newer file. A member that can be missing
 * may be added without that, since programs pass over members that they do not know.
 */
import { UNTOUCHED } from './annotation.js'

/** By what a file of ours is told from others. */
export const FORMAT = 'prosemirror-attribution'
/**
 * 1 had no verdicts, sign-offs, threads, assignments, reasons for anonymity, overrides, and no scheme; 2 no
 * logs of several chains, which a program that knows one only would take for broken.
 */
export const FORMAT_VERSION = 3

type Members = Readonly<Record<string, unknown>>
type Migration = (file: Members) => Members

/** From version 1 on, each to the next. */
const MIGRATIONS: readonly Migration[] = [toVersion2, toVersion3]

/** The file in the present version. Only adds what its own version lacked: whatever is wrong stays as wrong, at its path. */
export function migrate(file: Members, version: number): Members {
  return MIGRATIONS.slice(version - 1).reduce((older, step) => step(older), file)
}

/** What version 1 has in some files only, since it grew before it was counted up, or in none. */
function toVersion2(file: Members): Members {
  const { edited, assignee, verdict, signOff, reopened, anonymity, thread, overrides } = UNTOUCHED
  const annotation = { edited, assignee, verdict, signOff, reopened, anonymity, thread, overrides }
  return {
    ...file,
    version: 2,
    annotations: eachOf(file['annotations'], (own) => ({
      ...withMissing(own, { when: null, chain: [], ...annotation }),
      evidence: eachOf(own['evidence'], (evidence) => withMissing(evidence, { translated: false })),
    })),
    log: eachOf(file['log'], (entry) => withMissing(entry, { seal: null })),
  }
}

/** A log of one chain is written as it was. */
function toVersion3(file: Members): Members {
  return { ...file, version: 3 }
}

function withMissing(members: Members, known: Members): Members {
  const missing = Object.entries(known).filter(([key]) => members[key] === undefined)
  return { ...members, ...Object.fromEntries(missing) }
}

/** What is no list, and what in it has no members, is left for the checks to tell. */
function eachOf(list: unknown, change: (members: Members) => Members): unknown {
  return Array.isArray(list) ? list.map((item: unknown) => (hasMembers(item) ? change(item) : item)) : list
}

function hasMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
