import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { ThemeChoices } from '#app/components/offerings/theme-choices.tsx'
import { getCtx, requireActor } from '#app/http/actor.ts'
import { parseForm, readFormData } from '#app/http/form.ts'
import { goOn } from '#app/http/go-on.ts'
import { keepNeedCookie, takeNeedCookie } from '#app/http/need-cookie.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import {
  checkNeed,
  keepWords,
  keptWords,
  needForm,
  needQuery,
  needSchema,
  needValues,
  needWordsSchema,
  themesSpokenOf,
} from '#services/enquiries/index.ts'

export const meta = () => pageTitle('Tell us what you need')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = orThrow(await needForm(ctx))
  const words = takeNeedCookie(args) ?? (await keptWords(ctx))
  const values = needValues(new URL(args.request.url).searchParams)
  const themes = values.themes.length > 0 ? values.themes : await themesSpokenOf(ctx, words)
  return {
    ...form,
    values: { ...values, need: words, themes },
    isGuess: values.themes.length === 0 && themes.length > 0,
  }
}

const whole = needSchema.extend(needWordsSchema.shape)

/** A few words from the box on the first pages; somebody who has still to sign in finds them again afterwards. */
const tell = async (args: ActionFunctionArgs) => {
  const { actor } = await getCtx(args)
  const form = await parseForm(args.request, needWordsSchema)
  if (actor.personId === null) {
    if (form.ok) keepNeedCookie(args, form.value.need)
    return goOn(`/sign-in?${new URLSearchParams({ returnTo: '/enquiries/new' })}`)
  }
  const ctx = await requireActor(args)
  // Twice: keeps the same words again.
  const result = form.ok ? await keepWords(ctx, form.value.need) : form
  return respond(args, result, { form, to: '/enquiries/new' })
}

export const action = async (args: ActionFunctionArgs) => {
  if ((await readFormData(args.request)).get('intent') === 'tell') return tell(args)
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, whole)
  if (!form.ok) return respond(args, form, { form, to: '/enquiries/new' })
  const { need: words, ...input } = form.value
  // Twice: keeps the same words again.
  const kept = await keepWords(ctx, words)
  const result = kept.ok ? await checkNeed(ctx, input) : kept
  return respond(args, result, { form, to: (need) => `/enquiries/new/providers?${needQuery(need)}` })
}

export default function NewEnquiry() {
  const { services, hows, themes, values, isGuess } = useLoaderData<typeof loader>()
  const form = useForm({ how: 'either', ...values })
  return (
    <>
      <BackLink href="/enquiries">Enquiries</BackLink>
      <FormPage
        form={form}
        title="Tell us what you need"
        submit="See who could help"
        introduction={
          <p className="govuk-body">
            We look through everything that services and associates offer and show you who fits, with reasons. You
            choose whom to ask, and ask them all at once. Nobody is written to before that.
          </p>
        }
      >
        {services.every(({ isMember }) => !isMember) && (
          <WarningText>Asking is for members. Renew your service’s membership before you ask.</WarningText>
        )}
        <CharacterCount
          {...form.text('need')}
          label="What do you need?"
          labelSize="m"
          hint="For whom, roughly when, and what should be different afterwards. Those you ask read this, your name and your service. Nothing about individual children."
          maxLength={2000}
          threshold={75}
          rows={5}
        />
        {services.length > 1 && (
          <Radios
            {...form.text('yotCode')}
            legend="Which service asks?"
            legendSize="m"
            items={services.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <ThemeChoices
          {...form.choices('themes')}
          themes={themes}
          legend="What is it about?"
          hint={
            isGuess
              ? 'Those your words speak of are ticked: change them if that is not right. 1 to 5 themes.'
              : 'Choose 1 to 5 themes: those that matter most.'
          }
        />
        <Radios {...form.text('how')} legend="How would you like it?" legendSize="m" items={hows} />
        <Input
          {...form.text('days')}
          label="About how many days? (optional)"
          labelSize="m"
          width={2}
          inputMode="numeric"
          spellCheck={false}
        />
        <DateInput
          {...form.date('startsOn')}
          legend="First day, if you have one in mind (optional)"
          legendSize="m"
          hint="For example, 27 3 2027. Whoever is away then is left out."
        />
        <DateInput {...form.date('orOn')} legend="Another first day that would do (optional)" legendSize="m" />
        <DateInput {...form.date('by')} legend="By when do you need it? (optional)" legendSize="m" />
      </FormPage>
    </>
  )
}
