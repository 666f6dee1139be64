import type { EngagementStatus } from '#prisma/generated/enums.ts'
import { dateFromIso } from '#services/core/clock.ts'
import { readText, type Sealed, sealText } from '#services/core/life/sealed-text.ts'
import { silenceJob } from '#services/core/life/silence.ts'
import {
  acceptResolution,
  acceptTerms,
  askToPutRight,
  beginEngagement,
  cancelEngagement,
  confirmDelivered,
  type EngagementEvent,
  endUnresolved,
  engagementLife,
  markSession,
  openDisputeOn,
  proposeResolution,
  recommendResolution,
  recordMoney,
  room,
  sayDelivered,
  sendTerms,
  settlePlaces,
  stateOtherSide,
  stepBack,
  termsContent,
} from '#services/engagements/index.ts'
import { chooseEnquiry } from '#services/enquiries/index.ts'
import { value } from '#tests/factories/application.ts'
import { makeCourse } from '#tests/factories/course.ts'
import { makeEngagement, wholeTerms } from '#tests/factories/engagement.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeEnquiry, makeOffering } from '#tests/factories/offering.ts'
import { makePerson } from '#tests/factories/person.ts'
import { type Driver, type MakeDriver, madeAt, type Subject, type TestDatabase, type Who } from './driver.ts'

const statement = 'It was not what the two of us had agreed.'

