import { may } from '#services/core/access.ts'
import { audit, type CaseRef } from '#services/core/audit.ts'
import { dateFromIso } from '#services/core/clock.ts'
import type { Ctx } from '#services/core/context.ts'
import { enqueue } from '#services/core/outbox.ts'
import { forbidden, notFound, ok, type Result } from '#services/core/result.ts'
import { inTransaction } from '#services/core/transaction.ts'
import { isPlaceholder, organisationKey } from '#services/yots/index.ts'
import { findParty } from './find-party.ts'
import type { DeclarationInput, InterestInput, TypedInterest } from './schema.ts'
import { tables } from './tables.ts'

const onlyPeople = forbidden('Sign in to declare an interest.')

const keepInterests = async (ctx: Ctx, personId: string, declarationId: string, interests: InterestInput[]) => {
  await tables(ctx).interest.createMany({
    data: interests.map((interest) => ({
      personId,
      declarationId,
      kind: interest.kind,
      yotCode: interest.yotCode ?? null,
      otherPersonId: interest.otherPersonId ?? null,
      organisation: interest.organisation || null,
      organisationId: interest.organisationId ?? null,
      area: interest.area ?? null,
      valuePence: interest.valuePence ?? null,
      from: interest.from ? dateFromIso(interest.from) : null,
      until: interest.until ? dateFromIso(interest.until) : null,
      note: interest.note || null,
    })),
  })
}

/**
 * The actor's yearly declaration: a dated statement, nil returns included, after which their open work is checked again.
 * Interests declared before stay until they are withdrawn.
 * @param about the case for which it is renewed, which its day would tell of
 */
export const declareYearly = async (
  ctx: Ctx,
  input: DeclarationInput,
  about?: CaseRef,
): Promise<Result<{ declarationId: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return onlyPeople
    const declaration = await tables(ctx).declaration.create({
      data: {
        personId,
        kind: 'annual',
        caseKind: about?.kind ?? null,
        caseId: about?.id ?? null,
        isNil: input.isNil,
        statedAt: ctx.clock.now(),
      },
    })
    await keepInterests(ctx, personId, declaration.id, input.interests)
    await audit(ctx, {
      event: 'declaration.made',
      subject: { kind: 'person', id: personId },
      ...(about && { case: about }),
      data: { kind: 'annual', isNil: input.isNil, interests: input.interests.length },
    })
    await enqueue(ctx, {
      topic: 'recheck-person',
      key: `recheck-person:declaration:${declaration.id}`,
      payload: { personId },
    })
    return ok({ declarationId: declaration.id })
  })

/** The actor says that what is listed, or nothing, is all they have to declare. Starts their year afresh. */
export const confirmDeclaration = async (ctx: Ctx): Promise<Result<{ declarationId: string }>> => {
  const { personId } = ctx.actor
  if (personId === null) return onlyPeople
  const live = await tables(ctx).interest.count({ where: { personId, withdrawnAt: null } })
  return declareYearly(ctx, { isNil: live === 0, interests: [] })
}

/** Adds one interest as typed, and with it declares that the list is complete. invalid when whom it is with is unclear. */
export const declareInterest = async (ctx: Ctx, typed: TypedInterest): Promise<Result<{ declarationId: string }>> => {
  const party = await findParty(ctx, typed)
  if (!party.ok) return party
  const { kind, from, until, note, valuePence } = typed
  const value = kind === 'gift' && valuePence !== undefined ? { valuePence } : {}
  return declareYearly(ctx, { isNil: false, interests: [{ kind, from, until, note, ...value, ...party.value }] })
}

/**
 * The actor's declaration for one case. `isDeclined` says "I am conflicted here": from then on they are blocked from it,
 * and others are only told that they are not available. The room that owns the case checks that they were asked.
 */
export const declareForCase = async (
  ctx: Ctx,
  input: DeclarationInput & { case: CaseRef; isDeclined: boolean },
): Promise<Result<{ declarationId: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return onlyPeople
    const declaration = await tables(ctx).declaration.create({
      data: {
        personId,
        kind: 'engagement',
        caseKind: input.case.kind,
        caseId: input.case.id,
        isNil: input.isNil,
        isDeclined: input.isDeclined,
        statedAt: ctx.clock.now(),
      },
    })
    await keepInterests(ctx, personId, declaration.id, input.interests)
    await audit(ctx, {
      event: 'declaration.made',
      subject: { kind: 'person', id: personId },
      case: input.case,
      data: { kind: 'engagement', isNil: input.isNil, isDeclined: input.isDeclined },
    })
    return ok({ declarationId: declaration.id })
  })

/** Takes back one of the actor's own interests. It stays in the history; it no longer counts. */
export const withdrawInterest = async (ctx: Ctx, interestId: string): Promise<Result<undefined>> =>
  inTransaction(ctx, async (ctx) => {
    const { personId } = ctx.actor
    if (personId === null) return onlyPeople
    const taken = await tables(ctx).interest.updateMany({
      where: { id: interestId, personId, withdrawnAt: null },
      data: { withdrawnAt: ctx.clock.now() },
    })
    const isOwn = (await tables(ctx).interest.count({ where: { id: interestId, personId } })) > 0
    if (!isOwn) return notFound()
    if (taken.count > 0) {
      await audit(ctx, { event: 'interest.withdrawn', subject: { kind: 'interest', id: interestId } })
      await enqueue(ctx, {
        topic: 'recheck-person',
        key: `recheck-person:interest:${interestId}`,
        payload: { personId },
      })
    }
    return ok(undefined)
  })

/** Names of organisations that people declared and the register does not know yet, without who declared them. */
export const unplacedNames = async (ctx: Ctx): Promise<string[]> => {
  const rows = await tables(ctx).interest.findMany({
    where: {
      withdrawnAt: null,
      organisation: { not: null },
      organisationId: null,
      area: null,
      yotCode: null,
      otherPersonId: null,
    },
    select: { organisation: true },
    distinct: ['organisation'],
    orderBy: { organisation: 'asc' },
  })
  return rows.flatMap(({ organisation }) =>
    organisation && !isPlaceholder(organisation) && !organisation.includes('@') ? [organisation] : [],
  )
}

/**
 * Interests declared with a name that the register has learned since become interests with that organisation, and everybody
 * is checked again. Returns how many.
 */
export const placeDeclaredNames = (
  ctx: Ctx,
  organisation: { id: string; keys: readonly string[] },
): Promise<Result<{ placed: number }>> =>
  inTransaction(ctx, async (ctx) => {
    if (!may(ctx.actor, 'register.keep')) return forbidden('Administrators of the association keep the register.')
    const rows = await tables(ctx).interest.findMany({
      where: { organisation: { not: null }, organisationId: null, area: null, yotCode: null, otherPersonId: null },
      select: { id: true, organisation: true },
    })
    const ids = rows.flatMap(({ id, organisation: name }) =>
      name && organisation.keys.includes(organisationKey(name)) ? [id] : [],
    )
    if (ids.length === 0) return ok({ placed: 0 })
    await tables(ctx).interest.updateMany({ where: { id: { in: ids } }, data: { organisationId: organisation.id } })
    await audit(ctx, {
      event: 'interest.placed',
      subject: { kind: 'organisation', id: organisation.id },
      data: { interests: ids.length },
    })
    await enqueue(ctx, {
      topic: 'recheck-everybody',
      key: `recheck-everybody:organisation:${organisation.id}:${ctx.clock.now().getTime()}`,
      payload: {},
    })
    return ok({ placed: ids.length })
  })
