import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { EngagementStatus } from '#prisma/generated/enums.ts'
import type { Actor } from '#services/core/access.ts'
import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { findBroken } from '#services/core/invariant.ts'
import { readText } from '#services/core/life/sealed-text.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { chooseEnquiry } from '#services/enquiries/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { acceptTerms, stepBack } from './accept-terms.ts'
import { beginEngagement } from './begin-engagement.ts'
import { cancelEngagement } from './cancel.ts'
import { closeSettled, engagementSilence } from './clocks.ts'
import { askToPutRight, confirmDelivered, sayDelivered } from './deliver.ts'
import { endUnresolved, openDisputeOn, stateOtherSide } from './dispute.ts'
import { findEngagement } from './engagement-page.ts'
import { invariants } from './invariants.ts'
import { readStatement } from './ledger/statement.ts'
import { engagementLife } from './lifecycle.ts'
import { openDispute, resolutionOf } from './open-dispute.ts'
import { acceptResolution, proposeResolution } from './resolution.ts'
import { saveTermsSchema } from './schema.ts'
import { sendTerms } from './send-terms.ts'
import { markSession } from './sessions.ts'
import { recordMoney } from './settle.ts'
import { saveTerms } from './terms-draft.ts'
import { readTermsForm } from './terms-page.ts'

/*
 * Random histories of agreed work, through the use cases that pages call: whatever two sides press and however time passes, money
 * comes out to the penny and time to the minute. HISTORIES=10000 looks as long as engagements.md asks.
 *
 * Most of a history is how it begins. So some begin together, in one transaction, and each then goes its own way from there and is
 * undone; the last one stays, for what is looked at in the end.
 */

const histories = Number(process.env.HISTORIES ?? 20)
const ways = 10

const database = openTestDatabase()
let open: Ctx['db'] | null = null
const ctxOf = (actor?: Actor): Ctx => ({ ...database.ctx(actor), ...(open === null ? {} : { db: open }) })
const db = () => ctxOf().db
let host: MadePerson
let provider: MadePerson
let lived = 0
const seen = new Set<EngagementStatus>()

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  host = await makePerson(ctx, { posts: [{ yotCode: 'york' }] })
  provider = await makePerson(ctx, { posts: [{ yotCode: 'hull' }] })
  for (const yotCode of ['york', 'hull']) await makeMembership(ctx, { yotCode })
  await ctx.db.declaration.create({
    data: { personId: provider.id, kind: 'annual', isNil: true, statedAt: ctx.clock.now() },
  })
})

type Step = { does: string; bySide: 'host' | 'provider'; days: number; amount: number }
type Basis = 'charged' | 'in_kind'
type Engaged = { id: string; ref: string }

const begin = async (basis: Basis): Promise<Engaged> => {
  const ctx = ctxOf()
  const offering = await makeOffering(ctx, {
    by: { yotCode: 'hull', contactId: provider.id },
    basis,
    themes: ['G1', 'K2', 'K3'],
    ...(basis === 'charged' ? { pricePence: 52_000, priceUnit: 'a day' } : {}),
  })
  const enquiry = await makeEnquiry(ctx, {
    offeringId: offering.id,
    fromId: host.id,
    yotCode: 'york',
    status: 'interested',
  })
  value(await chooseEnquiry(ctxOf(host.actor), enquiry.ref, await choosing(ctx, enquiry), beginEngagement))
  return ctx.db.engagement.findFirstOrThrow({ where: { enquiryId: enquiry.id }, select: { id: true, ref: true } })
}

