import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange } from '#app/components/dates.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { FeeParticulars } from '#app/components/memberships/fee-sheets.tsx'
import { pathId, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findParticulars } from '#services/memberships/index.ts'

const title = 'Particulars of the membership invoice'

export const meta = () => pageTitle(title)

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findParticulars(await requireActor(args), pathId(args, 'id')))

export default function Particulars() {
  const { id, payerName, kind, invoiceName, invoiceAddress, year, feePence, poReference, isForAssociation } =
    useLoaderData<typeof loader>()
  return (
    <FeeParticulars
      back={isForAssociation ? `/association/members/${id}` : '/membership/yours'}
      title={title}
      to={[invoiceName ?? payerName, invoiceAddress]}
      pays={`${kind === 'group' ? `Group membership of ${payerName}` : `Individual membership of ${payerName}`}, ${
        year === null ? 'a year from the day it is paid' : dateRange(year.startsOn, year.endsOn)
      }`}
      feePence={feePence}
      poReference={poReference}
    />
  )
}
