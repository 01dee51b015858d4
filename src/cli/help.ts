/** What `--help` prints: of the program, and of each command. */
import { DEFAULT_MAX_ANNOTATIONS, DEFAULT_READING, inMiB } from './reading.js'
import { FORMATS, readableFormats, type Format } from './formats.js'
import { knownLanguages } from './languages.js'

interface CommandHelp {
  /** In a few words, for the overview. */
  readonly about: string
  /** How it is called, a line each. */
  readonly usage: readonly string[]
  /** All that is to be known, with examples. */
  readonly text: string
}

/** The help of one command; of the whole program where there is none of that name. */
export function helpFor(name: string | undefined): string {
  const own = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  return own && name !== undefined ? commandHelp(name, own) : overview()
}

function overview(): string {
  const list = Object.entries(COMMANDS).map(([name, { about }]) => `  ${name.padEnd(12)}${about}`)
  const usage = Object.entries(COMMANDS).flatMap(([name, own]) => usageOf(name, own))
  return `Finds who said what in articles, reports on them, and learns from corrections.

${list.join('\n')}

${usage.join('\n')}

"prosemirror-attribution COMMAND --help" says more of each, with examples.

${INPUTS}
${EVERY_COMMAND}
${EXIT_CODES}`
}

function commandHelp(name: string, { usage, about, text }: CommandHelp): string {
  return `${usageOf(name, { usage }).join('\n')}

${about.charAt(0).toUpperCase()}${about.slice(1)}.

${text.trim()}

Also, as for every command:
${EVERY_COMMAND}
${EXIT_CODES}`
}

function usageOf(name: string, { usage }: Pick<CommandHelp, 'usage'>): readonly string[] {
  return usage.map((line) => `  prosemirror-attribution ${name} ${line}`)
}

const INPUTS = `ARTICLE      is plain text, or HTML (.html, .htm, .xhtml)
ANNOTATIONS  is the editor's JSON export, or Web Annotations (.jsonld): ours, Hypothesis',
             Recogito's. Statements are looked up anew in the article's text
ARCHIVE      is JSON Lines (.jsonl, .ndjson, or - for standard input), a record a line
Beside another file, - is one ARTICLE or ANNOTATIONS on standard input
`

const MAX_SIZE = inMiB(DEFAULT_READING.maxSize)
const MAX_LINE = inMiB(DEFAULT_READING.maxLine)

const EVERY_COMMAND = `  --json            answers and what is told on standard error as JSON, a line each:
                    {"level":"error"|"note","file","line","path","message"}
  -q, --quiet       no progress and no notes, only what is wrong. Progress is shown on a
                    terminal only
  --max-size MIB    refuse larger files (default: ${MAX_SIZE})
  --max-line MIB    pass over longer lines of JSON Lines (default: ${MAX_LINE}), which are read
                    a line at a time and may be of any size
  --max-text N      look for statements in texts of at most N million characters (default:
                    ${DEFAULT_READING.maxText / 1_000_000}); what is found takes up to a hundred times that in memory
  --max-annotations N
                    refuse files with more annotations (default: ${DEFAULT_MAX_ANNOTATIONS}; 20000 of
                    Web Annotations)
  --encoding NAME   of text and pages that do not say (default: UTF-8); a byte-order mark
                    and what a page declares go before it
  --selector CSS    the article's text in HTML files: what this selector finds, in the order
                    of the page (default: the longest <article>, else <main>, else the body
                    without header, footer and navigation)
  -h, --help        this text
  -V, --version     the version
`

const EXIT_CODES = `Exit code 0: all went well. 1: an article cannot go out, two exports differ, a log is not
complete, or the result could not be written. 2: bad input or arguments, told a line each on
standard error; good documents are written all the same.
`

const OUTPUT = '  -o, --output FILE write there, all or nothing (default: standard output)'

const ARCHIVE_OPTIONS = `${OUTPUT}
  --resume          go on with a run to FILE that was broken off: what it had kept in
                    FILE.part and FILE.progress is not done again
  --workers N       threads for JSON Lines (default: one for each core)`

const RECORD = `A record of an ARCHIVE is {"id","article","annotations","lang"}: "article" is a text, {"html"} or
{"title","lang","blocks":[{"level","text"}]}, and may be left out where the export in "annotations"
has it; "annotations" is such an export, or Web Annotations.`

