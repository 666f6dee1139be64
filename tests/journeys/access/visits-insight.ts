import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { assumptionKinds } from '#services/insight/index.ts'
import { plain, sends, type Visit } from './visit.ts'

const hash = 'a'.repeat(64)

const facts = {
  ...{ services: 0, groupMembers: 0, individualMembers: 0, groupFeePence: 0, individualFeePence: 0 },
  ...{ reviews: 0, reviewDays: 0, coursePlaces: 0, inKindMinutes: 0 },
}
const lines = {
  ...{ subscriptions: 0, courses: 0, income: 0, coordination: 0, running: 0, cost: 0, result: 0 },
  ...{ inKind: 0, avoided: 0 },
}

/** A version of the business case from before there was anything to count. */
const aVersion = ({ db, clock }: Ctx) =>
  db.caseVersion.create({
    data: {
      hash,
      madeOn: dateFromIso(clock.today()),
      madeAt: clock.now(),
      assumptionVersion: 0,
      inputs: {
        model: 1,
        facts,
        assumptions: Object.fromEntries(
          Object.keys(assumptionKinds).map((key) => [key, { low: 0, central: 0, high: 0 }]),
        ),
      },
      result: { lines, evenMembers: 0, evenPlaces: 0, swings: [] },
    },
  })

export const insightVisits: Record<string, Visit> = {
  gaps: {
    at: () => '/gaps',
    send: { 'tell of a search': sends({ of: 'offerings', words: 'help with girls in custody', theme: '' }) },
  },
  balance: plain('/balance'),
  'business-case': plain('/business-case'),
  'association/gaps': plain('/association/gaps'),
  'association/gaps/print': plain('/association/gaps/print'),
  'association/gaps/download': plain('/association/gaps/download'),
  'association/balance': plain('/association/balance'),
  'association/business-case': plain('/association/business-case'),
  'association/business-case/workbook': plain('/association/business-case/workbook'),
  'association/business-case/versions/:hash': {
    at: () => `/association/business-case/versions/${hash}`,
    given: aVersion,
  },
  'association/business-case/assumptions/:key': {
    at: () => '/association/business-case/assumptions/platform',
    send: {
      'set it': sends({
        version: '0',
        low: '1800',
        central: '2760',
        high: '4800',
        source: 'The bill of the last twelve months.',
      }),
    },
  },
}
