import type { BankRole } from '#prisma/generated/enums.ts'
import { asActor } from '#services/core/access.ts'
import { addMonths, dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import type { Result } from '#services/core/result.ts'
import { addWorkingDays } from '#services/core/working-days.ts'
import { giveReference, startApplication, submitApplication } from '#services/vetting/index.ts'
import { type MadePerson, makePerson, type PersonTraits } from './person.ts'

/** The value of a Result that a test needs to be ok. */
export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`Not ok: ${JSON.stringify(result.problem)}`)
  return result.value
}

export type MadeApplication = { id: string; ref: string; applicant: MadePerson; ctx: Ctx }

type ApplicationTraits = {
  roleSought?: BankRole
  /** Who applies; by default a head of service in Leeds. */
  applicant?: MadePerson
  person?: PersonTraits
  /** Charges, with insurance for another year; in kind with consent when left out. */
  dayRatePence?: number
  refereeEmails?: [string, string]
}

/** A draft with every part filled in, ready to send, by a person who has declared their interests. */
export const makeDraft = async (ctx: Ctx, traits: ApplicationTraits = {}): Promise<MadeApplication> => {
  const applicant = traits.applicant ?? (await makePerson(ctx, traits.person ?? { posts: [{ yotCode: 'leeds' }] }))
  const own = asActor(ctx, applicant.actor)
  const today = ctx.clock.today()
  const monthsAgo = (months: number) => dateFromIso(addMonths(today, -months))
  await ctx.db.declaration.create({
    data: { personId: applicant.id, kind: 'annual', isNil: true, statedAt: ctx.clock.now() },
  })
  const { ref } = value(await startApplication(own, { roleSought: traits.roleSought ?? 'reviewer' }))
  const isCharged = traits.dayRatePence !== undefined
  const { id } = await ctx.db.application.update({
    where: { ref },
    data: {
      summary: 'I have led a youth justice service through two inspections and a merger.',
      trainedOn: monthsAgo(6),
      reviewsDone: 3,
      roleEvidence: 'Trained with the association, then observed and reviewed three services.',
      isInKind: !isCharged,
      dayRatePence: traits.dayRatePence ?? null,
      insuranceUntil: isCharged ? dateFromIso(addMonths(today, 12)) : null,
      daysPerYear: 8,
      consentName: 'Director of Children’s Services',
      consentOn: monthsAgo(1),
      dbsLevel: 'enhanced',
      dbsSeenBy: 'HR of the council',
      dbsSeenOn: monthsAgo(5),
      acceptedCodeAt: ctx.clock.now(),
      postsConfirmedAt: ctx.clock.now(),
    },
  })
  await ctx.db.applicationTheme.createMany({
    data: ['A1', 'K2'].map((themeCode) => ({
      applicationId: id,
      themeCode,
      level: 2,
      evidence: 'Led this for three years, and advised two other services on it.',
    })),
  })
  const emails = traits.refereeEmails ?? [`first-${id}@example.org`, `second-${id}@example.org`]
  await ctx.db.reference.createMany({
    data: emails.map((refereeEmail, index) => ({
      applicationId: id,
      position: index + 1,
      refereeName: index === 0 ? 'Rosa First' : 'Sam Second',
      refereeEmail,
      relation: 'Worked with me on the partnership board',
      isCommissioner: isCharged && index === 0,
      commissionedOn: isCharged && index === 0 ? monthsAgo(3) : null,
    })),
  })
  return { id, ref, applicant, ctx: own }
}

export const versionOf = async (ctx: Ctx, id: string): Promise<number> =>
  (await ctx.db.application.findUniqueOrThrow({ where: { id }, select: { version: true } })).version

/** A sent application, waiting for its references. */
export const makeSubmitted = async (ctx: Ctx, traits: ApplicationTraits = {}): Promise<MadeApplication> => {
  const made = await makeDraft(ctx, traits)
  value(await submitApplication(made.ctx, { ref: made.ref, version: await versionOf(ctx, made.id) }))
  return made
}

/** The keys in the links mailed to an application's referees, the newest link of each, in their order. */
export const linksOf = async (ctx: Ctx, id: string): Promise<string[]> => {
  const references = await ctx.db.reference.findMany({ where: { applicationId: id }, orderBy: { position: 'asc' } })
  const keys = references.map((reference) => `reference:${reference.id}:${reference.issue}:asked:referee`)
  const messages = await ctx.db.outboxMessage.findMany({ where: { key: { in: keys } } })
  return keys.map((key) => {
    const payload = JSON.stringify(messages.find((message) => message.key === key)?.payload ?? null)
    return /\/references\/([\w-]+)/.exec(payload)?.[1] ?? ''
  })
}

/** Both references given in words, so that the application is being checked. */
export const makeChecked = async (ctx: Ctx, traits: ApplicationTraits = {}): Promise<MadeApplication> => {
  const made = await makeSubmitted(ctx, traits)
  for (const token of await linksOf(ctx, made.id)) {
    const body = 'I have seen their work for years, and would have them review my own service.'
    value(await giveReference(ctx, token, { isSupportive: 'yes', body }))
  }
  return made
}

/** An assessor in a service of another region, with interests declared. */
export const makeAssessor = (ctx: Ctx, yotCode: string, traits: PersonTraits = {}): Promise<MadePerson> =>
  makePerson(ctx, { posts: [{ yotCode }], appointments: [{ role: 'assessor' }], ...traits })

export const makeAdministrator = (ctx: Ctx, traits: PersonTraits = {}): Promise<MadePerson> =>
  makePerson(ctx, { appointments: [{ role: 'administrator' }], ...traits })

/** An application before the panel of two given assessors, put there directly. */
export const makeAtPanel = async (
  ctx: Ctx,
  assessors: readonly MadePerson[],
  traits: ApplicationTraits = {},
): Promise<MadeApplication> => {
  const made = await makeChecked(ctx, traits)
  const dueOn = dateFromIso(addWorkingDays(ctx.clock.today(), 10))
  await ctx.db.application.update({ where: { id: made.id }, data: { status: 'panel', statusSince: ctx.clock.now() } })
  await ctx.db.assessment.createMany({
    data: assessors.map(({ id }) => ({
      applicationId: made.id,
      assessorId: id,
      assignedAt: ctx.clock.now(),
      dueOn,
    })),
  })
  return made
}
