/** What a server needs of a shared document: who may do what, reading, writing, and what an update would change. Runs anywhere. */
export {
  hasSharedDossier,
  readSharedDossier,
  rootName,
  SHARED_NAME,
  SHARED_PARTS,
  writeSharedDossier,
  type SharedDossier,
  type SharedPart,
} from './document.js'
export { changesOf, type SharedChange } from './update.js'
export {
  judgeUpdate,
  SHARED_RIGHTS,
  type JudgeOptions,
  type Judgement,
  type SharedMember,
  type SharedRight,
} from './guard.js'
export {
  guardHocuspocus,
  type GuardedConnection,
  type GuardOptions,
  type HocuspocusGuard,
  type SyncMessage,
} from './hocuspocus.js'
