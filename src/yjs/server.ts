/** What a server needs of a shared document: reading, writing, and what an update would change. Runs anywhere. */
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
