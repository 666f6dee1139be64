import { beforeAll, describe, expect, it } from 'vitest'
import { everyStandpoint } from '#app/access/standpoints.ts'
import { EngagementStatus } from '#prisma/generated/enums.ts'
import { type EngagementEvent, engagementLife } from '#services/engagements/index.ts'
import { openUndoneServer } from './access/drive.ts'
import { everySending } from './access/sendings.ts'
import type { World } from './access/world.ts'

const server = openUndoneServer()
let world: World

beforeAll(async () => {
  world = await server.arrange(everyStandpoint)
}, 120_000)

/** The moves that people make, by what is sent to which page. */
const moves: [sent: string, event: EngagementEvent, more?: Record<string, string>][] = [
  ['engagements/:ref/terms: send them', 'proposed'],
  ['engagements/:ref/terms: send them', 'change-asked', { as: 'change-asked' }],
  ['engagements/:ref/terms/:number: accept them', 'accepted'],
  ['engagements/:ref: step back', 'stepped-back'],
  ['engagements/:ref/sessions: say so', 'session-marked'],
  ['engagements/:ref/delivered: say so', 'delivered'],
  ['engagements/:ref: confirm that it was delivered', 'confirmed'],
  ['engagements/:ref/put-right: ask for it', 'asked-to-put-right'],
  ['engagements/:ref/cancel: cancel it', 'cancelled'],
  ['engagements/:ref/dispute: open it', 'disputed'],
  ['engagements/:ref/dispute: say how they see it', 'statement-made'],
  ['engagements/:ref/dispute: propose a resolution', 'resolution-proposed'],
  ['engagements/:ref/dispute: accept a resolution', 'resolution-accepted'],
  ['engagements/:ref/dispute: end it unresolved', 'left-unresolved'],
  ['engagements/:ref/settle: record a payment', 'money-recorded'],
  ['engagements/:ref/settle: record an invoice', 'money-recorded'],
]

describe('a move that the table does not have', () => {
  it.each(moves)('is refused with its sentence in every other state: %s (%s)', async (sent, event, more = {}) => {
    const sending = everySending.find(({ name }) => name === sent)
    if (!sending) throw new Error(`Nothing is sent as “${sent}”`)
    const { who, given, path, fields } = sending
    const from: readonly (string | null)[] = engagementLife.moveOf(event).from
    for (const status of Object.values(EngagementStatus).filter((one) => !from.includes(one))) {
      const { answer, stands } = await server.attempt(world, given, async (db) => {
        const where = { id: world.engagement.id }
        await db.engagement.update({ where, data: { status } })
        const answer = await server.browserOf(who).post(path(world), { formKey: 'one', ...fields(world), ...more })
        return { answer, stands: (await db.engagement.findUniqueOrThrow({ where })).status }
      })
      const says = answer.html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
      expect([status, answer.status, stands], says).toEqual([status, 409, status])
      expect(says, status).toContain(engagementLife.whyNot(event, status))
    }
  })
})
