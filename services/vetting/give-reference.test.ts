import { expect, it } from 'vitest'
import { asActor, visitor } from '#services/core/access.ts'
import { addDays, isoFromDate } from '#services/core/clock.ts'
import {
  linksOf,
  makeAdministrator,
  makeAssessor,
  makeSubmitted,
  value,
  versionOf,
} from '#tests/factories/application.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { nudgeReferee, replaceReferee, resendReference } from './change-referees.ts'
import { giveReference, referenceAsked } from './give-reference.ts'
import { myApplication } from './my-application.ts'
import { applicationTasks } from './tasks.ts'
import { withdrawApplication } from './withdraw-application.ts'

const database = openTestDatabase()
const answer = { isSupportive: 'yes' as const, body: 'I commissioned two pieces of work and would do so again.' }

const asked = async (which = 0) => {
  const ctx = database.ctx()
  const made = await makeSubmitted(ctx)
  const links = await linksOf(ctx, made.id)
  return { ctx, made, links, token: links[which] ?? '', public: database.ctx(visitor) }
}

it('takes both references from whoever holds the links, then moves on to the checks by itself', async () => {
  const { ctx, made, links, ...one } = await asked()
  value(await giveReference(one.public, links[0] ?? '', answer))
  expect(await ctx.db.application.findUniqueOrThrow({ where: { id: made.id } })).toMatchObject({ status: 'submitted' })
  value(await giveReference(one.public, links[1] ?? '', { ...answer, isSupportive: 'no' }))
  expect(await ctx.db.application.findUniqueOrThrow({ where: { id: made.id } })).toMatchObject({ status: 'checks' })
  const references = await ctx.db.reference.findMany({
    where: { applicationId: made.id },
    orderBy: { position: 'asc' },
  })
  expect(references.map(({ isSupportive, body }) => [isSupportive, body])).toEqual([
    [true, answer.body],
    [false, answer.body],
  ])
  const move = await ctx.db.applicationMove.findFirstOrThrow({
    where: { applicationId: made.id, event: 'references-in' },
  })
  expect(move.movedBy).toBe('Critical Friend')
})

it('changes nothing when only looked at, and shows nobody’s words', async () => {
  const { made, token, ctx, ...one } = await asked()
  expect(value(await referenceAsked(one.public, token))).toMatchObject({
    applicant: made.applicant.name,
    role: 'Peer reviewer',
    state: 'open',
  })
  value(await giveReference(one.public, token, answer))
  const given = value(await referenceAsked(one.public, token))
  expect(given.state).toBe('given')
  expect(JSON.stringify(given)).not.toContain(answer.body)
})

it('keeps the first answer when pressed twice', async () => {
  const { ctx, made, token, ...one } = await asked()
  value(await giveReference(one.public, token, answer))
  value(
    await giveReference(one.public, token, { ...answer, isSupportive: 'no', body: 'Something else entirely, later.' }),
  )
  const row = await ctx.db.reference.findFirstOrThrow({ where: { applicationId: made.id, position: 1 } })
  expect(row).toMatchObject({ isSupportive: true, body: answer.body })
})

it('takes an answer on the last day and none after it', async () => {
  const { ctx, made, links, ...one } = await asked()
  const today = ctx.clock.today()
  try {
    database.setNow(addDays(today, 21))
    expect((await giveReference(one.public, links[0] ?? '', answer)).ok).toBe(true)
    database.setNow(addDays(today, 22))
    expect(await giveReference(one.public, links[1] ?? '', answer)).toMatchObject({ problem: { kind: 'refused' } })
    expect(value(await referenceAsked(one.public, links[1] ?? '')).state).toBe('over')
    expect((await ctx.db.application.findUniqueOrThrow({ where: { id: made.id } })).status).toBe('submitted')
  } finally {
    database.setNow(null)
  }
})

it('does not know a link that is made up, replaced or withdrawn', async () => {
  const { ctx, made, links, token, ...one } = await asked()
  const missing = { ok: false, problem: { kind: 'not-found' } }
  expect(await referenceAsked(one.public, 'made-up')).toEqual(missing)
  const [first] = await ctx.db.reference.findMany({ where: { applicationId: made.id }, orderBy: { position: 'asc' } })
  const another = { name: 'Una Third', email: 'una@example.org', relation: 'My chair', isCommissioner: false }
  value(await replaceReferee(made.ctx, { ref: made.ref, referenceId: first?.id ?? '', ...another }))
  expect(await giveReference(one.public, token, answer)).toEqual(missing)
  const [fresh] = await linksOf(ctx, made.id)
  expect(value(await referenceAsked(one.public, fresh ?? '')).refereeName).toBe('Una Third')
  value(await withdrawApplication(made.ctx, { ref: made.ref }))
  expect(await giveReference(one.public, links[1] ?? '', answer)).toEqual(missing)
})

