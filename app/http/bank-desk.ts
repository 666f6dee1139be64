import { readSort } from '#app/components/table/url-state.ts'
import { bankDesk, deskFilterSchema, deskSorts, suspensionsToday } from '#services/bank/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { type ConcernAbout, concernsAbout, type SuspensionCause, suspensionCauses } from '#services/fairness/index.ts'
import { hiddenCases } from './hidden-cases.ts'
import { orThrow } from './respond.ts'

/** What a URL asks of the desk for the bank, for its page, its files and its reminders. */
export const readDesk = async (ctx: Ctx, request: Request) => {
  const { searchParams } = new URL(request.url)
  const filter = deskFilterSchema.parse(Object.fromEntries([...searchParams].filter(([, value]) => value !== '')))
  const sort = readSort(searchParams, deskSorts, { by: 'next', order: 'asc' })
  const asked = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []))
  const concerns = await concernsAbout(ctx, null)
  const concerned = [...new Set(concerns.map(({ personId }) => personId))]
  return { filter, sort, hidden: await hiddenCases(ctx), concerned, concerns: byPerson(concerns), asked, searchParams }
}

/** Open complaints by whom they are about. */
const byPerson = (concerns: readonly ConcernAbout[]): Record<string, ConcernAbout[]> => {
  const found: Record<string, ConcernAbout[]> = {}
  for (const one of concerns) found[one.personId] = [...(found[one.personId] ?? []), one]
  return found
}

/** Why people are suspended, by person, as far as the reader may know. */
export const causesOf = async (ctx: Ctx, personIds: readonly string[]): Promise<Record<string, SuspensionCause[]>> => {
  const suspensions = await suspensionsToday(ctx, personIds)
  const causes = await suspensionCauses(
    ctx,
    suspensions.map(({ restsOn }) => restsOn),
  )
  return Object.fromEntries(
    [...new Set(suspensions.map(({ personId }) => personId))].map((personId) => [
      personId,
      suspensions.flatMap((one) => (one.personId === personId ? (causes.get(one.restsOn) ?? []) : [])),
    ]),
  )
}

/** How many in the bank an open complaint is about that the reader may know of. */
export const countConcerned = async (ctx: Ctx, desk: Parameters<typeof bankDesk>[1]) =>
  desk.concerned?.length ? orThrow(await bankDesk(ctx, { ...desk, filter: { concerns: 'open' } }, 1)).count : 0
