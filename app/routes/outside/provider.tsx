import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { Paragraphs } from '#app/components/offerings/offering-parts.tsx'
import { OfferingsOf } from '#app/components/offerings/offerings-of.tsx'
import { ProfileRatings } from '#app/components/ratings/profile-ratings.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { maySeeNames } from '#services/bank/index.ts'
import { offeringsOf } from '#services/offerings/index.ts'
import { findOutside } from '#services/outside/index.ts'
import { ratingsOfSubject } from '#services/ratings/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.provider.name ?? 'Outside provider')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const provider = orThrow(await findOutside(ctx, pathPart(args, 'ref')))
  return {
    provider,
    offerings: await offeringsOf(ctx, { outsideId: provider.id }),
    ratings: maySeeNames(ctx.actor) ? await ratingsOfSubject(ctx, { outsideId: provider.id }) : null,
  }
}

export default function OutsideProvider() {
  const { provider, offerings, ratings } = useLoaderData<typeof loader>()
  const { ref, name, number, website, region, does, isInForce, isOwn } = provider
  return (
    <>
      <BackLink href="/offerings">Offerings</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">{region}</span>
          <h1 className="govuk-heading-l">{name}</h1>
          <p className="govuk-body">
            <Tag colour="purple">Outside provider</Tag>
          </p>
          <p className="govuk-body">
            This is no youth justice service and no member. The association has looked at who it is, not at each thing
            it offers.{' '}
            <a className="govuk-link" href="/outside">
              How outside providers are looked at
            </a>
          </p>
          {!isInForce && <p className="govuk-body">It takes no new work at present.</p>}
          {isOwn && (
            <p className="govuk-body">
              <a className="govuk-link" href={`/outside/${ref}/manage`}>
                Its approval, fee and people
              </a>
            </p>
          )}
          <Paragraphs text={does} />
          <SummaryList
            rows={[
              { key: 'Number', value: number },
              {
                key: 'Website',
                value: (
                  <a className="govuk-link" href={website} rel="noopener noreferrer nofollow">
                    {website}
                  </a>
                ),
              },
            ]}
          />
          <OfferingsOf offerings={offerings} />
          {ratings !== null && <ProfileRatings {...ratings} heading="What hosts said of it" />}
        </div>
      </div>
    </>
  )
}
