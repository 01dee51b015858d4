import { articleFileText, type LeftOut } from '../model/article-file.js'
import type { Article } from '../model/article.js'
import type { Dossier } from '../model/dossier.js'
import type { PublishCheck } from '../model/policy.js'
import { redact, type Inclusions } from './redact.js'
import { verificationOf, type ReportInput, type ReportOptions } from './report.js'

/** What a JSON report is made of: the article may be missing, as in what an editor saves. */
export interface JSONInput extends Omit<ReportInput, 'article'> {
  readonly article: Article | null
  /** What an earlier copy left out, which was read from a file. */
  readonly leftOut?: LeftOut | null
}

const NO_ARTICLE: Article = { title: '', lang: '', blocks: [] }

/**
 * The format of record: the dossier with its article and the time of the export, as JSON text in the
 * canonical form. `parseArticleFile` and `parseDossier` read it back without loss (but for confidential
 * sources, contacts and the words of comments, unless the options ask for them; how many are missing
 * stands under `leftOut`). Made again from what was read, it is the same text. What the options say of the
 * log stands under `logVerification`, for a reader, and their answer to "can this go out?" under `check`;
 * who wants to know for sure verifies the log, and holds the dossier against the policy, again.
 * Throws RangeError where either is of another dossier.
 */
export function reportJSON(input: JSONInput, options: ReportOptions): string {
  const whole = { article: input.article ?? NO_ARTICLE, dossier: input.dossier }
  const dossier = redact(whole, options.locale, options)
  return articleFileText({
    dossier,
    article: input.article,
    digest: options.digest ?? null,
    created: options.now,
    leftOut: leftOutOf(input, dossier, options),
    log: verificationOf(whole, options),
    check: options.check ? withoutReasons(options.check, dossier) : null,
  })
}

/** What `shown` has less than the dossier, now or in the copy that it was read from; null where that is nothing. */
function leftOutOf(
  { dossier, leftOut: before }: JSONInput,
  shown: Dossier,
  { includeContacts = false, includeConfidential = false, includeThreads = false }: Inclusions,
): LeftOut | null {
  const confidential = shown.sources.filter((source) => source.confidential).length
  const contacts = dossier.sources.filter(({ contact = '' }) => contact.trim()).length
  const comments = shown.annotations
    .flatMap(({ thread }) => thread.comments)
    .filter(({ text }) => !text.trim()).length
  const leftOut = {
    confidentialSources: Math.max(before?.confidentialSources ?? 0, includeConfidential ? 0 : confidential),
    contacts: Math.max(before?.contacts ?? 0, includeContacts ? 0 : contacts),
    comments: Math.max(before?.comments ?? 0, includeThreads ? 0 : comments),
  }
  return Object.values(leftOut).some((count) => count > 0) ? leftOut : null
}

/** Overrides as the dossier has them, of which what must be left out has been left out. */
function withoutReasons(check: PublishCheck, { annotations }: Dossier): PublishCheck {
  const known = new Map(annotations.map((annotation) => [annotation.id, annotation]))
  const { blocks, warns, overridden } = check
  for (const { annotationId } of [...blocks, ...warns, ...overridden])
    if (!known.has(annotationId))
      throw new RangeError(`The check is of another dossier: it names the statement "${annotationId}"`)
  return {
    ...check,
    overridden: overridden.map((problem) => {
      const own = known.get(problem.annotationId)?.overrides.find(({ rule }) => rule === problem.rule)
      return { ...problem, override: own ?? { ...problem.override, reason: '', wording: '' } }
    }),
  }
}
