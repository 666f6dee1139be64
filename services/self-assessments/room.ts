import type { Room } from '#services/core/room.ts'
import { speaksFor, yotsOf } from '#services/yots/index.ts'
import { invariants } from './invariants.ts'
import { readWhere } from './keep-self-assessment.ts'
import { selfAssessmentLife } from './lifecycle.ts'
import { isSet, sets } from './sets.ts'

export const room: Room = {
  name: 'self-assessments',
  lives: [selfAssessmentLife],
  underWay: async (ctx) => {
    const led = yotsOf(ctx.actor).filter((code) => speaksFor(ctx.actor, code))
    const rows = led.length === 0 ? [] : await readWhere(ctx, { yotCode: { in: led }, status: 'open' })
    return rows.map(({ ref, set, status }) => ({
      title: isSet(set) ? sets[set].title : set,
      href: `/self-assessments/${ref}`,
      stands: selfAssessmentLife.states[status],
    }))
  },
  invariants,
}