/** What can be done at all. Each presses as its page would, with the version that the page shows. */
type At = { ctx: Ctx; ref: string; id: string; version: number; amount: number; step: Step }
const acts: Record<string, (at: At) => Promise<Result<unknown> | undefined>> = {
  send: async ({ ctx, ref, version, amount }) => {
    const form = value(await readTermsForm(ctx, ref))
    const today = ctxOf().clock.today()
    const input = saveTermsSchema.parse({
      version: String(form.draftVersion),
      people: [provider.id],
      work: `A day, of ${amount}.`,
      sessions: [
        { on: addDays(today, amount % 5), from: '09:00', to: '12:00', mode: 'remote', place: '' },
        { on: addDays(today, amount % 9), from: '13:00', to: '16:00', mode: 'remote', place: '' },
      ],
      lines: [
        {
          what: 'Time',
          quantity: `${1 + (amount % 7)}.${amount % 10}`,
          unit: 'day',
          price: `${50 + amount}.${amount % 10}5`,
          vat: 'standard',
        },
        { what: 'Notes', quantity: '1', unit: 'set', price: '9.99', vat: amount % 2 === 0 ? 'reduced' : 'exempt' },
      ],
      expenses: 'None.',
      cancelDays: '10',
      cancelPercent: String(amount % 101),
      documents: 'None.',
      data: 'None.',
    })
    const saved = await saveTerms(ctx, ref, input)
    return saved.ok ? sendTerms(ctx, ref, { version, as: form.isChange ? 'change-asked' : 'proposed' }) : saved
  },
  accept: async ({ ctx, ref, id, version }) => {
    const text = await readText(ctx, { kind: 'engagement-terms', subjectId: id })
    return text ? acceptTerms(ctx, ref, { version, number: text.number, hash: text.hash }) : undefined
  },
  'step back': ({ ctx, ref, version }) => stepBack(ctx, ref, { version, reason: '' }),
  mark: ({ ctx, ref, version, amount }) =>
    markSession(ctx, ref, {
      version,
      session: amount % 2,
      reason: 'Somebody was ill.',
      isHeld: amount % 3 === 0 ? 'yes' : undefined,
    }),
  deliver: ({ ctx, ref, version, amount }) => {
    const today = ctxOf().clock.today()
    return sayDelivered(ctx, ref, {
      version,
      given: [
        { personId: provider.id, on: today, hours: 1 + (amount % 420), travel: amount % 90 },
        { personId: provider.id, on: addDays(today, -(amount % 3)), hours: 1 + (amount % 333) },
      ],
    })
  },
  confirm: ({ ctx, ref, version }) => confirmDelivered(ctx, ref, { version }),
  'put right': ({ ctx, ref, version }) =>
    askToPutRight(ctx, ref, { version, missing: 'The notes of the day are missing.' }),
  dispute: ({ ctx, ref, version }) =>
    openDisputeOn(ctx, ref, { version, reason: 'amount', statement: 'It was to cost less than that.' }),
  state: ({ ctx, ref, version }) => stateOtherSide(ctx, ref, { version, statement: 'It costs what we said.' }),
  propose: async ({ ctx, ref, id, version, amount }) => {
    const dispute = await openDispute(ctx, id)
    const newest = dispute && (await readText(ctx, resolutionOf(dispute.id)))
    return proposeResolution(ctx, ref, {
      version,
      to: (['confirmed', 'agreed', 'delivered', 'cancelled'] as const)[amount % 4] ?? 'confirmed',
      total: amount % 3 === 0 ? amount : undefined,
      words: `We do as we say, with ${amount}.`,
      basedOn: newest?.number ?? 0,
    })
  },
  'accept resolution': async ({ ctx, ref, id, version }) => {
    const dispute = await openDispute(ctx, id)
    const text = dispute && (await readText(ctx, resolutionOf(dispute.id)))
    return text ? acceptResolution(ctx, ref, { version, number: text.number, hash: text.hash }) : undefined
  },
  /** Three presses in a row: by chance they seldom come together. */
  'settle it': async (at) => {
    let last = await acts.propose?.(at)
    for (const { actor } of [host, provider]) {
      if (!last?.ok) break
      const { version } = await db().engagement.findUniqueOrThrow({ where: { id: at.id } })
      last = await acts['accept resolution']?.({ ...at, ctx: ctxOf(actor), version })
    }
    return last
  },
  'end it': ({ ctx, ref, version }) => endUnresolved(ctx, ref, { version }),
  money: async ({ ctx, ref, id, version, amount, step }) => {
    const kinds = step.bySide === 'host' ? (['purchase_order', 'paid'] as const) : (['invoice', 'received'] as const)
    const { totalPence } = await db().engagement.findUniqueOrThrow({ where: { id } })
    return recordMoney(ctx, ref, {
      version,
      kind: kinds[amount % 3 === 0 ? 1 : 0] ?? 'paid',
      number: `${ref} ${amount}`,
      on: ctxOf().clock.today(),
      net: amount % 5 === 0 ? (totalPence ?? 0) : amount * 13,
      vat: 0,
    })
  },
  cancel: async ({ ctx, ref, version }) => {
    const page = value(await findEngagement(ctx, ref))
    return cancelEngagement(ctx, ref, {
      version,
      reason: 'Our inspection was announced.',
      chargePence: page.chargePence,
    })
  },
  'let time pass': async () => {
    await silenceJob([engagementSilence]).run(ctxOf())
    await closeSettled.run(ctxOf())
    return undefined
  },
}
const names = Object.keys(acts)

