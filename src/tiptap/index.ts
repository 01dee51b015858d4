/** The plugin as an extension for Tiptap 3: options, commands, keys and storage in Tiptap's own manner. */
export {
  Attribution,
  type AttributionCommands,
  type AttributionExtensionOptions,
  type AttributionStorage,
} from './extension.js'
