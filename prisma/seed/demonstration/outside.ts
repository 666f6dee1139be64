import { asActor, visitor } from '#services/core/access.ts'
import { clockFrom } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { moveOffering, offeringSchema, startOffering } from '#services/offerings/index.ts'
import {
  addOutsidePerson,
  askSchema,
  askToOffer,
  decideOnProvider,
  keepChecks,
  recordOutsideInvoice,
  recordOutsidePayment,
  recordOutsideView,
} from '#services/outside/index.ts'
import { type Days, morningOf } from './identity.ts'
import { as, done } from './steps.ts'

const administrator = 'Linden Marsh'

type Asking = Readonly<Record<string, string>>

const heron: Asking = {
  name: 'Heron Street Theatre',
  numberKind: 'charity',
  number: '1134567',
  website: 'heronstreet.example.org',
  region: 'North West',
  does: 'Forum theatre on exploitation and county lines, made with young people who have been there. Twelve youth justice services have had us since 2017.',
  contactName: 'Pipit Alder',
  contactAddress: 'pipit.alder@example.org',
  wordOne: 'A head of service in the North West, 01632 960101',
  wordTwo: 'The chair of a management board, 01632 960102',
  understood: 'yes',
}

const quill: Asking = {
  name: 'Quill and Plover Limited',
  numberKind: 'company',
  number: '09876543',
  website: 'quillandplover.example.org',
  region: 'Eastern',
  does: 'Report writing for case managers: half a day online, and a clinic for a month afterwards. We began in the probation service.',
  contactName: 'Teal Larch',
  contactAddress: 'teal.larch@example.org',
  wordOne: 'A manager in probation, 01632 960103',
  wordTwo: 'A court team leader, 01632 960104',
  understood: 'yes',
}

const larkrise: Asking = {
  name: 'Larkrise Learning',
  numberKind: 'ukprn',
  number: '10098765',
  website: 'larkrise.example.org',
  region: 'East Mids',
  does: 'English and maths for young people who have not been in a classroom for years, and training for those who teach them.',
  contactName: 'Linnet Rowan',
  contactAddress: 'linnet.rowan@example.org',
  wordOne: 'An education lead in the East Midlands, 01632 960105',
  wordTwo: 'The head of a virtual school, 01632 960106',
  invoiceName: 'Larkrise Learning, accounts',
  invoiceAddress: 'accounts@larkrise.example.org',
  understood: 'yes',
}

const askOn = async (ctx: Ctx, asking: Asking, on: string, insuranceUntil: string) => {
  const then = asActor({ ...ctx, clock: clockFrom(() => morningOf(on)) }, visitor)
  const input = askSchema.parse({ ...asking, insuranceUntil })
  done(await askToOffer(then, input, 'the demonstration'))
  return ctx.db.outsideProvider.findFirstOrThrow({
    where: { number: input.number },
    select: { ref: true, version: true, assessor: { select: { name: true } } },
  })
}

/** Asked for so many days ago, looked at and approved within the fortnight after; gives it as it stands then. */
const approved = async (ctx: Ctx, days: Days, asking: Asking, { ago, insured }: { ago: number; insured: string }) => {
  const { ref, version, assessor } = await askOn(ctx, asking, days.daysAgo(ago), insured)
  const reasons = 'Both services would have them back, and the work is what they say it is.'
  const looking = await as(ctx, assessor?.name ?? '', days.daysAgo(ago - 6))
  done(await recordOutsideView(looking, ref, { version, view: 'for', reasons }))
  const seen = days.daysAgo(ago - 10)
  const decidedOn = days.daysAgo(ago - 15)
  const office = await as(ctx, administrator, decidedOn)
  done(
    await keepChecks(office, ref, {
      ...{ version: version + 1, numberSeenOn: seen, wordOneOn: seen, wordTwoOn: seen },
      insuranceSeenUntil: insured,
    }),
  )
  done(await decideOnProvider(office, ref, { version: version + 2, decision: 'approved', reasons }))
  return { ref, version: version + 3, decidedOn }
}

/**
 * One outside provider that is approved and has something published, with insurance that runs out soon; one that owes its fee; one being
 * looked at.
 */
export const seedOutside = async (ctx: Ctx, days: Days): Promise<void> => {
  const paid = days.daysAgo(48)
  const { ref, version, decidedOn } = await approved(ctx, days, heron, { ago: 70, insured: days.daysAhead(50) })
  const accounts = await as(ctx, administrator, paid)
  done(
    await recordOutsideInvoice(accounts, ref, {
      ...{ version, invoicedOn: decidedOn, invoiceReference: 'OP-0001' },
    }),
  )
  done(await recordOutsidePayment(accounts, ref, { version: version + 1, paidOn: paid }))
  const { id, contact } = await ctx.db.outsideProvider.findUniqueOrThrow({
    where: { ref },
    select: { id: true, contact: { select: { id: true, name: true } } },
  })
  if (contact === null) throw new Error('Nobody speaks for it')
  await ctx.db.person.update({
    where: { id: contact.id },
    data: { demoNote: 'Outside: speaks for a charity that is approved as an outside provider.' },
  })
  const speaker = asActor(
    { ...ctx, clock: clockFrom(() => morningOf(days.daysAgo(45))) },
    { kind: 'person', personId: contact.id, name: contact.name, grants: [{ role: 'person' }] },
  )
  const { slug } = done(
    await startOffering(
      speaker,
      { yotCode: null, personId: contact.id, outsideId: id },
      offeringSchema.parse({
        title: 'A play about county lines, and the hour after it',
        kind: 'training',
        summary: 'Forum theatre for staff and carers: four actors, one story, and the choices in it played again.',
        description:
          'Two hours in your building for up to forty people. Those who work with young people change what happens on stage, and we talk about what they would do tomorrow.',
        themes: ['J2'],
        basis: 'charged',
        price: '950',
        priceUnit: 'a performance',
        delivery: ['on_site'],
      }),
    ),
  )
  done(await moveOffering(speaker, { slug, version: 1, event: 'published' }))
  done(
    await addOutsidePerson(speaker, ref, {
      ...{ version: version + 2, name: 'Wigeon Sedge', address: 'wigeon.sedge@example.org' },
    }),
  )
  await approved(ctx, days, larkrise, { ago: 24, insured: days.daysAhead(200) })
  await askOn(ctx, quill, days.daysAgo(6), days.daysAhead(300))
}
