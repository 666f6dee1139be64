import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange, longDate } from '#app/components/dates.ts'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { myReviews } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Peer reviews')

export const loader = async (args: LoaderFunctionArgs) => myReviews(await requireActor(args))

type Dated = { startsOn: string | null; endsOn: string | null }
const dates = ({ startsOn, endsOn }: Dated) => (startsOn && endsOn ? dateRange(startsOn, endsOn) : 'Not settled yet')

const Reference = ({ reference }: { reference: string }) => (
  <a className="govuk-link" href={`/reviews/${reference}`}>
    {reference}
  </a>
)

export default function Reviews() {
  const { hosted, serving, mayRequest, isAssociation } = useLoaderData<typeof loader>()
  return (
    <>
      <h1 className="govuk-heading-l">Peer reviews</h1>
      <p className="govuk-body">
        A team of serving managers looks at your service with you, at your invitation. It is not an inspection.
      </p>
      {mayRequest && <ButtonLink href="/reviews/request">Ask for a peer review</ButtonLink>}
      <p className="govuk-body">
        <a className="govuk-link" href="/questions">
          Good questions that others have asked
        </a>
      </p>
      {isAssociation && (
        <p className="govuk-body">
          <a className="govuk-link" href="/association/requests">
            Requests that the association looks after
          </a>
        </p>
      )}
      {(mayRequest || hosted.length > 0) && (
        <DataTable
          caption="Your service’s reviews"
          rows={hosted}
          rowId={({ ref }) => ref}
          empty={<p className="govuk-body">Your service has not asked for a review yet.</p>}
          columns={[
            {
              id: 'ref',
              header: 'Reference',
              isRowHeader: true,
              cell: ({ ref }) => <Reference reference={ref} />,
            },
            { id: 'service', header: 'Service', cell: ({ yotName }) => yotName },
            { id: 'status', header: 'Stands at', cell: ({ status }) => status },
            { id: 'dates', header: 'Dates', cell: dates },
          ]}
        />
      )}
      {serving.length === 0 && <h2 className="govuk-heading-m">Reviews you are on the team of</h2>}
      <DataTable
        caption="Reviews you are on the team of, or asked to join"
        rows={serving}
        rowId={({ invitationId }) => invitationId}
        empty={<p className="govuk-body">None at present. We write to you when a team wants you.</p>}
        columns={[
          {
            id: 'service',
            header: 'Service',
            isRowHeader: true,
            cell: ({ yotName, ref, invitationId, answerBy }) => (
              <a className="govuk-link" href={answerBy === null ? `/reviews/${ref}` : `/invitations/${invitationId}`}>
                {yotName}
              </a>
            ),
          },
          { id: 'role', header: 'Your part', cell: ({ role }) => role },
          {
            id: 'status',
            header: 'Stands at',
            cell: ({ status, answerBy }) => (answerBy === null ? status : `Answer by ${longDate(answerBy)}`),
          },
          { id: 'dates', header: 'Dates', cell: dates },
        ]}
      />
    </>
  )
}
