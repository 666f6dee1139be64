import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateRange } from '#app/components/dates.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { FeeReceipt } from '#app/components/memberships/fee-sheets.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findReceipt } from '#services/memberships/index.ts'

export const meta = () => pageTitle('Receipt')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findReceipt(await requireActor(args), pathPart(args, 'ref')))

export default function Receipt() {
  const { ref, payerName, kind, startsOn, endsOn, ...paid } = useLoaderData<typeof loader>()
  return (
    <FeeReceipt
      back={{ href: '/membership/yours', text: 'Back to your membership' }}
      receipt={ref}
      from={payerName}
      pays={`${kind === 'group' ? 'Group' : 'Individual'} membership, ${dateRange(startsOn, endsOn)}`}
      {...paid}
    />
  )
}
