import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { AgendaList } from '#app/components/meetings/agenda-list.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { addItem, agendaItemSchema, agendaSchema, findAgenda, raiseItem, removeItem } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Agenda')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findAgenda(await requireActor(args), pathPart(args, 'ref')))

const intents = z.discriminatedUnion('intent', [
  agendaSchema.extend({ intent: z.literal('add') }),
  agendaItemSchema.extend({ intent: z.literal('remove') }),
  agendaItemSchema.extend({ intent: z.literal('raise') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/meetings/${ref}/agenda`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'add') {
    const { intent: _, ...item } = value
    return respond(args, await once(ctx, form.key, (ctx) => addItem(ctx, ref, item)), {
      form,
      to,
      notice: 'It is on the agenda.',
    })
  }
  const does = value.intent === 'remove' ? removeItem : raiseItem
  return respond(args, await once(ctx, form.key, (ctx) => does(ctx, ref, value)), {
    form,
    to,
    notice: value.intent === 'remove' ? 'It is off the agenda.' : 'It comes earlier now.',
  })
}

export default function Agenda() {
  const { ref, title, startsAt, agenda, taken, length, isOpen, fixedOn, isConvener } = useLoaderData<typeof loader>()
  const form = useForm({ minutes: 15 }, 'add')
  return (
    <>
      <BackLink href={`/meetings/${ref}`}>The meeting</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {title}, {ref}
          </span>
          <h1 className="govuk-heading-l">Agenda</h1>
          <p className="govuk-body">
            {dateAndTime(new Date(startsAt))}. The items take {taken} of {length} minutes.{' '}
            {taken > length && <strong>That is more than there is. </strong>}
            {isOpen ? `It is fixed on ${longDate(fixedOn)}.` : 'It takes no more items.'}
          </p>
          {agenda.length === 0 ? (
            <p className="govuk-body">Nothing is on it yet.</p>
          ) : (
            <AgendaList
              items={agenda}
              tools={(item, at) =>
                isOpen && (isConvener || item.isOwn) ? (
                  <div className="govuk-button-group govuk-!-margin-top-1 govuk-!-margin-bottom-0">
                    {isConvener && at > 0 && (
                      <PostForm intent="raise">
                        <input type="hidden" name="id" value={item.id} />
                        <button type="submit" className="app-link-button">
                          Put it earlier<span className="govuk-visually-hidden">: {item.title}</span>
                        </button>
                      </PostForm>
                    )}
                    <PostForm intent="remove">
                      <input type="hidden" name="id" value={item.id} />
                      <button type="submit" className="app-link-button">
                        Take it off<span className="govuk-visually-hidden">: {item.title}</span>
                      </button>
                    </PostForm>
                  </div>
                ) : null
              }
            />
          )}
          {isOpen && (
            <>
              <h2 className="govuk-heading-m">Put something on it</h2>
              <PostForm intent="add">
                <Input {...form.text('title')} label="What is it about?" labelSize="s" />
                <Input {...form.text('who')} label="Who speaks to it?" labelSize="s" />
                <Input
                  {...form.text('minutes')}
                  label="How many minutes?"
                  labelSize="s"
                  width={3}
                  inputMode="numeric"
                />
                <Input
                  {...form.text('wanted')}
                  label="What is to be decided?"
                  labelSize="s"
                  hint="Leave it empty where nothing is."
                />
                <Button preventDoubleClick>Put it on the agenda</Button>
              </PostForm>
            </>
          )}
        </div>
      </div>
    </>
  )
}
