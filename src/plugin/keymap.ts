import type { Command } from 'prosemirror-state'
import {
  adjustBorders,
  annotateSelection,
  openCard,
  selectNext,
  selectPrevious,
  setStatus,
  withRight,
} from './commands.js'

/**
 * Keys for `keymap()` of prosemirror-keymap:
 *
 * | key | does |
 * |---|---|
 * | F8, Alt-ArrowDown | goes to the next statement |
 * | Shift-F8, Alt-ArrowUp | goes to the previous one |
 * | Alt-Enter | sets the selected statement to verified |
 * | Alt-Shift-Enter | marks the selected words as a statement |
 * | F2 | moves the borders of the selected statement; the arrows then move them, Enter takes them |
 * | Shift-F2, Mod-Alt-Enter | opens its card and goes there; Escape comes back |
 *
 * F8 is the next finding in CodeMirror and Visual Studio Code; the arrows serve keyboards whose
 * function keys are media keys. Shift-F2 goes to a cell's comment in Excel, and neither browsers nor screen
 * readers have it; Enter serves those without function keys. There is no letter with Ctrl-Alt, because Windows sends just that
 * for AltGr, with which a German keyboard types @, € and brackets; none with Alt alone, which types
 * characters on a Mac and opens menus elsewhere; none with Ctrl-Shift, which browsers keep for themselves.
 *
 * A key for what the present user may not do says so.
 */
export const attributionKeymap: Readonly<Record<string, Command>> = {
  F8: selectNext,
  'Shift-F8': selectPrevious,
  'Alt-ArrowDown': selectNext,
  'Alt-ArrowUp': selectPrevious,
  'Alt-Enter': withRight('review', setStatus('verified')),
  'Alt-Shift-Enter': withRight('annotate', annotateSelection()),
  F2: withRight('annotate', adjustBorders()),
  'Shift-F2': openCard(),
  'Mod-Alt-Enter': openCard(),
}
