/** A thread of the pool: its settings come once, and then the lines to work on. */
import { workerData } from 'node:worker_threads'
import { answer, type Answer, type Settings, type Task } from './records.js'

const settings = workerData as Settings // what archive.ts gives

export default function work(task: Task): Answer {
  return answer(task, settings)
}
