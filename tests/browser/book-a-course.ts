import { expect } from 'vitest'
import type { Walker } from './walker.ts'

type Arrive = () => Promise<Walker>

const title = 'Case audit calibration morning'

/** The most pages and presses between the list of courses and three places booked, as courses-and-marks.md has it. */
const most = { pages: 4, presses: 8 }

/** A manager books three places, says later who comes, and swaps two; the provider sees who comes. */
export const bookACourse = async (arrive: Arrive) => {
  const manager = await arrive()
  await manager.become('Wren Calloway')
  await manager.open('/courses')
  let pages = 0
  manager.page.on('load', () => {
    pages += 1
  })
  await manager.press(title)
  await manager.press('Book places')
  // Opening the list and choosing three are two presses of the five.
  await manager.type({ count: '3' })
  await manager.press('Book')
  await manager.sees('3 places are booked')
  expect(pages).toBeLessThanOrEqual(most.pages)
  expect(pages + 2).toBeLessThanOrEqual(most.presses)
  const [fee, bo] = [
    { name: 'O’Néill-Ó Súilleabháin, Fee (she/her)', address: 'fee@example.org' },
    { name: 'Bo Finch', address: 'bo@example.org' },
  ]
  const both = (first: typeof fee, second: typeof fee) => ({
    'names[0].attendee': first.name,
    'names[0].address': first.address,
    'names[1].attendee': second.name,
    'names[1].address': second.address,
  })
  await manager.type(both(fee, bo))
  await manager.press('Save names')
  await manager.type(both(bo, fee))
  await manager.press('Save names')
  await manager.sees('Place 1: Bo Finch')
  await manager.press('Cancel place 3')
  await manager.sees('2 places booked')
  const ref = new URL(manager.page.url()).pathname.split('/')[2] ?? ''

  const provider = await arrive()
  await provider.signIn('aspen.loxley@example.org')
  await provider.open(`/courses/${ref}/manage`)
  await provider.sees(fee.name)
  await provider.open(`/courses/${ref}/register`)
  await provider.sees('Bo Finch')

  // Who comes for another service is nobody else's.
  const other = await arrive()
  await other.become('Teal Harkness')
  await other.open(`/courses/${ref}`)
  expect(await other.page.content()).not.toContain('Bo Finch')
  await other.open(`/courses/${ref}/manage`, 404)
  await other.open('/marks')
  await other.sees('Resettlement plans that start on day one')
  for (const walker of [manager, provider, other]) await walker.leave()
}
