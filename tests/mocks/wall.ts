import { Socket } from 'node:net'
import { HttpResponse, http, passthrough } from 'msw'
import { setupServer } from 'msw/node'
import { postgresUrl } from '#tests/setup/supplies.ts'

/*
 * The wall around the tests: nothing in them goes beyond this machine. A third party is played by a file beside this one. What
 * speaks HTTP meets the wall by its address (and a test may let another answer for it); all else, such as mail, at its socket.
 */

/** Where a test tried to go, since somebody last looked. */
const tried: string[] = []

/** What was tried since the last look. */
export const lookBeyond = (): string[] => tried.splice(0)

const permitted = postgresUrl ? new URL(postgresUrl).hostname : 'localhost'

const isHere = (host: string): boolean => {
  const bare = host.replace(/^\[|\]$/g, '')
  return /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3}|::|0\.0\.0\.0)$/.test(bare) || bare === permitted
}

/** Requests to third parties. A test says for one of them what is answered: `wall.use(http.get(…))`. */
export const wall = setupServer(
  // An expression without groups, so that no address is decoded here: some tests send what cannot be.
  http.all(/^https?:/, ({ request: { method, url } }) => {
    const { hostname, origin } = new URL(url)
    if (isHere(hostname)) return passthrough()
    tried.push(`${method} ${origin}`)
    return HttpResponse.error()
  }),
)

/** A host in what `connect` was given, in any of its forms; null where there is none to go to, such as a path. */
const hostIn = (given: readonly unknown[]): string | null => {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given
  if (first !== null && typeof first === 'object') {
    if ('path' in first && first.path) return null
    return 'host' in first && typeof first.host === 'string' ? first.host : null
  }
  return typeof second === 'string' ? second : null
}

const { connect } = Socket.prototype

let isRaised = false

/** Closes the ways out of this process. */
export const raiseWall = () => {
  if (isRaised) return
  isRaised = true
  wall.listen()
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    const host = hostIn(given)
    if (host === null || isHere(host)) return Reflect.apply(connect, this, given)
    tried.push(host)
    this.destroy(new Error(`A test tried to reach ${host}, which is beyond this machine`))
    return this
  }
}

export const lowerWall = () => {
  isRaised = false
  wall.close()
  Socket.prototype.connect = connect
}
