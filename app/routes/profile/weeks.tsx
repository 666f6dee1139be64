import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { ownWeeks, paintWeeks, type Week, weeksSchema } from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'

export const meta = () => pageTitle('Your year by weeks')

export const loader = async (args: LoaderFunctionArgs) => ({ weeks: orThrow(await ownWeeks(await requireActor(args))) })

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, weeksSchema)
  if (!form.ok) return respond(args, form, { form, to: '/profile/weeks' })
  return respond(args, await once(ctx, form.key, (ctx) => paintWeeks(ctx, form.value)), {
    form,
    to: '/profile/absences',
    notice: ({ away, free }) =>
      away + free === 0
        ? 'Nothing changed.'
        : `${counted(away, 'week')} added to when you are not free, ${counted(free, 'week')} freed.`,
  })
}

/** Months as the weeks' Mondays fall in them, in order. */
const byMonth = (weeks: readonly Week[]): [month: string, weeks: Week[]][] => {
  const months = new Map<string, Week[]>()
  for (const week of weeks) {
    const month = week.from.slice(0, 7)
    months.set(month, [...(months.get(month) ?? []), week])
  }
  return [...months]
}

const monthName = (month: string) =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

export default function ProfileWeeks() {
  const { weeks } = useLoaderData<typeof loader>()
  const away = weeks.filter(({ state }) => state === 'away').map(({ from }) => from)
  const form = useForm({ weeks: away })
  return (
    <>
      <BackLink href="/profile/absences">When you are not free</BackLink>
      <FormPage
        form={form}
        title="Your year by weeks"
        introduction={
          <p className="govuk-body">
            Tick the weeks in which you are not free at all. Take a tick away and you are free again. Single days are
            recorded on the page before.
          </p>
        }
        submit="Save your year"
      >
        {away.map((from) => (
          <input key={from} type="hidden" name="shown" value={from} />
        ))}
        <div className="app-year">
          {byMonth(weeks).map(([month, own]) => (
            <Checkboxes
              key={month}
              {...form.choices('weeks')}
              id={`weeks-${month}`}
              legend={monthName(month)}
              legendSize="s"
              isSmall
              items={own.map(({ from, until, state, away }) => ({
                value: from,
                label: dateRange(from, until),
                ...(state === 'partly'
                  ? { hint: `Not free ${away.map((days) => dateRange(days.from, days.until)).join(', ')}` }
                  : {}),
              }))}
            />
          ))}
        </div>
      </FormPage>
    </>
  )
}
