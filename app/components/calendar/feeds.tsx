import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'

/** The address of a calendar that was made just now. */
export const FeedMade = ({ address }: { address: string }) => (
  <>
    <BackLink href="/calendar/feeds">Dates in your own calendar</BackLink>
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">The address of your calendar</h1>
        <p className="govuk-body app-fingerprint">{address}</p>
        <WarningText>
          It is shown this once. Whoever has it reads these dates, so pass it on to nobody; you can end it at any time.
        </WarningText>
        <p className="govuk-body">
          <a className="govuk-link" href={address.replace(/^https?:/, 'webcal:')}>
            Open it in the calendar of this device
          </a>
          , or copy the address and add it by hand:
        </p>
        <ul className="govuk-list govuk-list--bullet">
          <li>Outlook: Add calendar, then Subscribe from web.</li>
          <li>Google Calendar, on a computer: Other calendars, the plus sign, then From URL.</li>
          <li>iPhone: Calendars, Add Calendar, then Add Subscription Calendar.</li>
        </ul>
      </div>
    </div>
  </>
)

type Held = { id: string; title: string; regions: readonly string[]; createdOn: string }

/** The calendars that somebody's programs fetch, each with how it is ended. */
export const FeedsHeld = ({ feeds, most }: { feeds: readonly Held[]; most: number }) =>
  feeds.length === 0 ? null : (
    <>
      <h2 className="govuk-heading-m">Addresses that you have</h2>
      <p className="govuk-body">
        An address cannot be shown again. Where you have lost one, end it and get another; you can have {most}.
      </p>
      <SummaryList
        rows={feeds.map(({ id, title, regions, createdOn }) => ({
          key: title,
          value: (
            <>
              {regions.length > 0 && (
                <>
                  {regions.join(', ')}
                  <br />
                </>
              )}
              Since {longDate(createdOn)}
              <PostForm intent="end">
                <input type="hidden" name="feedId" value={id} />
                <Button variant="secondary" className="govuk-!-margin-top-2 govuk-!-margin-bottom-0" preventDoubleClick>
                  End it
                  <span className="govuk-visually-hidden">
                    : {title}, since {longDate(createdOn)}
                  </span>
                </Button>
              </PostForm>
            </>
          ),
        }))}
      />
    </>
  )
