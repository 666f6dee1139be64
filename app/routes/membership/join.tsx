import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { money } from '#services/core/words.ts'
import { joinRequestSchema, requestToJoin, rulesOfMembership } from '#services/memberships/index.ts'

export const meta = () => pageTitle('Ask to join')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const { terms } = await rulesOfMembership(ctx)
  const isForBank = new URL(args.request.url).searchParams.get('for') === 'bank'
  return { fee: money(terms.individualFeePence), isSignedIn: ctx.actor.personId !== null, isForBank }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const form = await parseForm(args.request, joinRequestSchema)
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => requestToJoin(ctx, form.value, args.context.sourceAddress))
    : form
  return respond(args, result, {
    form,
    to: '/membership',
    notice: {
      sent: 'Your request is sent',
      next: 'We have written to the address you gave, with a reference and the day by which the association answers.',
    },
  })
}

export default function Join() {
  const { fee, isSignedIn, isForBank } = useLoaderData<typeof loader>()
  const form = useForm({ briefing: 'fortnightly', ...(isForBank ? { kind: 'bank' } : {}) })
  return (
    <FormPage
      form={form}
      title="Ask to join"
      submit="Send the request"
      introduction={
        isSignedIn ? (
          <p className="govuk-body">
            You are signed in:{' '}
            <a className="govuk-link" href="/membership/yours">
              ask for yourself or your service
            </a>{' '}
            on your own page. Use this form for somebody who is not here yet.
          </p>
        ) : (
          <p className="govuk-body">
            If you have ever been on the exchange,{' '}
            <a className="govuk-link" href="/sign-in">
              sign in
            </a>{' '}
            with any address you used instead. If you manage in a service that is here, its head can bring you in
            without asking anyone.
          </p>
        )
      }
    >
      <p className="govuk-body">
        A membership is for people and services. An organisation that wants to offer training or advice is none, and
        comes as an{' '}
        <a className="govuk-link" href="/outside">
          outside provider
        </a>
        .
      </p>
      <Input {...form.text('name')} label="Your name" autoComplete="name" spellCheck={false} />
      <Input
        {...form.text('address')}
        type="email"
        label="Your e-mail address"
        hint="Your work address, if you have one. The decision is sent to it."
        autoComplete="email"
        spellCheck={false}
      />
      <Input
        {...form.text('service')}
        label="Your youth justice service (optional)"
        hint="As you call it: “Leeds YOT”. Leave it blank if you do not work in one."
      />
      <Input {...form.text('title')} label="Your job title (optional)" autoComplete="organization-title" />
      <Radios
        {...form.text('kind')}
        legend="What do you come for?"
        items={[
          { value: 'group', label: 'To be a member by the group membership of my service' },
          { value: 'individual', label: `To be a member by myself, ${fee} a year` },
          {
            value: 'bank',
            label: 'To apply to the bank',
            hint: 'For experienced managers, in post or not. It needs no membership and costs nothing.',
          },
        ]}
      />
      <Radios
        {...form.text('briefing')}
        legend="How often do you want the briefing?"
        hint="What is new on the exchange, in three minutes. Every issue says where you change this."
        items={[
          { value: 'fortnightly', label: 'Every other week' },
          { value: 'monthly', label: 'Once a month' },
          { value: 'none', label: 'Not at all' },
        ]}
      />
      <Input
        {...form.text('poReference')}
        label="Purchase order number (optional)"
        hint="If the invoice for a membership should carry one"
        className="govuk-input--width-20"
      />
    </FormPage>
  )
}
