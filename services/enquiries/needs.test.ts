import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#services/core/access.ts'
import { addDays } from '#services/core/clock.ts'
import { notFound } from '#services/core/result.ts'
import { beginEngagement, readTermsForm } from '#services/engagements/index.ts'
import { findFaults } from '#services/invariants.ts'
import { value } from '#tests/factories/application.ts'
import { lettersIn } from '#tests/factories/letters.ts'
import { makeMembership } from '#tests/factories/membership.ts'
import { choosing, makeOffering } from '#tests/factories/offering.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { answerEnquiry } from './answer-enquiry.ts'
import { askAgain } from './ask-again.ts'
import { askProviders } from './ask-providers.ts'
import { chooseEnquiry } from './choose-enquiry.ts'
import { withdrawNeed } from './close-enquiry.ts'
import { agreeToOffer, counterOffer } from './counter-offer.ts'
import { findNeed } from './find-need.ts'
import { findOffer } from './find-offer.ts'
import { listEnquiries } from './list-enquiries.ts'
import { keptWords } from './need-words.ts'
import { answerQuestion, askQuestion } from './questions.ts'
import type { OfferInput } from './schema.ts'
import { countWaiting } from './tasks.ts'

const database = openTestDatabase()
const as = ({ actor }: { actor: Actor }) => database.ctx(actor)
const db = () => database.ctx().db

let york: MadePerson
let yorkManager: MadePerson
let leeds: MadePerson
let hull: MadePerson
let pat: MadePerson
let offered: Record<'leeds' | 'hull' | 'pat', { id: string; slug: string }>

beforeAll(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  york = await makePerson(ctx, { name: 'Yara York', posts: [{ yotCode: 'york' }] })
  yorkManager = await makePerson(ctx, { name: 'Yann York', posts: [{ yotCode: 'york', level: 'manager' }] })
  leeds = await makePerson(ctx, { name: 'Lena Leeds', posts: [{ yotCode: 'leeds' }] })
  hull = await makePerson(ctx, { name: 'Hope Hull', posts: [{ yotCode: 'hull' }] })
  pat = await makePerson(ctx, {
    name: 'Pat Paid',
    posts: [{ yotCode: 'kent', until: '2025-06-01' }],
    bank: { dayRatePence: 52_000, insuranceUntil: '2027-05-01' },
  })
  await makeMembership(ctx, { yotCode: 'york' })
})

beforeEach(async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  const paid = { basis: 'charged', pricePence: 52_000, priceUnit: 'a day', delivery: ['on_site'] } as const
  const charged = { ...paid, delivery: [...paid.delivery] }
  offered = {
    leeds: await makeOffering(ctx, {
      by: { yotCode: 'leeds', contactId: leeds.id },
      title: 'Leeds board day',
      ...charged,
    }),
    hull: await makeOffering(ctx, { by: { yotCode: 'hull', contactId: hull.id }, title: 'Hull board day', ...charged }),
    pat: await makeOffering(ctx, { by: { personId: pat.id }, title: 'Pat’s board day', ...charged }),
  }
})

type Asked = {
  ref: string
  id: string
  leeds: { id: string; ref: string }
  hull: { id: string; ref: string }
  pat: { id: string; ref: string }
}

/** York's need, asked of all three. */
const ask = async (): Promise<Asked> => {
  const input = { themes: ['G1'], how: 'on_site' as const, days: 2 }
  const words = { need: 'Two days for our board.', offerings: Object.values(offered).map(({ slug }) => slug) }
  const { ref } = value(await askProviders(as(york), input, words, null))
  const need = await db().need.findUniqueOrThrow({
    where: { ref },
    include: { enquiries: { include: { offering: true } } },
  })
  const of = (slug: string) => ({ ref, id: need.enquiries.find(({ offering }) => offering.slug === slug)?.id ?? '' })
  return { ref, id: need.id, leeds: of(offered.leeds.slug), hull: of(offered.hull.slug), pat: of(offered.pat.slug) }
}

