import { dateAndTime, shortDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import type { CatalogueExtra } from '#services/courses/index.ts'
import type { OfferingEntry } from '#services/offerings/index.ts'
import { ProviderName } from './offering-parts.tsx'

/** Offerings one below the other, each with what decides whether to open it. */
export const OfferingList = ({
  offerings,
  extras,
  near,
}: {
  offerings: readonly OfferingEntry[]
  extras: Readonly<Record<string, CatalogueExtra>>
  /** From where miles are measured. */
  near: { code: string } | null
}) => (
  <form method="get" action="/offerings/compare">
    {near !== null && <input type="hidden" name="near" value={near.code} />}
    <ul className="govuk-list app-offerings">
      {offerings.map((offering, at) => (
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
            <ProviderName provider={offering.provider} />, {offering.region}
            {offering.away !== null && <>, about {offering.away} away</>} · {shortDate(offering.publishedOn)}
            {offering.rating !== null && (
              <>
                <br />
                {offering.rating.shown.toFixed(1)} of 5 from {offering.rating.count} ratings
              </>
            )}
          </p>
          <Extra extra={extras[offering.slug]} />
          <Checkboxes
            name="of"
            id={`of-${at}`}
            isSmall
            legend={`Compare ${offering.title}`}
            legendClassName="govuk-visually-hidden"
            groupClassName="govuk-!-margin-bottom-3"
            items={[{ value: offering.slug, label: 'Compare' }]}
          />
        </li>
      ))}
    </ul>
    {offerings.length > 1 && <Button variant="secondary">Compare up to four side by side</Button>}
  </form>
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
