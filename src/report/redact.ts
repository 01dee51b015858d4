/**
 * A dossier that may leave the house: what is known of confidential sources is
 * taken out. The evidence stays, tied to an empty source, so that the reader
 * sees that there is one, and so that the result is a valid dossier.
 *
 * Notes and log are free text and may name the source; its title, author,
 * address, passages and so on are blanked there too, former titles included.
 * What nobody can know, such as a nickname in a note, stays.
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

/** The dossier without its confidential sources; the same object when there are none. */
export function redact(
  { article, dossier }: { readonly article: Article; readonly dossier: Dossier },
  locale: Locale,
): Dossier {
  const confidential = dossier.sources.filter((source) => source.confidential)
  if (!confidential.length) return dossier

  const title = WORDS[locale].confidentialSource
  const stubs = stubsFor(confidential, dossier, title)
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
    sources: dossier.sources.map(
      (source) => stubs.get(source.id) ?? { ...source, ...noteOf(source, inNotes) },
    ),
    annotations: dossier.annotations.map((annotation) => ({
      ...annotation,
      note: inNotes(annotation.note),
      evidence: annotation.evidence.map((evidence, i) => {
        const stub = stubs.get(evidence.sourceId)
        if (!stub) return evidence
        return { ...evidence, id: `${stub.id}-${i + 1}`, sourceId: stub.id, passage: '', locator: '' }
      }),
    })),
    log: dossier.log.map((entry) => {
      const stub = stubs.get(entry.subject)
      if (stub) return blankedEntry(entry, { subject: stub.id, before: '', after: '' })
      const { subject, before, after } = entry
      if (NAMES_SOURCE.has(entry.action)) {
        const show = (words: string) => (words === '' || publicTitles.has(words) ? words : `[${title}]`)
        return blankedEntry(entry, { subject, before: show(before), after: show(after) })
      }
      const show = entry.action === 'set-note' ? inNotes : inQuotes
      return blankedEntry(entry, { subject, before: show(before), after: show(after) })
    }),
  }
}

/** Entries whose words name a source; with confidential ones about, only titles known to be public pass. */
const NAMES_SOURCE: ReadonlySet<LogAction> = new Set([
  'attach-source',
  'detach-source',
  'add-source',
  'edit-source',
])

/** Ids may tell a name too ("meier2026"), so the empty sources get their own. */
function stubsFor(
  confidential: readonly Source[],
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
    confidential.map(({ id }) => [
      id,
      { id: freeId(), kind: 'document', title, reliability: 'unset', confidential: true },
    ]),
  )
}

function noteOf({ note }: Pick<Source, 'note'>, blank: (text: string) => string): { note?: string } {
  return note === undefined ? {} : { note: blank(note) }
}
