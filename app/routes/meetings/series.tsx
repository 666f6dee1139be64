import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PlaceFields, WhoseFields } from '#app/components/meetings/meeting-fields.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'
import { beginSeries, endSeries, listSeries, seriesIdSchema, seriesSchema } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Timetables of meetings')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await listSeries(await requireActor(args)))

const intents = z.discriminatedUnion('intent', [
  seriesSchema.safeExtend({ intent: z.literal('begin') }),
  seriesIdSchema.extend({ intent: z.literal('end') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const to = '/meetings/series'
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'end')
    return respond(args, await once(ctx, form.key, (ctx) => endSeries(ctx, value.id)), {
      form,
      to,
      notice: 'The timetable has ended. What is planned already stays.',
    })
  const { intent: _, ...series } = value
  return respond(args, await once(ctx, form.key, (ctx) => beginSeries(ctx, series)), {
    form,
    to,
    notice: ({ planned }) => `${counted(planned, 'meeting is', 'meetings are')} planned for the year ahead.`,
  })
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
const weeks = ['first', 'second', 'third', 'fourth', 'last']
const often: Record<number, string> = {
  1: 'every month',
  2: 'every second month',
  3: 'every third month',
  6: 'every half year',
  12: 'every year',
}

export default function Series() {
  const { series, regions, mayAll } = useLoaderData<typeof loader>()
  const form = useForm(
    {
      kind: 'regional',
      region: regions.length === 1 ? regions[0]?.value : '',
      weekday: 2,
      week: 2,
      everyMonths: 2,
      startsAt: '10:00',
      minutes: 120,
      mode: 'hybrid',
    },
    'begin',
  )
  const option = (text: string, at: number) => ({ value: String(at + 1), text })
  return (
    <>
      <BackLink href="/meetings">Meetings</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <h1 className="govuk-heading-l">Timetables of meetings</h1>
          <p className="govuk-body">
            A timetable plans its meetings a year ahead. Each is called by itself twenty working days before, if nobody
            calls it sooner.
          </p>
          {series.map((one) => (
            <div key={one.id} className="govuk-!-margin-bottom-6">
              <h2 className="govuk-heading-s govuk-!-margin-bottom-1">{one.title}</h2>
              <p className="govuk-body">
                {one.region ?? 'All regions'}: {weeks[one.week - 1]} {weekdays[one.weekday - 1]},{' '}
                {often[one.everyMonths] ?? `every ${one.everyMonths} months`}, at {one.startsAt} for {one.minutes}{' '}
                minutes
              </p>
              <PostForm intent="end">
                <input type="hidden" name="id" value={one.id} />
                <Button variant="secondary" preventDoubleClick>
                  End this timetable<span className="govuk-visually-hidden">: {one.title}</span>
                </Button>
              </PostForm>
            </div>
          ))}
          <h2 className="govuk-heading-m">Begin a timetable</h2>
          <PostForm intent="begin">
            <Input {...form.text('title')} label="What is it called?" labelSize="s" />
            <WhoseFields form={form} regions={regions} mayAll={mayAll} />
            <Select {...form.text('week')} label="Which of the month?" labelSize="s" options={weeks.map(option)} />
            <Select {...form.text('weekday')} label="Which day?" labelSize="s" options={weekdays.map(option)} />
            <Select
              {...form.text('everyMonths')}
              label="How often?"
              labelSize="s"
              options={Object.entries(often).map(([value, text]) => ({ value, text }))}
            />
            <DateInput
              {...form.date('beginsOn')}
              legend="From which day on?"
              legendSize="s"
              hint="Its months are counted from this one."
            />
            <Input {...form.text('startsAt')} label="It begins at" labelSize="s" width={5} spellCheck={false} />
            <Input {...form.text('minutes')} label="How many minutes?" labelSize="s" width={3} inputMode="numeric" />
            <PlaceFields form={form} />
            <Button preventDoubleClick>Begin this timetable</Button>
          </PostForm>
        </div>
      </div>
    </>
  )
}
