/**
 * What runs in Firefox and WebKitGTK too: all but the pages that no editor is on, and what of shared documents is
 * data: random work, joining, rights.
 */
export const FILES = [
  'test/plugin/**/*.test.ts',
  'test/tiptap/**/*.test.ts',
  'test/ui/**/*.test.ts',
  'test/yjs/{sharing,tiptap,undo}.test.ts',
]

const NO_DRAG = 'only the driver of Chromium can drag'
const NO_MEDIA = 'only the driver of Chromium shows a page as on paper, in forced colours or with less motion'
const NO_TYPES = 'Firefox without a window keeps nothing but text and HTML on the clipboard'

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
  ...[
    'a drag in one editor',
    'two editors of a page move with a drag',
    'two editors of a page copy with a drag',
    'two editors of a page leave the text where it is',
    'two editors of a page have each their own undo',
  ].map((tests) => ({ tests, browsers: ['firefox', 'webkit'], why: NO_DRAG })),
  { tests: 'a confidential source is in no format', browsers: ['webkit'], why: NO_DRAG },
  ...[
    'a source that is dragged is attached to the',
    'a source that is dragged is not attached twice',
    'a source that is dragged does nothing where',
    'two editors on one page have sources dragged',
    'two editors on one page keep out a source of the other one',
  ].map((tests) => ({ tests, browsers: ['firefox', 'webkit'], why: NO_DRAG })),
  ...[
    'the look of marks',
    'in every state of the interface contrasts hold in the dark',
    'where colours are forced',
  ].map((tests) => ({ tests, browsers: ['firefox', 'webkit'], why: NO_MEDIA })),
  ...[
    'what comes from outside keeps borders',
    'what comes from outside is taken from detection',
    'what comes from outside is dropped whole',
    'two editors in which people cut',
  ].map((tests) => ({ tests, browsers: ['firefox'], why: NO_TYPES })),
  {
    tests: 'axe, ',
    browsers: ['firefox', 'webkit'],
    why: 'axe reads the same tree in each engine, and takes three times as long as in Chromium',
  },
  {
    tests: 'speaker and cue of a statement are dotted by the style sheet',
    browsers: ['webkit'],
    why: 'WebKit tells no computed style of a highlight',
  },
]

/** The limit that a test meets in a browser (`chromium`, `firefox` or `webkit`); null when it can run. */
export function limitOf(title, browser) {
  return LIMITS.find(({ tests, browsers }) => title.startsWith(tests) && browsers.includes(browser)) ?? null
}
