/** What is wrong with foreign data, in bounded words. */
import type { Parsed, Problem } from './dossier.js'

/** A JSON text, with or without a byte-order mark, as a value. */
export function parseJSON(text: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) as unknown }
  } catch (error) {
    return fail('', `not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A refusal for one reason. */
export function fail(path: string, message: string): Parsed<never> {
  return { ok: false, problems: [{ path, message }] }
}

/** More problems than this tell nothing new, and a hostile file has millions. */
export const MAX_PROBLEMS = 1000

/** The first problems; where there are more than `MAX_PROBLEMS`, a last one tells how many. */
export function bounded(problems: Iterable<Problem>): readonly Problem[] {
  const told: Problem[] = []
  let more = 0
  for (const problem of problems)
    if (told.length < MAX_PROBLEMS && problem.count === undefined) told.push(problem)
    else more += problem.count ?? 1
  return more ? [...told, moreProblems(more)] : told
}

/** Stands for problems that are not told one by one. */
export function moreProblems(count: number): Problem {
  return { path: '', message: count === 1 ? 'and 1 more problem' : `and ${count} more problems`, count }
}
