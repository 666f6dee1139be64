import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { OfferingMoves } from '#app/components/offerings/offering-moves.tsx'
import { Markdown } from '#app/components/reports/markdown.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { goOnFrom, orThrow, pageNotFound } from '#app/http/respond.ts'
import { findOffering } from '#services/offerings/index.ts'

export const meta = () => pageTitle('Check before you publish')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const offering = orThrow(await findOffering(ctx, pathPart(args, 'slug')))
  if (!offering.isOwn) throw pageNotFound()
  if (offering.status !== 'draft') throw goOnFrom(args, `/offerings/${offering.slug}`)
  return { offering }
}

export default function CheckOffering() {
  const { offering } = useLoaderData<typeof loader>()
  const row = (key: string, value: React.ReactNode, field: string) => ({
    key,
    value,
    actions: [{ text: 'Change', hiddenText: key.toLowerCase(), href: `/offerings/${offering.slug}/edit#${field}` }],
  })
  return (
    <>
      <BackLink href="/offerings/yours">Your offerings</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-l">Check before you publish</h1>
          <SummaryList
            rows={[
              { key: 'From', value: offering.provider.name },
              row('Title', offering.title, 'title'),
              row('Kind', offering.kind, 'kind'),
              row('In a sentence', offering.summary, 'summary'),
              row('What people get', <Markdown tree={offering.description} />, 'description'),
              row('Themes', offering.themes.map(({ name }) => name).join('; '), 'themes'),
              row('Basis', offering.price, 'basis'),
              row('Delivery', offering.delivery.join(', '), 'delivery'),
              offering.provider.kind === 'service' && row('Who answers', offering.contact, 'contactId'),
            ]}
          />
          <OfferingMoves offering={offering} />
        </div>
      </div>
    </>
  )
}
