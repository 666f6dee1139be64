import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { addDays, addMonths } from '#services/core/clock.ts'
import { hasMovableClock, moveClock, moveClockTo } from '#services/core/demo-clock.ts'

export const meta = () => pageTitle('The demonstration’s clock')

const form = z.object({ to: moveClockTo })

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  orThrow(hasMovableClock(ctx))
  const today = ctx.clock.today()
  const steps = [
    { says: 'A day on', to: addDays(today, 1) },
    { says: 'A week on', to: addDays(today, 7) },
    { says: 'A month on', to: addMonths(today, 1) },
  ]
  return { today, steps }
}

/** Demonstration only: in live mode there is no clock to move, so this answers "not found". */
export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const input = await parseForm(args.request, form)
  // Twice: it is that day already, and says so.
  const moved = input.ok ? await moveClock(ctx, input.value) : input
  return respond(args, moved, {
    form: input,
    to: '/demo/clock',
    notice: ({ today }) => `It is ${longDate(today)} now. What is due by then happens within a minute.`,
  })
}

export default function DemoClock() {
  const { today, steps } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <FormPage
        form={form}
        title="The demonstration’s clock"
        introduction={
          <>
            <p className="govuk-body">
              It is {longDate(today)} here. Move the clock on to see what waits: reminders go out, silence counts as an
              answer, visits begin, and clocks run out. Everybody in this demonstration then lives on that day.
            </p>
            <p className="govuk-body">The clock only runs on. A new folder begins today again.</p>
          </>
        }
        submit="Move the clock"
      >
        <DateInput {...form.date('to')} legend="Move it to" hint={`Like ${longDate(steps.at(-1)?.to ?? today)}`} />
      </FormPage>
      <h2 className="govuk-heading-m">Or move it a little</h2>
      <div className="govuk-button-group">
        {steps.map(({ says, to }) => (
          <PostForm key={to}>
            <input type="hidden" name="to" value={to} />
            <Button variant="secondary">{says}</Button>
          </PostForm>
        ))}
      </div>
    </>
  )
}
