import { londonDate } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { dayMinutes } from '#services/engagements/index.ts'
import { regionName } from '#services/yots/index.ts'
import { countedOn } from './close-years.ts'
import { noPost, type Published } from './publish.ts'
import { tables } from './tables.ts'

const words: Readonly<Record<string, string>> = {
  free: 'Free',
  in_kind: 'In kind',
  cost_recovery: 'Cost recovery',
  charged: 'Charged',
  shared: 'Shared: free or in kind',
  paid: 'Paid: charged or cost recovery',
  all: 'All together',
  requests: 'Requests for a review, by the programme board',
  applications: 'Applications to the bank',
  concerns: 'Flags, complaints, appeals and mediation',
  [noPost]: 'Hold no post in a service',
}

const labelled = <Part extends { name: string }>(part: Part) => ({
  ...part,
  label: words[part.name] ?? regionName(part.name),
})

type Labelled<Part> = (Part & { label: string })[]
type Work = NonNullable<Published['work']>
type Regions = NonNullable<Published['deciders']>

/** A closed year, with words for its parts. */
export type ToldYear = Omit<Published, 'work' | 'deciders' | 'cases'> & {
  year: number
  /** ISO day. */
  countedOn: string
  work: { by: Work['by']; parts: Labelled<Work['parts'][number]> } | null
  deciders: { by: Regions['by']; parts: Labelled<Regions['parts'][number]> } | null
  cases: Labelled<{ name: string; count: number }> | null
}

export type IndependencePage = {
  /** The latest first. */
  years: ToldYear[]
  /** The year under way, and the day on which it is counted. */
  next: { year: number; on: string }
  /** What the ledger counts as a day. */
  dayMinutes: number
}

/** Every closed year as it was counted, for everybody. One statement; nothing is counted for whoever looks. */
export const independencePage = async (ctx: Ctx): Promise<IndependencePage> => {
  const rows = await tables(ctx).independenceYear.findMany({ orderBy: { year: 'desc' } })
  const today = ctx.clock.today()
  const now = Number(today.slice(0, 4))
  const year = today >= countedOn(now - 1) ? now : now - 1
  return {
    years: rows.map((row) => {
      // Only `publish` makes what is kept here, and the database refuses to change it.
      const { work, deciders, cases, ...figures } = row.figures as Published
      return {
        ...figures,
        year: row.year,
        countedOn: londonDate(row.madeAt),
        work: work && { ...work, parts: work.parts.map(labelled) },
        deciders: deciders && { ...deciders, parts: deciders.parts.map(labelled) },
        cases: cases?.map(labelled) ?? null,
      }
    }),
    next: { year, on: countedOn(year) },
    dayMinutes,
  }
}
