import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Input } from '#app/components/govuk/input.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { SectionPage } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadRequestDraft } from '#app/http/own-review.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { saveSponsor, sponsorSchema } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Your sponsor')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, sponsorName, sponsorRole, sponsorAddress } = await loadRequestDraft(args)
  return { ref, version, saved: { sponsorName, sponsorRole, sponsorAddress } }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, sponsorSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveSponsor(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/reviews/${ref}/edit` })
}

export default function Sponsor() {
  const { ref, version, saved } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <SectionPage
      form={form}
      reference={ref}
      version={version}
      title="Your sponsor"
      introduction={
        <p className="govuk-body">
          Somebody senior outside the service who backs the review, such as the director of children’s services or the
          chair of your management board.
        </p>
      }
    >
      <Input {...form.text('sponsorName')} label="Name" autoComplete="off" />
      <Input {...form.text('sponsorRole')} label="Role" hint="For example, director of children’s services" />
      <Input
        {...form.text('sponsorAddress')}
        label="E-mail address"
        hint="When you send the request they are asked by e-mail whether they agree. They need no account."
        type="email"
        spellCheck={false}
        autoComplete="off"
      />
    </SectionPage>
  )
}
