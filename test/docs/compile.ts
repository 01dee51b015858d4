/** Compiles samples against the sources of the package, all in one program: checking the libraries costs most. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'
import { entries } from './entries.js'
import { fileOf, type Sample } from './samples.js'

/** What is wrong with the samples, each with page and line. */
export function compile(samples: readonly Sample[]): readonly string[] {
  // A named one is imported by others: its name has to be the only one of all pages.
  const files = new Map(
    samples.map((sample, i) => [
      resolve('test/docs', fileOf(sample) ?? `sample-${i}.${sample.lang}`),
      sample,
    ]),
  )
  const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8'))
  const { options } = ts.convertCompilerOptionsFromJson(
    (config as { compilerOptions: unknown }).compilerOptions,
    '.',
  )
  Object.assign(options, { noUnusedLocals: false, noUnusedParameters: false, allowJs: true, checkJs: true })
  options.paths = Object.fromEntries(entries().map(({ name, source }) => [name, [resolve(source)]]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  // Samples are modules, whether they import something or not.
  const codeOf = (path: string) => {
    const sample = files.get(resolve(path))
    return sample && `${sample.code}export {}\n`
  }
  host.fileExists = (path) => files.has(resolve(path)) || fileExists(path)
  host.readFile = (path) => codeOf(path) ?? readFile(path)
  host.getSourceFile = (path, ...more) => {
    const code = codeOf(path)
    return code === undefined
      ? getSourceFile(path, ...more)
      : ts.createSourceFile(path, code, ts.ScriptTarget.ES2022)
  }
  const program = ts.createProgram([...files.keys(), resolve('test/docs/given.d.ts')], options, host)
  return [...files].flatMap(([path, { page, line }]) => {
    const file = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (problem) => {
        const at = problem.file?.getLineAndCharacterOfPosition(problem.start ?? 0).line ?? 0
        return `${page}:${line + at}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`
      },
    )
  })
}
