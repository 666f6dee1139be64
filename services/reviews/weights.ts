import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { forbidden, ok } from '#services/core/result.ts'
import { standardWeights, type Weights, weightsSchema } from '#services/matching/index.ts'
import { tables } from './tables.ts'

/** The newest published settings of the matcher; the standard ones until others are published. */
export const weightsInForce = async (ctx: Ctx): Promise<Weights> => {
  const newest = await tables(ctx).weightSet.findFirst({ orderBy: { version: 'desc' } })
  return newest ? weightsSchema.parse(newest.settings) : standardWeights
}

const titles = {
  themes: 'Themes',
  quality: 'Ratings',
  newcomer: 'Newcomers',
  distance: 'Distance',
  workload: 'Work already carried',
  experience: 'Experience of leading',
  nominated: 'Asked for by the host',
  continuity: 'Served the host before',
  managed: 'Conflicts to be managed',
  reciprocity: 'Give and take between services',
  region: 'Regions asked less',
  kept: 'Keeping what was planned',
  prices: 'What must not be missing',
} as const satisfies Record<Exclude<keyof Weights, 'version'>, string>

type Aspect = keyof typeof titles

/** "freshMonths" as "fresh months". */
const sayKey = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

const isAspect = (key: string): key is Aspect => key in titles

/** The settings in force, each with its sentence and its numbers, for officers who propose teams. */
export const weightsPage = async (ctx: Ctx) => {
  if (!may(ctx.actor, 'team.propose')) return forbidden('These pages are for coordinators and administrators.')
  const weights = await weightsInForce(ctx)
  const aspects = Object.keys(titles).filter(isAspect)
  return ok({
    version: weights.version,
    weights: aspects.map((aspect) => {
      const { value, says } = weights[aspect]
      const numbers: [string, number][] = typeof value === 'number' ? [['points', value]] : Object.entries(value)
      return { title: titles[aspect], says, numbers: numbers.map(([key, points]) => ({ name: sayKey(key), points })) }
    }),
  })
}
