import { useLoaderData } from '@remix-run/react'
import { Table } from '#app/components/govuk/table.tsx'
import { InformationPage, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { cookieDays } from '#app/http/session.ts'
import { sessionLimits } from '#services/accounts/index.ts'

export const meta = () => pageTitle('Cookies')

export const loader = () => ({ ...sessionLimits, cookieDays })

export default function Cookies() {
  const { idleHours, days, cookieDays } = useLoaderData<typeof loader>()
  return (
    <InformationPage title="Cookies">
      <Text>
        We use four cookies. All are needed for what you ask of us, so there is nothing to agree to or refuse. None
        follows you, and nobody else’s cookies or scripts are on our pages.
      </Text>
      <Table
        caption="The cookies we set"
        head={['Name', 'What it is for', 'Ends']}
        firstCellIsHeader
        rows={[
          [
            'session',
            'Keeps you signed in',
            `You are signed out ${idleHours} hours after you were last here, and after ${days} days at most; your browser forgets it after ${cookieDays} days`,
          ],
          ['notice', 'Says on the next page that what you did is done', 'On that page, or after a minute'],
          [
            'kept-form',
            'Brings back what you were writing if you were signed out meanwhile',
            'On that page, or after a day',
          ],
          [
            'provider',
            'Ties a sign-in at your council’s own account to this browser',
            'When you are back, or after 10 minutes',
          ],
        ]}
      />
      <Text>On a secure connection their names begin with “__Host-”.</Text>
    </InformationPage>
  )
}
