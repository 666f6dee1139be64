import { useLoaderData } from '@remix-run/react'
import { InformationPage, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
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
      <DataTable
        caption="The cookies we set"
        rowId={({ name }) => name}
        empty="None."
        columns={[
          { id: 'name', header: 'Name', cell: ({ name }) => name, isRowHeader: true },
          { id: 'what', header: 'What it is for', cell: ({ what }) => what },
          { id: 'ends', header: 'Ends', cell: ({ ends }) => ends },
        ]}
        rows={[
          {
            name: 'session',
            what: 'Keeps you signed in',
            ends: `You are signed out ${idleHours} hours after you were last here, and after ${days} days at most; your browser forgets it after ${cookieDays} days`,
          },
          {
            name: 'notice',
            what: 'Says on the next page that what you did is done',
            ends: 'On that page, or after a minute',
          },
          {
            name: 'kept-form',
            what: 'Brings back what you were writing if you were signed out meanwhile',
            ends: 'On that page, or after a day',
          },
          {
            name: 'provider',
            what: 'Ties a sign-in at your council’s own account to this browser',
            ends: 'When you are back, or after 10 minutes',
          },
        ]}
      />
      <Text>On a secure connection their names begin with “__Host-”.</Text>
    </InformationPage>
  )
}
