/**
 * Writes the counts of a web-test-runner run to the file that TEST_COUNTS names, for test/run.mjs, and says
 * which tests were skipped, and why.
 */
import { writeFileSync } from 'node:fs'
import { limitOf } from '../browsers/limits.mjs'

const BROWSERS = { Chrome: 'chromium', Chromium: 'chromium', Firefox: 'firefox', MiniBrowser: 'webkit' }

export const countReporter = () => ({
  onTestRunFinished({ sessions }) {
    const counts = { passed: 0, failed: 0, skipped: 0 }
    const reasons = new Map()
    for (const { browser, testResults, errors } of sessions) {
      const skipped = []
      count(testResults, counts, skipped, '')
      if (errors?.length || !testResults) counts.failed++ // the file did not even load
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

function count(suite, counts, skipped, path) {
  for (const test of suite?.tests ?? []) {
    counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++
    if (test.skipped) skipped.push(`${path}${test.name}`)
  }
  for (const inner of suite?.suites ?? []) count(inner, counts, skipped, `${path}${inner.name} `)
}
