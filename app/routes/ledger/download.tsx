import type { LoaderFunctionArgs } from '@remix-run/node'
import { basisWords } from '#app/components/engagements/ledger-words.ts'
import { requireActor } from '#app/http/actor.ts'
import { download } from '#app/http/download.ts'
import { orThrow } from '#app/http/respond.ts'
import { readStatement } from '#services/engagements/index.ts'
import { regionName } from '#services/yots/index.ts'

/** A year of a service's ledger, whole: the rows of its page. */
export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { searchParams } = new URL(args.request.url)
  const year = Number(searchParams.get('year'))
  const yotCode = searchParams.get('service')
  const { rows, ...statement } = orThrow(
    await readStatement(ctx, {
      page: 'all',
      theme: searchParams.get('theme'),
      ...(Number.isInteger(year) && year >= 2000 && year <= 2100 ? { year } : {}),
      ...(yotCode === null ? {} : { yotCode }),
    }),
  )
  return download(args.request, `ledger-${statement.yotCode}-${statement.year}`, [
    [
      ...['What', 'Day', 'Given or received', 'With', 'Region', 'Basis', 'Themes', 'Minutes', 'Travel in minutes'],
      ...['By silence', 'Opening figure', 'Taken back because'],
    ],
    ...rows.map((row) => [
      row.title,
      row.on,
      row.way === 'given' ? 'Given' : 'Received',
      row.other,
      regionName(row.region),
      basisWords[row.basis],
      row.themes.join('; '),
      row.minutes,
      row.travelMinutes,
      row.isBySilence ? 'Yes' : 'No',
      row.isOpening ? 'Yes' : 'No',
      row.why,
    ]),
  ])
}
