import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ChoiceFields } from '#app/components/briefing/choice-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { briefingChoices } from '#app/http/briefing-choices.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { choiceSchema, chooseSubscription, subscriptionOf } from '#services/briefing/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('How you get the briefing')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  return { own: orThrow(await subscriptionOf(ctx)), choices: await briefingChoices(ctx) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, choiceSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => chooseSubscription(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: '/briefing',
    notice: ({ choice }) =>
      choice === 'none' ? 'You do not get the briefing any more.' : 'It is saved. It counts from the next issue.',
  })
}

export default function Settings() {
  const { own, choices } = useLoaderData<typeof loader>()
  const form = useForm({ choice: own.choice ?? 'fortnightly', regions: own.regions, themes: own.themes })
  return (
    <>
      <BackLink href="/briefing">The briefing</BackLink>
      <FormPage
        form={form}
        title="How you get the briefing"
        introduction={
          <p className="govuk-body">
            {own.isPaused
              ? 'Your address refused it twice, so nothing goes to you now. Check your address on your account; saving here starts it again.'
              : 'Members get it every other week unless they choose otherwise. It goes to the first address of your account.'}
          </p>
        }
        submit="Save"
      >
        <ChoiceFields form={form} {...choices} />
      </FormPage>
    </>
  )
}
