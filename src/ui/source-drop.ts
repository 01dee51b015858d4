/** Components on which a source can be dropped. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Source } from '../model/source.js'
import { draggedSource, droppedSource } from './drag.js'

/** What an element does with sources that are dragged over it. */
export interface SourceDropOptions {
  /** Whether this source can be dropped now. */
  readonly accepts: (source: Source) => boolean
  readonly drop: (source: Source) => void
}

/** Lets sources be dropped on its host, which has the attribute `dropping` while one is held over it. */
export class SourceDropTarget implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #options: SourceDropOptions

  constructor(host: ReactiveControllerHost & HTMLElement, options: SourceDropOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostConnected(): void {
    this.#host.addEventListener('dragover', this.#over)
    this.#host.addEventListener('dragleave', this.#leave)
    this.#host.addEventListener('drop', this.#drop)
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('dragover', this.#over)
    this.#host.removeEventListener('dragleave', this.#leave)
    this.#host.removeEventListener('drop', this.#drop)
    this.#host.removeAttribute('dropping')
  }

  readonly #over = (event: DragEvent): void => {
    const source = draggedSource(event)
    if (source === null || !this.#options.accepts(source)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    this.#host.setAttribute('dropping', '')
  }

  readonly #leave = ({ relatedTarget }: DragEvent): void => {
    // From one part of the host to another is no leaving.
    if (relatedTarget instanceof Node && this.#host.contains(relatedTarget)) return
    this.#host.removeAttribute('dropping')
  }

  readonly #drop = (event: DragEvent): void => {
    this.#host.removeAttribute('dropping')
    const source = droppedSource(event)
    if (source === null || !this.#options.accepts(source)) return
    event.preventDefault()
    event.stopPropagation()
    this.#options.drop(source)
  }
}
