/** The answer to "can this go out?", for people and for programs. */
import { extentOf, type Annotation } from '../model/annotation.js'
import { articleText } from '../model/article.js'
import { LABELS, type Locale } from '../model/labels.js'
import { textIn } from '../model/local-text.js'
import {
  checkPolicy,
  DEFAULT_POLICY,
  type Policy,
  type PolicyProblem,
  type PublishCheck,
} from '../model/policy.js'
import { quoteOf, shortened } from '../model/presentation.js'
import { schemeFor, type Dossier } from '../model/dossier.js'
import { redact, type ReportInput } from '../report/index.js'

/** The dossier held against the policy, with its own statuses. */
export function checkByPolicy(dossier: Dossier, policy: Policy = DEFAULT_POLICY): PublishCheck {
  return checkPolicy(dossier, policy, { scheme: schemeFor(dossier, dossier.scheme) })
}

interface CheckOptions {
  readonly locale: Locale
  /** The article's. */
  readonly file: string
}

/** The answer for people, a line each: first the outcome, then what blocks, warns and is overridden, in text order. */
export function checkLines(
  { article, dossier }: ReportInput,
  { outcome, blocks, warns, overridden, coverage }: PublishCheck,
  { locale, file }: CheckOptions,
): readonly string[] {
  const { annotations } = redact({ article, dossier }, locale)
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]))
  const text = articleText(article)
  const line = (word: string, { annotationId, rule, text: words }: PolicyProblem, why = '') => {
    const annotation = byId.get(annotationId)
    const place = annotation ? placeOf(annotation, text) : null
    const said = annotation ? shortened(quoteOf(annotation, article.lang), MAX_WORDS_LENGTH) : annotationId
    const at = place ? `${file}:${place.line}:${place.column}` : file
    return `${at}: ${word}: ${said}: ${textIn(words, locale) || rule}${why} [${rule}]`
  }
  return [
    `${file}: ${LABELS[locale].outcome[outcome]} (${WORDS[locale].checked(coverage.checked, coverage.total)})`,
    ...blocks.map((problem) => line(WORDS[locale].blocks, problem)),
    ...warns.map((problem) => line(WORDS[locale].warns, problem)),
    ...overridden.map((problem) => {
      const own = byId.get(problem.annotationId)?.overrides.find(({ rule }) => rule === problem.rule)
      const by = own?.by ? ` (${own.by.name || own.by.id})` : ''
      return line(WORDS[locale].overridden, problem, ` ${WORDS[locale].because} ${own?.reason ?? ''}${by}`)
    }),
  ]
}

/** The answer for programs. `start` and `end` are offsets in the article's text, null where the words are gone. */
export function checkJSON(
  { article, dossier }: ReportInput,
  { outcome, blocks, warns, overridden, fine, coverage }: PublishCheck,
  { locale }: Pick<CheckOptions, 'locale'>,
): object {
  const { annotations } = redact({ article, dossier }, locale)
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]))
  const text = articleText(article)
  const told = ({ annotationId, rule, text: words }: PolicyProblem) => {
    const annotation = byId.get(annotationId)
    const place = annotation ? placeOf(annotation, text) : null
    return {
      rule,
      text: textIn(words, locale) || rule,
      id: annotationId,
      words: annotation?.target.wording ?? null,
      start: place?.start ?? null,
      end: place?.end ?? null,
      line: place?.line ?? null,
    }
  }
  return {
    outcome,
    blocks: blocks.map(told),
    warns: warns.map(told),
    overridden: overridden.map((problem) => {
      const own = byId.get(problem.annotationId)?.overrides.find(({ rule }) => rule === problem.rule)
      return { ...told(problem), reason: own?.reason ?? '', by: own?.by ?? null, at: own?.at ?? null }
    }),
    fine,
    coverage,
  }
}

interface Place {
  readonly start: number
  readonly end: number
  /** From 1, in the article's text: blocks with an empty line between them. */
  readonly line: number
  readonly column: number
}

function placeOf({ target }: Annotation, text: string): Place | null {
  if (target.detached) return null
  const { start, end } = extentOf(target)
  const before = text.slice(0, start).split('\n')
  return { start, end, line: before.length, column: (before[before.length - 1]?.length ?? 0) + 1 }
}

const MAX_WORDS_LENGTH = 80

const WORDS = {
  de: {
    blocks: 'hält auf',
    warns: 'Hinweis',
    overridden: 'ausgesetzt',
    because: 'Grund:',
    checked: (checked: number, total: number) => `${checked} von ${total} geprüft`,
  },
  en: {
    blocks: 'blocks',
    warns: 'warns',
    overridden: 'overridden',
    because: 'Reason:',
    checked: (checked: number, total: number) => `${checked} of ${total} checked`,
  },
} as const satisfies Readonly<Record<Locale, object>>
