import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireActor } from '#app/http/actor.ts'
import { causesOf, readDesk } from '#app/http/bank-desk.ts'
import { download } from '#app/http/download.ts'
import { orThrow } from '#app/http/respond.ts'
import { bankDesk, deskStateWords } from '#services/bank/index.ts'

const headings = [
  'Name',
  'State',
  'Runs out next',
  'On',
  'Service',
  'Region',
  'Role',
  'Approval until',
  'Declaration until',
  'Nil return',
  'Insured until',
  'DBS record until',
  'Practice until',
  'Open conditions',
  'First condition due',
  'Suspension rests on',
  'Open complaints',
]

/** The desk as it is filtered and sorted, whole, with every column. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const desk = await readDesk(ctx, args.request)
  const { rows } = orThrow(await bankDesk(ctx, desk, null))
  const causes = await causesOf(
    ctx,
    rows.flatMap(({ id, state }) => (state === 'suspended' ? [id] : [])),
  )
  return download(args.request, `bank-${ctx.clock.today()}`, [
    headings,
    ...rows.map((row) => [
      row.name,
      deskStateWords[row.state],
      row.next?.what ?? null,
      row.next?.on ?? null,
      row.service,
      row.region,
      row.role,
      row.approval,
      row.declaration,
      row.declaration === null ? null : row.isNil ? 'Yes' : 'No',
      row.charges ? row.insurance : 'Charges nothing',
      row.needsDbs ? row.dbs : 'Not needed',
      row.practice ?? (row.hasPost ? 'In post' : null),
      row.openConditions,
      row.condition,
      (causes[row.id] ?? []).map(({ ref }) => ref).join(', ') || null,
      (desk.concerns[row.id] ?? []).map(({ ref }) => ref).join(', ') || null,
    ]),
  ])
}
