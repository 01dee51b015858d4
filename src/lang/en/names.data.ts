import type { SubjectVerbNames } from '../../text/language.js'

export const NAMES: SubjectVerbNames = { maleNames: [], femaleNames: [] }
