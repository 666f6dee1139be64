import { beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import {
  beginEngagement,
  cancelEngagement,
  room as engagements,
  findEngagement,
  stepBack,
} from '#services/engagements/index.ts'
import { chooseEnquiry } from '#services/enquiries/index.ts'
import { countQuietly, recordGap } from '#services/gaps/index.ts'
import { takeSnapshot } from '#services/insight/snapshot/take-snapshot.ts'
import { moveOffering } from '#services/offerings/index.ts'
import { decideRequest } from '#services/reviews/index.ts'
import { decideApplication, recordView } from '#services/vetting/index.ts'
import { makeAdministrator, makeAssessor, makeAtPanel, value, versionOf } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { makeHost, makeReview } from '#tests/factories/review.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { gapRegister } from './register.ts'

/* Where help ends without, and what meets it later: each way into the gap register that no other test goes. */

const database = openTestDatabase()
const db = () => database.ctx().db
const as = (who: MadePerson) => database.ctx(who.actor)
const today = '2026-06-01'
let york: MadePerson
let hull: MadePerson

beforeAll(async () => {
  database.setNow(today)
  york = await makePerson(database.ctx(), { posts: [{ yotCode: 'york' }] })
  hull = await makePerson(database.ctx(), { posts: [{ yotCode: 'hull' }] })
  for (const yotCode of ['york', 'hull']) await makeMembership(database.ctx(), { yotCode })
})

const gapsBy = (sourceKey: string) => db().gap.findMany({ where: { sourceKey } })

describe('a request for review', () => {
  const decided = async (yotCode: string, decision: 'deferred' | 'redirected' | 'declined', wantOfTeam?: 'yes') => {
    const ctx = database.ctx()
    const holder = await makePerson(ctx, { appointments: [{ role: 'coordinator', region: 'London' }] })
    const board = await makePerson(ctx, { appointments: [{ role: 'board_member' }] })
    const head = await makeHost(ctx, yotCode)
    const status = 'coordinator_checked'
    const { id, ref } = await makeReview(ctx, { yotCode, requestedById: head.id, status, caseHolderId: holder.id })
    value(
      await decideRequest(as(board), {
        ref,
        version: 1,
        decision,
        reasons: 'Nobody is free before the autumn.',
        wantOfTeam,
        ...(decision === 'deferred' ? { deferredUntil: '2026-09-01' } : {}),
        ...(decision === 'redirected' ? { resource: 'A toolkit' } : {}),
      }),
    )
    return { id, gaps: await gapsBy(`request:${id}`) }
  }

  it.each([
    ['hackney', 'deferred'],
    ['kent', 'redirected'],
  ] as const)('of %s that was %s for want of a team is a gap of its service and themes', async (yotCode, decision) => {
    const { id, gaps } = await decided(yotCode, decision, 'yes')
    const asked = await db().kloeTheme.findMany({ where: { kloe: { requestId: id } } })
    expect(gaps).toMatchObject([{ kind: 'request', yotCode, caseKind: 'review_request', caseIds: [id], metOn: null }])
    expect(gaps[0]?.themes.length).toBeGreaterThan(0)
    for (const { themeCode } of asked) expect(gaps[0]?.themes).toContain(themeCode)
  })

  it('put off for another reason, or declined, is none', async () => {
    expect((await decided('devon', 'deferred')).gaps).toEqual([])
    expect((await decided('dorset', 'declined', 'yes')).gaps).toEqual([])
  })
})

describe('an application', () => {
  const judged = async (themes: Record<string, number>) => {
    const ctx = database.ctx()
    const admin = await makeAdministrator(ctx)
    const panel = [
      await makeAssessor(ctx, 'cardiff', { bank: { themes } }),
      await makeAssessor(ctx, 'manchester', { bank: {} }),
    ]
    const { id, ref } = await makeAtPanel(ctx, panel)
    for (const assessor of panel)
      value(await recordView(as(assessor), { ref, view: 'approve', reasons: 'The evidence is strong and recent.' }))
    const version = await versionOf(ctx, id)
    const reasons = 'The panel agrees, and so do both references.'
    value(await decideApplication(as(admin), { ref, version, outcome: 'approve', reasons, conditions: [] }))
    return { id, gaps: await gapsBy(`application:${id}:1`) }
  }

  it('with themes that nobody on its panel knows is a gap about those alone, until a panel knows one', async () => {
    const first = await judged({ A1: 2, K2: 1 })
    expect(first.gaps).toMatchObject([
      { kind: 'application', themes: ['K2'], yotCode: null, caseKind: 'application', caseIds: [first.id], metOn: null },
    ])
    const second = await judged({ A1: 3, K2: 2 })
    expect(second.gaps).toEqual([])
    expect(await gapsBy(`application:${first.id}:1`)).toMatchObject([{ metBy: 'panel', metOn: new Date(today) }])
  })
})

describe('a search', () => {
  it('is met by an offering about its theme that is published, days after it was told, and by no other', async () => {
    const ctx = database.ctx()
    for (const [key, theme] of [
      ['search:met', 'H1'],
      ['search:open', 'J2'],
    ] as const)
      await recordGap(ctx, { kind: 'search', sourceKey: key, themes: [theme], yotCode: 'kent' })
    const by = { yotCode: 'hull', contactId: hull.id }
    const { slug } = await makeOffering(ctx, { by, themes: ['H1', 'G1'], status: 'draft' })
    database.setNow(addDays(today, 12))
    value(await moveOffering(as(hull), { slug, version: 1, event: 'published' }))
    expect(await gapsBy('search:met')).toMatchObject([{ metBy: 'offering', metOn: new Date(addDays(today, 12)) }])
    expect(await gapsBy('search:open')).toMatchObject([{ metBy: null, metOn: null }])
    // The register says after how many days, once that is 90 days ago.
    database.setNow(addDays(today, 12 + 91))
    await takeSnapshot(database.ctx())
    const officer = await makeAdministrator(database.ctx())
    const { themes } = value(await gapRegister(as(officer)))
    const own = await db().theme.findUniqueOrThrow({ where: { code: 'H' }, select: { name: true } })
    expect(themes.find(({ theme }) => theme === own.name)).toMatchObject({ told: 1, met: 1, medianDays: 12 })
    database.setNow(today)
  })

  it('without a result is counted without a press, by quarter and theme, and told from five on once that is over', async () => {
    const themes = [{ code: 'J2', name: 'Harm', synonyms: ['exploitation'] }]
    const officer = await makeAdministrator(database.ctx())
    const look = (who: MadePerson, words: string) =>
      countQuietly(as(who), { of: 'offerings', words, theme: '' }, themes)
    const people = await Promise.all(Array.from({ length: 5 }, () => makePerson(database.ctx(), {})))
    for (const who of people.slice(0, 4)) await look(who, 'county lines exploitation')
    // The same person and theme on the same day is counted once; a visitor, and nothing, not at all.
    await look(people[0] ?? york, 'Exploitation')
    await look(people[0] ?? york, '  ')
    await countQuietly(database.ctx(), { of: 'offerings', words: 'exploitation', theme: '' }, themes)
    const rows = () => db().quietSearch.findMany()
    expect(await rows()).toEqual([{ quarter: '2026-Q2', of: 'offerings', theme: 'J2', count: 4 }])
    const told = async () => value(await gapRegister(as(officer))).searches
    database.setNow('2026-07-01')
    expect(await told()).toEqual([])
    database.setNow('2026-06-30')
    await Promise.all([look(people[4] ?? york, 'exploitation'), look(people[0] ?? york, 'exploitation')])
    expect(await rows()).toMatchObject([{ count: 6 }])
    expect(await told()).toEqual([])
    database.setNow('2026-07-01')
    expect(await told()).toMatchObject([{ quarter: 'April to June 2026', where: 'Offerings', count: 6 }])
    database.setNow('2027-07-01')
    expect(await told()).toEqual([])
    database.setNow(today)
  })
})

describe('a need', () => {
  /** Chosen by York, offered by Hull. */
  const chosen = async () => {
    const ctx = database.ctx()
    const offering = await makeOffering(ctx, { by: { yotCode: 'hull', contactId: hull.id } })
    const enquiry = await makeEnquiry(ctx, {
      offeringId: offering.id,
      fromId: york.id,
      yotCode: 'york',
      status: 'interested',
    })
    value(await chooseEnquiry(as(york), enquiry.ref, await choosing(ctx, enquiry), beginEngagement))
    const { ref, id } = await db().engagement.findFirstOrThrow({ where: { enquiryId: enquiry.id } })
    const { needId } = await db().enquiry.findUniqueOrThrow({ where: { id: enquiry.id } })
    const versionOf = async () => value(await findEngagement(as(york), ref)).version
    return { ref, id, enquiryId: enquiry.id, key: `need:${needId}`, versionOf }
  }
  const isBack = async ({ key, enquiryId }: { key: string; enquiryId: string }) =>
    expect(await gapsBy(key)).toMatchObject([
      { kind: 'enquiry', yotCode: 'york', caseKind: 'enquiry', caseIds: [enquiryId], metOn: null },
    ])

  it('is back when either side steps back before terms are agreed, or none are in time', async () => {
    for (const side of [york, hull]) {
      const made = await chosen()
      expect(await gapsBy(made.key)).toEqual([])
      value(await stepBack(as(side), made.ref, { version: await made.versionOf(), reason: '' }))
      await isBack(made)
    }
    const lapsed = await chosen()
    database.setNow(addDays(today, 31))
    await silenceJob(engagements.silences ?? []).run(database.ctx())
    await isBack(lapsed)
    database.setNow(today)
  })

  it('is back when whoever agreed to do it cancels, and not when the service itself does', async () => {
    for (const side of [hull, york]) {
      const made = await chosen()
      await db().engagement.update({ where: { id: made.id }, data: { status: 'agreed', termsInForce: 1 } })
      const asked = { version: await made.versionOf(), reason: 'We cannot.', chargePence: 0 }
      value(await cancelEngagement(as(side), made.ref, asked))
      if (side === hull) await isBack(made)
      else expect(await gapsBy(made.key)).toEqual([])
    }
  })
})
