import { readFileSync } from 'node:fs'
import { Converter, OptionDefaults, ReflectionKind } from 'typedoc'

const pkg = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))

/**
 * The API reference of every entry that is code, as pages that need no network, where the guide's site takes them
 * in. A public name without a doc block, and a link that leads nowhere, are errors. `npm run docs:api`.
 */
export default {
  name: pkg.name,
  entryPoints: Object.values(pkg.exports)
    .filter((target) => typeof target === 'object')
    .map((target) => target.default.replace(/^\.\/dist\/(.*)\.js$/, 'src/$1.ts')),
  tsconfig: 'tsconfig.json',
  skipErrorChecking: true, // tsc has checked
  out: 'docs/public/api',
  readme: 'none',
  disableSources: true,
  hideGenerator: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeExternals: true,
  // Those of the elements, which custom-elements.json is made of.
  blockTags: [...OptionDefaults.blockTags, '@element', '@attr', '@fires', '@csspart', '@cssprop'],
  // Names, and what they can do; a property is explained where its name and type leave a question.
  requiredToBeDocumented: OptionDefaults.requiredToBeDocumented.filter((kind) => kind !== 'Property'),
  // What the plugin keeps in its state and shares of it is read by functions, not by hosts; clauses are read by engines.
  intentionallyNotExported: [
    'AnchorSet',
    'AnnotationRecord',
    'COMMANDS',
    'Config',
    'KnownAwareness', // that of a Hocuspocus document
    'Places',
    'Reader',
    'Trail',
    'ViewersAt', // of the elements among themselves
  ],
  plugin: [leaveOut],
  validation: { notExported: true, invalidLink: true, notDocumented: true },
  treatWarningsAsErrors: true,
}

/**
 * Style sheets of elements are no interface. Of the interface's texts each has a key that says which it is, and a
 * schema's fields are told by its type.
 */
function leaveOut({ converter, options }) {
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const property of project.getReflectionsByKind(ReflectionKind.Property))
      if (property.name === 'styles' && property.flags.isStatic) project.removeReflection(property)
  })
  converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const undocumented = project
      .getReflectionsByKind(ReflectionKind.Property)
      .filter((property) => isUndocumentedMethod(property))
      .map((property) => property.getFullName())
      .filter((name) => name.startsWith('ui.Messages.'))
    options.setValue('intentionallyNotDocumented', undocumented)
  })
}

function isUndocumentedMethod(property) {
  const signatures = property.type?.declaration?.signatures ?? []
  return signatures.length > 0 && ![property, ...signatures].some((reflection) => reflection.hasComment())
}
