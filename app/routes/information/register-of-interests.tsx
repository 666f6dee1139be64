import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PublicEntries } from '#app/components/conflicts/public-entries.tsx'
import { PageLink, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DownloadLinks } from '#app/components/table/download-links.tsx'
import { getCtx } from '#app/http/actor.ts'
import { publicRegister } from '#services/conflicts/index.ts'
import { counted } from '#services/core/words.ts'

export const meta = () => pageTitle('Register of interests')

export const loader = async (args: LoaderFunctionArgs) => publicRegister(await getCtx(args))

export default function RegisterOfInterests() {
  const { officers, bank } = useLoaderData<typeof loader>()
  const overdue = officers.filter(({ isOverdue }) => isOverdue).length
  return (
    <>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-l">Register of interests</h1>
          <p className="govuk-body-l">
            Who decides in the association, who is in its bank, and what they hold or offer that could matter.
          </p>
          <Text>
            It shows what comes with a role: posts held now, offices, paid work offered through the exchange,
            trusteeships and elected office. Family, friends and disputes are declared too; only those who decide on a
            case see them. People of the bank are listed here when they chose to be named.{' '}
            <PageLink href="/how-it-works/conflicts">The rules</PageLink> say what follows from an interest.
          </Text>
          <Text>
            Everybody who holds an office declares once a year, also that there is nothing to declare.{' '}
            {overdue === 0
              ? 'No officer’s declaration is overdue today.'
              : `${counted(overdue, 'officer’s declaration is', 'officers’ declarations are')} overdue today.`}
          </Text>
        </div>
      </div>
      <PublicEntries caption="Officers of the association" entries={officers} />
      <PublicEntries caption="People of the bank" entries={bank} />
      <p className="govuk-body">
        <DownloadLinks to={(format) => `/register-of-interests/download?format=${format}`} />
      </p>
    </>
  )
}
