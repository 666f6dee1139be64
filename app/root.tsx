import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, Links, Outlet, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { bodyClassScript } from '#app/components/govuk/body-class.ts'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { useNonce } from '#app/components/layout/nonce.ts'
import { PageHead } from '#app/components/layout/page-head.tsx'
import { PageScript } from '#app/components/layout/page-script.tsx'
import { PageShell } from '#app/components/layout/page-shell.tsx'
import { ProblemPage, problemOf } from '#app/components/layout/problem-page.tsx'
import { type RootData, useRootData } from '#app/components/layout/root-data.ts'
import { getCtx, takeTypedText } from '#app/http/actor.ts'
import { newFormKey } from '#app/http/form-owner.ts'
import { takeNotice } from '#app/http/notice.ts'
import stylesheet from '#app/styles/app.scss?url'
import type { Role } from '#services/core/access.ts'
import { countWaiting } from '#services/enquiries/index.ts'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/manifest.json' },
]

const refusedTitle = 'This has changed since you opened it'

const associationRoles: readonly Role[] = ['coordinator', 'assessor', 'board_member', 'administrator']

export const loader = async (args: LoaderFunctionArgs): Promise<RootData> => {
  const ctx = await getCtx(args)
  const { actor, clock } = ctx
  const { context } = args
  return {
    isDemo: context.config.mode === 'demo',
    demoDay: context.config.mode === 'demo' ? clock.today() : null,
    personName: actor.kind === 'person' ? actor.name : null,
    hasAssociationPages: actor.grants.some(({ role }) => associationRoles.includes(role)),
    waiting: await countWaiting(ctx),
    notice: takeNotice(args),
    hasFaults: context.hasFaults ?? false,
    refusal: context.refusal ?? null,
    formKey: newFormKey(context.config, actor.personId),
    typedText: await takeTypedText(args),
    requestId: context.requestId,
  }
}

export const Layout = ({ children }: { children: ReactNode }) => {
  const nonce = useNonce()
  const data = useRootData()
  const error = useRouteError() ?? null
  return (
    <html lang="en-GB" className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#0f4c5c" />
        <PageHead
          hasFaults={data?.hasFaults ?? false}
          problemTitle={error === null ? null : data?.refusal ? refusedTitle : problemOf(error).title}
        />
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
          demoDay={data?.demoDay ?? null}
          personName={data?.personName ?? null}
          hasAssociationPages={data?.hasAssociationPages ?? false}
          waiting={data?.waiting ?? 0}
          notice={data?.notice ?? null}
          hasTypedText={data !== undefined && data.typedText !== null}
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
  const data = useRootData()
  // Their page has gone while they wrote: somebody else was first.
  if (data?.refusal)
    return (
      <>
        <FormProblems reply={data.refusal} />
        <h1 className="govuk-heading-l">{refusedTitle}</h1>
        <p className="govuk-body">There is nothing left to do on this page.</p>
      </>
    )
  return (
    <ProblemPage
      problem={problemOf(error)}
      requestId={isRouteErrorResponse(error) ? null : (data?.requestId ?? null)}
    />
  )
}
