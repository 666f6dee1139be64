import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

/**
 * A mail server on loopback, as an association has. It keeps what it was sent, whole, and says no while it is told to.
 */
export const openMailServer = async () => {
  const received: string[] = []
  let isRejecting = false
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, callback) {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        if (isRejecting) return callback(new Error('Mailbox busy'))
        received.push(text)
        callback()
      })
    },
  })
  // A sender that is killed hangs up in the middle of a word.
  smtp.on('error', () => undefined)
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const address = smtp.server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    /** Mails in full, oldest first. */
    received,
    reject: (isSo: boolean) => {
      isRejecting = isSo
    },
    close: () => smtp.close(),
  }
}
