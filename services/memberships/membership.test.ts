import { describe, expect, it } from 'vitest'
import { makeMembership } from '#tests/factories/membership.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { type MembershipFacts, membershipOf, membershipStanding } from './membership.ts'

const database = openTestDatabase()
const on = '2026-06-15'

const own = (facts: Partial<MembershipFacts>): MembershipFacts => ({
  kind: 'individual',
  status: 'active',
  startsOn: '2025-07-01',
  endsOn: '2026-06-30',
  yotName: null,
  renewalAskedOn: null,
  isPaid: true,
  feePence: 15_000,
  ...facts,
})
const group = (facts: Partial<MembershipFacts>) =>
  own({ kind: 'group', yotName: 'Leeds Youth Justice Service', ...facts })

describe('where somebody stands', () => {
  it.each([
    ['until a day', [own({})], true, 'You are a member until Tuesday 30 June 2026.'],
    [
      'covered by their service',
      [group({})],
      true,
      'You are a member until Tuesday 30 June 2026, covered by the group membership of Leeds Youth Justice Service.',
    ],
    ['on the last day', [own({ endsOn: on })], true, 'You are a member until Monday 15 June 2026.'],
    [
      'the day after, though nobody recorded it',
      [own({ endsOn: '2026-06-14' })],
      true,
      'You are still a member, but your membership ran out on Sunday 14 June 2026 and is due for renewal. It lapses after Saturday 12 September 2026 unless it is renewed.',
    ],
    [
      'due before it ends',
      [group({ status: 'due' })],
      true,
      'You are still a member, but the group membership of Leeds Youth Justice Service runs out on Tuesday 30 June 2026 and is due for renewal. It lapses after Monday 28 September 2026 unless it is renewed.',
    ],
    [
      'due, and its renewal asked for',
      [own({ status: 'due', renewalAskedOn: '2026-06-01' })],
      true,
      'You are still a member: your membership runs out on Tuesday 30 June 2026, and its renewal was asked for on Monday 1 June 2026. It is renewed once the association has the payment.',
    ],
    [
      'not paid yet',
      [own({ isPaid: false })],
      true,
      'You are a member until Tuesday 30 June 2026. The fee of £150 is not recorded as paid yet.',
    ],
    [
      'lapsed',
      [own({ status: 'lapsed', endsOn: '2026-03-31' })],
      false,
      'Your membership lapsed after Tuesday 31 March 2026. You can still sign in, see your own things and renew.',
    ],
    [
      'asked for',
      [own({ status: 'applied' })],
      false,
      'You have asked to join. You are a member once the association agrees.',
    ],
    [
      'ended',
      [own({ status: 'ended', endsOn: '2026-03-31' })],
      false,
      'Your membership ended on Tuesday 31 March 2026.',
    ],
    ['never', [], false, expect.stringMatching(/^No membership covers you\./)],
    ['not begun yet', [own({ startsOn: '2026-06-16' })], false, expect.stringMatching(/^No membership covers you\./)],
  ] as const)('%s', (_, memberships, isMember, sentence) => {
    expect(membershipStanding(memberships, on, 90)).toMatchObject({ isMember, sentence })
  })

  it('the best of several counts', () => {
    const lapsed = own({ status: 'lapsed', endsOn: '2026-01-01' })
    const due = own({ status: 'due' })
    expect(membershipStanding([lapsed, due, group({})], on, 90)).toMatchObject({ state: 'active', by: 'group' })
    expect(membershipStanding([lapsed, due], on, 90)).toMatchObject({ state: 'due', by: 'individual' })
  })
})

describe('membershipOf', () => {
  it('a group membership covers every manager of the service while they are there, and shows references to its lead', async () => {
    database.setNow(on)
    await makeMembership(database.ctx(), { yotCode: 'barnet', poReference: 'PO 77' })
    const lead = await makePerson(database.ctx(), { posts: [{ yotCode: 'barnet' }] })
    const manager = await makePerson(database.ctx(), { posts: [{ yotCode: 'barnet', level: 'manager' }] })
    const left = await makePerson(database.ctx(), { posts: [{ yotCode: 'barnet', until: '2026-06-14' }] })
    const of = ({ id, actor }: typeof lead) => membershipOf(database.ctx(actor), id)
    expect(await of(lead)).toMatchObject({ state: 'active', by: 'group', payments: [{ poReference: 'PO 77' }] })
    expect(await of(manager)).toMatchObject({ state: 'active', by: 'group', payments: [] })
    expect(await of(left)).toMatchObject({ state: 'none', isMember: false, payments: [] })
  })

  it('their own is theirs to see', async () => {
    database.setNow(on)
    const { id, actor } = await makePerson(database.ctx())
    const other = await makePerson(database.ctx())
    await makeMembership(database.ctx(), { personId: id })
    expect(await membershipOf(database.ctx(actor), id)).toMatchObject({
      state: 'active',
      by: 'individual',
      payments: [{ payer: 'You', feePence: 15_000, paidOn: '2025-12-15' }],
    })
    expect((await membershipOf(database.ctx(other.actor), id)).payments).toEqual([])
  })
})
