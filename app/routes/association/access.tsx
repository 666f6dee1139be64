import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { describeAccess } from '#app/access/describe.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { SideNavigation } from '#app/components/moj/side-navigation.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'

export const meta = () => pageTitle('Who may see and do what')

export const loader = async (args: LoaderFunctionArgs) => {
  const areas = orThrow(describeAccess(await requireActor(args)))
  const asked = Number(new URL(args.request.url).searchParams.get('area'))
  const shown = Number.isInteger(asked) && asked >= 1 && asked <= areas.length ? asked : 1
  return { names: areas.map(({ name }) => name), shown, pages: areas[shown - 1]?.pages ?? [] }
}

export default function Access() {
  const { names, shown, pages } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-one-third">
        <SideNavigation
          label="Areas"
          sections={[
            {
              items: names.map((text, index) => ({
                text,
                href: `?area=${index + 1}`,
                isCurrent: index + 1 === shown,
              })),
            },
          ]}
        />
      </div>
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">
          <span className="govuk-caption-l">Who may see and do what</span>
          {names[shown - 1]}
        </h1>
        <p className="govuk-body">
          Anybody not named in a row is told that there is no such page, or is asked to sign in. This list is tested
          against the running exchange whenever it changes.
        </p>
        {pages.map(({ title, path, rows }) => (
          <DataTable
            key={title}
            caption={title}
            captionSize="s"
            rows={rows}
            rowId={({ what }) => `${path} ${what}`}
            empty=""
            columns={[
              { id: 'what', header: 'What', cell: ({ what }) => what, isRowHeader: true },
              { id: 'may', header: 'Who may', cell: ({ may }) => may },
              { id: 'told', header: 'Told it is not theirs', cell: ({ told }) => told ?? 'Nobody' },
            ]}
          />
        ))}
      </div>
    </div>
  )
}
