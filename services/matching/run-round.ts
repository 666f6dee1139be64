import { Worker } from 'node:worker_threads'
import type { BankOptions } from './bank.ts'
import type { RoundPlan } from './plan-round.ts'
import type { Candidate } from './problem.ts'
import type { RoundInput } from './round/round-problem.ts'
import type { RoundProgress } from './round/solve-round.ts'

/** A round as plain data that can be handed to another thread. */
export type RoundTask = Omit<RoundInput, 'bank'> & {
  candidates: readonly Candidate[]
  bankOptions?: BankOptions
  seconds?: number
}

export type RoundMessage = { kind: 'progress'; progress: RoundProgress } | { kind: 'plan'; plan: RoundPlan }

export type RoundRun = {
  /** The plan; rejects when planning throws or the thread dies. */
  plan: Promise<RoundPlan>
  /** Ends the run soon, with the best plan found so far and status `time-limit`. */
  stop: () => void
}

/** Plans a round in a thread of its own, so that pages stay quick meanwhile. */
export function runRound(task: RoundTask, onProgress: (progress: RoundProgress) => void = () => {}): RoundRun {
  const flag = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL('./round-thread.js', import.meta.url), { workerData: { task, flag } })
  const plan = new Promise<RoundPlan>((resolve, reject) => {
    worker.on('message', (message: RoundMessage) => {
      if (message.kind === 'progress') onProgress(message.progress)
      else resolve(message.plan)
    })
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`The planning thread ended with code ${code} before it had a plan.`)))
  })
  return { plan, stop: () => void Atomics.store(flag, 0, 1) }
}
