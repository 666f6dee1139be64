import { z } from 'zod'
import { themesByCode, themeTree } from '#services/bank/index.ts'
import { may } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { theseYears, typedDay } from '#services/core/day.ts'
import { forbidden, invalid, ok, type Result, refused } from '#services/core/result.ts'
import { capitalise, counted, listed, longDate } from '#services/core/words.ts'
import { hasMembership } from '#services/memberships/index.ts'
import { choicesOf } from '#services/offerings/index.ts'
import { suggestThemes } from '#services/reviews/index.ts'
import { yotRegister, yotsOf } from '#services/yots/index.ts'
import { onlyServices } from './may-ask.ts'

const hows = ['on_site', 'remote', 'either'] as const
export type How = (typeof hows)[number]

const howWords: Record<How, string> = {
  on_site: 'On site',
  remote: 'Remotely, or as something to download',
  either: 'Either will do',
}

const mostThemes = 5
const chooseThemes = `Choose 1 to ${mostThemes} themes`

/** What a service needs, apart from its words: what the providers who fit are looked for by. ISO days. */
export const needSchema = z.object({
  /** Which of the actor's services asks; the only one when left out. */
  yotCode: z.string().optional(),
  themes: z
    .array(z.string(), { error: chooseThemes })
    .min(1, chooseThemes)
    .max(mostThemes, `Choose at most ${mostThemes} themes`),
  how: z.enum(hows, { error: 'Choose how you would like it' }),
  days: z.coerce
    .number({ error: 'Enter the days as a number, like 2' })
    .int('Enter whole days, like 2')
    .min(1, 'Enter the days as a number, like 2')
    .max(60, 'Enter 60 days or fewer')
    .optional(),
  startsOn: typedDay('Enter the first day, like 27 3 2027', theseYears).optional(),
  orOn: typedDay('Enter the other first day, like 27 3 2027', theseYears).optional(),
  by: typedDay('Enter the day it is needed by, like 27 3 2027', theseYears).optional(),
})
export type NeedInput = z.output<typeof needSchema>

/** What is known of a need besides its words, for the page that shows it. */
export type NeedFacts = Omit<NeedInput, 'yotCode'>

/** A need that makes sense today, of a service that may ask. */
export type Need = NeedInput & { yotCode: string; yotName: string }

export type AskingService = { code: string; name: string; isMember: boolean }

/** In the name of which services the actor can ask, and whether each is a member, which asking needs. */
const servicesToAsk = async (ctx: Ctx): Promise<AskingService[]> => {
  const { register } = await yotRegister(ctx)
  const { personId } = ctx.actor
  return Promise.all(
    yotsOf(ctx.actor).map(async (code) => ({
      code,
      name: register.yots.get(code)?.name ?? code,
      isMember: await hasMembership(ctx, 'enquiry.send', { yotCode: code, personId }),
    })),
  )
}

/** What the page asks a service about its need; forbidden for people who hold no post. */
export const needForm = async (ctx: Ctx) => {
  if (!may(ctx.actor, 'enquiry.send') || yotsOf(ctx.actor).length === 0) return forbidden(onlyServices)
  const tree = await themeTree(ctx)
  return ok({
    services: await servicesToAsk(ctx),
    hows: choicesOf(howWords),
    themes: tree.map(({ code, name, children }) => ({
      code,
      name,
      skills: children.map((skill) => ({ value: skill.code, label: skill.name })),
    })),
  })
}

const notMember = 'Your service is not a member of the association at present. Renew its membership, then ask.'

/**
 * Checks a need for the actor: a service of theirs, themes that exist, days to come. Forbidden for people who hold no post,
 * refused where the service is no member.
 */
