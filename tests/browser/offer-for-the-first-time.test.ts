import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { addMonths } from '#services/core/clock.ts'
import { applyToCharge, assessors, join, publishCharged } from './become-a-provider.ts'
import { launchBrowser, serveDemonstration } from './demonstration.ts'
import { Walker } from './walker.ts'

/*
 * An associate, a manager in post and an outside provider, each from a stranger to a published charged offering that another service
 * finds, in Chromium on the demonstration.
 */

const aWhile = 600_000
const today = () => new Date().toISOString().slice(0, 10)
const examined = new Set<string>()
let browser: Browser
let served: Awaited<ReturnType<typeof serveDemonstration>>
/** With scripts where pages are new to axe; the others are walked with scripts elsewhere, and take half the time without. */
const arrive = (hasJavaScript = true) => Walker.arrive(browser, served.origin, hasJavaScript, examined)
const arriveWithoutScripts = () => arrive(false)

beforeAll(async () => {
  ;[browser, served] = await Promise.all([launchBrowser(), serveDemonstration()])
}, aWhile)
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

describe('from a stranger to a published charged offering', () => {
  it(
    'goes an organisation from outside, which reads what it will not be before it begins, and pays once it is approved',
    async () => {
      const address = 'sable.quarry@lantern.example'
      const stranger = await arrive()
      await stranger.open('/apply')
      await stranger.press('offer as an outside provider')
      for (const says of [
        '£150 a year',
        'never part of a peer review team',
        'marked “Outside provider”',
        'checked for conflicts',
      ])
        await stranger.sees(says)
      await stranger.press('Ask to offer')
      await stranger.type({
        name: 'Lantern Learning',
        number: '1234567',
        website: 'lantern.example',
        region: 'Yorks Hum',
        does: 'Training on resettlement, for nine youth justice services since 2016.',
        contactName: 'Sable Quarry',
        contactAddress: address,
        wordOne: 'Ada Host, a head of service, 01632 960111',
        wordTwo: 'Ben Host, a board chair, 01632 960112',
      })
      await stranger.pick('numberKind', 'ukprn')
      await stranger.pick('understood', 'yes')
      await stranger.date('insuranceUntil', addMonths(today(), 11))
      await stranger.pressToMend('Send', 'This is no UK provider reference number')
      await stranger.pick('numberKind', 'charity')
      await stranger.press('Send')
      await stranger.sees('We have what you ask')
      await stranger.readMail(address, /We have what you ask/)
      await stranger.sees(/OP-\d{4}-\d+/)
      await stranger.leave()

      const office = await arrive()
      await office.become('Linden Marsh')
      await office.open('/association/outside')
      await office.pressIn('Lantern Learning')
      const ref = office.refInAddress(/OP-\d{4}-\d+/)
      const [drawn = ''] = await office.namesAmong(assessors)
      await office.unfold('Record what you checked')
      for (const day of ['numberSeenOn', 'wordOneOn', 'wordTwoOn']) await office.date(day, today())
      await office.date('insuranceSeenUntil', addMonths(today(), 11))
      await office.press('Keep what was checked')
      await office.sees('The assessor has not said what they think')

      const assessor = await arrive()
      await assessor.become(drawn)
      await assessor.open(`/association/outside/${ref}`)
      await assessor.pick('view', 'for')
      await assessor.type({ reasons: 'Both of them would have Lantern Learning back.' })
      await assessor.press('Record your view')
      await assessor.leave()

      await office.open(`/association/outside/${ref}`)
      await office.pick('decision', 'approved')
      await office.type({ reasons: 'It is who it says, insured, and well spoken of.' })
      await office.press('Decide')
      await office.unfold('Record the invoice')
      await office.type({ invoiceReference: 'OP-0042' })
      await office.press('Record the invoice')
      await office.press('Record that it is paid')
      await office.sees('The fee is recorded as paid')
      await office.leave()

      await publishCharged(arrive, {
        ...{ address, path: '/offerings/new', title: 'The first week after release' },
        from: { facet: 'outside', says: 'Lantern Learning Outside provider' },
      })
    },
    aWhile,
  )

  it(
    'goes somebody who led and has left, by the bank',
    async () => {
      const who = { name: 'Alder Stroud', address: 'alder.stroud@example.net' }
      await join(arriveWithoutScripts, who)
      await applyToCharge(arriveWithoutScripts, { address: who.address, past: { service: 'Leeds' } })
      await publishCharged(arriveWithoutScripts, {
        ...{ address: who.address, path: '/offerings/new', title: 'Ten releases, planned in a day' },
        from: { facet: 'person', says: who.name },
      })
    },
    aWhile,
  )

  it(
    'goes a manager in post, with the consent of their service',
    async () => {
      const who = { name: 'Robin Fell', address: 'robin.fell@example.net', service: 'Hull' }
      await join(arriveWithoutScripts, who)
      await applyToCharge(arriveWithoutScripts, { address: who.address })
      const manager = await arrive()
      await manager.signIn(who.address)
      await manager.open('/offerings/own-name')
      await manager.type({ words: 'A day for other services on planning releases.', daysPerYear: '6' })
      await manager.pick('mayCharge', 'yes')
      await manager.press('Ask your service')
      await manager.leave()
      const lead = await arrive()
      await lead.readMail('rowan.ashdown@example.org', /own name/)
      await lead.followMail()
      await lead.pick('agrees', 'yes')
      await lead.press('Send your answer')
      await lead.leave()
      await publishCharged(arrive, {
        ...{ address: who.address, path: '/offerings/new?for=me', title: 'A manager’s day on releases' },
        from: { facet: 'person', says: who.name },
      })
    },
    aWhile,
  )
})
