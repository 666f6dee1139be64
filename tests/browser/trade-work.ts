import { expect } from 'vitest'
import { addDays } from '#services/core/clock.ts'
import type { Walker } from './walker.ts'

type Arrive = () => Promise<Walker>

const title = 'Independent review of your board and plan'
const need = 'Our board changes in spring. Somebody from outside should read its papers and sit in once.'

/** The most pages between a need in somebody's own words and work that is agreed, as engagements.md has it. */
const mostPages = 12

/** Traded work by both its sides: from a need in a head of service's own words to settled and rated. */
export const tradeWork = async (arrive: Arrive) => {
  const host = await arrive()
  await host.signIn('hollis.grebe@example.org')
  let pages = 0
  host.page.on('load', () => {
    pages += 1
  })
  await host.open('/')
  await host.type({ need })
  await host.press('See who could help')
  await host.press('See who could help')
  await host.tickLabelled(new RegExp(`^${title}`))
  await host.press('Ask those you ticked')
  const enquiry = new URL(host.page.url()).pathname

  const provider = await arrive()
  await provider.become('Gwen Egret')
  await provider.readMail('gwen.egret@example.org', /asks/i)
  await provider.followMail()
  await provider.pick('mode', 'on_site')
  await provider.type({ 'lines[0].quantity': '3', response: 'Two days of reading and talking, one with your board.' })
  await provider.press('Send your offer')

  await host.open(enquiry)
  await host.sees('£1,650')
  await host.type({ reason: 'They have led a service, and inspected none.' })
  await host.press('Choose this offer')
  const work = await host.hrefOf('a[href^="/engagements/"]')

  // A calendar of its own: the walks before this one may have moved the demonstration's clock.
  const day = addDays(new Date().toISOString().slice(0, 10), 60)
  await provider.open(work)
  await provider.press('Complete the terms')
  await provider.tickLabelled('Gwen Egret')
  await provider.type({
    work: 'Papers of a year read, six talks, the board seen once, and a letter of two pages.',
    'sessions[0].from': '09:30',
    'sessions[0].to': '16:30',
    'sessions[0].mode': 'on_site',
    'sessions[0].place': 'Town hall, Brighton',
    expenses: 'Second-class travel, at most £120.',
    cancelDays: '10',
    cancelPercent: '50',
    documents: 'The letter is the service’s to use as it likes.',
    data: 'None.',
  })
  await provider.date('sessions[0].on', day)
  await provider.press('Save')
  await provider.press('Send these terms')
  await provider.open(`${work}/terms/latest`)
  await provider.press('Accept these terms')
  await host.open(work)
  await host.press('Read the terms and accept')
  await host.sees('Town hall, Brighton')
  await host.press('Accept these terms')
  await host.sees('Agreed')
  expect(pages, 'pages from the need to agreed work').toBeLessThanOrEqual(mostPages)
  const calendar = await (await host.page.request.get(`${host.origin}${work}/calendar.ics`)).text()
  // Half past nine in London, as Greenwich has it.
  expect(calendar).toMatch(new RegExp(`DTSTART:${day.replaceAll('-', '')}T0[89]3000Z`))

  await host.open('/demo/clock')
  await host.date('to', addDays(day, 1))
  await host.press('Move the clock')
  await provider.open(work)
  await provider.press('Say that it is delivered')
  await provider.press('It is delivered')
  await host.open(work)
  await host.press('Confirm that it was delivered')
  await host.pick('determination', 'outside')
  await host.press('Record')

  await provider.open(`${work}/settle`)
  await provider.pick('kind', 'invoice')
  await provider.date('on', addDays(day, 1))
  await provider.type({ number: 'GE-17', net: '1650', vat: '0' })
  await provider.press('Record')
  await provider.open(`${work}/invoice-particulars`)
  await provider.sees('£1,650')
  for (const [kind, number] of [
    ['purchase_order', 'PO 88/2027'],
    ['paid', ''],
  ] as const) {
    await host.open(`${work}/settle`)
    await host.pick('kind', kind)
    await host.date('on', addDays(day, 1))
    await host.type({ number })
    await host.press('Record')
  }
  await host.open(work)
  await host.sees('Settled')

  const ref = work.slice('/engagements/'.length)
  const words = { host: 'She read everything and told us plainly.', provider: 'Papers ready, doors open.' }
  for (const [who, comment] of [
    [host, words.host],
    [provider, words.provider],
  ] as const) {
    await who.openUntil('/home', ref)
    await who.press(new RegExp(`Say how it went.*${ref}`))
    for (const criterion of ['relevance', 'preparation', 'quality', 'conduct', 'usefulness'])
      await who.pick(criterion, '5')
    await who.type({ comment })
    await who.press('Give your rating')
  }
  await provider.sees(words.host)
  await host.open('/ledger')
  await host.sees(title)
  await host.leave()
  await provider.leave()
}
