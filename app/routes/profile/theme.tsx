import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import {
  expertiseSchema,
  ownLevelWords,
  readProfile,
  removeExpertise,
  saveExpertise,
  themeTree,
} from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('A theme you know')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const code = pathPart(args, 'code')
  const { themes } = orThrow(await readProfile(ctx))
  const known = themes.find((theme) => theme.code === code) ?? null
  if (known === null && code !== 'add') throw pageNotFound()
  const isKnown = (other: string) => themes.some((theme) => theme.code === other)
  const branches = known === null ? await themeTree(ctx) : []
  return {
    known,
    levels: Object.entries(ownLevelWords).map(([value, label]) => ({ value, label })),
    options: branches.flatMap(({ name, children }) =>
      children
        .filter((child) => !isKnown(child.code))
        .map((child) => ({ value: child.code, text: `${name}: ${child.name}` })),
    ),
  }
}

const forms = z.discriminatedUnion('intent', [
  expertiseSchema.extend({ intent: z.literal('save') }),
  expertiseSchema.pick({ themeCode: true }).extend({ intent: z.literal('remove') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, forms)
  const to = '/profile'
  if (!form.ok) return respond(args, form, { form, to })
  const { value, key } = form
  if (value.intent === 'remove') {
    const result = await once(ctx, key, (ctx) => removeExpertise(ctx, value.themeCode))
    return respond(args, result, { form, to, notice: 'The theme is taken off your page.' })
  }
  const result = await once(ctx, key, (ctx) => saveExpertise(ctx, value))
  return respond(args, result, { form, to, notice: ({ name }) => `“${name}” is saved.` })
}

export default function ProfileTheme() {
  const { known, levels, options } = useLoaderData<typeof loader>()
  const form = useForm(
    known === null ? {} : { level: known.level, evidence: known.evidence, lastUsedOn: known.lastUsedOn },
    'save',
  )
  return (
    <>
      <BackLink href="/profile">Your place in the bank</BackLink>
      <FormPage form={form} title={known?.name ?? 'Add a theme you know'} submit="Save">
        {known === null ? (
          <Select
            {...form.text('themeCode')}
            label="Theme"
            options={[{ value: '', text: 'Choose a theme' }, ...options]}
          />
        ) : (
          <input type="hidden" name="themeCode" value={known.code} />
        )}
        <Radios
          {...form.text('level')}
          legend="How well do you know it?"
          hint="From the second on, you can be chosen to cover it in a review."
          items={levels}
        />
        <Textarea
          {...form.text('evidence')}
          label="What did you do, where and when?"
          hint="A sentence or two that somebody could ask about. Nothing about individual children."
          rows={4}
        />
        <DateInput {...form.date('lastUsedOn')} legend="When did you last work on it?" hint="A rough day is enough" />
      </FormPage>
      {known !== null && (
        <PostForm intent="remove">
          <input type="hidden" name="themeCode" value={known.code} />
          <Button variant="warning" preventDoubleClick>
            Take this theme off my page
          </Button>
        </PostForm>
      )}
    </>
  )
}
