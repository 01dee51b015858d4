/**
 * How a source is cited in reports, the same in every format. The house style, in German and English:
 *
 *   Author: Title. Kind, publisher, date, address (archived: address; accessed date)
 *
 * What is not known is left out with its punctuation. Author and title stand as somebody has typed them,
 * organisations like people; dates are as exact as they were given.
 */
import { LABELS } from '../model/labels.js'
import { foldSpace, formatDate } from '../model/presentation.js'
import { safeUrl, type Source } from '../model/source.js'
import type { ReportOptions } from './report.js'
import { WORDS } from './words.js'

/** A source's parts as they are printed, in this order; empty where nothing is known. */
export interface Citation {
  readonly author: string
  /** Never empty. */
  readonly title: string
  /** Kind, publisher and date. */
  readonly facts: string
  /** Safe to be a link; else null, like `archivedUrl`. */
  readonly url: string | null
  readonly archivedUrl: string | null
  /** In words: "accessed 3 Nov 2026". */
  readonly accessed: string
}

type CitationOptions = Pick<ReportOptions, 'locale' | 'includeConfidential'>

/** The parts of a citation, as plain text. Of a source that is left out only that there is one. */
export function citationOf(source: Source, options: CitationOptions): Citation {
  const { kind, title, author = '', publisher = '', date = '', url = '', archivedUrl = '', accessed } = source
  const { locale } = options
  const words = WORDS[locale]
  return {
    author: foldSpace(author),
    title: foldSpace(title) || words.untitled,
    facts: [
      !isLeftOut(source, options) && LABELS[locale].sourceKind[kind],
      foldSpace(publisher),
      date && foldSpace(formatDate(date, locale)),
    ]
      .filter(Boolean)
      .join(', '),
    url: safeUrl(url),
    archivedUrl: safeUrl(archivedUrl),
    accessed: accessed ? `${words.accessed} ${foldSpace(formatDate(accessed, locale))}` : '',
  }
}

/** The citation in one line of plain text; foreign text in it is not escaped. */
export function citationText(source: Source, options: CitationOptions): string {
  const { author, title, facts, url, archivedUrl, accessed } = citationOf(source, options)
  const { archived } = WORDS[options.locale]
  const behind = [archivedUrl && `${archived.toLowerCase()}: ${archivedUrl}`, accessed].filter(Boolean)
  const where = [facts, url].filter(Boolean).join(', ')
  const head = withStop(`${author && `${author}: `}${title}`, where !== '')
  return [head, where, behind.length > 0 && `(${behind.join('; ')})`].filter(Boolean).join(' ')
}

/** Whether of this source nothing may be told but that there is one. */
export function isLeftOut(
  { confidential }: Pick<Source, 'confidential'>,
  { includeConfidential = false }: Pick<ReportOptions, 'includeConfidential'>,
): boolean {
  return confidential && !includeConfidential
}

/** `title` with a full stop where something follows and it does not end a sentence itself. */
export function withStop(title: string, isFollowed: boolean): string {
  return isFollowed && !/[.!?…]["'“”»«’]?$/u.test(title) ? `${title}.` : title
}
