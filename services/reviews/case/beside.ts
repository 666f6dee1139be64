/**
 * Places beside a team, each for those on the rung of its name: asked for on the scoping call, never missing. They cover no question and
 * count for no region.
 */
export const besideRoles = ['facilitator', 'observer', 'trainee'] as const
export type BesideRole = (typeof besideRoles)[number]

/** Whether a place is beside the team. */
export const isBeside = (role: string): role is BesideRole => besideRoles.some((each) => each === role)

/** Whether somebody is there to learn: they read and log, and write, agree and answer nothing. */
export const isLearning = (role: string | null): boolean => role === 'observer' || role === 'trainee'
