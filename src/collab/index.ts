/** Annotations in editors whose document goes by steps, as with prosemirror-collab. */
export {
  getActionVersion,
  parseSnapshot,
  receiveActions,
  sendableActions,
  sharedSnapshot,
  shareAnnotations,
  snapshotToJSON,
  type Received,
  type Sendable,
  type SharedSnapshot,
  type SharingOptions,
} from './sharing.js'
export { MAX_ACTIONS, parseSharedActions, type Deed, type SharedAction } from './shared-action.js'
export type { Anchor, Memory, Piece } from '../plugin/anchor.js'
export type { Form, Tie } from '../plugin/form.js'
export type { Found, Logged } from '../plugin/state.js'
