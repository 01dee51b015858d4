/** Identities of speakers; a thin layer until the resolver lands. */
import type { PlacedBlock } from './engine.js'
import type { Lexicon } from './lexicon.js'
import type { SpeakerIdentity, TextRange } from './statement.js'

export interface Mention {
  readonly text: string
  readonly range: TextRange | null
}

export function identify(
  mentions: readonly Mention[],
  _blocks: readonly PlacedBlock[],
  _lexicon: Lexicon,
): readonly SpeakerIdentity[] {
  return mentions.map((m): SpeakerIdentity => (m.range ? { kind: 'named', name: m.text } : { kind: 'none' }))
}
