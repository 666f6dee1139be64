import { Worker } from 'node:worker_threads'
import type { YotRegister } from '#services/yots/index.ts'
import type { KeptRow } from './kept-rows.ts'

/** A list to be read, as plain data that can be handed to another thread. */
export type ReadTask = { bytes: Uint8Array; sheetName: string; register: YotRegister; today: string; mostRows: number }

export type ReadMessage =
  | { kind: 'rows'; rows: KeptRow[]; all: number }
  | { kind: 'end'; sheetName: string | null; unread: string[]; otherSheets: string[] }
  | { kind: 'refused'; why: string }

/** What was read of a list; `why` is the sentence for a file that is none. */
export type ReadList =
  | { isRead: true; sheetName: string | null; unread: string[]; otherSheets: string[]; rows: KeptRow[] }
  | { isRead: false; why: string }

/** A list of 10,000 rows needs a fifth of it; a file made to need more ends its own thread and nothing else. */
const mostMegabytes = 512

const tooMuch =
  'The file takes too much memory to read. Save the list again without anything else in it, and try once more.'

/**
 * Reads a members' list in a thread of its own, so that pages stay quick meanwhile. `onProgress` is told the rows read, of how
 * many. Rejects only when the thread itself is broken.
 */
export const readList = (task: ReadTask, onProgress: (done: number, all: number) => void): Promise<ReadList> => {
  const worker = new Worker(new URL('./read-thread.js', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  })
  const rows: KeptRow[] = []
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ReadMessage) => {
      if (message.kind === 'refused') resolve({ isRead: false, why: message.why })
      else if (message.kind === 'end') resolve({ isRead: true, ...message, rows })
      else {
        rows.push(...message.rows)
        onProgress(rows.length, message.all)
      }
    })
    worker.on('error', (error: Error & { code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ isRead: false, why: tooMuch }) : reject(error),
    )
    worker.on('exit', (code) => reject(new Error(`The reading thread ended with code ${code} before it was done.`)))
  })
}
