import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { changes, findRatingPage, laterSchema, sayLater } from '#services/ratings/index.ts'

export const meta = () => pageTitle('What has changed?')

export const loader = async (args: LoaderFunctionArgs) => {
  const page = orThrow(await findRatingPage(await requireActor(args), pathId(args, 'pairId')))
  if (!page.mayTellLater) throw pageNotFound()
  return { ...page, changes }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const pairId = pathId(args, 'pairId')
  const form = await parseForm(args.request, laterSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => sayLater(ctx, { pairId, ...form.value })) : form
  return respond(args, result, {
    form,
    to: `/ratings/${pairId}`,
    notice: 'Thank you. Both sides read it on this page.',
  })
}

export default function Later() {
  const { pairId, workRef, title, changes } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/ratings/${pairId}`} />
      <FormPage
        form={form}
        caption={`${workRef}: ${title}`}
        title="What has changed since?"
        submit="Say so"
        introduction={
          <p className="govuk-body">
            You say this once, and it stands apart from your rating: it is in no figure. Those who came read it, and
            members read how many said so.
          </p>
        }
      >
        <Radios
          {...form.text('change')}
          legend="How much has changed?"
          legendSize="m"
          items={changes.map((label, at) => ({ value: String(at + 1), label }))}
        />
        <CharacterCount {...form.text('text')} label="What?" labelSize="m" maxLength={2000} threshold={75} />
        <Checkboxes
          {...form.choices('mayQuote')}
          legend="May we quote it?"
          legendSize="m"
          items={[{ value: 'on', label: 'The association may quote these words, with our service’s name' }]}
        />
      </FormPage>
    </>
  )
}
