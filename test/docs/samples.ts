/**
 * The samples in the documentation, and what is done with each. What a writer puts behind the language of a fence
 * says it; nothing is the rule:
 *
 *   ts, tsx                   is compiled, and run in Chromium; one that begins with its name (`// editor.ts`)
 *                             can be imported by others of its page; of tsx the exported components are rendered
 *   js                        is run in Chromium, by itself and with the page (html) that loads it
 *   ts node                   is compiled, and run in Node
 *   ts compiled: REASON       is compiled only
 *   sh                        is run, line by line, and must succeed
 *   console                   its lines with `$ ` are run, and print what stands below them
 *   sh shown: REASON          is not run (console likewise)
 *   html                      is opened in Chromium with the sample `// main.js` as it stands, and every module that
 *                             its import map names is loaded
 *   json, css                 are read
 *   LANGUAGE output           is what the sample right before it prints
 *   json part                 is part of that
 *   text, diff, csv …         is no sample
 *
 * For what is run in a shell: `checkout` runs it in the repository rather than in a desk's folder, `figures` lets
 * numbers be others, `needs=PATH` passes it over where the repository has no such neighbour. In what is printed,
 * `…` stands for anything in a line, and alone in a line for any lines.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** One fence of a page that is no mere text. */
export interface Sample {
  readonly page: string
  /** Of its first line of code, from 1. */
  readonly line: number
  readonly lang: string
  readonly words: readonly string[]
  readonly code: string
  /** What it is to print, where that is shown. */
  readonly output: { readonly lang: string; readonly isPart: boolean; readonly text: string } | null
}

/** Pages that people read, in the repository and in the package. */
export const PAGES: readonly string[] = [
  'README.md',
  ...readdirSync('docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
]

const RUN = ['ts', 'tsx', 'js', 'sh', 'console', 'html', 'json', 'css']
const NO_SAMPLE = ['text', 'diff', 'csv', 'http']
const REASONED = ['compiled', 'shown']
const FLAGS = ['node', 'checkout', 'figures']

/** All samples of a page. Throws Error, with the line, for a fence that does not say what it is. */
export function samplesOf(page: string): readonly Sample[] {
  const text = readFileSync(page, 'utf8')
  const samples: Sample[] = []
  let behind = -1
  for (const match of text.matchAll(/^( *)```(.*)\n([^]*?)^ *```$\n?/gm)) {
    const [all, indent = '', info = '', body = ''] = match
    const line = text.slice(0, match.index).split('\n').length + 1
    const code = body.replace(new RegExp(`^${indent}`, 'gm'), '')
    const [lang = '', ...words] = info.split(/\s+/)
    const before = samples.at(-1)
    const isOutput = words[0] === 'output' || words[0] === 'part'
    if (isOutput) {
      if (!before || text.slice(behind, match.index).trim())
        throw told(page, line, 'there is no sample right before')
      samples[samples.length - 1] = { ...before, output: { lang, isPart: words[0] === 'part', text: code } }
    } else if (RUN.includes(lang))
      samples.push({ page, line, lang, words: checked(page, line, words), code, output: null })
    else if (!NO_SAMPLE.includes(lang)) throw told(page, line, `no sample is called "${info}"`)
    behind = match.index + all.length
  }
  return samples
}

/** Whether it is a program, in whatever dialect. */
export function isCode({ lang }: Sample): boolean {
  return ['ts', 'tsx', 'js'].includes(lang)
}

/** The file name that a sample begins with, for others of its page to import; null where it has none. */
export function fileOf({ code }: Sample): string | null {
  return /^\/\/ (\w+\.(?:tsx?|js))\n/.exec(code)?.[1] ?? null
}

/** Whether a sample is only looked at, with the reason that its page gives. */
export function isOnly(kind: 'compiled' | 'shown', { words }: Sample): boolean {
  return words[0] === `${kind}:`
}

function checked(page: string, line: number, words: readonly string[]): readonly string[] {
  const [first = ''] = words
  if (REASONED.some((kind) => first === `${kind}:`)) {
    if (words.length < 3) throw told(page, line, `"${first}" lacks its reason`)
    return words
  }
  const unknown = words.find((word) => !FLAGS.includes(word) && !word.startsWith('needs='))
  if (unknown !== undefined) throw told(page, line, `nothing is called "${unknown}" behind a fence`)
  return words
}

function told(page: string, line: number, what: string): Error {
  return new Error(`${page}:${line - 1}: ${what}; test/docs/samples.ts says what there is`)
}
