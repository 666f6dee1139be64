import { useRootData } from '#app/components/layout/root-data.ts'
import { pageTitle } from '#app/components/layout/title.ts'

export const meta = () => pageTitle('Check your e-mail')

/** Says the same whether anybody has the address that was typed. */
export default function SignInSent() {
  const isDemo = useRootData()?.isDemo ?? false
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">Check your e-mail</h1>
        <p className="govuk-body">
          We have sent a message to the address you gave. Open the link in it within 15 minutes, on any device, and
          press the button there.
        </p>
        {isDemo && (
          <p className="govuk-body">
            This is a demonstration, so no mail leaves it:{' '}
            <a className="govuk-link" href="/demo/outbox">
              read the message here
            </a>
            .
          </p>
        )}
        <h2 className="govuk-heading-m">If nothing arrives</h2>
        <ul className="govuk-list govuk-list--bullet">
          <li>Look in your spam or quarantine folder.</li>
          <li>
            <a className="govuk-link" href="/sign-in">
              Try another address
            </a>{' '}
            you have used with us: an earlier employer’s finds you too.
          </li>
          <li>
            If you have changed jobs and can no longer read any of them, ask the head of your new service to record you
            in your post with your old address and your new one, or{' '}
            <a className="govuk-link" href="/contact">
              ask the association
            </a>
            .
          </li>
        </ul>
      </div>
    </div>
  )
}
