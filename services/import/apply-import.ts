import { randomUUID } from 'node:crypto'
import { bringInPeople } from '#services/accounts/index.ts'
import { type AuditEntry, audit, auditAll } from '#services/core/audit.ts'
import { addDays } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueueAll } from '#services/core/outbox.ts'
import { ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { longDate } from '#services/core/words.ts'
import { coordinatorsFor, inForce, writeTo } from '#services/yots/index.ts'
import { applyMembershipChanges } from './membership-changes.ts'
import { applyPostChanges, type PostChanges } from './post-changes.ts'
import type { Change, ImportPlan } from './records.ts'

/** Long lists take their time; nothing else waits for it but another import. */
export const importTimeout = 300_000

const importLock = 7_205_759_403_792_811n

/** Makes imports wait for each other until the transaction ends. */
export const lockImports = async (ctx: Ctx): Promise<void> => {
  await ctx.db.$queryRaw`select 1 from (select pg_advisory_xact_lock(${importLock})) as locked`
}

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>

/**
 * Applies a plan's changes, all or none. Made in the same transaction as the plan (after `lockImports`), so that what was
 * planned is what is done. Nobody is written to, but for a region's coordinators when a service loses its head.
 * `onStep` is told what is written next.
 */
export const applyImport = (
  ctx: Ctx,
  plan: ImportPlan,
  onStep: (what: string) => void = () => {},
): Promise<Result<null>> =>
  inTransaction(ctx, async (ctx) => {
    const importId = randomUUID()
    const written = await applyChanges(ctx, plan.changes, importId, onStep)
    if (!written.ok) return written
    await recordImport(ctx, importId, plan.counts, written.value)
    return ok(null)
  })

/** What some changes of an import came to. */
export type Written = { people: number; membershipsBegun: number; membershipsChanged: number }

/** The last step of an import: what it came to, and everybody checked again when many are new. */
export const recordImport = async (
  ctx: Ctx,
  importId: string,
  counts: ImportPlan['counts'],
  written: Written,
): Promise<void> => {
  await audit(ctx, {
    event: 'import.applied',
    subject: { kind: 'import', id: importId },
    data: { ...counts, ...written },
  })
  // Many newcomers are checked together: one by one would keep everything else waiting.
  if (written.people > mostOneByOne)
    await enqueueAll(ctx, [{ topic: 'recheck-everybody', key: `recheck-everybody:import:${importId}`, payload: {} }])
}

/**
 * Writes changes, all or none: those of a whole plan, or of a part that has everything about its people and services
 * (`partsOf`). `recordImport` comes after the last.
 */
export const applyChanges = (
  ctx: Ctx,
  changes: readonly Change[],
  importId: string,
  onStep: (what: string) => void = () => {},
): Promise<Result<Written>> =>
  inTransaction(ctx, async (ctx) => {
    const writing = (what: string) => onStep(`${what}, ${changes.length.toLocaleString('en-GB')} changes in all`)
    writing('Writing people and addresses')
    const added = changes.filter((change): change is Of<'add-person'> => change.kind === 'add-person')
    const personIds = new Map(added.map(({ personKey }) => [personKey, randomUUID()]))
    const people = await bringInPeople(ctx, {
      people: added.map(({ personKey, name, email }) => ({ id: personIds.get(personKey) ?? '', name, address: email })),
      addresses: changes
        .filter((change): change is Of<'add-email'> => change.kind === 'add-email')
        .map(({ personKey, email }) => ({ personId: personIds.get(personKey) ?? personKey, address: email })),
    })
    if (!people.ok) return people
    writing('Writing posts')
    const posts = await applyPostChanges(
      ctx,
      changes.filter(
        (change): change is Of<'open-post' | 'change-post' | 'end-post' | 'open-vacancy'> =>
          change.kind === 'open-post' ||
          change.kind === 'change-post' ||
          change.kind === 'end-post' ||
          change.kind === 'open-vacancy',
      ),
      personIds,
    )
    if (!posts.ok) return posts
    writing('Writing memberships')
    const gone = new Set(
      changes.flatMap((change) =>
        change.kind === 'end-post' ? [personIds.get(change.personKey) ?? change.personKey] : [],
      ),
    )
    const staying = await ctx.db.holding.findMany({
      where: { personId: { in: [...gone] }, postId: { not: null }, ...inForce(ctx.clock.today()) },
      select: { personId: true },
    })
    const leavers = new Set([...gone].filter((id) => !staying.some(({ personId }) => personId === id)))
    const memberships = await applyMembershipChanges(
      ctx,
      changes.filter((change): change is Of<'set-membership'> => change.kind === 'set-membership'),
      personIds,
      leavers,
    )
    if (!memberships.ok) return memberships
    writing('Writing the audit log')
    await auditAll(ctx, auditOf(posts.value, importId))
    await react(ctx, posts.value, importId, new Set(personIds.values()))
    return ok({
      people: added.length,
      membershipsBegun: memberships.value.begun,
      membershipsChanged: memberships.value.changed,
    })
  })

const auditOf = ({ started, changed, ended, opened }: PostChanges, importId: string): AuditEntry[] => [
  ...started.map(({ id, yotCode, personId }) => entry('holding.started', id, yotCode, { personId, importId })),
  ...changed.map(({ id, yotCode, personId }) => entry('holding.changed', id, yotCode, { personId, importId })),
  ...ended.map(({ id, yotCode, personId, lastDay }) =>
    entry('holding.ended', id, yotCode, { personId, importId, lastDay }),
  ),
  ...opened.map(({ id, yotCode }) => ({
    event: 'post.added' as const,
    subject: { kind: 'post', id },
    yotCode,
    data: { importId },
  })),
]

const entry = (
  event: AuditEntry['event'],
  id: string,
  yotCode: string,
  data: NonNullable<AuditEntry['data']>,
): AuditEntry => ({ event, subject: { kind: 'holding', id }, yotCode, data })

const mostOneByOne = 50

/** Conflicts are checked again, places in the bank follow, and coordinators hear which services lost their head. */
const react = async (
  ctx: Ctx,
  { started, changed, ended, headless }: PostChanges,
  importId: string,
  added: ReadonlySet<string>,
): Promise<void> => {
  const people = [...new Set([...started, ...changed, ...ended].map(({ personId }) => personId))]
  const known = people.filter((id) => !added.has(id))
  const about = (topic: 'recheck-person' | 'practice-changed') => (personId: string) => ({
    topic,
    key: `${topic}:import:${importId}:${personId}`,
    payload: { personId },
  })
  const isCrowd = added.size > mostOneByOne
  await enqueueAll(ctx, [
    ...(isCrowd ? known : people).map(about('recheck-person')),
    ...known.map(about('practice-changed')),
  ])
  const left = new Set(headless)
  if (left.size === 0) return
  const yots = await ctx.db.yot.findMany({
    where: { code: { in: [...left] } },
    select: { code: true, name: true, region: true },
  })
  for (const yot of yots) {
    const head = ended.find((one) => one.isHead && one.yotCode === yot.code)
    if (!head) continue
    const from = addDays(head.lastDay, 1)
    for (const officer of await coordinatorsFor(ctx, yot.region)) {
      await writeTo(ctx, officer.personId, {
        about: { kind: 'import', id: importId },
        occasion: `headless:${yot.code}`,
        subject: `${yot.name}: the head’s post is vacant`,
        lines: [
          `The members’ list says that ${head.name} left as ${head.title} at ${yot.name}; the last day recorded is ${longDate(head.lastDay)}.`,
          `Nobody is recorded in the post from ${longDate(from)}. Until somebody is, nobody speaks for the service here.`,
        ],
        action: { text: 'See the service', path: `/yots/${yot.code}` },
      })
    }
  }
}
