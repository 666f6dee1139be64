import { longDate } from '#app/components/dates.ts'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import type { HostNeed } from '#services/enquiries/index.ts'
import { ChooseOffer } from './choose-offer.tsx'
import { CompareTable } from './compare-table.tsx'
import { EnquiryTag } from './enquiry-tag.tsx'
import { BothSides, NeedSummary, Questions } from './need-parts.tsx'

/** Those who have not said anything yet. */
const StillToAnswer = ({ need }: { need: HostNeed }) => {
  const waiting = need.answers.filter(({ respondedOn }) => respondedOn === null)
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="still">
      <h2 className="govuk-heading-m" id="still">
        Without an answer
      </h2>
      <ul className="govuk-list">
        {waiting.map(({ id, provider, offering, status, statusSays, respondBy }) => (
          <li key={id}>
            <a className="govuk-link" href={`/offerings/${offering.slug}`}>
              {provider.name}: {offering.title}
            </a>{' '}
            <EnquiryTag status={status} says={statusSays} />
            {status === 'sent' && ` by ${longDate(respondBy)}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Chosen = ({ chosen }: { chosen: NonNullable<HostNeed['chosen']> }) => {
  const { answer, by, on, reason, parties } = chosen
  return (
    <section aria-labelledby="chosen">
      <h2 className="govuk-heading-m" id="chosen">
        You chose {answer.provider.name}
      </h2>
      {answer.engagementRef !== null && (
        <ButtonLink href={`/engagements/${answer.engagementRef}`}>See the terms and what is next</ButtonLink>
      )}
      <BothSides parties={parties} />
      {by !== null && (
        <p className="govuk-body">
          {by} chose it{on === null ? '' : ` on ${longDate(on)}`}.{reason === null ? '' : ` Why: ${reason}`}
        </p>
      )}
    </section>
  )
}

const Withdraw = ({ need }: { need: HostNeed }) =>
  need.isOpen ? (
    <Details summary="You need no answer any more">
      <PostForm intent="withdraw" version={need.stand}>
        <p className="govuk-body">Everybody you asked is told that no answer is needed any more.</p>
        <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
          Withdraw it
        </Button>
      </PostForm>
    </Details>
  ) : null

/** Begins a new need with the words and the wishes of an old one. */
export const AskAgain = ({ enquiryRef }: { enquiryRef: string }) => (
  <PostForm action={`/enquiries/${enquiryRef}`} intent="ask-again">
    <Button preventDoubleClick>Ask others with the same need</Button>
  </PostForm>
)

/** What a service needs, with everybody's answers, for that service. */
export const HostPage = ({ need }: { need: HostNeed }) => {
  const title =
    need.chosen !== null
      ? 'What you needed, and whom you chose'
      : need.compared.columns.length > 0
        ? 'Compare the answers and choose'
        : 'What you need, and whom you asked'
  return (
    <>
      <span className="govuk-caption-l">Enquiry {need.ref}</span>
      <h1 className="govuk-heading-l">{title}</h1>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <InsetText>{need.next}</InsetText>
          {need.mayAskAgain && <AskAgain enquiryRef={need.ref} />}
          {need.chosen !== null && <Chosen chosen={need.chosen} />}
        </div>
      </div>
      <CompareTable need={need} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <ChooseOffer need={need} />
          <StillToAnswer need={need} />
          <Questions need={need} />
          <h2 className="govuk-heading-m">What you asked</h2>
          <NeedSummary need={need} />
          <Withdraw need={need} />
        </div>
      </div>
    </>
  )
}
