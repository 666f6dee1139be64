import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findCertificate } from '#services/courses/index.ts'

export const meta = () => pageTitle('Certificate')

export const loader = async (args: LoaderFunctionArgs) => ({
  certificate: orThrow(await findCertificate(await getCtx(args), pathPart(args, 'code'))),
  code: pathPart(args, 'code'),
})

export default function Certificate() {
  const { certificate, code } = useLoaderData<typeof loader>()
  const { title, ref, on, provider, minutes, steps, name, isWithdrawn } = certificate
  const hours = Math.round(minutes / 6) / 10
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">Certificate of attendance</h1>
        {isWithdrawn ? (
          <InsetText>
            This certificate was given and is withdrawn: the provider corrected who came. It proves nothing.
          </InsetText>
        ) : (
          <SummaryList
            rows={[
              { key: 'Who', value: name ?? 'The holder of this code, who did not wish to show their name' },
              { key: 'What', value: `${title} (${ref})` },
              { key: 'On', value: longDate(on) },
              { key: 'How long', value: `${hours} ${hours === 1 ? 'hour' : 'hours'}` },
              ...(steps === null ? [] : [{ key: 'Steps', value: `Came to ${steps.came} of ${steps.of}` }]),
              { key: 'From', value: provider },
              { key: 'Code', value: code },
            ]}
          />
        )}
      </div>
    </div>
  )
}
