import { addDays, dateFromIso } from '#services/core/clock.ts'
import type { Walker } from './walker.ts'

const today = () => new Date().toISOString().slice(0, 10)
const mondayFrom = (iso: string) => addDays(iso, (8 - dateFromIso(iso).getUTCDay()) % 7)

type Arrive = () => Promise<Walker>

const addressOf = (name: string) => `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.org`

/** Step 6: a host asks for a peer review, page by page, and sends it. */
const askForReview = async (host: Walker): Promise<string> => {
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
    await host.type({ sponsorName: 'Avery Quill', sponsorRole: 'Director of children’s services' })
    await host.date('sponsorSignedOn', addDays(today(), -2))
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

/** Steps 6 to 10: from "we need help" to "here is how it went". */
export const reviewAndRate = async (arrive: Arrive) => {
  const host = await arrive()
  const ref = await askForReview(host)
  const desk = `/association/requests/${ref}`

  // The South West has no coordinator of its own: another region's has the case.
  const coordinator = await arrive()
  await coordinator.become('Wren Calloway')
  await coordinator.open(desk)
  await coordinator.type({ note: 'Spoke with the head of service. Clear scope, realistic dates, a sponsor who cares.' })
  await coordinator.press('Pass to the programme board')

  const board = await arrive()
  await board.become('Sorrel Whitlock')
  await board.open(desk)
  await board.pick('decision', 'approved')
  await board.type({ reasons: 'Questions that peers can answer, and a sponsor who will use what they hear.' })
  await board.press('Record the decision')
  await board.leave()

  // Step 7: teams with reasons and absences; nobody is written to.
  await coordinator.open(desk)
  await coordinator.press('Save')
  await coordinator.open(`${desk}/team`)
  await coordinator.press('Propose teams')
  await coordinator.sees('Who is not here, and why')
  await coordinator.sees('Gwen Egret: Not available.')
  await coordinator.press('Change by hand')
  await coordinator.tryOut('people', /Nobody/, 'Show what this does', 'A co-lead is missing')
  await coordinator.open(`${desk}/team`)
  await coordinator.press('Check these people for conflicts')
  await coordinator.press('Choose this team')
  await coordinator.press('Invite this team')

  // Step 8: one says no and an alternate steps in; everybody else says yes.
  let isFirst = true
  for (let guard = 0; guard < 12; guard += 1) {
    await coordinator.open(`${desk}/team`)
    const name = await coordinator.nameOfFirstWaiting()
    if (name === null) break
    const invitee = await arrive()
    await invitee.signIn(addressOf(name))
    await invitee.readMail(addressOf(name), /review/i)
    await invitee.followMail()
    if (isFirst) {
      await invitee.open(`${new URL(invitee.page.url()).pathname}/decline`)
      await invitee.type({ reason: 'My service is being inspected that month.' })
      await invitee.press('Say no')
      isFirst = false
    } else {
      await invitee.pick('declares', 'nothing')
      await invitee.press('Declare, and say yes')
    }
    await invitee.leave()
  }
  await coordinator.open(`${desk}/terms`)
  await coordinator.press('Send to both sides')
  await host.open(`/reviews/${ref}/terms`)
  await host.pick('hasRead', 'yes')
  await host.press('Accept the terms')

  await coordinator.open(`/reviews/${ref}`)
  const leadName = await coordinator.nameOfFirstCoLead()
  const lead = await arrive()
  await lead.signIn(addressOf(leadName))
  await lead.open(`/reviews/${ref}/terms`)
  await lead.pick('hasRead', 'yes')
  await lead.press('Accept the terms')

  // Step 9: the stages, each with its day.
  const record = async (who: Walker, event: string, fill?: () => Promise<unknown>) => {
    await who.open(`/reviews/${ref}/record/${event}`)
    await fill?.()
    await who.pressSubmit()
  }
  const on = (who: Walker) => () => who.date('happenedOn', today())
  await record(lead, 'arrived', async () => {
    await lead.pick('isSooner', 'yes')
    await lead.date('happenedOn', today())
  })
  await record(lead, 'presented', on(lead))
  for (const place of ['1', '2', 'K2', 'K3']) {
    await lead.open(`/reviews/${ref}/findings/${place}`)
    await lead.type({
      strengths: 'Everybody knows the child and says the same.',
      areas: 'What is learned in one team does not reach the others.',
      'sources[0]': 'Interviews with managers',
      'sources[1]': 'Case sample',
    })
    await lead.press('Save the finding')
  }
  await record(lead, 'draft-sent', on(lead))
  await record(host, 'accuracy-given', () => host.type({ note: 'Two dates were wrong; both are mended.' }))
  await record(lead, 'finalised', on(lead))

  // Step 10: both sides rate, sealed until both have.
  const rate = async (who: Walker, comment: string) => {
    await who.open('/home')
    await who.press(new RegExp(`Say how ${ref} went`))
    for (const criterion of ['relevance', 'preparation', 'quality', 'conduct', 'usefulness'])
      await who.pick(criterion, '5')
    await who.type({ comment })
    await who.press('Give your rating')
  }
  const said = 'They listened, and the letter was usable the same week.'
  await rate(host, said)
  await lead.open('/home')
  await lead.doesNotSee(said)
  await rate(lead, 'Prepared, open and kind.')
  await lead.sees(said)
  await lead.type({ reply: 'Your young advisers made the difference. Thank you.' })
  await lead.press('Publish your reply')
  await lead.leave()

  // The rating stands on the profile, with its count.
  await host.open(`/reviews/${ref}`)
  await host.pressIn(leadName)
  await host.sees(said)
  await host.sees('Your young advisers made the difference.')
  await host.sees(/(\d|one) ratings?/)

  // To the close.
  await record(host, 'action-plan-agreed', on(host))
  await record(coordinator, 'progress-reviewed', on(coordinator))
  await record(coordinator, 'closed', on(coordinator))
  await host.open(`/reviews/${ref}`)
  await host.sees('Closed')
  await host.leave()
  await coordinator.leave()

  const administrator = await arrive()
  await administrator.become('Linden Marsh')
  await administrator.open(`/association/audit?q=${ref}&check=yes`)
  await administrator.sees('Review: closed')
  await administrator.leave()
}
