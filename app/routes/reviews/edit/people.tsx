import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadRequestDraft } from '#app/http/own-review.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { invalid } from '#services/core/result.ts'
import {
  careSchema,
  objectionSchema,
  removeObjection,
  removeObjectionSchema,
  savePeople,
  searchBankNames,
} from '#services/reviews/index.ts'

export const meta = () => pageTitle('People and neighbours')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, objections, isNeighbourSensitive } = await loadRequestDraft(args)
  const typed = new URL(args.request.url).searchParams.get('name')?.trim() ?? ''
  const ctx = await requireActor(args)
  const found = typed === '' ? [] : orThrow(await searchBankNames(ctx, ref, typed))
  return { ref, version, objections, isNeighbourSensitive, typed, found }
}

const forms = z.discriminatedUnion('intent', [
  careSchema.extend({
    intent: z.literal('save'),
    personId: objectionSchema.shape.personId.optional(),
    reason: objectionSchema.shape.reason,
    /** Which button was pressed. Both save all that the form holds. */
    next: z.enum(['stay', 'go-on']).default('go-on'),
  }),
  removeObjectionSchema.extend({ intent: z.literal('remove') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const here = `/reviews/${ref}/edit/people`
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to: here })
  const { value, key } = form
  if (value.intent === 'remove') {
    const result = await once(ctx, key, (ctx) => removeObjection(ctx, { ...value, ref }))
    return respond(args, result, { form, to: here, notice: 'That name is taken away.' })
  }
  const isNamed = value.personId !== undefined
  if (value.next === 'stay' && !isNamed) {
    return respond(args, invalid({ personId: 'Choose the person you would rather not have' }), { form, to: here })
  }
  const result = await once(ctx, key, (ctx) => savePeople(ctx, { ...value, ref }))
  const to = value.next === 'stay' ? here : `/reviews/${ref}/edit`
  return respond(args, result, {
    form,
    to,
    notice: isNamed ? 'Noted. They are not told, and will not be proposed.' : undefined,
  })
}

export default function People() {
  const page = useLoaderData<typeof loader>()
  const { ref, version, objections, isNeighbourSensitive } = page
  const form = useForm({ isNeighbourSensitive: isNeighbourSensitive ? ['on'] : [] }, 'save')
  return (
    <>
      <BackLink href={`/reviews/${ref}/edit`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">Request {ref}</span>
          <h1 className="govuk-heading-l">People and neighbours</h1>
          <h2 className="govuk-heading-m">People you would rather not have</h2>
          <p className="govuk-body">
            You need not say why. Nobody you name learns of it: to everyone but you and those who decide, they are just
            not available.
          </p>
          {objections.map(({ personId, name, reason }) => (
            <PostForm key={personId} intent="remove" version={version}>
              <input type="hidden" name="personId" value={personId} />
              <p className="govuk-body">
                {name}
                {reason !== null && <span className="govuk-hint govuk-!-margin-bottom-1">{reason}</span>}{' '}
                <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
                  Remove<span className="govuk-visually-hidden"> {name}</span>
                </Button>
              </p>
            </PostForm>
          ))}
          <form method="get">
            <Input name="name" label="Find somebody in the bank by name" defaultValue={page.typed} width={20} />
            <Button variant="secondary">Find</Button>
          </form>
          <PostForm intent="save" version={version}>
            <FoundPeople {...page} form={form} />
            <h2 className="govuk-heading-m">Neighbouring services</h2>
            <Checkboxes
              {...form.choices('isNeighbourSensitive')}
              legend="Should we take care with people from neighbouring services?"
              hint="Somebody from a service that borders yours may know your staff, courts and police. With care means: only after it has been thought about and written down."
              items={[{ value: 'on', label: 'Yes, take care with neighbours' }]}
            />
            <Button name="next" value="go-on" preventDoubleClick>
              Save and continue
            </Button>
          </PostForm>
        </div>
      </div>
    </>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

const FoundPeople = ({ typed, found, form }: Page & { form: ReturnType<typeof useForm> }) => {
  if (typed === '') return null
  if (found.length === 0) return <p className="govuk-body">Nobody in the bank has that name. Try fewer letters.</p>
  return (
    <>
      <Radios
        {...form.text('personId')}
        legend="Who is it?"
        items={found.map(({ personId, name, where }) => ({ value: personId, label: name, hint: where }))}
      />
      <Input {...form.text('reason')} label="Why? (optional)" hint="Only those who decide read it." />
      <Button name="next" value="stay" variant="secondary" preventDoubleClick>
        We would rather not have this person
      </Button>
    </>
  )
}
