import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { OwnStanding, OwnThemes, OwnWork } from '#app/components/bank/own-profile.tsx'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { Ladder } from '#app/components/vetting/ladder.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { readProfile } from '#services/bank/index.ts'
import { doneReviews, wordsOfCoLeads } from '#services/reviews/index.ts'
import { ownLadder } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Your place in the bank')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const found = await readProfile(ctx)
  const isNotInBank = !found.ok && found.problem.kind === 'not-found'
  return {
    profile: isNotInBank ? null : orThrow(found),
    ladder: await ownLadder(ctx, { reviewsDone: doneReviews, words: wordsOfCoLeads }),
    personId: ctx.actor.personId,
  }
}

export default function Profile() {
  const { profile, ladder, personId } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">Your place in the bank</h1>
        {profile === null ? (
          <>
            <p className="govuk-body">
              You are not in the bank. People in it review other services as peers, advise, mentor and train.
            </p>
            <ButtonLink href="/apply">Apply to join the bank</ButtonLink>
          </>
        ) : (
          <>
            <OwnStanding profile={profile} />
            {ladder !== null && <Ladder {...ladder} />}
            <OwnWork profile={profile} />
            <OwnThemes profile={profile} />
            <p className="govuk-body">
              <a className="govuk-link" href={`/bank/${personId}`}>
                See your page as others do
              </a>
            </p>
            <p className="govuk-body">
              <a className="govuk-link" href="/profile/ratings">
                Your ratings and standing
              </a>
            </p>
          </>
        )}
      </div>
    </div>
  )
}
