/**
 * A browser behind WebDriver with the part of Puppeteer's page that the commands of the tests need. The
 * launcher of the test runner would refuse keys that stay down and sizes of the window there.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { webdriverLauncher } from '@web/test-runner-webdriver'

/** Like `webdriverLauncher`, but commands are carried out by its page as in the other browsers. */
export function webdriverPageLauncher(options) {
  const launcher = webdriverLauncher(options)
  const page = pageOf((method, ...args) => launcher.driver[method](...args))
  return Object.assign(launcher, { type: 'puppeteer', getPage: () => page })
}

function pageOf(driver) {
  const keyboard = (actions) => driver('performActions', [{ type: 'key', id: 'keyboard', actions }])
  const pointer = (...actions) => driver('performActions', [{ type: 'pointer', id: 'mouse', actions }])
  const move = (x, y) => ({ type: 'pointerMove', duration: 0, x, y })
  const button = (type, name = 'left') => ({ type, button: BUTTONS.indexOf(name) })
  return {
    keyboard: {
      // Each key goes up before the next one: WebKit takes a key that is still down for one that is not pressed again.
      type: (text) => keyboard([...text].flatMap((char) => [key('keyDown', char), key('keyUp', char)])),
      press: (name) => keyboard([key('keyDown', name), key('keyUp', name)]),
      down: (name) => keyboard([key('keyDown', name)]),
      up: (name) => keyboard([key('keyUp', name)]),
    },
    mouse: {
      move: (x, y) => pointer(move(x, y)),
      down: (options) => pointer(button('pointerDown', options?.button)),
      up: (options) => pointer(button('pointerUp', options?.button)),
      click: (x, y, options) =>
        pointer(move(x, y), button('pointerDown', options?.button), button('pointerUp', options?.button)),
      reset: () => pointer(...BUTTONS.map((name) => button('pointerUp', name)), move(0, 0)),
    },
    setViewport: (size) => resize(driver, size),
  }
}

const BUTTONS = ['left', 'middle', 'right']

/** Code points that WebDriver takes for keys without a character. */
const CODES = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  F2: '\uE032',
  F4: '\uE034',
  F8: '\uE038',
  Meta: '\uE03D',
}

function key(type, name) {
  const value = CODES[name] ?? (name === 'Space' ? ' ' : name)
  if ([...value].length !== 1) throw new RangeError(`No code for the key ${name}`)
  return { type, value }
}

/** The window becomes so much larger than its page as its frame needs. Throws when the page does not get the size. */
async function resize(driver, { width, height }) {
  const inner = () => driver('execute', 'return [innerWidth, innerHeight]')
  for (let i = 0; i < 40; i++) {
    const [w, h] = await inner()
    if (w === width && h === height) return
    if (i % 10 === 0) {
      const outer = await driver('getWindowRect')
      await driver('setWindowRect', null, null, outer.width + width - w, outer.height + height - h)
    }
    await wait(25)
  }
  throw new Error(`The window's page does not get ${width} × ${height}, but ${await inner()}`)
}