/** What is refused leaves nothing behind, as it would in a transaction of its own. */
const undoable = async (work: () => Promise<boolean>): Promise<void> => {
  await db().$executeRaw`savepoint before`
  if (!(await work())) await db().$executeRaw`rollback to savepoint before`
  await db().$executeRaw`release savepoint before`
}

const makeStep = ({ id, ref }: Engaged, step: Step): Promise<void> =>
  undoable(async () => {
    if (step.days > 0) database.setNow(addDays(ctxOf().clock.today(), step.days))
    const select = { version: true, status: true }
    const { version, status } = await db().engagement.findUniqueOrThrow({ where: { id }, select })
    seen.add(status)
    const ctx = ctxOf(step.bySide === 'host' ? host.actor : provider.actor)
    // Whatever is refused is an answer; anything thrown fails the test.
    const result = await acts[step.does]?.({ ctx, ref, id, version, amount: step.amount, step })
    return result?.ok ?? true
  })

type Priced = { quantity: number; pricePence: number; vat: string }

/** The price once more, in a way of its own: with exact integers, each line and its VAT rounded half up. */
const priceOf = (lines: readonly Priced[]): number => {
  const halfUp = (product: bigint, by: bigint) => (product + by / 2n) / by
  const rates: Record<string, bigint> = { standard: 20n, reduced: 5n }
  const sums = lines.map(({ quantity, pricePence, vat }) => {
    const net = halfUp(BigInt(quantity) * BigInt(pricePence), 100n)
    return net + halfUp(net * (rates[vat] ?? 0n), 100n)
  })
  return Number(sums.reduce((sum, one) => sum + one, 0n))
}

/** Everything that holds of one engagement whatever happened. */
const comesOut = async ({ id }: Engaged): Promise<void> => {
  const row = await db().engagement.findUniqueOrThrow({
    where: { id },
    include: { given: true, settlements: true, disputes: true },
  })
  seen.add(row.status)
  const entries = await db().ledgerEntry.findMany({ where: { sourceId: id }, include: { shares: true } })
  const minutes = entries.reduce((sum, entry) => sum + entry.minutes, 0)
  const isDone = engagementLife.is('done', row.status)
  const given = row.given.reduce((sum, one) => sum + one.minutes, 0)
  if (isDone) expect(minutes).toBe(given)
  else if (row.status !== 'disputed') expect(minutes).toBe(0)
  const travelled = entries.reduce((sum, { travelMinutes }) => sum + travelMinutes, 0)
  if (isDone) expect(travelled).toBe(row.given.reduce((sum, one) => sum + one.travelMinutes, 0))
  else if (minutes === 0) expect(travelled).toBe(0)
  for (const { shares } of entries) expect(shares.reduce((sum, { perMille }) => sum + perMille, 0)).toBe(1000)
  const invoiced = row.settlements.reduce((sum, { netPence, vatPence }) => sum + (netPence ?? 0) + (vatPence ?? 0), 0)
  if (row.disputes.length === 0) expect(invoiced).toBeLessThanOrEqual(row.totalPence ?? 0)
  const texts = await db().sealedText.findMany({ where: { subjectId: id }, include: { acceptances: true } })
  for (const { hash, acceptances } of texts) {
    expect(acceptances.length).toBeLessThanOrEqual(2)
    for (const acceptance of acceptances) expect(acceptance.hash).toBe(hash)
  }
  if (row.termsInForce !== null) {
    const inForce = texts.find(({ number }) => number === row.termsInForce)
    expect(inForce?.acceptances).toHaveLength(2)
    const price = row.basis === 'in_kind' ? 0 : priceOf(JSON.parse(inForce?.content ?? '').parts.lines)
    if (row.status === 'cancelled') expect(row.totalPence).toBeLessThanOrEqual(price)
    else if (row.disputes.length === 0) expect(row.totalPence).toBe(price)
    const isPaid = row.settlements.some(({ kind }) => kind === 'paid' || kind === 'received')
    if (row.status === 'settled' || row.status === 'closed') expect(isPaid || row.totalPence === 0).toBe(true)
  }
  // Its clocks are not to run on in the histories after it.
  await db().silence.deleteMany({ where: { subjectId: id } })
}

/** Histories that begin with the same steps, and go on each in its own way. */
type Histories = { basis: Basis; steps: Step[]; onward: Step[][] }

