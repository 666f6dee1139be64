import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Sessions } from '#app/components/courses/when.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findRegister } from '#services/courses/index.ts'

export const meta = () => pageTitle('Register')

export const loader = async (args: LoaderFunctionArgs) => {
  const asked = new URL(args.request.url).searchParams.get('session') ?? ''
  const session = /^\d{1,2}$/.test(asked) ? Number(asked) : undefined
  return { course: orThrow(await findRegister(await requireActor(args), pathPart(args, 'ref'), session)) }
}

/** To print and to sign at the door: names and services, and nothing else. */
export default function Register() {
  const { ref, title, place, sessions, session, rows, observers } = useLoaderData<typeof loader>().course
  return (
    <>
      <BackLink href={`/courses/${ref}/manage`} />
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">
        {ref}
        {place !== '' && `, ${place}`}
      </p>
      <Sessions sessions={session === null ? sessions : [session]} />
      {sessions.some(({ seats }) => seats !== null) && (
        <p className="govuk-body app-no-print">
          A register of each session:{' '}
          {sessions
            .filter(({ seats }) => seats !== null)
            .map(({ position, title }) => (
              <a key={position} className="govuk-link govuk-!-margin-right-2" href={`?session=${position}`}>
                {title === '' ? `Session ${position + 1}` : title}
              </a>
            ))}
        </p>
      )}
      <DataTable
        caption="Register"
        rows={[
          ...rows,
          ...observers.map((name) => ({ id: name, attendee: name, holder: 'Observes for the quality mark' })),
        ]}
        rowId={({ id }) => id}
        empty="Nobody has a place yet."
        columns={[
          {
            id: 'name',
            header: 'Name',
            isRowHeader: true,
            cell: ({ attendee }) => (attendee === '' ? 'No name yet' : attendee),
          },
          { id: 'service', header: 'Service', cell: ({ holder }) => holder },
          { id: 'signature', header: 'Signature', cell: () => '' },
        ]}
      />
    </>
  )
}
