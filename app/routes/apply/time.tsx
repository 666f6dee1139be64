import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PartPage } from '#app/components/vetting/part-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { inMiles, typedPounds } from '#services/core/words.ts'
import { saveTime, timeSchema } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Your time, and what it costs')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = await loadDraft(args)
  const { daysPerYear, maxKm, isInKind, consentName, consentOn, dayRatePence, insuranceUntil } = answers
  const basis = isInKind ? 'in_kind' : 'charged'
  const dayRate = dayRatePence === null ? null : typedPounds(dayRatePence)
  return {
    ref,
    version,
    isInPost: answers.isInPost,
    saved: {
      basis: daysPerYear === null ? null : basis,
      daysPerYear,
      maxMiles: maxKm === null ? null : inMiles(maxKm),
      consentName,
      consentOn,
      dayRate,
      insuranceUntil,
    },
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, timeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveTime(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/apply/${ref}` })
}

export default function Time() {
  const { ref, version, isInPost, saved } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <PartPage form={form} reference={ref} version={version} title="Your time, and what it costs">
      <Input
        {...form.text('daysPerYear')}
        label="How many days a year can you give?"
        hint="A peer review takes about 6 days in all. We never ask for more than you say here."
        width={3}
        inputMode="numeric"
      />
      <Radios
        {...form.text('basis')}
        legend="On what terms?"
        items={[
          { value: 'in_kind', label: 'In kind', hint: 'You give your time; services give theirs in return.' },
          { value: 'charged', label: 'Charged', hint: 'A service pays you by purchase order.' },
        ]}
      />
      {isInPost && (
        <Fieldset legend="If in kind: your service’s consent" legendSize="m">
          <Input
            {...form.text('consentName')}
            label="Who in your service agreed to these days?"
            hint="Their name and post. You hold a post, so your service must agree."
          />
          <DateInput {...form.date('consentOn')} legend="When did they agree?" hint="For example 27 3 2026." />
        </Fieldset>
      )}
      <Fieldset legend="If charged: your rate and insurance" legendSize="m">
        <Input {...form.text('dayRate')} label="Day rate in pounds" prefix="£" width={5} inputMode="decimal" />
        <DateInput
          {...form.date('insuranceUntil')}
          legend="Until when are you insured?"
          hint="The last day of your professional indemnity and public liability cover."
        />
      </Fieldset>
      <Input
        {...form.text('maxMiles')}
        label="How far would you travel, in miles? (optional)"
        hint="Leave it empty for anywhere in England and Wales. You can always work remotely."
        width={4}
        inputMode="numeric"
      />
    </PartPage>
  )
}
