import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { InformationPage, PageLink, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { getCtx } from '#app/http/actor.ts'
import { type PublicEntry, publicRegister } from '#services/conflicts/index.ts'

export const meta = () => pageTitle('Register of interests')

export const loader = async (args: LoaderFunctionArgs) => publicRegister(await getCtx(args))

const Entries = ({ caption, entries }: { caption: string; entries: readonly PublicEntry[] }) => (
  <DataTable
    caption={caption}
    rows={entries.map((entry, index) => ({ ...entry, id: String(index) }))}
    rowId={(row) => row.id}
    empty="Nobody."
    columns={[
      { id: 'name', header: 'Name', cell: (row) => row.name, isRowHeader: true },
      { id: 'roles', header: 'Role', cell: (row) => row.roles.join('; ') },
      { id: 'interests', header: 'Interests', cell: (row) => row.interests.join('; ') || 'None' },
      {
        id: 'declared',
        header: 'Last declared',
        cell: (row) => (row.declaredOn ? longDate(row.declaredOn) : 'Not yet'),
      },
    ]}
  />
)

export default function RegisterOfInterests() {
  const { officers, bank } = useLoaderData<typeof loader>()
  return (
    <InformationPage
      title="Register of interests"
      lead="Who decides in the association, who is in its bank, and what they hold or offer that could matter."
    >
      <Text>
        It shows what comes with a role: posts held now, offices, paid work offered through the exchange, trusteeships
        and elected office. Family, friends and disputes are declared too; only those who decide on a case see them.
        People of the bank are listed here when they chose to be named.{' '}
        <PageLink href="/how-it-works/conflicts">The rules</PageLink> say what follows from an interest.
      </Text>
      <Entries caption="Officers of the association" entries={officers} />
      <Entries caption="People of the bank" entries={bank} />
    </InformationPage>
  )
}
