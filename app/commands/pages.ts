import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'

const stampFile = 'build/stamp'
const serverBuildFile = 'build/server/index.js'

/** What the pages are built from; the rest is loaded from source when the server starts. */
const ingredients = ['app', 'public', 'package-lock.json', 'remix.config.js', 'vite.config.ts', 'tsconfig.json']
const isBuilt = (file: string) => !/^app\/(http|commands|server\.ts)|\.test\.tsx?$/.test(file)

/** Builds the pages when there is no build, or when anything they are made of has changed since. */
export const buildIfNeeded = async () => {
  const stamp = fingerprint()
  if (existsSync(serverBuildFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  console.log('Building the pages, once; this takes a moment.')
  await buildPages()
}

/** Builds the pages for production into build/. */
export const buildPages = async () => {
  const stamp = fingerprint()
  const { cli } = await import('@remix-run/dev')
  await cli.run(['vite:build', '--logLevel', 'error'])
  writeFileSync(stampFile, stamp)
}

/** The pages as built. */
export const loadBuild = async (): Promise<ServerBuild> => import(pathToFileURL(resolve(serverBuildFile)).href)

const fingerprint = () => {
  const hash = createHash('sha256')
  const files = ingredients.flatMap(filesUnder).filter(isBuilt).sort()
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file))
  return hash.digest('hex')
}

const filesUnder = (path: string): string[] => {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap((name) => filesUnder(`${path}/${name}`))
}
