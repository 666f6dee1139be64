import { redirect } from '@remix-run/node'
import { localPath } from '#services/core/local-path.ts'

/** Sends the browser on to a path of ours (303), whatever it was made of; what is none leads home. */
export const goOn = (path: string, headers: Record<string, string> = {}) =>
  redirect(localPath(path) ?? '/home', { status: 303, headers })
