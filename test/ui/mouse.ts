/** Dragging with the mouse, as a person does it; only Chromium's driver can. */
import { sendMouse } from '@web/test-runner-commands'

type Point = [number, number]

/** A point near the middle of an element, in the window. */
export function middle(element: Element): Point {
  const { left, top, width, height } = element.getBoundingClientRect()
  return [Math.round(left + Math.min(width / 2, 60)), Math.round(top + Math.min(height / 2, 20))]
}

/** Drags from one element to a point; `over` is called before it is let go. */
export async function drag(from: Element, to: () => Point, over?: () => void): Promise<void> {
  await sendMouse({ type: 'move', position: middle(from) })
  await sendMouse({ type: 'down' })
  const [x, y] = to()
  await sendMouse({ type: 'move', position: [x - 3, y] })
  await sendMouse({ type: 'move', position: [x, y] })
  over?.()
  const isOver = new Promise((done) => addEventListener('dragend', done, { once: true }))
  await sendMouse({ type: 'up' })
  await isOver
}
