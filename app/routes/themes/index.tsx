import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx } from '#app/http/actor.ts'
import { themeTree } from '#services/bank/index.ts'

export const meta = () => pageTitle('Themes')

export const loader = async (args: LoaderFunctionArgs) => {
  const tree = await themeTree(await getCtx(args))
  return { themes: tree.map(({ code, name, description }) => ({ code, name, description })) }
}

export default function Themes() {
  const { themes } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">Themes</h1>
        <p className="govuk-body">
          What reviews ask about, what the bank knows and what services offer each other are all described by these
          themes and the skills under them.
        </p>
        <ul className="govuk-list govuk-list--spaced">
          {themes.map(({ code, name, description }) => (
            <li key={code}>
              <a className="govuk-link" href={`/themes/${code}`}>
                {name}
              </a>
              <br />
              {description}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
