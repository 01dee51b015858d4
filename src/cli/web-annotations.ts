/** Web Annotations as files: what `report` reads beside its own format. */
import { articleText, type Article } from '../model/article.js'
import type { Dossier } from '../model/dossier.js'
import { parseWebAnnotations } from '../report/index.js'
import { decode } from './bytes.js'
import type { Problems } from './problems.js'
import { readBytes } from './read-bytes.js'

/** More problems than this in one file tell nothing new. */
const MAX_PROBLEMS = 50

/** Whether a file holds Web Annotations, by its name: our own format ends in `.json`. */
export function isWebAnnotationFile(file: string): boolean {
  return /\.jsonld$/i.test(file)
}

/** The Web Annotations in a file, ours or those of others, on `article`; null when they are not sound, which is then told. */
export async function readWebAnnotations(
  file: string,
  article: Article,
  problems: Problems,
): Promise<Dossier | null> {
  const bytes = await readBytes(file, problems)
  if (!bytes) return null
  const decoded = decode(bytes)
  if ('problem' in decoded) {
    problems.tell(file, decoded.problem)
    return null
  }
  const parsed = parseWebAnnotations(decoded.text, articleText(article))
  if (!parsed.ok) {
    for (const { path, message } of parsed.problems.slice(0, MAX_PROBLEMS))
      problems.tell(path ? `${file}: ${path}` : file, message)
    return null
  }
  const { annotations, foreign = [] } = parsed.value
  const gone = annotations.filter(({ target }) => target.detached).length
  if (gone) problems.note(file, `${gone} of ${annotations.length} statements not found in the article`)
  if (foreign.length)
    problems.note(file, `${foreign.length} annotations on no words of the article are kept, and not shown`)
  return parsed.value
}