const line = (price: number, quantity = 200) => ({
  what: 'A day with the board',
  quantity,
  unit: 'day',
  price,
  vat: 'standard' as const,
})
const offer = (price: number, more: OfferInput = {}): OfferInput => ({ lines: [line(price)], days: 200, ...more })

const answer = async (person: MadePerson, ref: string, input: OfferInput) => {
  const { version } = await db().enquiry.findFirstOrThrow({
    where: { ref, offering: { OR: [{ contactId: person.id }, { personId: person.id }] } },
  })
  return answerEnquiry(as(person), ref, { version, answer: 'interested', response: `From ${person.id}`, offer: input })
}

const choose = async (person: MadePerson, made: { id: string }, reason = 'They know boards like ours.') =>
  chooseEnquiry(as(person), made.id, { ...(await choosing(database.ctx(), made)), reason }, beginEngagement)

const hostPage = async (ref: string) => {
  const page = value(await findNeed(as(york), ref))
  if (page.side !== 'host') throw new Error('Not read as the host')
  return page
}

describe('a need', () => {
  it('has one reference and one page, with all answers side by side and what is best among them', async () => {
    const { ref } = await ask()
    value(await answer(leeds, ref, offer(50_000, { dates: [{ on: '2026-07-02', from: '09:30', to: '16:00' }] })))
    value(
      await answer(pat, ref, offer(52_000, { dates: [{ on: '2026-07-01', from: '09:30', to: '16:00' }], people: [] })),
    )
    const page = await hostPage(ref)
    expect(page.answers.map(({ statusSays }) => statusSays).sort()).toEqual([
      'Can help',
      'Can help',
      'Waiting for an answer',
    ])
    const { columns, rows } = page.compared
    expect(columns).toHaveLength(2)
    const row = (name: string) => rows.find((one) => one.name === name)
    const at = (name: string) => columns.findIndex((column) => page.answers[column]?.provider.name.startsWith(name))
    expect(row('Total')?.cells[at('Leeds')]).toEqual({ lines: ['£1,200'], mark: 'Lowest' })
    expect(row('Total')?.cells[at('Pat Paid')]).toEqual({ lines: ['£1,248'], mark: null })
    expect(row('Dates')?.cells[at('Pat Paid')]?.mark).toBe('Soonest')
    expect(row('Distance')?.cells[at('Leeds')]).toMatchObject({
      lines: [expect.stringMatching(/^About 2\d miles$/)],
      mark: 'Nearest',
    })
    expect(row('How long')?.isSame).toBe(true)
    expect(row('Conflicts of interest')?.cells.flatMap(({ lines }) => lines)).toEqual(['None found', 'None found'])
    const [listed] = (await listEnquiries(as(york), 'sent', 1)).enquiries
    expect(listed).toMatchObject({
      ref,
      title: 'Two days for our board.',
      statusSays: '2 offers to choose from',
    })
  })

  it('shows a provider the need and its own answer, and nothing of the others', async () => {
    const made = await ask()
    value(await answer(leeds, made.ref, offer(50_000)))
    value(await answer(hull, made.ref, offer(61_300)))
    const page = value(await findNeed(as(leeds), made.ref))
    expect(page).toMatchObject({ side: 'provider', words: 'Two days for our board.', answers: [{ id: made.leeds.id }] })
    const read = JSON.stringify(page)
    for (const secret of ['Hull', 'Pat', '£1,471', '61300', made.hull.id, made.pat.id])
      expect(read).not.toContain(secret)
    expect(await findOffer(as(leeds), made.ref, made.hull.id)).toEqual(notFound())
    expect(await choose(leeds, made.hull)).toEqual(notFound())
    const received = await listEnquiries(as(leeds), 'received', 1)
    expect(JSON.stringify(received)).not.toMatch(/Hull|Pat/)
  })

  it('is never shown as the host’s to somebody who also belongs to one of the providers asked', async () => {
    const made = await ask()
    value(await answer(leeds, made.ref, offer(50_000)))
    value(await answer(hull, made.ref, offer(61_300)))
    const both = await makePerson(database.ctx(), { posts: [{ yotCode: 'york' }, { yotCode: 'hull' }] })
    expect(value(await findNeed(as(both), made.ref))).toMatchObject({
      side: 'provider',
      answers: [{ id: made.hull.id }],
    })
    expect(await choose(both, made.leeds)).toEqual(notFound())
    expect(await withdrawNeed(as(both), made.ref, { version: 5 })).toEqual(notFound())
  })

  it('is known by the references that led to its enquiries before', async () => {
    const made = await ask()
    await db().givenReference.create({ data: { ref: 'EN-2025-777' } })
    await db().enquiry.update({ where: { id: made.hull.id }, data: { ref: 'EN-2025-777' } })
    expect(await hostPage('EN-2025-777')).toMatchObject({ ref: made.ref })
    expect(value(await findNeed(as(hull), 'EN-2025-777'))).toMatchObject({
      ref: 'EN-2025-777',
      answers: [{ id: made.hull.id }],
    })
  })

  it('is withdrawn from everybody at once, unless an answer came meanwhile', async () => {
    const made = await ask()
    const { stand } = await hostPage(made.ref)
    value(await answer(leeds, made.ref, offer(50_000)))
    expect(await withdrawNeed(as(york), made.ref, { version: stand })).toMatchObject({ problem: { kind: 'stale' } })
    expect(await withdrawNeed(as(leeds), made.ref, { version: stand + 1 })).toEqual(notFound())
    value(await withdrawNeed(as(york), made.ref, { version: stand + 1 }))
    const rows = await db().enquiry.findMany({ where: { needId: made.id } })
    expect(rows.map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn', 'withdrawn'])
    expect(await withdrawNeed(as(york), made.ref, { version: stand + 4 })).toMatchObject({
      problem: { kind: 'refused' },
    })
    expect(await findFaults(db())).toEqual([])
  })

  it('can be asked of others once nothing came of it: its words wait, its days to come stand in the address', async () => {
    const made = await ask()
    const words = 'Our board changes in spring.'
    const [past, toCome] = [new Date('2020-01-06'), new Date('2030-01-07')]
    await db().need.update({ where: { id: made.id }, data: { words, startsOn: past, orOn: toCome, how: 'remote' } })
    expect(await hostPage(made.ref)).toMatchObject({ mayAskAgain: false })
    value(await withdrawNeed(as(york), made.ref, { version: (await hostPage(made.ref)).stand }))
    expect(await hostPage(made.ref)).toMatchObject({ mayAskAgain: true })
    expect(await askAgain(as(leeds), made.ref)).toEqual(notFound())
    const { query } = value(await askAgain(as(york), made.ref))
    expect(Object.fromEntries(new URLSearchParams(query))).toMatchObject({
      how: 'remote',
      orOn: '2030-01-07',
      yotCode: 'york',
    })
    expect(query).not.toMatch(/2020|board/)
    expect(await keptWords(as(york))).toBe(words)
  })
})

describe('choosing among offers', () => {
  it('closes the others in the same moment, tells them kindly, keeps the reason, and begins the work', async () => {
    const made = await ask()
    value(
      await answer(
        leeds,
        made.ref,
        offer(50_000, {
          people: [leeds.id],
          expenses: 'Train fare, £60 at most.',
          mode: 'on_site',
          dates: [{ on: '2026-07-02', from: '10:00', to: '15:30' }],
        }),
      ),
    )
    value(await answer(pat, made.ref, offer(52_000)))
    value(await choose(york, made.leeds, 'Nearest, and their dates fit.'))
    const states = async (id: string) => (await db().enquiry.findUniqueOrThrow({ where: { id } })).status
    expect(await Promise.all([made.leeds, made.hull, made.pat].map(({ id }) => states(id)))).toEqual([
      'chosen',
      'not_chosen',
      'not_chosen',
    ])
    const letters = await lettersIn(db(), { where: { key: { contains: ':not-chosen:' } } })
    const told = letters.filter(({ key }) => key.includes(made.hull.id) || key.includes(made.pat.id))
    expect(told).toHaveLength(2)
    for (const { payload } of told) expect(JSON.stringify(payload)).toContain('Thank you for being there')
    expect(JSON.stringify(told)).not.toContain('Leeds')
    expect((await hostPage(made.ref)).chosen).toMatchObject({
      by: 'Yara York',
      reason: 'Nearest, and their dates fit.',
    })
    const { ref } = await db().engagement.findFirstOrThrow({ where: { enquiryId: made.leeds.id } })
    const terms = value(await readTermsForm(as(leeds), ref))
    expect(terms.parts).toMatchObject({
      people: [{ personId: leeds.id, name: 'Lena Leeds' }],
      lines: [{ what: 'A day with the board', quantity: 200, unit: 'day', pricePence: 50_000, vat: 'standard' }],
      expenses: 'Train fare, £60 at most.',
      sessions: [{ on: '2026-07-02', from: '10:00', to: '15:30', mode: 'on_site', place: '' }],
    })
    expect(terms.lacking).toEqual([])
    expect(await findFaults(db())).toEqual([])
  })

  it('has one winner, and whoever was second reads who chose what', async () => {
    for (let round = 0; round < 4; round += 1) {
      const made = await ask()
      value(await answer(leeds, made.ref, offer(50_000)))
      value(await answer(pat, made.ref, offer(52_000)))
      const results = await Promise.all([choose(york, made.leeds), choose(yorkManager, made.pat)])
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
      const [first, second] = results
      const lost = first?.ok ? second : first
      const [winner, what] = first?.ok
        ? ['Yara York', '“Leeds board day” by Leeds']
        : ['Yann York', '“Pat’s board day” by Pat Paid']
      expect(lost).toMatchObject({
        problem: { kind: 'stale', why: expect.stringContaining(`${winner} chose ${what}`) },
      })
      const rows = await db().enquiry.findMany({ where: { needId: made.id } })
      expect(rows.map(({ status }) => status).sort()).toEqual(['chosen', 'not_chosen', 'not_chosen'])
      // What is asked again is another need.
      await db().offering.updateMany({
        where: { slug: { in: Object.values(offered).map(({ slug }) => slug) } },
        data: { status: 'published' },
      })
    }
    const made = await ask()
    value(await answer(leeds, made.ref, offer(50_000)))
    const input = await choosing(database.ctx(), made.leeds)
    value(await chooseEnquiry(as(york), made.leeds.id, input, beginEngagement))
    expect(await chooseEnquiry(as(yorkManager), made.leeds.id, input, beginEngagement)).toMatchObject({
      problem: { kind: 'stale', why: expect.stringContaining('Yara York chose “Leeds board day”') },
    })
    expect(await db().engagement.count({ where: { enquiry: { needId: made.id } } })).toBe(1)
  })

  it('is possible until the day that the offer names, and not after it', async () => {
    const made = await ask()
    // Thirty days, unless the provider says otherwise.
    expect(value(await findNeed(as(leeds), made.leeds.ref))).toMatchObject({
      answers: [{ form: { parts: { validUntil: addDays(database.ctx().clock.today(), 30) } } }],
    })
    value(await answer(leeds, made.ref, offer(50_000, { validUntil: '2026-06-10' })))
    database.setNow('2026-06-11')
    expect(await choose(york, made.leeds)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Wednesday 10 June 2026') },
    })
    expect((await hostPage(made.ref)).answers.find(({ id }) => id === made.leeds.id)).toMatchObject({ choice: null })
    database.setNow('2026-06-10')
    value(await choose(york, made.leeds))
  })
})

