import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { SectionPage } from '#app/components/reviews/section-page.tsx'
import { ThemeSelect } from '#app/components/vetting/theme-select.tsx'
import { pathNumber, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { goOnFrom, orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { kloeThemesPage, kloeThemesSchema, saveKloeThemes } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Themes of a key line of enquiry')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const page = orThrow(await kloeThemesPage(ctx, pathPart(args, 'ref'), pathNumber(args, 'position')))
  if (!page.mayChangeQuestions) throw goOnFrom(args, `/reviews/${page.ref}`)
  return page
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, kloeThemesSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveKloeThemes(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/reviews/${ref}/edit/kloes` })
}

const more = ['First theme', 'Second theme (optional)', 'Third theme (optional)']

export default function KloeThemes() {
  const { ref, version, position, question, chosen, offered, branches } = useLoaderData<typeof loader>()
  const form = useForm({ themes: chosen })
  const hasOffers = offered.length > 0
  return (
    <SectionPage
      form={form}
      reference={ref}
      version={version}
      title="Which themes does it belong to?"
      backHref={`/reviews/${ref}/edit/kloes`}
      introduction={
        <>
          <p className="govuk-body">“{question}”</p>
          <p className="govuk-body">Choose one to three. We look for reviewers who know them well.</p>
        </>
      }
    >
      <input type="hidden" name="position" value={position} />
      {hasOffers && (
        <Checkboxes
          {...form.choices('themes')}
          legend={chosen.length > 0 ? 'Chosen, and others that your words point to' : 'Your words point to these'}
          items={offered.map(({ code, name, description }) => ({ value: code, label: name, hint: description }))}
        />
      )}
      <Fieldset legend={hasOffers ? 'Or choose from the whole list' : 'Choose from the whole list'} legendSize="s">
        {more.map((label, index) => {
          const box = form.text(`more[${index}]`)
          const isFirst = index === 0 && !hasOffers
          return (
            <ThemeSelect
              key={label}
              {...box}
              {...(isFirst && { id: 'themes', error: box.error ?? form.choices('themes').error })}
              label={label}
              branches={branches}
            />
          )
        })}
      </Fieldset>
    </SectionPage>
  )
}
