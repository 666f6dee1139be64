import { dateAndTime, shortDate } from '#app/components/dates.ts'
import type { CatalogueExtra } from '#services/courses/index.ts'
import type { OfferingEntry } from '#services/offerings/index.ts'
import { ProviderName } from './offering-parts.tsx'

/** Offerings one below the other, each with what decides whether to open it. */
export const OfferingList = ({
  offerings,
  extras,
}: {
  offerings: readonly OfferingEntry[]
  extras: Readonly<Record<string, CatalogueExtra>>
}) => (
  <ul className="govuk-list app-offerings">
    {offerings.map((offering) => (
      <li key={offering.slug} className="app-offerings__item">
        <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
          <a className="govuk-link" href={`/offerings/${offering.slug}`}>
            {offering.title}
          </a>
        </h3>
        <p className="govuk-body govuk-!-margin-bottom-1">{offering.summary}</p>
        <p className="govuk-body-s app-offerings__facts">
          <strong>{offering.price}</strong> · {offering.kind} · {offering.delivery.join(', ')}
          <br />
          <ProviderName provider={offering.provider} />, {offering.region} · {shortDate(offering.publishedOn)}
          {offering.rating !== null && (
            <>
              <br />
              {offering.rating.shown.toFixed(1)} of 5 from {offering.rating.count} ratings
            </>
          )}
        </p>
        <Extra extra={extras[offering.slug]} />
      </li>
    ))}
  </ul>
)

const Extra = ({ extra }: { extra: CatalogueExtra | undefined }) => {
  if (extra === undefined) return null
  const { next, hasMark } = extra
  return (
    <p className="govuk-body-s app-offerings__facts">
      {hasMark && 'Quality mark'}
      {hasMark && next !== null && ' · '}
      {next !== null && (
        <>
          Next:{' '}
          <a className="govuk-link" href={`/courses/${next.ref}`}>
            {dateAndTime(new Date(next.startsAt))}, {next.free} free
          </a>
        </>
      )}
    </p>
  )
}
