/** An empty project that installs the packed package as its users do, in a folder that is gone afterwards. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

interface PackageJSON {
  readonly name: string
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>
}
const pkg = readJSON<PackageJSON>('package.json')

/** What the package exports as code, by the names that one imports: its own name first. */
export const CODE_ENTRIES: readonly string[] = entriesWhere((target) => typeof target === 'object')

/** What it exports as data: style sheet, JSON. */
export const DATA_ENTRIES: readonly string[] = entriesWhere((target) => typeof target === 'string')

const OPTIONAL_PEERS = Object.keys(pkg.peerDependencies).filter(
  (name) => pkg.peerDependenciesMeta[name]?.optional,
)

export interface Project {
  readonly folder: string
  /** Runs a program of the project; its output, or an Error that holds it. */
  run(program: string, ...args: readonly string[]): Promise<string>
  /** The peers that a project may do without. */
  readonly optionalPeers: readonly string[]
  /** Adds them, in the versions that are installed here. */
  installOptionalPeers(): Promise<void>
}

const folders: string[] = []
let tarball: Promise<string> | undefined

/**
 * The project `kind` below this folder, with the packed package installed. `shared` files are copied beside its
 * own; `optionalPeers` says whether Lit and the like are there from the beginning.
 */
export async function createProject(
  kind: string,
  {
    shared = [],
    optionalPeers = true,
  }: { readonly shared?: readonly string[]; readonly optionalPeers?: boolean },
): Promise<Project> {
  const folder = temporaryFolder(kind)
  cpSync(join('test/consumers', kind), folder, { recursive: true })
  for (const file of shared) cpSync(join('test/consumers/shared', file), join(folder, file))
  for (const ending of ['js', 'ts']) writeFileSync(join(folder, `entries.${ending}`), entriesModule())

  const file = join(folder, 'package.json')
  const own = readJSON<{ readonly dependencies?: object }>(file)
  tarball ??= pack()
  const dependencies = {
    ...own.dependencies,
    ...(optionalPeers && versionsOf(OPTIONAL_PEERS)),
    [pkg.name]: `file:${await tarball}`,
  }
  writeFileSync(file, JSON.stringify({ ...own, dependencies }, null, 2))
  const run = (program: string, ...args: readonly string[]) => runIn(folder, program, args)
  await run('npm', 'install', ...QUICKLY)
  return {
    folder,
    run,
    optionalPeers: OPTIONAL_PEERS,
    installOptionalPeers: async () => {
      const named = Object.entries(versionsOf(OPTIONAL_PEERS)).map(([name, version]) => `${name}@${version}`)
      await run('npm', 'install', ...QUICKLY, ...named)
    },
  }
}

/** Takes all projects away. */
export function removeProjects(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  tarball = undefined
}

const QUICKLY = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']

/** All names of every entry, as a module that a bundler or compiler has to follow into each of them. */
function entriesModule(): string {
  const imports = CODE_ENTRIES.map((entry, i) => `import * as entry${i} from '${entry}'`)
  const rows = CODE_ENTRIES.map((entry, i) => `  '${entry}': Object.keys(entry${i}).sort(),`)
  return [...imports, 'export const entries = {', ...rows, '}', ''].join('\n')
}

/** As it would be published; `dist` was built before. */
async function pack(): Promise<string> {
  const folder = temporaryFolder('tarball')
  const output = await runIn('.', 'npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder])
  const [{ filename }] = JSON.parse(output) as [{ readonly filename: string }]
  return join(folder, filename)
}

function temporaryFolder(kind: string): string {
  const folder = mkdtempSync(join(tmpdir(), `attribution-${kind}-`))
  mkdirSync(folder, { recursive: true })
  folders.push(folder)
  return folder
}

async function runIn(folder: string, program: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      cwd: resolve(folder),
      env: { ...process.env, NODE_ENV: undefined, NODE_OPTIONS: undefined, NEXT_TELEMETRY_DISABLED: '1' },
      maxBuffer: 64 * 1024 * 1024,
    })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string }
    throw new Error(`${program} ${args.join(' ')} in ${folder}:\n${stdout}\n${stderr}`, { cause: error })
  }
}

/** The exact versions that are installed here. */
function versionsOf(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      readJSON<{ readonly version: string }>(`node_modules/${name}/package.json`).version,
    ]),
  )
}

function entriesWhere(isWanted: (target: PackageJSON['exports'][string]) => boolean): readonly string[] {
  return Object.entries(pkg.exports)
    .filter(([, target]) => isWanted(target))
    .map(([entry]) => pkg.name + entry.slice(1))
}

function readJSON<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
