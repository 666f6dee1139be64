import { addDays } from '#services/core/clock.ts'
import { askForReview } from './ask-for-review.ts'
import type { Walker } from './walker.ts'

const today = () => new Date().toISOString().slice(0, 10)

type Arrive = () => Promise<Walker>

const addressOf = (name: string) => `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.org`

type Writing = { ref: string; host: Walker; lead: Walker; second: () => Promise<Walker> }

/** The report: written by the team, read by another co-lead, checked by the host, answered by who did not write it, final. */
const writeReport = async ({ ref, host, lead, second }: Writing) => {
  const report = `/reviews/${ref}/report`
  await host.open(report, 404)
  await lead.open(report)
  await lead.sees('Everybody knows the child and says the same.')
  await lead.open(`${report}/1`)
  await lead.type({ text: 'Release is planned for **12 weeks** before it.\n\n- Everybody knows the child.' })
  const other = await second()
  await other.open(`${report}/1`)
  await other.sees(/opened this part/)
  await lead.press('Save this part')
  // Nothing of what the slower of two typed is lost.
  await other.type({ text: 'Release is planned early.' })
  await other.pressRefused('Save this part')
  await other.sees('What is saved now')
  await other.sees('12 weeks')
  await other.open(report)
  await other.pick('hasRead', 'yes')
  await other.press('Say that you have read it')
  await lead.open(report)
  await lead.press('Send it to the service to check its facts')
  await host.open(`${report}/accuracy`)
  await host.type({ place: '1.1', text: 'It is 10 weeks.' })
  await host.pick('kind', 'slip')
  await host.press('Add the comment')
  await host.press('Say that these are all your comments')
  await lead.open(report)
  await lead.sees('1 comment of the service waits for an answer')
  await lead.open(`${report}/accuracy/1`)
  await lead.sees('You wrote this part')
  await other.open(`${report}/accuracy/1`)
  await other.pick('answer', 'accepted')
  await other.press('Keep this answer')
  await lead.open(`${report}/1`)
  await lead.type({ text: 'Release is planned for **10 weeks** before it.\n\n- Everybody knows the child.' })
  await lead.press('Save this part')
  await lead.press('Make the report final')
  await host.open(`${report}/print`)
  await host.sees('10 weeks')
  await other.leave()
}

/** In a room without a signal, where scripts run: what is typed is kept on the phone, and logged once there is one. */
const logWithoutConnection = async (lead: Walker, ref: string) => {
  const text = 'Typed where there was no signal: the plan hangs on the wall.'
  await lead.open(`/reviews/${ref}/evidence/add`)
  await lead.pick('place', '1')
  await lead.pick('kind', 'strength')
  await lead.pick('source', 'kind:document')
  await lead.type({ text })
  await lead.withoutConnection(() =>
    lead.pressUntil('Log it', '1 kept on this phone. Sent when there is a connection.'),
  )
  await lead.waitFor('One entry that was kept on this phone is logged.')
  await lead.open(`/reviews/${ref}/evidence`)
  await lead.sees(text)
}

