import type { Walker } from './walker.ts'

type Arrive = () => Promise<Walker>

const title = 'Calibrating the quality of assessments'

/** Step 5: a service lists training at cost recovery; another finds it by each of the ways to look, asks, and chooses it. */
export const listAndFindAnOffering = async (arrive: Arrive) => {
  const provider = await arrive()
  await provider.become('Merle Finchley')
  await provider.open('/offerings/new')
  await provider.type({
    title,
    summary: 'A morning in which managers grade the same three assessments and find out why they differ.',
    description: 'Three hours online for up to twelve managers, with a workbook to run it again yourselves.',
    price: '45',
    priceUnit: 'a place',
  })
  await provider.pick('kind', 'training')
  await provider.pick('themes', 'C2')
  await provider.pick('basis', 'cost_recovery')
  await provider.pick('delivery', 'remote')
  await provider.chooseFrom('contactId', /Merle Finchley/)
  await provider.press('Save and check')
  await provider.press('Publish')
  await provider.leave()

  const seeker = await arrive()
  await seeker.signIn('hollis.grebe@example.org')
  for (const query of [
    'q=calibrating+assessments',
    'theme=C2',
    'region=Yorks+Hum',
    'basis=cost_recovery',
    'delivery=remote',
    'q=grade&theme=C2&region=Yorks+Hum&basis=cost_recovery&delivery=remote',
  ]) {
    await seeker.open(`/offerings?${query}`)
    await seeker.sees(title)
  }
  for (const query of ['q=fishing', 'theme=L4', 'region=Wales', 'basis=free', 'delivery=download']) {
    await seeker.open(`/offerings?${query}`)
    await seeker.doesNotSee(title)
  }
  await seeker.open('/offerings?q=calibrating')
  await seeker.press(title)
  await seeker.sees('Cost recovery: £45 a place')
  await seeker.type({ need: 'Ten managers, before the spring inspection window.' })
  await seeker.press('Send enquiry')

  const answerer = await arrive()
  await answerer.signIn('merle.finchley@example.org')
  await answerer.readMail('merle.finchley@example.org', /asks/i)
  await answerer.followMail()
  await answerer.type({ 'lines[0].quantity': '10', response: 'Gladly: any Tuesday in January.' })
  await answerer.press('Send your offer')
  await answerer.leave()

  await seeker.open('/enquiries?box=sent')
  await seeker.pressIn('Ten managers')
  await seeker.sees('£450')
  await seeker.type({ reason: 'They grade as we would like to.' })
  await seeker.press('Choose this offer')
  await seeker.sees('merle.finchley@example.org')
  await seeker.leave()
}
