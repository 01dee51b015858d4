import { dossierToJSON, parseDossier } from '../model/dossier.js'
import { redact } from './redact.js'
import { verificationOf, type ReportInput, type ReportOptions } from './report.js'

/**
 * The dossier with its article and the time of the export, as JSON text;
 * `parseDossier` reads it back without loss (but for confidential sources,
 * unless the options ask for them). What the options say of the log stands under `logVerification`,
 * for a reader; who wants to know for sure verifies the log itself.
 */
export function reportJSON(input: ReportInput, options: ReportOptions): string {
  const dossier = options.includeConfidential ? input.dossier : redact(input, options.locale)
  // Reading brings the keys into the format's order, so that export, import and export give the same bytes.
  const parsed = parseDossier(dossierToJSON(dossier))
  const { format, version, ...body } = dossierToJSON(parsed.ok ? parsed.value : dossier)
  const { title, lang, blocks } = input.article
  const article = { title, lang, blocks: blocks.map(({ level, text }) => ({ level, text })) }
  const verification = verificationOf(input, options)
  const logVerification = verification ? { logVerification: verification } : {}
  const file = { format, version, created: options.now, article, ...body, ...logVerification }
  return `${JSON.stringify(file, null, 2)}\n`
}
