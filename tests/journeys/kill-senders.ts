import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { seeded } from '#tests/matching/generate.ts'

/** Set FAULT_KILLS=50 to look longer. */
export const kills = Number(process.env.FAULT_KILLS ?? 4)
/** For as long a worker's claim on what it had in hand lasts, and a little: the next one takes it up. */
export const claimMs = 70_000

/** A mail server that keeps what it took of the mails that are looked at: address → ids, and the whole of the last. */
export const openMailServer = async (isLookedAt: (text: string) => boolean) => {
  const received = new Map<string, string[]>()
  const seen = { taken: 0, whole: '' }
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, callback) {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        if (isLookedAt(text)) {
          const to = envelope.rcptTo[0]?.address ?? ''
          const id = /^Message-ID: <(.+)@/im.exec(text)?.[1] ?? 'none'
          received.set(to, [...(received.get(to) ?? []), id])
          seen.taken += 1
          seen.whole = text
        }
        callback()
      })
    },
  })
  // A sender that is killed hangs up in the middle of a word.
  smtp.on('error', () => undefined)
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const address = smtp.server.address()
  const url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return { url, received, seen, close: () => smtp.close() }
}

export type MailServer = Awaited<ReturnType<typeof openMailServer>>

/** Starts a worker that sends, and kills it somewhere in the middle, again and again; each clock is a claim's length ahead of the one before. */
export const killSenders = async (
  { seen }: Pick<MailServer, 'seen'>,
  env: Record<string, string>,
  ahead: number,
): Promise<void> => {
  const random = seeded(11)
  for (let kill = 0; kill < kills; kill += 1) {
    const worker = spawn(process.execPath, ['--import', 'tsx', 'tests/journeys/sending-worker.ts'], {
      env: { ...process.env, ...env, AHEAD: String(ahead + kill * claimMs) },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(worker.stdout, 'data')
    const begun = seen.taken
    while (seen.taken - begun < 1 + Math.floor(random() * 40) && worker.exitCode === null) await delay(2)
    await delay(random() * 15)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
  }
}

/** How many of these addresses have no mail, more than one, and the same one twice. */
export const countCopies = ({ received }: Pick<MailServer, 'received'>, addresses: readonly string[]) => {
  const copies = addresses.map((address) => received.get(address) ?? [])
  return {
    missing: copies.filter((ids) => ids.length === 0).length,
    doubled: copies.filter((ids) => new Set(ids).size > 1).length,
    again: copies.filter((ids) => ids.length > 1).length,
  }
}
