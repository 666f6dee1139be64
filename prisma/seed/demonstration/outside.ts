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

const askOn = async (ctx: Ctx, asking: Asking, on: string, insuranceUntil: string) => {
  const then = asActor({ ...ctx, clock: clockFrom(() => morningOf(on)) }, visitor)
  const input = askSchema.parse({ ...asking, insuranceUntil })
  done(await askToOffer(then, input, 'the demonstration'))
  return ctx.db.outsideProvider.findFirstOrThrow({
    where: { number: input.number },
    select: { ref: true, version: true, assessor: { select: { name: true } } },
  })
}

/** One outside provider that is approved and has something published, with insurance that runs out soon; one being looked at. */
export const seedOutside = async (ctx: Ctx, days: Days): Promise<void> => {
  const asked = days.daysAgo(70)
  const decided = days.daysAgo(55)
  const paid = days.daysAgo(48)
  const insured = days.daysAhead(50)
  const { ref, version, assessor } = await askOn(ctx, heron, asked, insured)
  const by = (name: string, on: string) => as(ctx, name, on)
  const reasons = 'Both services would have them back, and the work is what they say it is.'
  done(
    await recordOutsideView(await by(assessor?.name ?? '', days.daysAgo(64)), ref, { version, view: 'for', reasons }),
  )
  const seen = days.daysAgo(60)
  const office = await by(administrator, decided)
  done(
    await keepChecks(office, ref, {
      ...{ version: version + 1, numberSeenOn: seen, wordOneOn: seen, wordTwoOn: seen },
      insuranceSeenUntil: insured,
    }),
  )
  done(await decideOnProvider(office, ref, { version: version + 2, decision: 'approved', reasons }))
  const accounts = await by(administrator, paid)
  done(
    await recordOutsideInvoice(accounts, ref, {
      ...{ version: version + 3, invoicedOn: decided, invoiceReference: 'OP-0001' },
    }),
  )
  done(await recordOutsidePayment(accounts, ref, { version: version + 4, paidOn: paid }))
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
      ...{ version: version + 5, name: 'Wigeon Sedge', address: 'wigeon.sedge@example.org' },
    }),
  )
  await askOn(ctx, quill, days.daysAgo(6), days.daysAhead(300))
}
