import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { BalanceLine } from '#app/components/insight/balance-line.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { assessorChoice, OtherAssessors } from '#app/components/vetting/assessors.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { balanceLine } from '#services/insight/index.ts'
import { openPanel, panelSchema, proposePanel } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Choose the panel')

export const loader = async (args: LoaderFunctionArgs) => {
  const ref = pathPart(args, 'ref')
  const ctx = await requireActor(args)
  return { ref, ...orThrow(await proposePanel(ctx, ref)), balance: await balanceLine(ctx, 'decided') }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, panelSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => openPanel(ctx, { ...form.value, ref })) : form
  return respond(args, result, {
    form,
    to: `/association/applications/${ref}`,
    notice: 'The application is with its panel. Both assessors and the applicant have been told.',
  })
}

export default function Panel() {
  const { ref, version, eligible, others, proposedIds, balance } = useLoaderData<typeof loader>()
  const form = useForm({ assessorIds: proposedIds })
  return (
    <>
      <BackLink href={`/association/applications/${ref}`} />
      <FormPage
        form={form}
        caption={`Application ${ref}`}
        title="Choose the panel"
        version={version}
        submit="Send to the panel"
        introduction={
          <p className="govuk-body">
            Two assessors each record a view before they see the other’s. They have no conflict of interest with the
            applicant and are not from the applicant’s region. Those with the least to do come first, and more so where
            they know the applicant’s themes. Two are chosen already.
          </p>
        }
      >
        {eligible.length < 2 && (
          <InsetText>
            {eligible.length === 0 ? 'Nobody' : 'Only one person'} may assess this application now. Below is why, and
            what would change it.
          </InsetText>
        )}
        <BalanceLine line={balance} />
        <Checkboxes {...form.choices('assessorIds')} legend="Two assessors" items={eligible.map(assessorChoice)} />
        <OtherAssessors others={others} />
      </FormPage>
    </>
  )
}
