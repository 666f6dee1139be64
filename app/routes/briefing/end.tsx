import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/govuk/button.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx, pathPart } from '#app/http/actor.ts'
import { goOn } from '#app/http/go-on.ts'
import { orThrow } from '#app/http/respond.ts'
import { endByOneClick, findEnding } from '#services/briefing/index.ts'

export const meta = () => pageTitle('End the briefing')

/** Looking changes nothing: programs that check mail open every link in it. */
export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findEnding(await getCtx(args), pathPart(args, 'key')))

/** What a mail program sends carries no form key, and needs none: the key in the path is all that counts. */
export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const key = pathPart(args, 'key')
  // Twice: what has ended has ended.
  orThrow(await endByOneClick(ctx, key))
  return goOn(`/briefing/end/${key}`)
}

export default function End() {
  const { isOver } = useLoaderData<typeof loader>()
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <h1 className="govuk-heading-l">{isOver ? 'You do not get the briefing any more' : 'End the briefing'}</h1>
        {isOver ? (
          <p className="govuk-body">
            What is on its way may still reach you. You can{' '}
            <a className="govuk-link" href="/briefing">
              read it on the site
            </a>{' '}
            and come back at any time.
          </p>
        ) : (
          <PostForm>
            <p className="govuk-body">Nothing more goes to you once you press.</p>
            <Button preventDoubleClick>End it</Button>
          </PostForm>
        )}
      </div>
    </div>
  )
}
