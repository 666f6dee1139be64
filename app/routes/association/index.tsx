import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { orThrow } from '#app/http/respond.ts'
import { findAssociationHome } from '#services/insight/association-home.ts'

export const meta = () => pageTitle('Association')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await findAssociationHome(await requireActor(args)))

export default function Association() {
  const { pages } = useLoaderData<typeof loader>()
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
        {pages.map((page) => (
          <section key={page.href}>
            <h2 className="govuk-heading-m govuk-!-margin-bottom-1">
              <a className="govuk-link" href={page.href}>
                {page.title}
              </a>
            </h2>
            <p className="govuk-body">{page.what}</p>
          </section>
        ))}
      </div>
    </div>
  )
}