const live = async ({ basis, steps, onward }: Histories): Promise<void> => {
  const work = async ({ db }: Ctx) => {
    open = db
    database.setNow('2026-06-01')
    const subject = await begin(basis)
    for (const step of steps) await makeStep(subject, step)
    const now = ctxOf().clock.now().toISOString()
    for (const [at, way] of onward.entries()) {
      database.setNow(now)
      await db.$executeRaw`savepoint begun`
      for (const step of way) await makeStep(subject, step)
      await comesOut(subject)
      if (at < onward.length - 1) await db.$executeRaw`rollback to savepoint begun`
      await db.$executeRaw`release savepoint begun`
      lived += 1
    }
    return ok(undefined)
  }
  value(await inTransaction(database.ctx(), work, { timeout: 600_000 }).finally(() => (open = null)))
}

const by =
  (bySide: 'host' | 'provider') =>
  (does: string, { days = 0, amount = 7 } = {}): Step => ({ does, bySide, days, amount })
const theHost = by('host')
const theProvider = by('provider')
const agreed = [theProvider('send', { amount: 45 }), theHost('accept'), theProvider('accept')]
const delivered = [...agreed, theProvider('deliver', { days: 9 })]
const disputed = [...delivered, theHost('confirm'), theProvider('dispute')]

/** One history to every state. */
const toEachState: { basis: Basis; steps: Step[] }[] = [
  {
    basis: 'charged',
    steps: [
      ...delivered,
      theHost('confirm'),
      theProvider('money'),
      theHost('money', { amount: 3 }),
      theHost('let time pass', { days: 30 }),
    ],
  },
  {
    basis: 'in_kind',
    steps: [
      ...delivered,
      theHost('put right'),
      theProvider('deliver', { days: 2 }),
      theHost('let time pass', { days: 20 }),
    ],
  },
  { basis: 'charged', steps: [...agreed, theHost('cancel', { days: 1 }), theProvider('dispute', { days: 2 })] },
  {
    basis: 'charged',
    steps: [
      ...delivered,
      theHost('confirm'),
      theHost('dispute'),
      theProvider('state'),
      theProvider('propose', { amount: 12 }),
      theHost('accept resolution'),
      theProvider('accept resolution'),
    ],
  },
  {
    basis: 'charged',
    steps: [...disputed, theHost('settle it', { amount: 7 })],
  },
  { basis: 'in_kind', steps: [theProvider('send'), theHost('step back')] },
  { basis: 'charged', steps: [...delivered, theHost('dispute'), theHost('end it', { days: 31 })] },
]

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(...names),
  bySide: fc.constantFrom('host' as const, 'provider' as const),
  days: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 16 }) }),
  amount: fc.nat(999),
})
/** Some way along, then anything: histories that never leave their terms say little. */
const some: fc.Arbitrary<Histories> = fc
  .record({
    basis: fc.constantFrom('charged' as const, 'in_kind' as const),
    amount: fc.nat(999),
    along: fc.constantFrom([], agreed, delivered, [...delivered, theHost('confirm')], disputed),
    onward: fc.array(fc.array(step, { minLength: 2, maxLength: 10 }), { minLength: ways, maxLength: ways }),
  })
  .map(({ basis, amount, along, onward }) => ({ basis, steps: along.map((one) => ({ ...one, amount })), onward }))

describe('histories of agreed work', () => {
  it('reach every state', async () => {
    for (const one of toEachState) await live({ ...one, onward: [[]] })
    expect([...seen].sort()).toEqual(Object.keys(engagementLife.states).sort())
  }, 120_000)

  it(
    'come out to the penny and the minute, whatever happens',
    async () => {
      lived = 0
      const began = performance.now()
      await fc.assert(fc.asyncProperty(some, live), { numRuns: Math.ceil(histories / ways), endOnFailure: true })
      expect(lived).toBeGreaterThanOrEqual(histories)
      const seconds = Math.round((performance.now() - began) / 1000)
      if (histories > 100) process.stderr.write(`${lived} histories in ${seconds} s\n`)
      database.setNow('2026-06-01')
      expect(await findBroken(db(), invariants)).toEqual([])
      const statements = await Promise.all(
        [host, provider].map(async ({ actor }) =>
          value(await readStatement(database.ctx(actor), { page: 1, year: 2026 })),
        ),
      )
      const [received = 0, given = 0] = statements.map(({ sums }, at) =>
        sums.reduce((sum, one) => sum + (at === 0 ? one.receivedMinutes : one.givenMinutes), 0),
      )
      expect(given).toBe(received)
    },
    60_000 + histories * 1_000,
  )
})
