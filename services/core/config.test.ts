import { describe, expect, test } from 'vitest'
import { readConfig, StartupError } from './config.ts'

const live = {
  APP_MODE: 'live',
  SESSION_SECRET: 'x'.repeat(32),
  SMTP_URL: 'smtp://mail.example.org',
  MAIL_FROM: 'exchange@example.org',
  PUBLIC_URL: 'https://exchange.example.org/',
}

describe('readConfig', () => {
  test('with nothing configured it is a demonstration on port 3000', () => {
    expect(readConfig({})).toMatchObject({
      mode: 'demo',
      port: 3000,
      dataDir: './data',
      databaseUrl: null,
      publicUrl: 'http://localhost:3000',
      mail: { kind: 'kept' },
    })
  })

  test('people write to CONTACT_ADDRESS, or to where mail comes from, or in a demonstration to nobody', () => {
    expect(readConfig({ ...live, CONTACT_ADDRESS: 'help@example.org' }).contactAddress).toBe('help@example.org')
    expect(readConfig({ ...live, MAIL_FROM: 'Critical Friend <a@example.org>' }).contactAddress).toBe('a@example.org')
    expect(readConfig({}).contactAddress).toMatch(/\.example\.org$/)
    expect(() => readConfig({ CONTACT_ADDRESS: 'help' })).toThrow('CONTACT_ADDRESS must be an e-mail address')
  })

  test('live takes its mail transport and its public address without the slash', () => {
    expect(readConfig(live)).toMatchObject({
      mode: 'live',
      publicUrl: 'https://exchange.example.org',
      mail: { kind: 'smtp', url: 'smtp://mail.example.org', from: 'exchange@example.org' },
    })
  })

  test('live with nothing names everything that is missing, in one sentence', () => {
    expect(() => readConfig({ APP_MODE: 'live' })).toThrow(
      new StartupError(
        'Live mode will not start without a session secret (SESSION_SECRET), a mail transport (SMTP_URL), ' +
          'the address mail comes from (MAIL_FROM) and a public address (PUBLIC_URL).',
      ),
    )
  })

  test.each([
    ['SESSION_SECRET', undefined, 'a session secret (SESSION_SECRET)'],
    ['SESSION_SECRET', '', 'a session secret (SESSION_SECRET)'],
    ['SESSION_SECRET', 'short', 'SESSION_SECRET must be at least 32 characters'],
    ['SMTP_URL', undefined, 'a mail transport (SMTP_URL)'],
    ['PUBLIC_URL', 'http://exchange.example.org', 'a public address that is https (PUBLIC_URL)'],
    ['PORT', 'three thousand', 'PORT must be a port number'],
    ['PORT', '70000', 'PORT must be a port number'],
    ['DATABASE_URL', 'mysql://host/db', 'DATABASE_URL must start with postgresql://'],
    ['APP_MODE', 'production', 'APP_MODE must be demo or live'],
  ])('%s = %s is refused: %s', (name, value, sentence) => {
    expect(() => readConfig({ ...live, [name]: value })).toThrow(sentence)
  })

  test('an empty variable counts as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000, databaseUrl: null })
  })
})
