import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { counted } from '#services/core/words.ts'
import type { OwnAnswer, ProviderNeed } from '#services/enquiries/index.ts'
import { EnquiryTag } from './enquiry-tag.tsx'
import { BothSides, NeedSummary, Questions } from './need-parts.tsx'
import { AnswerForms } from './own-answer.tsx'

const Others = ({ need, shown }: { need: ProviderNeed; shown: OwnAnswer }) => {
  const others = need.answers.filter(({ id }) => id !== shown.id)
  if (others.length === 0) return null
  return (
    <p className="govuk-body">
      They also ask about{' '}
      {others.map(({ id, offering }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <a className="govuk-link" href={`/enquiries/${need.ref}?answer=${id}`}>
            {offering.title}
          </a>
        </span>
      ))}
      .
    </p>
  )
}

/** What a service needs, for one of those asked: with their own answer, and nothing of the others. */
export const ProviderPage = ({ need, shown }: { need: ProviderNeed; shown: OwnAnswer }) => {
  const { ref, host } = need
  const { id, status, statusSays, next, offering, engagementRef, parties, offerNumber, total, response } = shown
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <span className="govuk-caption-l">Enquiry {ref}</span>
        <h1 className="govuk-heading-l">{host.name} asks</h1>
        <p className="govuk-body">
          <EnquiryTag status={status} says={statusSays} />
        </p>
        <InsetText>{next}</InsetText>
        {engagementRef !== null && (
          <p className="govuk-body">
            <a className="govuk-link" href={`/engagements/${engagementRef}`}>
              See the terms and what is next
            </a>
          </p>
        )}
        {parties.length > 0 && <BothSides parties={parties} />}
        <NeedSummary
          need={need}
          more={[
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
            ...(need.count > 1 ? [{ key: 'Asked of', value: counted(need.count, 'provider') }] : []),
            ...(response === null ? [] : [{ key: 'Your answer', value: response }]),
            ...(offerNumber === null
              ? []
              : [
                  {
                    key: 'Your offer',
                    value: (
                      <>
                        {total ?? 'Nothing is asked for it'}
                        <br />
                        <a className="govuk-link" href={`/enquiries/${ref}/offers/${id}`}>
                          {status === 'interested' ? 'Read it, or propose another version' : 'Read it in full'}
                        </a>
                      </>
                    ),
                  },
                ]),
          ]}
        />
        <Others need={need} shown={shown} />
        <Questions need={need} />
        <AnswerForms answer={shown} hostName={host.name} />
      </div>
    </div>
  )
}