const COMMANDS: Readonly<Record<string, CommandHelp>> = {
  detect: {
    about: 'finds the statements in articles',
    usage: ['[--lang de|en] [--locale de|en] [ARTICLE|ARCHIVE…] [-o FILE]'],
    text: `
It writes a line of JSON for each document: {"id","statements":[…],"quotedTerms":[{"kind","range"}]}.
The latter are titles, names, terms and scare quotes, which are no statements. The id of a file is
its path. Without a file, JSON Lines are read from standard input: {"id":…,"text":…,"lang":…} a line,
"lang" may be left out. Offsets count UTF-16 units of the text as given, line ends included; a
byte-order mark is not part of the text. For HTML the line has "text", the article as plain text,
which the offsets refer to.

  prosemirror-attribution detect a.html b.txt > statements.jsonl
  prosemirror-attribution detect archive.jsonl -o statements.jsonl --resume

  --lang LANG       language of documents that do not say (default: guessed)
  --locale de|en    language of the reasons (default: the document's)
  --weights FILE    weights that train has written, for documents in their language
  --sensitivity N   0 few and sure, 0.5 the balance of the weights (default), 1 all
                    that might be a statement
${ARCHIVE_OPTIONS}

Languages: ${knownLanguages().join(', ')}.`,
  },
  report: {
    about: 'writes an article with its annotations, to read, print or hand on',
    usage: ['ARTICLE [ANNOTATIONS] [--format FORMAT] [--check] [-o FILE]'],
    text: `
Without ANNOTATIONS the statements are detected. FORMAT is one of

${formatList(Object.entries(FORMATS))}

  prosemirror-attribution report a.html a.json --check -o report.html
  prosemirror-attribution report a.html a.json --format docx -o report.docx

  --format FORMAT   html (default), or another one of these
  --lang LANG       the article's language (default: what it says, else guessed)
  --check           say at the head whether the article can go out, as check does
  --policy FILE     by which rules, as for check; does what --check does
${formatOptions()}`,
  },
  check: {
    about: "says whether an article can go out by the house's rules",
    usage: ['ARTICLE ANNOTATIONS [--policy FILE] [--json]', 'ARCHIVE… [-o FILE] [--resume] [--workers N]'],
    text: `
A line for the article, then one for each statement that blocks, warns or was overridden, in text
order, with its place: ARTICLE:LINE:COLUMN: blocks: „…“: what is wrong [rule]. Lines are those of the
article's plain text, blocks with an empty line between them. Exit code 0: passes, or warns only;
1: blocks; 2: bad input.

  prosemirror-attribution check a.html a.json && publish a.html
  prosemirror-attribution check archive.jsonl -o answers.jsonl

${RECORD}
The answer is a line as --json has it, with "id" for "file". Exit code 1 where any blocks.

  --policy FILE     the rules: default, or a FILE.json with what the house has otherwise, as
                    {"severities":{"second-hand":"blocks","quote-passage":"off"},
                    "settings":{"sourcesForAccusation":3,"sourcesForPlural":2}}
  --locale de|en    language of the answer (default: the article's, else en)
  --lang LANG       the article's language (default: what it says, else guessed)
  --json            write one line {"file","outcome","blocks":[{"rule","text","id",
                    "words","start","end","line"}],"warns","overridden","fine",
                    "coverage"}; offsets count UTF-16 units of the plain text
${ARCHIVE_OPTIONS}`,
  },
  diff: {
    about: 'tells what differs between two JSON exports of one article',
    usage: ['OLD.json NEW.json [--format text|md|html|json|note] [-o FILE]'],
    text: `
Statements that came, went or were reworded, their status, verdict, evidence, sign-off and overridden
rules, and the sources. Exit code 0: nothing differs; 1: something; 2: bad input.

  prosemirror-attribution diff monday.json tuesday.json
  prosemirror-attribution diff monday.json tuesday.json --format html -o diff.html

  --format FORMAT   text (default): a line each, + what came, - what is gone, ~ what was
                    changed; md or html, to read; json, as data; note, the draft of a
                    corrections note for what was changed after it had been checked
  --json            as data, in one line
  --locale de|en    language of the answer (default: the article's, else en)
  --time-zone ZONE  zone in which times are printed (default: UTC)
  --include-confidential, --include-contacts, --include-threads
                    tell confidential sources, how to reach people, and what the desk has said
                    to each other, too
${OUTPUT}`,
  },
  convert: {
    about: 'writes an export, Web Annotations or a list of sources in another format',
    usage: ['FILE --to FORMAT [--from FORMAT] [--article ARTICLE] [-o FILE]'],
    text: `
FORMAT is one of these; ${readableFormats().join(', ')} can be read, too:

${formatList(Object.entries(FORMATS))}

What an export says of itself (when it was made, its digests, whether it can go out) stays, so that
json gives back a present file byte by byte, and brings an older one to the present version. What a
reference manager has exported (csl) becomes a file with sources and no statements yet.

  prosemirror-attribution convert a.json --to html -o a.html
  prosemirror-attribution convert hypothesis.jsonld --article a.html --to json -o a.json
  prosemirror-attribution convert zotero.json --from csl --to json -o sources.json

  --to FORMAT       what is written
  --from FORMAT     what is read (default: webannotation of a file in .jsonld, else json)
  --article FILE    the text, where FILE has none in it, as Web Annotations have
${formatOptions()}`,
  },
  'add-sources': {
    about: 'adds the sources of a reference manager to an export',
    usage: ['ANNOTATIONS.json SOURCES.json… [-o FILE]'],
    text: `
It writes the export with the sources of CSL-JSON files (Zotero, Citation.js, Pandoc) behind its own.
All that it has stays, confidential sources too. A source that it has already is told and not added
again: one with the same address, or of the same title, author and date where one of both has no
address. The log tells what was added.

  prosemirror-attribution add-sources a.json zotero.json -o a.json

${OUTPUT}`,
  },
  'verify-log': {
    about: 'says whether the log in a file is complete',
    usage: ['FILE… [--digest SUM] [--json]'],
    text: `
FILE holds annotations or a report as JSON. A line each: the log's digest, or the first broken entry
and what is wrong with it. Exit code 0: all are complete; 1: one is not; 2: bad input.

  prosemirror-attribution verify-log a.json --digest 3f9a…

  --digest SUM      the digest that a report has printed: tells too when entries
                    that were there then are missing at the end
  --json            write {"file","ok","entries","digest","blanked"} or
                    {"file","ok","index","fault"}, a line each; index counts from 0.
                    A log that several people have written at once has "chains"`,
  },
  corpus: {
    about: 'makes a line to train on of an article that editors have worked on',
    usage: ['ARTICLE ANNOTATIONS [--complete] [-o FILE]', 'ARCHIVE… [--complete] [-o FILE] [--resume]'],
    text: `
A line of JSON, in the form of the corpora: {"id","lang","text","statements":[…],"dismissed":[…],
"complete","leftOut"}. Statements are those that somebody has marked by hand or given a status, a
source or a note. Stale and detached ones are left out. "complete" says that somebody has looked at
all that was found: only such a line is good to train on.

  prosemirror-attribution corpus a.html a.json --complete >> train.jsonl
  prosemirror-attribution corpus archive.jsonl --complete -o train.jsonl

${RECORD}

  --id ID           the line's id (default: ARTICLE's path; of a record its own)
  --lang LANG       the article's language (default: what it says, else guessed)
  --complete        write no line that is not complete, and say why
  --include-untouched
                    take what nobody has touched for accepted
${ARCHIVE_OPTIONS}`,
  },
  train: {
    about: 'learns from such lines which words are statements',
    usage: ['CORPUS.jsonl… [--dev CORPUS.jsonl] [-o WEIGHTS.json]'],
    text: `
It writes weights for detect --weights, and for createEngine(pack, { weights }) in a program. CORPUS
has a line a document: {"id","lang","text","statements":[{"kind","quote":[[start,end],…],…}]}, as
corpus writes it; lines that say "complete": false are passed over. The same lines and options always
give the same weights.

  prosemirror-attribution train train.jsonl -o weights.json
  prosemirror-attribution detect a.html --weights weights.json

  --dev CORPUS      articles to choose the thresholds on (default: those that are
                    trained on, each judged by a model that has not seen it)
  --lang LANG       the language (default: what the first document says, else de)
  --notice TEXT     what the weights are from, with licence and authors
  --l1 N, --l2 N    strength of the penalties (default: 1 and 6)
  --seed N          decides which articles are judged together without --dev
${OUTPUT}; a
                    name in .ts makes a module of a language pack`,
  },
}

