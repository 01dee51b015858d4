/** Where in a page the article's text stands, as a CSS selector says. Matching is css-select's, on the tree that parse5 has made. */
import { compile } from 'css-select'
import { defaultTreeAdapter as tree, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** A selector that pages are read by. */
export interface Selector {
  readonly text: string
  readonly matches: (element: Element) => boolean
}

/** The selector, ready to match. Throws an Error for a text that is none. */
export function createSelector(text: string): Selector {
  return { text, matches: compile<Node, Element>(text, { adapter: ADAPTER }) }
}

const childrenOf = (node: Node): Node[] => ('childNodes' in node ? node.childNodes : [])

/** From top to bottom, without recursion: a hostile page nests deeper than the stack. */
function* elementsIn(nodes: readonly Node[]): Generator<Element> {
  const stack: Node[] = []
  const push = (children: readonly Node[]): void => {
    for (let i = children.length; i--;) stack.push(children[i] as Node) // i is inside
  }
  push(nodes)
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (tree.isElementNode(node)) yield node
    push(childrenOf(node))
  }
}

function textOf(root: Node): string {
  let text = tree.isTextNode(root) ? root.value : ''
  for (const element of elementsIn([root]))
    for (const child of element.childNodes) if (tree.isTextNode(child)) text += child.value
  return text
}

const ADAPTER = {
  isTag: (node: Node): node is Element => tree.isElementNode(node),
  getName: ({ tagName }: Element) => tagName,
  getParent: (node: Element) => node.parentNode,
  getChildren: childrenOf,
  getSiblings: (node: Node) =>
    'parentNode' in node && node.parentNode ? childrenOf(node.parentNode) : [node],
  getText: textOf,
  getAttributeValue: ({ attrs }: Element, name: string) => attrs.find((own) => own.name === name)?.value,
  hasAttrib: ({ attrs }: Element, name: string) => attrs.some((own) => own.name === name),
  removeSubsets: (nodes: Node[]) => nodes,
  existsOne: (test: (element: Element) => boolean, nodes: Node[]) => {
    for (const element of elementsIn(nodes)) if (test(element)) return true
    return false
  },
  findOne: (test: (element: Element) => boolean, nodes: Node[]) => {
    for (const element of elementsIn(nodes)) if (test(element)) return element
    return null
  },
  findAll: (test: (element: Element) => boolean, nodes: Node[]) => [...elementsIn(nodes)].filter(test),
}
