import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { silenceJob } from '#services/core/life/silence.ts'
import { room } from '#services/meetings/index.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestServer } from '#tests/setup/server.ts'
import { launchBrowser } from './demonstration.ts'
import { Walker } from './walker.ts'

/*
 * A meeting from its call to a published decision, and an election to an office, in Chromium, with the clock moved by the test.
 */

const origin = 'http://exchange.localhost'
const server = openTestServer({ env: { PUBLIC_URL: origin, TRUSTED_PROXIES: '1' } })
const { database } = server
const examined = new Set<string>()
const aWhile = 300_000
let browser: Browser
let coordinator: MadePerson
let administrator: MadePerson
let leeds: MadePerson
let hull: MadePerson
let york: MadePerson
let kent: MadePerson

const at = (iso: string) => database.setNow(iso)
const tick = async () => {
  await room.jobs?.find(({ name }) => name === 'meetings.days')?.run(database.ctx())
  await silenceJob(room.silences ?? []).run(database.ctx())
}

beforeAll(async () => {
  at('2026-06-01T08:00:00Z')
  const ctx = database.ctx()
  coordinator = await makePerson(ctx, {
    name: 'Wren Hall',
    posts: [{ yotCode: 'wakefield', level: 'second_tier' }],
    appointments: [{ role: 'coordinator', region: 'Yorks Hum' }],
  })
  administrator = await makePerson(ctx, { name: 'Linden Marsh', appointments: [{ role: 'administrator' }] })
  const head = (name: string, yotCode: string) => makePerson(ctx, { name, posts: [{ yotCode }] })
  leeds = await head('Merle Leeds', 'leeds')
  hull = await head('Rowan Hull', 'hull')
  york = await head('Sable York', 'york')
  kent = await head('Heron Kent', 'kent')
  for (const yotCode of ['leeds', 'hull', 'york', 'kent']) await makeMembership(ctx, { yotCode })
  browser = await launchBrowser(`exchange.localhost:80 ${new URL(server.origin()).host}`)
}, aWhile)
afterAll(async () => {
  await browser?.close()
})

/** Somebody at a browser of their own, signed in today. */
const as = async (who: MadePerson, walk: (walker: Walker) => Promise<unknown>, hasJavaScript = true) => {
  const walker = await Walker.arrive(browser, origin, hasJavaScript, examined)
  await walker.carry((await server.signIn(who.id)).cookies)
  await walk(walker)
  await walker.leave()
}

const meetingRef = /MT-\d{4}-\d+/

