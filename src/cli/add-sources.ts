/** `add-sources`: the sources of a reference manager into a file of ours. */
import { articleFileText } from '../model/article-file.js'
import { withSources } from '../model/known-sources.js'
import { sealLog, verifyLog } from '../model/seal.js'
import { parseCSL } from '../report/index.js'
import { readArticleFile, readJSON } from './inputs.js'
import { parseOptions } from './options.js'
import { writeResult } from './output.js'
import { at, type Problems } from './problems.js'
import { nameOf } from './read-text.js'

/**
 * `add-sources`: writes a file of ours with the sources of CSL-JSON files behind its own. All that it has stays,
 * confidential sources too; what it has already is told, and not added again. Nothing is written where an input is not
 * sound.
 */
export async function addSourcesCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(args, { output: { type: 'string', short: 'o' } }, problems)
  if (!parsed) return
  const { values, positionals } = parsed
  const [name, ...lists] = positionals
  if (name === undefined || !lists.length)
    return problems.tell('', 'add-sources needs ANNOTATIONS.json and SOURCES.json (see add-sources --help)')
  const file = await readArticleFile(name, problems)
  if (!file) return

  const now = new Date().toISOString()
  let { dossier } = file
  for (const list of lists) {
    const added = await readJSON(list, parseCSL, problems)
    if (!added) return
    const { sources, entries, known } = withSources(dossier, added)
    for (const [i, { title }] of known)
      problems.note(at(nameOf(list), `[${i}]`), `is there already: ${title}`)
    const log = [...dossier.log, ...entries.map((entry) => ({ at: now, by: null, ...entry, seal: null }))]
    dossier = { ...dossier, sources, log }
  }
  const isChanged = dossier.sources.length > file.dossier.sources.length
  const log = await sealLog(dossier.log)
  const text = articleFileText({
    ...file,
    dossier: { ...dossier, log },
    created: file.created && (isChanged ? now : file.created),
    log: file.log && (await verifyLog(log)),
  })
  await writeResult(text, values.output, problems)
}
