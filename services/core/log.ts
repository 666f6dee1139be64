import { type Logger, pino } from 'pino'
import type { Config } from './config.ts'

/**
 * Structured lines, one JSON object each. Never give it a person's name, address or typed text, a network address, a
 * token or a full URL: ids, counts, codes and durations only.
 */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'> & {
  child(bindings: Record<string, string>): Log
}

export const createLog = (config: Pick<Config, 'logLevel'>): Log =>
  pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