describe('another version of an offer', () => {
  const counter = async (person: MadePerson, made: { id: string }, input: OfferInput, changes = {}) => {
    const { version, number } = await choosing(database.ctx(), made)
    return counterOffer(as(person), made.id, { version, number, note: 'Rather like this.', ...input, ...changes })
  }

  it('is what counts: the one before cannot be chosen any more, and what differs is named', async () => {
    const made = await ask()
    value(await answer(leeds, made.ref, offer(50_000)))
    const read = await choosing(database.ctx(), made.leeds)
    value(await counter(leeds, made.leeds, offer(51_000)))
    expect(await chooseEnquiry(as(york), made.leeds.id, read, beginEngagement)).toMatchObject({
      problem: { kind: 'stale' },
    })
    const { version } = await choosing(database.ctx(), made.leeds)
    expect(await chooseEnquiry(as(york), made.leeds.id, { ...read, version }, beginEngagement)).toMatchObject({
      problem: { kind: 'stale', why: expect.stringContaining('“Price”') },
    })
    expect(value(await findOffer(as(york), made.ref, made.leeds.id))).toMatchObject({
      number: 2,
      changed: ['Price'],
      isCountered: false,
    })
    value(await choose(york, made.leeds))
  })

  it('by the host waits for the provider, who agrees to it by its fingerprint or writes the next', async () => {
    const made = await ask()
    value(await answer(leeds, made.ref, offer(50_000, { people: [leeds.id] })))
    value(await counter(york, made.leeds, offer(45_000)))
    expect(await countWaiting(as(leeds))).toBeGreaterThan(0)
    expect(await choose(york, made.leeds)).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('your own') },
    })
    expect((await hostPage(made.ref)).answers.find(({ id }) => id === made.leeds.id)?.statusSays).toContain(
      'your version',
    )
    const newest = await choosing(database.ctx(), made.leeds)
    expect(await agreeToOffer(as(york), made.leeds.id, newest)).toEqual(notFound())
    expect(await agreeToOffer(as(hull), made.leeds.id, newest)).toEqual(notFound())
    expect(await agreeToOffer(as(leeds), made.leeds.id, { ...newest, hash: '0'.repeat(64) })).toMatchObject({
      problem: { kind: 'stale' },
    })
    value(await agreeToOffer(as(leeds), made.leeds.id, newest))
    expect(await agreeToOffer(as(leeds), made.leeds.id, await choosing(database.ctx(), made.leeds))).toMatchObject({
      problem: { kind: 'refused' },
    })
    value(await choose(york, made.leeds))
    const { ref } = await db().engagement.findFirstOrThrow({ where: { enquiryId: made.leeds.id } })
    const terms = value(await readTermsForm(as(leeds), ref))
    // Who comes is the provider's to say: the host's version keeps it.
    expect(terms.parts).toMatchObject({ lines: [{ pricePence: 45_000 }], people: [{ personId: leeds.id }] })
  })

  it('is not sealed where nothing differs, and not over one that came meanwhile', async () => {
    const made = await ask()
    value(await answer(leeds, made.ref, offer(50_000)))
    expect(await counter(york, made.leeds, offer(50_000))).toMatchObject({
      problem: { kind: 'refused', why: expect.stringContaining('Nothing differs') },
    })
    const { version, number } = await choosing(database.ctx(), made.leeds)
    const both = await Promise.all([
      counterOffer(as(york), made.leeds.id, { version, number, note: 'Less.', ...offer(45_000) }),
      counterOffer(as(leeds), made.leeds.id, { version, number, note: 'More.', ...offer(55_000) }),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ problem: { kind: 'stale' } })
    expect(await db().sealedText.count({ where: { subjectId: made.leeds.id } })).toBe(2)
  })

  it('asks about figures that do not fit, once', async () => {
    const made = await ask()
    const odd = { lines: [line(52_000, 300)], days: 2600 }
    const asked = await answer(pat, made.ref, odd)
    expect(asked).toMatchObject({
      problem: {
        kind: 'invalid',
        fields: {
          sure: 'You wrote £1,560 for 26 days, and the price counts 3 days. At £520 a day, 26 days come to £13,520. Is that right?',
        },
      },
    })
    const sure = asked.ok || asked.problem.kind !== 'invalid' ? '' : (asked.problem.fields.sure ?? '')
    expect(await answer(pat, made.ref, { ...odd, days: 2500, sure })).toMatchObject({ problem: { kind: 'invalid' } })
    value(await answer(pat, made.ref, { ...odd, sure }))
  })

  it('names only people of the provider, and nobody with a conflict where they would be paid', async () => {
    const made = await ask()
    expect(await answer(leeds, made.ref, offer(50_000, { people: [hull.id] }))).toMatchObject({
      problem: { fields: { people: expect.any(String) } },
    })
    const kin = await makePerson(database.ctx(), { name: 'Kim Kin', posts: [{ yotCode: 'leeds', level: 'manager' }] })
    const { id } = await db().declaration.create({
      data: { personId: kin.id, kind: 'annual', isNil: false, statedAt: database.ctx().clock.now() },
    })
    await db().interest.create({ data: { personId: kin.id, declarationId: id, kind: 'family', yotCode: 'york' } })
    expect(await answer(leeds, made.ref, offer(50_000, { people: [kin.id] }))).toMatchObject({
      problem: { kind: 'refused', why: 'Kim Kin cannot deliver this. Somebody else has to be named.' },
    })
    value(await answer(leeds, made.ref, offer(50_000, { people: [leeds.id] })))
  })
})

