import type { BankRole, PostLevel } from '#prisma/generated/enums.ts'
import { refreshLastPractice } from '#services/bank/index.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { type CastMember, cast, vacantPosts } from './cast.ts'
import { type Days, idOf, morningOf } from './identity.ts'
import { seedMemberships } from './memberships.ts'

export const personId = (name: string): string => idOf('person', name)

export const addressOf = (name: string): string => `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.org`

const titles: Record<PostLevel, string> = {
  head: 'Head of service',
  second_tier: 'Operations manager',
  manager: 'Team manager',
}

const rungs: Record<Exclude<BankRole, 'mentor'>, BankRole[]> = {
  trainee: ['trainee'],
  observer: ['trainee', 'observer'],
  reviewer: ['trainee', 'observer', 'reviewer'],
  co_lead: ['reviewer', 'co_lead'],
  facilitator: ['reviewer', 'co_lead', 'facilitator'],
}

const rungEvidence: Record<BankRole, string> = {
  trainee: 'Two-day reviewer training',
  observer: 'Observed a review after training',
  reviewer: 'Trained, observed, and two reviews with good feedback',
  co_lead: 'Three reviews as a reviewer and the co-lead day',
  facilitator: 'Co-led four reviews and facilitated two with a mentor',
  mentor: 'Led a service for ten years; mentors new heads of service',
}

const evidenceFor = (level: number, theme: string): string =>
  level === 3
    ? `Others come to me about ${theme.toLowerCase()}: I led our work on it, and presented it at the regional forum.`
    : level === 2
      ? `Led our work on ${theme.toLowerCase()} and wrote the guidance our service uses.`
      : `Took part in our work on ${theme.toLowerCase()}.`

const summaryFor = (member: CastMember): string =>
  member.yotCode === null
    ? 'Led a youth justice service for many years and now supports others: clear about what works, kind about what does not.'
    : member.level === 'head'
      ? 'Leads a youth justice service and likes to learn from how others do it.'
      : 'Runs the operational side of a youth justice service; practical, and good with teams under pressure.'

const seedPosts = async (ctx: Ctx, days: Days) => {
  const working = cast.flatMap((member) => (member.yotCode === null ? [] : [{ ...member, yotCode: member.yotCode }]))
  await ctx.db.post.createMany({
    data: [
      ...working.map((member) => ({
        id: idOf('post', member.name),
        yotCode: member.yotCode,
        title: titles[member.level],
        level: member.level,
        createdOn: dateFromIso(days.monthsAgo(member.since)),
      })),
      ...vacantPosts.map((post) => ({
        id: idOf('vacant post', post.yotCode, post.title),
        yotCode: post.yotCode,
        title: post.title,
        level: post.level,
        createdOn: dateFromIso(days.monthsAgo(post.since + 24)),
      })),
    ],
  })
  await ctx.db.holding.createMany({
    data: [
      ...working.map((member) => ({
        id: idOf('holding', member.name),
        personId: personId(member.name),
        yotCode: member.yotCode,
        postId: idOf('post', member.name),
        title: titles[member.level],
        level: member.level,
        kind: member.kind ?? ('substantive' as const),
        from: dateFromIso(days.monthsAgo(member.since)),
        isOnLeave: member.isOnLeave ?? false,
      })),
      ...cast.flatMap((member) =>
        (member.past ?? []).map((past, index) => ({
          id: idOf('past holding', member.name, index),
          personId: personId(member.name),
          yotCode: past.yotCode,
          title: titles[past.level],
          level: past.level,
          kind: past.kind ?? ('substantive' as const),
          from: dateFromIso(days.monthsAgo(past.from)),
          until: dateFromIso(days.monthsAgo(past.until)),
        })),
      ),
    ],
  })
}

const administratorName = 'Linden Marsh'

