import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { AccountAddresses, AccountSessions } from '#app/components/account/account-parts.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { visitOf } from '#app/http/session.ts'
import {
  addressIdSchema,
  choosePrimaryAddress,
  readAccount,
  removeAddress,
  revokeSession,
  sessionIdSchema,
  sessionLimits,
} from '#services/accounts/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Your account')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { sessionId } = await visitOf(args)
  return { ...orThrow(await readAccount(ctx, sessionId)), limits: sessionLimits }
}

const intents = z.discriminatedUnion('intent', [
  addressIdSchema.extend({ intent: z.literal('choose-address') }),
  addressIdSchema.extend({ intent: z.literal('remove-address') }),
  sessionIdSchema.extend({ intent: z.literal('end-session') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to: '/account' })
  const { value } = form
  switch (value.intent) {
    case 'choose-address':
      return respond(args, await once(ctx, form.key, (ctx) => choosePrimaryAddress(ctx, value)), {
        form,
        to: '/account',
        notice: 'Mail to you now goes to that address.',
      })
    case 'remove-address':
      return respond(args, await once(ctx, form.key, (ctx) => removeAddress(ctx, value)), {
        form,
        to: '/account',
        notice: 'That address no longer finds you.',
      })
    case 'end-session':
      return respond(args, await once(ctx, form.key, (ctx) => revokeSession(ctx, value)), {
        form,
        to: '/account',
        notice: 'You are signed out there.',
      })
  }
}

export default function Account() {
  const { name, addresses, sessions, limits } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.reply} />
        <h1 className="govuk-heading-l">Your account</h1>
        <SummaryList
          rows={[
            {
              key: 'Name',
              value: name,
              actions: [{ text: 'Change', hiddenText: 'your name', href: '/account/name' }],
            },
          ]}
        />
        <AccountAddresses addresses={addresses} />
        <h2 className="govuk-heading-m">Your mail</h2>
        <p className="govuk-body">
          <a className="govuk-link" href="/account/notifications">
            Choose which mail you get, and when
          </a>
        </p>
        <AccountSessions sessions={sessions} limits={limits} />
        <h2 className="govuk-heading-m">The briefing</h2>
        <p className="govuk-body">
          <a className="govuk-link" href="/briefing/settings">
            Choose how often you get it, and of what
          </a>
        </p>
        <h2 className="govuk-heading-m">Your data</h2>
        <p className="govuk-body">
          <a className="govuk-link" href="/account/data">
            See, take away or correct what we hold about you
          </a>
          , or{' '}
          <a className="govuk-link" href="/account/leave">
            leave
          </a>
          .
        </p>
      </div>
    </div>
  )
}
