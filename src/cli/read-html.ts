/**
 * An HTML page as an article. The page is parsed as browsers do it; taken is
 * the longest `<article>`, else `<main>`, else the body without its header,
 * footer, navigation and asides. The tree is walked without recursion, since
 * a hostile page nests deeper than the stack.
 */
import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { BLOCK_SEPARATOR, LEAF, type Article, type ArticleBlock } from '../model/article.js'
import type { Problems } from './problems.js'
import { chosenSelector } from './reading.js'
import type { Selector } from './selector.js'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** What was read of a page. */
export interface ReadPage {
  /** `lang` is empty where the page does not say. Blocks without words (an image alone) are left out. */
  readonly article: Article
}

/** Default of `maxElements`: twenty times the longest pages, and about half a gigabyte of memory. */
export const MAX_ELEMENTS = 1_000_000

/** How much of a page is read. */
export interface PageLimits {
  /** Pages with more elements are refused. Default `MAX_ELEMENTS`. */
  readonly maxElements?: number
  /** Where the article's text stands; what it finds is taken in the order of the page. Default: the longest `<article>` and so on. */
  readonly selector?: Selector | null
}

/**
 * Reads a page of any soundness; what is no article gives one without blocks. Throws a RangeError for a page of more
 * elements than the limit (by the standard's rules for unclosed `<font>`s a few kilobytes become millions), and for one
 * in which the selector finds nothing.
 */
export function readHTML(
  page: string,
  { maxElements = MAX_ELEMENTS, selector = null }: PageLimits = {},
): ReadPage {
  const elements = [...elementsOf(parse(page, { treeAdapter: countingTree(maxElements) }))]
  const find = (tagName: string) => elements.find((element) => element.tagName === tagName)
  const found = selector ? outermost(elements.filter(selector.matches)) : []
  if (selector && !found.length)
    throw new RangeError(`nothing on the page is found by the selector ${selector.text}`)
  const [root = rootOf(elements), ...more] = found
  const blocks = root ? [root, ...more].flatMap(blocksOf) : []
  const titles = [
    blocks.find((block) => block.level === 1)?.text,
    ...[find('h1'), find('title')].map((element) => element && wordsOf(element)),
    blocks.find((block) => block.level > 0)?.text,
  ]
  const langs = [root, find('html')].map((element) => element && attributeOf(element, 'lang')?.trim())
  return { article: { title: fold(titles.find(Boolean) ?? ''), lang: langs.find(Boolean) ?? '', blocks } }
}

/** The article of a page in a file; null where it is beyond the limits, or nothing is found in it, which is then told. */
export function readPage(page: string, file: string, problems: Problems): Article | null {
  try {
    return readHTML(page, { selector: chosenSelector() }).article
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    problems.tell(file, error.message)
    return null
  }
}

function countingTree(maxElements: number): typeof tree {
  let count = 0
  return {
    ...tree,
    createElement(...element) {
      if (++count > maxElements) throw new RangeError(`the page has more than ${maxElements} elements`)
      return tree.createElement(...element)
    },
  }
}

/** Whether a file is read as a page, going by its name; all others are plain text. */
export function isHTMLFile(file: string): boolean {
  return /\.x?html?$/i.test(file)
}

const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section ' +
    'summary table tbody td tfoot th thead tr ul'
  ).split(' '),
)
/** Nothing of them is text of the article. */
const SKIPPED = new Set(
  'aside base button datalist head link meta nav noscript optgroup option param script select source style template textarea title track'.split(
    ' ',
  ),
)
/** A text of their own to detection, as in the editor (`plugin/flows.ts`): speakers do not go on into them. */
const APART = new Set('caption figcaption td th'.split(' '))
/** Stand in the article, but are no prose. */
const UNREAD = new Set(['pre'])
/** Stand in the text as one character. */
const LEAVES = new Set(
  'audio canvas embed iframe img input math meter object picture progress svg video'.split(' '),
)
const PAGE_FURNITURE = new Set(['header', 'footer'])

function rootOf(elements: readonly Element[]): Element | undefined {
  let root: Element | undefined
  let longest = -1
  // An article in another is not longer, and a hostile page nests thousands.
  const inner = new Set<Element>()
  for (const element of elements) {
    if (element.tagName !== 'article' || inner.has(element)) continue
    const { length } = wordsOf(element, (inside) => inside.tagName === 'article' && inner.add(inside))
    if (length > longest) [root, longest] = [element, length]
  }
  return (
    root ??
    elements.find((element) => element.tagName === 'main' || attributeOf(element, 'role') === 'main') ??
    elements.find((element) => element.tagName === 'body')
  )
}

