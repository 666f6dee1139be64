import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BarChart } from '#app/components/charts/bar-chart.tsx'
import { Timetable } from '#app/components/charts/timetable.tsx'
import { dateAndTime, dateRange } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { TimeLine } from '#app/components/meetings/time-line.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathNumber, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted, listed } from '#services/core/words.ts'
import { mayLogTime } from '#services/meetings/index.ts'
import { ratingFacts } from '#services/ratings/index.ts'
import { acceptTeams, roundPage, stopRound } from '#services/reviews/index.ts'

const as = <Intent extends string>(intent: Intent) => z.object({ intent: z.literal(intent) })
const oneOrMore = z.preprocess(
  (value) => (value === undefined ? [] : [value].flat()),
  z.array(z.string()).min(1, { error: 'Choose at least one team to accept' }),
)
const intents = z.discriminatedUnion('intent', [as('stop'), as('accept-all'), as('accept').extend({ refs: oneOrMore })])

export const meta = () => pageTitle('Round')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { ...orThrow(await roundPage(ctx, pathNumber(args, 'number'))), logsTime: mayLogTime(ctx) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const number = pathNumber(args, 'number')
  const to = `/association/rounds/${number}`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  if (form.value.intent === 'stop') {
    return respond(args, await once(ctx, form.key, (ctx) => stopRound(ctx, { number })), {
      form,
      to,
      notice: 'The round will end in a moment with the best plan it has.',
    })
  }
  const refs = form.value.intent === 'accept' ? form.value.refs : undefined
  // Twice: what is accepted is no more the round's to accept; each team is accepted, or not, by itself.
  const result = await acceptTeams(ctx, { number, refs }, { ratings: await ratingFacts(ctx) })
  return respond(args, result, {
    form,
    to,
    notice: ({ accepted, refused }) =>
      [
        accepted.length === 0
          ? 'There was nothing left to accept.'
          : `Proposed for ${listed(accepted)}. Nobody has been written to: invite each team from its request.`,
        ...refused.map(({ yotName, why }) => `Not for ${yotName}: ${why}`),
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

/** What to accept, what to mend, and why: the first thing to read. */
const Glance = ({ page, open, short }: { page: Page; open: Team[]; short: Team[] }) => {
  const ready = open.filter(({ missing }) => missing.length === 0).length
  return (
    <>
      <p className="govuk-body-l">
        {page.teams.length === 0
          ? 'No team of this round is for you to see.'
          : ready === 0
            ? 'No complete team is waiting to be accepted.'
            : `${counted(ready, 'complete team')} can be accepted.`}{' '}
        {page.gap}
      </p>
      {!page.isProven && (
        <WarningText>
          Planning ended before it was certain that nothing better can be had. The rules hold all the same.
        </WarningText>
      )}
      {short.length > 0 && (
        <>
          <h2 className="govuk-heading-m">Teams that still lack something</h2>
          <ul className="govuk-list govuk-list--bullet">
            {short.map(({ ref, yotName, missing }) => (
              <li key={ref}>
                <a className="govuk-link govuk-!-font-weight-bold" href={`/association/rounds/${page.number}/${ref}`}>
                  {yotName}
                </a>{' '}
                ({ref}): {missing.join(' ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

type Team = Page['teams'][number]

const sayChange = ({ isNew, says }: Team['difference']): string =>
  isNew ? 'New' : says.length === 0 ? 'The same' : says.join(', ')

const whatToDo = ({ isAccepted, cannotAccept, missing, toManage }: Team) => {
  if (isAccepted) return <Tag colour="grey">Accepted</Tag>
  if (cannotAccept !== null) return cannotAccept
  if (missing.length > 0) return <Tag colour="orange">Mend first</Tag>
  return (
    <>
      <Tag colour="green">Accept</Tag>
      {toManage > 0 && ` ${counted(toManage, 'person', 'people')} with a conflict to manage first`}
    </>
  )
}

const Teams = ({ page }: { page: Page }) => (
  <DataTable
    caption="Teams"
    rows={page.teams}
    rowId={({ ref }) => ref}
    empty=""
    columns={[
      {
        id: 'service',
        header: 'Service',
        isRowHeader: true,
        cell: ({ ref, yotName }) => (
          <a className="govuk-link" href={`/association/rounds/${page.number}/${ref}`}>
            {yotName}
          </a>
        ),
      },
      { id: 'dates', header: 'Dates', cell: ({ startsOn, endsOn }) => dateRange(startsOn, endsOn) },
      { id: 'leads', header: 'Co-leads', cell: ({ leads }) => leads.join(', ') },
      { id: 'others', header: 'Reviewers', cell: ({ others }) => others.join(', ') },
      ...(page.earlierNumber === null
        ? []
        : [
            {
              id: 'change',
              header: `Since round ${page.earlierNumber}`,
              cell: ({ difference }: Team) => sayChange(difference),
            },
          ]),
      { id: 'what', header: 'What to do', cell: whatToDo },
    ]}
  />
)

const Accept = ({ open, form }: { open: Team[]; form: ReturnType<typeof useForm> }) => {
  const complete = open.filter(({ missing }) => missing.length === 0)
  return (
    <section>
      <h2 className="govuk-heading-m">Accept</h2>
      <p className="govuk-body">
        Accepting makes a team the proposal of its request. Everyone is checked for conflicts once more first, and
        nobody is written to until the team is invited.
      </p>
      {complete.length === open.length ? (
        <PostForm intent="accept-all">
          <Button preventDoubleClick>
            {open.length === 1 ? 'Accept the team' : `Accept all ${open.length} teams`}
          </Button>
        </PostForm>
      ) : (
        complete.length > 0 && (
          <PostForm intent="accept">
            {complete.map(({ ref }) => (
              <input key={ref} type="hidden" name="refs" value={ref} />
            ))}
            <Button preventDoubleClick>
              {complete.length === 1 ? 'Accept the complete team' : `Accept the ${complete.length} complete teams`}
            </Button>
          </PostForm>
        )
      )}
      {(open.length > 1 || complete.length === 0) && (
        <PostForm intent="accept">
          <Checkboxes
            {...form.text('refs')}
            name="refs"
            legend={complete.length > 0 ? 'Or accept some of them' : 'Accept although something is missing'}
            items={open.map(({ ref, yotName, missing }) => ({
              value: ref,
              label: yotName,
              ...(missing.length > 0 ? { hint: 'Something is missing in this team.' } : {}),
            }))}
          />
          <Button variant="secondary" preventDoubleClick>
            Accept these teams
          </Button>
        </PostForm>
      )}
    </section>
  )
}

const About = ({ page }: { page: Page }) => (
  <SummaryList
    rows={[
      {
        key: 'Planned',
        value: `${dateAndTime(page.startedAt)} by ${page.startedBy}${page.seconds > 0 ? `, in ${page.seconds} seconds` : ''}`,
      },
      { key: 'How good it is', value: page.gap ?? 'Not known' },
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

const Plan = ({ page, form }: { page: Page; form: ReturnType<typeof useForm> }) => {
  const open = page.teams.filter(({ isAccepted, cannotAccept }) => !isAccepted && cannotAccept === null)
  const short = page.teams.filter(({ isAccepted, missing }) => !isAccepted && missing.length > 0)
  return (
    <>
      <Glance page={page} open={open} short={short} />
      <Teams page={page} />
      {open.length > 0 && <Accept open={open} form={form} />}
      {page.teams.length > 0 && (
        <>
          <h2 className="govuk-heading-m">How the work is shared</h2>
          <div className="govuk-grid-row">
            <div className="govuk-grid-column-one-half">
              <Timetable
                title="The round as a timetable"
                of="Service"
                rows={page.teams.map(({ ref, yotName, startsOn, endsOn }) => ({
                  id: ref,
                  label: yotName,
                  from: startsOn,
                  to: endsOn,
                }))}
              />
              <BarChart title="Reviews for each person" of="Reviews in this round" counts="People" rows={page.load} />
            </div>
            <div className="govuk-grid-column-one-half">
              <BarChart title="Places by region" of="Region" counts="Places in teams" rows={page.regions} />
            </div>
          </div>
        </>
      )}
      <h2 className="govuk-heading-m">About this plan</h2>
      <About page={page} />
    </>
  )
}

export default function Round() {
  const page = useLoaderData<typeof loader>()
  const form = useForm()
  const hasPlan = page.status === 'planned' || page.status === 'stopped'
  return (
    <>
      <BackLink href="/association/rounds">Rounds</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-full">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">{page.statusWords}</span>
          <h1 className="govuk-heading-l">Round {page.number}</h1>
          {page.status === 'running' && <Progress page={page} />}
          {page.says && <WarningText>{page.says}</WarningText>}
          {hasPlan && <Plan page={page} form={form} />}
          {page.logsTime && <TimeLine about={`/association/rounds/${page.number}`} kind="matching" />}
        </div>
      </div>
    </>
  )
}
