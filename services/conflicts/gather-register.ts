import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { emptyRegister, type RegisterFacts } from './facts-register.ts'

/** What the register of services says that conflicts need. Three statements, whatever the number of cases. */
export const gatherRegister = async (ctx: Ctx): Promise<RegisterFacts> => {
  const [yots, links, neighbours] = await Promise.all([
    ctx.db.yot.findMany({ select: { code: true, policeForce: true } }),
    ctx.db.yotAuthority.findMany(),
    ctx.db.neighbour.findMany({ select: { codeA: true, codeB: true } }),
  ])
  return {
    ...emptyRegister,
    authorityLinks: links.map((link) => ({
      yotCode: link.yotCode,
      authorityCode: link.authorityCode,
      from: isoFromDate(link.from),
      to: link.until && isoFromDate(link.until),
    })),
    neighbours: neighbours.map((pair) => [pair.codeA, pair.codeB] as const),
    // Tower Hamlets and City of London has two forces, written in one field.
    policeForces: yots.flatMap((yot) => yot.policeForce.split('|').map((force) => ({ yotCode: yot.code, force }))),
  }
}
