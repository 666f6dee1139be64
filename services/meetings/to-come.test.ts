import { expect, it } from 'vitest'
import { visitor } from '#services/core/access.ts'
import { makeMeeting } from '#tests/factories/meeting.ts'
import { makePerson } from '#tests/factories/person.ts'
import { openTestDatabase } from '#tests/setup/database.ts'
import { meetingsToCome } from './list-meetings.ts'

const database = openTestDatabase()

it('beside courses stand the called meetings that somebody may come to: of their region and of all, and no others', async () => {
  database.setNow('2026-06-01')
  const ctx = database.ctx()
  const own = await makeMeeting(ctx, { on: '2026-07-14' })
  const london = await makeMeeting(ctx, { on: '2026-07-15', region: 'London' })
  const agm = await makeMeeting(ctx, { on: '2026-09-10', kind: 'agm' })
  await makeMeeting(ctx, { on: '2026-07-16', kind: 'executive' })
  await makeMeeting(ctx, { on: '2026-07-17', status: 'planned' })
  await makeMeeting(ctx, { status: 'held' })
  const any = { region: null, mode: null, month: null }
  const refs = async (who: Parameters<typeof database.ctx>[0], filter: Parameters<typeof meetingsToCome>[1] = any) =>
    (await meetingsToCome(database.ctx(who), filter)).map(({ ref }) => ref)
  const yorkshire = (await makePerson(ctx, { posts: [{ yotCode: 'leeds', level: 'manager' }] })).actor
  const hackney = (await makePerson(ctx, { posts: [{ yotCode: 'hackney' }] })).actor
  expect(await refs(yorkshire)).toEqual([own.ref, agm.ref])
  expect(await refs(hackney)).toEqual([london.ref, agm.ref])
  expect(await refs((await makePerson(ctx)).actor)).toEqual([])
  expect(await refs(visitor)).toEqual([])
  expect(await refs(yorkshire, { ...any, month: '2026-09' })).toEqual([agm.ref])
  expect(await refs(yorkshire, { ...any, region: 'Yorks Hum', mode: 'on_site' })).toEqual([own.ref])
})
