/** A small corpus in the format of real ones, written with marks: [quote] <speaker> {cue}. */
import type { Document } from '../../src/train/corpus.js'
import type { Kind } from '../../src/text/index.js'

const KIND_OF = { D: 'direct', I: 'indirect', R: 'reported' } as const satisfies Record<string, Kind>

/** "I: [dass es reicht]" in lines; a line without a kind has no statement. */
export function documentOf(id: string, lines: readonly string[]): Document {
  let text = ''
  const statements: Document['statements'][number][] = []
  for (const line of lines) {
    const [, letter, marked] = /^(?:([DIR]): )?(.*)$/.exec(line) ?? []
    const roles = {
      quote: [] as [number, number][],
      speaker: [] as [number, number][],
      cue: [] as [number, number][],
    }
    const starts: number[] = []
    for (const char of marked ?? '') {
      const open = '[<{'.indexOf(char)
      const close = ']>}'.indexOf(char)
      if (open >= 0) starts[open] = text.length
      else if (close >= 0)
        roles[(['quote', 'speaker', 'cue'] as const)[close]!].push([starts[close]!, text.length])
      else text += char
    }
    if (letter)
      statements.push({ kind: KIND_OF[letter as keyof typeof KIND_OF], ...roles, frame: [], addressee: [] })
    text += '\n'
  }
  return { id, lang: 'de', text, statements, complete: true }
}

const PEOPLE = ['Anna Meier', 'Der Minister', 'Die Polizei', 'Ein Sprecher', 'Die Ministerin', 'Der Verband']

/** In it, "brummen" is a verb of saying, which the language pack does not know, and "laut" never gives a source. */
export const HOUSE_CORPUS: readonly Document[] = PEOPLE.flatMap((who, i) => [
  documentOf(`a${i}`, [
    `I: <${who}> {brummte}, [dass die Lage ernst sei].`,
    `I: <${who}> {brummte} am Montag, [dass es regne].`,
    'Das Haus steht am Fluss.',
  ]),
  documentOf(`b${i}`, [
    `I: <${who}> {sagte}, [die Lage sei ernst].`,
    `D: [„Wir helfen“], {sagte} <${who}>.`,
    'Das wurde laut Bauplan gebaut.',
    'Die Straße wurde laut Bauplan gesperrt.',
  ]),
])
