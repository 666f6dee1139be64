import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { OfferingFields } from '#app/components/offerings/offering-fields.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { changeWithEdition, offeringChangeSchema } from '#app/http/offering-change.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { isAskedWhatChanged } from '#services/courses/index.ts'
import { editOfferingForm } from '#services/offerings/index.ts'

export const meta = () => pageTitle('Change an offering')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const slug = pathPart(args, 'slug')
  return { slug, isAsked: await isAskedWhatChanged(ctx, slug), ...orThrow(await editOfferingForm(ctx, slug)) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, offeringChangeSchema)
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => changeWithEdition(ctx, pathPart(args, 'slug'), form.value))
    : form
  return respond(args, result, {
    form,
    to: ({ slug, isDraft }) => (isDraft ? `/offerings/${slug}/check` : `/offerings/${slug}`),
    notice: ({ isDraft }) => (isDraft ? 'Your draft is saved.' : 'Your changes are on the page.'),
  })
}

export default function EditOffering() {
  const { slug, isAsked, choices, status, version, values } = useLoaderData<typeof loader>()
  const form = useForm(values)
  return (
    <>
      <BackLink href={status === 'draft' ? `/offerings/${slug}/check` : `/offerings/${slug}`} />
      <FormPage
        form={form}
        title="Change this offering"
        caption={choices.ownerName}
        submit={status === 'draft' ? 'Save and check' : 'Save changes'}
        version={version}
        introduction={
          status === 'published' && (
            <p className="govuk-body">Changes show in the catalogue as soon as you save them.</p>
          )
        }
      >
        <OfferingFields form={form} choices={choices} />
        {isAsked && (
          <>
            <Radios
              {...form.text('changes')}
              legend="What does this change in the course?"
              legendSize="m"
              hint="Dates that have not begun are of the new edition. A change of substance is observed again where the course has a quality mark."
              items={[
                { value: 'nothing', label: 'Nothing: only what this page says' },
                { value: 'wording', label: 'Its wording, its examples or its order' },
                { value: 'substance', label: 'Its substance: what is taught, to whom, or how' },
              ]}
            />
            <CharacterCount
              {...form.text('whatChanged')}
              label="What changed?"
              labelSize="s"
              hint="Left out where nothing did."
              maxLength={500}
              rows={3}
            />
          </>
        )}
      </FormPage>
    </>
  )
}
