import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { changeProfile, profileSchema, readProfile } from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'
import { inMiles, typedPounds } from '#services/core/words.ts'

export const meta = () => pageTitle('How you work')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await readProfile(await requireActor(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, profileSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => changeProfile(ctx, form.value)) : form
  const notice = ({ isRateChanged }: { isRateChanged: boolean }) =>
    isRateChanged
      ? 'Your place in the bank is changed. Your offerings keep their own prices: check them.'
      : 'Your place in the bank is changed.'
  return respond(args, result, { form, to: '/profile', notice })
}

export default function ProfileDetails() {
  const profile = useLoaderData<typeof loader>()
  const { version, dayRatePence, isNamePublic, canTravel, canWorkRemotely } = profile
  const form = useForm({
    summary: profile.summary,
    basis: profile.basis,
    dayRate: dayRatePence === null ? null : typedPounds(dayRatePence),
    insuranceUntil: profile.insuranceUntil,
    daysPerYear: profile.daysPerYear,
    reviewsPerYear: profile.reviewsPerYear,
    maxMiles: profile.maxKm === null ? null : inMiles(profile.maxKm),
    isNamePublic: isNamePublic ? 'on' : null,
    canTravel: canTravel ? 'on' : null,
    canWorkRemotely: canWorkRemotely ? 'on' : null,
  })
  return (
    <>
      <BackLink href="/profile">Your place in the bank</BackLink>
      <FormPage form={form} title="How you work" submit="Save" version={version}>
        <Textarea
          {...form.text('summary')}
          label="About you"
          labelSize="m"
          hint="A few sentences: what you have done and where. Nothing about individual children."
          rows={6}
        />
        <Checkboxes
          {...form.choices('isNamePublic')}
          legend="Who sees your name?"
          legendSize="m"
          hint="People of services, the bank and the association always do."
          items={[
            {
              value: 'on',
              label: 'Everybody may see my name, post, summary, roles and themes',
            },
          ]}
        />
        <Radios
          {...form.text('basis')}
          legend="On what terms?"
          legendSize="m"
          hint="Peer reviews are always in kind."
          items={[
            { value: 'in_kind', label: 'In kind', hint: 'You give your time for other work too.' },
            { value: 'charged', label: 'Charged, outside peer reviews', hint: 'A service pays you by purchase order.' },
          ]}
        />
        <Input
          {...form.text('dayRate')}
          label="Day rate, if you charge"
          hint="Your offerings keep their own prices."
          prefix="£"
          width={5}
          inputMode="decimal"
          spellCheck={false}
        />
        <DateInput
          {...form.date('insuranceUntil')}
          legend="Last day your insurance covers, if you do charged work"
          hint="Charged work stops when it does"
        />
        <Fieldset legend="How much can you do?" legendSize="m">
          <Input {...form.text('daysPerYear')} label="Days a year" width={3} inputMode="numeric" />
          <Input {...form.text('reviewsPerYear')} label="Peer reviews a year" width={3} inputMode="numeric" />
        </Fieldset>
        <Fieldset legend="Where can you work?" legendSize="m">
          <Checkboxes {...form.choices('canTravel')} items={[{ value: 'on', label: 'I can travel' }]} />
          <Checkboxes {...form.choices('canWorkRemotely')} items={[{ value: 'on', label: 'I can work remotely' }]} />
          <Input
            {...form.text('maxMiles')}
            label="How far do you travel?"
            hint="In miles, about. Leave it empty if you travel anywhere."
            suffix="miles"
            width={4}
            inputMode="numeric"
          />
        </Fieldset>
      </FormPage>
    </>
  )
}
