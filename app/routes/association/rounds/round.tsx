import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BarChart } from '#app/components/charts/bar-chart.tsx'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PlannedTeam } from '#app/components/rounds/planned-team.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { ratingFacts } from '#services/ratings/queries.ts'
import { acceptTeams } from '#services/reviews/rounds/accept-teams.ts'
import { roundPage } from '#services/reviews/rounds/round-page.ts'
import { stopRound } from '#services/reviews/rounds/start-round.ts'

const as = <Intent extends string>(intent: Intent) => z.object({ intent: z.literal(intent) })
const oneOrMore = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.string()).min(1, { error: 'Choose at least one team to accept' }),
)
const intents = z.discriminatedUnion('intent', [as('stop'), as('accept-all'), as('accept').extend({ refs: oneOrMore })])

export const meta = () => pageTitle('Round')

const numberIn = (args: LoaderFunctionArgs | ActionFunctionArgs): number => {
  const number = Number(pathPart(args, 'number'))
  if (!Number.isSafeInteger(number) || number < 1 || number > 2_000_000_000) throw pageNotFound()
  return number
}

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await roundPage(await requireActor(args), numberIn(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const number = numberIn(args)
  const to = `/association/rounds/${number}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  if (form.value.intent === 'stop') {
    return respond(args, await stopRound(ctx, { number }), {
      form,
      to,
      notice: 'The round will end in a moment with the best plan it has.',
    })
  }
  const refs = form.value.intent === 'accept' ? form.value.refs : undefined
  const result = await acceptTeams(ctx, { number, refs }, { ratings: await ratingFacts(ctx) })
  return respond(args, result, {
    form,
    to,
    notice: ({ accepted, refused }) =>
      [
        accepted.length === 0
          ? 'There was nothing left to accept.'
          : `Proposed: ${accepted.join(', ')}. Nobody has been written to.`,
        ...refused.map(({ ref, why }) => `Not ${ref}: ${why}`),
      ].join(' '),
  })
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const stages: Record<string, string> = {
  score: 'Looking at everyone in the bank for every request',
  price: 'Weighing who is needed where',
  solve: 'Putting the teams together',
  check: 'Checking the plan against every rule',
}

/** Looks again by itself where scripts run (look-again.ts); the link does it everywhere. */
const Progress = ({ page }: { page: Page }) => (
  <>
    <InsetText>
      <span role="status" data-look-again>
        {page.isStopping ? 'Stopping with the best plan found so far' : (stages[page.stage] ?? 'Gathering the facts')},
        for {page.seconds} seconds now. {page.gap}
      </span>
    </InsetText>
    <p className="govuk-body">
      You can leave this page: the round goes on.{' '}
      <a className="govuk-link" href={`/association/rounds/${page.number}`}>
        Look again
      </a>
      .
    </p>
    {!page.isStopping && (
      <PostForm intent="stop">
        <Button variant="secondary">Stop with the best plan so far</Button>
      </PostForm>
    )}
  </>
)

const Summary = ({ page }: { page: Page }) => {
  const short = page.teams.filter(({ missing }) => missing.length > 0)
  return (
    <SummaryList
      rows={[
        { key: 'Planned', value: `${dateAndTime(page.startedAt)} by ${page.startedBy}, in ${page.seconds} seconds` },
        { key: 'How good it is', value: page.gap ?? 'Not known' },
        {
          key: 'Teams',
          value:
            short.length === 0
              ? `${page.teams.length}, all complete`
              : `${page.teams.length - short.length} of ${page.teams.length} complete`,
        },
        ...(short.length > 0
          ? [
              {
                key: 'To look at',
                value: (
                  <ul className="govuk-list govuk-!-margin-bottom-0">
                    {short.map(({ ref, yotName, missing }) => (
                      <li key={ref}>
                        <a className="govuk-link" href={`#${ref}`}>
                          {ref}
                        </a>
                        , {yotName}: {missing.length === 1 ? 'one thing is' : `${missing.length} things are`} missing
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]
          : []),
        ...(page.fairness ? [{ key: 'Fairness', value: page.fairness }] : []),
        {
          key: 'Weights',
          value: (
            <>
              <a className="govuk-link" href="/association/rounds/weights">
                Version {page.weightsVersion}
              </a>
              {page.isFair && ', the weakest team lifted first'}
            </>
          ),
        },
      ]}
    />
  )
}

const Accept = ({ page, form }: { page: Page; form: ReturnType<typeof useForm> }) => {
  const open = page.teams.filter(({ isAccepted, cannotAccept }) => !isAccepted && cannotAccept === null)
  const closed = page.teams.filter(({ isAccepted, cannotAccept }) => !isAccepted && cannotAccept !== null)
  return (
    <section>
      <h2 className="govuk-heading-m">Accept</h2>
      <p className="govuk-body">
        Accepting makes a team the proposal of its request. Everyone is checked for conflicts once more first, and
        nobody is written to until the team is invited.
      </p>
      {closed.map(({ ref, cannotAccept }) => (
        <p className="govuk-body" key={ref}>
          {ref}: {cannotAccept?.toLowerCase()}.
        </p>
      ))}
      {open.length > 0 && (
        <>
          <PostForm intent="accept-all">
            <Button preventDoubleClick>
              {open.length === 1 ? 'Accept the team' : `Accept all ${open.length} teams`}
            </Button>
          </PostForm>
          <PostForm intent="accept">
            <Checkboxes
              {...form.text('refs')}
              name="refs"
              legend="Or accept some of them"
              items={open.map(({ ref, yotName, missing }) => ({
                value: ref,
                label: `${ref}, ${yotName}`,
                ...(missing.length > 0 ? { hint: 'Something is missing in this team.' } : {}),
              }))}
            />
            <Button variant="secondary" preventDoubleClick>
              Accept these teams
            </Button>
          </PostForm>
        </>
      )}
    </section>
  )
}

const Plan = ({ page, form }: { page: Page; form: ReturnType<typeof useForm> }) => (
  <>
    {!page.isProven && (
      <WarningText>
        Planning ended before it was certain that nothing better can be had. The rules hold all the same.
      </WarningText>
    )}
    <Summary page={page} />
    <h2 className="govuk-heading-m">Teams</h2>
    {page.teams.length === 0 && <p className="govuk-body">No team of this round is for you to see.</p>}
    {page.teams.map((team) => (
      <PlannedTeam key={team.ref} team={team} hasEarlier={page.earlierNumber !== null} />
    ))}
    {page.teams.some(({ isAccepted }) => !isAccepted) && <Accept page={page} form={form} />}
    {page.teams.length > 0 && (
      <>
        <h2 className="govuk-heading-m">How the work is shared</h2>
        <BarChart title="Reviews for each person" of="Reviews in this round" counts="People" rows={page.load} />
        <BarChart title="Places by region" of="Region" counts="Places in teams" rows={page.regions} />
      </>
    )}
  </>
)

export default function Round() {
  const page = useLoaderData<typeof loader>()
  const form = useForm()
  const hasPlan = page.status === 'planned' || page.status === 'stopped'
  return (
    <>
      <BackLink href="/association/rounds">Rounds</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">{page.statusWords}</span>
          <h1 className="govuk-heading-l">Round {page.number}</h1>
          {page.status === 'running' && <Progress page={page} />}
          {page.says && <WarningText>{page.says}</WarningText>}
          {hasPlan && <Plan page={page} form={form} />}
        </div>
      </div>
    </>
  )
}
