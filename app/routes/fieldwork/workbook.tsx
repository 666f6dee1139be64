import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime } from '#app/components/dates.ts'
import { markWords, ScaleMeaning } from '#app/components/fieldwork/answer-fields.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { TaskList } from '#app/components/govuk/task-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  addOwnStatement,
  contributorSchema,
  endLink,
  inviteByLink,
  rowIdSchema,
  sendWorkbook,
  statementSchema,
  workbookPage,
} from '#services/fieldwork/index.ts'
import { scale, scaleMeans } from '#services/workbooks/index.ts'

export const meta = () => pageTitle('Self-assessment')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await workbookPage(await requireActor(args), pathPart(args, 'ref'))),
  scale,
  means: scaleMeans,
})

const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('send') }),
  statementSchema.extend({ intent: z.literal('add') }),
  contributorSchema.extend({ intent: z.literal('invite') }),
  rowIdSchema.extend({ intent: z.literal('end') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/reviews/${ref}/workbook`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  switch (value.intent) {
    case 'send':
      return respond(args, await once(ctx, form.key, (ctx) => sendWorkbook(ctx, ref)), {
        form,
        to,
        notice: 'It is sent, and stands as it is. You read the other view once both are in.',
      })
    case 'add':
      return respond(args, await once(ctx, form.key, (ctx) => addOwnStatement(ctx, ref, value)), {
        form,
        to,
        notice: 'The statement is added.',
      })
    case 'invite':
      return respond(args, await once(ctx, form.key, (ctx) => inviteByLink(ctx, ref, value)), {
        form,
        to,
        notice: 'They get a link by mail.',
      })
    case 'end':
      return respond(args, await once(ctx, form.key, (ctx) => endLink(ctx, ref, value.id)), {
        form,
        to,
        notice: 'The link is ended. What they wrote stays.',
      })
  }
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

export default function SelfAssessment() {
  const page = useLoaderData<typeof loader>()
  const { ref, yotName, side, statements, answered, of, sent, maySend, isOpen } = page
  const form = useForm()
  const groups = [...new Set(statements.map(({ group }) => group))]
  return (
    <>
      <BackLink href={`/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">Self-assessment</h1>
          <p className="govuk-body">
            {side === 'host'
              ? 'How your service sees itself. The team marks the same statements, and neither reads the other’s marks until both are in, or the feedback is presented.'
              : 'How the team sees the service before it comes. The service marks the same statements, and neither reads the other’s marks until both are in, or the feedback is presented.'}
          </p>
          <p className="govuk-body">
            <strong>
              {answered} of {of}
            </strong>{' '}
            have a mark.
            {sent && ` Sent by ${sent.by}, ${dateAndTime(new Date(sent.at))}.`}
          </p>
          <ScaleMeaning scale={page.scale} means={page.means} />
          {isOpen && (
            <p className="govuk-body">
              <a className="govuk-link" href={`/reviews/${ref}/compare`}>
                Compare both views
              </a>
            </p>
          )}
          {groups.map((group) => (
            <section key={group}>
              <h2 className="govuk-heading-m">{group}</h2>
              <TaskList
                items={statements
                  .filter((one) => one.group === group)
                  .map(({ position, text, answer }) => ({
                    title: text,
                    href: `/reviews/${ref}/workbook/${position}`,
                    status: answer === null ? <Tag colour="blue">To do</Tag> : markWords(answer, page.scale),
                  }))}
              />
            </section>
          ))}
          {maySend && (
            <PostForm intent="send">
              <Button preventDoubleClick>Send it</Button>
            </PostForm>
          )}
          {page.mayWrite && side === 'host' && <HostForms page={page} />}
        </div>
      </div>
    </>
  )
}

const HostForms = ({ page }: { page: Page }) => {
  const add = useForm({}, 'add')
  const invite = useForm({}, 'invite')
  return (
    <>
      <Details summary="Add a statement of your own" open={add.isTyped}>
        <PostForm intent="add">
          <Input {...add.text('group')} label="What does it belong to?" hint="A heading, like “Our partnership”." />
          <Input {...add.text('text')} label="The statement" hint="Like “Every school knows whom to ring.”" />
          <Button variant="secondary" preventDoubleClick>
            Add it
          </Button>
        </PostForm>
      </Details>
      <Details summary="Ask somebody to fill it in by a link" open={invite.isTyped}>
        <PostForm intent="invite">
          <Input {...invite.text('name')} label="Their name" autoComplete="off" />
          <Input {...invite.text('address')} label="Their e-mail address" type="email" autoComplete="off" />
          <Button variant="secondary" preventDoubleClick>
            Send them a link
          </Button>
        </PostForm>
        <ul className="govuk-list">
          {page.contributors?.map(({ id, name }) => (
            <li key={id}>
              <PostForm intent="end">
                {name} <input type="hidden" name="id" value={id} />
                <button className="app-link-button" type="submit">
                  End the link<span className="govuk-visually-hidden"> of {name}</span>
                </button>
              </PostForm>
            </li>
          ))}
        </ul>
      </Details>
    </>
  )
}
