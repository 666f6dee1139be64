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
import { findRatingPage, privateWordSchema, sayPrivately } from '#services/ratings/index.ts'

export const meta = () => pageTitle('Tell the association in private')

export const loader = async (args: LoaderFunctionArgs) => {
  const page = orThrow(await findRatingPage(await requireActor(args), pathId(args, 'pairId')))
  if (!page.mayTellAssociation) throw pageNotFound()
  return page
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const pairId = pathId(args, 'pairId')
  const form = await parseForm(args.request, privateWordSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => sayPrivately(ctx, { pairId, ...form.value })) : form
  return respond(args, result, {
    form,
    to: `/ratings/${pairId}`,
    notice: ({ isSerious }) =>
      isSerious
        ? 'The association has it, and looks into it. Whom it is about is heard before anything is decided.'
        : 'The association has it. It is in no figure, and on no page of theirs.',
  })
}

export default function InPrivate() {
  const { pairId, workRef, title, people, saidOf } = useLoaderData<typeof loader>()
  const form = useForm({ personId: people.length === 1 ? people[0]?.personId : undefined })
  return (
    <>
      <BackLink href={`/ratings/${pairId}`} />
      <FormPage
        form={form}
        caption={`${workRef}: ${title}`}
        title="Say something about one person, in private"
        submit="Send it to the association"
        introduction={
          <p className="govuk-body">
            It goes to the association only: into no figure, and onto no page of theirs. Whoever decides about their
            place in the bank may read it. If a child may be at risk, call 999, or tell the designated officer (LADO) of
            your council today.
          </p>
        }
      >
        <Radios
          {...form.text('personId')}
          legend="Whom is it about?"
          legendSize="m"
          items={people.map(({ personId, name }) => ({
            value: personId,
            label: name,
            ...(saidOf.includes(personId)
              ? { hint: 'You have said something already. What you write now takes its place.' }
              : {}),
          }))}
        />
        <CharacterCount
          {...form.text('text')}
          label="What should the association know?"
          labelSize="m"
          hint="Do not write anything that could tell who a child is."
          maxLength={2000}
          threshold={75}
        />
        <Checkboxes
          {...form.choices('isSerious')}
          legend="How serious is it?"
          legendSize="m"
          items={[{ value: 'on', label: 'It is serious: a risk to children, dishonesty, or how they behaved' }]}
        />
      </FormPage>
    </>
  )
}
