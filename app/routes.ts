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

  page('association', 'association/index'),
  page('association/audit', 'association/audit'),
  page('association/deliveries', 'association/deliveries'),
  page('declarations', 'declarations/index'),
  page('declarations/add', 'declarations/add'),
  page('yots', 'yots/index'),
  page('yots/:code', 'yots/yot'),
  page('yots/:code/posts', 'yots/posts'),
  page('bank', 'bank/index'),
  page('bank/:personId', 'bank/person'),
  page('themes', 'themes/index'),
  page('themes/:code', 'themes/theme'),
  page('profile', 'profile/index'),
  page('profile/details', 'profile/details'),
  page('profile/themes/:code', 'profile/theme'),
  page('profile/absences', 'profile/absences'),
  page('ratings/:pairId', 'ratings/pair'),
  page('apply', 'apply/index'),
  page('apply/:ref', 'apply/application'),
  page('apply/:ref/role', 'apply/role'),
  page('apply/:ref/themes', 'apply/themes'),
  page('apply/:ref/themes/:code', 'apply/theme'),
  page('apply/:ref/posts', 'apply/posts'),
  page('apply/:ref/posts/add', 'apply/post'),
  page('apply/:ref/referees', 'apply/referees'),
  page('apply/:ref/referees/:id', 'apply/referee'),
  page('apply/:ref/interests', 'apply/interests'),
  page('apply/:ref/time', 'apply/time'),
  page('apply/:ref/dbs', 'apply/dbs'),
  page('apply/:ref/about', 'apply/about'),
  page('apply/:ref/conduct', 'apply/conduct'),
  page('apply/:ref/check', 'apply/check'),
  page('apply/:ref/withdraw', 'apply/withdraw'),
  page('references/:token', 'references/reference'),

  page('offerings', 'offerings/index'),
  page('offerings/:slug', 'offerings/offering'),

  page('*', 'errors/not-found'),
]

export default [{ file: 'routes/errors/boundary.tsx', children: pages }] satisfies RouteConfig
