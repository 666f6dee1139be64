import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MemberFacts, MemberThemes } from '#app/components/bank/member-facts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { OfferingsOf } from '#app/components/offerings/offerings-of.tsx'
import { ProfileRatings } from '#app/components/ratings/profile-ratings.tsx'
import { getCtx, pathId, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findBankMember } from '#services/bank/index.ts'
import { offeringsOf } from '#services/offerings/index.ts'
import { ratingsOf } from '#services/ratings/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.member.name ?? 'Page not found')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const id = pathId(args, 'personId')
  const found = await findBankMember(ctx, id)
  // A visitor is asked to sign in whether or not there is such a person.
  const member = orThrow(found.ok ? found : await findBankMember(await requireActor(args), id))
  return {
    member,
    ratings: member.isWholePage ? await ratingsOf(ctx, id) : null,
    offerings: await offeringsOf(ctx, { personId: id }),
    isOwn: ctx.actor.personId === id,
  }
}

export default function BankPerson() {
  const { member, ratings, offerings, isOwn } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/bank">The bank</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <span className="govuk-caption-l">{member.region ?? 'In the bank'}</span>
          <h1 className="govuk-heading-l">{member.name}</h1>
          {member.post !== null && <p className="govuk-body-l">{member.post}</p>}
          <p className="govuk-body">{member.summary}</p>
          {isOwn && (
            <p className="govuk-body">
              <a className="govuk-link" href="/profile">
                Change what is said here
              </a>
            </p>
          )}
          <MemberFacts member={member} />
          <h2 className="govuk-heading-m">Themes</h2>
          <MemberThemes themes={member.themes} />
          <OfferingsOf offerings={offerings} />
          {ratings !== null && <ProfileRatings {...ratings} />}
          {ratings !== null && !isOwn && (
            <p className="govuk-body-s">
              <a className="govuk-link" href={`/concerns/new?about=person&id=${member.id}`}>
                Tell the association about this person’s conduct
              </a>
            </p>
          )}
        </div>
      </div>
    </>
  )
}
