/**
 * Makes `dist/custom-elements.json` of the elements' doc blocks, which editors and catalogues of components read:
 * tags, properties, attributes, events, parts and custom properties, of a class only what its users may touch.
 */
const DEFINING = 'dist/ui/define.js'
const built = (path) => path.replace(/^src\/(.*)\.ts$/, 'dist/$1.js')

const published = {
  name: 'published',
  /** Every element has the theme, whose tags stand at the theme. */
  analyzePhase({ ts, node, context }) {
    if (!ts.isVariableStatement(node) || node.declarationList.declarations[0]?.name.getText() !== 'theme')
      return
    context.theme = ts
      .getJSDocTags(node)
      .filter(({ tagName }) => tagName.text === 'cssprop')
      .map(
        ({ comment }) =>
          /^(?<name>--[a-z-]+) - (?<description>.*)$/s.exec(ts.getTextOfJSDocComment(comment)).groups,
      )
      .map(({ name, description }) => ({ name, description, default: defaultOf(name, node.getText()) }))
  },
  packageLinkPhase({ customElementsManifest, context }) {
    const { modules } = customElementsManifest
    const elements = modules.flatMap(({ path, declarations }) =>
      declarations.filter(({ tagName }) => tagName).map((element) => ({ element, module: built(path) })),
    )
    elements.sort((a, b) => (a.module < b.module ? -1 : 1))
    for (const { element } of elements) {
      element.cssProperties = context.theme
      element.members = element.members.filter(({ privacy }) => !privacy || privacy === 'public')
      // What is said of an attribute holds for its property.
      for (const member of element.members)
        member.description ??= element.attributes?.find(
          ({ fieldName }) => fieldName === member.name,
        )?.description
      delete element.superclass
    }
    customElementsManifest.modules = [
      ...elements.map(({ element, module }) => ({
        kind: 'javascript-module',
        path: module,
        declarations: [element],
        exports: [{ kind: 'js', name: element.name, declaration: { name: element.name, module } }],
      })),
      {
        kind: 'javascript-module',
        path: DEFINING,
        declarations: [],
        exports: elements.map(({ element, module }) => ({
          kind: 'custom-element-definition',
          name: element.tagName,
          declaration: { name: element.name, module },
        })),
      },
    ]
  },
}

/** The second argument of the `var()` that reads the property, in one line. */
function defaultOf(name, css) {
  const start = css.indexOf(',', css.search(new RegExp(`var\\(\\s*${name}\\b`))) + 1
  let depth = 1
  let end = start
  for (; depth; end++) depth += css[end] === '(' ? 1 : css[end] === ')' ? -1 : 0
  return css
    .slice(start, end - 1)
    .replace(/\s+/g, ' ')
    .trim()
}

export default {
  globs: ['src/ui/*.ts'],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  plugins: [published],
}
