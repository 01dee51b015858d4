/**
 * What cannot be tested in a browser, or with its driver, and why. Tests whose full title begins so are
 * skipped there by `present.ts`, and named by `../support/wtr-count.mjs`.
 */
const LIMITS = [
  {
    tests: 'a composition',
    browsers: ['firefox', 'webkit'],
    // Composition events that a script makes up change no text, so a test with them would prove nothing.
    why: 'WebDriver has no input method, and only Chromium lets its own be driven from outside',
  },
]

/** The limit that a test meets in a browser (`chromium`, `firefox` or `webkit`); null when it can run. */
export function limitOf(title, browser) {
  return LIMITS.find(({ tests, browsers }) => title.startsWith(tests) && browsers.includes(browser)) ?? null
}
