import type { Prisma } from '#prisma/generated/client.ts'
import type { FoundConflict } from '#services/conflicts/index.ts'
import type { Reason, TeamProposal } from '#services/matching/index.ts'
import type { Plan } from './proposal.ts'

/** Reasons as words alone: no points are kept where a page could show them. */
export const wordsOf = (reasons: readonly Reason[]): string[] =>
  reasons.filter(({ say }) => say !== '').map(({ say }) => say)

/** What the service that asks may read of somebody: nothing of their conflicts, their ratings, or what they and their service carry. */
const forHost: ReadonlySet<Reason['aspect']> = new Set(['themes', 'distance', 'experience', 'nominated', 'continuity'])

/** The reasons that the service itself may read, as words. */
export const wordsForHost = (reasons: readonly Reason[]): string[] =>
  wordsOf(reasons.filter(({ aspect }) => forHost.has(aspect)))

/** What is kept of those conflicts that are managed, or must be. */
export const managedIn = (conflicts: readonly FoundConflict[]): Plan['members'][number]['managed'] =>
  conflicts
    .filter(({ effect }) => effect === 'manage')
    .map(({ id, sentence, isManaged }) => ({ conflictId: id, say: sentence, isManaged }))

/** What is kept of a team that the matcher gave, for dates of the request. */
export const planOf = (
  {
    found,
    absences,
    otherDates = [],
  }: {
    found: ReadonlyMap<string, readonly FoundConflict[]>
    absences: Plan['absences']
    otherDates?: Plan['otherDates']
  },
  team: Pick<TeamProposal, 'members' | 'alternates' | 'missing' | 'covered' | 'differs'>,
  { startsOn, endsOn }: Plan['window'],
): Plan => ({
  format: 1,
  window: { startsOn, endsOn },
  members: team.members.map(({ expert, role, reasons }) => ({
    personId: expert,
    role,
    reasons: wordsOf(reasons),
    hostReasons: wordsForHost(reasons),
    managed: managedIn(found.get(expert) ?? []),
  })),
  alternates: team.alternates.map((alternate) => ({
    for: alternate.for,
    personId: alternate.expert,
    say: alternate.say,
    reasons: wordsOf(alternate.reasons),
    hostReasons: wordsForHost(alternate.reasons),
  })),
  covered: team.covered.map(({ code, experts }) => ({ code, personIds: experts })),
  otherDates,
  missing: team.missing.map(({ what, code, say }) => ({ what, ...(code ? { code } : {}), say })),
  absences,
  differs: team.differs,
})

/** Plain data as the database keeps it. */
export const jsonOf = (value: unknown): Prisma.InputJsonValue => JSON.parse(JSON.stringify(value))
