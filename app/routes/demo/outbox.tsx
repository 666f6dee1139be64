import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { pageTitle } from '#app/components/layout/title.ts'
import { PaginationFromUrl } from '#app/components/table/pagination-from-url.tsx'
import { readPage } from '#app/components/table/url-state.ts'
import { getCtx } from '#app/http/actor.ts'
import { hiddenCases } from '#app/http/hidden-cases.ts'
import { orThrow } from '#app/http/respond.ts'
import { postHandlers } from '#services/accounts/index.ts'
import { keptMailPerPage, listKeptMail } from '#services/notifications/index.ts'

export const meta = () => pageTitle('Mail that would have gone')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  const page = readPage(new URL(args.request.url).searchParams)
  const { total, mails } = orThrow(await listKeptMail(ctx, await hiddenCases(ctx), page, postHandlers))
  return { mails, page, pageCount: Math.ceil(total / keptMailPerPage) }
}

export default function Outbox() {
  const { mails, page, pageCount } = useLoaderData<typeof loader>()
  const [params] = useSearchParams()
  return (
    <>
      <h1 className="govuk-heading-l">Mail that would have gone</h1>
      <p className="govuk-body">
        A demonstration sends no mail. This is what people would have been sent, newest first; the links in it work.
      </p>
      {mails.length === 0 ? (
        <p className="govuk-body">Nothing yet.</p>
      ) : (
        <ul className="govuk-list app-lines">
          {mails.map(({ id, subject, to, createdAt }) => (
            <li key={id} className="app-lines__line">
              <span>
                <a className="govuk-link" href={`/demo/outbox/${id}`}>
                  {subject}
                </a>
                <br />
                {to}
              </span>
              <span className="govuk-hint govuk-!-margin-bottom-0">{dateAndTime(createdAt)}</span>
            </li>
          ))}
        </ul>
      )}
      <PaginationFromUrl page={page} pageCount={pageCount} params={params} />
    </>
  )
}
