/**
 * A dossier that may leave the house: what is known of confidential sources is
 * taken out. The evidence stays, tied to an empty source, so that the reader
 * sees that there is one, and so that the result is a valid dossier.
 *
 * Notes and log are free text and may name the source; its title, author,
 * address, passages and so on are blanked there too, former titles included.
 * What nobody can know, such as a nickname in a note, stays.
 *
 * A source that has been removed counts as confidential: nobody can tell any more that it was not. How to
 * reach the people behind a source is left out of every copy.
 *
 * A log that was sealed stays provable: entries that were blanked keep their
 * sums and lose the salt, without which nobody can try names against the sum.
 * `verifyLog` follows the chain through them to the digest of the full log, and
 * says how many entries it had to take without their words. Entries that were
 * not sealed yet cannot be proved by anybody: seal first (`sealDossier`).
 */
import { articleText, type Article } from '../model/article.js'
import { blanker, secretsOf } from '../model/confidential.js'
import type { Dossier } from '../model/dossier.js'
import type { Locale } from '../model/labels.js'
import type { LogAction } from '../model/log.js'
import { blankedEntry } from '../model/seal.js'
import type { Source } from '../model/source.js'
import { WORDS } from './words.js'

/** The dossier without its confidential sources; the same object when there is nothing to leave out. */
export function redact(
  { article, dossier }: { readonly article: Article; readonly dossier: Dossier },
  locale: Locale,
): Dossier {
  const confidential = dossier.sources.filter((source) => source.confidential)
  const removed = removedSources(dossier)
  const hasContact = dossier.sources.some(({ contact }) => contact !== undefined)
  if (!confidential.length && !removed.size && !hasContact) return dossier

  const title = WORDS[locale].confidentialSource
  const stubs = stubsFor([...confidential.map(({ id }) => id), ...removed], dossier, title)
  const secrets = secretsOf(new Set(stubs.keys()), dossier)
  const text = articleText(article)
  const inNotes = blanker(secrets, `[${title}]`)
  // The article's own words are no secret where the log repeats them, even if a source says the same.
  const inQuotes = blanker(
    secrets.filter((secret) => !text.includes(secret)),
    `[${title}]`,
  )
  const publicIds = new Set(dossier.sources.filter((source) => !source.confidential).map(({ id }) => id))
  const publicTitles = new Set([
    ...dossier.sources.filter(({ id }) => publicIds.has(id)).map((source) => source.title),
    ...dossier.log
      .filter(({ subject }) => publicIds.has(subject))
      .flatMap(({ before, after }) => [before, after]),
  ])

  return {
    ...dossier,
    sources: dossier.sources.map((source) => {
      const { contact, note, correction, ...shown } = source
      const stub = stubs.get(source.id)
      return (
        stub ?? {
          ...shown,
          ...(note !== undefined && { note: inNotes(note) }),
          ...(correction !== undefined && { correction: inNotes(correction) }),
        }
      )
    }),
    annotations: dossier.annotations.map((annotation) => ({
      ...annotation,
      note: inNotes(annotation.note),
      anonymity: inNotes(annotation.anonymity),
      reopened: annotation.reopened && {
        ...annotation.reopened,
        sourceId: stubs.get(annotation.reopened.sourceId)?.id ?? annotation.reopened.sourceId,
      },
      thread: {
        ...annotation.thread,
        comments: annotation.thread.comments.map((comment) => ({ ...comment, text: inNotes(comment.text) })),
      },
      overrides: annotation.overrides.map((override) => ({ ...override, reason: inNotes(override.reason) })),
      evidence: annotation.evidence.map((evidence, i) => {
        const stub = stubs.get(evidence.sourceId)
        if (!stub) return evidence
        return { ...evidence, id: `${stub.id}-${i + 1}`, sourceId: stub.id, passage: '', locator: '' }
      }),
    })),
    log: dossier.log.map((entry) => {
      const stub = stubs.get(entry.subject)
      if (stub) return blankedEntry(entry, { subject: stub.id, before: '', after: '' })
      const { subject, before, after, action } = entry
      // Passages that were changed since are known nowhere else, so that nobody can tell whose they are.
      if (action === 'edit-evidence' && stubs.size)
        return blankedEntry(entry, { subject, before: `[${title}]`, after: `[${title}]` })
      if (NAMES_SOURCE.has(action)) {
        const show = (words: string) => (words === '' || publicTitles.has(words) ? words : `[${title}]`)
        return blankedEntry(entry, { subject, before: show(before), after: show(after) })
      }
      const show = IS_NOTE.has(action) ? inNotes : inQuotes
      return blankedEntry(entry, { subject, before: show(before), after: show(after) })
    }),
  }
}

/** Ids of sources that the log knows and the dossier has no more. */
function removedSources({ sources, log }: Dossier): ReadonlySet<string> {
  const known = new Set(sources.map(({ id }) => id))
  return new Set(
    log
      .filter(({ action, subject }) => IS_OF_SOURCE.has(action) && !known.has(subject))
      .map(({ subject }) => subject),
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
  { sources, annotations }: Dossier,
  title: string,
): ReadonlyMap<string, Source> {
  const taken = new Set(
    [...sources, ...annotations, ...annotations.flatMap((a) => a.evidence)].map(({ id }) => id),
  )
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