export const checkNeed = async (ctx: Ctx, input: NeedInput): Promise<Result<Need>> => {
  const form = await needForm(ctx)
  if (!form.ok) return form
  const { services } = form.value
  const asked = input.yotCode ?? (services.length === 1 ? services[0]?.code : undefined)
  const service = services.find(({ code }) => code === asked)
  const today = ctx.clock.today()
  const themes = await themesByCode(ctx)
  const isPast = (day: string | undefined) => day !== undefined && day <= today
  const faults = Object.entries({
    yotCode: service ? '' : 'Choose which service asks',
    themes: input.themes.every((code) => themes.has(code)) ? '' : chooseThemes,
    startsOn: isPast(input.startsOn) ? 'The first day must be in the future' : '',
    orOn: isPast(input.orOn) ? 'The other first day must be in the future' : '',
    by: isPast(input.by) ? 'The day it is needed by must be in the future' : '',
  }).filter(([, fault]) => fault !== '')
  if (faults.length > 0 || !service) return invalid(Object.fromEntries(faults))
  if (!service.isMember) return refused(notMember)
  return ok({ ...input, themes: [...new Set(input.themes)].sort(), yotCode: service.code, yotName: service.name })
}

const said = (value: number | string | undefined) => (value === undefined ? [] : [String(value)])

const mostSuggested = 3

/**
 * Skills that somebody's own words point to, three at most: a first guess for the form, where it is seen and changed.
 */
export const themesSpokenOf = async (ctx: Ctx, words: string): Promise<string[]> => {
  const skills = (await themeTree(ctx)).flatMap(({ children }) => children)
  return suggestThemes(words, skills).slice(0, mostSuggested)
}

/** How a need was asked for, as it is kept; null where it was not asked. */
export const asHow = (how: string | null): How | null =>
  how === 'on_site' || how === 'remote' || how === 'either' ? how : null

/** A need as the query of an address says it: codes and days, nothing that was typed. */
export const needQuery = ({ yotCode, themes, how, days, startsOn, orOn, by }: NeedInput): string =>
  new URLSearchParams([
    ...themes.map((code) => ['themes', code]),
    ['how', how],
    ...Object.entries({ days, startsOn, orOn, by, yotCode }).flatMap(([name, value]) =>
      said(value).map((each) => [name, each]),
    ),
  ]).toString()

/** What the query of an address says of a need, as the form's first values. */
export const needValues = (params: URLSearchParams) => ({
  themes: params.getAll('themes'),
  ...Object.fromEntries(
    ['how', 'days', 'startsOn', 'orOn', 'by', 'yotCode'].flatMap((name) => {
      const value = params.get(name)
      return value === null ? [] : [[name, value] as const]
    }),
  ),
})

/** The need that an address asks about; null when it says none that makes sense. */
export const needFrom = async (ctx: Ctx, params: URLSearchParams): Promise<Result<Need> | null> => {
  const read = needSchema.safeParse(needValues(params))
  return read.success ? checkNeed(ctx, read.data) : null
}

/** A need in words, with its questions; those that were not asked are left out. */
export const sayNeed = async (
  ctx: Ctx,
  { themes, how, days, startsOn, orOn, by }: Omit<NeedFacts, 'how'> & { how: How | null },
): Promise<{ key: string; value: string }[]> => {
  const known = await themesByCode(ctx)
  const first = [startsOn, orOn].filter((day) => day !== undefined).map(longDate)
  const when = [
    ...(first.length > 0 ? [`from ${listed(first, 'or')}`] : []),
    ...(by === undefined ? [] : [`by ${longDate(by)}`]),
  ].join(', ')
  return [
    ...(themes.length === 0
      ? []
      : [{ key: 'Themes', value: themes.map((code) => known.get(code)?.name ?? code).join('; ') }]),
    ...(how === null ? [] : [{ key: 'How', value: howWords[how] }]),
    ...(how === null && when === '' ? [] : [{ key: 'When', value: when === '' ? 'To be agreed' : capitalise(when) }]),
    ...(days === undefined ? [] : [{ key: 'How long', value: `About ${counted(days, 'day')}` }]),
  ]
}
