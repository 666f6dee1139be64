import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok } from '#services/core/result.ts'
import { standardWeights, weightsSchema } from '#services/matching/index.ts'
import { tables } from '#services/reviews/case/tables.ts'
import { weightsInForce } from '#services/reviews/team/weights-in-force.ts'
import { type AspectName, aspectTitles, fieldChanges, fieldNames, toFields, weightFields } from './fields.ts'
import { weightHints } from './hints.ts'

export const onlyPublishers = () => forbidden('Administrators of the association publish the weights.')

const isAspect = (key: string): key is AspectName => key in aspectTitles
const aspects = Object.keys(aspectTitles).filter(isAspect)

/** Earlier versions, newest first, each with what it changed. */
const historyOf = async (ctx: Ctx) => {
  const rows = await tables(ctx).weightSet.findMany({ orderBy: { version: 'asc' } })
  const people = await ctx.db.person.findMany({
    where: { id: { in: [...new Set(rows.map(({ publishedById }) => publishedById))] } },
    select: { id: true, name: true },
  })
  let before = toFields(standardWeights)
  const versions = rows.map(({ version, settings, note, publishedAt, publishedById }) => {
    const after = toFields(weightsSchema.parse(settings))
    const changes = fieldChanges(before, after).map(({ name, from, to }) => `${name}, ${to} instead of ${from}`)
    before = after
    const publishedBy = people.find(({ id }) => id === publishedById)?.name ?? 'Somebody who has left'
    return { version, reason: note, publishedAt, publishedBy, changes }
  })
  return versions.reverse()
}

/** The settings in force, each with its sentence and its numbers, and every version before, for officers who propose teams. */
export const weightsPage = async (ctx: Ctx) => {
  if (!may(ctx.actor, 'team.propose')) return forbidden('These pages are for coordinators and administrators.')
  const weights = await weightsInForce(ctx)
  const fields = toFields(weights)
  return ok({
    version: weights.version,
    mayPublish: may(ctx.actor, 'weights.publish'),
    weights: aspects.map((aspect) => ({
      title: aspectTitles[aspect],
      says: weights[aspect].says,
      numbers: fieldNames
        .filter((name) => weightFields[name].aspect === aspect)
        .map((name) => ({ name: weightFields[name].label, value: fields[name], unit: weightFields[name].unit })),
    })),
    history: await historyOf(ctx),
  })
}

/** The form for new weights, with those in force filled in, and the past rounds that they can be tried on. */
export const changeWeightsPage = async (ctx: Ctx) => {
  if (!may(ctx.actor, 'weights.publish')) return onlyPublishers()
  const weights = await weightsInForce(ctx)
  const rounds = await tables(ctx).round.findMany({
    where: { status: { in: ['planned', 'stopped'] } },
    orderBy: { number: 'desc' },
    take: 10,
    select: { number: true, startedAt: true },
  })
  return ok({
    version: weights.version,
    rounds,
    values: Object.fromEntries(Object.entries(toFields(weights)).map(([name, value]) => [name, String(value)])),
    groups: aspects
      .map((aspect) => ({
        title: aspectTitles[aspect],
        fields: fieldNames
          .filter((name) => weightFields[name].aspect === aspect)
          .map((name) => ({
            name,
            label: weightFields[name].label,
            unit: weightFields[name].unit,
            hint: weightHints[name],
          })),
      }))
      .filter(({ fields }) => fields.length > 0),
  })
}
