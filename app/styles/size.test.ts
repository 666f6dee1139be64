import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { preprocessCSS, resolveConfig, transformWithEsbuild } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'

describe('the style sheet', () => {
  let css = ''

  beforeAll(async () => {
    const path = fileURLToPath(new URL('app.scss', import.meta.url))
    const scss = { quietDeps: true, logger: { warn: (message: string) => expect.fail(message), debug: () => {} } }
    const options = { configFile: false, logLevel: 'error', css: { preprocessorOptions: { scss } } } as const
    const config = await resolveConfig(options, 'build')
    const { code } = await preprocessCSS(readFileSync(path, 'utf8'), path, config)
    css = (await transformWithEsbuild(code, path, { loader: 'css', minify: true })).code
  }, 60_000)

  it('weighs at most 20 KB compressed', () => {
    expect(gzipSync(css).length).toBeLessThanOrEqual(20 * 1024)
  })

  it('fetches nothing: no font, no image', () => {
    expect(css).not.toMatch(/url\(|@import|@font-face/)
  })

  it('does not use the font that only GOV.UK may use', () => {
    expect(css).not.toMatch(/GDS Transport/i)
  })
})
