import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  addYoungVoice,
  removeYoungVoice,
  rowIdSchema,
  youngPeoplePage,
  youngVoiceSchema,
} from '#services/fieldwork/index.ts'

export const meta = () => pageTitle('What young people ask and say')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await youngPeoplePage(await requireActor(args), pathPart(args, 'ref')))

const intents = z.discriminatedUnion('intent', [
  youngVoiceSchema.extend({ intent: z.literal('add') }),
  rowIdSchema.extend({ intent: z.literal('remove') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/reviews/${ref}/young-people`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  const notice = 'Saved.'
  return value.intent === 'add'
    ? respond(args, await once(ctx, form.key, (ctx) => addYoungVoice(ctx, ref, value)), { form, to, notice })
    : respond(args, await once(ctx, form.key, (ctx) => removeYoungVoice(ctx, ref, value.id)), { form, to, notice })
}

export default function YoungPeople() {
  const { ref, yotName, questions, views, mayAdd, mayGiveView } = useLoaderData<typeof loader>()
  const form = useForm({ kind: 'question' }, 'add')
  const groups = [
    { title: 'What they ask', voices: questions },
    { title: 'What they make of the result', voices: views },
  ]
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">What young people ask and say</h1>
          <p className="govuk-body">
            Gathered by the service, in their words, without anything about who they are. The team reads it beside
            “voice of the child”.
          </p>
          {groups.map(({ title, voices }) => (
            <section key={title}>
              <h2 className="govuk-heading-m">{title}</h2>
              {voices.length === 0 && <p className="govuk-body">Nothing yet.</p>}
              {voices.map(({ id, text, gathered }) => (
                <div key={id} className="app-finding">
                  <TypedText text={text} />
                  <p className="govuk-hint">Gathered: {gathered}</p>
                  {mayAdd && (
                    <PostForm intent="remove">
                      <input type="hidden" name="id" value={id} />
                      <button className="app-link-button" type="submit">
                        Take it back<span className="govuk-visually-hidden">: {text.slice(0, 40)}</span>
                      </button>
                    </PostForm>
                  )}
                </div>
              ))}
            </section>
          ))}
          {mayAdd && (
            <PostForm intent="add">
              <h2 className="govuk-heading-m">Add something</h2>
              {mayGiveView ? (
                <Radios
                  {...form.text('kind')}
                  legend="What is it?"
                  legendSize="s"
                  items={[
                    { value: 'question', label: 'A question for the team to look at' },
                    { value: 'view', label: 'What they make of the result' },
                  ]}
                />
              ) : (
                <input type="hidden" name="kind" value="question" />
              )}
              <CharacterCount
                {...form.text('text')}
                label="In their words"
                hint={leaveOutChildren}
                maxLength={2000}
                threshold={75}
              />
              <Input
                {...form.text('gathered')}
                label="How was it gathered?"
                hint="Like “our young advisers, by vote”."
              />
              <Button preventDoubleClick>Add it</Button>
            </PostForm>
          )}
        </div>
      </div>
    </>
  )
}
