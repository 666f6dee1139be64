import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { z } from 'zod'
import { dateRange } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { FileUpload } from '#app/components/govuk/file-upload.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { addAbsences, calendarSchema, inBank, readCalendar, spansSchema } from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'

export const meta = () => pageTitle('Busy days from your calendar')

export const loader = async (args: LoaderFunctionArgs) => {
  orThrow(await inBank(await requireActor(args)))
  return null
}

const forms = z.discriminatedUnion('intent', [
  calendarSchema.extend({ intent: z.literal('read') }),
  spansSchema.extend({ intent: z.literal('add') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const to = '/profile/absences'
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to })
  const { value, key } = form
  if (value.intent === 'add')
    return respond(args, await once(ctx, key, (ctx) => addAbsences(ctx, value)), {
      form,
      to,
      notice: ({ count }) => `${counted(count, 'span')} of days added. Nobody will plan you in for them.`,
    })
  // Twice: reads the same file again, and keeps nothing of it.
  const found = await readCalendar(ctx, await value.file.text())
  return found.ok
    ? data({ values: form.values, errors: {}, banner: null, found: found.value })
    : respond(args, found, { form, to })
}

type Found = { days: { from: string; until: string }[]; unfollowed: number }

/** What the action found in a calendar, where it read one. */
const useFound = (): Found | null => {
  const answered = useActionData<{ found?: Found }>()
  return answered?.found ?? null
}

export default function ProfileCalendar() {
  const found = useFound()
  const spans = found?.days.map(({ from, until }) => `${from}/${until}`) ?? []
  const readForm = useForm({}, 'read')
  const addForm = useForm({ spans }, 'add')
  const typed = addForm.isTyped ? addForm.choices('spans').defaultValues : spans
  if (typed.length > 0)
    return (
      <>
        <BackLink href="/profile/calendar">Choose another calendar</BackLink>
        <FormPage
          form={addForm}
          title="Busy days in your calendar"
          submit="Add these days"
          introduction={
            <p className="govuk-body">
              These days of the coming year are taken by whole days or by six hours and more. Take the tick away where
              you are free all the same.
              {found !== null &&
                found.unfollowed > 0 &&
                ` ${counted(found.unfollowed, 'event')} that ${found.unfollowed === 1 ? 'repeats' : 'repeat'} by a finer rule ${found.unfollowed === 1 ? 'was' : 'were'} not followed: look whether days are missing.`}
            </p>
          }
        >
          <Checkboxes
            {...addForm.choices('spans')}
            legend="When you are not free"
            isSmall
            items={typed.map((span) => {
              const [from = '', until = ''] = span.split('/')
              return { value: span, label: dateRange(from, until) }
            })}
          />
        </FormPage>
      </>
    )
  return (
    <>
      <BackLink href="/profile/absences">When you are not free</BackLink>
      <FormPage
        form={readForm}
        hasFiles
        title="Busy days from your calendar"
        submit="Read the calendar"
        introduction={
          <>
            {found !== null && <p className="govuk-body">No whole day of the coming year is taken in that calendar.</p>}
            <p className="govuk-body">
              Save your calendar as an .ics file and choose it here. We read the days that are taken and nothing else,
              keep none of the file, and show you the days before anything is recorded.
            </p>
          </>
        }
      >
        <FileUpload {...readForm.text('file')} label="Calendar" accept=".ics,text/calendar" />
      </FormPage>
    </>
  )
}
