import { parentPort, workerData } from 'node:worker_threads'
import { keepable, readKeptRows } from './kept-rows.ts'
import { readMemberSheet } from './member-sheet.ts'
import type { ReadMessage, ReadTask } from './read-list.ts'
import { isBlankRow, readRow } from './read-row.ts'

// The other end of read-list.ts: a thread that reads one list.

const rowsAtATime = 200

const read = async ({ bytes, sheetName, register, today, mostRows }: ReadTask, say: (message: ReadMessage) => void) => {
  const sheet = await readMemberSheet(bytes, register, sheetName)
  if (!sheet.ok) {
    say({ kind: 'refused', why: 'why' in sheet.problem ? sheet.problem.why : 'The list cannot be read.' })
    return
  }
  const { name, unread, otherSheets, headings } = sheet.value
  const filled = sheet.value.rows.filter((row) => !isBlankRow(row))
  if (filled.length > mostRows) {
    const number = (count: number) => count.toLocaleString('en-GB')
    say({
      kind: 'refused',
      why: `The list has ${number(filled.length)} rows. Split it: at most ${number(mostRows)} can be imported here at once.`,
    })
    return
  }
  for (let at = 0; at < filled.length; at += rowsAtATime) {
    const rows = readKeptRows(
      filled.slice(at, at + rowsAtATime).map((row) => keepable(readRow(row, headings, today, register))),
    )
    say({ kind: 'rows', rows, all: filled.length })
  }
  say({ kind: 'end', sheetName: name, unread: [...unread], otherSheets: [...otherSheets] })
}

await read(workerData, (message) => parentPort?.postMessage(message))
