import { data } from '@remix-run/node'
import type { FormReply, FormValues } from '#app/components/layout/form-reply.ts'
import type { Notice } from '#app/components/layout/root-data.ts'
import type { Problem, Result } from '#services/core/result.ts'
import { goOn } from './go-on.ts'
import { redirectWithNotice } from './notice.ts'
import type { RequestScope } from './scope.ts'

/** What a page that cannot be shown tells its error page. */
type PageProblem = { why: string | null }

const statusOf: Record<Problem['kind'], number> = {
  'not-found': 404,
  forbidden: 403,
  invalid: 400,
  refused: 409,
  stale: 409,
}

/** The page that stands in for one that cannot be shown: 404, 403, 400 or 409, with the reason where there is one. */
const problemPage = (problem: Problem) => {
  const why = 'why' in problem ? problem.why : null
  return data({ why } satisfies PageProblem, { status: statusOf[problem.kind] })
}

/** For loaders: the value, or the error page that fits. */
export const orThrow = <T>(result: Result<T>): T => {
  if (result.ok) return result.value
  throw problemPage(result.problem)
}

/** For loaders and actions: the 404 page, as when there is nothing at this URL. */
export const pageNotFound = () => problemPage({ kind: 'not-found' })

/**
 * For loaders of pages that are not there in the present state of things: on to another page. Somebody whose form was
 * refused on this very page is not sent away without a word: the root's error page tells them, and keeps what they typed.
 */
export const goOnFrom = ({ context }: { context: RequestScope }, path: string) =>
  context.refusal?.banner ? problemPage({ kind: 'refused', why: context.refusal.banner.why }) : goOn(path)

type Outcome<T> = {
  /** The parsed form, so that what was typed is shown again. */
  form: { values: FormValues }
  /** Where to go when it is done. */
  to: string | ((value: T) => string)
  /** What the next page says at its top: what happened, what happens next, by when. */
  notice?: Notice | ((value: T) => Notice)
}

/**
 * For actions: turns what a use case answered into HTTP.
 *
 * - ok: on to `to` (303), with the notice
 * - invalid: the same page, 400, with the faults and everything that was typed
 * - refused, stale: the same page, 409, with the reason and everything that was typed
 * - not-found, forbidden: the 404 or 403 page
 */
export const respond = <T>(args: { context: RequestScope }, result: Result<T>, outcome: Outcome<T>) => {
  if (result.ok) {
    const to = typeof outcome.to === 'string' ? outcome.to : outcome.to(result.value)
    const notice = typeof outcome.notice === 'function' ? outcome.notice(result.value) : outcome.notice
    return notice ? redirectWithNotice(args, to, notice) : goOn(to)
  }
  const { problem } = result
  if (problem.kind === 'not-found' || problem.kind === 'forbidden') throw problemPage(problem)
  args.context.hasFaults = true
  const reply: FormReply = {
    values: outcome.form.values,
    errors: problem.kind === 'invalid' ? problem.fields : {},
    banner: problem.kind === 'invalid' ? null : problem,
  }
  if (reply.banner !== null) args.context.refusal = reply
  return data(reply, { status: statusOf[problem.kind] })
}
