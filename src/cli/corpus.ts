/** `corpus`: an article and what editors made of its statements, as a line to train on. */
import { toCorpus, type CorpusLine } from '../model/corpus.js'
import { readArticle, readDossier } from './inputs.js'
import { parseOptions } from './options.js'
import { writeResult } from './output.js'
import type { Problems } from './problems.js'

/**
 * `corpus`: corrected annotations as lines to train on, one a file. Files that cannot be read are told, and
 * the rest is written.
 */
export async function corpusCommand(args: readonly string[], problems: Problems): Promise<void> {
  const parsed = parseOptions(
    args,
    {
      complete: { type: 'boolean' },
      id: { type: 'string' },
      'include-untouched': { type: 'boolean' },
      lang: { type: 'string' },
      output: { type: 'string', short: 'o' },
    },
    problems,
  )
  if (!parsed) return
  const { values, positionals } = parsed
  const [articleFile, annotationsFile, ...more] = positionals
  if (articleFile === undefined || annotationsFile === undefined)
    return problems.tell('', 'corpus needs an ARTICLE and its ANNOTATIONS.json (see --help)')
  if (more.length)
    return problems.tell('', `corpus takes ARTICLE and ANNOTATIONS.json, not also "${more[0]}"`)

  const article = await readArticle(articleFile, values.lang, problems)
  if (!article) return
  const dossier = await readDossier(annotationsFile, article, problems)
  if (!dossier) return
  const line = toCorpus(article, dossier.annotations, {
    id: values.id ?? articleFile,
    includeUntouched: values['include-untouched'] ?? false,
  })
  const why = shortfall(line)
  if (why) problems.note(annotationsFile, why)
  if (values.complete && !line.complete) return

  await writeResult(`${JSON.stringify(line)}\n`, values.output, problems)
}

/** What the line leaves out and whether that makes it incomplete, in words; empty when there is nothing to say. */
function shortfall({ complete, leftOut }: CorpusLine): string {
  const counts = Object.entries(leftOut)
    .filter(([, count]) => count > 0)
    .map(([why, count]) => `${count} ${why}`)
  const out = counts.length ? `left out: ${counts.join(', ')}` : ''
  return [out, complete ? '' : 'not complete'].filter(Boolean).join('; ')
}
