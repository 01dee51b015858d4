/** What screen readers are told: one polite live region per view, beside the editor, never inside it. */
import type { EditorView } from 'prosemirror-view'
import { toldAfter } from '../model/presentation.js'
import type { Announcement } from './announcements.js'
import type { Config } from './state.js'

/** An element out of sight whose words screen readers say. */
export class LiveRegion {
  private readonly element: HTMLElement

  constructor(private readonly view: EditorView) {
    this.element = view.dom.ownerDocument.createElement('div')
    this.element.setAttribute('role', 'status')
    // Through CSSOM: it must not show where the style sheet is missing, and any CSP is fine with it.
    Object.assign(this.element.style, {
      // At the end of a long article it would make a page scroll whose editor scrolls by itself.
      position: 'fixed',
      top: '0',
      left: '0',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    })
    this.place()
  }

  /** An event in the words of the option `announce`, in the page's language; empty where that fails. */
  wordsFor(event: UnheardAnnouncement, { announce, onProblem }: Config): string {
    try {
      return announce({ ...event, lang: this.view.dom.ownerDocument.documentElement.lang })
    } catch (error) {
      onProblem({ where: 'listener', error })
      return ''
    }
  }

  say(words: string): void {
    this.place()
    this.element.textContent = toldAfter(this.element.textContent, words)
  }

  /** Silently. */
  clear(): void {
    if (this.element.textContent) this.element.textContent = ''
  }

  destroy(): void {
    this.element.remove()
  }

  private place(): void {
    if (!this.element.isConnected) this.view.dom.after(this.element)
  }
}

type WithoutLang<Event> = Event extends Announcement ? Omit<Event, 'lang'> : never
/** An announcement before the page's language is known. */
export type UnheardAnnouncement = WithoutLang<Announcement>
