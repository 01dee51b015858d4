/**
 * How inputs are read: up to which size, in which encoding, and where in a page the text stands. One for a run of
 * the program, since every command reads files, and all in the same way; plain data, so that threads take it over.
 */
import type { ParseArgsConfig } from 'node:util'
import { MAX_ANNOTATIONS } from '../model/article-file.js'
import { DEFAULT_MAX_LINE, isEncoding } from './bytes.js'
import { messageOf, type Problems } from './problems.js'
import { createSelector, type Selector } from './selector.js'

const MIB = 1024 * 1024
const MILLION = 1_000_000

/** How inputs are read. */
export interface Reading {
  /** Larger files are refused. In bytes. */
  readonly maxSize: number
  /** Longer lines of JSON Lines are passed over. In bytes. */
  readonly maxLine: number
  /** In longer texts no statements are looked for. In UTF-16 units. */
  readonly maxText: number
  /** Files with more annotations are refused; null for the defaults of their formats. */
  readonly maxAnnotations: number | null
  /** Encoding of text and pages that do not say. */
  readonly encoding: string
  /** Where in a page the article's text stands; null for the longest `<article>` and so on. */
  readonly selector: string | null
}

/**
 * What is read where no option says otherwise. The longest novels have 6 MiB. What is found in a text takes up to a
 * hundred times its length in memory, all at once, since speakers are looked for in all of it.
 */
export const DEFAULT_READING: Reading = {
  maxSize: 16 * MIB,
  maxLine: DEFAULT_MAX_LINE,
  maxText: 8_000_000,
  maxAnnotations: null,
  encoding: 'utf-8',
  selector: null,
}

/** More than this no string of the engine holds. In MiB, or millions of characters. */
const MOST = 256

/** The options of all commands that say how inputs are read. */
export const READING_OPTIONS = {
  encoding: { type: 'string' },
  'max-annotations': { type: 'string' },
  'max-line': { type: 'string' },
  'max-size': { type: 'string' },
  'max-text': { type: 'string' },
  selector: { type: 'string' },
} as const satisfies ParseArgsConfig['options']

type ReadingValues = { readonly [Key in keyof typeof READING_OPTIONS]?: unknown }

let chosen = DEFAULT_READING
let selector: Selector | null = null

/** How this run reads. */
export function reading(): Reading {
  return chosen
}

/** From now on inputs are read so. Throws an Error for a selector that is none. */
export function readAs(next: Reading): void {
  selector = next.selector === null ? null : createSelector(next.selector)
  chosen = next
}

/** The selector of this run, ready to match; null where there is none. */
export function chosenSelector(): Selector | null {
  return selector
}

/** The annotations that a file may have, as the checks of foreign data take it. */
export function annotationLimits(): { readonly maxAnnotations?: number } {
  return chosen.maxAnnotations === null ? {} : { maxAnnotations: chosen.maxAnnotations }
}

/** Takes over what the options say; false where they cannot be taken, which is told. */
export function takeReading(values: ReadingValues, problems: Problems): boolean {
  const text = (name: keyof ReadingValues): string | null => {
    const value = values[name]
    return typeof value === 'string' ? value : null
  }
  const size = (
    name: 'max-size' | 'max-line' | 'max-text',
    usual: number,
    [unit, words]: readonly [number, string] = [MIB, 'MiB'],
  ): number | null => {
    const value = text(name)
    if (value === null) return usual
    const count = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : NaN
    if (count > 0 && count <= MOST) return count * unit
    problems.tell('', `--${name} needs a number of ${words} up to ${MOST}, not "${value}"`)
    return null
  }
  const maxSize = size('max-size', DEFAULT_READING.maxSize)
  const maxLine = size('max-line', DEFAULT_READING.maxLine)
  const maxText = size('max-text', DEFAULT_READING.maxText, [MILLION, 'million characters'])
  if (maxSize === null || maxLine === null || maxText === null) return false
  const annotations = text('max-annotations')
  if (annotations !== null && !/^[1-9]\d{0,8}$/.test(annotations)) {
    problems.tell('', `--max-annotations needs a whole number from 1, not "${annotations}"`)
    return false
  }
  const encoding = text('encoding') ?? DEFAULT_READING.encoding
  if (!isEncoding(encoding)) {
    problems.tell('', `--encoding needs the name of an encoding, such as windows-1252, not "${encoding}"`)
    return false
  }
  const asked = text('selector')
  try {
    if (asked !== null && !asked.trim()) throw new Error('it is empty')
    readAs({
      maxSize,
      maxLine,
      maxText,
      maxAnnotations: annotations === null ? null : Number(annotations),
      encoding,
      selector: asked,
    })
    return true
  } catch (error) {
    problems.tell('', `--selector needs a CSS selector, not "${asked}": ${messageOf(error)}`)
    return false
  }
}

/** For messages and the help: "16 MiB". */
export function inMiB(bytes: number): string {
  return `${Number((bytes / MIB).toPrecision(6))} MiB`
}

/** Why no statements are looked for in a text of so many UTF-16 units; null where they are. */
export function whyTooLong(length: number): string | null {
  const { maxText } = chosen
  return length > maxText
    ? `the text is longer than ${maxText / MILLION} million characters; --max-text takes longer ones`
    : null
}

/** The default limit of annotations of our own files, for the help. */
export const DEFAULT_MAX_ANNOTATIONS = MAX_ANNOTATIONS
