import { visitor } from '#services/core/access.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { answerConsent, askConsent, moveOffering, offeringSchema, startOffering } from '#services/offerings/index.ts'
import { room as records } from '#services/records/index.ts'
import { giveWord, room as reviews, wordsPage } from '#services/reviews/index.ts'
import { type Days, idOf, morningOf } from './identity.ts'
import { addressOf, personId } from './people.ts'
import { as, done } from './steps.ts'

/* What only shows once people have been in the bank for a while. */

const maple = 'Maple Dunnock'

/** The key in the letter to whoever answers by link. */
const keyOf = async (ctx: Ctx, consentId: string): Promise<string> => {
  const letter = await ctx.db.outboxMessage.findFirstOrThrow({
    where: { topic: 'mail', key: { contains: consentId } },
  })
  return /\/consents\/([\w-]+)/.exec(JSON.stringify(letter.payload))?.[1] ?? ''
}

/** A manager in post offers in her own name, four days a year, which whom she answers to agreed to. */
const seedOwnName = async (ctx: Ctx, days: Days): Promise<void> => {
  const [leadName, leadAddress] = ['Rook Hallam', 'rook.hallam@example.org']
  const asked = {
    words: 'Sitting in with team managers in their first year, by video, on their own cases.',
    daysPerYear: 6,
  }
  const { id } = done(
    await askConsent(await as(ctx, maple, days.daysAgo(40)), {
      ...{ ...asked, yotCode: 'wigan', mayCharge: 'no', leadName, leadAddress },
    }),
  )
  const answeredOn = { ...(await as(ctx, maple, days.daysAgo(33))), actor: visitor }
  const answer = { agrees: 'yes', daysPerYear: 4, mayCharge: 'no', reason: 'Not in the weeks of an audit.' } as const
  done(await answerConsent(answeredOn, await keyOf(ctx, id), { ...answer, version: 1 }))
  const offered = await as(ctx, maple, days.daysAgo(30))
  const { slug } = done(
    await startOffering(
      offered,
      { yotCode: null, personId: personId(maple), outsideId: null },
      offeringSchema.parse({
        title: 'A second pair of eyes for new team managers',
        kind: 'mentoring',
        summary: 'Four hours over a term with somebody who does the same job elsewhere.',
        description:
          'You choose what we look at: supervision, a plan, a difficult meeting. Nothing about a child is shown.',
        themes: ['G1'],
        basis: 'in_kind',
        delivery: ['remote'],
      }),
    ),
  )
  done(await moveOffering(offered, { slug, version: 1, event: 'published' }))
}

/** Both who led Bristol's review are asked for a word about who came along; one has said some of theirs. */
const seedWords = async (ctx: Ctx, days: Days): Promise<void> => {
  const { workId, workRef, people } = await ctx.db.ratingPair.findFirstOrThrow({
    where: { work: 'review', hostYotCode: 'bristol' },
    include: { people: true },
  })
  const lead = 'Dunlin Croft'
  await reviews.handlers?.['work-delivered']?.(await as(ctx, lead, days.daysAgo(9)), {
    id: idOf('words', workId),
    key: `work-delivered:review:${workId}`,
    payload: { work: 'review', workId, workRef, people: people.map(({ personId, role }) => ({ personId, role })) },
  })
  const then = await as(ctx, lead, days.daysAgo(4))
  const said: Readonly<Record<string, { isReady: 'yes' | 'no'; text: string }>> = {
    'Elder Warbler': {
      isReady: 'yes',
      text: 'Held the interviews with the court team alone, kept to the question, and had every note in by the evening.',
    },
    'Ash Bunting': {
      isReady: 'no',
      text: 'Careful with evidence and good company. I would like to see one more review in which she drafts a finding herself.',
    },
  }
  for (const { id, name } of done(await wordsPage(then, workRef)).words) {
    const word = said[name]
    if (word) done(await giveWord(then, workRef, { id, ...word }))
  }
}

/** Somebody came a second time under another name, with an address of her council before; the exchange proposes to join the two. */
const seedSecondRecord = async (ctx: Ctx, days: Days): Promise<void> => {
  const name = 'Tansy Merlin Hart'
  const id = personId(name)
  const at = morningOf(days.monthsAgo(31))
  await ctx.db.person.create({ data: { id, name, createdAt: at } })
  await ctx.db.emailAddress.create({
    data: { personId: id, address: addressOf(name), isPrimary: true, addedAt: at, verifiedAt: at },
  })
  await ctx.db.holding.create({
    data: {
      ...{ id: idOf('past holding', name), personId: id, yotCode: 'leicester' },
      ...{ title: 'Team manager', level: 'manager', kind: 'substantive' },
      ...{ from: dateFromIso(days.monthsAgo(60)), until: dateFromIso(days.monthsAgo(28)) },
    },
  })
  await records.jobs?.find((job) => job.name === 'records.propose')?.run(ctx)
}

export const seedLivedIn = async (ctx: Ctx, days: Days): Promise<void> => {
  await seedOwnName(ctx, days)
  await seedWords(ctx, days)
  await seedSecondRecord(ctx, days)
}
