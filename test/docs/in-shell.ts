/** Runs samples of the command line, and Node's, in a folder with a desk's files, and holds what they print. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { writeDeskFiles } from './desk-files.js'
import type { Sample } from './samples.js'

interface Ran {
  readonly code: number | null
  /** What both outputs say, in the order in which it comes. */
  readonly printed: string
}

/** What is wrong with a sample of the command line. */
export async function runShell({ lang, words, code, output }: Sample): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    const cwd = words.includes('checkout') ? process.cwd() : folder
    if (lang === 'console') {
      const problems: string[] = []
      for (const { command, expected } of commandsOf(code)) {
        const { printed } = await run(`exec 2>&1\n${command}`, cwd, folder) // through one pipe, so that their order is kept
        if (!isAsShown(printed, expected, words.includes('figures')))
          problems.push(`$ ${command}\n${printed}is not what is shown:\n${expected}`)
      }
      return problems
    }
    const { code: status, printed } = await run(`set -e\n${code}`, cwd, folder)
    if (status !== 0) return [`ends with ${status}:\n${printed}`]
    return output ? outputProblems(printed, output) : []
  })
}

/** What is wrong with a sample for Node. */
export async function runNode({ code, output, lang }: Sample): Promise<readonly string[]> {
  const modules = resolve('.tmp/samples')
  mkdirSync(modules, { recursive: true })
  const file = join(mkdtempSync(join(modules, 'node-')), 'sample.mjs')
  const { code: script } = await transform(code, { loader: lang === 'js' ? 'js' : 'ts', format: 'esm' })
  writeFileSync(file, script)
  try {
    return await inFolder(async (folder) => {
      const { code: status, printed } = await run(`node ${pathToFileURL(file).pathname}`, folder, folder)
      if (status !== 0) return [`ends with ${status}:\n${printed}`]
      return output ? outputProblems(printed, output) : []
    })
  } finally {
    rmSync(join(file, '..'), { recursive: true, force: true })
  }
}

/** Whether what was printed is what a page shows behind a sample. */
export function outputProblems(
  printed: string,
  { lang, isPart, text }: NonNullable<Sample['output']>,
): readonly string[] {
  const isSame = lang === 'json' ? hasJSON(printed, text, isPart) : isAsShown(printed, text, false)
  return isSame ? [] : [`prints\n${printed}which is not what is shown:\n${text}`]
}

/** `…` stands for anything in a line, and alone in a line for any lines. With `figures`, numbers and columns may be others. */
export function isAsShown(printed: string, shown: string, figures: boolean): boolean {
  const plain = (text: string) =>
    (figures ? text.replace(/\d+(?:[.,]\d+)*/g, '#').replace(/[ \t]+/g, ' ') : text)
      .replaceAll('\r\n', '\n')
      .trimEnd()
  const pattern = plain(shown)
    .split('\n')
    .map((line) =>
      line.trim() === '…' ? '(?:.*\n)*?' : `${line.trimEnd().split('…').map(escaped).join('.*')} *\n`,
    )
    .join('')
  return new RegExp(`^${pattern}$`).test(`${plain(printed)}\n`)
}

function hasJSON(printed: string, shown: string, isPart: boolean): boolean {
  const wanted = JSON.stringify(JSON.parse(shown))
  const whole = JSON.stringify(JSON.parse(printed))
  return isPart ? whole.includes(wanted) : whole === wanted
}

function commandsOf(code: string): readonly { readonly command: string; readonly expected: string }[] {
  return code
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.split('\n')
      return { command, expected: lines.join('\n') }
    })
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'attribution-docs-'))
  try {
    await writeDeskFiles(folder)
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(command: string, cwd: string, folder: string): Promise<Ran> {
  const PATH = `${join(folder, 'bin')}:${process.env.PATH ?? ''}`
  const child = spawn('bash', ['-c', command], {
    cwd,
    env: { ...process.env, PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done({ code, printed }))
  })
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
