/** The page of a project without a framework: the editor, and how many names each entry has. */
import { mount } from './editor.js'
import { entries } from './entries.js'

mount(document.body)
document.body.dataset.entries = JSON.stringify(entries)