/** Paid work that Devon does for Dorset, with two heads at either service, and who they are. */
export const engagementTable = async (database: TestDatabase) => {
  const ctx = database.ctx()
  const { db } = ctx
  const at = (yotCode: string) => makePerson(ctx, { posts: [{ yotCode }] })
  const provider = { first: await at('devon'), second: await at('devon') }
  const host = { first: await at('dorset'), second: await at('dorset') }
  const stranger = await makePerson(ctx)
  for (const yotCode of ['devon', 'dorset']) await makeMembership(ctx, { yotCode })
  for (const { id } of Object.values(provider))
    await db.declaration.create({ data: { personId: id, kind: 'annual', isNil: true, statedAt: ctx.clock.now() } })
  const offering = await makeOffering(ctx, {
    by: { yotCode: 'devon', contactId: provider.first.id },
    basis: 'charged',
    pricePence: 52_000,
    priceUnit: 'a day',
  })
  const hostOf = (who: Who) => database.ctx(host[who].actor)
  const providerOf = (who: Who) => database.ctx(provider[who].actor)

  const disputeOf = (engagementId: string) => db.dispute.findFirstOrThrow({ where: { engagementId } })
  const textOf = async (kind: string, subjectId: string): Promise<Sealed> => {
    const text = await readText(database.ctx(), { kind, subjectId })
    if (!text) throw new Error('There is no text')
    return text
  }
  const termsOf = ({ id }: Subject) => textOf('engagement-terms', id)
  const draft = ({ id }: Subject, side: 'host' | 'provider', work: string) =>
    db.termsDraft.createMany({
      skipDuplicates: true,
      data: {
        engagementId: id,
        side,
        basedOn: 1,
        parts: { ...paidTerms(), work },
        savedAt: new Date(),
        savedById: host.first.id,
      },
    })
  const paidTerms = () => ({
    ...wholeTerms(provider.first),
    lines: [{ what: 'A day', quantity: 100, unit: 'day', pricePence: 52_000, vat: 'exempt' as const }],
    cancellation: { days: 10, percent: 0 },
  })
  /** Terms that both sides have accepted, as version 2: a change that is asked for. */
  const changeAsked = async (subject: Subject) => {
    const { count } = await db.engagement.updateMany({
      where: { id: subject.id, version: madeAt },
      data: { changeAsked: 2 },
    })
    if (count === 0) return
    const content = termsContent(
      { ...paidTerms(), work: 'Two days.' },
      { basis: 'charged', title: 'Day', provider: 'Devon', host: 'Dorset' },
    )
    value(await sealText(database.ctx(), { kind: 'engagement-terms', subjectId: subject.id }, content, 1))
  }
  const silence = async ({ id }: Subject) => {
    const past = { lastDay: new Date('2020-01-01'), dueAt: new Date('2020-01-02T06:00:00Z') }
    const { count } = await db.silence.updateMany({ where: { kind: 'engagement', subjectId: id }, data: past })
    const { version } = await db.engagement.findUniqueOrThrow({ where: { id } })
    if (count === 0 && version === madeAt)
      await db.silence.create({ data: { kind: 'engagement', subjectId: id, warnOn: [], ...past } })
    await silenceJob(room.silences ?? []).run(database.ctx())
  }

  const paidDate = () => makeCourse(database.ctx(), { offeringId: offering.id, createdById: provider.first.id })
  const placesOn = (courseDateId: string, places: number) => ({
    course: { id: courseDateId, ref: 'CD-2026-014', title: 'Day', sessions: [], people: [] },
    offering: {
      ...{ id: offering.id, basis: 'charged' as const, yotCode: 'devon', personId: null },
      contactId: provider.first.id,
    },
    provider: { name: 'Devon' },
    host: { yotCode: 'dorset', name: 'Dorset', contactId: host.first.id },
    ...{ pricePence: 4_500, lateDays: 10, latePercent: 50, places, late: 0 },
  })

  const driver: Driver<EngagementStatus, EngagementEvent> = {
    life: engagementLife,
    kind: 'engagement',
    make: async (status) => {
      const { id, ref } = await makeEngagement(database.ctx(), {
        offeringId: offering.id,
        by: { yotCode: 'devon', contactId: provider.first.id },
        host: { yotCode: 'dorset', contactId: host.first.id },
        deliverer: provider.first,
        basis: 'charged',
        status,
      })
      const isBound = status !== 'terms_proposed' && status !== 'withdrawn'
      await db.engagement.update({
        where: { id },
        data: {
          version: madeAt,
          totalPence: 52_000,
          termsInForce: isBound ? 1 : null,
          stateBefore: status === 'disputed' ? 'delivered' : null,
          settledOn: status === 'settled' ? dateFromIso('2026-01-10') : null,
          sessions: {
            create: { position: 0, mode: 'remote', place: '', startsAt: new Date(0), endsAt: new Date(3_600_000) },
          },
          given: { create: { personId: provider.first.id, on: dateFromIso('2026-01-05'), minutes: 420 } },
        },
      })
      if (status === 'disputed') {
        const { id: disputeId } = await db.dispute.create({
          data: {
            engagementId: id,
            openedSide: 'host',
            openedById: host.first.id,
            reason: 'amount',
            statement,
            statementBy: dateFromIso('2026-03-01'),
            openedAt: dateFromIso('2026-02-01'),
          },
        })
        const resolution = { text: 'As agreed.', parts: { to: 'confirmed', totalPence: 40_000, words: 'As agreed.' } }
        await sealText(database.ctx(), { kind: 'engagement-resolution', subjectId: disputeId }, resolution, 0)
      }
      return { id, ref }
    },
    from: { confirmed: 'delivered' },
    moves: {
      begun: {
        begins: async () => {
          const free = await makeOffering(database.ctx(), { by: { yotCode: 'devon', contactId: provider.first.id } })
          const enquiry = await makeEnquiry(database.ctx(), {
            offeringId: free.id,
            fromId: host.first.id,
            yotCode: 'dorset',
            status: 'interested',
          })
          value(
            await chooseEnquiry(hostOf('first'), enquiry.ref, await choosing(database.ctx(), enquiry), beginEngagement),
          )
          return db.engagement.findFirstOrThrow({ where: { enquiryId: enquiry.id }, select: { id: true, ref: true } })
        },
      },
      booked: {
        begins: async () => {
          const { id } = await paidDate()
          const { ref } = value(await settlePlaces(hostOf('first'), placesOn(id, 2))) ?? { ref: '' }
          return db.engagement.findUniqueOrThrow({ where: { ref }, select: { id: true, ref: true } })
        },
      },
      recounted: {
        happens: async (subject) => {
          const { version } = await db.engagement.findUniqueOrThrow({ where: { id: subject.id } })
          if (version !== madeAt) return
          const { id: courseDateId } = await paidDate()
          await db.engagement.update({ where: { id: subject.id }, data: { courseDateId } })
          await settlePlaces(database.ctx(), placesOn(courseDateId, 3))
        },
      },
      proposed: {
        press: async (subject, version, who) => {
          if (version === madeAt) await draftOnce(subject)
          return sendTerms(hostOf(who), subject.ref, { version, as: 'proposed' })
        },
      },
      accepted: {
        press: async (subject, version, who) => {
          const { number, hash } = await termsOf(subject)
          return acceptTerms(hostOf(who), subject.ref, { version, number, hash })
        },
      },
      'stepped-back': { press: ({ ref }, version, who) => stepBack(hostOf(who), ref, { version, reason: '' }) },
      lapsed: { happens: silence },
      'change-asked': {
        press: async (subject, version, who) => {
          if (version === madeAt) await draftOnce(subject)
          return sendTerms(hostOf(who), subject.ref, { version, as: 'change-asked' })
        },
      },
      'change-agreed': {
        happens: async (subject) => {
          await changeAsked(subject)
          const { number, hash } = await termsOf(subject)
          for (const [ctx, version] of [
            [hostOf('first'), madeAt],
            [providerOf('first'), madeAt + 1],
          ] as const)
            await acceptTerms(ctx, subject.ref, { version, number, hash })
        },
      },
      'change-lapsed': {
        happens: async (subject) => {
          await changeAsked(subject)
          await silence(subject)
        },
      },
      'session-marked': {
        press: ({ ref }, version, who) =>
          markSession(hostOf(who), ref, { version, session: 0, reason: `The ${who} was ill.` }),
      },
      delivered: {
        press: ({ ref }, version, who) =>
          sayDelivered(providerOf(who), ref, {
            version,
            given: [{ personId: provider.first.id, on: '2026-01-06', hours: 420 }],
          }),
      },
      confirmed: { press: ({ ref }, version, who) => confirmDelivered(hostOf(who), ref, { version }) },
      'confirmed-by-silence': { happens: silence },
      'asked-to-put-right': {
        press: ({ ref }, version, who) =>
          askToPutRight(hostOf(who), ref, { version, missing: 'The notes of the day are missing.' }),
      },
      disputed: {
        press: ({ ref }, version, who) => openDisputeOn(hostOf(who), ref, { version, reason: 'amount', statement }),
      },
      'statement-made': {
        press: ({ ref }, version, who) => stateOtherSide(providerOf(who), ref, { version, statement }),
      },
      'resolution-proposed': {
        press: ({ ref }, version, who) =>
          proposeResolution(hostOf(who), ref, {
            version,
            basedOn: 1,
            to: 'confirmed',
            total: 30_000,
            words: `As the ${who} would have it.`,
          }),
      },
      'resolution-accepted': {
        press: async ({ id, ref }, version, who) => {
          const dispute = await db.dispute.findFirst({ where: { engagementId: id } })
          const text = dispute && (await textOf('engagement-resolution', dispute.id))
          return acceptResolution(hostOf(who), ref, { version, number: text?.number ?? 1, hash: text?.hash ?? '' })
        },
      },
      'dispute-settled': {
        happens: async ({ id, ref }) => {
          const { number, hash } = await textOf('engagement-resolution', (await disputeOf(id)).id)
          for (const [ctx, version] of [
            [hostOf('first'), madeAt],
            [providerOf('first'), madeAt + 1],
          ] as const)
            await acceptResolution(ctx, ref, { version, number, hash })
        },
      },
      recommended: {
        // The room that draws mediators hands on what they recommend.
        happens: ({ id }) =>
          recommendResolution(database.ctx(), id, {
            by: stranger.id,
            to: 'confirmed',
            total: 40_000,
            words: 'Most of it was done: most of the price fits that.',
            answerBy: '2026-06-16',
          }),
      },
      'left-unresolved': { press: ({ ref }, version, who) => endUnresolved(hostOf(who), ref, { version }) },
      'money-recorded': {
        press: ({ ref }, version, who) =>
          recordMoney(hostOf(who), ref, { version, kind: 'purchase_order', number: `PO ${who}`, on: '2026-01-10' }),
      },
      settled: {
        // Work that costs nothing is settled by what confirms it, so it stands at "delivered" before.
        happens: async ({ id, ref }) => {
          await db.engagement.updateMany({
            where: { id, status: 'confirmed', version: madeAt },
            data: { status: 'delivered', basis: 'in_kind' },
          })
          await confirmDelivered(hostOf('first'), ref, { version: madeAt })
        },
      },
      closed: {
        happens: async () => {
          await room.jobs?.find(({ name }) => name === 'engagements.close')?.run(database.ctx())
        },
      },
      cancelled: {
        press: ({ ref }, version, who) =>
          cancelEngagement(hostOf(who), ref, { version, reason: `The ${who} says so.`, chargePence: 0 }),
      },
      'person-unavailable': {
        happens: async ({ id }) => {
          await db.engagementPerson.updateMany({ where: { engagementId: id }, data: { personId: stranger.id } })
          await room.handlers?.['recheck-person']?.(database.ctx(), {
            id,
            key: `recheck:${id}`,
            payload: { personId: stranger.id },
          })
        },
      },
    },
  }
  /** What the host typed of the next terms: there while nothing was sent from it. */
  const draftOnce = async (subject: Subject) => {
    const { version } = await db.engagement.findUniqueOrThrow({ where: { id: subject.id } })
    if (version === madeAt) await draft(subject, 'host', 'Two days with the team, and a letter.')
  }
  return { driver, host, provider, offering }
}

export const engagementDriver: MakeDriver<EngagementStatus, EngagementEvent> = async (database) =>
  (await engagementTable(database)).driver
