import type { ServerBuild } from '@remix-run/node'

type Routes = Pick<ServerBuild, 'routes'>['routes']

/**
 * Names the page a URL path belongs to by its pattern (`/reviews/:ref`), for logs: a path itself may hold a token or a
 * reference. Unknown paths are `*`. More particular patterns come first, as in the router.
 */
export const createRouteNames = (routes: Routes): ((path: string) => string) => {
  const patterns = Object.values(routes)
    .flatMap((route) => (route?.path && route.path !== '*' ? [`/${route.path}`] : []))
    .sort((a, b) => holes(a) - holes(b))
    .map((pattern) => ({ pattern, test: new RegExp(`^${pattern.replace(/:[^/]+/g, '[^/]+')}$`, 'i') }))
  return (path) => {
    const plain = path.replace(/\.data$/, '').replace(/(.)\/$/, '$1')
    if (plain === '/' || plain === '/_root') return '/'
    return patterns.find(({ test }) => test.test(plain))?.pattern ?? '*'
  }
}

const holes = (pattern: string) => pattern.split(':').length
