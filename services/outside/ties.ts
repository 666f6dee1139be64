import { personIdsByAddress } from '#services/accounts/index.ts'
import { declaredTies } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { inForce, organisationKey } from '#services/yots/index.ts'

/** What of an outside provider somebody can be tied to. */
export type TieFacts = {
  id: string
  name: string
  contactId: string | null
  contactAddress: string
  wordOne: string
  wordTwo: string
  people: readonly { personId: string }[]
}

/** What is read of a provider to tell who is tied to it. */
export const tieSelect = {
  id: true,
  name: true,
  contactId: true,
  contactAddress: true,
  wordOne: true,
  wordTwo: true,
  people: { select: { personId: true } },
} as const

/** Services in which these people hold a post today, by person. */
const servicesOf = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, Set<string>>> => {
  const rows = await ctx.db.holding.findMany({
    where: { personId: { in: [...personIds] }, postId: { not: null }, ...inForce(ctx.clock.today()) },
    select: { personId: true, yotCode: true },
  })
  const services = new Map<string, Set<string>>()
  for (const { personId, yotCode } of rows) services.set(personId, (services.get(personId) ?? new Set()).add(yotCode))
  return services
}

/**
 * Which of these people are tied to which of these outside providers, so that they neither know of the request nor decide on it: they
 * are one of its people or named to speak of its work, declared an interest in it or in one of its people, or hold a post in the
 * service of whoever speaks for it. By provider. The same five statements for any number of either.
 */
export const tiedTo = async (
  ctx: Ctx,
  providers: readonly TieFacts[],
  officerIds: readonly string[],
): Promise<Map<string, Set<string>>> => {
  const contacts = await personIdsByAddress(
    ctx,
    providers.map(({ contactAddress }) => contactAddress),
  )
  const peopleOf = new Map(
    providers.map((one) => [
      one.id,
      [one.contactId, contacts.get(one.contactAddress), ...one.people.map(({ personId }) => personId)].flatMap(
        (id) => id ?? [],
      ),
    ]),
  )
  const [declared, addresses, services] = await Promise.all([
    declaredTies(ctx, officerIds),
    ctx.db.emailAddress.findMany({
      where: { personId: { in: [...officerIds] } },
      select: { personId: true, address: true },
    }),
    servicesOf(ctx, [...officerIds, ...[...peopleOf.values()].flat()]),
  ])
  const isTied = (officer: string, provider: TieFacts): boolean => {
    const people = peopleOf.get(provider.id) ?? []
    const ties = declared.get(officer)
    const words = `${provider.wordOne} ${provider.wordTwo}`.toLowerCase()
    const own = services.get(officer) ?? new Set()
    return (
      people.includes(officer) ||
      people.some((id) => ties?.people.has(id) || [...(services.get(id) ?? [])].some((code) => own.has(code))) ||
      ties?.organisations.has(organisationKey(provider.name)) === true ||
      addresses.some(
        ({ personId, address }) =>
          personId === officer && (address === provider.contactAddress || words.includes(address)),
      )
    )
  }
  return new Map(
    providers.map((provider) => [provider.id, new Set(officerIds.filter((officer) => isTied(officer, provider)))]),
  )
}
