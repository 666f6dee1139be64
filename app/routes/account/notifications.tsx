import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AlwaysComes, MailArea, type ShownArea } from '#app/components/account/mail-area.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { subscriptionOf } from '#services/briefing/index.ts'
import { once } from '#services/core/once.ts'
import { choicesSchema, chooseMail, mailPage } from '#services/notifications/index.ts'

export const meta = () => pageTitle('Your mail')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { choice, isPaused } = orThrow(await subscriptionOf(ctx))
  return { ...orThrow(await mailPage(ctx)), briefing: isPaused ? 'paused' : (choice ?? 'fortnightly') }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, choicesSchema)
  if (!form.ok) return respond(args, form, { form, to: '/account/notifications' })
  return respond(args, await once(ctx, form.key, (ctx) => chooseMail(ctx, form.value)), {
    form,
    to: '/account/notifications',
    notice: 'Kept. Mail comes as you chose from now on; what must come comes all the same.',
  })
}

const briefingWords: Record<string, string> = {
  fortnightly: 'You get it every other week, while you are a member or asked for it.',
  monthly: 'You get it once a month.',
  none: 'You do not get it.',
  paused: 'Your address refused it twice, so that it is paused.',
}

export default function Notifications() {
  const { reminders, areas, dailyAt, briefing } = useLoaderData<typeof loader>()
  const chosen: ShownArea[] = areas.filter(({ timing }) => timing !== null)
  const rest: ShownArea[] = areas.filter(({ area, timing }) => timing === null && area !== 'briefing')
  const form = useForm({ reminders, ...Object.fromEntries(chosen.map(({ area, timing }) => [area, timing])) })
  return (
    <>
      <BackLink href="/account">Back to your account</BackLink>
      <FormPage
        form={form}
        title="Your mail"
        submit="Keep what I chose"
        introduction={
          <p className="govuk-body">
            Mail that asks something of you, decides something about you or protects your account always comes, at once.
            Of the rest you choose. What is for once a day comes together in one mail, at {dailyAt}.
          </p>
        }
      >
        <Radios
          {...form.text('reminders')}
          legend="Reminders of days that come near"
          hint="Of invitations, terms, steps, renewals and whatever else has a day, for everything below."
          items={[
            { value: 'daily', label: 'Together in one mail, on days when there are any' },
            { value: 'off', label: 'None: I look at my home page or my calendar' },
          ]}
        />
        {chosen.map((area) => (
          <MailArea key={area.area} area={area}>
            <Radios
              {...form.text(area.area)}
              legend={
                <>
                  When does this come?<span className="govuk-visually-hidden"> {area.title}</span>
                </>
              }
              hint={`${area.news.join('. ')}.`}
              isSmall
              isInline
              items={[
                { value: 'at_once', label: 'At once' },
                { value: 'daily', label: 'Together, once a day' },
                { value: 'off', label: 'Not at all' },
              ]}
            />
          </MailArea>
        ))}
        <h2 className="govuk-heading-m">The briefing</h2>
        <p className="govuk-body">
          {briefingWords[briefing]}{' '}
          <a className="govuk-link" href="/briefing/settings">
            Choose how often it comes, and of what
          </a>
        </p>
        <h2 className="govuk-heading-m">What you do not choose about</h2>
        {rest.map((area) => (
          <AlwaysComes key={area.area} area={area} />
        ))}
      </FormPage>
    </>
  )
}
