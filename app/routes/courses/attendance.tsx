import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { sessionWords } from '#app/components/courses/when.tsx'
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

export const loader = async (args: LoaderFunctionArgs) => {
  const asked = new URL(args.request.url).searchParams.get('step') ?? ''
  const step = /^\d{1,2}$/.test(asked) ? Number(asked) : undefined
  return { course: orThrow(await findRegister(await requireActor(args), pathPart(args, 'ref'), undefined, step)) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, attendanceSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => recordAttendance(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: `/courses/${ref}/manage`,
    notice: ({ came }) =>
      `${came} came. Whoever came gets a certificate, and is asked how it was, once all of it is over.`,
  })
}

export default function Attendance() {
  const { course } = useLoaderData<typeof loader>()
  const { ref, title, startsAt, rows, isOpen, until, step, steps } = course
  const form = useForm(
    Object.fromEntries(
      rows.map(({ came }, at) => [`marks[${at}].came`, typeof came === 'boolean' ? (came ? 'yes' : 'no') : undefined]),
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
        title={step === null ? 'Who came?' : `Who came to step ${step.position + 1}?`}
        caption={`${title}, ${ref}`}
        introduction={
          <>
            {step !== null && (
              <>
                <p className="govuk-body">{sessionWords(step)}</p>
                <p className="govuk-body">
                  Other steps:{' '}
                  {steps
                    .filter(({ position }) => position !== step.position)
                    .map(({ position }) => (
                      <a key={position} className="govuk-link govuk-!-margin-right-2" href={`?step=${position}`}>
                        Step {position + 1}
                      </a>
                    ))}
                </p>
              </>
            )}
            <p className="govuk-body">
              You can correct it until {longDate(until)}. Who came gets a certificate; who did not is written to once.
            </p>
          </>
        }
        submit="Save"
      >
        {step !== null && <input type="hidden" name="step" value={step.position} />}
        {rows.map((row, at) => (
          <div key={row.id}>
            <input type="hidden" name={`marks[${at}].id`} value={row.id} />
            <input type="hidden" name={`marks[${at}].version`} value={row.version} />
            {typeof row.came === 'boolean' && (
              <input type="hidden" name={`marks[${at}].was`} value={row.came ? 'yes' : 'no'} />
            )}
            <Radios
              {...form.text(`marks[${at}].came`)}
              legend={`${row.attendee === '' ? 'A place without a name' : row.attendee}, ${row.holder}${row.cameTo === null ? '' : `: ${row.cameTo} of ${steps.length} steps so far`}`}
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
