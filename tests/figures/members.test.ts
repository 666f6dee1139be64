import { expect, it } from 'vitest'
import { listMembers, membersOverTime } from '#services/memberships/index.ts'
import { value } from '#tests/factories/application.ts'
import { inBothWorlds } from './worlds.ts'

inBothWorlds(({ today, officer, sql }) => {
  it('memberships at the end of each of 24 months', async () => {
    const months = (await membersOverTime(officer())) ?? []
    expect(months).toHaveLength(24)
    expect(months.at(-1)?.on).toBe(today)
    for (const { on, groups, individuals } of months) {
      const [counted] = await sql<{ groups: number; individuals: number }>(
        `select count(*) filter (where kind::text = 'group')::int as groups, count(*) filter (where kind::text = 'individual')::int as individuals from "Membership"
          where status::text <> 'applied' and case when "joinedOn" is null then "startsOn" else "joinedOn" end <= $1::date
            and coalesce("endedOn", 'infinity') >= $1::date and (status::text <> 'lapsed' or "endsOn" >= $1::date)`,
        on,
      )
      expect({ on, groups, individuals }).toEqual({ on, ...counted })
      const [last] = await sql<{ day: string }>(
        `select to_char(least((date_trunc('month', $1::date) + interval '1 month')::date - 1, $2::date), 'YYYY-MM-DD') as day`,
        on,
        today,
      )
      expect(on).toBe(last?.day)
    }
  })

  it('memberships by how they stand', async () => {
    const { byStatus, count } = value(await listMembers(officer(), {}, { by: 'endsOn', order: 'asc' }, 1))
    const rows = await sql<{ status: string; count: number }>(
      `select status::text, count(*)::int as count from "Membership" group by 1`,
    )
    const none = { applied: 0, active: 0, due: 0, lapsed: 0, ended: 0 }
    expect(byStatus).toEqual({ ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) })
    expect(count).toBe(rows.reduce((sum, one) => sum + one.count, 0))
  })
})
