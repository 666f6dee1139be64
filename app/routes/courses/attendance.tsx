import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { attendanceSchema, findRegister, recordAttendance } from '#services/courses/index.ts'

export const meta = () => pageTitle('Who came')

export const loader = async (args: LoaderFunctionArgs) => ({
  course: orThrow(await findRegister(await requireActor(args), pathPart(args, 'ref'))),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, attendanceSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => recordAttendance(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: `/courses/${ref}/manage`,
    notice: ({ came }) => `${came} came. They are asked how it was, and get a certificate.`,
  })
}

export default function Attendance() {
  const { course } = useLoaderData<typeof loader>()
  const { ref, title, startsAt, rows, isOpen, until } = course
  const form = useForm(
    Object.fromEntries(
      rows.map(({ status }, at) => [
        `marks[${at}].came`,
        status === 'attended' ? 'yes' : status === 'absent' ? 'no' : undefined,
      ]),
    ),
  )
  const back = <BackLink href={`/courses/${ref}/manage`} />
  if (!isOpen || rows.length === 0)
    return (
      <>
        {back}
        <h1 className="govuk-heading-l">Who came</h1>
        <p className="govuk-body">
          {rows.length === 0
            ? 'Nobody has a place.'
            : `Who came is recorded from the start on ${dateAndTime(new Date(startsAt))} until ten working days after the end.`}
        </p>
      </>
    )
  return (
    <>
      {back}
      <FormPage
        form={form}
        title="Who came?"
        caption={`${title}, ${ref}`}
        introduction={
          <p className="govuk-body">
            You can correct it until {longDate(until)}. Who came gets a certificate; who did not is written to once.
          </p>
        }
        submit="Save"
      >
        {rows.map((row, at) => (
          <div key={row.id}>
            <input type="hidden" name={`marks[${at}].id`} value={row.id} />
            <input type="hidden" name={`marks[${at}].version`} value={row.version} />
            {row.status !== 'booked' && (
              <input type="hidden" name={`marks[${at}].was`} value={row.status === 'attended' ? 'yes' : 'no'} />
            )}
            <Radios
              {...form.text(`marks[${at}].came`)}
              legend={`${row.attendee === '' ? 'A place without a name' : row.attendee}, ${row.holder}`}
              legendSize="s"
              isInline
              isSmall
              items={[
                { value: 'yes', label: 'Came' },
                { value: 'no', label: 'Did not come' },
              ]}
            />
          </div>
        ))}
      </FormPage>
    </>
  )
}
