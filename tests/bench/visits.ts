import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import { createServer } from '#app/server.ts'
import { startAuditedSession } from '#services/accounts/index.ts'
import { allGrantsFor } from '#services/bank/index.ts'
import { system } from '#services/core/access.ts'
import type { Core } from '#services/core/context.ts'

/** Who opens a page: nobody in particular, a head of service, somebody in the bank, or the association's administrator. */
type Who = 'visitor' | 'head' | 'member' | 'administrator'

type Place = {
  host: { id: string; yotCode: string }
  member: string
  administrator: string
  reviewRef: string
  slug: string
  theme: string
}

export type BenchPage = {
  /** As the tables call it. */
  name: string
  who: Who
  path: (at: Place) => string
  /** The same page with few rows, where it is a list. */
  few?: (at: Place) => string
  /** Whether requests per second are measured too. */
  isTimed?: true
}

export const benchPages: readonly BenchPage[] = [
  { name: '/', who: 'visitor', path: () => '/', isTimed: true },
  { name: '/home', who: 'head', path: () => '/home', isTimed: true },
  {
    ...{ name: '/offerings, filtered', who: 'visitor', isTimed: true },
    path: () => '/offerings?basis=charged&region=London',
    few: () => '/offerings?basis=charged&region=London&kind=tool&q=zebra',
  },
  {
    ...{ name: '/offerings, searched', who: 'visitor', isTimed: true },
    path: () => '/offerings?q=resettlement+training',
    few: () => '/offerings?q=nothingofthekind',
  },
  { name: '/bank', who: 'visitor', path: () => '/bank', few: () => '/bank?region=Nowhere', isTimed: true },
  { name: '/bank, filtered', who: 'head', path: ({ theme }) => `/bank?role=co_lead&theme=${theme}` },
  { name: '/reviews/:ref', who: 'head', path: ({ reviewRef }) => `/reviews/${reviewRef}`, isTimed: true },
  {
    ...{ name: '/association/requests', who: 'administrator', isTimed: true },
    path: () => '/association/requests?group=over',
    few: () => '/association/requests?group=team',
  },
  {
    name: '/association/requests/:ref',
    who: 'administrator',
    path: ({ reviewRef }) => `/association/requests/${reviewRef}`,
  },
  { name: '/association', who: 'administrator', path: () => '/association' },
  { name: '/association/audit', who: 'administrator', path: () => '/association/audit' },
  { name: '/association/deliveries', who: 'administrator', path: () => '/association/deliveries' },
  { name: '/association/applications', who: 'administrator', path: () => '/association/applications' },
  { name: '/reviews', who: 'head', path: () => '/reviews' },
  { name: '/yots', who: 'visitor', path: () => '/yots?q=leeds' },
  { name: '/yots/:code', who: 'head', path: ({ host }) => `/yots/${host.yotCode}` },
  { name: '/themes/:code', who: 'visitor', path: ({ theme }) => `/themes/${theme}` },
  { name: '/offerings/:slug', who: 'head', path: ({ slug }) => `/offerings/${slug}` },
  { name: '/offerings/yours', who: 'head', path: () => '/offerings/yours' },
  { name: '/enquiries', who: 'head', path: () => '/enquiries' },
  { name: '/bank/:person', who: 'head', path: ({ member }) => `/bank/${member}` },
  { name: '/home, in the bank', who: 'member', path: () => '/home' },
  { name: '/profile', who: 'member', path: () => '/profile' },
  { name: '/declarations', who: 'member', path: () => '/declarations' },
  { name: '/account', who: 'member', path: () => '/account' },
]

/** Where to go in a generated exchange. */
const placeIn = async ({ database: { client } }: Core): Promise<Place> => {
  const review = await client.reviewRequest.findFirstOrThrow({
    where: { status: 'closed' },
    orderBy: { id: 'asc' },
    include: { seats: { orderBy: { position: 'asc' } } },
  })
  const administrator = await client.appointment.findFirstOrThrow({ where: { role: 'administrator' } })
  const expertise = await client.expertise.findFirstOrThrow({ where: { level: 3 }, orderBy: { personId: 'asc' } })
  const offering = await client.offering.findFirstOrThrow({ where: { status: 'published' }, orderBy: { id: 'asc' } })
  return {
    host: { id: review.requestedById, yotCode: review.yotCode },
    member: review.seats[0]?.personId ?? '',
    administrator: administrator.personId,
    reviewRef: review.ref,
    slug: offering.slug,
    theme: expertise.themeCode,
  }
}

/** A server on a free port; not the one people use, so nothing else is running in it. */
export const listen = async (server: Server): Promise<{ origin: string; close(): void }> => {
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The exchange's own server on a core, and what each page is to be asked for with. */
export const serveBench = async (core: Core, build: ServerBuild) => {
  const { config, log } = core
  const serve = (pages: ServerBuild) =>
    listen(createServer({ core, config, log, build: pages, assetsDir: 'build/client' }).listen(0, '127.0.0.1'))
  const { origin, close } = await serve(build)
  const place = await placeIn(core)
  const ctx = core.contextFor(system, 'bench')
  const signIn = async (personId: string) =>
    `session=${await startAuditedSession(ctx, { personId, method: 'link', userAgent: null }, allGrantsFor)}`
  const cookies: Record<Who, string> = {
    visitor: '',
    head: await signIn(place.host.id),
    member: await signIn(place.member),
    administrator: await signIn(place.administrator),
  }
  return {
    origin,
    close,
    /** The same server with other pages: those that answer from constants. */
    serve,
    target: (page: BenchPage) => ({ path: page.path(place), few: page.few?.(place), cookie: cookies[page.who] }),
  }
}

export type BenchServer = Awaited<ReturnType<typeof serveBench>>

/** A page as it is sent, unpacked. Throws when it is not a page. */
export const visit = async (origin: string, { path, cookie }: { path: string; cookie: string }): Promise<string> => {
  const response = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' })
  const html = await response.text()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
  return html
}
