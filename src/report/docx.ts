/**
 * The annotated copy as a Word file: the article with a comment on every statement, then what is known of
 * them. Word comments may nest and overlap, but each stands on one stretch: a statement in several pieces
 * has a comment on each, the first with all that there is to say.
 *
 * `docx` writes the file and is loaded when the first one is asked for. The same input gives the same bytes:
 * what `docx` takes from the clock or by lot (the times of the file and of its parts, the ids of links) is
 * set here.
 */
import type { ConcreteHyperlink, FileChild, IContext, ICommentOptions, ParagraphChild } from 'docx'
import { LEAF } from '../model/article.js'
import { LABELS, statusLabel, type Locale } from '../model/labels.js'
import {
  foldSpace,
  isRightToLeft,
  primaryLanguage,
  quoteOf,
  shortened,
  visible,
} from '../model/presentation.js'
import { citationOf, isLeftOut, withStop } from './citation.js'
import { COLUMNS } from './columns.js'
import { escapeHTML } from './escape.js'
import { uriFrom } from './iri.js'
import {
  buildReport,
  type Entry,
  type GateProblem,
  type NumberedSource,
  type Report,
  type ReportInput,
  type ReportOptions,
} from './report.js'
import {
  commentText,
  emphasisIn,
  evidenceText,
  logChange,
  logSubject,
  overrideReason,
  overrideText,
  remarksOf,
  statementRows,
} from './rows.js'
import { segmentsOf, type Segment } from './segments.js'
import { speakersOf } from './speakers.js'
import { byText, logVerdict, MAX_TITLE_LENGTH, personOf, speakerOf, statusOf, timeOf } from './values.js'
import { WORDS } from './words.js'

/**
 * The annotated copy as the bytes of a Word file (Office Open XML).
 * Throws RangeError when the options' time zone is unknown, or their `now` is no time.
 */
export async function reportDOCX(input: ReportInput, options: ReportOptions): Promise<Uint8Array> {
  const report = buildReport(input, options)
  const made = timeIn(options.now)
  if (!made) throw new RangeError(`now must be an ISO 8601 time: ${options.now}`)
  const docx = await import('docx')
  const copy = new WordCopy(docx, report, options, made)
  const core = { path: 'docProps/core.xml', data: copy.coreProperties() }
  return withFixedTimes(await docx.Packer.pack(copy.document(), 'uint8array', undefined, [core]))
}

/** Who has made the comments on what nobody has looked at. */
const PRODUCER = 'prosemirror-attribution'
/** Word takes 255 characters for an author. */
const MAX_AUTHOR_LENGTH = 100
const GATE_QUOTE_LENGTH = 80
/** What fits between the margins of A4, in twentieths of a point, shared out among the columns of a table. */
const LOG_WIDTHS: readonly number[] = [480, 1460, 1300, 1560, 1238, 1600, 2000]
const SPEAKER_WIDTHS: readonly number[] = [4438, 1100, 1100, 1200, 1800]
const TERM_WIDTH = 2100
const SOURCE_NUMBER_WIDTH = 620
const GREY = '595959'
const HAIRLINE = 'C8C8C8'

type Docx = typeof import('docx')
interface RunStyle {
  readonly bold?: boolean
  readonly italics?: boolean
  readonly color?: string
  readonly style?: string
  readonly font?: string
  readonly size?: number
  readonly lang?: string | undefined
  /** Of the paragraph that it stands in. */
  readonly rightToLeft?: boolean
  /** How many statements these words belong to. */
  readonly statements?: number
}

/** One piece of a statement. */
interface Piece {
  readonly entry: Entry
  readonly range: { readonly start: number; readonly end: number }
}

class WordCopy {
  private readonly comments: ICommentOptions[] = []
  private readonly commented = new Set<Entry>()
  private readonly commentIds = new Map<Piece, number>()
  private bookmarks = 0
  private links = 0
  private readonly words
  private readonly articleLang: string | undefined
  private readonly isArticleRightToLeft: boolean

