import type { OfferingLine } from '#services/offerings/index.ts'

/** What somebody offers, on their own page; nothing when they offer nothing. */
export const OfferingsOf = ({ offerings }: { offerings: readonly OfferingLine[] }) =>
  offerings.length === 0 ? null : (
    <section aria-labelledby="offerings">
      <h2 className="govuk-heading-m" id="offerings">
        Offerings
      </h2>
      <ul className="govuk-list">
        {offerings.map(({ slug, title, kind, price }) => (
          <li key={slug}>
            <a className="govuk-link" href={`/offerings/${slug}`}>
              {title}
            </a>
            <br />
            {kind} · {price}
          </li>
        ))}
      </ul>
    </section>
  )
