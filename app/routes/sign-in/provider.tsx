import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ProviderProblem } from '#app/components/account/provider-problem.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { serializeCookie } from '#app/http/cookies.ts'
import { pageNotFound } from '#app/http/respond.ts'
import { beginProviderSignIn, returnToField } from '#services/accounts/index.ts'

export const meta = () => pageTitle('Sign in')

/** On to the council's own sign-in; back at `sign-in/provider/return`. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const { searchParams } = new URL(args.request.url)
  const returnTo = returnToField.parse(searchParams.get('returnTo') ?? undefined) ?? null
  const begun = await beginProviderSignIn(ctx, returnTo, args.context.sourceAddress)
  if (!begun.ok) {
    if (begun.problem.kind === 'not-found') throw pageNotFound()
    return data({ why: 'why' in begun.problem ? begun.problem.why : '' }, { status: 503 })
  }
  const { url, sealed } = begun.value
  args.context.cookiesToSet.push(serializeCookie(ctx.config, 'provider', sealed, { maxAgeSeconds: 600 }))
  throw redirect(url)
}

export default function Provider() {
  return <ProviderProblem why={useLoaderData<typeof loader>().why} />
}
