/** The dossier as something to read, print and keep. Strings in, strings out; runs anywhere. */
export { TABLES, type Table } from './columns.js'
export { reportCSV, type CSVOptions } from './csv.js'
export { CUSTOM_KEY, parseCSL, reportCSL } from './csl.js'
export { correctionsOf, correctionsText, type Correction } from './corrections.js'
export {
  compareReports,
  type Change,
  type Compared,
  type ComparedReport,
  type Difference,
  type Pair,
  type SchemeChange,
  type SourceDifference,
  type StatementDifference,
} from './difference.js'
export { differenceHTML } from './difference-html.js'
export { differenceLines, differenceMarkdown } from './difference-markdown.js'
export type { DifferenceOptions } from './difference-rows.js'
export { reportDOCX } from './docx.js'
export { reportHTML } from './html.js'
export { reportJSON, type JSONInput } from './json.js'
export { reportMarkdown } from './markdown.js'
export { reportNinjs } from './ninjs.js'
export {
  parsePublication,
  TRUST_INDICATORS,
  type Party,
  type Publication,
  type PublicationOptions,
  type TrustIndicator,
} from './publication.js'
export { redact, type Inclusions } from './redact.js'
export type { ReportInput, ReportOptions } from './report.js'
export { reportSchemaOrg, schemaOrgScript, type SchemaOrgOptions } from './schema-org.js'
export { reportWebAnnotation, webAnnotationDocuments, type WebAnnotationOptions } from './web-annotation.js'
export { parseWebAnnotations, type WebAnnotationLimits } from './web-annotation-import.js'
