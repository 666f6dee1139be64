import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { InformationPage, Part } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { criteria, priorFor } from '#services/ratings/index.ts'

export const meta = () => pageTitle('How ratings and figures are made')

export const loader = async (args: LoaderFunctionArgs) => {
  const { mean, weight, isEstimated } = await priorFor(await getCtx(args))
  return { mean: mean.toFixed(1), weight: Math.round(weight), isEstimated, criteria }
}

export default function HowRatings() {
  const { mean, weight, isEstimated, criteria } = useLoaderData<typeof loader>()
  return (
    <InformationPage title="How ratings and figures are made">
      <Part title="Who rates whom">
        <p className="govuk-body">
          When work is delivered, the host rates it as a whole, and everybody who came rates the host for themselves.
          Nobody can rate work that they had no part in. No rating is paid for, asked for in return, or written by the
          association.
        </p>
        <p className="govuk-body">
          Nobody sees any rating until the host and everybody who came have rated, or 14 days have passed. Then all
          appear, and none can be changed. Each can be replied to once.
        </p>
      </Part>
      <Part title="What is asked">
        <ul className="govuk-list govuk-list--bullet">
          {criteria.map(({ name, title, ofTeam, isTeams }) => (
            <li key={name}>
              {title}: “{ofTeam}”{isTeams && ' (what a whole team earns)'}
            </li>
          ))}
        </ul>
        <p className="govuk-body">
          Each from 1 (poor) to 5 (excellent), or “not applicable”, which counts nowhere. What a whole team earns counts
          for those who lead it; a reviewer carries preparation and conduct only, so that nobody carries a late report
          in which they had no part. What a service delivers is the service’s, and not its people’s.
        </p>
      </Part>
      <Part title="What a profile shows">
        <p className="govuk-body">
          The words, under the kind of work, the year and the host’s region. The host’s name and the reference stand
          there only if the host chose so. What a host says in private about one person goes to the association, and
          into no figure.
        </p>
      </Part>
      <Part title="How a figure is made">
        <p className="govuk-body">
          A figure is made once a month, from ratings that had appeared before its first day, and by threes: of seven
          ratings the first six count. Fewer than three make none. So two figures, of whatever months or readers, never
          differ by one rating alone.
        </p>
        <p className="govuk-body">
          With <em>n</em> ratings of mean <em>m</em>, and everybody’s mean <em>b</em>, the figure is (<em>n</em>·
          <em>m</em> + <em>k</em>·<em>b</em>) ÷ (<em>n</em> + <em>k</em>). Few ratings stay near everybody’s mean; many
          leave it behind, so that three perfect ratings do not outrank thirty very good ones.
        </p>
        <p className="govuk-body">
          <em>k</em> is estimated from the ratings themselves: how one person’s ratings vary, divided by how people
          differ (empirical Bayes: B. Efron and C. Morris, 1975; by moments as H. Bühlmann and E. Straub, 1970).{' '}
          {isEstimated
            ? `This month everybody’s mean is ${mean}, and it weighs ${weight} ratings.`
            : `There are too few figures to estimate it from yet, so that a mean of ${mean} stands in for everybody’s and weighs ${weight} ratings.`}
        </p>
        <p className="govuk-body">
          Beside the figure stand how many ratings it rests on, the year of the latest, each criterion, and where most
          of them lie: one standard deviation either side of their mean, to the half.
        </p>
      </Part>
      <Part title="When something is wrong with a rating">
        <p className="govuk-body">
          Whoever it is about can flag it. Somebody without a stake decides, with reasons: it stays, its words are
          mended or hidden, or all of it is set aside. Nothing is ever taken away for being low, and no statistics take
          anything away:{' '}
          <a className="govuk-link" href="/fairness">
            fair process
          </a>
          .
        </p>
        <p className="govuk-body">
          We look for ratings given in return for others, by former colleagues, many at once, by accounts that have just
          joined, or in answer to a flag. What is found is shown, with its reason, to whoever decides about a rating,
          and is never acted on by itself. Fake reviews, and reviews that hide that they were paid for, are unfair
          commercial practices (Digital Markets, Competition and Consumers Act 2024, Schedule 20).
        </p>
      </Part>
      <Part title="What changed">
        <p className="govuk-body">
          Half a year to a year after the work the host is asked once what has changed. That stands apart, and is in no
          figure. Members read{' '}
          <a className="govuk-link" href="/what-changed">
            what hosts said
          </a>
          , in numbers, and in the words of those who let them be quoted.
        </p>
      </Part>
    </InformationPage>
  )
}
