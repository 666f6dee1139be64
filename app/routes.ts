import type { UNSAFE_RouteConfig as RouteConfig } from '@remix-run/dev'

/** One page: its URL, and its file under app/routes/. */
const page = (path: string, file: string) => ({ path, file: `routes/${file}.tsx` })

/** The site map: every URL of the product, one line each. */
export default [
  { index: true, file: 'routes/index.tsx' },
  page('how-it-works', 'information/how-it-works'),
  page('accessibility', 'information/accessibility'),
  page('privacy', 'information/privacy'),
  page('cookies', 'information/cookies'),

  page('*', 'errors/not-found'),
] satisfies RouteConfig
