import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { audit } from '#services/core/audit.ts'
import type { Ctx } from '#services/core/context.ts'
import { newId } from '#services/core/insert-rows.ts'
import { invalid, notFound, ok, type Result, refused } from '#services/core/result.ts'
import { inTransaction, overtaken } from '#services/core/transaction.ts'
import type { newFileSchema, resourceSchema } from '#services/courses/schema.ts'
import { tables } from '#services/courses/tables.ts'
import { datedOffering } from '#services/courses/write-course.ts'
import { type FileKind, fileKindOf, fileNameOf, guardText } from '#services/documents/index.ts'

/** An offering has at most this many things to take, and each file at most this many versions. */
export const mostResources = 20
const mostVersions = 30

type Read = { bytes: Uint8Array<ArrayBuffer>; kind: FileKind; fileName: string }

/** Looks at a file that was sent, by its content: before any transaction, since it may take a while. */
const readFile = async (file: File): Promise<Result<Read>> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const look = await fileKindOf(bytes)
  if ('fault' in look) return invalid({ file: look.fault })
  const fileName = fileNameOf(file.name, look.kind)
  const fault = guardText(fileName.replace(/[._-]+/g, ' ')) ?? guardText(fileName)
  return fault === null ? ok({ bytes, kind: look.kind, fileName }) : invalid({ file: fault })
}

const keepVersion = async (ctx: Ctx, resourceId: string, { bytes, kind, fileName }: Read): Promise<Result<number>> => {
  const { resourceVersion, resourceBytes } = tables(ctx)
  const last = await resourceVersion.aggregate({ where: { resourceId }, _max: { number: true } })
  const number = (last._max.number ?? 0) + 1
  if (number > mostVersions) return refused(`A file has at most ${mostVersions} versions. Add it anew.`)
  const hash = createHash('sha256').update(bytes).digest('hex')
  await resourceBytes.createMany({ data: [{ hash, bytes }], skipDuplicates: true })
  await resourceVersion.create({
    data: { resourceId, number, hash, fileName, type: kind.type, size: bytes.length, addedAt: ctx.clock.now() },
  })
  return ok(number)
}

const said = (ctx: Ctx, id: string, event: 'added' | 'replaced' | 'withdrawn', yotCode: string | null) =>
  audit(ctx, {
    event: `resource.${event}`,
    subject: { kind: 'resource', id },
    ...(yotCode === null ? {} : { yotCode }),
  })

/**
 * Puts a file, or a link, on an offering, for anybody on its provider's side: what is taken without asking. A file is looked at by its content.
 * Not found for others; refused where there are twenty already; invalid where the file is none of the kinds, too large or named after a child.
 */
export const addResource = async (
  ctx: Ctx,
  slug: string,
  { title, url, file }: z.output<typeof resourceSchema>,
): Promise<Result<{ id: string }>> => {
  const offering = await datedOffering(ctx, slug)
  const { personId } = ctx.actor
  if (!offering || personId === null) return notFound()
  const read = url === undefined && file !== undefined ? await readFile(file) : null
  if (read !== null && !read.ok) return read
  return inTransaction(ctx, async (ctx) => {
    await ctx.db.$queryRaw`select 1 from "Offering" where id = ${offering.id}::uuid for update`
    const there = await tables(ctx).resource.count({ where: { offeringId: offering.id, withdrawnAt: null } })
    if (there >= mostResources)
      return refused(`An offering has at most ${mostResources} resources. Take one away first.`)
    const id = newId()
    await tables(ctx).resource.create({
      data: { id, offeringId: offering.id, title, url: url ?? null, addedById: personId, addedAt: ctx.clock.now() },
    })
    if (read !== null) await keepVersion(ctx, id, read.value)
    await said(ctx, id, 'added', offering.yotCode)
    return ok({ id })
  })
}

/** A resource of an offering, locked, while it is there and the actor's side's. */
const lockOwn = async (ctx: Ctx, slug: string, id: string) => {
  const offering = await datedOffering(ctx, slug)
  if (!offering) return null
  await ctx.db.$queryRaw`select 1 from "Resource" where id = ${id}::uuid for update`
  const resource = await tables(ctx).resource.findFirst({ where: { id, offeringId: offering.id, withdrawnAt: null } })
  return resource && { offering, resource }
}

/** Adds a new version of a file; whoever takes it from now on gets the newest. Stale where somebody else changed it first. */
export const replaceResource = async (
  ctx: Ctx,
  slug: string,
  { id, version, file }: z.output<typeof newFileSchema>,
): Promise<Result<{ id: string }>> => {
  if (!(await datedOffering(ctx, slug))) return notFound()
  const read = await readFile(file)
  if (!read.ok) return read
  return inTransaction(ctx, async (ctx) => {
    const own = await lockOwn(ctx, slug, id)
    if (!own || own.resource.url !== null) return notFound()
    if (own.resource.version !== version) return overtaken('This resource')
    const kept = await keepVersion(ctx, id, read.value)
    if (!kept.ok) return kept
    await tables(ctx).resource.update({ where: { id }, data: { version: { increment: 1 } } })
    await said(ctx, id, 'replaced', own.offering.yotCode)
    return ok({ id })
  })
}

/** Takes a resource away: nobody takes it any more. That it was taken stays. */
export const withdrawResource = (
  ctx: Ctx,
  slug: string,
  { id, version }: { id: string; version: number },
): Promise<Result<{ id: string }>> =>
  inTransaction(ctx, async (ctx) => {
    const own = await lockOwn(ctx, slug, id)
    if (!own) return notFound()
    if (own.resource.version !== version) return overtaken('This resource')
    await tables(ctx).resource.update({
      where: { id },
      data: { withdrawnAt: ctx.clock.now(), version: { increment: 1 } },
    })
    await said(ctx, id, 'withdrawn', own.offering.yotCode)
    return ok({ id })
  })
