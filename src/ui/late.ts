/**
 * What the first view does not need is loaded when somebody asks for it, or before, as soon as the browser has time. Each such
 * part is loaded once; who asks after a failure tries again.
 */

/** Something that may have to be loaded first. */
export interface Part<T> {
  /** Undefined as long as it is not there. */
  readonly value: T | undefined
  /** Loads it, or waits with those who have asked before. Fails as the loading does. */
  load(): Promise<T>
}

/** A part that `load` brings. */
export function latePart<T>(load: () => Promise<T>): Part<T> {
  return new LatePart(load)
}

class LatePart<T> implements Part<T> {
  value: T | undefined
  #loading: Promise<T> | null = null

  constructor(private readonly bring: () => Promise<T>) {}

  load(): Promise<T> {
    return (this.#loading ??= this.bring().then(
      (value) => (this.value = value),
      (error: unknown) => {
        this.#loading = null
        throw error
      },
    ))
  }
}

/** The class of an element, and what its templates need beside it. */
export type LoadElement = () => Promise<CustomElementConstructor>

const offered = new Map<string, Part<unknown>>()

/** Says where the elements are that are registered once they are needed. Who has taken a tag before keeps it. */
export function offerElements(loaders: Readonly<Record<string, LoadElement>>): void {
  for (const [tag, load] of Object.entries(loaders))
    offered.set(
      tag,
      latePart(async () => {
        const element = await load()
        if (!customElements.get(tag)) customElements.define(tag, element)
        return true
      }),
    )
}

/** An element by its tag: there as soon as it is registered, and where nobody has offered it. */
export function lateElement(tag: string): Part<unknown> {
  const part = offered.get(tag)
  return part && !customElements.get(tag) ? part : THERE
}

/**
 * Does something with an element as soon as it is registered, at once where it is. Returns how to undo it, or not to do it any more;
 * what cannot be loaded is tried again when the connection is back.
 */
export function onceRegistered(element: HTMLElement, act: () => () => void): () => void {
  const part = lateElement(element.localName)
  if (part.value !== undefined) return act()
  let undo: () => void = () => removeEventListener('online', load)
  let isWanted = true
  const load = () => {
    part.load().then(
      () => {
        undo()
        if (!isWanted) return
        customElements.upgrade(element) // it may stand in no page yet
        undo = act()
      },
      () => addEventListener('online', load, { once: true }),
    )
  }
  load()
  return () => {
    isWanted = false
    undo()
  }
}

const THERE: Part<unknown> = { value: true, load: () => Promise.resolve(true) }

/** Loads parts one after the other whenever the browser has time. One that fails is loaded by who asks for it. */
export function loadWhenIdle(parts: readonly Part<unknown>[]): void {
  const [first, ...rest] = parts
  if (!first) return
  const load = () => {
    const goOn = () => loadWhenIdle(rest)
    first.load().then(goOn, goOn)
  }
  // Safari has no such callback.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(load, { timeout: IDLE_MS })
  else setTimeout(load, IDLE_MS)
}

/** After so long it is loaded even if the browser has been busy all the time. */
const IDLE_MS = 1000
