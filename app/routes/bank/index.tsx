import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BankListEntry } from '#app/components/bank/bank-entry.tsx'
import { BankFilter, type BankFilterOptions } from '#app/components/bank/bank-filter.tsx'
import { HeatMap } from '#app/components/charts/heat-map.tsx'
import { RegionMap } from '#app/components/insight/region-map.tsx'
import { TellGap } from '#app/components/insight/tell-gap.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { getCtx } from '#app/http/actor.ts'
import {
  type BankPicture,
  bankFilterSchema,
  bankPicture,
  maySeeNames,
  roleWords,
  searchBank,
  themesByCode,
  themeTree,
} from '#services/bank/index.ts'
import { hasRole } from '#services/core/access.ts'
import type { Ctx } from '#services/core/context.ts'
import { countQuietly } from '#services/gaps/index.ts'
import { applicationUnderWay } from '#services/vetting/index.ts'
import { regionInitials, regionName, regions, yotTiles } from '#services/yots/index.ts'

export const meta = () => pageTitle('The bank of peer reviewers and associates')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const { searchParams } = new URL(args.request.url)
  const asked = Object.fromEntries([...searchParams].filter(([, value]) => value !== ''))
  const filter = bankFilterSchema.parse(asked)
  const [list, tree, themes] = await Promise.all([
    searchBank(ctx, { ...filter, page: readPage(searchParams) }),
    themeTree(ctx),
    themesByCode(ctx),
  ])
  const skill = tree.some((theme) => theme.code === filter.theme) ? undefined : themes.get(filter.theme ?? '')
  const questions: BankFilterOptions = [
    {
      name: 'role',
      label: 'Role',
      options: Object.entries(roleWords).map(([value, text]) => ({ value, text })),
    },
    {
      name: 'theme',
      label: 'Theme',
      options: [...(skill ? [skill] : []), ...tree].map(({ code, name }) => ({ value: code, text: name })),
    },
    {
      name: 'region',
      label: 'Region',
      options: regions.map((region) => ({ value: region, text: regionName(region) })),
    },
    {
      name: 'basis',
      label: 'Terms',
      options: [
        { value: 'in_kind', text: 'Gives time in kind' },
        { value: 'charged', text: 'Takes charged work' },
      ],
    },
  ]
  const params = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  if (list.count === 0) await countQuietly(ctx, { of: 'bank', words: '', theme: filter.theme ?? '' }, themes.values())
  // What the whole bank holds is drawn before anybody asks for a part of it.
  const [picture, tiles] =
    params.size === 0 && list.page === 1 ? await Promise.all([bankPicture(ctx), yotTiles(ctx)]) : [null, []]
  const columns = regions.map((region) => ({ name: regionName(region), initials: regionInitials[region] ?? '' }))
  const seesNames = maySeeNames(ctx.actor)
  const byRegion = Object.fromEntries(regions.map((region, at) => [region, picture?.all[at] ?? 0]))
  return {
    list,
    questions,
    params: params.toString(),
    picture,
    tiles,
    byRegion,
    columns,
    seesNames,
    own: await ownPlace(ctx),
  }
}

/** Where a reader goes about their own place in the bank: to apply, or to what they have. */
const ownPlace = async (ctx: Ctx) => {
  if (hasRole(ctx.actor, 'bank_member')) return { href: '/profile', text: 'See your place in the bank' }
  const [application] = await applicationUnderWay(ctx)
  if (application) return { href: application.href, text: 'See your application to the bank' }
  return { href: '/apply', text: 'Apply to join the bank' }
}

const countSentence = (count: number, isMore: boolean) => {
  if (count === 0) return 'Nobody in the bank fits all of this today. Take a filter away to see more.'
  if (isMore) return `More than ${count.toLocaleString('en-GB')} people.`
  return count === 1 ? 'One person.' : `${count.toLocaleString('en-GB')} people.`
}

type Columns = readonly { name: string; initials: string }[]

const Picture = ({ picture: { roles, themes }, columns }: { picture: BankPicture; columns: Columns }) => (
  <>
    <HeatMap
      title="What they may do, by region"
      counts="people"
      of="Role"
      rows={roles.map(({ name }) => name)}
      columns={columns}
      values={roles.map(({ counts }) => counts)}
    />
    <HeatMap
      title="What they know, by region"
      counts="people"
      of="Theme"
      rows={themes.map(({ name }) => name)}
      columns={columns}
      values={themes.map(({ counts }) => counts)}
    />
  </>
)

/** Who stands in the list, where others are only counted. */
const namedSentence = (named: number) => {
  if (named === 0) return 'None of them chose to be named to everybody.'
  return `${named === 1 ? 'One' : named} of them chose to be named to everybody.`
}

export default function Bank() {
  const {
    list,
    questions,
    params: search,
    picture,
    tiles,
    byRegion,
    columns,
    seesNames,
    own,
  } = useLoaderData<typeof loader>()
  const params = new URLSearchParams(search)
  return (
    <>
      <h1 className="govuk-heading-l">The bank of peer reviewers and associates</h1>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-one-third">
          <BankFilter questions={questions} params={params} />
        </div>
        <div className="govuk-grid-column-two-thirds">
          <p className="govuk-body">
            Managers, serving or lately so, whom the association has approved to review, advise and train.{' '}
            {!seesNames && 'People of youth justice services see everybody’s name; others see those who chose it. '}
            <a className="govuk-link" href={own.href}>
              {own.text}
            </a>
            .
          </p>
          {picture && (
            <>
              <RegionMap title="Where they work or worked last" counts="People" tiles={tiles} of={byRegion} />
              <Picture picture={picture} columns={columns} />
            </>
          )}
          <h2 className="govuk-heading-m">{countSentence(list.count, list.isMore)}</h2>
          {list.named < list.count && <p className="govuk-body">{namedSentence(list.named)}</p>}
          {list.count === 0 && <TellGap of="bank" theme={params.get('theme') ?? ''} />}
          <ul className="govuk-list govuk-list--spaced">
            {list.people.map((entry) => (
              <BankListEntry key={entry.person.id} entry={entry} />
            ))}
          </ul>
          <PaginationFromUrl page={list.page} pageCount={list.pageCount} params={params} />
        </div>
      </div>
    </>
  )
}
