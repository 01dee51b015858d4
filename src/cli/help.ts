import { FORMATS } from './formats.js'
import { knownLanguages } from './languages.js'
import { DEFAULT_MAX_SIZE } from './read-bytes.js'

/** What `--help` prints. */
export const HELP = `Finds who said what in articles, reports on them, and learns from corrections.

  prosemirror-attribution detect [--lang de|en] [--locale de|en] [FILE…]
  prosemirror-attribution report ARTICLE [ANNOTATIONS.json] [--format FORMAT]
                                 [--locale de|en] [--check] [-o FILE]
  prosemirror-attribution check ARTICLE ANNOTATIONS.json [--policy default] [--json]
  prosemirror-attribution check ARCHIVE.jsonl… [-o FILE] [--resume] [--workers N]
  prosemirror-attribution diff OLD.json NEW.json [--format text|md|html|json|note] [-o FILE]
  prosemirror-attribution convert FILE.json --to FORMAT [--article FILE] [-o FILE]
  prosemirror-attribution verify-log FILE… [--digest SUM] [--json]
  prosemirror-attribution corpus ARTICLE ANNOTATIONS.json [--complete] [-o FILE.jsonl]
  prosemirror-attribution train CORPUS.jsonl… [--dev CORPUS.jsonl] -o WEIGHTS.json

detect  writes one line of JSON for each document:
        {"id","statements":[…],"quotedTerms":[{"kind","range"}]}; the latter are
        titles, names, terms and scare quotes, which are no statements.
        FILE is plain text, HTML (.html, .htm) or JSON Lines (.jsonl); its path is
        the id. Without FILE, JSON Lines are read from standard input:
        {"id":…,"text":…,"lang":…} a line, "lang" may be left out.
        Offsets count UTF-16 units of the text as given, line ends included; a
        byte-order mark is not part of the text. For HTML the line has "text",
        the article as plain text, which the offsets refer to.

          prosemirror-attribution detect a.html b.txt > statements.jsonl
          prosemirror-attribution detect archive.jsonl -o statements.jsonl --resume

  --lang LANG       language of documents that do not say (default: guessed)
  --locale de|en    language of the reasons (default: the document's)
  --weights FILE    weights that train has written, for documents in their language
  --sensitivity N   0 few and sure, 0.5 the balance of the weights (default), 1 all
                    that might be a statement

  -o, --output FILE write there, all or nothing (default: standard output)
  --resume          go on with a run to FILE that was broken off: what it had kept in
                    FILE.part and FILE.progress is not done again
  --workers N       threads for JSON Lines (default: one for each core)

report  writes the annotated copy of ARTICLE (text or HTML). The statements come
        from ANNOTATIONS, as the editor's JSON export has them, looked up anew in
        the article's text; without it they are detected. Wherever a command takes
        ANNOTATIONS, a file in .jsonld is read as Web Annotations: ours,
        Hypothesis', Recogito's.

          prosemirror-attribution report a.html a.json --check -o report.html

  --format FORMAT   html (default), or another one that convert can write
  --table TABLE     of csv: statements (default), sources or log
  --delimiter SIGN  of csv: , (default) or ; as German spreadsheets expect it
  --bom             begin csv with a byte-order mark, by which Excel knows UTF-8
  --publication FILE
                    for schema-org and ninjs, JSON of what only the house knows:
                    {"url","authors":[{"kind":"person","name"}],"publisher",
                    "datePublished","dateModified","trustIndicators":[{"role",
                    "href"}],"claimReview":{"publisher","url"}}, each of which may
                    be missing; ninjs needs the url. Without claimReview no verdict
                    is published
  --article-url URL for webannotation: the article's address, which the targets name
  --base URL        for webannotation: the address below which the ids lie
  --lang LANG       the article's language (default: what it says, else guessed)
  --locale de|en    the report's language (default: the article's, else en)
  --time-zone ZONE  zone in which times are printed (default: UTC)
  --check           say at the head whether the article can go out, as check does
  --include-confidential
                    print confidential sources too
  --include-contacts
                    print how to reach the people behind the sources
  --include-threads print what the desk has said to each other; else only how
                    many comments there are
  -o, --output FILE write there, all or nothing (default: standard output)

check   holds ARTICLE and what is known of its statements against the house's rules,
        and writes whether it can go out: a line for it, then one for each statement
        that blocks, warns or was overridden, in text order, with its place:
        ARTICLE:LINE:COLUMN: blocks: „…“: what is wrong [rule]
        Lines are those of the article's plain text, blocks with an empty line between
        them. Exit code 0: passes, or warns only; 1: blocks; 2: bad input.

          prosemirror-attribution check a.html a.json && publish a.html

        An ARCHIVE (.jsonl, or - for standard input) has a record a line,
        {"id","article","annotations","lang"}: "article" is a text, {"html"} or
        {"title","lang","blocks"}, and may be left out where the export in
        "annotations" has it. The answer is a line as --json has it, with "id" for
        "file". Exit code 1 where any blocks. -o, --resume, --workers: as for detect.

  --policy NAME     the rules: default (the only ones so far)
  --locale de|en    language of the answer (default: the article's, else en)
  --lang LANG       the article's language (default: what it says, else guessed)
  --json            write one line {"file","outcome","blocks":[{"rule","text","id",
                    "words","start","end","line"}],"warns","overridden","fine",
                    "coverage"}; offsets count UTF-16 units of the plain text

diff    tells what differs between two JSON exports of one article: statements that came,
        went or were reworded, their status, verdict, evidence, sign-off and overridden
        rules, and the sources. Exit code 0: nothing; 1: something; 2: bad input.

          prosemirror-attribution diff monday.json tuesday.json --format html -o diff.html

  --format FORMAT   text (default): a line each, + what came, - what is gone, ~ what was
                    changed; md or html, to read; json, as data; note, the draft of a
                    corrections note for what was changed after it had been checked
  --locale de|en    language of the answer (default: the article's, else en)
  --time-zone, --include-confidential, --include-contacts, -o, --output
                    as for report

convert writes a JSON export, or Web Annotations (.jsonld), in another format:

${formatList()}

        What the export says of itself (when it was made, its digests, whether it can go
        out) stays, so that json gives back a present file byte by byte, and brings an
        older one to the present version. Confidential sources, contacts and comments
        are left out as report does.

          prosemirror-attribution convert a.json --to html -o a.html

  --to FORMAT       one of these
  --article FILE    the text, where FILE.json has none in it, and for Web Annotations
  --table, --delimiter, --bom, --publication, --article-url, --base, --locale, --time-zone,
  --include-confidential, --include-contacts, --include-threads, -o, --output
                    as for report

verify-log
        says of each FILE, annotations or a report as JSON, whether its log is
        complete, a line each: its digest, or the first broken entry and what is
        wrong with it.

          prosemirror-attribution verify-log a.json --digest 3f9a…

  --digest SUM      the digest that a report has printed: tells too when entries
                    that were there then are missing at the end
  --json            write {"file","ok","entries","digest","blanked"} or
                    {"file","ok","index","fault"} instead; index counts from 0

corpus  writes one line of JSON for training and measuring, in the form of the
        corpora: {"id","lang","text","statements":[…],"dismissed":[…],"complete",
        "leftOut"}. Statements are those that somebody has marked by hand or given
        a status, a source or a note. Stale and detached ones are left out.
        "complete" says that somebody has looked at all that was found: only such
        a line is good to train on.

          prosemirror-attribution corpus a.html a.json --complete >> train.jsonl

  --id ID           the line's id (default: ARTICLE's path)
  --lang LANG       the article's language (default: what it says, else guessed)
  --complete        write nothing, and say why, unless the line is complete
  --include-untouched
                    take what nobody has touched for accepted
  -o, --output FILE write there, all or nothing (default: standard output)

train   learns from annotated articles which candidates are statements, and writes
        weights for createEngine(pack, { weights }). CORPUS has a line a document:
        {"id","lang","text","statements":[{"kind","quote":[[start,end],…],…}]},
        as corpus writes it; lines that say "complete": false are passed over. The
        same lines and options always give the same weights.

          prosemirror-attribution train train.jsonl -o weights.json

  --dev CORPUS      articles to choose the thresholds on (default: those that are
                    trained on, each judged by a model that has not seen it)
  --lang LANG       the language (default: what the first document says, else de)
  --notice TEXT     what the weights are from, with licence and authors
  --l1 N, --l2 N    strength of the penalties (default: 1 and 6)
  --seed N          decides which articles are judged together without --dev
  -o, --output FILE write there, all or nothing (default: standard output); a name
                    in .ts makes a module of a language pack

  --max-size MIB    refuse larger files (default: ${DEFAULT_MAX_SIZE}), for every command; JSON Lines are
                    read a line at a time and may be of any size
  --selector CSS    the article's text in HTML files, for every command: what this selector
                    finds, in the order of the page (default: the longest <article>,
                    else <main>, else the body without header, footer and navigation)
  -h, --help        this text
  -V, --version     the version

Languages: ${knownLanguages().join(', ')}. Exit code 0: all went well; 2: bad input or
arguments, told a line each on standard error, good documents are written all the
same; 1: the result could not be written, a log is not complete, an article cannot go
out, or two exports differ.
`

function formatList(): string {
  return Object.entries(FORMATS)
    .map(([name, { about }]) => `          ${name.padEnd(13)} ${about}`)
    .join('\n')
}
