import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { FeeReceipt } from '#app/components/memberships/fee-sheets.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findOutsideReceipt } from '#services/outside/index.ts'

export const meta = () => pageTitle('Receipt')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findOutsideReceipt(await requireActor(args), pathPart(args, 'ref'), pathPart(args, 'receipt')))

export default function OutsideReceipt() {
  const { ref, name, until, isSpeaker, ...paid } = useLoaderData<typeof loader>()
  return (
    <FeeReceipt
      back={{ href: isSpeaker ? `/outside/${ref}/manage` : `/association/outside/${ref}`, text: `Back to ${name}` }}
      from={name}
      pays={`${name} (${ref}) as an outside provider, the year until ${longDate(until)}`}
      {...paid}
    />
  )
}
