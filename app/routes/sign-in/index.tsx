import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { DemonstrationPeople } from '#app/components/layout/demonstration-people.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { goOn } from '#app/http/go-on.ts'
import { respond } from '#app/http/respond.ts'
import { visitOf } from '#app/http/session.ts'
import { listDemonstrationPeople, requestSignInLink, returnToField, signInSchema } from '#services/accounts/index.ts'

export const meta = () => pageTitle('Sign in')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const { searchParams } = new URL(args.request.url)
  const returnTo = returnToField.parse(searchParams.get('returnTo') ?? undefined) ?? null
  if (ctx.actor.kind === 'person' && ctx.config.mode === 'live') throw goOn(returnTo ?? '/home')
  return {
    returnTo,
    hasEnded: searchParams.has('ended'),
    people: await listDemonstrationPeople(ctx),
    provider: ctx.config.provider?.name ?? null,
  }
}

export const action = async (args: ActionFunctionArgs) => {
  // Whoever opened the page: it is about to be somebody else.
  const { ctx } = await visitOf(args)
  const form = await parseForm(args.request, signInSchema)
  // Twice: another link is sent, as was asked for, and only so many in a quarter of an hour.
  const result = form.ok ? await requestSignInLink(ctx, form.value, args.context.sourceAddress) : form
  return respond(args, result, { form, to: '/sign-in/sent' })
}

export default function SignIn() {
  const { returnTo, hasEnded, people, provider } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <FormPage
        form={form}
        title="Sign in"
        submit="Send me a link"
        introduction={
          hasEnded && (
            <InsetText>
              You were signed out because you had been away for a while. Sign in and you are back where you were, with
              what you had typed.
            </InsetText>
          )
        }
      >
        {returnTo !== null && <input type="hidden" name="returnTo" value={returnTo} />}
        <Input
          {...form.text('address')}
          label="E-mail address"
          hint="Any address you have used with us. We send a link to it; there is no password."
          type="email"
          autoComplete="email"
          spellCheck={false}
        />
      </FormPage>
      {provider !== null && (
        <>
          <h2 className="govuk-heading-m">Or with your council’s own account</h2>
          <ButtonLink
            href={`/sign-in/provider${returnTo === null ? '' : `?${new URLSearchParams({ returnTo })}`}`}
            variant="secondary"
          >
            Sign in with {provider}
          </ButtonLink>
        </>
      )}
      <h2 className="govuk-heading-m">Not here yet?</h2>
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href="/join">
            Ask to join
          </a>
          , for yourself or covered by your service
        </li>
        <li>
          <a className="govuk-link" href="/apply">
            Apply to the bank
          </a>
          : it needs no membership
        </li>
        <li>
          <a className="govuk-link" href="/outside">
            Offer as an outside provider
          </a>
          , for an organisation that is no youth justice service
        </li>
      </ul>
      {people.length > 0 && <DemonstrationPeople people={people} returnTo={returnTo} />}
    </>
  )
}
