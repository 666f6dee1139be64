/** What keeps the database from doing its work, when it is neither our fault nor whoever's asked. */
export type DatabaseTrouble = 'away' | 'full'

/** As PostgreSQL (classes 08 and 57P, 53300), Node and Prisma call it. */
const away =
  /^(08\w{3}|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|P1001|P1002|P1008|P1017|P2024)$/
const full = /^(53100|ENOSPC|EDQUOT)$/

const saysAway =
  /connection (was )?(terminated|closed|reset|ended|refused)|terminating connection|server closed the connection|timeout exceeded when trying to connect|database system is (starting up|shutting down|in recovery)|can't reach database/i
const saysFull = /no space left on device|disk quota exceeded|could not (extend|write).*file.*space/i

/** What drivers put beneath an error, by name, and where the next layer is. */
type Layer = Partial<
  Record<'code' | 'originalCode' | 'kind' | 'message' | 'originalMessage' | 'cause' | 'meta', unknown>
>

const awayKinds = ['DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'SocketTimeout']

/** What is wrong with the database, by an error of any layer above it; null when it is another fault. */
export const troubleOf = (error: unknown): DatabaseTrouble | null => {
  let layer: unknown = error
  for (let depth = 0; layer instanceof Object && depth < 6; depth += 1) {
    const { code, originalCode, kind, message, originalMessage, cause, meta }: Layer = layer
    const codes = [code, originalCode].map(String)
    const text = `${message ?? ''} ${originalMessage ?? ''}`
    if (codes.some((one) => full.test(one)) || saysFull.test(text)) return 'full'
    if (codes.some((one) => away.test(one)) || awayKinds.includes(String(kind)) || saysAway.test(text)) return 'away'
    layer = cause ?? (meta instanceof Object && 'driverAdapterError' in meta ? meta.driverAdapterError : undefined)
  }
  return null
}
