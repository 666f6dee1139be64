import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { Paragraphs, ProviderName, ThemeLinks } from '#app/components/offerings/offering-parts.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findOffering } from '#services/offerings/find-offering.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.offering.title ?? 'Offering')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  return { offering: orThrow(await findOffering(ctx, pathPart(args, 'slug'))) }
}

export default function Offering() {
  const { offering } = useLoaderData<typeof loader>()
  const { title, summary, description, status, kind, price, delivery, region, provider, contact, themes } = offering
  return (
    <>
      <BackLink href="/offerings">Offerings</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">{kind}</span>
          <h1 className="govuk-heading-l">{title}</h1>
          {status !== 'published' && <Tag colour="yellow">{statusWords[status]}</Tag>}
          <p className="govuk-body-l">{summary}</p>
          <Paragraphs text={description} />
          <SummaryList
            rows={[
              { key: 'From', value: <ProviderName provider={provider} /> },
              { key: 'Region', value: region },
              { key: 'Basis', value: price },
              { key: 'Delivery', value: delivery.join(', ') },
              { key: themes.length === 1 ? 'Theme' : 'Themes', value: <ThemeLinks themes={themes} /> },
              contact !== null && { key: 'Contact', value: contact },
              offering.publishedOn !== null && { key: 'Published', value: longDate(offering.publishedOn) },
            ]}
          />
        </div>
      </div>
    </>
  )
}

const statusWords = {
  draft: 'Draft: only your side sees it',
  published: 'Published',
  paused: 'Paused: not taking enquiries for now',
  archived: 'Archived',
} as const
