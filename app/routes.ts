import type { UNSAFE_RouteConfig as RouteConfig } from '@remix-run/dev'

/** One page: its URL, and its file under app/routes/. */
const page = (path: string, file: string) => ({ path, file: `routes/${file}.tsx` })

/** The site map: every URL of the product, one line each. */
const pages = [
  { index: true, file: 'routes/index.tsx' },
  page('how-it-works', 'information/how-it-works'),
  page('how-it-works/conflicts', 'information/conflict-rules'),
  page('accessibility', 'information/accessibility'),
  page('privacy', 'information/privacy'),
  page('cookies', 'information/cookies'),
  page('contact', 'information/contact'),

  page('sign-in', 'sign-in/index'),
  page('sign-in/sent', 'sign-in/sent'),
  page('sign-in/link/:token', 'sign-in/link'),
  page('sign-out', 'sign-in/out'),
  page('home', 'home/index'),
  page('account', 'account/index'),
  page('account/name', 'account/name'),
  page('account/add-address', 'account/add-address'),
  page('demo/become', 'demo/become'),
  page('demo/outbox', 'demo/outbox'),
  page('demo/outbox/:id', 'demo/outbox-mail'),

  page('declarations', 'declarations/index'),
  page('declarations/add', 'declarations/add'),
  page('ratings/:pairId', 'ratings/pair'),

  page('*', 'errors/not-found'),
]

export default [{ file: 'routes/errors/boundary.tsx', children: pages }] satisfies RouteConfig
