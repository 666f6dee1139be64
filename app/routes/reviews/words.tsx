import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { Paragraphs } from '#app/components/vetting/paragraphs.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { giveWord, wordSchema, wordsPage } from '#services/reviews/index.ts'

export const meta = () => pageTitle('A word about who came along')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await wordsPage(await requireActor(args), pathPart(args, 'ref')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  orThrow(await wordsPage(ctx, ref))
  const form = await parseForm(args.request, wordSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => giveWord(ctx, ref, form.value)) : form
  return respond(args, result, {
    form,
    to: `/reviews/${ref}/words`,
    notice: ({ name }) => `Thank you. ${name} can read it now.`,
  })
}

type Word = ReturnType<typeof useLoaderData<typeof loader>>['words'][number]

/** One form at a time: whose word was sent with faults, else the first that is not given. */
const WordForm = ({ word }: { word: Word }) => {
  const form = useForm({})
  return (
    <PostForm>
      <input type="hidden" name="id" value={word.id} />
      <Textarea
        {...form.text('text')}
        label="What did you see of their work?"
        hint={`They read it, and so does whoever decides on an application of theirs. ${leaveOutChildren}`}
        rows={5}
      />
      <Radios
        {...form.text('isReady')}
        legend="Are they ready for the next step?"
        items={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'Another review first' },
        ]}
      />
      <Button preventDoubleClick>Send it</Button>
    </PostForm>
  )
}

export default function Words() {
  const { ref, words } = useLoaderData<typeof loader>()
  const form = useForm({})
  const next = words.find(({ givenOn }) => givenOn === null)
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href={`/reviews/${ref}`}>Back to the review</BackLink>
        <FormProblems reply={form.reply} />
        <span className="govuk-caption-l">{ref}</span>
        <h1 className="govuk-heading-l">A word about who came along</h1>
        {next && (
          <>
            <h2 className="govuk-heading-m">
              {next.name}, {next.role.toLowerCase()}
            </h2>
            <WordForm word={next} />
          </>
        )}
        {words.map(
          ({ id, name, role, text, isReady, givenOn }) =>
            givenOn !== null && (
              <section key={id}>
                <h2 className="govuk-heading-m">
                  {name}, {role.toLowerCase()}
                </h2>
                <Paragraphs text={text} />
                <p className="govuk-hint">
                  You said this on {longDate(givenOn)}: {isReady ? 'ready for the next step' : 'another review first'}.
                </p>
              </section>
            ),
        )}
      </div>
    </div>
  )
}
