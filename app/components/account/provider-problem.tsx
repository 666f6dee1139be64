import { ButtonLink } from '#app/components/govuk/button.tsx'

/** Why the council's own sign-in did not sign somebody in, and the way that always works. */
export const ProviderProblem = ({ why }: { why: string }) => (
  <div className="govuk-grid-row">
    <div className="govuk-grid-column-two-thirds">
      <h1 className="govuk-heading-l">You are not signed in</h1>
      <p className="govuk-body">{why}</p>
      <ButtonLink href="/sign-in">Sign in by a link</ButtonLink>
    </div>
  </div>
)