describe.each([
  ['with scripts', true, '2026-06-01'],
  ['without scripts', false, '2026-08-03'],
] as const)('a meeting, %s', (_, scripts, begins) => {
  const days =
    begins === '2026-06-01'
      ? { on: '2026-07-01', fixed: '2026-06-29', after: '2026-07-01T12:00:00Z', agreed: '2026-07-16' }
      : { on: '2026-09-02', fixed: '2026-08-31', after: '2026-09-02T12:00:00Z', agreed: '2026-09-17' }

  it(
    'is walked from its call to a published decision',
    async () => {
      at(`${begins}T08:00:00Z`)
      let ref = ''
      await as(
        coordinator,
        async (walker) => {
          await walker.open('/meetings')
          await walker.press('Plan a meeting')
          await walker.type({ title: `Forum of ${begins}`, from: '10:00', to: '12:00', place: 'Guildhall, York' })
          await walker.date('on', days.on)
          await walker.press('Plan this meeting')
          ref = walker.refInAddress(meetingRef)
          await walker.press('Call this meeting')
          await walker.sees('Called: the agenda is open')
          await walker.unfold('Log your time for this')
          await walker.type({ minutes: '25' })
          await walker.press('Log it')
          await walker.sees('stands in the ledger as given to the association')
          expect(walker.refInAddress(meetingRef)).toBe(ref)
          await walker.open(`/meetings/${ref}/people`)
          await walker.unfold('Invite a guest by link')
          await walker.type({ name: 'Gale Reed', address: `gale.${begins}@example.org` })
          await walker.press('Invite them')
          await walker.sees('Gale Reed (guest): has not said')
        },
        scripts,
      )
      const { id } = await database.ctx().db.meeting.findUniqueOrThrow({ where: { ref } })
      const invited = await database.ctx().db.outboxMessage.findFirstOrThrow({
        where: { key: { startsWith: `meeting:${id}:guest:` } },
      })
      const guest = await Walker.arrive(browser, origin, scripts, examined)
      await guest.open(/\/guests\/[\w-]+/.exec(JSON.stringify(invited.payload))?.[0] ?? '')
      await guest.press('I come')
      await guest.sees('You said that you come')
      await guest.leave()
      await as(
        leeds,
        async (walker) => {
          await walker.open('/home')
          await walker.press(`Say whether you come: Forum of ${begins}`)
          await walker.press('I come')
          await walker.sees('You said that you come')
          await walker.press('Put something on the agenda')
          await walker.type({
            title: 'One form for referrals',
            who: 'Merle Leeds',
            minutes: '30',
            wanted: 'Whether all use it',
          })
          await walker.press('Put it on the agenda')
          await walker.sees('The items take 30 of 120 minutes')
        },
        scripts,
      )
      await as(kent, async (walker) => {
        await walker.open(`/meetings/${ref}`)
        await walker.doesNotSee('One form for referrals')
        await walker.open(`/meetings/${ref}/agenda`, 403)
      })
      at(`${days.fixed}T06:00:00Z`)
      await tick()
      await as(hull, async (walker) => {
        await walker.open(`/meetings/${ref}/agenda`)
        await walker.sees('It takes no more items.')
      })
      at(days.after)
      await tick()
      await as(
        coordinator,
        async (walker) => {
          await walker.open(`/meetings/${ref}`)
          await walker.press('Say who came')
          await walker.tickLabelled('Rowan Hull')
          await walker.press('Save who came')
          await walker.type({
            'notes[0].text': 'Three services have tried the form and keep it.',
            'decisions[0].title': `One form for referrals, ${begins}`,
            'decisions[0].decided': 'All services of the region use one form.',
            'decisions[0].alternatives': 'A form for each council was rejected.',
            'decisions[0].conflicts': 'None was declared.',
          })
          await walker.pressToMend('Send the minutes round', 'Give the reasons')
          await walker.type({ 'decisions[0].reasons': 'Partners asked for it.' })
          await walker.press('Save the draft')
          await walker.press('Send the minutes round')
          await walker.sees('Agreed if nobody objects by')
        },
        scripts,
      )
      await as(
        hull,
        async (walker) => {
          await walker.open(`/meetings/${ref}/minutes`)
          await walker.unfold('Something is not as it was')
          await walker.type({ text: 'It was four services.' })
          await walker.press('Object')
          await walker.sees('Not answered yet.')
        },
        scripts,
      )
      await as(
        coordinator,
        async (walker) => {
          await walker.open('/home')
          await walker.press(`Answer an objection to the minutes: Forum of ${begins}`)
          await walker.pick('isAccepted', 'no')
          await walker.type({ answer: 'The fourth begins next month, as the list says.' })
          await walker.press('Answer it')
          await walker.sees('Not changed: The fourth begins next month')
        },
        scripts,
      )
      await as(kent, (walker) => walker.open(`/meetings/${ref}/minutes`, 403))
      at(`${days.agreed}T06:00:00Z`)
      await tick()
      await as(
        coordinator,
        async (walker) => {
          await walker.open('/home')
          await walker.press(`Publish the agreed minutes: Forum of ${begins}`)
          await walker.press('Publish the minutes and their decisions')
          await walker.sees('stands in the decision log')
        },
        scripts,
      )
      await as(
        kent,
        async (walker) => {
          await walker.open('/meetings')
          await walker.press(`One form for referrals, ${begins}`)
          await walker.sees('All services of the region use one form.')
          await walker.open(`/meetings/${ref}/minutes`)
          await walker.sees('Three services have tried the form')
          await walker.doesNotSee('It was four services.')
        },
        scripts,
      )
      const visitor = await Walker.arrive(browser, origin, scripts, examined)
      await visitor.open('/decisions')
      await visitor.sees(`One form for referrals, ${begins}`)
      await visitor.open('/regions/yorks-hum')
      await visitor.sees('Leeds')
      await visitor.leave()
    },
    aWhile,
  )
})

