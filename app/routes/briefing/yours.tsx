import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ChoiceFields } from '#app/components/briefing/choice-fields.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { briefingChoices } from '#app/http/briefing-choices.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { choiceSchema, chooseYours, findYours } from '#services/briefing/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('How you get the briefing')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  return { own: orThrow(await findYours(ctx, pathPart(args, 'key'))), choices: await briefingChoices(ctx) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const key = pathPart(args, 'key')
  const form = await parseForm(args.request, choiceSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => chooseYours(ctx, key, form.value)) : form
  return respond(args, result, {
    form,
    to: '/briefing',
    notice: ({ choice }) =>
      choice === 'none'
        ? 'You do not get the briefing any more. Your address is forgotten after 30 days.'
        : 'It is saved. It counts from the next issue.',
  })
}

export default function Yours() {
  const { own, choices } = useLoaderData<typeof loader>()
  const form = useForm({ choice: own.choice ?? 'fortnightly', regions: own.regions, themes: own.themes })
  return (
    <FormPage
      form={form}
      title={own.isPending ? 'Confirm that you want the briefing' : 'How you get the briefing'}
      introduction={
        <p className="govuk-body">
          {own.isPending
            ? 'Nothing goes to your address until you press here.'
            : 'Keep this link to yourself: whoever has it can change how you get the briefing, and nothing else.'}
        </p>
      }
      submit={own.isPending ? 'Confirm' : 'Save'}
    >
      <ChoiceFields form={form} {...choices} />
    </FormPage>
  )
}
