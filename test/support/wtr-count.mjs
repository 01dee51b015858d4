/** Writes the counts of a web-test-runner run to the file that TEST_COUNTS names, for test/run.mjs. */
import { writeFileSync } from 'node:fs'

export const countReporter = () => ({
  onTestRunFinished({ sessions }) {
    if (!process.env.TEST_COUNTS) return
    const counts = { passed: 0, failed: 0, skipped: 0 }
    for (const session of sessions) {
      count(session.testResults, counts)
      if (session.errors?.length || !session.testResults) counts.failed++ // the file did not even load
    }
    writeFileSync(process.env.TEST_COUNTS, JSON.stringify(counts))
  },
})

function count(suite, counts) {
  for (const test of suite?.tests ?? [])
    counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++
  for (const inner of suite?.suites ?? []) count(inner, counts)
}
