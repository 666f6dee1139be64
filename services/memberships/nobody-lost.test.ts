import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bringInPerson } from '#services/accounts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { applyImport, lockImports, planImport, readHeldPeople, readMemberSheet } from '#services/import/index.ts'
import { changeJob, endHolding, grantsFor, ownPosts, startHolding, yotRegister } from '#services/yots/index.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { keepMemberships } from './jobs.ts'
import { askToJoin, decideMembership } from './join.ts'
import { decideJoinRequest, requestToJoin } from './newcomers.ts'
import { recordPayment } from './payments.ts'
import { askToRenew, endMembership } from './renew.ts'

const database = openTestDatabase()

const yots = ['leeds', 'kent', 'york'] as const
const names = ['Ann Invented', 'Ben Invented', 'Cat Invented', 'Dev Invented'] as const
const addressOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@example.org`

/** Few people and services, so that what happens at once is often about the same ones. */
const name = fc.constantFrom(...names)
const yot = fc.constantFrom(...yots)
const kind = fc.constantFrom('group' as const, 'individual' as const)
const step = fc.oneof(
  fc.record({ do: fc.constant('ask as somebody new' as const), name, yot, kind }),
  fc.record({ do: fc.constant('decide on all requests' as const) }),
  fc.record({ do: fc.constant('ask for a membership' as const), name, kind, yot }),
  fc.record({ do: fc.constant('renew' as const) }),
  fc.record({ do: fc.constant('pay' as const) }),
  fc.record({ do: fc.constant('leave' as const) }),
  fc.record({ do: fc.constant('begin in a post' as const), name, yot }),
  fc.record({ do: fc.constant('end a post' as const), name }),
  fc.record({ do: fc.constant('change jobs' as const), name, yot }),
  fc.record({
    do: fc.constant('import' as const),
    rows: fc.array(fc.record({ name, yot, kind, until: fc.constantFrom(2027, 2028, 2029), hasLeft: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
  fc.record({ do: fc.constant('let a day pass' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

const actorOf = async (ctx: Ctx, who: string): Promise<Ctx> => {
  const person = await bringInPerson(ctx, { name: who, address: addressOf(who) })
  if (!person.ok) return ctx
  const { personId } = person.value
  return {
    ...ctx,
    actor: { kind: 'person', personId, name: who, grants: await grantsFor(ctx, personId) },
  }
}

const importRows = (ctx: Ctx, rows: Extract<Step, { do: 'import' }>['rows']): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    await lockImports(ctx)
    const lines = rows.map(
      (row) =>
        `${row.name},${addressOf(row.name)},${row.yot},${row.kind},31/3/${row.until},${row.hasLeft ? 'Left' : 'In post'}`,
    )
    const { register } = await yotRegister(ctx)
    const sheet = await readMemberSheet(
      Buffer.from(['Name,Email,YOT,Type,Paid until,Status', ...lines].join('\n')),
      register,
    )
    if (!sheet.ok) return sheet
    const held = await readHeldPeople(ctx)
    return applyImport(ctx, planImport({ sheet: sheet.value, register, held, today: ctx.clock.today() }))
  })

/** Each may be refused or overtaken; none may throw, and whatever it leaves must be whole. */
const take = async (ctx: Ctx, admin: Ctx, what: Step, postIds: ReadonlyMap<string, string>): Promise<unknown> => {
  const { db } = ctx
  const some = (status: 'active' | 'due' | 'lapsed' | 'applied') =>
    db.membership.findFirst({ where: { status }, orderBy: { id: 'asc' } })
  switch (what.do) {
    case 'ask as somebody new':
      return requestToJoin(
        ctx,
        { name: what.name, address: addressOf(what.name), service: what.yot, title: 'Team manager', kind: what.kind },
        what.name,
      )
    case 'decide on all requests': {
      const decision = { decision: 'agreed' as const, reason: 'Welcome.' }
      for (const { id, version } of await db.joinRequest.findMany({ where: { decidedAt: null } }))
        await decideJoinRequest(admin, id, { version, ...decision })
      for (const { id, version } of await db.membership.findMany({ where: { status: 'applied' } }))
        await decideMembership(admin, id, { version, ...decision })
      return null
    }
    case 'ask for a membership':
      return askToJoin(await actorOf(ctx, what.name), { kind: what.kind, yotCode: what.yot })
    case 'renew':
    case 'pay':
    case 'leave': {
      const row = (await some('due')) ?? (await some('active')) ?? (await some('lapsed'))
      if (!row) return null
      const { id, version } = row
      if (what.do === 'leave') return endMembership(admin, id, { version, reason: 'not_said' })
      if (what.do === 'pay') return recordPayment(admin, id, { version, paidOn: ctx.clock.today() })
      return askToRenew({ ...ctx, actor: { ...ctx.actor, personId: row.personId } }, id, { version })
    }
    case 'begin in a post': {
      const postId = postIds.get(what.yot) ?? ''
      const { version } = await db.post.findUniqueOrThrow({ where: { id: postId } })
      const person = { name: what.name, address: addressOf(what.name), kind: 'substantive' as const }
      return startHolding(ctx, { postId, version, ...person, from: ctx.clock.today() })
    }
    case 'end a post': {
      const held = await db.holding.findFirst({
        where: { until: null, postId: { not: null }, person: { name: what.name } },
        include: { post: { select: { version: true } } },
      })
      if (!held?.post) return null
      return endHolding(ctx, { holdingId: held.id, version: held.post.version, lastDay: ctx.clock.today() })
    }
    case 'change jobs': {
      const mover = await actorOf(ctx, what.name)
      const ends = (await ownPosts(mover)).map(({ id }) => id)
      const day = ctx.clock.today()
      const post = { yot: what.yot, title: 'Team manager', level: 'manager' as const, from: day }
      return changeJob(mover, { ends, lastDay: day, ...post, address: `new.${addressOf(what.name)}` })
    }
    case 'import':
      return importRows(ctx, what.rows)
    case 'let a day pass':
      await keepMemberships.run(ctx)
      return ok(null)
  }
}

/** Everything that must hold whatever happened; each gives the rows that break it. */
const broken = async ({ db }: Ctx) => ({
  twoPeopleForOneAddress: await db.$queryRaw`
    select lower(btrim(address)) as at from "EmailAddress" group by 1 having count(distinct "personId") > 1`,
  twoPeopleOfOneNameAndNoOtherAddress: await db.$queryRaw`
    select name from "Person" where name like '% Invented' group by name having count(*) > 1`,
  personWithoutAddress: await db.$queryRaw`
    select p.id from "Person" p left join "EmailAddress" e on e."personId" = p.id where e.id is null`,
  postWithoutService: await db.$queryRaw`
    select p.id from "Post" p left join "Yot" y on y.code = p."yotCode" where y.code is null`,
  holdingAtAnotherServiceThanItsPost: await db.$queryRaw`
    select h.id from "Holding" h join "Post" p on p.id = h."postId" where p."yotCode" <> h."yotCode"`,
  membershipWithoutPayer: await db.$queryRaw`
    select id from "Membership" where ("yotCode" is null) = ("personId" is null)`,
  payerWithTwoMemberships: await db.$queryRaw`
    select coalesce("yotCode", "personId"::text) as payer from "Membership" where status <> 'ended'
    group by 1 having count(*) > 1`,
  paymentWithoutItsYear: await db.$queryRaw`
    select id from "MembershipPayment" where "endsOn" < "startsOn"`,
})

it('nothing done at once, in any order, doubles a person, loses a service or leaves nobody to pay', async () => {
  database.setNow('2026-06-15')
  const ctx = database.ctx()
  const officer = await makePerson(ctx, { appointments: [{ role: 'administrator' }] })
  const admin = database.ctx(officer.actor)
  const postIds = new Map<string, string>()
  for (const yotCode of yots) {
    const lead = await makePerson(ctx, { posts: [{ yotCode }] })
    const { postId } = await ctx.db.holding.findFirstOrThrow({ where: { personId: lead.id } })
    postIds.set(yotCode, postId ?? '')
  }
  const whole = Object.fromEntries(Object.keys(await broken(ctx)).map((rule) => [rule, []]))
  const rounds = fc.array(fc.array(step, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(rounds, async (rounds) => {
      for (const atOnce of rounds) {
        await Promise.all(atOnce.map((what) => take(ctx, admin, what, postIds)))
        expect(await broken(ctx)).toEqual(whole)
      }
    }),
    { numRuns: 12, interruptAfterTimeLimit: 25_000, markInterruptAsFailure: false, endOnFailure: true },
  )
  database.setNow(null)
})
