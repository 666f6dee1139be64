import { once } from 'node:events'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { openMailServer } from '#tests/mocks/mail-server.ts'
import { lookBeyond } from '#tests/mocks/wall.ts'

/* Each of these would fail by itself for having tried: what it tried is taken from the wall before it looks. */

describe('the wall around the tests', () => {
  it('stops a request to another host, and knows of it when the code shrugs', async () => {
    await fetch('https://login.example.com/.well-known/openid-configuration').catch(() => null)
    expect(lookBeyond()).toEqual(['GET https://login.example.com'])
  })

  it('stops mail to another host', async () => {
    const mail = { from: 'a@example.org', to: 'b@example.org', text: 'Hello' }
    await expect(createTransport('smtp://192.0.2.1:2525').sendMail(mail)).rejects.toThrow('192.0.2.1')
    expect(lookBeyond()).toEqual(['192.0.2.1'])
  })

  it('stops any other connection to another host', async () => {
    const [error] = await once(connect(443, '192.0.2.1'), 'error').catch((error: unknown) => [error])
    expect(String(error)).toContain('beyond this machine')
    expect(lookBeyond()).toEqual(['192.0.2.1'])
  })

  it('lets through what stays on this machine', async () => {
    const mail = await openMailServer()
    await createTransport(mail.url).sendMail({ from: 'a@example.org', to: 'b@example.org', text: 'Hello' })
    mail.close()
    expect(mail.received).toHaveLength(1)
    expect(lookBeyond()).toEqual([])
  })
})
