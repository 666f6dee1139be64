import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Table } from '#app/components/govuk/table.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm, readFormData } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { endReader, failingSchema, readersDesk, resumeReader } from '#services/briefing/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Addresses that fail')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await readersDesk(await requireActor(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const isEnd = (await readFormData(args.request)).get('intent') === 'end'
  const form = await parseForm(args.request, failingSchema)
  const settle = isEnd ? endReader : resumeReader
  const result = form.ok ? await once(ctx, form.key, (ctx) => settle(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: '/association/briefing/readers',
    notice: isEnd ? 'Nothing more goes there.' : 'The next issue goes there again.',
  })
}

export default function Readers() {
  const { readers, count } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href="/association/briefing">The briefing behind the scenes</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <h1 className="govuk-heading-l">Addresses that fail</h1>
          <p className="govuk-body">
            {count === 0
              ? 'None. Whoever’s address refuses two issues in a row stands here.'
              : 'The mail server of each of these refused two issues in a row, so nothing more goes there. Ask the person, or end it.'}
          </p>
          {readers.length > 0 && (
            <Table
              head={['Who', 'What now']}
              rows={readers.map(({ id, version, name }) => [
                name ?? 'Somebody without an account',
                {
                  content: (
                    <div className="govuk-button-group govuk-!-margin-bottom-0">
                      <PostForm intent="resume" version={version}>
                        <input type="hidden" name="id" value={id} />
                        <Button variant="secondary" preventDoubleClick>
                          Try again
                          <span className="govuk-visually-hidden">: {name ?? 'somebody without an account'}</span>
                        </Button>
                      </PostForm>
                      <PostForm intent="end" version={version}>
                        <input type="hidden" name="id" value={id} />
                        <Button variant="secondary" preventDoubleClick>
                          End it<span className="govuk-visually-hidden">: {name ?? 'somebody without an account'}</span>
                        </Button>
                      </PostForm>
                    </div>
                  ),
                },
              ])}
            />
          )}
        </div>
      </div>
    </>
  )
}
