import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Source = { path: string; text: string }

/** The project's files below the given folders, with their text: those git knows or would know. */
export const sourcesIn = (...folders: string[]): Source[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path !== '' && existsSync(`${root}/${path}`))
    .map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }))

export const codeIn = (...folders: string[]): Source[] =>
  sourcesIn(...folders).filter(({ path }) => /\.(ts|tsx|js)$/.test(path))

export const isTest = ({ path }: Source): boolean => /\.test\.tsx?$/.test(path)

export const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8')

/** What a file imports, as written. */
export const importsOf = ({ text }: Source): string[] =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].flatMap((match) => match[1] ?? [])
