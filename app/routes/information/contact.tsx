import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Bullets, InformationPage, PageLink, Part, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'

export const meta = () => pageTitle('Contact')

export const loader = ({ context }: LoaderFunctionArgs) => {
  const { contactAddress, mode } = context.config
  return { address: contactAddress, isDemonstration: mode === 'demo' }
}

export default function Contact() {
  const { address, isDemonstration } = useLoaderData<typeof loader>()
  return (
    <InformationPage title="Contact">
      <Text>
        The exchange is run by volunteers of the Association of Youth Offending Team Managers, who have day jobs. Expect
        an answer within five working days.
      </Text>
      <Text>
        Write to <PageLink href={`mailto:${address}`}>{address}</PageLink>.
      </Text>
      {isDemonstration && (
        <Text>
          This is a demonstration: the association and its address are made up, and nobody reads what you send.
        </Text>
      )}
      <Part title="Before you write">
        <Bullets
          items={[
            <>
              If a sign-in link does not arrive, try{' '}
              <PageLink href="/sign-in">another address you have used with us</PageLink>.
            </>,
            'If you have changed jobs and can read none of your old addresses, tell us your old and new one; we confirm who you are with your service.',
            'If something went wrong on our side, give the reference from the page.',
            'Never send anything about a child: no names, dates of birth or case numbers.',
          ]}
        />
      </Part>
    </InformationPage>
  )
}
