import { addMonths } from '#services/core/clock.ts'
import type { Walker } from './walker.ts'

type Arrive = () => Promise<Walker>

const today = () => new Date().toISOString().slice(0, 10)
const administrator = 'Linden Marsh'
/** Assessors of the demonstration. */
export const assessors = ['Bryony Heath', 'Corin Sedge', 'Ffion Rhosyn', 'Tamar Reed']

/** A stranger asks to join; the association agrees. */
export const join = async (
  arrive: Arrive,
  { name, address, service }: { name: string; address: string; service?: string },
) => {
  const stranger = await arrive()
  await stranger.open('/sign-in')
  await stranger.press(service === undefined ? 'Apply to the bank' : 'Ask to join')
  if (service === undefined) await stranger.press('Ask the association to bring you in')
  await stranger.type({ name, address, ...(service === undefined ? {} : { service, title: 'Team manager' }) })
  await stranger.pick('kind', service === undefined ? 'bank' : 'group')
  await stranger.press('Send the request')
  await stranger.leave()

  const office = await arrive()
  await office.become(administrator)
  await office.open('/association/members/requests')
  await office.press(new RegExp(`Decide.*${name}`))
  await office.pick('decision', 'agreed')
  await office.type({ reason: 'We know this work, and are glad of it.' })
  await office.press('Record and send the decision')
  await office.leave()
}

/** Somebody who has joined applies to the bank to charge for their work, and is approved. */
export const applyToCharge = async (
  arrive: Arrive,
  { address, past }: { address: string; past?: { service: string } },
) => {
  const applicant = await arrive()
  await applicant.signIn(address)
  await applicant.open('/apply')
  await applicant.pick('roleSought', 'trainee')
  await applicant.press(/Start/)
  const ref = applicant.refInAddress(/BA-\d{4}-\d+/)
  const part = async (path: string, fill: () => Promise<unknown>) => {
    await applicant.open(`/apply/${ref}/${path}`)
    await fill()
    await applicant.press('Save and continue')
  }
  for (const themeCode of ['G1', 'K2'])
    await part('themes/add', async () => {
      await applicant.type({ themeCode, evidence: 'Led this for three years and wrote the guidance that we use.' })
      await applicant.pick('level', '2')
    })
  if (past !== undefined)
    await part('posts/add', async () => {
      await applicant.type({ yot: past.service, title: 'Operations manager' })
      await applicant.pick('level', 'second_tier')
      await applicant.pick('kind', 'substantive')
      await applicant.date('from', addMonths(today(), -90))
      await applicant.date('until', addMonths(today(), -6))
    })
  await part('posts', () => applicant.pick('isComplete', 'on'))
  const referees = [`first.of.${address}`, `second.of.${address}`]
  await part('referees', async () => {
    await applicant.type({
      'referees[0].name': 'Rosa Hedge',
      'referees[0].email': referees[0] ?? '',
      'referees[0].relation': 'Paid for a review of our board',
      'referees[1].name': 'Sam Thicket',
      'referees[1].email': referees[1] ?? '',
      'referees[1].relation': 'Worked beside me',
    })
    await applicant.pick('referees[0].isCommissioner', 'on')
    await applicant.date('referees[0].commissionedOn', addMonths(today(), -3))
  })
  await part('interests', () => applicant.pick('answer', 'nil'))
  await part('time', async () => {
    await applicant.type({ daysPerYear: '20', dayRate: '480' })
    await applicant.pick('basis', 'charged')
    await applicant.date('insuranceUntil', addMonths(today(), 11))
  })
  await part('dbs', async () => {
    await applicant.pick('answer', 'not_needed')
    await applicant.type({ because: 'Meets no child alone and opens no case record.' })
  })
  await part('about', () =>
    applicant.type({ summary: 'I ran court and resettlement work, and now help others with it.' }),
  )
  await part('conduct', () => applicant.pick('isAccepted', 'on'))
  await applicant.open(`/apply/${ref}/check`)
  await applicant.press('Send your application')
  await applicant.leave()

  for (const referee of referees) {
    const visitor = await arrive()
    await visitor.readMail(referee, /reference/i)
    await visitor.followMail()
    await visitor.pick('isSupportive', 'yes')
    await visitor.type({ body: 'I have seen this work for years and would ask nobody else for it.' })
    await visitor.press('Send your reference')
    await visitor.leave()
  }

  const office = await arrive()
  await office.become(administrator)
  await office.open(`/association/applications/${ref}/panel`)
  await office.press('Send to the panel')
  await office.open(`/association/applications/${ref}`)
  const panel = await office.namesAmong(assessors)
  for (const assessorName of panel) {
    const assessor = await arrive()
    await assessor.become(assessorName)
    await assessor.open(`/association/applications/${ref}/assess`)
    await assessor.pick('view', 'approve')
    await assessor.type({ reasons: 'Clear evidence in both themes, and two referees who know the work well.' })
    await assessor.press('Record your view')
    await assessor.leave()
  }
  await office.open(`/association/applications/${ref}/decide`)
  await office.type({ reasons: 'Both assessors approve: clear evidence, and references that say the same.' })
  await office.press('Confirm and tell the applicant')
  await office.leave()
}

/** Writes an offering that is charged, checks and publishes it; another service finds it, and who it is from. */
export const publishCharged = async (
  arrive: Arrive,
  {
    address,
    path,
    title,
    from,
  }: { address: string; path: string; title: string; from: { facet: string; says: string } },
) => {
  const provider = await arrive()
  await provider.signIn(address)
  await provider.open(path)
  await provider.type({
    title,
    summary: 'A day on what helps at the gate, with somebody who has done it.',
    description: 'In your offices, for up to twenty people. You leave with a plan for the next ten releases.',
    price: '480',
    priceUnit: 'a day',
  })
  await provider.pick('kind', 'training')
  await provider.pick('themes', 'G1')
  await provider.pick('basis', 'charged')
  await provider.pick('delivery', 'on_site')
  await provider.press('Save and check')
  await provider.press('Publish')
  await provider.leave()

  const seeker = await arrive()
  await seeker.become('Rowan Ashdown')
  await seeker.open(`/offerings?from=${from.facet}&basis=charged`)
  await seeker.sees(title)
  await seeker.press(title)
  await seeker.sees('Charged: £480 a day')
  await seeker.sees(from.says)
  await seeker.leave()
}
