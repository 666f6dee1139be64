import type { BankRole } from '#prisma/generated/enums.ts'

/** From least to most experienced; who stands on a rung may do what is below it. */
const rungs: readonly BankRole[] = ['trainee', 'observer', 'reviewer', 'co_lead', 'facilitator']

/** The highest rung among these roles; null where none is a rung. */
export const topRung = (held: readonly BankRole[]): BankRole | null =>
  rungs.findLast((rung) => held.includes(rung)) ?? null

/** The roles in the bank that let somebody take `role`: itself and the rungs above it. */
export const rolesThatAllow = (role: BankRole): BankRole[] => {
  if (role === 'mentor') return ['mentor', ...rungs.slice(rungs.indexOf('reviewer'))]
  return role === 'trainee' ? ['trainee'] : rungs.slice(rungs.indexOf(role))
}

/** The roles in the bank that leave `role` behind: a trainee who became more is one no longer. */
export const rolesThatOutgrow = (role: BankRole): BankRole[] => (role === 'trainee' ? rungs.slice(1) : [])

/** The roles a person may take, the ones below their own rung included, most experienced first. */
export const rolesFrom = (held: readonly BankRole[]): BankRole[] => {
  const top = Math.max(-1, ...held.map((role) => rungs.indexOf(role)))
  const below = top <= 0 ? held.filter((role) => role === 'trainee') : rungs.slice(1, top + 1)
  const mayMentor = held.includes('mentor') || top >= rungs.indexOf('reviewer')
  return [...[...below].reverse(), ...(mayMentor ? (['mentor'] as const) : [])]
}
