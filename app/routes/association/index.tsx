import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findAssociationHome } from '#services/insight/index.ts'

export const meta = () => pageTitle('Association')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await findAssociationHome(await requireActor(args)))

export default function Association() {
  const { groups } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">Association</h1>
        <p className="govuk-body">
          What waits for you is on{' '}
          <a className="govuk-link" href="/home">
            your home page
          </a>
          , by date.
        </p>
        {groups.map(({ title, pages }) => (
          <section key={title}>
            <h2 className="govuk-heading-m">{title}</h2>
            <ul className="govuk-list govuk-list--spaced">
              {pages.map(({ href, title, what, now }) => (
                <li key={href}>
                  <a className="govuk-link govuk-!-font-weight-bold" href={href}>
                    {title}
                  </a>
                  {now !== null && `: ${now}`}
                  <span className="govuk-hint govuk-!-margin-bottom-0">{what}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
}
