import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { getCtx } from '#app/http/actor.ts'
import { redirectWithNotice } from '#app/http/notice.ts'
import { orThrow } from '#app/http/respond.ts'
import { clearSessionCookie, sessionToken } from '#app/http/session.ts'
import { signOut } from '#services/accounts/index.ts'

export const loader = () => redirect('/')

export const action = async (args: ActionFunctionArgs) => {
  // Twice: nobody is signed in any more.
  orThrow(await signOut(await getCtx(args), sessionToken(args)))
  clearSessionCookie(args)
  return redirectWithNotice(args, '/', 'You are signed out.')
}
