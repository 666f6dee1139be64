import type { BankRole, PostLevel } from '#prisma/generated/enums.ts'
import { regionName } from '#services/yots/index.ts'

/** A role in the bank as pages say it. */
export const roleWords: Record<BankRole, string> = {
  trainee: 'Trainee reviewer',
  observer: 'Observer',
  reviewer: 'Peer reviewer',
  co_lead: 'Co-lead',
  facilitator: 'Facilitator',
  mentor: 'Mentor',
}

/** How well somebody knows a theme, as pages say it. */
export const levelWords: Record<number, string> = {
  1: 'Has done it',
  2: 'Has led or advised on it',
  3: 'Others come to them for it',
}

/** The same in the person's own words. */
export const ownLevelWords: Record<number, string> = {
  1: 'I have done it',
  2: 'I have led or advised on it',
  3: 'Others come to me for it',
}

/** What a level of post is called in a sentence. */
export const postLevelWords: Record<PostLevel, string> = {
  head: 'head of service',
  second_tier: 'second-tier manager',
  manager: 'manager',
}

/** Who somebody is without their name: "An experienced head of service, North West". */
export const headlineFor = (level: PostLevel | null, region: string | null): string =>
  [`An experienced ${level === null ? 'practitioner' : postLevelWords[level]}`, region && regionName(region)]
    .filter(Boolean)
    .join(', ')
