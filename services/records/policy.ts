import { type Actor, may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok, type Result } from '#services/core/result.ts'

const mayNot = () => forbidden('Two records of one person are joined by an administrator of the association.')

/** Whether the actor may look for records of one person and join them. */
export const mayJoin = ({ actor }: Pick<Ctx, 'actor'>): Result<null> =>
  may(actor, 'record.join') ? ok(null) : mayNot()

/** Whether one of these records is the actor's own. */
export const isOwn = ({ personId }: Actor, ids: readonly string[]): boolean =>
  personId !== null && ids.includes(personId)
