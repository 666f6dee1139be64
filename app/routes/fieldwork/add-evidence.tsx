import { createHash } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { pathPart, requireActor, takeTypedText } from '#app/http/actor.ts'
import { addEvidenceHtml } from '#app/http/add-evidence-page.ts'
import { parseForm } from '#app/http/form.ts'
import { newFormKey } from '#app/http/form-owner.ts'
import { goOn } from '#app/http/go-on.ts'
import { orThrow, pageNotFound } from '#app/http/respond.ts'
import type { FieldErrors } from '#services/core/result.ts'
import { addEvidencePage, evidenceSchema, logEvidence, newClientKey } from '#services/fieldwork/index.ts'

type Shown = { typed?: Record<string, string>; errors?: FieldErrors; problem?: string | null; status?: number }

/** The page, with what was typed and what is wrong with it. */
const show = async (args: LoaderFunctionArgs, { typed = {}, errors = {}, problem = null, status = 200 }: Shown) => {
  const ctx = await requireActor(args)
  const page = orThrow(await addEvidencePage(ctx, pathPart(args, 'ref')))
  const { searchParams } = new URL(args.request.url)
  const html = addEvidenceHtml({
    ...page,
    typed,
    errors,
    problem,
    isLogged: searchParams.has('logged'),
    isAll: searchParams.has('all'),
    clientKey: typed.clientKey || newClientKey(),
    formKey: newFormKey(args.context.config, ctx.actor.personId),
    owner: createHash('sha256').update(ctx.actor.personId).digest('hex').slice(0, 12),
  })
  return new Response(html, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

export const loader = async (args: LoaderFunctionArgs) => {
  await requireActor(args)
  const kept = await takeTypedText(args)
  return show(args, { typed: kept ? firstOf(kept) : {} })
}

const firstOf = (values: Record<string, readonly string[]>) =>
  Object.fromEntries(Object.entries(values).map(([name, [value = '']]) => [name, value]))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, evidenceSchema)
  // Twice: the entry's own key makes it one, whoever sends it how often.
  const result = form.ok ? await logEvidence(ctx, ref, form.value) : form
  const isScript = args.request.headers.get('accept') === 'application/json'
  if (result.ok) return isScript ? Response.json({ ok: true }) : goOn(`/reviews/${ref}/evidence/add?logged=yes`)
  const { problem } = result
  if (problem.kind === 'not-found' || problem.kind === 'forbidden') throw pageNotFound()
  const errors = problem.kind === 'invalid' ? problem.fields : {}
  const why = problem.kind === 'invalid' ? null : problem.why
  const status = problem.kind === 'invalid' ? 400 : 409
  if (isScript) return Response.json({ ok: false, why: why ?? Object.values(errors)[0] ?? '' }, { status })
  return show(args, { typed: firstOf(form.values), errors, problem: why, status })
}
