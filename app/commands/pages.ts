import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { fingerprint, isBuiltOf, stampBuilt } from './built.js'

/** Builds when there is no build, or when anything it is made of has changed since. */
export const buildIfNeeded = async () => {
  if (isBuiltOf(fingerprint())) return
  console.log('Building the pages, once; this takes a moment.')
  await buildPages()
}

/** Builds pages, server and threads for production into build/. */
export const buildPages = async () => {
  const stamp = fingerprint()
  // What is half built must not pass for whole.
  rmSync('build', { recursive: true, force: true })
  const { cli } = await import('@remix-run/dev')
  await cli.run(['vite:build', '--logLevel', 'error'])
  stampBuilt(stamp)
}

/** The pages as built. */
export const loadBuild = async (): Promise<ServerBuild> => import(pathToFileURL(resolve('build/server/index.js')).href)
