import { dateAndTime } from '#app/components/dates.ts'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'

type Address = { id: string; address: string; isPrimary: boolean; isVerified: boolean }

/** The addresses that find a person, each with what can be done with it. */
export const AccountAddresses = ({ addresses }: { addresses: readonly Address[] }) => (
  <section aria-labelledby="addresses">
    <h2 className="govuk-heading-m" id="addresses">
      E-mail addresses
    </h2>
    <p className="govuk-body">
      Each of these signs you in. Keep an old employer’s address for as long as you like; add the new one before you
      leave.
    </p>
    <ul className="govuk-list app-lines">
      {addresses.map(({ id, address, isPrimary, isVerified }) => (
        <li key={id} className="app-lines__line">
          <span>
            {address} {isPrimary && <Tag colour="green">Mail goes here</Tag>}
            {!isVerified && <Tag colour="yellow">Not confirmed yet</Tag>}
          </span>
          <div className="app-lines__actions">
            {!isPrimary && isVerified && (
              <LineButton intent="choose-address" field={{ name: 'addressId', value: id }}>
                Send mail here <span className="govuk-visually-hidden">, to {address}</span>
              </LineButton>
            )}
            {!isPrimary && (
              <LineButton intent="remove-address" field={{ name: 'addressId', value: id }}>
                Remove <span className="govuk-visually-hidden">{address}</span>
              </LineButton>
            )}
          </div>
        </li>
      ))}
    </ul>
    <ButtonLink href="/account/add-address" variant="secondary">
      Add an address
    </ButtonLink>
    <p className="govuk-body">
      <a className="govuk-link" href="/account/new-job">
        Say that you have changed jobs
      </a>
    </p>
  </section>
)

type Session = {
  id: string
  method: string
  userAgent: string | null
  createdAt: Date
  lastSeenAt: Date
  isThisOne: boolean
}

type SessionsProps = { sessions: readonly Session[]; limits: { idleHours: number; days: number } }

/** Where a person is signed in, and a way to end it. */
export const AccountSessions = ({ sessions, limits }: SessionsProps) => (
  <section aria-labelledby="sessions">
    <h2 className="govuk-heading-m" id="sessions">
      Where you are signed in
    </h2>
    <p className="govuk-body">
      You are signed out by yourself after {limits.idleHours} hours away, and after {limits.days} days at most. To make
      it harder for others to sign in as you,{' '}
      <a className="govuk-link" href="/account/second-step">
        add a second step
      </a>
      .
    </p>
    <ul className="govuk-list app-lines">
      {sessions.map(({ id, userAgent, createdAt, lastSeenAt, isThisOne }) => (
        <li key={id} className="app-lines__line">
          <span>
            <strong>{userAgent ?? 'An unknown browser'}</strong> {isThisOne && <Tag colour="blue">This one</Tag>}
            <br />
            Last used {dateAndTime(lastSeenAt)}, signed in since {dateAndTime(createdAt)}
          </span>
          {!isThisOne && (
            <LineButton intent="end-session" field={{ name: 'sessionId', value: id }}>
              Sign out <span className="govuk-visually-hidden">of {userAgent ?? 'an unknown browser'}</span>
            </LineButton>
          )}
        </li>
      ))}
    </ul>
  </section>
)

type LineButtonProps = { intent: string; field: { name: string; value: string }; children: React.ReactNode }

const LineButton = ({ intent, field, children }: LineButtonProps) => (
  <PostForm intent={intent}>
    <input type="hidden" {...field} />
    <Button variant="secondary" className="govuk-!-margin-bottom-0">
      {children}
    </Button>
  </PostForm>
)
