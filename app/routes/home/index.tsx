import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { StepTimeline } from '#app/components/charts/step-timeline.tsx'
import { longDate, shortDate } from '#app/components/dates.ts'
import { NeedBox } from '#app/components/enquiries/need-box.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { TaskList } from '#app/components/govuk/task-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { briefingNow } from '#services/briefing/index.ts'
import { may } from '#services/core/access.ts'
import { type Task, tasksFrom } from '#services/core/task.ts'
import { type UnderWay, underWayFrom } from '#services/core/under-way.ts'
import { rooms } from '#services/exchange.ts'
import { membershipOf } from '#services/memberships/index.ts'
import { ownersFor } from '#services/offerings/index.ts'
import { applicationUnderWay } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Home')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { personId, name, grants } = ctx.actor
  const [tasks, all, application, { sentence }, briefing] = await Promise.all([
    tasksFrom(ctx, rooms),
    underWayFrom(ctx, rooms),
    applicationUnderWay(ctx),
    membershipOf(ctx, personId),
    briefingNow(ctx),
  ])
  return {
    name,
    today: ctx.clock.today(),
    tasks,
    ...parted(all, tasks),
    hasApplied: application.length > 0,
    mayRequest: may(ctx.actor, 'review.request'),
    mayOffer: (await ownersFor(ctx)).length > 0,
    mayAsk: may(ctx.actor, 'enquiry.send'),
    membership: sentence,
    briefing,
    isInBank: grants.some((grant) => grant.role === 'bank_member'),
    leads: grants.flatMap(({ role, yotCode }) => (role === 'service_lead' && yotCode ? [yotCode] : [])),
  }
}

/** A page draws at most this many courses; the others stand in the list. */
const mostDrawn = 3

/** What has a course is drawn; of the others, what waits for the person themselves stands above already. */
const parted = (all: readonly UnderWay[], tasks: readonly Task[]) => {
  const drawn = all.filter(({ steps }) => steps !== undefined).slice(0, mostDrawn)
  const rest = all.filter((one) => !drawn.includes(one))
  return {
    drawn: drawn.map(({ title, href, steps = [] }) => ({ title, href, steps })),
    underWay: rest
      .filter(({ href }) => !tasks.some((task) => task.href.startsWith(href)))
      .map(({ title, href, stands }) => ({ title, href, stands })),
  }
}

export default function Home() {
  const { name, today, tasks, drawn, underWay, membership, briefing, isInBank, hasApplied, leads, ...may } =
    useLoaderData<typeof loader>()
  const { mayRequest, mayOffer, mayAsk } = may
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <span className="govuk-caption-l">{name}</span>
        <h1 className="govuk-heading-l">What needs you</h1>
        {tasks.length === 0 ? (
          <p className="govuk-body">Nothing waits for you today. We write to you when something does.</p>
        ) : (
          <TaskList
            items={tasks.map(({ title, href, kind, dueOn }) => ({
              title,
              href,
              hint: kind,
              status: <Due on={dueOn} today={today} />,
            }))}
          />
        )}
        {mayAsk && (
          <NeedBox hint="In your own words. You see who could help, and choose whom to ask; nobody is written to before that." />
        )}
        {underWay.length + drawn.length > 0 && <h2 className="govuk-heading-m">Under way</h2>}
        {drawn.map(({ title, href, steps }) => (
          <StepTimeline key={href} title={title} headingLevel={3} href={href} steps={steps} />
        ))}
        {underWay.length > 0 && (
          <TaskList
            idPrefix="under-way"
            items={underWay.map(({ title, href, stands }) => ({ title, href, status: stands }))}
          />
        )}
        <h2 className="govuk-heading-m">What you can do</h2>
        <ul className="govuk-list">
          <li>
            <a className="govuk-link" href="/offerings">
              Find support from another service
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/meetings">
              See meetings, and their minutes
            </a>
          </li>
          {mayOffer && (
            <li>
              <a className="govuk-link" href="/offerings/new">
                Offer something
              </a>
            </li>
          )}
          {mayAsk && (
            <li>
              <a className="govuk-link" href="/self-assessments">
                Mark your service against the SEND statements
              </a>
            </li>
          )}
          {mayRequest && (
            <li>
              <a className="govuk-link" href="/reviews/request">
                Ask for a peer review
              </a>
            </li>
          )}
          <li>
            <a className="govuk-link" href={briefing.latest === null ? '/briefing' : `/briefing/${briefing.latest}`}>
              {briefing.latest === null ? 'The briefing' : `Read the briefing of ${longDate(briefing.latest)}`}
            </a>
            {briefing.next !== null && `. The next one goes on ${longDate(briefing.next)}`}
          </li>
          <li>
            <a className="govuk-link" href="/bank">
              {isInBank || hasApplied ? 'See who is in the bank' : 'See who is in the bank, or apply to join it'}
            </a>
          </li>
          {isInBank && (
            <li>
              <a className="govuk-link" href="/profile">
                Keep your own page in the bank
              </a>
            </li>
          )}
          {leads.map((code) => (
            <li key={code}>
              <a className="govuk-link" href={`/yots/${code}/posts`}>
                Keep your service’s posts up to date
              </a>
            </li>
          ))}
          <li>
            <a className="govuk-link" href="/calendar">
              Your calendar: everything with a day
            </a>
          </li>
          <li>
            <a className="govuk-link" href="/account">
              Your account
            </a>
          </li>
        </ul>
        <h2 className="govuk-heading-m">Your membership</h2>
        <p className="govuk-body">{membership}</p>
        <p className="govuk-body">
          <a className="govuk-link" href="/membership/yours">
            See your membership, renew it or print receipts
          </a>
        </p>
      </div>
    </div>
  )
}

const Due = ({ on, today }: { on: string | undefined; today: string }) => {
  if (on === undefined) return <>When you can</>
  if (on < today) return <Tag colour="red">Was due {shortDate(on)}</Tag>
  return on === today ? <Tag colour="orange">Due today</Tag> : <>By {shortDate(on)}</>
}
