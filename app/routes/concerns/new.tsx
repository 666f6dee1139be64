import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { bring, bringPage, bringSchema } from '#services/fairness/index.ts'

export const meta = () => pageTitle('Bring something to the association')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const params = new URL(args.request.url).searchParams
  const about = bringSchema.shape.about.safeParse(params.get('about'))
  const id = params.get('id') ?? ''
  if (!about.success) throw pageNotFound()
  if (about.data === 'person' && !/^[0-9a-f-]{36}$/.test(id)) throw pageNotFound()
  return orThrow(await bringPage(ctx, about.data, id))
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, bringSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => bring(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: ({ ref, isForAssociation }) => (isForAssociation ? `/association/fairness/${ref}` : `/concerns/${ref}`),
    notice: 'We have it. Below stands what happens next, and by when.',
  })
}

export default function BringConcern() {
  const { about, id, title, heading, reasons, isForAssociation, lastDay } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <FormPage
      form={form}
      caption={title}
      title={heading}
      submit="Send it"
      introduction={
        <>
          {about === 'person' && (
            <WarningText>
              If a child may be at risk now, call 999. Otherwise tell the designated officer (LADO) of the council where
              the child lives, today. The association cannot act on it for you.
            </WarningText>
          )}
          <p className="govuk-body">
            {lastDay === null
              ? 'Somebody without a stake in it decides, with reasons, within twenty working days. The other side is heard first, and you both read the same.'
              : `You can appeal once, until the end of ${longDate(lastDay)}. Two people who had no part in the decision decide, with reasons, within twenty working days.`}
          </p>
          {isForAssociation && (
            <p className="govuk-body">
              You bring this for the association. You can put something in place at once, and you decide nothing in it.
            </p>
          )}
        </>
      }
    >
      <input type="hidden" name="about" value={about} />
      <input type="hidden" name="id" value={id} />
      <Radios
        {...form.text('reason')}
        legend={about === 'application' ? 'On which ground?' : 'What is the matter?'}
        legendSize="m"
        items={reasons.map(({ code, says, hint }) => ({ value: code, label: says, ...(hint ? { hint } : {}) }))}
      />
      <CharacterCount
        {...form.text('statement')}
        label="How do you see it?"
        labelSize="m"
        hint="Do not write anything that could tell who a child is."
        maxLength={2000}
        threshold={75}
      />
    </FormPage>
  )
}
