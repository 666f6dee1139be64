import type { Basis } from '#prisma/generated/enums.ts'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { themesOfOffering, writeEntries } from './write-ledger.ts'

type Giver = { yotCode: string } | { personId: string; outsideId: string | null }

/** What a course date gave, as the room of courses hands it on. */
export type CourseTime = {
  id: string
  title: string
  offeringId: string
  giver: Giver
  region: string
  /** ISO day. */
  on: string
  basis: Basis
  /** Whose time it was, where one person led it: what one person gave is never valued. */
  personId?: string
  /** Service → minutes of the trainers' time that were for it. */
  received: readonly { yotCode: string; minutes: number }[]
}

const regionsOf = async (ctx: Ctx, codes: readonly string[]): Promise<Map<string, string>> => {
  const rows = await ctx.db.yot.findMany({
    where: { code: { in: [...codes] } },
    select: { code: true, region: true },
  })
  return new Map(rows.map(({ code, region }) => [code, region]))
}

/** Writes the time of a course's trainers, one entry for each service that received of it. Once, however often it is asked for. */
export const writeCourse = async (ctx: Ctx, course: CourseTime): Promise<void> => {
  const { id, title, offeringId, giver, region, on, basis, personId, received } = course
  const regions = await regionsOf(
    ctx,
    received.map(({ yotCode }) => yotCode),
  )
  const shares = await themesOfOffering(ctx, offeringId)
  const written = await writeEntries(
    ctx,
    received.map(({ yotCode, minutes }) => ({
      key: `course:${id}:${yotCode}`,
      sourceKind: 'course' as const,
      sourceId: id,
      title,
      giver: { ...giver, region },
      ...(personId === undefined ? {} : { personId }),
      receiver: { yotCode, region: regions.get(yotCode) ?? '' },
      minutes,
      on,
      basis,
      isBySilence: false,
      shares,
    })),
  )
  if (written.length > 0)
    await audit(ctx, {
      event: 'ledger.written',
      subject: { kind: 'course', id },
      data: { entries: written.length },
    })
}

/** What was taken without asking and taken up: an entry without time, since nobody gave any for it. */
export type Reuse = {
  id: string
  title: string
  offeringId: string
  giver: Giver
  region: string
  receiver: string
  /** ISO day. */
  on: string
  basis: Basis
}

/** Writes that a service took up what another made. Once each. */
export const writeReuse = async (ctx: Ctx, reuse: Reuse): Promise<void> => {
  const { id, title, offeringId, giver, region, receiver, on, basis } = reuse
  const regions = await regionsOf(ctx, [receiver])
  await writeEntries(ctx, [
    {
      key: `reuse:${id}`,
      sourceKind: 'reuse',
      sourceId: id,
      title,
      giver: { ...giver, region },
      receiver: { yotCode: receiver, region: regions.get(receiver) ?? '' },
      minutes: 0,
      on,
      basis,
      isBySilence: false,
      shares: await themesOfOffering(ctx, offeringId),
    },
  ])
}
