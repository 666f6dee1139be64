import { addDays, clockFrom, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { giveReference, openPanel, recordView, startApplication, submitApplication } from '#services/vetting/index.ts'
import { type Days, morningOf, workdayOf } from './identity.ts'
import { addressOf, personId } from './people.ts'
import { as, done } from './steps.ts'

type Applying = {
  name: string
  role: 'reviewer' | 'co_lead'
  sent: number
  themes: string[]
  referees: [string, string]
}

const sendApplication = async (ctx: Ctx, days: Days, applying: Applying) => {
  const on = days.daysAgo(applying.sent)
  const own = await as(ctx, applying.name, on)
  const { ref } = done(await startApplication(own, { roleSought: applying.role }))
  const { id } = await ctx.db.application.update({
    where: { ref },
    data: {
      summary: 'I run the operational side of a busy service and want to learn from, and be of use to, others.',
      trainedOn: dateFromIso(workdayOf(addDays(on, -160))),
      reviewsDone: 3,
      roleEvidence: 'Two-day training last year; observed one review and took part in two.',
      isInKind: true,
      daysPerYear: 6,
      consentName: 'My head of service',
      consentOn: dateFromIso(workdayOf(addDays(on, -9))),
      dbsNotNeededBecause: 'Reviewers meet no child alone and open no case record.',
      acceptedCodeAt: morningOf(on),
      postsConfirmedAt: morningOf(on),
    },
  })
  const names = new Map((await ctx.db.theme.findMany()).map((theme) => [theme.code, theme.name.toLowerCase()]))
  await ctx.db.applicationTheme.createMany({
    data: applying.themes.map((themeCode) => ({
      applicationId: id,
      themeCode,
      level: 2,
      evidence: `Led our work on ${names.get(themeCode)} for three years and wrote the guidance we use.`,
      lastUsedOn: dateFromIso(addDays(on, -30)),
    })),
  })
  await ctx.db.reference.createMany({
    data: applying.referees.map((refereeName, index) => ({
      applicationId: id,
      position: index + 1,
      refereeName,
      refereeEmail: addressOf(refereeName),
      relation: 'Sat with me on the partnership board',
      isCommissioner: false,
    })),
  })
  const { version } = await ctx.db.application.findUniqueOrThrow({ where: { id } })
  done(await submitApplication(own, { ref, version }))
  return { id, ref }
}

/** A referee answers by the link in their mail. */
const answerReference = async (ctx: Ctx, applicationId: string, position: number, on: string) => {
  const reference = await ctx.db.reference.findFirstOrThrow({ where: { applicationId, position } })
  const message = await ctx.db.outboxMessage.findUniqueOrThrow({
    where: { key: `reference:${reference.id}:${reference.issue}:asked:referee` },
  })
  const token = /\/references\/([\w-]+)/.exec(JSON.stringify(message.payload))?.[1] ?? ''
  done(
    await giveReference({ ...ctx, clock: clockFrom(() => morningOf(on)) }, token, {
      isSupportive: 'yes',
      body: 'I have seen their work for years, and would have them review my own service.',
    }),
  )
}

/** Applications to the bank on their way: each step by its person on its day. */
export const seedApplications = async (ctx: Ctx, days: Days) => {
  const atPanel = await sendApplication(ctx, days, {
    name: 'Cedar Nuthatch',
    role: 'reviewer',
    sent: 26,
    themes: ['F1', 'F2', 'B2', 'K2'],
    referees: ['Robin Quarry', 'Misty Fallow'],
  })
  await answerReference(ctx, atPanel.id, 1, days.daysAgo(22))
  await answerReference(ctx, atPanel.id, 2, days.daysAgo(20))
  const { version } = await ctx.db.application.findUniqueOrThrow({ where: { id: atPanel.id } })
  done(
    await openPanel(await as(ctx, 'Linden Marsh', days.daysAgo(8)), {
      ref: atPanel.ref,
      version,
      assessorIds: [personId('Bryony Heath'), personId('Corin Sedge')],
    }),
  )
  done(
    await recordView(await as(ctx, 'Corin Sedge', days.daysAgo(3)), {
      ref: atPanel.ref,
      view: 'approve',
      reasons: 'Evidence is concrete in all four themes, and both referees would have them in their own service.',
    }),
  )

  const waiting = await sendApplication(ctx, days, {
    name: 'Dusty Hawfinch',
    role: 'reviewer',
    sent: 11,
    themes: ['G1', 'I4', 'K2'],
    referees: ['Heath Saltmarsh', 'Skye Harrow'],
  })
  await answerReference(ctx, waiting.id, 1, days.daysAgo(7))

  const checked = await sendApplication(ctx, days, {
    name: 'Ember Crossbill',
    role: 'reviewer',
    sent: 15,
    themes: ['H2', 'F1', 'K2'],
    referees: ['Heath Saltmarsh', 'Robin Quarry'],
  })
  await answerReference(ctx, checked.id, 1, days.daysAgo(10))
  await answerReference(ctx, checked.id, 2, days.daysAgo(6))
}