describe('a question', () => {
  it('and its answer are read by all who were asked, without names, and answered once', async () => {
    const made = await ask()
    value(await askQuestion(as(leeds), made.ref, { question: 'How many are on your board?' }))
    expect(await askQuestion(as(york), made.ref, { question: 'Who?' })).toEqual(notFound())
    const question = async (person: MadePerson) => value(await findNeed(as(person), made.ref)).questions[0]
    expect(await question(leeds)).toMatchObject({ isOwn: true, answer: null })
    expect(await question(hull)).toMatchObject({ isOwn: false, text: 'How many are on your board?' })
    for (const person of [hull, york]) expect(JSON.stringify(await question(person))).not.toMatch(/Leeds|Lena/)
    const asked = await lettersIn(db(), { where: { key: { startsWith: `need:${made.id}:asked` } } })
    expect(asked).toHaveLength(1)
    expect(JSON.stringify(asked)).toContain('One of those you asked')
    expect(JSON.stringify(asked)).not.toMatch(/Leeds|Lena/)
    const { id = '' } = (await question(york)) ?? {}
    expect(await answerQuestion(as(leeds), made.ref, { id, answer: 'Nine.' })).toEqual(notFound())
    value(await answerQuestion(as(york), made.ref, { id, answer: 'Eleven.' }))
    value(await answerQuestion(as(york), made.ref, { id, answer: 'Eleven.' }))
    expect(await answerQuestion(as(yorkManager), made.ref, { id, answer: 'Twelve.' })).toMatchObject({
      problem: { kind: 'stale', why: expect.stringContaining('Eleven.') },
    })
    expect(await question(hull)).toMatchObject({ answer: 'Eleven.' })
    const told = await lettersIn(db(), { where: { key: { startsWith: `need:${made.id}:answered` } } })
    expect(told.map(({ key }) => key.split(':').at(-1)).sort()).toEqual([leeds.id, hull.id, pat.id].sort())
    expect(JSON.stringify(told)).not.toMatch(/Lena|Hope/)
  })

  it('is asked while the own enquiry is open, of the own need only', async () => {
    const made = await ask()
    value(await answerEnquiry(as(hull), made.ref, { version: 1, answer: 'declined', response: 'Not this year.' }))
    expect(await askQuestion(as(hull), made.ref, { question: 'When?' })).toMatchObject({ problem: { kind: 'refused' } })
    const other = await makePerson(database.ctx(), { posts: [{ yotCode: 'kent' }] })
    expect(await askQuestion(as(other), made.ref, { question: 'When?' })).toEqual(notFound())
    expect(await askQuestion(as(leeds), made.hull.id, { question: 'When?' })).toEqual(notFound())
  })
})
