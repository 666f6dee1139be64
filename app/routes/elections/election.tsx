import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { Ballot, Nominate, Nominations } from '#app/components/meetings/election-parts.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted, uncapitalise } from '#services/core/words.ts'
import {
  callOffElection,
  consentSchema,
  consentToStand,
  findElection,
  meetingReasonSchema,
  nominate,
  nominationIdSchema,
  nominationSchema,
  secondNomination,
  vote,
  voteSchema,
  withdrawNomination,
} from '#services/meetings/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`Election: ${data?.office ?? 'an office'}`)

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findElection(await requireActor(args), pathPart(args, 'ref')))

const intents = z.discriminatedUnion('intent', [
  nominationSchema.extend({ intent: z.literal('nominate') }),
  nominationIdSchema.extend({ intent: z.literal('second') }),
  consentSchema.extend({ intent: z.literal('consent') }),
  nominationIdSchema.extend({ intent: z.literal('withdraw') }),
  voteSchema.extend({ intent: z.literal('vote') }),
  meetingReasonSchema.extend({ intent: z.literal('call-off') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/elections/${ref}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value, key } = form
  switch (value.intent) {
    case 'nominate':
      return respond(args, await once(ctx, key, (ctx) => nominate(ctx, ref, value)), {
        form,
        to,
        notice: 'They are nominated. Another member has to second it.',
      })
    case 'second':
      return respond(args, await once(ctx, key, (ctx) => secondNomination(ctx, ref, value)), {
        form,
        to,
        notice: 'You second it.',
      })
    case 'consent':
      return respond(args, await once(ctx, key, (ctx) => consentToStand(ctx, ref, value)), {
        form,
        to,
        notice: 'You stand, once another member has seconded it.',
      })
    case 'withdraw':
      return respond(args, await once(ctx, key, (ctx) => withdrawNomination(ctx, ref, value)), {
        form,
        to,
        notice: 'You do not stand.',
      })
    case 'vote':
      return respond(args, await once(ctx, key, (ctx) => vote(ctx, ref, value)), {
        form,
        to,
        notice: 'Your service has voted. Nobody can see what.',
      })
    case 'call-off':
      return respond(args, await once(ctx, key, (ctx) => callOffElection(ctx, ref, value)), {
        form,
        to,
        notice: 'It is called off. Those who were nominated are told.',
      })
  }
}

export default function Election() {
  const election = useLoaderData<typeof loader>()
  const { office, meeting, result, why, nominations, voters } = election
  const form = useForm({}, 'call-off')
  return (
    <>
      <BackLink href={`/meetings/${meeting.ref}`}>{meeting.title}</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">Election, {election.ref}</span>
          <h1 className="govuk-heading-l">{office}</h1>
          {why !== null && <InsetText>Called off: {why}</InsetText>}
          {result === null ? (
            <p className="govuk-body-l">{election.stands}.</p>
          ) : (
            <p className="govuk-body-l">
              <strong>{result.name}</strong> is elected
              {result.isUnopposed ? ', unopposed' : result.isByLot ? ' by lot, after an equal vote' : ''}, and{' '}
              {uncapitalise(office)} from {longDate(election.handoverOn)} to {longDate(election.termUntil)}.
            </p>
          )}
          {voters !== null && (
            <p className="govuk-body">{counted(voters, 'service has voted', 'services have voted')}.</p>
          )}
          {election.ballot !== null && <Ballot ballot={election.ballot} until={election.votesUntil} />}
          {election.hasVoted && election.status === 'voting' && (
            <p className="govuk-body">Your service has voted. What it voted is kept apart, without its name.</p>
          )}
          <Nominations nominations={nominations} isOpen={election.mayWithdraw} mayConsent={election.mayConsent} />
          {election.mayNominate && <Nominate services={election.services} />}
          <h2 className="govuk-heading-m">Its days</h2>
          <SummaryList
            rows={[
              { key: 'Nominations until', value: longDate(election.nominationsUntil) },
              { key: 'Votes until', value: longDate(election.votesUntil) },
              { key: 'In the office from', value: longDate(election.handoverOn) },
              { key: 'Until', value: longDate(election.termUntil) },
              election.outgoing !== null && { key: 'Held until then by', value: election.outgoing },
            ]}
          />
          {election.mayCallOff && (
            <Details summary="Call the election off" open={form.isTyped}>
              <PostForm intent="call-off" version={election.version}>
                <CharacterCount {...form.text('reason')} label="Why?" labelSize="s" maxLength={1000} rows={3} />
                <Button variant="warning" preventDoubleClick>
                  Call the election off
                </Button>
              </PostForm>
            </Details>
          )}
        </div>
      </div>
    </>
  )
}
