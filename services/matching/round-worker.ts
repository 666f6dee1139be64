import { parentPort, workerData } from 'node:worker_threads'
import { prepareBank } from './bank.ts'
import { planRound } from './plan-round.ts'
import type { RoundMessage, RoundTask } from './run-round.ts'

/** The other end of `runRound`: plans in its own thread, says how far it is, and looks at the shared flag to be stopped. */
const { task, flag }: { task: RoundTask; flag: Int32Array } = workerData
const { candidates, bankOptions, seconds, ...round } = task
const send = (message: RoundMessage) => parentPort?.postMessage(message)

const plan = await planRound(
  { ...round, bank: prepareBank(candidates, bankOptions) },
  {
    ...(seconds === undefined ? {} : { seconds }),
    onProgress: (progress) => send({ kind: 'progress', progress }),
    isStopped: () => Atomics.load(flag, 0) === 1,
  },
)
send({ kind: 'plan', plan })
