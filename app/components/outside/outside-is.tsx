/** What an outside provider is and is not, what it costs and how it is looked at: read before anybody begins. */
export const OutsideIs = ({ fee, workingDays }: { fee: string; workingDays: number }) => (
  <>
    <p className="govuk-body">
      A charity, company or college that is no youth justice service can offer training, consultancy, mentoring or tools
      here, beside what members offer. If you are one person who led or managed in a service,{' '}
      <a className="govuk-link" href="/apply">
        apply to the bank
      </a>{' '}
      instead: it costs nothing.
    </p>
    <h2 className="govuk-heading-m">What you should know first</h2>
    <ul className="govuk-list govuk-list--bullet">
      <li>
        it costs {fee} a year, asked for once you are approved; nothing is owed before that, or if you are not approved
      </li>
      <li>what you offer is marked “Outside provider” wherever it stands</li>
      <li>you and your staff are never part of a peer review team through this, and do not vote in the association</li>
      <li>
        everybody you send is checked for conflicts of interest, like everybody who delivers: you name them, and they
        make a declaration of their own
      </li>
      <li>you need insurance in force; when it, your approval or the fee runs out, what you offer is paused</li>
    </ul>
    <h2 className="govuk-heading-m">How you are looked at</h2>
    <p className="govuk-body">
      More lightly than people of the bank: an administrator looks your number up, asks to see your insurance and hears
      two people who can speak of your work. One assessor without a tie to you says what they think, and an
      administrator, another person, decides. You hear within {workingDays} working days, with the reasons. Approval
      lasts a year.
    </p>
  </>
)
