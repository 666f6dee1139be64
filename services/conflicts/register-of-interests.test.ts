import { beforeAll, describe, expect, it } from 'vitest'
import { lettersIn } from '#tests/factories/letters.ts'
import { type MadePerson, makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { declareForCase, declareYearly, withdrawInterest } from './declare.ts'
import { mailRegisterDigest, mondayOf } from './register-mail.ts'
import { centralRegister, officersReturns, publicRegister, registerDigest } from './register-of-interests.ts'

const database = openTestDatabase()
const ctx = () => database.ctx()
const as = (person: MadePerson) => database.ctx(person.actor)

let board: MadePerson
let administrator: MadePerson
let coordinator: MadePerson
let member: MadePerson
beforeAll(async () => {
  database.setNow('2026-06-01T09:00:00Z')
  board = await makePerson(ctx(), { name: 'Bo Board', appointments: [{ role: 'board_member' }] })
  administrator = await makePerson(ctx(), { name: 'Ada Admin', appointments: [{ role: 'administrator' }] })
  coordinator = await makePerson(ctx(), {
    name: 'Cy Coordinator',
    appointments: [{ role: 'coordinator', region: 'Yorks Hum' }],
    posts: [{ yotCode: 'leeds' }],
  })
  member = await makePerson(ctx(), { name: 'Mo Member', bank: { isNamePublic: true }, posts: [{ yotCode: 'kent' }] })
  await makePerson(ctx(), { name: 'Not Named', bank: { isNamePublic: false } })
  for (const person of [board, member]) {
    await declareYearly(as(person), {
      isNil: false,
      interests: [
        { kind: 'trustee', yotCode: 'york', note: 'A private note' },
        { kind: 'family', yotCode: 'york', note: 'My sister works there' },
        { kind: 'dispute', organisation: 'A council I fell out with' },
      ],
    })
  }
})

describe('the public register', () => {
  it('names officers and those of the bank who chose it, with what comes with their roles and nothing else', async () => {
    const { officers, bank } = await publicRegister(ctx())
    expect(officers.map(({ name }) => name)).toEqual(['Ada Admin', 'Bo Board', 'Cy Coordinator'])
    expect(bank.map(({ name }) => name)).toEqual(['Mo Member'])
    expect(officers[1]).toMatchObject({
      roles: [{ title: 'Member of the programme board', since: expect.any(String) }],
      interests: ['Trustee or board member: York Youth Justice Service'],
      declaredOn: '2026-06-01',
    })
    expect(officers[2]).toMatchObject({ roles: [{ title: 'Coordinator, Yorkshire and the Humber' }] })
    expect(officers[2]?.interests).toEqual(['Head of service at Leeds Youth Justice Service'])
    const text = JSON.stringify({ officers, bank })
    for (const word of ['note', 'sister', 'family', 'Family', 'dispute', 'fell out', 'Not Named']) {
      expect(text).not.toContain(word)
    }
  })

  it('does not say of the bank who declared nothing', async () => {
    const nobody = await makePerson(ctx(), { name: 'Zed Nothing', bank: { isNamePublic: true } })
    await declareYearly(as(nobody), { isNil: true, interests: [] })
    const { bank } = await publicRegister(ctx())
    expect(bank.map(({ isNil }) => isNil)).toEqual(bank.map(() => false))
    await ctx().db.profile.updateMany({ where: { personId: nobody.id }, data: { isNamePublic: false } })
  })

  it('is the same whoever asks', async () => {
    expect(await publicRegister(as(board))).toEqual(await publicRegister(ctx()))
  })
})

describe('the central register', () => {
  const rows = async (who: MadePerson, options: { isHistoryToo?: boolean; q?: string } = {}) => {
    const found = await centralRegister(as(who), { page: null, isHistoryToo: false, ...options })
    if (!found.ok) throw new Error(found.problem.kind)
    return found.value.rows
  }

  it('is for the programme board and administrators', async () => {
    for (const who of [coordinator, member]) {
      const request = { page: 1, isHistoryToo: false }
      expect(await centralRegister(as(who), request)).toMatchObject({ problem: { kind: 'forbidden' } })
      expect(await registerDigest(as(who))).toMatchObject({ problem: { kind: 'forbidden' } })
    }
    expect(await rows(administrator)).toEqual(await rows(board))
  })

  it('has everything declared for the year, what was withdrawn when asked, and nothing said for one case', async () => {
    await declareForCase(as(member), {
      case: { kind: 'review_request', id: '0190a8f0-0000-7000-8000-000000000001' },
      isDeclined: false,
      isNil: false,
      interests: [{ kind: 'gift', yotCode: 'durham' }],
    })
    const before = await rows(board)
    expect(before.map(({ person }) => person)).toEqual([...Array(3).fill('Bo Board'), ...Array(3).fill('Mo Member')])
    expect(before.map((row) => row.with)).toContain('A council I fell out with')
    expect(JSON.stringify(before)).not.toMatch(/private note|gift|Durham/)

    const [first] = await rows(board, { q: 'mo mem' })
    await withdrawInterest(as(member), first?.id ?? '')
    expect((await rows(board)).map(({ id }) => id)).not.toContain(first?.id)
    const withHistory = await rows(board, { isHistoryToo: true })
    expect(withHistory.find(({ id }) => id === first?.id)).toMatchObject({ withdrawnOn: '2026-06-01' })
    expect(withHistory).toHaveLength(before.length)
  })

  it('says what changed between two days, to the day', async () => {
    const changes = async (since: string, until?: string) => {
      const digest = await registerDigest(as(board), since, until)
      return digest.ok ? [digest.value.added.length, digest.value.withdrawn.length] : []
    }
    expect(await changes('2026-06-01')).toEqual([6, 1])
    expect(await changes('2026-06-02')).toEqual([0, 0])
    expect(await changes('2026-05-25', '2026-06-01')).toEqual([0, 0])
    expect(await changes('2026-05-25', '2026-06-02')).toEqual([6, 1])
  })
})

describe('what officers owe the register', () => {
  it('lists every officer of the public register: interests, a nil return, an old declaration, and none yet', async () => {
    const nil = await makePerson(ctx(), { name: 'Nil Return', appointments: [{ role: 'assessor' }] })
    await declareYearly(as(nil), { isNil: true, interests: [] })
    await makePerson(ctx(), { name: 'Owes One', appointments: [{ role: 'assessor' }], declaredOn: null })
    const returns = await officersReturns(as(board))
    const { officers } = await publicRegister(ctx())
    expect(returns.ok && returns.value.map(({ name }) => name)).toEqual(officers.map(({ name }) => name))
    expect(returns).toMatchObject({
      value: [
        { name: 'Ada Admin', interests: 0, declaredOn: '2026-06-01', isOverdue: false },
        { name: 'Bo Board', declaredOn: '2026-06-01', isOverdue: false },
        { name: 'Cy Coordinator', declaredOn: '2026-06-01', isOverdue: false },
        { name: 'Nil Return', interests: 0, declaredOn: '2026-06-01', lastsUntil: '2027-06-01', isOverdue: false },
        { name: 'Owes One', declaredOn: null, lastsUntil: null, isOverdue: true },
      ],
    })
    // Everybody reads the same of them: nothing declared, and who owes it.
    expect(officers.slice(3)).toMatchObject([
      { name: 'Nil Return', isNil: true, declaredOn: '2026-06-01', lastsUntil: '2027-06-01', isOverdue: false },
      { name: 'Owes One', isNil: false, declaredOn: null, lastsUntil: null, isOverdue: true },
    ])
    database.setNow('2027-06-01T09:00:00Z')
    expect(await officersReturns(as(board))).toMatchObject({ value: [{}, {}, {}, { isOverdue: false }, {}] })
    database.setNow('2027-06-02T09:00:00Z')
    expect(await officersReturns(as(board))).toMatchObject({ value: [{}, {}, {}, { isOverdue: true }, {}] })
    expect((await publicRegister(ctx())).officers[3]).toMatchObject({ isNil: true, isOverdue: true })
    database.setNow('2026-06-01T09:00:00Z')
  })

  it('is not for others', async () => {
    expect(await officersReturns(as(coordinator))).toMatchObject({ problem: { kind: 'forbidden' } })
  })
})

describe('the weekly mail of what changed', () => {
  const mails = async () => {
    const sent = await lettersIn(ctx().db, { where: { key: { startsWith: 'register:interests:digest:' } } })
    return sent.map(({ payload }) => JSON.stringify(payload))
  }

  it.each([
    ['2026-06-01', '2026-06-01'],
    ['2026-06-07', '2026-06-01'],
    ['2026-06-08', '2026-06-08'],
    ['2028-03-01', '2028-02-28'],
  ])('the week of %s begins on Monday %s', (on, monday) => expect(mondayOf(on)).toBe(monday))

  it('goes once to the board and the administrators, the week after; and not when nothing changed', async () => {
    await mailRegisterDigest(ctx())
    expect(await mails()).toEqual([])
    database.setNow('2026-06-09T09:00:00Z')
    await mailRegisterDigest(ctx())
    database.setNow('2026-06-10T09:00:00Z')
    await mailRegisterDigest(ctx())
    const sent = await mails()
    expect(sent).toHaveLength(2)
    for (const { email } of [board, administrator]) expect(sent.join()).toContain(email)
    expect(sent[0]).toContain('7 changes last week')
    expect(sent[0]).toContain('Mo Member: ')
    expect(sent.join()).not.toMatch(/private note|sister|Durham/)
    database.setNow('2026-06-16T09:00:00Z')
    await mailRegisterDigest(ctx())
    expect(await mails()).toHaveLength(2)
  })
})
