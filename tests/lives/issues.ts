import type { IssueStatus } from '#prisma/generated/enums.ts'
import {
  briefingJobs,
  correctIssue,
  holdBack,
  type IssueEvent,
  issueLife,
  leaveOutLine,
  pinLine,
  restoreLine,
} from '#services/briefing/index.ts'
import { addDays, dateFromIso, isoFromDate } from '#services/core/clock.ts'
import type { NewsSource } from '#services/core/news.ts'
import { makeIssue } from '#tests/factories/issue.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type Who } from './driver.ts'

/** Issues that two administrators edit. Each stands alone: what was made before is taken out of its way. */
export const issueDriver: MakeDriver<IssueStatus, IssueEvent> = async (database) => {
  const administrator = () => makePerson(database.ctx(), { appointments: [{ role: 'administrator' }] })
  const editors = { first: await administrator(), second: await administrator() }
  const as = (who: Who) => database.ctx(editors[who].actor)
  const db = () => database.ctx().db
  let made = 0
  const key = 'offering:0190a8f0-0000-7000-8000-0000000000f1'
  const reasonOf = (who: Who) => `The ${who} editor says so.`
  const tend = async (news: NewsSource) => {
    await briefingJobs([{ news }])[0]?.run(database.ctx())
  }
  const nothing: NewsSource = async () => []
  const something: NewsSource = async () => [
    {
      section: 'changed',
      kind: 'rule',
      id: '1',
      title: 'A rule',
      line: 'It is new.',
      path: '/how-it-works',
      regions: [],
      themes: [],
    },
  ]
  /** Its hour comes, on its day, in the morning. */
  const comes =
    (news: NewsSource) =>
    async ({ id }: Subject) => {
      const now = database.ctx().clock.now()
      await db().issue.update({ where: { id }, data: { goesAt: now } })
      await tend(news)
    }
  const driver: Driver<IssueStatus, IssueEvent> = {
    life: issueLife,
    kind: 'issue',
    make: async (status) => {
      // One is collected at a time, and none is due but the one that a test looks at.
      await db().issue.updateMany({
        where: { status: { in: ['planned', 'open', 'held', 'sending'] } },
        data: { status: 'skipped' },
      })
      made += 1
      return makeIssue(database.ctx(), {
        day: addDays('2032-01-01', made),
        from: addDays('2032-01-01', made - 1),
        status,
        version: madeAt,
        isNoted: false,
      })
    },
    from: {},
    moves: {
      planned: {
        begins: async () => {
          await db().issue.updateMany({
            where: { day: { lt: dateFromIso('2031-01-01') } },
            data: { status: 'skipped' },
          })
          await db()
            .move.deleteMany({ where: { subjectKind: 'issue' } })
            .catch(() => undefined)
          await db().issueMark.deleteMany({})
          await db().issue.deleteMany({})
          await tend(nothing)
          const [, next] = await db().issue.findMany({ orderBy: { day: 'asc' }, take: 2 })
          return { id: next?.id ?? '', ref: isoFromDate(next?.day ?? new Date(0)) }
        },
      },
      opened: { happens: () => tend(nothing) },
      pinned: {
        press: ({ ref }, version, who) =>
          pinLine(as(who), ref, { key: `${key.slice(0, -1)}${who === 'first' ? 1 : 2}`, version }),
      },
      'left-out': {
        press: ({ ref }, version, who) => leaveOutLine(as(who), ref, { key, version, reason: reasonOf(who) }),
      },
      restored: { press: ({ ref }, version, who) => restoreLine(as(who), ref, { key, version }) },
      'held-back': {
        press: ({ ref }, version, who) =>
          holdBack(as(who), ref, { version, reason: reasonOf(who), on: addDays(ref, 1), at: '12:00' }),
      },
      closed: { happens: comes(something) },
      skipped: { happens: comes(nothing) },
      delivered: { happens: () => tend(nothing) },
      corrected: {
        press: ({ ref }, version, who) =>
          correctIssue(as(who), ref, { version, reason: reasonOf(who), isHarmful: false }),
      },
    },
  }
  return driver
}
