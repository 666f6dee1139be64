import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { Input } from '#app/components/govuk/input.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { PageLink } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { Filter } from '#app/components/moj/filter.tsx'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { getCtx } from '#app/http/actor.ts'
import { counted } from '#services/core/words.ts'
import { decisionLog, type LogLine, readLogFilter } from '#services/decisions/index.ts'

const feed = { rel: 'alternate', type: 'application/atom+xml', title: 'Decision log', href: '/decisions/feed' }

export const meta = () => [...pageTitle('Decision log'), { tagName: 'link', ...feed }]

export const loader = async (args: LoaderFunctionArgs) => {
  const filter = readLogFilter(new URL(args.request.url).searchParams)
  return { ...(await decisionLog(await getCtx(args), filter)), filter }
}

export default function DecisionLog() {
  const { lines, count, pageCount, choices, mayWork, filter } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  return (
    <>
      <h1 className="govuk-heading-l">Decision log</h1>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <p className="govuk-body-l">
            What the association decided about the programme, and why: what else was considered, which conflicts of
            interest were declared, and who decided.
          </p>
          <p className="govuk-body">
            A decision about one case is not here: it belongs to those whom it is about. How many there were is counted
            each year under <PageLink href="/independence">independence</PageLink>.{' '}
            <PageLink href="/decisions/feed">Follow the log as a feed (Atom)</PageLink>
            {mayWork && (
              <>
                {' · '}
                <PageLink href="/association/decisions">Drafts and reviews</PageLink>
              </>
            )}
          </p>
          <h2 className="govuk-heading-m">{count === 0 ? 'No decisions found' : counted(count, 'decision')}</h2>
          <ul className="govuk-list app-offerings">
            {lines.map((line) => (
              <Line key={line.ref} line={line} />
            ))}
          </ul>
          <PaginationFromUrl page={filter.page} pageCount={pageCount} params={params} />
        </div>
        <div className="govuk-grid-column-one-third">
          <Filter clearHref="/decisions" submit="Show decisions">
            <Input name="q" label="Words" defaultValue={filter.q} />
            <Select
              name="body"
              label="Who decided"
              defaultValue={filter.body ?? ''}
              options={[
                { value: '', text: 'Anybody' },
                ...choices.bodies.map(({ value, label }) => ({ value, text: label })),
              ]}
            />
            <Select
              name="year"
              label="Year"
              defaultValue={String(filter.year ?? '')}
              options={[
                { value: '', text: 'Any' },
                ...choices.years.map((year) => ({ value: String(year), text: String(year) })),
              ]}
            />
          </Filter>
        </div>
      </div>
    </>
  )
}

const Line = ({ line }: { line: LogLine }) => (
  <li className="app-offerings__item">
    <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
      <a className="govuk-link" href={`/decisions/${line.ref}`}>
        {line.title}
      </a>{' '}
      {line.isReplaced && <Tag colour="grey">Replaced</Tag>}
    </h3>
    <p className="govuk-body-s govuk-!-margin-bottom-1">
      {longDate(line.on)} · {line.body}
      {line.corrections > 0 && ` · ${counted(line.corrections, 'correction')}`}
      {line.reviewOn !== null && ` · Review on ${longDate(line.reviewOn)}`}
    </p>
    <p className="govuk-body">{line.decided}</p>
  </li>
)
