import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { aMonday } from './a-monday.ts'
import { applyToTheBank } from './apply-to-the-bank.ts'
import { bookACourse } from './book-a-course.ts'
import { comeBack } from './come-back.ts'
import { launchBrowser, serveDemonstration } from './demonstration.ts'
import { findServices } from './find-services.ts'
import { listAndFindAnOffering } from './list-and-find-an-offering.ts'
import { reviewAndRate } from './review-and-rate.ts'
import { seeNothingOfIt } from './see-nothing-of-it.ts'
import { tradeWork } from './trade-work.ts'
import { Walker } from './walker.ts'

const aWhile = 600_000

/** The whole main job, as the people who do it, in a real browser on the demonstration; on a PostgreSQL server where one is named. */
export const walk = (how: string, hasJavaScript: boolean, server: string | null = null) =>
  describe(`from “we need help” to “here is how it went”, ${how}${server === null ? '' : ' and on a server'}`, () => {
    let browser: Browser
    let served: Awaited<ReturnType<typeof serveDemonstration>>
    const examined = new Set<string>()
    const arrive = () => Walker.arrive(browser, served.origin, hasJavaScript, examined)

    beforeAll(async () => {
      ;[browser, served] = await Promise.all([launchBrowser(), serveDemonstration(server)])
    }, aWhile)
    afterAll(async () => {
      await browser?.close()
      await served?.stop()
    })

    it('finds services in the register', () => findServices(arrive), aWhile)
    it('lists an offering, and finds it from another service', () => listAndFindAnOffering(arrive), aWhile)
    it('books three places on a course, names them later and swaps two', () => bookACourse(arrive), aWhile)
    it('hides a case from whoever is conflicted with it', () => seeNothingOfIt(arrive), aWhile)
    it('takes an application into the bank', () => applyToTheBank(arrive), aWhile)
    // Before the review, for which the clock is moved by weeks.
    it('does a Monday’s work at the desk of the bank', () => aMonday(arrive), aWhile)
    it('takes a review from its request to its ratings', () => reviewAndRate(arrive), aWhile)
    it('takes traded work from a need to settled and rated', () => tradeWork(arrive), aWhile)
    it('brings back somebody who remembers only an old work address', () => comeBack(arrive), aWhile)
  })