it('is replaced by the applicant only while it is outstanding, and not by themselves or the other referee', async () => {
  const { ctx, made, token, ...one } = await asked()
  const rows = await ctx.db.reference.findMany({ where: { applicationId: made.id }, orderBy: { position: 'asc' } })
  const [first, second] = rows.map(({ id }) => id)
  const another = { name: 'Una Third', email: 'una@example.org', relation: 'My chair', isCommissioner: false }
  const replace = (referenceId: string | undefined, email = another.email) =>
    replaceReferee(made.ctx, { ref: made.ref, referenceId: referenceId ?? '', ...another, email })
  expect(await replace(second, made.applicant.email)).toMatchObject({ problem: { kind: 'invalid' } })
  expect(await replace(second, `first-${made.id}@example.org`)).toMatchObject({ problem: { kind: 'invalid' } })
  value(await giveReference(one.public, token, answer))
  expect(await replace(first)).toMatchObject({ problem: { kind: 'refused', why: 'Rosa First has already answered.' } })
  value(await replace(second))
})

it('is asked for again by an administrator: a new link, and the old one ends', async () => {
  const { ctx, made, token, ...one } = await asked()
  const administrator = await makeAdministrator(ctx)
  const assessor = await makeAssessor(ctx, 'hackney')
  const row = await ctx.db.reference.findFirstOrThrow({ where: { applicationId: made.id, position: 1 } })
  const resend = { ref: made.ref, referenceId: row.id }
  expect(await resendReference(asActor(ctx, assessor.actor), resend)).toMatchObject({ problem: { kind: 'forbidden' } })
  const today = ctx.clock.today()
  try {
    database.setNow(addDays(today, 22))
    const again = value(await resendReference(asActor(ctx, administrator.actor), resend))
    expect(again.respondBy).toBe(addDays(today, 43))
    // A second press within the minute sends nothing more.
    value(await resendReference(asActor(ctx, administrator.actor), resend))
    const [fresh] = await linksOf(ctx, made.id)
    expect(fresh).not.toBe(token)
    expect((await giveReference(one.public, token, answer)).ok).toBe(false)
    expect((await giveReference(one.public, fresh ?? '', answer)).ok).toBe(true)
    expect((await ctx.db.reference.findUniqueOrThrow({ where: { id: row.id } })).issue).toBe(2)
  } finally {
    database.setNow(null)
  }
  expect(await versionOf(ctx, made.id)).toBeGreaterThan(1)
})

it('is reminded of by an administrator while the link lasts, once a day and with the same link', async () => {
  const { ctx, made, token, ...one } = await asked()
  const administrator = asActor(ctx, (await makeAdministrator(ctx)).actor)
  const assessor = await makeAssessor(ctx, 'hackney')
  const { id, respondBy } = await ctx.db.reference.findFirstOrThrow({ where: { applicationId: made.id, position: 1 } })
  const nudge = { ref: made.ref, referenceId: id }
  const sent = () => ctx.db.outboxMessage.count({ where: { key: { contains: `reference:${id}:1:nudge` } } })
  expect(await nudgeReferee(asActor(ctx, assessor.actor), nudge)).toMatchObject({ problem: { kind: 'forbidden' } })
  value(await nudgeReferee(administrator, nudge))
  value(await nudgeReferee(administrator, nudge))
  expect(await sent()).toBe(1)
  const last = isoFromDate(respondBy ?? new Date())
  try {
    database.setNow(last)
    value(await nudgeReferee(administrator, nudge))
    expect(await sent()).toBe(2)
    database.setNow(addDays(last, 1))
    expect(await nudgeReferee(administrator, nudge)).toMatchObject({
      problem: { kind: 'refused', why: 'The link of Rosa First has ended. Send a new one.' },
    })
    database.setNow(last)
    value(await giveReference(one.public, token, answer))
  } finally {
    database.setNow(null)
  }
})

it('takes it that a referee cannot give one: the link ends, the applicant names somebody else, nobody is reminded', async () => {
  const { ctx, made, token, ...one } = await asked()
  value(await giveReference(one.public, token, { isSupportive: 'cannot' }))
  expect(value(await referenceAsked(one.public, token)).state).toBe('declined')
  value(await giveReference(one.public, token, answer))
  const [declined] = await ctx.db.reference.findMany({
    where: { applicationId: made.id },
    orderBy: { position: 'asc' },
  })
  expect(declined).toMatchObject({ receivedAt: null, body: null, isSupportive: null })
  const told = await ctx.db.outboxMessage.findMany({
    where: { key: { contains: `declined:${declined?.id}` } },
    select: { payload: true },
  })
  expect(told).toMatchObject([{ payload: { subject: expect.stringContaining('cannot give you a reference') } }])
  expect(value(await myApplication(made.ctx, made.ref)).standing.now).toContain('cannot give you a reference')
  const [task] = await applicationTasks(made.ctx)
  expect(task?.title).toContain('Name a referee instead of')
  const instead = {
    name: 'Vera Instead',
    email: 'vera@instead.example',
    relation: 'Led a review with me',
    isCommissioner: true,
    commissionedOn: addDays(ctx.clock.today(), -30),
  }
  value(
    await replaceReferee(made.ctx, {
      ...instead,
      ref: made.ref,
      referenceId: declined?.id ?? '',
    }),
  )
  expect(await ctx.db.reference.findUniqueOrThrow({ where: { id: declined?.id ?? '' } })).toMatchObject({
    refereeName: 'Vera Instead',
    declinedAt: null,
  })
})