describe('an election at a general meeting', () => {
  it(
    'is walked from nominations to the handover',
    async () => {
      at('2026-10-01T08:00:00Z')
      let meeting = ''
      let election = ''
      await as(administrator, async (walker) => {
        await walker.open('/meetings/new')
        await walker.pick('kind', 'agm')
        await walker.type({ title: 'Annual general meeting', from: '10:00', to: '15:00', place: 'Leeds' })
        await walker.date('on', '2026-11-26')
        await walker.press('Plan this meeting')
        meeting = walker.refInAddress(meetingRef)
        await walker.press('Call this meeting')
        await walker.press('Open nominations for an office')
        await walker.pick('role', 'coordinator')
        await walker.type({ region: 'Yorks Hum' })
        await walker.chooseFrom('outgoingId', /Wren Hall/)
        await walker.date('nominationsUntil', '2026-10-20')
        await walker.date('votesUntil', '2026-11-20')
        await walker.date('handoverOn', '2027-01-04')
        await walker.press('Open nominations')
        election = walker.refInAddress(/EL-\d{4}-\d+/)
      })
      const put = (by: MadePerson, yotCode: string, name: string) =>
        as(by, async (walker) => {
          await walker.open(`/elections/${election}`)
          await walker.type({ yotCode, name })
          await walker.press('Nominate')
          await walker.sees('Has to be seconded')
        })
      await put(hull, 'leeds', 'Merle Leeds')
      await put(york, 'york', 'Sable York')
      await as(kent, async (walker) => {
        await walker.open(`/elections/${election}`)
        await walker.doesNotSee('Put somebody forward')
      })
      await as(york, async (walker) => {
        await walker.open(`/elections/${election}`)
        await walker.press(/^Second it/)
      })
      await as(hull, async (walker) => {
        await walker.open(`/elections/${election}`)
        await walker.press(/^Second it/)
      })
      await as(leeds, async (walker) => {
        await walker.open('/home')
        await walker.press(/Say whether you stand/)
        await walker.type({ statement: 'I know every service of the region.' })
        await walker.press('I stand')
        await walker.sees('Stands.')
      })
      at('2026-10-21T08:00:00Z')
      await tick()
      for (const who of [hull, leeds])
        await as(who, async (walker) => {
          await walker.open('/home')
          await walker.press(/Vote for your service/)
          await walker.tickLabelled('Merle Leeds')
          await walker.press('Vote')
          await walker.sees('Nobody can see what.')
          await walker.doesNotSee('Vote for your service, until')
        })
      at('2026-11-21T08:00:00Z')
      await tick()
      await as(kent, async (walker) => {
        await walker.open(`/meetings/${meeting}`)
        await walker.press('Coordinator for Yorkshire and the Humber')
        await walker.sees(/Merle Leeds\s+is elected/)
        await walker.doesNotSee('2 votes')
      })
      at('2027-01-04T08:00:00Z')
      await tick()
      await as(kent, async (walker) => {
        await walker.open('/regions/yorks-hum')
        await walker.sees('Coordinated by Merle Leeds.')
      })
      await as(administrator, async (walker) => {
        await walker.open('/association/time')
        await walker.sees('Wren Hall')
      })
    },
    aWhile,
  )
})
