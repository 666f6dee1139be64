import type { YotTie } from '#prisma/generated/client.ts'
import { isoFromDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { rememberReference } from '#services/core/remember.ts'
import type { RegisterFacts } from './facts-register.ts'

/** The id under which a council stands for itself among organisations. */
export const councilId = (authorityCode: string): string => `council ${authorityCode}`

/** The council's code in such an id; null for another organisation's. */
export const councilCodeIn = (organisationId: string): string | null =>
  organisationId.startsWith('council ') ? organisationId.slice('council '.length) : null

const spanOf = ({ from, until }: { from: Date | null; until: Date | null }) => ({
  from: from && isoFromDate(from),
  to: until && isoFromDate(until),
})

const between = (ties: readonly YotTie[], kind: YotTie['kind']) =>
  ties.flatMap((tie) => (tie.kind === kind && tie.otherCode !== null ? [{ ...tie, otherCode: tie.otherCode }] : []))

const withOrganisation = (ties: readonly YotTie[], kind: YotTie['kind'], role: 'runs' | 'partner') =>
  ties.flatMap((tie) =>
    tie.kind === kind && tie.organisationId !== null
      ? [{ yotCode: tie.yotCode, organisationId: tie.organisationId, role, ...spanOf(tie) }]
      : [],
  )

/**
 * Services with the areas and borders they have: what only a new edition of the register changes, so a minute old at most.
 */
const editionOf = rememberReference(60, async (ctx) => {
  const [yots, links, neighbours] = await Promise.all([
    ctx.db.yot.findMany({ select: { code: true, policeForce: true } }),
    ctx.db.yotAuthority.findMany(),
    // Facing each other over an estuary without a crossing is no shared border.
    ctx.db.neighbour.findMany({ where: { kind: { not: 'water' } }, select: { codeA: true, codeB: true } }),
  ])
  return {
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
})

/** What the register of services says that conflicts need. Four statements at most, whatever the number of cases. */
export const gatherRegister = async (ctx: Ctx): Promise<RegisterFacts> => {
  const [{ authorityLinks, neighbours, policeForces }, ties] = await Promise.all([
    editionOf(ctx),
    ctx.db.yotTie.findMany({ where: { removedAt: null }, orderBy: { id: 'asc' } }),
  ])
  return {
    authorityLinks,
    partnerships: (['combined', 'partnered'] as const).flatMap((kind) =>
      between(ties, kind).map((tie) => ({ kind, yotCodes: [tie.yotCode, tie.otherCode] as const, ...spanOf(tie) })),
    ),
    successions: between(ties, 'succeeded').flatMap((tie) =>
      tie.from ? [{ from: tie.otherCode, to: tie.yotCode, on: isoFromDate(tie.from) }] : [],
    ),
    comparators: between(ties, 'comparator').map((tie) => ({ yotCode: tie.yotCode, comparatorCode: tie.otherCode })),
    neighbours,
    policeForces,
    organisations: [
      // A council runs the service that covers it, for as long as it does.
      ...authorityLinks.map(({ authorityCode, ...link }) => ({
        ...link,
        organisationId: councilId(authorityCode),
        role: 'runs' as const,
      })),
      ...withOrganisation(ties, 'run_by', 'runs'),
      ...withOrganisation(ties, 'partner', 'partner'),
    ],
  }
}
