/**
 * Finding statements, loaded beside the editor: rules and language packs weigh more than the rest of
 * the page, and nobody should wait for them to read or write.
 */
import type { Engine } from '../src/text/index.js'
import type { Locale } from './messages.js'

/** Makes an engine that finds out by itself which language an article is in. */
export type MakeEngine = (sensitivity: number) => Engine

/** `first` is taken for the language of an article without a word of either. Rejects when a part cannot be loaded. */
export async function loadLanguages(first: Locale): Promise<MakeEngine> {
  const [{ createGuessingEngine }, { de }, { en }] = await Promise.all([
    import('../src/text/index.js'),
    import('../src/lang/de/index.js'),
    import('../src/lang/en/index.js'),
  ])
  const packs = first === 'de' ? [de, en] : [en, de]
  return (sensitivity) => createGuessingEngine(packs, { sensitivity })
}
