import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ProviderProblem } from '#app/components/account/provider-problem.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { expireCookie, readCookie } from '#app/http/cookies.ts'
import { goOn } from '#app/http/go-on.ts'
import { pageNotFound } from '#app/http/respond.ts'
import { sessionToken, setSessionCookie } from '#app/http/session.ts'
import { finishProviderSignIn } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'

export const meta = () => pageTitle('Sign in')

/** Back from the council's own sign-in. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const { request, context } = args
  const finished = await finishProviderSignIn(
    ctx,
    {
      search: new URL(request.url).search,
      sealed: readCookie(ctx.config, request, 'provider'),
      userAgent: request.headers.get('user-agent'),
      previousToken: sessionToken(args),
    },
    allGrantsFor,
  )
  if (!finished.ok && finished.problem.kind === 'not-found') throw pageNotFound()
  context.cookiesToSet.push(expireCookie(ctx.config, 'provider'))
  if (!finished.ok) return data({ why: 'why' in finished.problem ? finished.problem.why : '' }, { status: 409 })
  setSessionCookie(args, finished.value.sessionToken)
  throw goOn(finished.value.returnTo ?? '/home')
}

export default function ProviderReturn() {
  return <ProviderProblem why={useLoaderData<typeof loader>().why} />
}
