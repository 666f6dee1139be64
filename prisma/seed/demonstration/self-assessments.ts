import type { Ctx } from '#services/core/context.ts'
import {
  beginSelfAssessment,
  finishSelfAssessment,
  markStatement,
  showSelfAssessment,
} from '#services/self-assessments/index.ts'
import { answerSchema } from '#services/workbooks/index.ts'
import type { Days } from './identity.ts'
import { as, done } from './steps.ts'

/** What Leeds said of the ten statements a year ago, and says now, with what shows it now. */
const leeds: readonly (readonly [number, number, string])[] = [
  [5, 7, 'Two of the SEND team sat with us for a day each in spring; their induction has a page on youth justice.'],
  [6, 8, 'All but three of us have done the two-day training; the register says who is due.'],
  [7, 9, 'The weekly list from the SEND team is matched to ours, and dip-sampled by a manager each month.'],
  [4, 7, 'The speech and language therapist sees each child within four weeks of the first order.'],
  [
    5,
    7,
    'Letters come in two forms; twelve files were read in June, and ten showed that the plan had changed the work.',
  ],
  [3, 6, 'The education worker rings within a day. Part-time timetables are still what holds it back.'],
  [6, 8, 'Parents helped to write the leaflet, and it names the independent advice service.'],
  [5, 7, 'The protocol of March names days for each step; late answers go to both heads of service.'],
  [6, 7, 'A plan went along with each of the four who were in custody this year.'],
  [4, 7, 'Figures by group are on the board’s page each quarter; the last one led to the exclusions meeting.'],
]

const mark = (now: number, evidence: string) =>
  answerSchema.parse({ version: '0', mark: String(now), confidence: 'some', evidence })

/** Leeds has marked itself twice against the ten SEND statements, and shows the second to all; Bristol has begun. */
export const seedSelfAssessments = async (ctx: Ctx, days: Days): Promise<void> => {
  const send = { set: 'send', yotCode: 'leeds' }
  for (const [on, at] of [
    [days.daysAgo(340), 0],
    [days.daysAgo(12), 1],
  ] as const) {
    const merle = await as(ctx, 'Merle Finchley', on)
    const { ref } = done(await beginSelfAssessment(merle, send))
    for (const [index, line] of leeds.entries())
      done(await markStatement(merle, ref, index + 1, mark(line[at], at === 1 ? line[2] : '')))
    done(await finishSelfAssessment(merle, ref, { version: 1 }))
    if (at === 1) done(await showSelfAssessment(merle, ref, { version: 2, shownTo: 'members' }))
  }
  const teal = await as(ctx, 'Teal Harkness', days.daysAgo(5))
  const { ref } = done(await beginSelfAssessment(teal, { set: 'send', yotCode: 'bristol' }))
  for (const [index, line] of leeds.slice(0, 4).entries())
    done(await markStatement(teal, ref, index + 1, mark(line[0] + 2, 'From our audit of the spring.')))
}
