/** Whether all is said for a release: `node test/package/release.mjs v1.2.3` tells what is missing, and then exits with 1. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What keeps `tag` from being published, in words; nothing when it can be. */
export function whatIsMissing({ tag, pkg, changelog }) {
  const [heading = ''] = /^## .*$/m.exec(changelog) ?? []
  const missing = []
  if (tag !== `v${pkg.version}`) missing.push(`the tag is ${tag}, package.json says ${pkg.version}`)
  if (
    !/^## \d+\.\d+\.\d+\S*, \d+ [A-Z][a-z]+ \d{4}$/.test(heading) ||
    !heading.startsWith(`## ${pkg.version},`)
  )
    missing.push(`CHANGELOG.md begins with "${heading}", not with "## ${pkg.version}, " and the day`)
  if (!pkg.repository) missing.push('package.json names no repository, which provenance is checked against')
  return missing
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = whatIsMissing({
    tag: process.argv[2],
    pkg: JSON.parse(readFileSync('package.json', 'utf8')),
    changelog: readFileSync('CHANGELOG.md', 'utf8'),
  })
  for (const line of missing) console.error(line)
  process.exitCode = missing.length ? 1 : 0
}
