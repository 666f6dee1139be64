import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { FeeParticulars } from '#app/components/memberships/fee-sheets.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findOutsideParticulars } from '#services/outside/index.ts'

const title = 'Particulars of the outside provider’s invoice'

export const meta = () => pageTitle(title)

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findOutsideParticulars(await requireActor(args), pathPart(args, 'ref')))

export default function OutsideParticulars() {
  const { ref, name, invoiceName, invoiceAddress, until, feePence, poReference, isSpeaker } =
    useLoaderData<typeof loader>()
  return (
    <FeeParticulars
      back={isSpeaker ? `/outside/${ref}/manage` : `/association/outside/${ref}`}
      title={title}
      to={[invoiceName ?? name, invoiceAddress]}
      pays={`${name} (${ref}) as an outside provider, the year until ${longDate(until)}`}
      feePence={feePence}
      poReference={poReference}
    />
  )
}
