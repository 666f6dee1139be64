import { expect, it } from 'vitest'
import { codeIn, isTest } from './source.ts'

/*
 * A room asks another by its front door. Where it reads another's table all the same, it stands here with its reason; who somebody is, and
 * where they have a post, everybody reads.
 */

const everybody = ['person', 'yot', 'holding', 'appointment']

/** Reading room, tables, why it is not asked of the room that owns them. */
const allowed: [room: string, tables: string, because: string][] = [
  ['bank', 'declaration', 'a place in the bank rests on what is declared in a room that stands above it'],
  [
    'conflicts',
    'application assessment concern concernView emailAddress engagement enquiry localAuthority neighbour offering organisation reference reviewRequest standing yotAuthority yotTie',
    'facts of all rooms are gathered in one place, most of which stand above it (decision 0005)',
  ],
  [
    'courses',
    'interest standing standingRole',
    'observers are drawn from the bank and the declared in one statement each',
  ],
  ['courses', 'offering offeringTheme', 'a date is of an offering, and is written with its title and themes'],
  ['decisions', 'ruleSetVersion weightSet', 'a decision is drafted from the log, with the reason that was given'],
  [
    'engagements',
    'courseDate courseSession enquiry offering offeringTheme',
    'names what the work came from, and counts it by theme and by days in one’s own name',
  ],
  ['engagements', 'reviewRequest', 'the ledger counts reviews that were given'],
  ['enquiries', 'offering', 'asks of an offering, whose page the asker may no longer see'],
  [
    'fairness',
    'application dispute engagement offering rating ratingPair standing',
    'one engine for what stands in many rooms',
  ],
  ['fieldwork', 'invitation', 'who is on the team decides who works in its field'],
  ['independence', 'ledgerEntry', 'closed years begin with the first entry'],
  [
    'insight',
    'application concern engagement enquiry joinRequest ledgerEntry membership offering place reviewRequest standing',
    'figures are counted across all rooms',
  ],
  ['offerings', 'emailAddress', 'nobody consents to their own offer from another address of theirs'],
  ['outside', 'emailAddress', 'nobody speaks for the work of their own provider'],
  ['ratings', 'engagement reviewRequest', 'what is rated stands in two rooms'],
  ['reviews', 'standing', 'who is in the bank is not named as somebody of the service'],
  ['vetting', 'expertise interest', 'an application begins with what is known of the person'],
]

type Read = { room: string; table: string; path: string }

const sources = codeIn('services').filter((source) => !isTest(source))
const roomOf = (path: string) => /^services\/([^/]+)\//.exec(path)?.[1] ?? ''

const owners = new Map<string, string>(
  sources
    .filter(({ path }) => path.endsWith('/tables.ts'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/Pick<\s*Db,([^>]+)>/g)].flatMap(([, picked = '']) =>
        [...picked.matchAll(/'(\w+)'/g)].map(([, table = '']): [string, string] => [table, roomOf(path)]),
      ),
    ),
)

const reads: Read[] = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/\bdb\.(\w+)\s*\.(?:find|count|aggregate|groupBy)/g)].flatMap(([, table = '']) => {
    const room = roomOf(path)
    const owner = owners.get(table)
    return owner === undefined || owner === room || everybody.includes(table) || room === ''
      ? []
      : [{ room, table, path }]
  }),
)
it('read tables of another room only for a reason that stands here', () => {
  const isAllowed = ({ room, table }: Read) =>
    allowed.some(([reader, tables]) => reader === room && tables.split(' ').includes(table))
  expect(reads.filter((read) => !isAllowed(read))).toEqual([])
  const unused = allowed.flatMap(([reader, tables]) =>
    tables
      .split(' ')
      .filter((table) => !reads.some((read) => read.room === reader && read.table === table))
      .map((table) => `${reader} ${table}`),
  )
  expect(unused).toEqual([])
})
