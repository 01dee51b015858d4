/**
 * A node:test reporter that prints the counts and what failed as JSON, for test/run.mjs. Suites do not count, only
 * tests.
 */
export default async function* countReporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (data.details?.type === 'suite') continue
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped++
    else if (type === 'test:pass') counts.passed++
    else {
      counts.failed++
      const { error } = data.details
      counts.failures.push({
        file: data.file,
        title: data.name,
        error: String(error.cause?.stack ?? error.message),
      })
    }
  }
  yield JSON.stringify(counts)
}