  constructor(
    private readonly docx: Docx,
    private readonly report: Report,
    private readonly options: ReportOptions,
    private readonly made: Date,
  ) {
    this.words = WORDS[options.locale]
    this.articleLang = languageOf(report.article.lang)
    this.isArticleRightToLeft = isRightToLeft(report.text)
  }

  document(): InstanceType<Docx['Document']> {
    const { docx, words, options } = this
    const { Document, Footer, Header, Paragraph, PageNumber, TextRun } = docx
    const children = [...this.head(), ...this.article(), ...this.summary(), ...this.statements()]
    children.push(...this.speakers(), ...this.sources(), ...this.log())
    const running = `${words.report}: ${shortened(this.title(), MAX_TITLE_LENGTH)}`
    return new Document({
      styles: stylesFor(LANGUAGES[options.locale]),
      comments: { children: this.comments },
      sections: [
        {
          properties: { page: { size: { width: 11906, height: 16838 }, margin: MARGINS } },
          headers: {
            default: new Header({
              children: [new Paragraph({ style: 'Header', children: this.runs(running) })],
            }),
          },
          footers: {
            default: new Footer({
              children: [
                new Paragraph({
                  style: 'Footer',
                  children: [
                    new TextRun({
                      children: [`${words.page} `, PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
                    }),
                  ],
                }),
              ],
            }),
          },
          children,
        },
      ],
    })
  }

  /** Title, language and time; no names. */
  coreProperties(): string {
    const at = this.made.toISOString()
    const part = (name: string, text: string) => `<${name}>${escapeHTML(legal(text))}</${name}>`
    const time = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`
    return [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
      ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
      ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
      part('dc:title', `${this.words.report}: ${this.title()}`),
      part('dc:creator', PRODUCER),
      part('dc:language', this.options.locale),
      time('created'),
      time('modified'),
      '</cp:coreProperties>',
    ].join('')
  }

  private head(): FileChild[] {
    const { words, options, report } = this
    const { timeZone = 'UTC' } = options
    const { warnings } = remarksOf(report, options)
    const { checked, total } = report.coverage
    return [
      this.paragraph(words.report, { style: 'Title' }),
      this.paragraph(this.title(), { style: 'Subtitle', lang: this.articleLang }),
      this.paragraph(
        `${words.created}: ${timeOf(options.now, options)} · ${words.timesIn}: ${timeZone} · ${words.checked(checked, total)}`,
        { style: 'Quiet' },
      ),
      ...(options.digest === undefined ? [] : [this.digest(words.articleDigest, options.digest)]),
      ...warnings.map((warning) => this.paragraph(warning, { style: 'Warning' })),
    ]
  }

  private article(): FileChild[] {
    const { article, placed } = this.report
    const pieces = placed
      .flatMap((entry) => entry.annotation.target.ranges.quote.map((range): Piece => ({ entry, range })))
      .sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)
    const rows = segmentsOf(
      article.blocks,
      pieces.map((item) => ({ item, ranges: [item.range] })),
    )
    const last = new Map(pieces.map((piece) => [piece.entry, piece]))
    for (const piece of pieces)
      if (piece.range.end > (last.get(piece.entry)?.range.end ?? 0)) last.set(piece.entry, piece)
    const { words } = this
    const hasHeadline = article.blocks.some((block) => block.level === 1)
    return [
      this.heading(1, words.article),
      ...(placed.length ? [this.paragraph(words.wordHint, { style: 'Quiet' })] : []),
      ...(!hasHeadline && article.title.trim() ? [this.heading(2, this.title(), this.articleLang)] : []),
      ...article.blocks.flatMap(({ level, text }, i) => {
        const segments = rows[i] ?? []
        if (!text.trim() && !segments.some(({ opens, closes }) => opens.length || closes.length)) return []
        const rightToLeft = isRightToLeft(text)
        const children = segments.flatMap((segment) => this.segment(segment, { last, rightToLeft }))
        return [
          new this.docx.Paragraph({
            style: level ? `Heading${Math.min(6, level + 1)}` : 'ArticleText',
            bidirectional: rightToLeft,
            children,
          }),
        ]
      }),
      ...(this.report.text.includes(LEAF) ? [this.paragraph(`▢ ${words.leaf}`, { style: 'Quiet' })] : []),
    ]
  }

  /** The words of one stretch between the borders of the comments, then the numbers of the statements that end. */
  private segment(
    { text, over, opens, closes }: Segment<Piece>,
    { last, rightToLeft }: { readonly last: ReadonlyMap<Entry, Piece>; readonly rightToLeft: boolean },
  ): ParagraphChild[] {
    const { CommentRangeStart, CommentRangeEnd, CommentReference, TextRun } = this.docx
    const ids = (pieces: readonly Piece[]) => pieces.flatMap((piece) => this.commentIds.get(piece) ?? [])
    for (const piece of opens) this.comment(piece)
    const ended = closes.filter((piece) => last.get(piece.entry) === piece).map(({ entry }) => entry)
    return [
      ...ids(opens).map((id) => new CommentRangeStart(id)),
      ...this.runs(text.replaceAll(LEAF, '▢'), {
        ...{ statements: over.length, lang: this.articleLang, rightToLeft },
      }),
      ...ids(closes).flatMap((id) => [
        new CommentRangeEnd(id),
        new TextRun({ style: 'CommentReference', children: [new CommentReference(id)] }),
      ]),
      ...ended.map(({ number }, i) => this.jump(`s${number}`, `${i ? ' ' : ''}${number}`, 'StatementNumber')),
    ]
  }

  private comment(piece: Piece): void {
    const { words, options, report } = this
    const { entry } = piece
    const { annotation, number } = entry
    const { review } = annotation
    const { locale } = options
    const id = this.comments.length
    const isFirst = !this.commented.has(entry)
    this.commented.add(entry)
    this.commentIds.set(piece, id)
    const { sign, label } = statusOf(entry, { locale, scheme: report.scheme })
    const name = `${words.statement} ${number}`
    const author = review.at === null ? PRODUCER : personOf(review.by, locale)
    const line = (text: string, bold = false) =>
      new this.docx.Paragraph({ style: 'CommentText', children: this.runs(text, bold ? { bold } : {}) })
    this.comments.push({
      id,
      author: shortened(foldSpace(legal(author)), MAX_AUTHOR_LENGTH),
      initials: initialsOf(author),
      date: (review.at !== null && timeIn(review.at)) || this.made,
      children: isFirst
        ? [
            line(`${name} · ${speakerOf(annotation, locale)}`, true),
            line(`${sign} ${label}`, true),
            ...statementRows(entry, report, options).map(
              ([term, text]) =>
                new this.docx.Paragraph({
                  style: 'CommentText',
                  children: [...this.runs(`${term}: `), ...this.valueRuns(term, text)],
                }),
            ),
            ...(entry.evidence.length
              ? entry.evidence.map((item) => line(evidenceText(item, annotation, options)))
              : [line(words.noEvidence)]),
          ]
        : [line(words.wordContinued(name))],
    })
  }

  private summary(): FileChild[] {
    const { words, report, options } = this
    const { coverage, scheme, gate } = report
    const { locale } = options
    const { remarks } = remarksOf(report, options)
    const counts = scheme.statuses
      .filter(({ key }) => coverage.byStatus[key])
      .map(({ key, sign }) => {
        const label = statusLabel(key, { labels: LABELS[locale], locale, scheme })
        return this.paragraph(`${sign} ${coverage.byStatus[key] ?? 0} ${label}`, { style: 'KeptText' })
      })
    return [
      this.heading(1, words.wordSummary, undefined, true),
      this.paragraph(words.checked(coverage.checked, coverage.total), { bold: true }),
      ...counts,
      ...remarks.map((remark) => this.paragraph(remark)),
      ...(gate ? this.gate(gate) : []),
    ]
  }

  /** The answer to "can this go out?", each problem with its statements. */
  private gate(gate: NonNullable<Report['gate']>): FileChild[] {
    const { words, report, options } = this
    const list = (
      label: string,
      problems: readonly GateProblem[],
      more: (problem: GateProblem) => string = () => '',
    ) =>
      problems.length
        ? [
            this.heading(3, `${label} (${problems.length})`),
            ...byText(problems).flatMap(([text, own]) => [
              this.paragraph(text, { style: 'Problem' }),
              ...own.map((problem) => {
                const { annotation, number } = problem.entry
                const said = quoteOf(annotation, report.article.lang)
                return this.item([
                  this.jump(`s${number}`, `${words.statement} ${number}`),
                  ...this.runs(`: ${shortened(said, GATE_QUOTE_LENGTH)}${more(problem)}`),
                ])
              }),
            ]),
          ]
        : []
    const reasons = new Map(gate.overridden.map((problem) => [problem as GateProblem, problem.override]))
    return [
      this.heading(2, `${words.gate}: ${LABELS[options.locale].outcome[gate.outcome]}`),
      ...(gate.isPending ? [this.paragraph(words.gatePending)] : []),
      ...list(words.gateBlocks, gate.blocks),
      ...list(words.gateWarns, gate.warns),
      ...list(words.gateOverridden, gate.overridden, (problem) => {
        const override = reasons.get(problem)
        return override ? overrideReason(override, options) : ''
      }),
      ...(gate.fine > 0 ? [this.paragraph(words.gateFine(gate.fine), { style: 'Fine' })] : []),
    ]
  }

  private statements(): FileChild[] {
    const { words, report } = this
    const { placed, detached } = report
    return [
      this.heading(1, words.statements),
      ...(placed.length
        ? placed.flatMap((entry) => this.statement(entry))
        : [this.paragraph(words.noStatements)]),
      ...(detached.length
        ? [
            this.heading(1, words.detached),
            this.paragraph(words.detachedHint, { style: 'Quiet' }),
            ...detached.flatMap((entry) => this.statement(entry)),
          ]
        : []),
    ]
  }

  private statement(entry: Entry): FileChild[] {
    const { words, report, options } = this
    const { annotation, number } = entry
    const { sign, label } = statusOf(entry, { locale: options.locale, scheme: report.scheme })
    const comments = options.includeThreads ? annotation.thread.comments : []
    const name = this.runs(`${words.statement} ${number}: ${sign} ${label}`)
    return [
      new this.docx.Paragraph({
        style: 'Heading2',
        children: this.marked(`s${number}`, name),
      }),
      this.paragraph(quoteOf(annotation, report.article.lang), { style: 'Quote', lang: this.articleLang }),
      ...statementRows(entry, report, options).map(([term, text]) =>
        this.row(term, this.valueRuns(term, text)),
      ),
      ...(entry.evidence.length
        ? entry.evidence.map((item, i) => {
            const name = `${words.sourcePrefix}${item.source.number}`
            const [before = '', ...behind] = evidenceText(item, annotation, options).split(name)
            return this.row(i ? '' : words.evidence, [
              ...this.runs(before),
              this.jump(`q${item.source.number}`, name),
              ...this.runs(behind.join(name)),
            ])
          })
        : [this.row(words.evidence, this.runs(words.noEvidence))]),
      ...entry.overrides.map((override, i) =>
        this.row(i ? '' : words.overrides, this.runs(overrideText(override, options))),
      ),
      ...comments.map((comment, i) =>
        this.row(i ? '' : words.comments(comments.length), this.runs(commentText(comment, options))),
      ),
    ]
  }

  private sources(): FileChild[] {
    const { words, report } = this
    return [
      this.heading(1, words.sources),
      ...(report.sources.length
        ? report.sources.map((source) => this.source(source))
        : [this.paragraph(words.noSources)]),
    ]
  }

  private source({ number, source, usedBy }: NumberedSource): FileChild {
    const { words, options } = this
    const labels = LABELS[options.locale]
    const { reliability, confidential, note, correction, contact } = source
    const { author, title, facts, url, archivedUrl, accessed } = citationOf(source, options)
    const name = `${words.sourcePrefix}${number}`
    const lines: (readonly ParagraphChild[])[] = []
    if (url !== null) lines.push(this.link(url))
    if (archivedUrl !== null) lines.push([...this.runs(`${words.archived}: `), ...this.link(archivedUrl)])
    const about = isLeftOut(source, options)
      ? []
      : [
          accessed,
          reliability !== 'unset' && labels.reliability[reliability],
          confidential && labels.confidential,
        ].filter((fact) => typeof fact === 'string' && fact !== '')
    const more = [
      about.join(' · '),
      correction?.trim() && `${words.correction}: ${correction.trim()}`,
      note?.trim(),
      contact?.trim() && `${words.contact}: ${contact.trim()}`,
    ]
    for (const fact of more) if (fact) lines.push(this.runs(fact))
    lines.push(
      usedBy.length ? [...this.runs(`${words.usedBy} `), ...this.jumps(usedBy)] : this.runs(words.unused),
    )
    const { TextRun } = this.docx
    return this.rowOf(
      this.marked(`q${number}`, this.runs(name, { bold: true })),
      [
        ...this.runs(author && `${author}: `),
        ...this.runs(withStop(title, facts !== ''), { italics: true }),
        ...this.runs(facts && ` ${facts}`),
        ...lines.flatMap((line) => [new TextRun({ break: 1 }), ...line]),
      ],
      'Source',
    )
  }

  private log(): FileChild[] {
    const { words, report, options } = this
    const said = logVerdict(report, options.locale)
    return [
      this.heading(1, words.log),
      ...(said ? [this.paragraph(said.words, said.isBroken ? { style: 'Warning' } : {})] : []),
      ...(said?.digest ? [this.digest(words.logDigest, said.digest)] : []),
      ...(report.log.length ? [this.logTable()] : [this.paragraph(words.noLog)]),
    ]
  }

  private logTable(): FileChild {
    const { report, options } = this
    return this.table(
      LOG_WIDTHS,
      COLUMNS[options.locale].log.slice(0, LOG_WIDTHS.length),
      report.log.map((item, i) => {
        const { at, by, action } = item.entry
        const [before, after] = logChange(item, report, options)
        return [
          String(i + 1),
          timeOf(at, options),
          personOf(by, options.locale),
          LABELS[options.locale].logAction[action],
          logSubject(item, options),
          before,
          after,
        ].map((text) => this.runs(text))
      }),
    )
  }

  /** Who speaks how often, each with the numbers of the statements. */
  private speakers(): FileChild[] {
    const { words, report, options } = this
    const { summary, rows } = speakersOf(report, options.locale)
    if (!rows.length) return []
    return [
      this.heading(1, words.speakers),
      this.paragraph(summary),
      this.table(
        SPEAKER_WIDTHS,
        [words.speaker, words.direct, words.indirect, words.ofThemChecked, words.statements],
        rows.map(({ name, office, isUnnamed, numbers, total, direct, indirect, checked }) => [
          [
            ...this.runs(name, { bold: true }),
            ...this.runs(office && `, ${office}`),
            ...this.runs(isUnnamed ? ` · ${LABELS[options.locale].speakerKind.unnamed}` : '', {
              color: GREY,
            }),
          ],
          this.runs(String(direct)),
          this.runs(String(indirect)),
          this.runs(`${checked} / ${total}`),
          this.jumps(numbers),
        ]),
      ),
    ]
  }

  /** Rules between the rows alone; the head comes again on every page. */
  private table(
    widths: readonly number[],
    head: readonly string[],
    rows: readonly (readonly (readonly ParagraphChild[])[])[],
  ): FileChild {
    const { Paragraph, Table, TableCell, TableRow, WidthType } = this.docx
    const row = (cells: readonly (readonly ParagraphChild[])[], isHead: boolean) =>
      new TableRow({
        tableHeader: isHead,
        cantSplit: true,
        children: cells.map(
          (children, i) =>
            new TableCell({
              width: { size: widths[i] ?? 0, type: WidthType.DXA },
              margins: { left: i ? 80 : 0, right: 80, top: 40, bottom: 40 },
              children: [new Paragraph({ style: 'TableText', children })],
            }),
        ),
      })
    return new Table({
      columnWidths: widths,
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      layout: this.docx.TableLayoutType.FIXED,
      borders: TABLE_BORDERS,
      rows: [
        row(
          head.map((text) => this.runs(text, { bold: true })),
          true,
        ),
        ...rows.map((cells) => row(cells, false)),
      ],
    })
  }

  private title(): string {
    return foldSpace(this.report.article.title) || this.words.untitled
  }

  private heading(level: 1 | 2 | 3, text: string, lang?: string, pageBreakBefore = false): FileChild {
    const rightToLeft = isRightToLeft(text)
    return new this.docx.Paragraph({
      style: `Heading${level}`,
      pageBreakBefore,
      bidirectional: rightToLeft,
      children: this.runs(text, { lang, rightToLeft }),
    })
  }

  private paragraph(
    text: string,
    { style, ...run }: { style?: string; bold?: boolean; lang?: string | undefined } = {},
  ): FileChild {
    const rightToLeft = isRightToLeft(text)
    return new this.docx.Paragraph({
      ...(style && { style }),
      bidirectional: rightToLeft,
      children: this.runs(text, { ...run, rightToLeft }),
    })
  }

  private item(children: readonly ParagraphChild[]): FileChild {
    return new this.docx.Paragraph({
      style: 'ListParagraph',
      bullet: { level: 0 },
      indent: { left: 340, hanging: 227 },
      children,
    })
  }

  private row(term: string, description: readonly ParagraphChild[]): FileChild {
    return this.rowOf(this.runs(term, { color: GREY }), description)
  }

  /** A term before what hangs beside it. */
  private rowOf(
    term: readonly ParagraphChild[],
    description: readonly ParagraphChild[],
    style: 'Row' | 'Source' = 'Row',
  ): FileChild {
    const { Paragraph, Tab, TextRun } = this.docx
    return new Paragraph({
      style,
      children: [...term, new TextRun({ children: [new Tab()] }), ...description],
    })
  }

  private marked(name: string, children: readonly ParagraphChild[]): ParagraphChild[] {
    const id = ++this.bookmarks
    // A paragraph writes them like any child, though the type of its children does not name them.
    const borders = [new this.docx.BookmarkStart(name, id), new this.docx.BookmarkEnd(id)]
    const [start, end] = borders as unknown as readonly [ParagraphChild, ParagraphChild]
    return [start, ...children, end]
  }

  private jump(bookmark: string, text: string, style = 'Hyperlink'): ParagraphChild {
    return new this.docx.ConcreteHyperlink(this.runs(text, { style }), '', bookmark)
  }

  /** Statements by their numbers. */
  private jumps(numbers: readonly number[]): ParagraphChild[] {
    return numbers.flatMap((n, i) => [...(i ? this.runs(', ') : []), this.jump(`s${n}`, String(n))])
  }

  private digest(label: string, digest: string): FileChild {
    return new this.docx.Paragraph({
      style: 'Quiet',
      children: [...this.runs(`${label}: `), ...this.runs(digest, { font: 'Courier New', size: 16 })],
    })
  }

  /** A hyperlink where the address is one that Word can read, which finds a file with another one broken. */
  private link(address: string): readonly ParagraphChild[] {
    const target = uriFrom(address)
    if (target === null) return this.runs(address)
    return [linkOf(this.docx, `Link${++this.links}`, target, this.runs(address, { style: 'Hyperlink' }))]
  }

  /** What a row says; of reasons the words of the article are set apart. */
  private valueRuns(term: string, text: string): readonly ParagraphChild[] {
    if (term !== this.words.reasons) return this.runs(text)
    return emphasisIn(text).flatMap(({ words, isSet }) => this.runs(words, { italics: isSet }))
  }

  private runs(
    text: string,
    { lang, rightToLeft = false, statements = 0, ...style }: RunStyle = {},
  ): readonly ParagraphChild[] {
    const { TextRun, UnderlineType } = this.docx
    if (text === '') return []
    return legal(text)
      .split(/\r\n|\r|\n/)
      .map(
        (line, i) =>
          new TextRun({
            ...style,
            text: line,
            ...(i && { break: 1 }),
            ...(rightToLeft && { rightToLeft }),
            // A language that runs from right to left is none of words that do not.
            ...(lang !== undefined &&
              (rightToLeft || !this.isArticleRightToLeft) && {
                language: rightToLeft ? { bidirectional: lang } : { value: lang },
              }),
            ...(statements > 0 && {
              underline: {
                type: statements > 1 ? UnderlineType.DOUBLE : UnderlineType.SINGLE,
                color: '767676',
              },
            }),
          }),
      )
  }
}

/** A hyperlink whose relationship has the id given; that of `docx` draws one by lot. */
function linkOf(
  docx: Docx,
  id: string,
  target: string,
  children: readonly ParagraphChild[],
): ConcreteHyperlink {
  class Link extends docx.ConcreteHyperlink {
    override prepForXml(context: IContext) {
      context.viewWrapper.Relationships.addRelationship(id, HYPERLINK, target, 'External')
      return super.prepForXml(context)
    }
  }
  return new Link(children, id)
}

const HYPERLINK = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink'

/** Text that may stand in XML: what is no character there is made visible or replaced. */
function legal(text: string): string {
  return visible(text).replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
}

/** A time that Office Open XML can write, else null. */
function timeIn(iso: string): Date | null {
  const time = new Date(iso)
  const year = time.getUTCFullYear()
  return year >= 1 && year <= 9999 ? time : null
}

/** First letters of the first three words; Word takes nine characters. */
function initialsOf(name: string): string {
  return foldSpace(legal(name))
    .split(' ')
    .slice(0, 3)
    .map((word) => [...word][0] ?? '')
    .join('')
}

/** Word wants languages with a region. */
const LANGUAGES: Readonly<Record<Locale, string>> = { de: 'de-DE', en: 'en-GB' }

/** The tag of the article's language as Word wants it; nothing where it is no plain tag. */
function languageOf(tag: string): string | undefined {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)) return undefined
  const primary = primaryLanguage(tag)
  return tag.length === primary.length && (primary === 'de' || primary === 'en') ? LANGUAGES[primary] : tag
}

const NO_BORDER = { style: 'none', size: 0, color: 'auto' } as const
const RULE = { style: 'single', size: 4, color: HAIRLINE } as const
const TABLE_BORDERS = {
  ...{ top: NO_BORDER, bottom: RULE, left: NO_BORDER, right: NO_BORDER },
  ...{ insideHorizontal: RULE, insideVertical: NO_BORDER },
}

const MARGINS = { top: 1304, right: 1134, bottom: 1134, left: 1134, header: 624, footer: 567 }

function stylesFor(lang: string) {
  const body = { name: 'Normal', next: 'Normal', quickFormat: true }
  const based = (id: string, name: string, rest: object) => ({
    ...body,
    id,
    name,
    basedOn: 'Normal',
    ...rest,
  })
  const head = (size: number, before: number, after: number) => ({
    run: { font: 'Arial', size, bold: true, color: '1A1A1A' },
    paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
  })
  const hanging = (width: number) => ({
    indent: { left: width, hanging: width },
    tabStops: [{ type: 'left' as const, position: width }],
  })
  return {
    default: {
      document: {
        run: { font: 'Arial', size: 20, language: { value: lang } },
        paragraph: { spacing: { after: 100, line: 276 } },
      },
      title: { run: { size: 40, bold: true }, paragraph: { spacing: { after: 40 } } },
      heading1: head(28, 360, 120),
      heading2: head(23, 280, 80),
      heading3: head(20, 200, 60),
      heading4: head(20, 160, 60),
      heading5: head(20, 160, 60),
      heading6: head(20, 160, 60),
      hyperlink: { run: { color: '0B4F8A', underline: {} } },
    },
    paragraphStyles: [
      based('Subtitle', 'Subtitle', { run: { size: 26 }, paragraph: { spacing: { after: 120 } } }),
      based('ArticleText', 'Article text', {
        run: { font: 'Georgia', size: 22 },
        paragraph: { spacing: { after: 140, line: 320 } },
      }),
      based('Quote', 'Quote', {
        run: { font: 'Georgia', size: 21 },
        paragraph: { indent: { left: 284 }, spacing: { after: 100 }, keepNext: true, keepLines: true },
      }),
      based('Row', 'Row', { paragraph: { ...hanging(TERM_WIDTH), spacing: { after: 50 } } }),
      based('Source', 'Source', {
        paragraph: { ...hanging(SOURCE_NUMBER_WIDTH), spacing: { after: 120 }, keepLines: true },
      }),
      based('ListParagraph', 'List Paragraph', { paragraph: { spacing: { after: 30 } } }),
      based('Problem', 'Problem', { paragraph: { keepNext: true, spacing: { before: 100, after: 30 } } }),
      based('Fine', 'Fine', { paragraph: { spacing: { before: 120 } } }),
      based('KeptText', 'Kept text', { paragraph: { keepNext: true, spacing: { after: 40 } } }),
      based('Quiet', 'Quiet', { run: { size: 18, color: GREY } }),
      based('Warning', 'Warning', {
        run: { bold: true },
        paragraph: {
          border: Object.fromEntries(
            ['top', 'bottom', 'left', 'right'].map((side) => [
              side,
              { style: 'single', size: 8, space: 4, color: '1A1A1A' },
            ]),
          ),
        },
      }),
      based('TableText', 'Table text', {
        run: { size: 16 },
        paragraph: { spacing: { after: 0, line: 240 } },
      }),
      based('CommentText', 'annotation text', {
        run: { size: 18 },
        paragraph: { spacing: { after: 40, line: 240 } },
      }),
      based('Header', 'header', { run: { size: 16, color: GREY } }),
      based('Footer', 'footer', {
        run: { size: 16, color: GREY },
        paragraph: { alignment: 'right' as const },
      }),
    ],
    characterStyles: [
      { id: 'CommentReference', name: 'annotation reference', run: { size: 16 } },
      {
        id: 'StatementNumber',
        name: 'Statement number',
        run: { superScript: true, bold: true, font: 'Arial', color: '0B4F8A' },
      },
    ],
  }
}

/**
 * The zip archive with every part dated 1 January 1980, the first day that a zip archive can name: `docx`
 * dates them by the clock. Changes `zip` itself.
 */
function withFixedTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  // No comment behind it: the directory's end record stands 22 bytes before the end.
  const end = zip.length - 22
  let entry = view.getUint32(end + 16, true)
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    const local = view.getUint32(entry + 42, true)
    view.setUint32(entry + 12, FIRST_DAY, true)
    view.setUint32(local + 10, FIRST_DAY, true)
    entry +=
      46 +
      view.getUint16(entry + 28, true) +
      view.getUint16(entry + 30, true) +
      view.getUint16(entry + 32, true)
  }
  return zip
}

/** MS-DOS date and time: day 1, month 1, no years after 1980, midnight. */
const FIRST_DAY = ((1 << 5) | 1) << 16
