import { expect, it } from 'vitest'
import { decisionLog } from '#services/decisions/index.ts'
import { inBothWorlds } from './worlds.ts'

const told = `d.status::text = any(array['published', 'replaced'])`
const everything = { body: null, year: null, q: '', page: 1 }

inBothWorlds(({ visitor, sql }) => {
  it('how many decisions there are, of each body and year, and how often each was corrected', async () => {
    const count = async (where: string, ...values: unknown[]) =>
      (
        await sql<{ count: number }>(
          `select count(*)::int as count from "Decision" d where ${told} and ${where}`,
          ...values,
        )
      )[0]?.count
    const log = await decisionLog(visitor(), everything)
    expect(log.count).toBe(await count('true'))
    expect(log.count).toBeGreaterThan(0)
    expect(log.pageCount).toBe(Math.ceil(log.count / 30))
    for (const { value: body } of log.choices.bodies)
      expect([body, (await decisionLog(visitor(), { ...everything, body })).count]).toEqual([
        body,
        await count('d.body::text = $1', body),
      ])
    const years = await sql<{ year: number }>(
      `select distinct to_char(d."decidedOn", 'YYYY')::int as year from "Decision" d where ${told} order by 1 desc`,
    )
    expect(log.choices.years).toEqual(years.map(({ year }) => year))
    for (const { year } of years)
      expect([year, (await decisionLog(visitor(), { ...everything, year })).count]).toEqual([
        year,
        await count(`to_char(d."decidedOn", 'YYYY') = $1`, String(year)),
      ])
    const corrected = await sql<{ ref: string; corrections: number }>(
      `select d.ref, (select max(t.number) - 1 from "SealedText" t where t."subjectId" = d.id and t.kind = 'decision')::int as corrections from "Decision" d where ${told}`,
    )
    const pages = await Promise.all(
      Array.from({ length: log.pageCount }, (_, at) => decisionLog(visitor(), { ...everything, page: at + 1 })),
    )
    const said = pages.flatMap(({ lines }) => lines.map(({ ref, corrections }) => ({ ref, corrections })))
    const byRef = <Row extends { ref: string }>(rows: readonly Row[]) =>
      rows.toSorted((a, b) => a.ref.localeCompare(b.ref))
    expect(byRef(said)).toEqual(byRef(corrected))
  })
})
