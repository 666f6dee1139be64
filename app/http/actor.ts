import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import type { FormValues } from '#app/components/layout/form-reply.ts'
import { keepForm, takeKeptForm } from '#services/accounts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { expireCookie, readCookie, serializeCookie } from './cookies.ts'
import { readFormData, textValues } from './form.ts'
import { ownerOf } from './form-owner.ts'
import { goOn } from './go-on.ts'
import { pageNotFound } from './respond.ts'
import { type Args, visitOf } from './session.ts'

/** For pages anyone may open: the context of this request, its actor a visitor or whoever is signed in. */
export const getCtx = async (args: Args): Promise<Ctx> => {
  const { ctx } = await visitOf(args)
  await refuseAnothersForm(args, ctx)
  return ctx
}

/** The context of a signed-in person. */
export type SignedInCtx = Ctx & { actor: { personId: string } }

/**
 * For pages that need to know who is there: as `getCtx`, but a visitor is sent to sign in and then brought back. What they had
 * typed when their session turned out to have ended is shown again.
 */
export const requireActor = async (args: Args): Promise<SignedInCtx> => {
  const { ctx, endedFor, waiting } = await visitOf(args)
  const { personId } = ctx.actor
  if (personId !== null) {
    await refuseAnothersForm(args, ctx)
    // Their office counts for nothing yet: its pages would all say that they are not theirs.
    if (ctx.actor.lacksSecondStep && isAssociationPage(args.request)) throw redirect('/account/second-step', 303)
    return { ...ctx, actor: { ...ctx.actor, personId } }
  }
  if (waiting !== null) throw goOn(`/sign-in/code?${new URLSearchParams({ returnTo: pathOf(args.request) })}`)
  const isForm = args.request.method === 'POST'
  const typedBy = isForm ? ((await formOwner(args)) ?? endedFor) : endedFor
  if (isForm && typedBy !== null) await keepTypedText(args, typedBy)
  else if (isForm) throw data({ why: 'You are not signed in. Sign in, then try again.' }, { status: 403 })
  const parameters = new URLSearchParams({ returnTo: pathOf(args.request), ...(typedBy && { ended: 'yes' }) })
  throw goOn(`/sign-in?${parameters}`)
}

/** Whose page the form came from; null when it was nobody's. */
const formOwner = async ({ request, context }: Args): Promise<string | null> => {
  const formKey = (await readFormData(request)).get('formKey')
  return typeof formKey === 'string' ? ownerOf(context.config, formKey) : null
}

/**
 * A browser has one session and many tabs: a form opened by one person may be sent once another has signed in. It is not theirs to send;
 * what was typed is kept for whoever opened it.
 */
const refuseAnothersForm = async (args: Args, { actor }: Ctx): Promise<void> => {
  if (args.request.method !== 'POST' || actor.kind !== 'person') return
  const owner = await formOwner(args)
  if (owner === null || owner === actor.personId) return
  const isKept = await keepTypedText(args, owner)
  throw data({ signedInAs: actor.name, isKept }, { status: 409 })
}

const isAssociationPage = (request: Request) => /^\/association(\/|$|\.)/.test(new URL(request.url).pathname)

/** A part of the URL by its name in routes.ts, or the 404 page when it is empty. */
export const pathPart = (args: { params: Record<string, string | undefined> }, name: string): string => {
  const value = args.params[name]
  if (!value) throw pageNotFound()
  return value
}

const uuid = z.uuid()

/** As `pathPart`, for a part that is a row's id: anything that is not one is a page that is not there. */
export const pathId = (args: { params: Record<string, string | undefined> }, name: string): string => {
  const value = pathPart(args, name)
  if (!uuid.safeParse(value).success) throw pageNotFound()
  return value
}

/** As `pathPart`, for a part that counts: anything but a number from 1 that the database holds is a page that is not there. */
export const pathNumber = (args: { params: Record<string, string | undefined> }, name: string): number => {
  const value = pathPart(args, name)
  if (!/^[1-9]\d{0,8}$/.test(value)) throw pageNotFound()
  return Number(value)
}

const pathOf = (request: Request) => {
  const { pathname, search } = new URL(request.url)
  return pathname + search
}

const keptCookie = 'kept-form'

/** @returns whether it could be kept: there may be too much of it */
const keepTypedText = async (args: Args, personId: string): Promise<boolean> => {
  const { ctx } = await visitOf(args)
  const values = textValues(await readFormData(args.request))
  const id = await keepForm(ctx, { personId, path: pathOf(args.request), values })
  if (id !== null)
    args.context.cookiesToSet.push(serializeCookie(ctx.config, keptCookie, id, { maxAgeSeconds: 86_400 }))
  return id !== null
}

/** What was typed on this very page before the session ended, once its person has signed in again; null otherwise. */
export const takeTypedText = async (args: Args): Promise<FormValues | null> => {
  const { config } = args.context
  const id = readCookie(config, args.request, keptCookie)
  if (id === null || args.request.method !== 'GET') return null
  const values = await takeKeptForm(await getCtx(args), { id, path: pathOf(args.request) })
  if (values !== null) args.context.cookiesToSet.push(expireCookie(config, keptCookie))
  return values
}
