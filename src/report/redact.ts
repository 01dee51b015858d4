/**
 * A dossier that may leave the house: what is known of confidential sources is
 * taken out. The evidence stays, tied to an empty source, so that the reader
 * sees that there is one, and so that the result is a valid dossier.
 *
 * Notes and log are free text and may name the source; its title, author,
 * address, passages and so on are blanked there too, former titles included,
 * and the names in them. What nobody can know, such as a nickname in a note, stays.
 *
 * A source that has been removed counts as confidential: nobody can tell any more that it was not. What
 * was said of a source while it was confidential stays so when it is made public. How to reach the people
 * behind a source is left out of every copy, and so is what the desk has said to each other: that there
 * are comments, by whom and when, is told, their words are not.
 *
 * User names and passwords in the addresses of sources, and in what the log says of them, are left out of every copy.
 *
 * A log that was sealed stays provable: entries that were blanked keep their
 * sums and lose the salt, without which nobody can try names against the sum.
 * `verifyLog` follows the chain through them to the digest of the full log, and
 * says how many entries it had to take without their words. Entries that were
 * not sealed yet cannot be proved by anybody: seal first (`sealDossier`).
 */
import type { Annotation } from '../model/annotation.js'
import { articleText, type Article } from '../model/article.js'
import {
  blanker,
  contactsOf,
  formerlyConfidential,
  formerSecretsOf,
  secretsOf,
  shortNamesOf,
  unsaidIn,
} from '../model/confidential.js'
import type { Dossier } from '../model/dossier.js'
import { withForeignWords } from '../model/foreign.js'
import type { Locale } from '../model/labels.js'
import { partsOfDifference } from '../model/library.js'
import type { LogAction, LogEntry } from '../model/log.js'
import { blankedEntry } from '../model/seal.js'
import { dossierWithoutPasswords } from '../model/passwords.js'
import type { Source } from '../model/source.js'
import type { Comment } from '../model/thread.js'
import type { SpeakerIdentity } from '../text/statement.js'
import { WORDS } from './words.js'

/** What a copy has only when it is asked for by name. */
export interface Inclusions {
  /** Confidential sources, and what is known of removed ones; false by default. */
  readonly includeConfidential?: boolean
  /** How to reach the people behind the sources; false by default. */
  readonly includeContacts?: boolean
  /** The words of the comments on statements; false by default, since they were meant for the desk. */
  readonly includeThreads?: boolean
}

/** The dossier without what was not asked for; the same object when there is nothing to leave out. */
export function redact(
  { article, dossier }: { readonly article: Article; readonly dossier: Dossier },
  locale: Locale,
  asked: Inclusions = {},
): Dossier {
  const input = { article, dossier: dossierWithoutPasswords(dossier) }
  return withoutThreads(
    withoutContacts(withoutConfidential(input, locale, asked), input, locale, asked),
    asked,
  )
}

/** The words of comments. */
function withoutThreads(dossier: Dossier, { includeThreads = false }: Inclusions): Dossier {
  const { annotations, log } = dossier
  const isSilent = (annotation: Annotation) => !annotation.thread.comments.length
  const isSaid = ({ action, before, after }: LogEntry) => IS_COMMENT.has(action) && (before || after) !== ''
  if (includeThreads || (annotations.every(isSilent) && !log.some(isSaid))) return dossier
  return {
    ...dossier,
    annotations: annotations.map((annotation) =>
      withComments(annotation, (comment) => ({ ...comment, text: '', mentions: [] })),
    ),
    log: log.map((entry) =>
      isSaid(entry) ? blankedEntry(entry, { subject: entry.subject, before: '', after: '' }) : entry,
    ),
  }
}

/** `whole` has the dossier before anything was left out. */
function withoutContacts(
  dossier: Dossier,
  whole: { readonly article: Article; readonly dossier: Dossier },
  locale: Locale,
  { includeContacts = false }: Inclusions,
): Dossier {
  if (includeContacts) return dossier
  const contacts = unsaidIn(wordsOf(whole), contactsOf(whole.dossier))
  if (!contacts.length && !dossier.sources.some((source) => source.contact !== undefined)) return dossier
  const hide = blanker(contacts, `[${WORDS[locale].contactLeftOut}]`)
  return {
    ...dossier,
    ...(dossier.foreign && { foreign: dossier.foreign.map((own) => withForeignWords(own, hide)) }),
    sources: dossier.sources.map(({ contact, ...source }) => ({
      ...source,
      ...(source.note !== undefined && { note: hide(source.note) }),
      ...(source.correction !== undefined && { correction: hide(source.correction) }),
    })),
    annotations: dossier.annotations.map((annotation) => ({
      ...withFormerWords(withFreeText(annotation, hide), hide),
      evidence: annotation.evidence.map((evidence) => ({
        ...evidence,
        passage: hide(evidence.passage),
        locator: hide(evidence.locator),
      })),
    })),
    log: dossier.log.map((entry) => {
      const { subject, before, after } = entry
      return blankedEntry(entry, { subject, before: hide(before), after: hide(after) })
    }),
  }
}

