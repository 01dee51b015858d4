/** What is found in an article, as the command line's contract has it. */
import { articleText, blockStarts, type Article } from '../model/article.js'
import type { Locale } from '../model/labels.js'
import type { Engine } from '../text/engine.js'
import { describeReason, detectAll, quotedTerms, type Detected } from '../text/index.js'
import { ROLES, type Statement, type TextRange } from '../text/statement.js'
import { isLocale } from './options.js'

/** What was found in a plain text; offsets in the text as given. */
export function foundInText(text: string, engine: Engine, locale: Locale | undefined): object {
  return exportedAll(detectAll(text, engine), locale ?? localeOf(engine))
}

/** What was found in a page, with its plain-text rendering, which the offsets count in. */
export function foundInArticle(article: Article, engine: Engine, locale: Locale | undefined): object {
  return {
    text: articleText(article),
    ...exportedAll(detectAllIn(article, engine), locale ?? localeOf(engine)),
  }
}

/** The statements of an article that is in blocks already; offsets in its plain-text rendering. */
export function detectIn(article: Article, engine: Engine): readonly Statement[] {
  return detectAllIn(article, engine).statements
}

function detectAllIn(article: Article, engine: Engine): Detected {
  const starts = blockStarts(article.blocks)
  const blocks = article.blocks.flatMap(({ text, level, flow = 0 }, i) =>
    flow === null
      ? []
      : [{ analysis: engine.analyze(text, level ? 'heading' : 'paragraph'), start: starts[i] ?? 0, flow }],
  )
  const statements = engine.link(blocks)
  return { statements, quotedTerms: quotedTerms(blocks, statements) }
}

/** Reasons are in the document's language where none was asked for. */
function localeOf({ lang }: Engine): Locale {
  return isLocale(lang) ? lang : 'en'
}

function exportedAll({ statements, quotedTerms }: Detected, locale: Locale): object {
  return {
    statements: statements.map((statement) => exported(statement, locale)),
    quotedTerms: quotedTerms.map(({ kind, ...range }) => ({ kind, range: pair(range) })),
  }
}

function exported(statement: Statement, locale: Locale): object {
  const { kind, outlet, when, chain, speakerIs, confidence, flags, reasons } = statement
  return {
    kind,
    ...Object.fromEntries(ROLES.map((role) => [role, statement[role].map(pair)])),
    outlet,
    when: when && pair(when),
    speakerIs,
    chain: chain.map((link) => ({ mention: pair(link.mention), speakerIs: link.speakerIs })),
    confidence,
    flags,
    reasons: reasons.map((reason) => describeReason(reason, locale)),
  }
}

function pair({ start, end }: TextRange): readonly [number, number] {
  return [start, end]
}
