import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Table } from '#app/components/govuk/table.tsx'
import { TellGap } from '#app/components/insight/tell-gap.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { themePage } from '#services/bank/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.theme.name ?? 'Page not found')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await themePage(await getCtx(args), pathPart(args, 'code')))

export default function Theme() {
  const { theme, parent, children, isGoldenThread, cover } = useLoaderData<typeof loader>()
  const total = cover.reduce((sum, row) => sum + row.count, 0)
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <span className="govuk-caption-l">
          {parent === null ? (
            <a className="govuk-link" href="/themes">
              Themes
            </a>
          ) : (
            <a className="govuk-link" href={`/themes/${parent.code}`}>
              {parent.name}
            </a>
          )}
        </span>
        <h1 className="govuk-heading-l">{theme.name}</h1>
        <p className="govuk-body">{theme.description}</p>
        {isGoldenThread && <InsetText>A golden thread: every peer review covers it.</InsetText>}
        {theme.synonyms.length > 0 && (
          <p className="govuk-body">
            People also say: <strong>{theme.synonyms.join(', ')}</strong>.
          </p>
        )}
        {children.length > 0 && (
          <>
            <h2 className="govuk-heading-m">Skills under it</h2>
            <ul className="govuk-list">
              {children.map(({ code, name }) => (
                <li key={code}>
                  <a className="govuk-link" href={`/themes/${code}`}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
        {total === 0 ? (
          <>
            <h2 className="govuk-heading-m">Who in the bank covers it</h2>
            <p className="govuk-body">Nobody at present. If you know it well, apply to join the bank.</p>
            <TellGap of="theme" theme={theme.code} />
          </>
        ) : (
          <>
            <Table
              caption="Who in the bank covers it"
              captionSize="m"
              head={['Region', { content: 'People', isNumeric: true }]}
              rows={cover.map(({ region, count }) => [region, { content: count, isNumeric: true }])}
              firstCellIsHeader
            />
            <p className="govuk-body">
              <a className="govuk-link" href={`/bank?${new URLSearchParams({ theme: theme.code })}`}>
                See them in the bank
              </a>
            </p>
          </>
        )}
      </div>
    </div>
  )
}
