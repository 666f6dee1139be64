import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { EnquiryPage, Party } from '#services/offerings/find-enquiry.ts'
import { Paragraphs } from './offering-parts.tsx'

/** What was asked and what was answered. */
export const EnquiryFacts = ({ enquiry }: { enquiry: EnquiryPage }) => {
  const { offering, host, provider, askedBy, need, sentOn, respondedOn, response, quote } = enquiry
  return (
    <SummaryList
      rows={[
        {
          key: 'About',
          value: (
            <>
              <a className="govuk-link" href={`/offerings/${offering.slug}`}>
                {offering.title}
              </a>
              <br />
              {offering.price}
            </>
          ),
        },
        { key: 'Asked by', value: <PartyOf party={host} also={askedBy} /> },
        { key: 'Offered by', value: <PartyOf party={provider} /> },
        { key: 'Sent', value: longDate(sentOn) },
        { key: 'What is needed', value: <Paragraphs text={need} /> },
        response !== null && { key: 'Answer', value: <Paragraphs text={response} /> },
        quote !== null && { key: 'Quote', value: `${quote} in all` },
        respondedOn !== null && { key: 'Answered', value: longDate(respondedOn) },
      ]}
    />
  )
}

const PartyOf = ({ party, also }: { party: Party; also?: string }) => (
  <>
    {also !== undefined && `${also}, `}
    <a className="govuk-link" href={party.href}>
      {party.name}
    </a>
  </>
)

/** Who agrees terms with whom, once an offer is chosen. */
export const BothSides = ({ host, provider }: { host: Party; provider: Party }) => (
  <SummaryList
    rows={[host, provider].map((party) => ({
      key: party.name,
      value: party.people.map(({ name, address }) => (
        <p key={name} className="govuk-body">
          {name}
          {address !== null && (
            <>
              <br />
              <a className="govuk-link" href={`mailto:${address}`}>
                {address}
              </a>
            </>
          )}
        </p>
      )),
    }))}
  />
)
