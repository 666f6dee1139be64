import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { parseForm } from '#app/http/form.ts'
import { redirectWithNotice } from '#app/http/notice.ts'
import { orThrow } from '#app/http/respond.ts'
import { sessionToken, setSessionCookie, visitOf } from '#app/http/session.ts'
import { becomePerson, becomeSchema } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'

export const loader = () => redirect('/sign-in')

/** Demonstration only: in live mode there is nobody to become, so this answers "not found". */
export const action = async (args: ActionFunctionArgs) => {
  // Whoever opened the page: it is about to be somebody else.
  const { ctx } = await visitOf(args)
  const input = orThrow(await parseForm(args.request, becomeSchema))
  const became = {
    personId: input.personId,
    userAgent: args.request.headers.get('user-agent'),
    previousToken: sessionToken(args),
  }
  // Twice: the same person again, in a session of its own.
  const { sessionToken: token, name } = orThrow(await becomePerson(ctx, became, allGrantsFor))
  setSessionCookie(args, token)
  return redirectWithNotice(args, input.returnTo ?? '/home', `You are now ${name}.`)
}
