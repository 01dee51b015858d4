/**
 * Writes the counts of a web-test-runner run, and what failed, to the file that TEST_COUNTS names, for
 * test/run.mjs, and says which tests were skipped, and why.
 */
import { writeFileSync } from 'node:fs'
import { limitOf } from '../browsers/limits.mjs'

const BROWSERS = { Chrome: 'chromium', Chromium: 'chromium', Firefox: 'firefox', MiniBrowser: 'webkit' }

export const countReporter = () => ({
  onTestRunFinished({ sessions }) {
    const counts = { passed: 0, failed: 0, skipped: 0, failures: [] }
    const reasons = new Map()
    for (const { browser, testFile, testResults, errors } of sessions) {
      const skipped = []
      count(testResults, counts, skipped, testFile, '')
      if (errors?.length || !testResults) {
        counts.failed++ // the file did not even load
        const [error] = errors ?? []
        counts.failures.push({
          file: testFile,
          title: 'the file',
          error: told(error),
        })
      }
      for (const title of skipped) {
        const limit = limitOf(title, BROWSERS[browser.name])
        const reason = `${browser.name}: ${limit ? `“${limit.tests} …”: ${limit.why}` : title}`
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      }
    }
    for (const [reason, times] of reasons) console.log(`skipped ${times} in ${reason}`)
    if (process.env.TEST_COUNTS) writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts))
  },
})

function count(suite, counts, skipped, file, path) {
  for (const { name, passed, skipped: isSkipped, error } of suite?.tests ?? []) {
    const title = `${path}${name}`
    counts[isSkipped ? 'skipped' : passed ? 'passed' : 'failed']++
    if (isSkipped) skipped.push(title)
    else if (!passed) counts.failures.push({ file, title, error: told(error) })
  }
  for (const inner of suite?.suites ?? []) count(inner, counts, skipped, file, `${path}${inner.name} `)
}

function told(error) {
  return error ? `${error.message}\n${error.stack ?? ''}` : 'no results'
}
