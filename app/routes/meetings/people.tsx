import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'
import { findPeople, guestSchema, inviteGuest, recordWhoCame, whoCameSchema } from '#services/meetings/index.ts'

export const meta = () => pageTitle('Who comes')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await findPeople(await requireActor(args), pathPart(args, 'ref')))

const intents = z.discriminatedUnion('intent', [
  guestSchema.extend({ intent: z.literal('invite') }),
  whoCameSchema.extend({ intent: z.literal('came') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to: `/meetings/${ref}/people` })
  const { value } = form
  if (value.intent === 'invite')
    return respond(args, await once(ctx, form.key, (ctx) => inviteGuest(ctx, ref, value)), {
      form,
      to: `/meetings/${ref}/people`,
      notice: 'They are invited by a link of their own.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => recordWhoCame(ctx, ref, value)), {
    form,
    to: `/meetings/${ref}/minutes/edit`,
    notice: ({ came }) => `${counted(came, 'person', 'people')} came. Write the minutes now, or later.`,
  })
}

const said = (isComing: boolean | null) =>
  isComing === null ? 'has not said' : isComing ? 'said that they come' : 'said that they do not come'

export default function People() {
  const { ref, title, answers, guests, rest, mayInvite, mayRecord } = useLoaderData<typeof loader>()
  const came = (rows: readonly { hasCome: boolean | null; isComing: boolean | null }[], ids: readonly string[]) =>
    ids.filter((_, at) => rows[at]?.hasCome ?? rows[at]?.isComing ?? false)
  const people = answers.map(({ personId }) => personId)
  const guestIds = guests.map(({ id }) => id)
  const form = useForm({ people: came(answers, people), guests: came(guests, guestIds), others: [] }, 'came')
  const guest = useForm({}, 'invite')
  return (
    <>
      <BackLink href={`/meetings/${ref}`}>The meeting</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            {title}, {ref}
          </span>
          <h1 className="govuk-heading-l">{mayRecord ? 'Who came' : 'Who comes'}</h1>
          {mayRecord ? (
            <PostForm intent="came">
              {answers.length > 0 && (
                <Checkboxes
                  {...form.choices('people')}
                  legend="Of those who answered"
                  legendSize="s"
                  isSmall
                  items={answers.map(({ personId, name, isComing }) => ({
                    value: personId,
                    label: name,
                    hint: isComing === true ? undefined : said(isComing),
                  }))}
                />
              )}
              {guests.length > 0 && (
                <Checkboxes
                  {...form.choices('guests')}
                  legend="Of the guests"
                  legendSize="s"
                  isSmall
                  items={guests.map(({ id, name }) => ({ value: id, label: name }))}
                />
              )}
              {rest.length > 0 && (
                <Checkboxes
                  {...form.choices('others')}
                  legend="Of those who did not answer"
                  legendSize="s"
                  isSmall
                  items={rest.map(({ personId, name }) => ({ value: personId, label: name }))}
                />
              )}
              <p className="govuk-body">Those who came read the minutes first, and can object.</p>
              <Button preventDoubleClick>Save who came</Button>
            </PostForm>
          ) : (
            <>
              {answers.length + guests.length === 0 && <p className="govuk-body">Nobody has answered yet.</p>}
              <ul className="govuk-list">
                {answers.map(({ personId, name, isComing, hasCome }) => (
                  <li key={personId}>
                    {name}: {hasCome === null ? said(isComing) : hasCome ? 'came' : 'did not come'}
                  </li>
                ))}
                {guests.map(({ id, name, isComing, hasCome }) => (
                  <li key={id}>
                    {name} (guest): {hasCome === null ? said(isComing) : hasCome ? 'came' : 'did not come'}
                  </li>
                ))}
              </ul>
            </>
          )}
          {mayInvite && (
            <Details summary="Invite a guest by link" open={guest.isTyped}>
              <PostForm intent="invite">
                <Input {...guest.text('name')} label="Name" autoComplete="off" />
                <Input
                  {...guest.text('address')}
                  label="E-mail"
                  hint="They get a link of their own, with the agenda and how to join."
                  type="email"
                  autoComplete="off"
                  spellCheck={false}
                />
                <Button preventDoubleClick>Invite them</Button>
              </PostForm>
            </Details>
          )}
        </div>
      </div>
    </>
  )
}
