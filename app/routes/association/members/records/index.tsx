import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Table } from '#app/components/govuk/table.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { rooms } from '#services/exchange.ts'
import { daysToUndo, findPair, findPairSchema, mayJoin, partRecords, recordsPage } from '#services/records/index.ts'

const path = '/association/members/records'

export const meta = () => pageTitle('Two records of one person')

export const loader = async (args: LoaderFunctionArgs) => ({
  ...orThrow(await recordsPage(await requireActor(args))),
  daysToUndo,
})

const forms = z.discriminatedUnion('intent', [
  findPairSchema.extend({ intent: z.literal('find') }),
  z.object({ intent: z.literal('undo'), id: z.uuid() }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  orThrow(mayJoin(ctx))
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to: path })
  const { value } = form
  if (value.intent === 'find')
    return respond(args, await findPair(ctx, value), {
      form,
      to: ({ ids: [one, other] }) => `${path}/${one}/${other}`,
    })
  return respond(args, await once(ctx, form.key, (ctx) => partRecords(ctx, value.id, rooms)), {
    form,
    to: path,
    notice: ({ names: [one, other] }) => `${one} and ${other} are two records again, and every address is told.`,
  })
}

const Services = ({ names }: { names: readonly string[] }) => <>{names.join(', ') || 'No service'}</>

export default function Records() {
  const { pairs, joins, daysToUndo } = useLoaderData<typeof loader>()
  const find = useForm({}, 'find')
  return (
    <>
      <BackLink href="/association/members">Back to the members</BackLink>
      <FormProblems reply={find.pageReply} />
      <h1 className="govuk-heading-l">Two records of one person</h1>
      <p className="govuk-body">
        Posts, declarations, ratings, work and whatever else names the one is carried over to the other, and any address
        of either signs them in. It can be undone for {daysToUndo} days.
      </p>
      {pairs.length === 0 ? (
        <p className="govuk-body">No two records look as if they were one person’s.</p>
      ) : (
        <Table
          caption="These may be one person’s"
          head={['One', 'The other', 'Look']}
          rows={pairs.map(({ ids, names, services }) =>
            [
              <>
                {names[0]}
                <div className="govuk-hint govuk-!-margin-bottom-0">
                  <Services names={services[0]} />
                </div>
              </>,
              <>
                {names[1]}
                <div className="govuk-hint govuk-!-margin-bottom-0">
                  <Services names={services[1]} />
                </div>
              </>,
              <a className="govuk-link" href={`${path}/${ids[0]}/${ids[1]}`} key="look">
                Compare<span className="govuk-visually-hidden"> {`${names[0]} and ${names[1]}`}</span>
              </a>,
            ].map((content) => ({ content })),
          )}
        />
      )}
      <h2 className="govuk-heading-m">Find two by their addresses</h2>
      <PostForm intent="find" className="govuk-!-width-two-thirds">
        <Input {...find.text('one')} type="email" label="An address of one" autoComplete="off" spellCheck={false} />
        <Input
          {...find.text('other')}
          type="email"
          label="An address of the other"
          autoComplete="off"
          spellCheck={false}
        />
        <Button variant="secondary">Compare the two</Button>
      </PostForm>
      {joins.length > 0 && (
        <Table
          caption="Joined lately"
          head={['Kept', 'Joined to it', 'On', 'Undo']}
          rows={joins.map(({ id, kept, joined, joinedOn, undoBy, undoneOn, mayUndo }) =>
            [
              kept,
              joined,
              longDate(joinedOn),
              undoneOn !== null ? (
                `Undone on ${longDate(undoneOn)}`
              ) : mayUndo ? (
                <PostForm intent="undo" key={id}>
                  <input type="hidden" name="id" value={id} />
                  <Button variant="secondary" preventDoubleClick>
                    Undo<span className="govuk-visually-hidden"> {`${kept} and ${joined}`}</span>
                  </Button>
                  <div className="govuk-hint">Until {longDate(undoBy)}</div>
                </PostForm>
              ) : (
                'No longer'
              ),
            ].map((content) => ({ content })),
          )}
        />
      )}
    </>
  )
}
