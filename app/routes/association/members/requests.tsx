import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { askedWords } from '#app/components/memberships/membership-card.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { waitingRequests } from '#services/memberships/index.ts'

export const meta = () => pageTitle('Requests to join')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await waitingRequests(await requireActor(args)))

export default function Requests() {
  const requests = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href="/association/members">Back to members</BackLink>
        <h1 className="govuk-heading-l">Requests to join</h1>
        {requests.length === 0 && <p className="govuk-body">Nobody waits for a decision.</p>}
        {requests.map(({ id, name, yotName, kind, requestedOn, title, promised }) => (
          <SummaryList
            key={id}
            card={{
              title: name,
              actions: [{ text: 'Decide', href: `/association/members/requests/${id}` }],
            }}
            rows={[
              { key: 'Asks for', value: askedWords(kind) },
              ...(yotName ? [{ key: 'Service', value: yotName }] : []),
              ...(title ? [{ key: 'Job title', value: title }] : []),
              { key: 'Asked on', value: longDate(requestedOn) },
              ...(promised ? [{ key: 'Answer by', value: `${longDate(promised.by)} (${promised.ref})` }] : []),
            ]}
          />
        ))}
      </div>
    </div>
  )
}