function withoutConfidential(
  { article, dossier }: { readonly article: Article; readonly dossier: Dossier },
  locale: Locale,
  { includeConfidential = false }: Inclusions,
): Dossier {
  if (includeConfidential) return dossier
  const { sources, annotations, log } = dossier
  const confidential = sources.filter((source) => source.confidential && !isEmptied(source, dossier))
  const removed = removedSources(dossier)
  const former = formerlyConfidential(dossier)
  if (!confidential.length && !removed.size && !former.size) return dossier

  const title = WORDS[locale].confidentialSource
  const stubs = stubsFor([...confidential.map(({ id }) => id), ...removed], dossier, title)
  const hidden = new Set(stubs.keys())
  const secrets = [...secretsOf(hidden, dossier), ...formerSecretsOf(dossier)]
  const text = wordsOf({ article, dossier })
  // A short name is no secret when the article itself has it, or a public source.
  const known = [text, ...sources.filter(({ id }) => !hidden.has(id)).map(publicWords)].join('\n')
  const names = unsaidIn(known, shortNamesOf(hidden, dossier))
  const by = `[${title}]`
  const inNotes = blanker([...secrets, ...names], by)
  // The article's own words are no secret where a review or the log repeats them, even if a source says the same.
  const inQuotes = blanker([...unsaidIn(text, secrets), ...names], by)
  const isOpen = openTitles(dossier, hidden, former)

  return {
    ...dossier,
    ...(dossier.foreign && { foreign: dossier.foreign.map((own) => withForeignWords(own, inNotes)) }),
    sources: sources.map(
      (source) =>
        stubs.get(source.id) ?? {
          ...source,
          ...(source.note !== undefined && { note: inNotes(source.note) }),
          ...(source.correction !== undefined && { correction: inNotes(source.correction) }),
        },
    ),
    annotations: annotations.map((annotation) => {
      const { reopened, evidence } = annotation
      return {
        ...withFormerWords(withFreeText(annotation, inNotes), inQuotes),
        reopened: reopened && {
          ...reopened,
          sourceId: stubs.get(reopened.sourceId)?.id ?? reopened.sourceId,
        },
        evidence: evidence.map((own, i) => {
          const stub = stubs.get(own.sourceId)
          return stub
            ? { ...own, id: `${stub.id}-${i + 1}`, sourceId: stub.id, passage: '', locator: '' }
            : { ...own, passage: inQuotes(own.passage), locator: inNotes(own.locator) }
        }),
      }
    }),
    log: log.map((entry) => {
      const stub = stubs.get(entry.subject)
      if (stub) return blankedEntry(entry, { subject: stub.id, before: '', after: '' })
      const { subject, before, after, action } = entry
      const shown = (show: (words: string) => string) =>
        blankedEntry(entry, { subject, before: show(before), after: show(after) })
      if (former.has(entry)) return shown((words) => words && by)
      // Passages that were changed since are known nowhere else, so that nobody can tell whose they are.
      if (action === 'edit-evidence') return shown((words) => words && by)
      if (NAMES_SOURCE.has(action)) {
        const isFree = action === 'edit-source' || action === 'correct-source'
        return shown((words) => (!words ? '' : !isOpen(words) ? by : isFree ? inNotes(words) : words))
      }
      return shown(IS_NOTE.has(action) ? inNotes : inQuotes)
    }),
  }
}

/** What the article says, interrupted quotes also in one piece. */
function wordsOf({ article, dossier }: { readonly article: Article; readonly dossier: Dossier }): string {
  const placed = dossier.annotations.filter(({ target }) => !target.detached)
  return [articleText(article), ...placed.map(({ target }) => target.wording)].join('\n')
}

/** All that somebody has written freely, comments included, through `show`. */
function withFreeText(annotation: Annotation, show: (text: string) => string): Annotation {
  const { foreign } = annotation
  return {
    ...withComments(annotation, (comment) => ({ ...comment, text: show(comment.text) })),
    note: show(annotation.note),
    anonymity: show(annotation.anonymity),
    overrides: annotation.overrides.map((override) => ({ ...override, reason: show(override.reason) })),
    ...(foreign && { foreign: withForeignWords(foreign, show) }),
  }
}

/**
 * Words that the article had when something was decided and may have no more, and who was put in for the
 * speaker, through `show`: whoever is not to be named may stand there.
 */
function withFormerWords(annotation: Annotation, show: (text: string) => string): Annotation {
  const { review, verdict, signOff, overrides, target, speakerIs, outlet, chain } = annotation
  return {
    ...annotation,
    review: { ...review, wording: review.wording && show(review.wording) },
    verdict: verdict && { ...verdict, wording: show(verdict.wording) },
    signOff: signOff && { ...signOff, wording: show(signOff.wording) },
    overrides: overrides.map((override) => ({ ...override, wording: show(override.wording) })),
    target: target.detached
      ? {
          ...target,
          wording: show(target.wording),
          prefix: show(target.prefix),
          suffix: show(target.suffix),
          speaker: target.speaker && show(target.speaker),
        }
      : target,
    speakerIs: withNames(speakerIs, show),
    outlet: outlet && show(outlet),
    chain: chain.map((link) => ({ mention: show(link.mention), speakerIs: withNames(link.speakerIs, show) })),
  }
}

