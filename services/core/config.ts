import { z } from 'zod'
import { isEmailAddress } from './email-address.ts'

/** Something the person who starts the program can mend. Printed as its one sentence, without a stack trace; exit code 1. */
export class StartupError extends Error {
  override name = 'StartupError'
}

export type Config = {
  /** A demonstration needs nothing configured and says on every page what it is; live serves real people. */
  mode: 'demo' | 'live'
  port: number
  /** Folder for the embedded database and stored files. */
  dataDir: string
  /** PostgreSQL to use instead of the embedded database. */
  databaseUrl: string | null
  /** Where people reach the service: scheme and host, no path and no slash at the end. Links in mail start with it. */
  publicUrl: string
  /** Keys the fingerprints of sign-in tokens and of rate-limited addresses, and signs the notice cookie. */
  sessionSecret: string
  /** Where mail goes: to an SMTP server, or (demonstration only) kept to be read at /demo/outbox. */
  mail: { kind: 'kept' } | { kind: 'smtp'; url: string; from: string }
  /** Where people write to for help; on the contact page. */
  contactAddress: string
  /** A council's own sign-in (OpenID Connect) to offer beside the link; null when there is none. */
  provider: { issuer: string; clientId: string; clientSecret: string; name: string } | null
  /** How many proxies stand in front, so that the sender's address and https are read from the right one. */
  trustedProxies: number
  /** How many processes serve where the database is a server; null for one a processor core. */
  processes: number | null
  logLevel: LogLevel
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const
type LogLevel = (typeof logLevels)[number]

/** Fingerprints in a demonstration protect nobody, so its key need not be secret. */
const demonstrationSecret = 'a demonstration keeps no secrets'

/** Nobody reads it: example.org is kept for examples. */
const demonstrationAddress = 'help@critical-friend.example.org'

/** "name@example.org" of "Critical Friend <name@example.org>". */
const bareAddress = (from: string) => /<([^<>]+)>/.exec(from)?.[1] ?? from

const text = z.string().trim().min(1)

const environment = z.object({
  APP_MODE: z.enum(['demo', 'live'], { error: 'must be demo or live' }).default('demo'),
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int('must be a port number')
    .min(0, 'must be a port number')
    .max(65535, 'must be a port number')
    .default(3000),
  DATA_DIR: text.default('./data'),
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//, 'must start with postgresql://').optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://exchange.example.org' })
    .optional(),
  SESSION_SECRET: text.min(32, 'must be at least 32 characters').optional(),
  SMTP_URL: text.regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://').optional(),
  MAIL_FROM: text.regex(/@/, 'must be an e-mail address').optional(),
  CONTACT_ADDRESS: text
    .refine((address) => isEmailAddress(address.toLowerCase()), 'must be an e-mail address')
    .optional(),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be a web address such as https://login.example.org/tenant/v2.0' })
    .optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_CLIENT_SECRET: text.optional(),
  OIDC_NAME: text.max(60, 'must be 60 characters or fewer').optional(),
  TRUSTED_PROXIES: z.coerce.number({ error: 'must be a number' }).int().min(0).default(0),
  PROCESSES: z.coerce
    .number({ error: 'must be a number' })
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(64, 'must be at most 64')
    .optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).optional(),
})

/** The names of every environment variable the program reads; the README lists each. */
export const environmentNames = Object.keys(environment.shape)

/**
 * Reads and checks the configuration. An empty variable counts as not set.
 * Throws a StartupError naming every variable that is wrong or, in live mode, missing.
 */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(environmentNames.map((name) => [name, env[name]?.trim() || undefined]))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
    throw new StartupError(`The configuration is wrong: ${faults.join('; ')}.`)
  }
  const set = parsed.data
  const config: Config = {
    mode: set.APP_MODE,
    port: set.PORT,
    dataDir: set.DATA_DIR,
    databaseUrl: set.DATABASE_URL ?? null,
    publicUrl: new URL(set.PUBLIC_URL ?? `http://localhost:${set.PORT}`).origin,
    sessionSecret: set.SESSION_SECRET ?? demonstrationSecret,
    mail: set.SMTP_URL && set.MAIL_FROM ? { kind: 'smtp', url: set.SMTP_URL, from: set.MAIL_FROM } : { kind: 'kept' },
    contactAddress: set.CONTACT_ADDRESS ?? (set.MAIL_FROM ? bareAddress(set.MAIL_FROM) : demonstrationAddress),
    provider: readProvider(set),
    trustedProxies: set.TRUSTED_PROXIES,
    processes: set.PROCESSES ?? null,
    logLevel: set.LOG_LEVEL ?? (set.APP_MODE === 'live' ? 'info' : 'warn'),
  }
  if (config.mode === 'live') {
    const missing = [
      set.SESSION_SECRET ? [] : ['a session secret (SESSION_SECRET)'],
      set.SMTP_URL ? [] : ['a mail transport (SMTP_URL)'],
      set.MAIL_FROM ? [] : ['the address mail comes from (MAIL_FROM)'],
      set.PUBLIC_URL ? [] : ['a public address (PUBLIC_URL)'],
      !config.provider || config.provider.issuer.startsWith('https://')
        ? []
        : ['a sign-in provider that is https (OIDC_ISSUER)'],
      !set.PUBLIC_URL || config.publicUrl.startsWith('https://') ? [] : ['a public address that is https (PUBLIC_URL)'],
    ].flat()
    if (missing.length > 0) throw new StartupError(`Live mode will not start without ${inWords(missing)}.`)
  }
  return config
}

type Set = z.output<typeof environment>

/** All of it or nothing: half a provider is a mistake. */
const readProvider = ({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME }: Set): Config['provider'] => {
  if (OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET && OIDC_NAME)
    return { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, name: OIDC_NAME }
  if (OIDC_ISSUER || OIDC_CLIENT_ID || OIDC_CLIENT_SECRET || OIDC_NAME)
    throw new StartupError(
      'The configuration is wrong: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_NAME are set together, or none of them.',
    )
  return null
}

const inWords = (items: string[]) => {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}
