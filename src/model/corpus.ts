/**
 * What editors accept, correct and dismiss as a line of a corpus, to train
 * weights on and to measure with.
 *
 * The line is what the annotated corpora have, `{id, lang, text, statements}`,
 * with what training must know besides: what was dismissed, what was left out,
 * and whether anybody has looked at all of it. Whether a claim holds is no
 * matter here: a disputed statement is a statement.
 */
import { ROLES, type Kind, type Role, type TextRange } from '../text/statement.js'
import { byPlace, extentOf, isStale, isUntouched, type Annotation } from './annotation.js'
import { articleText, type Article } from './article.js'
import { piecesOf } from './reanchor.js'
import { isSameWording, wordingOf } from './wording.js'

/** `[start, end]`, half open, in UTF-16 units of the line's `text`. */
export type CorpusRange = readonly [start: number, end: number]

/** A statement of a corpus: its kind, and the ranges of each role. */
export interface CorpusStatement extends Readonly<Record<Role, readonly CorpusRange[]>> {
  readonly kind: Kind
  /** Its quote lies inside the larger quote of another statement of the line. */
  readonly nested: boolean
  /**
   * Marked by hand, which gives a quote and nothing else: that the other roles are empty does not say
   * that the text has none. Absent where the roles are known.
   */
  readonly quoteOnly?: true
}

/** An article of a corpus with its statements, a line of the file. */
export interface CorpusLine {
  readonly id: string
  /** BCP 47 tag of the article. */
  readonly lang: string
  /** The article's plain-text rendering. */
  readonly text: string
  /** In text order, the outer before the inner. */
  readonly statements: readonly CorpusStatement[]
  /** What detection found and somebody said is no statement, in the same form. */
  readonly dismissed: readonly CorpusStatement[]
  /**
   * Somebody has looked at everything that was found in the text, so that what is no statement here
   * counts as none. False while anything is untouched or stale, while a detached statement's words
   * still stand in the text, and when nobody has touched anything. Whether the search missed a
   * statement it cannot know: who exports a line vouches for that.
   */
  readonly complete: boolean
  /** How many annotations the line leaves out, and why. */
  readonly leftOut: {
    /** Nobody has touched them. */
    readonly untouched: number
    /** Their words have changed since somebody looked. */
    readonly stale: number
    /** Their words are not at their place in the text. */
    readonly detached: number
  }
}

/** What goes into a corpus line, and under which name. */
export interface CorpusOptions {
  /** Default the article's title. */
  readonly id?: string
  /**
   * Take what nobody has touched for accepted. Training on such a line teaches the engine its own
   * mistakes; it serves to compare and to annotate from. Default false. `complete` stays false.
   */
  readonly includeUntouched?: boolean
}

/**
 * A corpus line of an article and its annotations; `JSON.stringify` makes it one line of a file.
 *
 * Accepted is what a person has touched and not dismissed: marked by hand, given a status, a source
 * or a note. Stale and detached annotations are left out, for their borders are nobody's any more;
 * so are those whose ranges do not hold their words in this article.
 */
export function toCorpus(
  article: Article,
  annotations: readonly Annotation[],
  { id = article.title, includeUntouched = false }: CorpusOptions = {},
): CorpusLine {
  const text = articleText(article)
  const accepted: Annotation[] = []
  const dismissed: Annotation[] = []
  const leftOut = { untouched: 0, stale: 0, detached: 0 }
  let touched = 0
  let untouched = 0
  let isSomewhere = false
  for (const annotation of [...annotations].sort(byPlace)) {
    const isThere = stands(annotation, text)
    if (annotation.dismissed) {
      touched++
      if (isThere) dismissed.push(annotation)
    } else if (!isThere) {
      leftOut.detached++
      isSomewhere ||= piecesOf(annotation.target).every((piece) => text.includes(piece))
    } else if (isStale(annotation)) leftOut.stale++
    else if (!isUntouched(annotation)) {
      touched++
      accepted.push(annotation)
    } else {
      untouched++
      if (includeUntouched) accepted.push(annotation)
      else leftOut.untouched++
    }
  }
  const nested = nestedAmong(accepted)
  return {
    id,
    lang: article.lang,
    text,
    statements: accepted.map((annotation) => statementOf(annotation, nested.has(annotation))),
    dismissed: dismissed.map((annotation) =>
      statementOf(
        annotation,
        accepted.some((other) => isInside(annotation, other)),
      ),
    ),
    complete: touched > 0 && untouched === 0 && leftOut.stale === 0 && !isSomewhere,
    leftOut,
  }
}

/** Whether the quote has its words at its place; the other roles must at least lie in the text. */
function stands({ target }: Annotation, text: string): boolean {
  return (
    !target.detached &&
    ROLES.every((role) => target.ranges[role].every(({ end }) => end <= text.length)) &&
    isSameWording(wordingOf(text, target.ranges.quote), target.wording)
  )
}

function statementOf({ kind, origin, target }: Annotation, nested: boolean): CorpusStatement {
  const { quote, speaker, cue, frame, addressee } = target.ranges
  const hasRoles = speaker.length + cue.length + frame.length + addressee.length > 0
  return {
    kind,
    quote: pairs(quote),
    speaker: pairs(speaker),
    cue: pairs(cue),
    frame: pairs(frame),
    addressee: pairs(addressee),
    nested,
    ...(origin === 'manual' && !hasRoles ? { quoteOnly: true as const } : {}),
  }
}

function pairs(ranges: readonly TextRange[]): readonly CorpusRange[] {
  return ranges.map(({ start, end }) => [start, end] as const)
}

/** Those in a larger one's quote; `annotations` in text order. Costs little unless many lie over one another. */
function nestedAmong(annotations: readonly Annotation[]): ReadonlySet<Annotation> {
  const nested = new Set<Annotation>()
  let open: Annotation[] = []
  for (const annotation of annotations) {
    const { start } = extentOf(annotation.target)
    open = open.filter((other) => extentOf(other.target).end > start)
    for (const other of open) {
      if (isInside(annotation, other)) nested.add(annotation)
      if (isInside(other, annotation)) nested.add(other)
    }
    open.push(annotation)
  }
  return nested
}

/** Whether each piece of `inner` lies in a piece of `outer`, and the two are not the same words. */
function isInside(inner: Annotation, outer: Annotation): boolean {
  const a = inner.target.ranges.quote
  const b = outer.target.ranges.quote
  const isSame =
    a.length === b.length && a.every(({ start, end }, i) => start === b[i]?.start && end === b[i]?.end)
  return !isSame && a.every(({ start, end }) => b.some((piece) => piece.start <= start && end <= piece.end))
}
