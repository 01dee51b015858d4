/**
 * ProseMirror's packages tell their own objects by `instanceof`, so that an editor and a plugin that got them from
 * two copies of a package fail somewhere deep inside, with words that lead nowhere. Here they fail at the start.
 */
import { Node } from 'prosemirror-model'
import { EditorState } from 'prosemirror-state'
import { Transform } from 'prosemirror-transform'
import { EditorView } from 'prosemirror-view'

/** Throws TypeError, naming the packages, when the state comes from other copies of ProseMirror's packages than this plugin. */
export function checkStateCopies(state: EditorState): void {
  check({
    'prosemirror-model': state.doc instanceof Node,
    'prosemirror-transform': state.tr instanceof Transform,
    'prosemirror-state': state instanceof EditorState,
  })
}

/** Throws TypeError when the view comes from another copy of prosemirror-view than this plugin. */
export function checkViewCopy(view: EditorView): void {
  check({ 'prosemirror-view': view instanceof EditorView })
}

function check(isOurs: Readonly<Record<string, boolean>>): void {
  const names = Object.keys(isOurs).filter((name) => !isOurs[name])
  if (!names.length) return
  throw new TypeError(
    `Two copies of ${names.join(' and ')} are loaded, one by the editor and one by prosemirror-attribution. ` +
      `"npm ls ${names.join(' ')}" shows who brings the second; "npm dedupe", or "overrides" in package.json, leaves one.`,
  )
}
