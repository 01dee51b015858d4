/** A thread of the pool: its settings come once, and then the lines to work on. */
import { workerData } from 'node:worker_threads'
import { readAs } from './reading.js'
import { answer, type Answer, type Task, type ThreadData } from './records.js'

const { settings, reading } = workerData as ThreadData // what archive.ts gives
readAs(reading)

export default function work(task: Task): Answer {
  return answer(task, settings)
}
