import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { type MetaFunction, useLoaderData } from '@remix-run/react'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { goOn } from '#app/http/go-on.ts'
import { sessionToken, setSessionCookie, visitOf } from '#app/http/session.ts'
import { checkSignInLink, openSignInLink } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  pageTitle(data?.problem ? 'This link does not work any more' : 'Sign in')

type Page = { problem: string | null; address: string | null }

/** Looking at the page uses nothing up: mail scanners look too. The button does. */
export const loader = async (args: LoaderFunctionArgs) => {
  const link = await checkSignInLink(await getCtx(args), pathPart(args, 'token'))
  if (link.ok) return { problem: null, address: link.value.address } satisfies Page
  const page: Page = { problem: 'why' in link.problem ? link.problem.why : null, address: null }
  return data(page, { status: 410 })
}

export const action = async (args: ActionFunctionArgs) => {
  // Whoever opened the page: it is about to be somebody else.
  const { ctx } = await visitOf(args)
  const opening = {
    token: pathPart(args, 'token'),
    userAgent: args.request.headers.get('user-agent'),
    previousToken: sessionToken(args),
  }
  // Twice: a link works once.
  const opened = await openSignInLink(ctx, opening, allGrantsFor)
  // The page itself then says what is wrong with the link.
  if (!opened.ok) return goOn(new URL(args.request.url).pathname)
  setSessionCookie(args, opened.value.sessionToken)
  return goOn(opened.value.returnTo ?? '/home')
}

export default function SignInLink() {
  const { problem, address } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        {problem === null ? (
          <>
            <h1 className="govuk-heading-l">Sign in</h1>
            <p className="govuk-body">
              You are signing in with <strong>{address}</strong>.
            </p>
            <PostForm>
              <Button preventDoubleClick>Sign in</Button>
            </PostForm>
          </>
        ) : (
          <>
            <h1 className="govuk-heading-l">This link does not work any more</h1>
            <p className="govuk-body">{problem}</p>
            <ButtonLink href="/sign-in">Ask for a new link</ButtonLink>
          </>
        )}
      </div>
    </div>
  )
}
