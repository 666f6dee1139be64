import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren, SectionPage } from '#app/components/reviews/section-page.tsx'
import { pathNumber, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadQuestions } from '#app/http/own-review.ts'
import { pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { questionLibrary } from '#services/reports/index.ts'
import { kloeSchema, saveKloe } from '#services/reviews/index.ts'

export const meta = () => pageTitle('A key line of enquiry')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, kloes, limits } = await loadQuestions(args)
  const position = pathNumber(args, 'position')
  const isPossible =
    Number.isInteger(position) && position >= 1 && position <= Math.min(kloes.length + 1, limits.mostKloes)
  if (!isPossible) throw pageNotFound()
  const from = new URL(args.request.url).searchParams.get('from')
  const taken = from === null ? null : (await questionLibrary(await requireActor(args))).find(({ id }) => id === from)
  const own = kloes.find((kloe) => kloe.position === position)?.question
  return {
    ref,
    version,
    position,
    saved: { question: own ?? taken?.question },
    themes: own === undefined ? (taken?.themes.map(({ code }) => code) ?? []) : [],
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const position = pathNumber(args, 'position')
  const form = await parseForm(args.request, kloeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveKloe(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/reviews/${ref}/edit/kloes/${position}/themes` })
}

export default function Kloe() {
  const { ref, version, position, saved, themes } = useLoaderData<typeof loader>()
  const form = useForm(saved)
  return (
    <SectionPage
      form={form}
      reference={ref}
      version={version}
      title={`Question ${position}`}
      backHref={`/reviews/${ref}/edit/kloes`}
    >
      <input type="hidden" name="position" value={position} />
      {themes.map((code) => (
        <input type="hidden" name="themes" value={code} key={code} />
      ))}
      <Textarea
        {...form.text('question')}
        label="What do you want to know?"
        hint={`For example: How well do we prepare children for coming home from custody? ${leaveOutChildren}`}
        rows={3}
      />
    </SectionPage>
  )
}
