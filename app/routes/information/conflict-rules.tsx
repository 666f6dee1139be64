import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { RuleHistory } from '#app/components/conflicts/rule-history.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Bullets, InformationPage, PageLink, Part, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { describeRules, effectMeanings, ruleSetHistory, ruleSetInForce } from '#services/conflicts/index.ts'

export const meta = () => pageTitle('Conflict of interest rules')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const [ruleSet, history] = await Promise.all([ruleSetInForce(ctx), ruleSetHistory(ctx)])
  return { version: ruleSet.version, rules: describeRules(ruleSet), effectMeanings, history }
}

/** The rules as they are checked today, written out from the same data. */
export default function ConflictRules() {
  const { version, rules, effectMeanings, history } = useLoaderData<typeof loader>()
  return (
    <InformationPage
      title="Conflict of interest rules"
      lead={`There are ${rules.length} rules. They are checked before anybody is contacted, and bind the association’s own officers too.`}
    >
      <Part title="What a rule can do">
        <Bullets
          items={[
            <>
              <strong>Block.</strong> {effectMeanings.block}
            </>,
            <>
              <strong>Manage.</strong> {effectMeanings.manage}
            </>,
            <>
              <strong>Note.</strong> {effectMeanings.note}
            </>,
          ]}
        />
        <Text>
          A person whom a rule blocks from a case cannot find out that it exists: not from a list, a count, a message or
          an error.
        </Text>
        <Text>
          Who decides, and what they have declared by virtue of their roles, is in the{' '}
          <PageLink href="/register-of-interests">register of interests</PageLink>.
        </Text>
      </Part>
      <Part title="Words">
        <Bullets
          items={[
            <>
              <strong>The host</strong> is the service that asks for a review or for paid work.
            </>,
            <>
              <strong>The other side</strong> is whoever asks for the work or arranges it, or whom a decision is about.
            </>,
            <>
              <strong>Deciding</strong> is looking after a request, deciding on it, or vetting somebody for the bank.
            </>,
          ]}
        />
      </Part>
      <Part title="The rules">
        <Text>
          People declare their interests once a year and again for each piece of work. What the exchange knows already
          (posts, reviews, paid work, who vetted whom) counts without being declared.
        </Text>
        {rules.map(({ ruleId, title, applies, lookBack, effects, notes }) => (
          <Details key={ruleId} summary={title}>
            <Text>{applies}</Text>
            <SummaryList
              rows={[
                { key: 'For how long', value: lookBack },
                { key: 'On a review', value: effects.review },
                { key: 'Paid work', value: effects['paid-delivery'] },
                { key: 'When deciding', value: effects.deciding },
              ]}
            />
            {notes.map((note) => (
              <Text key={note}>{note}</Text>
            ))}
          </Details>
        ))}
      </Part>
      <Part title="Versions">
        <Text>
          This is version {version}. Checks made under an earlier version keep it, and can be run again exactly.
        </Text>
        <RuleHistory history={history} />
      </Part>
    </InformationPage>
  )
}