/** On site: sessions, evidence logged with one thumb, findings that both co-leads agree to. */
const gatherAndFind = async (arrive: Arrive, lead: Walker, ref: string) => {
  await lead.open(`/reviews/${ref}/programme`)
  await lead.type({ title: 'How plans are made', with: 'Case managers', startsAt: '09:30', endsAt: '10:30' })
  await lead.pick('sourceKind', 'focus_group').catch(() => lead.type({ sourceKind: 'focus_group' }))
  await lead.date('day', today())
  await lead.press('Add the session')
  const places = ['1', '2', 'K2', 'K3']
  for (const place of places) {
    for (const source of ['session', place === 'K2' ? 'kind:children_and_carers' : 'kind:data']) {
      await lead.open(`/reviews/${ref}/evidence/add`)
      await lead.pick('place', place)
      await lead.pick('kind', 'strength')
      if (source === 'session') await lead.pickFirst('source')
      else await lead.pick('source', source)
      await lead.type({ text: `Everybody knows the plan and says the same (${place}, ${source}).` })
      await lead.pressUntil('Log it', 'Logged.')
    }
  }
  if (lead.hasJavaScript) await logWithoutConnection(lead, ref)
  await lead.open(`/reviews/${ref}/evidence`)
  await lead.open(`/reviews/${ref}/wall`)
  await lead.sees('Two kinds or more')
  for (const place of places) {
    await lead.open(`/reviews/${ref}/tonight`)
    await lead.tickAllIn(`form[action$="/findings/${place}"]`)
    await lead.type({ title: 'One purpose, in the same words', text: 'Everybody knows the child and says the same.' })
    await lead.pick('kind', place === '1' ? 'strength' : 'area')
    await lead.press('Draft the finding')
    await lead.press(/^Agree to it/)
  }
  await lead.open(`/reviews/${ref}`)
  const second = await arrive()
  await second.signIn(addressOf(await lead.nameOfCoLead(1)))
  for (const place of places) {
    await second.open(`/reviews/${ref}/findings/${place}`)
    await second.press(/^Agree to it/)
  }
  await second.leave()
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
  await coordinator.pressRefused('Pass to the programme board')
  await coordinator.sees(/Avery Quill, has not agreed yet/)

  // The sponsor agrees by link, without an account.
  const sponsor = await arrive()
  await sponsor.readMail('avery.quill@example.org', /Do you agree to this peer review/)
  await sponsor.followMail()
  await sponsor.sees('How early do we plan for release?')
  await sponsor.pick('agrees', 'yes')
  await sponsor.press('Send your answer')
  await sponsor.leave()
  await coordinator.press('Pass to the programme board')

  const board = await arrive()
  await board.become('Sorrel Whitlock')
  await board.open(desk)
  await board.pick('decision', 'approved')
  await board.type({ reasons: 'Questions that peers can answer, and a sponsor who will use what they hear.' })
  await board.sees('A decision takes 2 of the board, you included.')
  await board.pickFirst('tookPart')
  await board.press('Record the decision')
  await board.leave()

  // Step 7: teams with reasons and absences; nobody is written to.
  await coordinator.open(desk)
  await coordinator.press('Save')
  await coordinator.open(`${desk}/team`)
  await coordinator.press('Propose teams')
  await coordinator.sees('The proposals side by side')
  await coordinator.unfold('Who is not here, and why')
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
  const leadName = await coordinator.nameOfCoLead(0)
  const secondName = await coordinator.nameOfCoLead(1)
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
  await gatherAndFind(arrive, lead, ref)
  await record(lead, 'presented', on(lead))
  await host.open(`/reviews/${ref}/presentation`)
  await host.sees('One purpose, in the same words')
  await host.open(`/reviews/${ref}/evidence`, 404)
  await writeReport({ ref, host, lead, second: async () => (await arrive()).signIn(addressOf(secondName)) })

  // Step 10: both sides rate, sealed until everybody who came has, or fourteen days have passed.
  const rate = async (who: Walker, comment: string) => {
    await who.open('/home')
    await who.press(new RegExp(`Say how it went.*${ref}`))
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
  await lead.doesNotSee(said)
  const rating = new URL(lead.page.url()).pathname
  await coordinator.open('/demo/clock')
  await coordinator.date('to', addDays(today(), 15))
  await coordinator.press('Move the clock')
  await lead.openUntil(rating, said)
  await lead.type({ reply: 'Your young advisers made the difference. Thank you.' })
  await lead.press('Publish your reply')
  await lead.leave()

  // The rating stands on the profile, with its count.
  await host.open(`/reviews/${ref}`)
  await host.pressIn(leadName)
  await host.sees(said)
  await host.sees('Your young advisers made the difference.')
  await host.sees('Not enough ratings yet for a figure.')

  // To the close: the plan, what its owner says without an account, the progress review, what has changed.
  await host.open(`/reviews/${ref}/plan`)
  for (const position of ['1', '2', '3']) {
    await host.open(`/reviews/${ref}/plan/areas/${position}`)
    if (position === '1') {
      await host.type({
        what: 'Bring it to the board.',
        ownerRole: 'Head of operations',
        ownerAddress: 'fen@example.org',
      })
      await host.date('dueOn', addDays(today(), 90))
      await host.press('Add the action')
    } else {
      await host.type({ notTakenUp: 'The plan of the partnership has it already.' })
      await host.press('Keep this answer')
    }
  }
  await host.press('Agree the action plan')
  const owner = await arrive()
  await owner.readMail('fen@example.org', /that is yours/)
  await owner.followMail()
  await owner.pick('rag', 'green')
  await owner.type({ text: 'The paper is written, and is on the agenda.' })
  await owner.press('Say how it stands')
  await owner.sees('The paper is written')
  await owner.leave()
  await host.open(`/reviews/${ref}/sharing`)
  await host.pick('item', 'summary')
  await host.pick('audience', 'public')
  await host.press('Share it')
  await host.press(/\/shared\//)
  await host.sees('is not an inspection')
  const leads = await arrive()
  await leads.signIn(addressOf(leadName))
  await leads.open(`/reviews/${ref}/progress`)
  await leads.pick('outcomes[0].outcome', 'moving')
  await leads.press('Record the progress review')
  await leads.leave()
  await host.open(`/reviews/${ref}/progress`)
  await host.type({ changedForChildren: 'Children know who meets them on the day.' })
  await host.press('Say this, and close the review')
  // Nothing that is told in confidence is on paper or in a file, whoever prints or takes it.
  const confidential = [
    /Gwen Egret/,
    /a sponsor who will use what they hear/,
    /Why them/i,
    /Clear scope, realistic dates/,
    /What has happened/,
  ]
  for (const path of ['', '/report', '/report/print', '/plan', '/progress', '/terms'])
    await host.doesNotPrint(`/reviews/${ref}${path}`, confidential)
  await host.doesNotDownload(`/reviews/${ref}/report.docx`, confidential)
  for (const path of [desk, `/reviews/${ref}`]) await coordinator.doesNotPrint(path, confidential)
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
