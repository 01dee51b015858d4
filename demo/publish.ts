/** What happens when somebody asks to publish: the house's rules answer, and the page tells what they say. */
import type { EditorView } from 'prosemirror-view'
import { applyAction, getAnnotations, getArticle, isPending, publishCheck, subscribe } from '../src/index.js'
import { quoteOf, textIn, type PolicyProblem, type PublishCheck } from '../src/model/index.js'
import type { AttributionPanel } from '../src/ui/index.js'
import { element } from './element.js'
import { messages, type Locale } from './messages.js'

export interface Publishing {
  readonly view: EditorView
  readonly panel: AttributionPanel
  readonly locale: () => Locale
  /** Resolves when detection can read, false when it never will. */
  readonly reading: Promise<boolean>
  /** Shows one plain message; `isGood` when nothing is in the way. */
  readonly tell: (words: string, isGood: boolean) => void
  /** Brings the panel into sight. */
  readonly showPanel: () => void
}

/** Asks whether the article can go out, and says so. Resolves to whether it went. */
export async function publish({
  view,
  panel,
  locale,
  reading,
  tell,
  showPanel,
}: Publishing): Promise<boolean> {
  const words = messages[locale()]
  if (!(await reading)) {
    tell(words.publishUnread, false)
    return false
  }
  await isRead(view)
  if (view.isDestroyed) return false
  const check = publishCheck(view.state)
  applyAction({ type: 'publish', outcome: check.outcome })(view.state, view.dispatch, view)
  if (check.outcome === 'blocks') {
    showPanel()
    void panel.showCheck()
    tell(words.publishBlocked(new Set(check.blocks.map(({ annotationId }) => annotationId)).size), false)
    return false
  }
  if (check.outcome === 'warns' && !(await isMeant(check, view, locale()))) {
    showPanel()
    void panel.showCheck()
    return false
  }
  tell(check.coverage.total ? words.published : words.publishedUnchecked, true)
  return true
}

/** Until detection has read the present text. */
function isRead(view: EditorView): Promise<void> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      if (!view.isDestroyed && isPending(view.state)) return false
      resolve()
      return true
    }
    if (look()) return
    const stop = subscribe(view, () => {
      if (look()) stop()
    })
  })
}

/** Lists the warnings, and asks whether to publish all the same. */
function isMeant(check: PublishCheck, view: EditorView, locale: Locale): Promise<boolean> {
  const words = messages[locale]
  const { lang } = getArticle(view.state)
  const quotes = new Map(
    getAnnotations(view.state).map((annotation) => [annotation.id, quoteOf(annotation, lang)]),
  )
  const back = element('button', { type: 'submit', value: 'back', autofocus: true }, words.publishBack)
  const anyway = element(
    'button',
    { type: 'submit', value: 'anyway', className: 'primary' },
    words.publishAnyway,
  )
  const heading = element('h2', { id: 'warnings-heading' }, words.publishWarned(check.warns.length))
  const dialog = element(
    'dialog',
    { className: 'warnings', lang: locale },
    element(
      'form',
      { method: 'dialog' },
      heading,
      element('ul', {}, ...byRule(check.warns).map((group) => warning(group, quotes, locale))),
      element('div', { className: 'actions' }, back, anyway),
    ),
  )
  dialog.setAttribute('aria-labelledby', heading.id)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'anyway')
    })
  })
}

function warning(
  group: readonly PolicyProblem[],
  quotes: ReadonlyMap<string, string>,
  locale: Locale,
): HTMLElement {
  return element(
    'li',
    {},
    group[0] ? textIn(group[0].text, locale) : '',
    element('ul', {}, ...group.map(({ annotationId }) => element('li', {}, quotes.get(annotationId) ?? ''))),
  )
}

/** What one rule says of several statements is said once. */
function byRule(problems: readonly PolicyProblem[]): readonly (readonly PolicyProblem[])[] {
  const groups = new Map<string, PolicyProblem[]>()
  for (const problem of problems) groups.set(problem.rule, [...(groups.get(problem.rule) ?? []), problem])
  return [...groups.values()]
}
