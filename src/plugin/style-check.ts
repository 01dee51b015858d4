/** Without the style sheet marks are there and cannot be seen; a host looks for the fault everywhere else. */
import type { EditorView } from 'prosemirror-view'
import { attributionKey } from './state.js'

/** Style sheets may come a little later than the first mark. */
const LOADING_MS = 2000

/** Tells the host, once for each view, that its marks look like the text around them. */
export class StyleCheck {
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly view: EditorView) {}

  /** To be called after every update that changed the plugin's state. */
  update(): void {
    if (this.timer === undefined && firstMark(this.view))
      this.timer = setTimeout(() => this.look(), LOADING_MS)
  }

  destroy(): void {
    clearTimeout(this.timer)
  }

  private look(): void {
    const mark = firstMark(this.view)
    if (!mark || hasStyle(mark)) return
    attributionKey.getState(this.view.state)?.config.onProblem({
      where: 'style',
      error: new Error(
        "The marks of statements have no style. Import 'prosemirror-attribution/style.css', or link dist/style.css of the package.",
      ),
    })
  }
}

function firstMark(view: EditorView): Element | null {
  return view.dom.querySelector('.attribution')
}

/** That of the package, or one of the host's own. */
function hasStyle(mark: Element): boolean {
  const own = getComputedStyle(mark)
  const around = mark.parentElement && getComputedStyle(mark.parentElement)
  return (
    own.getPropertyValue('--attribution-own') !== '' ||
    own.textDecorationLine !== 'none' ||
    own.backgroundColor !== around?.backgroundColor ||
    own.borderBottomStyle !== around.borderBottomStyle ||
    own.color !== around.color
  )
}