function withNames(speakerIs: SpeakerIdentity, show: (text: string) => string): SpeakerIdentity {
  const { kind, name, office, short } = speakerIs
  return {
    kind,
    ...(name !== undefined && { name: show(name) }),
    ...(office !== undefined && { office: show(office) }),
    ...(short !== undefined && { short: show(short) }),
  }
}

function withComments(annotation: Annotation, change: (comment: Comment) => Comment): Annotation {
  const { thread } = annotation
  return { ...annotation, thread: { ...thread, comments: thread.comments.map(change) } }
}

function publicWords({ title, author = '', publisher = '' }: Source): string {
  return [title, author, publisher].join('\n')
}

/** Says whether the words of an entry that names a source are those of a public one, as far as anybody knows. */
function openTitles(
  { sources, log }: Dossier,
  hidden: ReadonlySet<string>,
  former: ReadonlySet<LogEntry>,
): (words: string) => boolean {
  const open = new Set(sources.filter(({ id }) => !hidden.has(id)).map(({ title }) => title))
  const ids = new Set(sources.filter(({ id }) => !hidden.has(id)).map(({ id }) => id))
  for (const entry of log)
    if (ids.has(entry.subject) && !former.has(entry))
      for (const line of [entry.before, entry.after]) open.add(line).add(partsOfDifference(line).title)
  return (words) => open.has(words)
}

/** Ids of sources that the log knows and the dossier has no more. */
function removedSources({ sources, log }: Dossier): ReadonlySet<string> {
  const known = new Set(sources.map(({ id }) => id))
  // What an earlier copy has emptied needs no other id again.
  const isOpen = (entry: LogEntry) => !STUB_ID.test(entry.subject) || hasWords(entry)
  return new Set(
    log
      .filter((entry) => IS_OF_SOURCE.has(entry.action) && !known.has(entry.subject) && isOpen(entry))
      .map(({ subject }) => subject),
  )
}

const STUB_ID = /^confidential-\d+$/

function hasWords({ before, after }: LogEntry): boolean {
  return before !== '' || after !== ''
}

/** Whether an earlier copy has emptied the source, and nothing was put into it since: there is nothing to hide. */
function isEmptied({ id, title, confidential, ...rest }: Source, { annotations, log }: Dossier): boolean {
  const { kind, reliability, ...words } = rest
  const titles = Object.values(WORDS).map(({ confidentialSource }) => confidentialSource)
  return (
    confidential &&
    STUB_ID.test(id) &&
    titles.includes(title) &&
    Object.values(words).every((word) => word === undefined) &&
    !log.some((entry) => entry.subject === id && hasWords(entry)) &&
    annotations.every(({ evidence }) =>
      evidence.every(({ sourceId, passage, locator }) => sourceId !== id || (!passage && !locator)),
    )
  )
}

/** Entries about a source itself. */
const IS_OF_SOURCE: ReadonlySet<LogAction> = new Set([
  'add-source',
  'edit-source',
  'correct-source',
  'remove-source',
])

/** Entries that repeat what somebody has written freely. */
const IS_NOTE: ReadonlySet<LogAction> = new Set([
  'set-note',
  'set-anonymity',
  'add-comment',
  'edit-comment',
  'remove-comment',
  'override',
  'withdraw-override',
])

/** Entries that repeat what the desk has said to each other. */
const IS_COMMENT: ReadonlySet<LogAction> = new Set(['add-comment', 'edit-comment', 'remove-comment'])

/** Entries whose words name a source; with confidential ones about, only titles known to be public pass. */
const NAMES_SOURCE: ReadonlySet<LogAction> = new Set([
  'attach-source',
  'detach-source',
  'add-source',
  'edit-source',
  'correct-source',
  'remove-source',
  'reopen',
])

/** Ids may tell a name too ("meier2026"), so the empty sources get their own. */
function stubsFor(
  confidential: readonly string[],
  { sources, annotations, log }: Dossier,
  title: string,
): ReadonlyMap<string, Source> {
  const taken = new Set([
    ...[...sources, ...annotations, ...annotations.flatMap((a) => a.evidence)].map(({ id }) => id),
    ...log.map(({ subject }) => subject),
  ])
  let number = 0
  const freeId = (): string => {
    do number++
    while ([...taken].some((id) => id.startsWith(`confidential-${number}`)))
    return `confidential-${number}`
  }
  return new Map(
    confidential.map((id) => [
      id,
      { id: freeId(), kind: 'document', title, reliability: 'unset', confidential: true },
    ]),
  )
}