const seedBank = async (ctx: Ctx, days: Days) => {
  const members = cast.flatMap((member) => (member.bank ? [{ ...member, bank: member.bank }] : []))
  const themes = new Map((await ctx.db.theme.findMany()).map((theme) => [theme.code, theme.name]))
  await ctx.db.profile.createMany({
    data: members.map(({ bank, ...member }) => ({
      personId: personId(member.name),
      summary: summaryFor(member),
      isNamePublic: bank.isNamePublic ?? false,
      isInKind: bank.dayRatePence === undefined,
      dayRatePence: bank.dayRatePence ?? null,
      canTravel: bank.canTravel ?? true,
      canWorkRemotely: true,
      maxKm: bank.maxKm ?? null,
      daysPerYear: bank.daysPerYear,
      reviewsPerYear: bank.reviewsPerYear ?? 2,
      insuranceUntil:
        bank.insurance === undefined
          ? null
          : dateFromIso(bank.insurance < 0 ? days.monthsAgo(-bank.insurance) : days.monthsAhead(bank.insurance)),
      ...(bank.dbsSeen === undefined
        ? { dbsNotNeededBecause: 'Reviewers meet no child alone and open no case record.' }
        : {
            dbsLevel: 'enhanced',
            dbsSeenOn: dateFromIso(days.monthsAgo(bank.dbsSeen)),
            dbsSeenBy: 'Their own service',
          }),
    })),
  })
  await ctx.db.expertise.createMany({
    data: members.flatMap(({ bank, name }, index) =>
      bank.themes.split(' ').map((entry, place) => {
        const [themeCode = '', level = '1'] = entry.split(':')
        return {
          personId: personId(name),
          themeCode,
          level: Number(level),
          evidence: evidenceFor(Number(level), themes.get(themeCode) ?? themeCode),
          lastUsedOn: dateFromIso(days.monthsAgo(1 + ((index + place * 5) % 20))),
        }
      }),
    ),
  })
  await ctx.db.standing.createMany({
    data: members.map(({ bank, name }) => ({
      personId: personId(name),
      status: bank.approved > 33 ? ('renewal_due' as const) : ('active' as const),
      approvedOn: dateFromIso(days.monthsAgo(bank.approved)),
      expiresOn: dateFromIso(days.monthsAhead(36 - bank.approved)),
    })),
  })
  await ctx.db.standingCondition.createMany({
    data: members.flatMap(({ bank, name }) =>
      (bank.conditions ?? []).map(({ text, due, isConfirmed = false }, index) => ({
        id: idOf('condition', name, index),
        personId: personId(name),
        restsOn: `application:${idOf('approval', name)}:${index + 1}`,
        text,
        dueOn: dateFromIso(days.daysAhead(due)),
        ...(isConfirmed && {
          confirmedOn: dateFromIso(days.daysAhead(due - 5)),
          confirmedById: personId(administratorName),
          note: 'Their own word, by e-mail.',
        }),
      })),
    ),
  })
  await ctx.db.standingRole.createMany({
    data: members.flatMap(({ bank, name }) =>
      (bank.rung === 'mentor' ? (['mentor'] as BankRole[]) : rungs[bank.rung]).map((role) => ({
        personId: personId(name),
        role,
        since: dateFromIso(days.monthsAgo(bank.approved)),
        evidence: rungEvidence[role],
      })),
    ),
  })
  await refreshLastPractice(ctx)
}

/** The people, their posts and offices, their places in the bank, and their services' memberships. */
export const seedPeople = async (ctx: Ctx, days: Days): Promise<void> => {
  await ctx.db.person.createMany({
    data: cast.map((member) => ({
      id: personId(member.name),
      name: member.name,
      demoNote: member.note ?? null,
      createdAt: morningOf(days.monthsAgo(Math.min(36, member.since || 36))),
    })),
  })
  await ctx.db.emailAddress.createMany({
    data: cast.map((member) => ({
      personId: personId(member.name),
      address: addressOf(member.name),
      isPrimary: true,
      addedAt: morningOf(days.monthsAgo(12)),
      verifiedAt: morningOf(days.monthsAgo(12)),
    })),
  })
  await seedPosts(ctx, days)
  await ctx.db.appointment.createMany({
    data: cast.flatMap((member) =>
      member.office
        ? [
            {
              personId: personId(member.name),
              role: member.office.role,
              region: member.office.region ?? null,
              from: dateFromIso(days.monthsAgo(18)),
            },
          ]
        : [],
    ),
  })
  await ctx.db.declaration.createMany({
    data: cast.map((member) => ({
      personId: personId(member.name),
      kind: 'annual' as const,
      isNil: true,
      statedAt: morningOf(days.monthsAgo(member.declared ?? 4)),
    })),
  })
  await seedBank(ctx, days)
  await seedMemberships(ctx, days)
}
