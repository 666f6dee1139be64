import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate, shortDate } from '#app/components/dates.ts'
import { DecisionParts } from '#app/components/decisions/decision-parts.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { PageLink } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { TextDifference } from '#app/components/reports/text-difference.tsx'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { type Correction, findDecision } from '#services/decisions/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title ?? 'Decision')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findDecision(await getCtx(args), pathPart(args, 'ref')))

export default function Decision() {
  const decision = useLoaderData<typeof loader>()
  const { ref, title, stands, publishedOn, replacedBy, replaces, corrections, history, mayWork } = decision
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href="/decisions">Decision log</BackLink>
        <span className="govuk-caption-l">Decision {ref}</span>
        <h1 className="govuk-heading-l">{title}</h1>
        {replacedBy !== null && (
          <InsetText>
            It was replaced by a later decision:{' '}
            <PageLink href={`/decisions/${replacedBy.ref}`}>{replacedBy.title}</PageLink>
          </InsetText>
        )}
        <p className="govuk-body">
          {stands}. Published on {longDate(publishedOn)}
          {corrections.length === 1 && ', corrected once since'}
          {corrections.length > 1 && `, corrected ${corrections.length} times since`}.
          {mayWork && (
            <>
              {' '}
              <PageLink href={`/association/decisions/${ref}`}>Review or correct it</PageLink>
            </>
          )}
        </p>
        <DecisionParts {...decision} />
        {replaces.length > 0 && (
          <>
            <h2 className="govuk-heading-m">It replaces</h2>
            <ul className="govuk-list">
              {replaces.map((one) => (
                <li key={one.ref}>
                  <PageLink href={`/decisions/${one.ref}`}>{one.title}</PageLink>
                </li>
              ))}
            </ul>
          </>
        )}
        {corrections.length > 0 && (
          <>
            <h2 className="govuk-heading-m">Corrections</h2>
            {corrections.map((correction, at) => (
              <CorrectionPart
                key={`${correction.on} ${correction.why}`}
                correction={correction}
                number={corrections.length - at}
              />
            ))}
          </>
        )}
        <h2 className="govuk-heading-m">What happened</h2>
        <ul className="govuk-list">
          {history.map(({ id, says, on, note }) => (
            <li key={id}>
              {shortDate(on)}: {says}
              {note !== null && `. ${note}`}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

const CorrectionPart = ({ correction, number }: { correction: Correction; number: number }) => (
  <>
    <h3 className="govuk-heading-s">
      Correction {number}, {longDate(correction.on)}
    </h3>
    <p className="govuk-body">{correction.why}</p>
    <Details summary={`What changed: ${correction.changes.map(({ part }) => part).join('; ')}`}>
      {correction.changes.map(({ part, before, after }) => (
        <div key={part}>
          <h4 className="govuk-heading-s">{part}</h4>
          <TextDifference before={before} after={after} />
        </div>
      ))}
    </Details>
  </>
)
