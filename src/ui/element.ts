/**
 * What all elements share: they are drawn once the words of their language are there, and can hold parts that are loaded late.
 * `updateComplete` waits for both.
 */
import { adoptStyles, html, LitElement, type CSSResult, type TemplateResult } from 'lit'
import { toldAfter } from '../model/presentation.js'
import type { Part } from './late.js'
import { messagesOf, UNLOADED, wordsComing } from './messages/index.js'

/** An element of the interface. */
export abstract class AttributionElement extends LitElement {
  /** Language of the interface. */
  abstract locale: string

  /** Parts that are on their way; each of these promises keeps what it promises. */
  readonly #coming = new Set<Promise<void>>()
  /** Parts that could not be loaded, and what was said about it last. */
  readonly #failed = new Map<Part<unknown>, string>()
  /** Style sheets of parts that are there. */
  readonly #sheets = new Set<CSSResult>()

  /**
   * Like `updateComplete`, but without what is on its way.
   * @internal
   */
  get drawn(): Promise<boolean> {
    return super.getUpdateComplete()
  }

  /**
   * Whether something that is to be shown is still on its way.
   * @internal
   */
  get isComing(): boolean {
    return this.#coming.size > 0
  }

  /** @internal */
  protected override scheduleUpdate(): void | Promise<unknown> {
    return wordsComing(this.locale) ? this.#waitForWords() : super.scheduleUpdate()
  }

  async #waitForWords(): Promise<void> {
    for (let coming = wordsComing(this.locale); coming; coming = wordsComing(this.locale))
      await coming.catch(() => this.#askToTryAgain())
    super.scheduleUpdate()
  }

  /** Without words there is no template either. Resolves when somebody wants to try again. */
  #askToTryAgain(): Promise<void> {
    const notice = document.createElement('p')
    notice.className = 'late'
    notice.role = 'alert'
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'outlined'
    const { failed, retry } = UNLOADED
    button.textContent = retry
    notice.append(failed, ' ', button)
    this.renderRoot.append(notice)
    return new Promise((resolve) => {
      button.addEventListener('click', () => {
        notice.remove()
        resolve()
      })
    })
  }

  /** @internal */
  protected override async getUpdateComplete(): Promise<boolean> {
    let done = await super.getUpdateComplete()
    while (this.#coming.size) {
      await Promise.all(this.#coming)
      done = await super.getUpdateComplete()
    }
    return done
  }

  /** The part, if it is there. Else it is loaded, and the element is drawn again; till then `renderLate` stands in for it. */
  protected take<T>(part: Part<T>): T | null {
    const { value } = part
    if (value === undefined && !this.#failed.has(part)) void this.#load(part)
    return value ?? null
  }

  async #load(part: Part<unknown>): Promise<void> {
    const coming = part.load().then(
      () => void this.#failed.delete(part),
      () => {
        const { failed } = messagesOf(this.locale).late
        this.#failed.set(part, toldAfter(this.#failed.get(part) ?? '', failed))
      },
    )
    this.#coming.add(coming)
    await coming
    this.#coming.delete(coming)
    this.requestUpdate()
  }

  /** Whether the part could not be loaded. */
  protected hasFailed(part: Part<unknown>): boolean {
    return this.#failed.has(part)
  }

  /** Gives the element the style sheet of a part, once. */
  protected adopt(sheet: CSSResult): void {
    if (this.#sheets.has(sheet) || !(this.renderRoot instanceof ShadowRoot)) return
    this.#sheets.add(sheet)
    const { elementStyles } = this.constructor as typeof LitElement // as Lit itself reads them
    adoptStyles(this.renderRoot, [...elementStyles, ...this.#sheets])
  }

  /**
   * Stands in for a part: after half a second that it is being loaded, and after a failure how to try again. Where that
   * helps, `focus` gives the focus on.
   */
  protected renderLate(part: Part<unknown>, focus: () => void = () => this.focus()): TemplateResult {
    const { late: t } = messagesOf(this.locale)
    const failure = this.#failed.get(part)
    const retry = async () => {
      await this.#load(part)
      await this.updateComplete
      if (!this.#failed.has(part)) focus()
    }
    return failure === undefined
      ? html`<p class="late" role="status"><span class="soon">${t.loading}</span></p>`
      : html`<p class="late" role="alert">
          <span>${failure}</span>
          <button type="button" class="outlined" @click=${retry}>${t.retry}</button>
        </p>`
  }
}
