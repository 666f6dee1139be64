import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Walker } from './walker.ts'

const today = () => new Date().toISOString().slice(0, 10)
const mondayFrom = (iso: string) => addDays(iso, (8 - dateFromIso(iso).getUTCDay()) % 7)

/** Step 6: a host asks for a peer review, page by page, and sends it. */
export const askForReview = async (host: Walker): Promise<string> => {
  await host.become('Teal Harkness')
  await host.open('/reviews/request')
  await host.type({ purpose: 'We want to know whether children who leave custody come home to a plan that works.' })
  await host.press('Save and continue')
  const ref = host.refInAddress(/PR-\d{4}-\d+/)
  const part = async (path: string, fill: () => Promise<unknown>, button = 'Save and continue') => {
    await host.open(`/reviews/${ref}/edit/${path}`)
    await fill()
    await host.press(button)
  }
  await part('sponsor', async () => {
    await host.type({
      sponsorName: 'Avery Quill',
      sponsorRole: 'Director of children’s services',
      sponsorAddress: 'avery.quill@example.org',
    })
  })
  await part('lead-officer', () => host.pickFirst('leadOfficerId'))
  for (const [position, question, theme] of [
    ['1', 'How early do we plan for release?', 'G1'],
    ['2', 'Does the board see what happens after release?', 'A1'],
  ] as const) {
    await part(`kloes/${position}`, () => host.type({ question }))
    await part(`kloes/${position}/themes`, () =>
      host.pick('themes', theme).catch(() => host.type({ 'more[0]': theme })),
    )
  }
  await part('visit', async () => {
    await host.pick('mode', 'hybrid')
    await host.pick('days', '3')
    await host.pick('travelPaidBy', 'host')
  })
  const monday = mondayFrom(addDays(today(), 120))
  await part(
    'dates',
    async () => {
      await host.date('startsOn', monday)
      await host.date('endsOn', addDays(monday, 2))
    },
    'Add these dates',
  )
  await host.open(`/reviews/${ref}/edit/people?name=Gwen`)
  await host.pickFirst('personId')
  await host.press('We would rather not have this person')
  await host.open(`/reviews/${ref}/edit/check`)
  await host.press('Send the request')
  return ref
}
