import type { LoaderFunctionArgs } from '@remix-run/node'
import { getCtx } from '#app/http/actor.ts'
import { download } from '#app/http/download.ts'
import { type PublicEntry, publicRegister } from '#services/conflicts/index.ts'

const headings = ['Name', 'Part', 'Role', 'Since', 'Interests', 'Declared on', 'Lasts until', 'Nil return', 'Overdue']

/** The public register as a file: a line for each role of each person. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const { officers, bank } = await publicRegister(ctx)
  const lines = (part: string, entries: readonly PublicEntry[]) =>
    entries.flatMap(({ name, roles, interests, declaredOn, lastsUntil, isNil, isOverdue }) =>
      roles.map(({ title, since }) => [
        name,
        part,
        title,
        since,
        interests.join('; '),
        declaredOn,
        lastsUntil,
        isNil ? 'yes' : '',
        isOverdue ? 'yes' : 'no',
      ]),
    )
  return download(args.request, `register-of-interests-${ctx.clock.today()}`, [
    headings,
    ...lines('Officer', officers),
    ...lines('Bank', bank),
  ])
}