function formatList(formats: readonly (readonly [string, Format])[]): string {
  return formats.map(([name, { about }]) => `          ${name.padEnd(13)} ${about}`).join('\n')
}

function formatOptions(): string {
  return `  --locale de|en    language of what is written (default: the article's, else en)
  --time-zone ZONE  zone in which times are printed (default: UTC)
  --include-confidential
                    print confidential sources too
  --include-contacts
                    print how to reach the people behind the sources
  --include-threads print what the desk has said to each other; else only how
                    many comments there are
  --table TABLE     of csv: statements (default), sources or log
  --delimiter SIGN  of csv: , (default) or ; as German spreadsheets expect it
  --bom             begin csv with a byte-order mark, by which Excel knows UTF-8
  --quotations KINDS
                    of schema-org: kinds of statements that become a Quotation, with
                    commas between, or all (default: direct)
  --publication FILE
                    for schema-org and ninjs, JSON of what only the house knows:
                    {"url","authors":[{"kind":"person","name"}],"publisher",
                    "datePublished","dateModified","trustIndicators":[{"role",
                    "href"}],"claimReview":{"publisher","url"}}, each of which may
                    be missing; ninjs needs the url. Without claimReview no verdict
                    is published
  --article-url URL of webannotation: the article's address, which the targets name
  --base URL        of webannotation: the address below which the ids lie
${OUTPUT}`
}
