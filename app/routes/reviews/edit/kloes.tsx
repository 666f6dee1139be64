import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadQuestions } from '#app/http/own-review.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { removeKloe, removeKloeSchema } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Key lines of enquiry')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, kloes, limits, home } = await loadQuestions(args)
  return { ref, version, kloes, limits, home }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, removeKloeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => removeKloe(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/reviews/${ref}/edit/kloes`, notice: 'The question is taken away.' })
}

export default function Kloes() {
  const { ref, version, kloes, limits, home } = useLoaderData<typeof loader>()
  const { reply } = useForm()
  const here = `/reviews/${ref}/edit/kloes`
  const hasRoom = kloes.length < limits.mostKloes
  return (
    <>
      <BackLink href={home} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={reply} />
          <span className="govuk-caption-l">Request {ref}</span>
          <h1 className="govuk-heading-l">Key lines of enquiry</h1>
          <p className="govuk-body">
            The questions you want answered: {limits.leastKloes} to {limits.mostKloes}, each with the themes it belongs
            to. The voice of the child, and disproportionality and anti-racism, are looked at in every review, so you
            need not ask for them.
          </p>
          {kloes.map(({ position, question, themes }) => (
            <SummaryList
              key={position}
              card={{ title: `Question ${position}`, headingLevel: 2 }}
              rows={[
                {
                  key: 'Question',
                  value: question,
                  actions: [{ text: 'Change', href: `${here}/${position}`, hiddenText: `question ${position}` }],
                },
                {
                  key: 'Themes',
                  value: themes.length === 0 ? 'None yet' : themes.map(({ name }) => name).join('; '),
                  actions: [
                    {
                      text: 'Change',
                      href: `${here}/${position}/themes`,
                      hiddenText: `the themes of question ${position}`,
                    },
                  ],
                },
              ]}
            />
          ))}
          {hasRoom && (
            <ButtonLink
              href={`${here}/${kloes.length + 1}`}
              variant={kloes.length < limits.leastKloes ? undefined : 'secondary'}
            >
              {kloes.length === 0 ? 'Add a question' : 'Add another question'}
            </ButtonLink>
          )}
          {hasRoom && (
            <p className="govuk-body">
              <a className="govuk-link" href={`/questions?for=${ref}`}>
                Take a question from the library of good questions
              </a>
            </p>
          )}
          {kloes.map(({ position }) => (
            <PostForm key={position} version={version}>
              <input type="hidden" name="position" value={position} />
              <Button variant="secondary" preventDoubleClick>
                Remove question {position}
              </Button>
            </PostForm>
          ))}
          <ButtonLink href={home} variant={kloes.length < limits.leastKloes ? 'secondary' : undefined}>
            Continue
          </ButtonLink>
        </div>
      </div>
    </>
  )
}
