import type { z } from 'zod'
import { bringInPerson } from '#services/accounts/index.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { ok, type Result, refused } from '#services/core/result.ts'
import { tell } from '#services/notifications/index.ts'
import { again, outsideProviders } from './providers.ts'
import type { personLeavesSchema, personSchema } from './schema.ts'
import { tables } from './tables.ts'

/** More than one piece of work would name. */
const mostPeople = 40

/** Who can deliver for a provider: whoever speaks for it and those it sends, by name. */
export const outsidePeople = async (ctx: Ctx, outsideId: string): Promise<{ personId: string; name: string }[]> => {
  const row = await tables(ctx).outsideProvider.findUnique({
    where: { id: outsideId },
    select: {
      contact: { select: { id: true, name: true, leftAt: true } },
      people: {
        where: { until: null, person: { leftAt: null } },
        select: { person: { select: { id: true, name: true } } },
      },
    },
  })
  const { contact = null, people = [] } = row ?? {}
  const all = [...(contact?.leftAt === null ? [contact] : []), ...people.map(({ person }) => person)]
  return [...new Map(all.map(({ id, name }) => [id, name]))]
    .map(([personId, name]) => ({ personId, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** Whoever is to deliver something is looked at again. */
const recheck = (ctx: Ctx, personId: string, key: string) =>
  enqueue(ctx, { topic: 'recheck-person', key: `recheck-person:outside:${key}`, payload: { personId } })

/**
 * Names somebody whom the provider sends: they become a person of the exchange, or are found by their address, are told so, and can be
 * named in terms, which the conflict rules then check. Nothing else comes of it.
 */
export const addOutsidePerson = (
  ctx: Ctx,
  ref: string,
  { version, name, address }: z.output<typeof personSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'people-changed' },
    async (ctx, { row, move }) => {
      const { outsidePerson } = tables(ctx)
      const person = await bringInPerson(ctx, { name, address })
      if (!person.ok) return person
      const { personId } = person.value
      const own = await outsidePerson.findMany({
        where: { outsideId: row.id, until: null },
        select: { personId: true },
      })
      if (personId === row.contactId || own.some((one) => one.personId === personId))
        return refused('They can be named already.')
      if (own.length >= mostPeople) return refused(`A provider names at most ${mostPeople} people.`)
      await outsidePerson.create({
        data: { outsideId: row.id, personId, since: dateFromIso(ctx.clock.today()) },
      })
      const moved = await move()
      if (!moved.ok) return moved
      await tell(ctx, {
        people: [personId],
        about: { kind: 'outside-provider', id: row.id },
        occasion: `named:${moved.value.version}`,
        kind: 'decision',
        letter: {
          subject: `${row.name} named you as somebody it sends`,
          lines: [
            `${row.name} offers to youth justice services on Critical Friend, and named you as somebody who delivers for it. Before you are agreed for a piece of paid work, the exchange checks for conflicts of interest, as with everybody who delivers.`,
            'Sign in with this e-mail address to make your declaration of interests, or to see what is held about you. If this is not right, write to us.',
          ],
          action: { text: 'Make your declaration', path: '/declarations' },
        },
      })
      return ok({ ref })
    },
    again(ref),
  )

/** Takes somebody off those whom the provider sends: work that names them asks for somebody else. */
export const endOutsidePerson = (
  ctx: Ctx,
  ref: string,
  { version, personId }: z.output<typeof personLeavesSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'people-changed' },
    async (ctx, { row, move }) => {
      const { count } = await tables(ctx).outsidePerson.updateMany({
        where: { outsideId: row.id, personId, until: null },
        data: { until: dateFromIso(ctx.clock.today()) },
      })
      if (count === 0) return refused('They are not among those it sends.')
      const moved = await move()
      if (!moved.ok) return moved
      await recheck(ctx, personId, `${row.id}:${moved.value.version}`)
      return ok({ ref })
    },
    again(ref),
  )

/**
 * Lets somebody else speak for a provider: what it offers and the work under way follow. By whoever speaks for it, or an administrator
 * who is not tied to it. Both are told.
 */
export const changeContact = (
  ctx: Ctx,
  ref: string,
  { version, name, address }: z.output<typeof personSchema>,
): Promise<Result<{ ref: string }>> =>
  outsideProviders.asMove(
    ctx,
    { ref, version, event: 'contact-changed' },
    async (ctx, { row, move }) => {
      const person = await bringInPerson(ctx, { name, address })
      if (!person.ok) return person
      const { personId } = person.value
      if (personId === row.contactId) return refused('They speak for it already.')
      const moved = await move({ data: { contactId: personId, contactName: name, contactAddress: address } })
      if (!moved.ok) return moved
      await enqueue(ctx, {
        topic: 'outside-contact-changed',
        key: `outside-contact-changed:${row.id}:${moved.value.version}`,
        payload: { outsideId: row.id, personId },
      })
      if (row.contactId !== null) await recheck(ctx, row.contactId, `${row.id}:${moved.value.version}`)
      await tell(ctx, {
        people: [row.contactId, personId],
        about: { kind: 'outside-provider', id: row.id },
        occasion: `contact:${moved.value.version}`,
        kind: 'decision',
        letter: {
          subject: `${name} speaks for ${row.name} now (${ref})`,
          lines: [
            `${ctx.actor.name} recorded that ${name} speaks for ${row.name} on Critical Friend. What it offers, enquiries and agreed work are theirs to answer from now on.`,
            'If this is not right, write to us.',
          ],
          action: { text: 'See its page', path: `/outside/${ref}` },
        },
      })
      return ok({ ref })
    },
    again(ref),
  )
