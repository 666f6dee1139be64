import { expect } from 'vitest'
import { addWorkingDays } from '#services/core/working-days.ts'
import type { Walker } from './walker.ts'

type Arrive = () => Promise<Walker>

/** What a volunteer's Monday may take, as pages to read and as presses of links, buttons and choices. */
const most = { pages: 20, presses: 20 }

const today = () => new Date().toISOString().slice(0, 10)

/** A volunteer's Monday at the association's desk: a late referee, what runs out, an export, a condition that is met, and a suspension. */
export const aMonday = async (arrive: Arrive) => {
  const volunteer = await arrive()
  await volunteer.become('Linden Marsh')
  let [pages, presses] = [0, 0]
  volunteer.page.on('load', () => {
    pages += 1
  })
  const press = async (name: string | RegExp) => {
    presses += 1
    await volunteer.press(name)
  }
  const choose = async (work: Promise<unknown>) => {
    presses += 1
    await work
  }
  await press('Association')
  await press('Applications to the bank')
  presses += 1
  await volunteer.pressIn('Waiting for references')
  await press(/^Remind/)
  await volunteer.sees(/will be reminded by mail. Their link lasts until/)

  await press('Association')
  await press('The bank: who stands how')
  await press(/with something that runs out within 90 days/)
  const shown = await volunteer.page.locator('main tbody tr').count()
  expect(shown).toBeGreaterThan(3)
  presses += 1
  const { page } = volunteer
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click(),
  ])
  const lines: string[] = []
  for await (const chunk of await file.createReadStream()) lines.push(...String(chunk).trim().split('\r\n'))
  // A line of headings, and the same people.
  expect(lines).toHaveLength(shown + 1)
  await press('Remind these people of what runs out')
  await volunteer.sees('Condition: By')
  await press('Send these letters')

  await press(/with an open condition/)
  presses += 1
  await volunteer.pressIn('1 open')
  const name = await page.locator('h1').innerText()
  await choose(volunteer.pickFirst('conditionId'))
  await volunteer.type({ note: 'The certificate, sent this morning.' })
  await press('Confirm it')
  await volunteer.sees('The certificate, sent this morning.')

  await press(/^Ask for a review of their place/)
  await choose(volunteer.pick('reason', 'risk'))
  await volunteer.type({ statement: 'A host rang this morning about how they spoke with children.' })
  await press('Send it')
  await choose(volunteer.unfold('Put something in place for now'))
  await choose(volunteer.tickLabelled(/place in the bank/))
  await volunteer.date('reviewOn', addWorkingDays(today(), 8))
  await volunteer.type({ reason: 'Until both sides were heard.' })
  await press('Put it in place')
  await volunteer.sees('The place in the bank is suspended')
  expect(pages).toBeLessThanOrEqual(most.pages)
  expect(presses).toBeLessThanOrEqual(most.presses)

  await volunteer.open('/association/bank?state=suspended')
  await volunteer.sees(name)
}
