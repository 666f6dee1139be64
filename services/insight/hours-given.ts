import type { Ctx } from '#services/core/context.ts'
import type { Content } from './snapshot/content.ts'
import { latestSnapshot } from './snapshot/latest.ts'
import { fewest } from './snapshot/suppress.ts'
import { lastQuietQuarterEnd } from './snapshot/windows.ts'

/** Hours that everybody may read, and the last day (ISO) of the quarters that they are of. */
export type HoursGiven = { hours: number; until: string }

/** The last day of "2026-Q3". */
const endOf = (quarter: string): string => {
  const [year = '', number = ''] = quarter.split('-Q')
  return `${year}-${['03-31', '06-30', '09-30', '12-31'][Number(number) - 1]}`
}

/**
 * All that was written by the end of a batch of quarters: each batch has five pieces of work or more, and a quarter with fewer waits for the next. So two
 * looks differ by whole batches, and no difference is of one piece. Quarters count once every day of them is older than 90 days. Null before the first
 * batch. Pure.
 */
const hoursByBatches = (written: Content['written'], today: string): HoursGiven | null => {
  const last = lastQuietQuarterEnd(today)
  let told = { minutes: 0, until: '' }
  let batch = { pieces: 0, minutes: 0 }
  for (const { quarter, pieces, minutes } of written) {
    if (endOf(quarter) > last) break
    batch = { pieces: batch.pieces + pieces, minutes: batch.minutes + minutes }
    if (batch.pieces < fewest) continue
    told = { minutes: told.minutes + batch.minutes, until: endOf(quarter) }
    batch = { pieces: 0, minutes: 0 }
  }
  return told.until === '' ? null : { hours: Math.max(0, Math.floor(told.minutes / 60)), until: told.until }
}

/** Hours that services and people gave each other, as the front page tells them. One statement. */
export const hoursGiven = async (ctx: Ctx): Promise<HoursGiven | null> => {
  const snapshot = await latestSnapshot(ctx)
  return snapshot && hoursByBatches(snapshot.content.written, snapshot.day)
}
