import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { requireActor } from '#app/http/actor.ts'
import { themeTree } from '#services/bank/index.ts'
import { counted } from '#services/core/words.ts'
import { questionLibrary } from '#services/reports/index.ts'
import { editPage } from '#services/reviews/index.ts'

export const meta = () => pageTitle('Good questions')

/** The request that a question is chosen for, where the address names one that the reader may change. */
const requestIn = async (args: LoaderFunctionArgs, ctx: Awaited<ReturnType<typeof requireActor>>) => {
  const ref = new URL(args.request.url).searchParams.get('for')
  const page = ref === null ? null : await editPage(ctx, ref)
  if (!page?.ok || !page.value.mayChangeQuestions) return null
  const { kloes, limits } = page.value
  return kloes.length >= limits.mostKloes ? null : { ref: page.value.ref, position: kloes.length + 1 }
}

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const [questions, tree, request] = await Promise.all([questionLibrary(ctx), themeTree(ctx), requestIn(args, ctx)])
  const branchOf = ({ themes }: (typeof questions)[number]) => themes[0]?.code.charAt(0) ?? ''
  return {
    request,
    groups: tree
      .map(({ code, name }) => ({ name, questions: questions.filter((one) => branchOf(one) === code) }))
      .filter((group) => group.questions.length > 0),
  }
}

export default function Questions() {
  const { request, groups } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href={request === null ? '/reviews' : `/reviews/${request.ref}/edit/kloes`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-l">Good questions</h1>
          <p className="govuk-body">
            Key lines of enquiry that others have asked, or could. A service whose review is closed can give its
            questions to this library; who asked is not said.
          </p>
          {request === null && (
            <p className="govuk-body">
              <a className="govuk-link" href="/reviews/request">
                Ask for a peer review
              </a>
              , and take any of them as yours while you write its questions.
            </p>
          )}
          {groups.map(({ name, questions }) => (
            <Details key={name} summary={`${name}: ${counted(questions.length, 'question')}`}>
              <ul className="govuk-list govuk-list--spaced">
                {questions.map(({ id, question, themes, wasAsked }) => (
                  <li key={id}>
                    {question}
                    <span className="govuk-hint govuk-!-margin-bottom-0">
                      {themes.map(({ name }) => name).join('; ')}
                      {wasAsked && '. Asked in a review that is closed'}
                    </span>
                    {request !== null && (
                      <a
                        className="govuk-link"
                        href={`/reviews/${request.ref}/edit/kloes/${request.position}?from=${id}`}
                      >
                        Begin from this question
                        <span className="govuk-visually-hidden">: {question}</span>
                      </a>
                    )}
                  </li>
                ))}
              </ul>
            </Details>
          ))}
        </div>
      </div>
    </>
  )
}
