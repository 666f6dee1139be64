import { expect, it } from 'vitest'
import { compareProposals, teamPage } from '#services/reviews/index.ts'
import { inBothWorlds } from './worlds.ts'

/** Great-circle miles between services (haversine), whole. */
const miles = `select y.code as service, round(2 * 6371 / 1.609344 * asin(sqrt(sin(radians(y.latitude - h.latitude) / 2) ^ 2
    + cos(radians(y.latitude)) * cos(radians(h.latitude)) * sin(radians(y.longitude - h.longitude) / 2) ^ 2)))::int as miles
  from "Yot" y, "Yot" h where h.code = $1 and y.code = (
    select h."yotCode" from "Holding" h where h."personId" = $2::uuid and h.until is null and h."postId" is not null order by h."from" desc limit 1)`

inBothWorlds(({ officer, sql }) => {
  const isMeasured = async (
    host: string,
    people: readonly { personId: string; yotCode: string | null; miles: number | null }[],
  ) => {
    for (const { personId, yotCode, miles: said } of people) {
      const [own] = await sql<{ service: string; miles: number }>(miles, host, personId)
      expect([personId, yotCode, said]).toEqual([personId, own?.service ?? null, own?.miles ?? null])
    }
  }

  it('how far each of a team comes', async () => {
    const proposed = await sql<{ ref: string }>(
      `select distinct r.ref from "ReviewRequest" r join "TeamProposal" t on t."requestId" = r.id where r.status in ('scoping', 'team_proposed') order by 1 limit 5`,
    )
    for (const { ref } of proposed) {
      const page = await teamPage(officer(), ref)
      if (!page.ok) throw new Error(ref)
      expect(page.value.compared.people.length).toBeGreaterThan(0)
      await isMeasured(page.value.yotCode, page.value.compared.people)
    }
    // A proposal of people of the bank, for some services.
    const reviews = await sql<{ id: string; yotCode: string }>(
      `select id::text, "yotCode" from "ReviewRequest" order by id limit 4`,
    )
    const bank = await sql<{ personId: string }>(`select "personId"::text from "Standing" order by "personId" limit 12`)
    const members = bank.map(({ personId }) => ({ personId, role: 0, reasons: [], hostReasons: [], managed: [] }))
    for (const review of reviews) {
      const { people } = await compareProposals(officer(), review, [{ number: 1, plan: { members: members as never } }])
      expect(people).toHaveLength(members.length)
      await isMeasured(review.yotCode, people)
    }
  })
})
