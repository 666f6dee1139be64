import { isRouteErrorResponse, type MetaFunction, Outlet, useRouteError } from '@remix-run/react'
import { ProblemPage, problemOf } from '#app/components/layout/problem-page.tsx'
import { useRootData } from '#app/components/layout/root-data.ts'
import { pageTitle } from '#app/components/layout/title.ts'

export const meta: MetaFunction = ({ error }) => (error ? pageTitle(problemOf(error).title) : [])

/** Stands around every page, so that an error page still knows who is signed in. */
export default function Boundary() {
  return <Outlet />
}

export const ErrorBoundary = () => {
  const error = useRouteError()
  const requestId = useRootData()?.requestId ?? null
  return <ProblemPage problem={problemOf(error)} requestId={isRouteErrorResponse(error) ? null : requestId} />
}
