import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { findServices } from './find-services.ts'
import { launchBrowser, serveDemonstration, Walker } from './walker.ts'

/*
 * The whole main job, as the people who do it, in a real browser on the demonstration: once with scripts and once without.
 */

describe.each([
  { how: 'with scripts', hasJavaScript: true },
  { how: 'without scripts', hasJavaScript: false },
])('from “we need help” to “here is how it went”, $how', ({ hasJavaScript }) => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof serveDemonstration>>
  const arrive = () => Walker.arrive(browser, served.origin, hasJavaScript)

  beforeAll(async () => {
    ;[browser, served] = await Promise.all([launchBrowser(), serveDemonstration()])
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await served?.stop()
  })

  it('finds services in the register', () => findServices(arrive))
})