/** Those that are in none of the others. */
function outermost(elements: readonly Element[]): readonly Element[] {
  const inside = new Set<Node>()
  return elements.filter((element) => {
    if (inside.has(element)) return false
    for (const own of elementsOf(element)) inside.add(own)
    return true
  })
}

function blocksOf(root: Element): readonly ArticleBlock[] {
  const blocks: ArticleBlock[] = []
  /** Where the walk is: the article's running text, and what stands apart in it. */
  const flows: (number | null)[] = [0]
  let started = 0
  let level = 0
  let text = ''
  const flush = (): void => {
    const flow = flows.at(-1) ?? null
    // Two breaks in a row are a new paragraph to the reader; the rendering is the same.
    for (const part of text
      .replace(/ +/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .split(/\n{2,}/)) {
      const words = part.replace(/^[ \n]+|[ \n]+$/g, '')
      if (words.replaceAll(LEAF, '').trim()) blocks.push({ level, text: words, ...(flow !== 0 && { flow }) })
    }
    text = ''
  }
  walk(root, {
    enter(element) {
      const { tagName } = element
      const isFurniture = root.tagName === 'body' && PAGE_FURNITURE.has(tagName)
      if (
        element !== root &&
        (SKIPPED.has(tagName) || isFurniture || attributeOf(element, 'hidden') !== null)
      )
        return false
      if (tagName === 'br') text += '\n'
      if (LEAVES.has(tagName)) {
        text += LEAF
        return false
      }
      if (BLOCKS.has(tagName)) flush()
      if (APART.has(tagName)) flows.push(flows.includes(null) ? null : ++started)
      if (UNREAD.has(tagName)) flows.push(null)
      level = levelOf(element) || level
      return true
    },
    leave(element) {
      if (BLOCKS.has(element.tagName)) flush()
      if (APART.has(element.tagName) || UNREAD.has(element.tagName)) flows.pop()
      if (levelOf(element)) level = 0
    },
    text(value, parent) {
      const isPreformatted = parent.tagName === 'pre' || (parent.tagName === 'code' && isIn(parent, 'pre'))
      text += value
        // A separator inside a block would be taken for the end of it.
        .replace(/\r\n?/g, '\n')
        .replace(isPreformatted ? /[ \t\f]+/g : /[ \t\n\f]+/g, ' ')
    },
  })
  flush()
  return blocks
}

function isIn(element: Element, tagName: string): boolean {
  const parent = tree.getParentNode(element)
  return !!parent && tree.isElementNode(parent) && parent.tagName === tagName
}

function levelOf({ tagName }: Element): number {
  return /^h[1-6]$/.test(tagName) ? Number(tagName[1]) : 0
}

function wordsOf(root: Element, visit: (element: Element) => unknown = () => undefined): string {
  let words = ''
  walk(root, {
    enter(element) {
      visit(element)
      return element === root || !SKIPPED.has(element.tagName)
    },
    leave: () => undefined,
    text: (value) => void (words += value),
  })
  return fold(words)
}

function fold(text: string): string {
  return text.replaceAll(LEAF, '').replaceAll(BLOCK_SEPARATOR, ' ').replace(/\s+/g, ' ').trim()
}

function attributeOf(element: Element, name: string): string | null {
  return element.attrs.find((attr) => attr.name === name)?.value ?? null
}

function* elementsOf(root: Node): Generator<Element> {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (tree.isElementNode(node)) yield node
    if ('childNodes' in node)
      for (let i = node.childNodes.length; i--;) stack.push(node.childNodes[i] as Node) // i is inside
  }
}

interface Visitor {
  /** False passes over what is inside. */
  enter(element: Element): boolean
  leave(element: Element): void
  text(value: string, parent: Element): void
}

function walk(root: Element, visitor: Visitor): void {
  const stack: { readonly element: Element; next: number }[] = []
  if (visitor.enter(root)) stack.push({ element: root, next: 0 })
  for (let frame = stack[stack.length - 1]; frame; frame = stack[stack.length - 1]) {
    const child = frame.element.childNodes[frame.next++]
    if (!child) {
      visitor.leave(frame.element)
      stack.pop()
    } else if (tree.isTextNode(child)) visitor.text(child.value, frame.element)
    else if (tree.isElementNode(child) && visitor.enter(child)) stack.push({ element: child, next: 0 })
  }
}
