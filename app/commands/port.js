import { once } from 'node:events'
import { createServer } from 'node:net'

/** Why nobody can listen on a port, in one sentence, by the code of the error. @type {Record<string, (port: number) => string>} */
const reasons = {
  EADDRINUSE: (port) => `Port ${port} is taken by another program; stop it, or choose another with PORT.`,
  EACCES: (port) => `This user may not listen on port ${port}; choose one above 1023 with PORT.`,
}

/** The sentence for a failure to listen, or null when it is something else. @type {(error: unknown, port: number) => string | null} */
export const whyNotListening = (error, port) =>
  (error instanceof Error && 'code' in error && reasons[String(error.code)]?.(port)) || null

/** Ends the program with a sentence when its port is taken, before it builds or opens anything. What PORT may be, the configuration says. */
export const refuseTakenPort = async () => {
  const port = Number(process.env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65535) return
  const probe = createServer()
  try {
    await once(probe.listen(port), 'listening')
    probe.close()
    await once(probe, 'close')
  } catch (error) {
    const why = whyNotListening(error, port)
    if (why === null) throw error
    console.error(why)
    process.exit(1)
  }
}
