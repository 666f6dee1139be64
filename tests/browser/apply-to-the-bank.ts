import { addMonths } from '#services/core/clock.ts'
import type { Walker } from './walker.ts'

const today = () => new Date().toISOString().slice(0, 10)

type Arrive = () => Promise<Walker>

/** Step 4: a manager applies to the bank, referees answer by link, and two assessors decide without seeing each other. */
export const applyToTheBank = async (arrive: Arrive) => {
  const applicant = await arrive()
  await applicant.become('Laurel Siskin')
  await applicant.open('/apply')
  await applicant.pick('roleSought', 'reviewer')
  await applicant.press(/Start/)
  const ref = applicant.refInAddress(/BA-\d{4}-\d+/)
  const part = async (path: string, fill: () => Promise<unknown>) => {
    await applicant.open(`/apply/${ref}/${path}`)
    await fill()
    await applicant.press('Save and continue')
  }
  await part('role', async () => {
    await applicant.date('trainedOn', addMonths(today(), -8))
    await applicant.type({
      reviewsDone: '3',
      roleEvidence: 'Two days of training, then observed one review and took part in two.',
    })
  })
  for (const themeCode of ['G1', 'K2']) {
    await part('themes/add', async () => {
      await applicant.type({
        themeCode,
        evidence: 'Led this for three years and wrote the guidance that our service uses.',
      })
      await applicant.pick('level', '2')
    })
  }
  await part('posts', () => applicant.pick('isComplete', 'on'))
  await part('referees', () =>
    applicant.type({
      'referees[0].name': 'Rosa Hedge',
      'referees[0].email': 'rosa.hedge@example.org',
      'referees[0].relation': 'Chaired our board',
      'referees[1].name': 'Sam Thicket',
      'referees[1].email': 'sam.thicket@example.org',
      'referees[1].relation': 'Worked beside me',
    }),
  )
  await part('interests', () => applicant.pick('answer', 'complete').catch(() => applicant.pick('answer', 'nil')))
  await part('time', async () => {
    await applicant.type({ daysPerYear: '6' })
    await applicant.pick('basis', 'in_kind')
    await applicant.type({ consentName: 'Her head of service' })
    await applicant.date('consentOn', addMonths(today(), -1))
  })
  await part('dbs', async () => {
    await applicant.pick('answer', 'not_needed')
    await applicant.type({ because: 'Reviewers meet no child alone and open no case record.' })
  })
  await part('about', () =>
    applicant.type({ summary: 'I run court and resettlement work and like learning from others.' }),
  )
  await part('conduct', () => applicant.pick('isAccepted', 'on'))
  await applicant.open(`/apply/${ref}/check`)
  await applicant.press('Send your application')
  await applicant.leave()

  for (const address of ['rosa.hedge@example.org', 'sam.thicket@example.org']) {
    const referee = await arrive()
    await referee.readMail(address, /reference/i)
    await referee.followMail()
    await referee.pick('isSupportive', 'yes')
    await referee.type({ body: 'I have seen this work for years and would have it reviewed by nobody else.' })
    await referee.press('Send your reference')
    await referee.leave()
  }

  const administrator = await arrive()
  await administrator.become('Linden Marsh')
  await administrator.open(`/association/applications/${ref}/panel`)
  await administrator.press('Send to the panel')
  await administrator.open(`/association/applications/${ref}`)

  const views = [
    'Clear evidence in both themes, and two referees who know the work well.',
    'Strong on resettlement; the panel could not ask for better references.',
  ]
  const assessors = ['Ffion Rhosyn', 'Tamar Reed']
  for (const [index, name] of assessors.entries()) {
    const assessor = await arrive()
    await assessor.become(name)
    await assessor.open(`/association/applications/${ref}/assess`)
    // The other's view is nowhere in the page before this one is recorded.
    for (const view of views) await assessor.doesNotSee(view)
    await assessor.pick('view', 'approve')
    await assessor.type({ reasons: views[index] ?? '' })
    await assessor.press('Record your view')
    await assessor.leave()
  }

  await administrator.open(`/association/applications/${ref}/decide`)
  await administrator.type({ reasons: 'Both assessors approve: clear evidence, and references that say the same.' })
  await administrator.press('Confirm and tell the applicant')
  await administrator.open('/bank?role=reviewer')
  await administrator.sees('Laurel Siskin')
  await administrator.leave()

  const outsider = await arrive()
  await outsider.become('Rowan Ashdown')
  await outsider.open(`/association/applications/${ref}`, 403)
  await outsider.leave()
}
