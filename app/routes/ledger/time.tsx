import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { correctTime, correctTimeSchema, findOwnTime, hoursWords } from '#services/engagements/index.ts'

export const meta = () => pageTitle('Your time')

const entryOf = (args: LoaderFunctionArgs) => {
  const id = pathPart(args, 'entry')
  if (!z.uuid().safeParse(id).success) throw pageNotFound()
  return id
}

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const found = orThrow(await findOwnTime(ctx, entryOf(args)))
  return { ...found, time: hoursWords(found.minutes) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const id = entryOf(args)
  const form = await parseForm(args.request, correctTimeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => correctTime(ctx, id, form.value)) : form
  return respond(args, result, {
    form,
    to: ({ id }) => `/ledger/time/${id}`,
    notice: 'Corrected. The ledger says what you typed, and that you corrected it.',
  })
}

export default function OwnTime() {
  const { title, host, on, minutes, time, until, isOpen } = useLoaderData<typeof loader>()
  const form = useForm({ hours: Math.round(minutes / 15) / 4 })
  const says = (
    <p className="govuk-body">
      The ledger counts {time} as your time for the review of {host}, presented on {longDate(on)}: the days of the visit
      and one day of preparing.
    </p>
  )
  return (
    <>
      <BackLink href="/home">Home</BackLink>
      {isOpen ? (
        <FormPage
          form={form}
          caption={`${title}, ${host}`}
          title="Your time"
          introduction={says}
          submit="Correct it"
          cancel={
            <a className="govuk-link" href="/home">
              It is about right
            </a>
          }
        >
          <Input
            {...form.text('hours')}
            label="How much time did you give?"
            labelSize="s"
            hint={`Like 22 or 29.5. You can correct it until ${longDate(until)}.`}
            suffix="hours"
            width={4}
            inputMode="decimal"
          />
        </FormPage>
      ) : (
        <>
          <h1 className="govuk-heading-l">Your time</h1>
          {says}
          <p className="govuk-body">It cannot be corrected here any more.</p>
        </>
      )}
    </>
  )
}
