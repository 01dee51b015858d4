import { dossierToJSON, parseDossier, type Dossier } from '../model/dossier.js'
import type { PublishCheck } from '../model/policy.js'
import { redact } from './redact.js'
import { verificationOf, type ReportInput, type ReportOptions } from './report.js'

/**
 * The dossier with its article and the time of the export, as JSON text;
 * `parseDossier` reads it back without loss (but for confidential sources, contacts and
 * the words of comments, unless the options ask for them). What the options say of the log stands under `logVerification`,
 * for a reader, and their answer to "can this go out?" under `check`; who wants to know for sure verifies
 * the log, and holds the dossier against the policy, again. Throws RangeError where either is of another dossier.
 */
export function reportJSON(input: ReportInput, options: ReportOptions): string {
  const dossier = redact(input, options.locale, options)
  // Reading brings the keys into the format's order, so that export, import and export give the same bytes.
  const parsed = parseDossier(dossierToJSON(dossier))
  const { format, version, ...body } = dossierToJSON(parsed.ok ? parsed.value : dossier)
  const { title, lang, blocks } = input.article
  const article = { title, lang, blocks: blocks.map(({ level, text }) => ({ level, text })) }
  const verification = verificationOf(input, options)
  const logVerification = verification ? { logVerification: verification } : {}
  const check = options.check ? { check: withoutReasons(options.check, dossier) } : {}
  const file = { format, version, created: options.now, article, ...body, ...logVerification, ...check }
  return `${JSON.stringify(file, null, 2)}\n`
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
