import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Bullets, InformationPage, PageLink, Part, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { money } from '#services/core/words.ts'
import { rulesOfMembership } from '#services/memberships/index.ts'

export const meta = () => pageTitle('Membership')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  return { ...(await rulesOfMembership(ctx)), isSignedIn: ctx.actor.personId !== null }
}

const movers = { payer: 'You', association: 'The association', calendar: 'By itself' } as const

export default function Membership() {
  const { terms, coming, membersOnly, open, statuses, moves, reminderDays, isSignedIn } = useLoaderData<typeof loader>()
  const before = reminderDays.filter((days) => days < 0).map((days) => `${-days} days before`)
  const after = reminderDays.filter((days) => days > 0).map((days) => `${days} days after`)
  return (
    <InformationPage
      title="Membership"
      lead="A service can join for all its managers, or a person for themselves. These are the rules the exchange itself goes by."
    >
      <p className="govuk-body">
        <PageLink href={isSignedIn ? '/membership/yours' : '/join'}>
          {isSignedIn ? 'See where you stand, join or renew' : 'Ask to join'}
        </PageLink>
      </p>
      <Part title="What it costs">
        <SummaryList
          rows={[
            {
              key: 'Group',
              value: `${money(terms.groupFeePence)} a year, paid by the service. Covers every manager who holds a post in it, while they hold it.`,
            },
            {
              key: 'Individual',
              value: `${money(terms.individualFeePence)} a year, paid by one person. Covers them wherever they work.`,
            },
          ]}
        />
        {coming.map((next) => (
          <Text key={next.version}>
            From {longDate(next.inForceFrom)}: group {money(next.groupFeePence)}, individual{' '}
            {money(next.individualFeePence)} a year. A year that has begun keeps its fee.
          </Text>
        ))}
        <Text>
          Paid by invoice, with your purchase order number if you need one. Receipts are on your membership page.
        </Text>
      </Part>
      <Part title="What is for members">
        <Bullets items={membersOnly} />
        <Text>For this, being due for renewal is enough. Everything else is open:</Text>
        <Bullets items={open} />
      </Part>
      <Part title="The year, and after it">
        <Bullets
          items={[
            `A year is 12 months. It falls due for renewal ${terms.noticeDays} days before it ends.`,
            `Reminders go out ${[...before, 'on the last day', ...after].join(', ')}. They stop once you say that you renew, pay or leave.`,
            `You stay a member for ${terms.graceDays} days after the end. Unrenewed, the membership lapses then.`,
            'Renewed in time, the next year follows on. After a lapse it begins on the day you pay.',
            'Nothing is cut off in the middle: reviews, agreed work, ratings and applications under way are finished, whatever becomes of the membership.',
          ]}
        />
      </Part>
      <Part title="How a membership can stand">
        <SummaryList rows={statuses.map(({ name, means }) => ({ key: name, value: means }))} />
      </Part>
      <Part title="Who does what">
        <SummaryList rows={moves.map(({ by, means }) => ({ key: movers[by], value: means }))} />
        <Text>
          The head of a service brings in its managers without asking anyone, on the service’s page of posts. Terms
          version {terms.version}.
        </Text>
      </Part>
    </InformationPage>
  )
}
