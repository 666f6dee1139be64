import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, Links, Outlet, useRouteError, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { bodyClassScript } from '#app/components/govuk/body-class.ts'
import { useNonce } from '#app/components/layout/nonce.ts'
import { PageHead } from '#app/components/layout/page-head.tsx'
import { PageScript } from '#app/components/layout/page-script.tsx'
import { PageShell } from '#app/components/layout/page-shell.tsx'
import { ProblemPage, problemOf } from '#app/components/layout/problem-page.tsx'
import { getCtx } from '#app/http/actor.ts'
import { takeNotice } from '#app/http/notice.ts'
import stylesheet from '#app/styles/app.scss?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/manifest.json' },
]

/** What every page shows around itself. */
export const loader = async (args: LoaderFunctionArgs) => {
  const { actor } = await getCtx(args)
  const { context } = args
  return {
    isDemo: context.config.mode === 'demo',
    personName: actor.kind === 'person' ? actor.name : null,
    hasAssociationPages: actor.grants.length > 0,
    notice: takeNotice(args),
    hasFaults: context.hasFaults ?? false,
    requestId: context.requestId,
  }
}

export const Layout = ({ children }: { children: ReactNode }) => {
  const nonce = useNonce()
  const data = useRouteLoaderData<typeof loader>('root')
  const error = useRouteError() ?? null
  return (
    <html lang="en-GB" className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#0f4c5c" />
        <PageHead hasFaults={data?.hasFaults ?? false} problemTitle={error === null ? null : problemOf(error).title} />
        <Links />
        <PageScript />
      </head>
      <body className="govuk-template__body">
        <script
          nonce={nonce}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant; styles need to know before the first paint
          dangerouslySetInnerHTML={{ __html: bodyClassScript }}
        />
        <PageShell
          isDemo={data?.isDemo ?? false}
          personName={data?.personName ?? null}
          hasAssociationPages={data?.hasAssociationPages ?? false}
          notice={data?.notice ?? null}
        >
          {children}
        </PageShell>
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export const ErrorBoundary = () => {
  const error = useRouteError()
  const data = useRouteLoaderData<typeof loader>('root')
  return (
    <ProblemPage
      problem={problemOf(error)}
      requestId={isRouteErrorResponse(error) ? null : (data?.requestId ?? null)}
    />
  )
}
