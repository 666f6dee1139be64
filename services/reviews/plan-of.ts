import type { FoundConflict } from '#services/conflicts/check-people.ts'
import type { TeamProposal } from '#services/matching/index.ts'
import type { Plan } from './proposal.ts'

/** What is kept of a team that the matcher gave, for dates of the request. */
export const planOf = (
  { found, absences }: { found: ReadonlyMap<string, readonly FoundConflict[]>; absences: Plan['absences'] },
  team: Pick<TeamProposal, 'members' | 'alternates' | 'missing' | 'differs'>,
  { startsOn, endsOn }: Plan['window'],
): Plan => ({
  format: 1,
  window: { startsOn, endsOn },
  members: team.members.map(({ expert, role, reasons }) => ({
    personId: expert,
    role,
    reasons: reasons.filter(({ say }) => say !== '').map(({ say }) => say),
    managed: (found.get(expert) ?? [])
      .filter(({ effect }) => effect === 'manage')
      .map(({ id, sentence }) => ({ conflictId: id, say: sentence })),
  })),
  alternates: team.alternates.map((alternate) => ({
    for: alternate.for,
    personId: alternate.expert,
    say: alternate.say,
  })),
  missing: team.missing.map(({ what, code, say }) => ({ what, ...(code ? { code } : {}), say })),
  absences,
  differs: team.differs,
})
