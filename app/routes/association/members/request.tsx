import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { askedWords } from '#app/components/memberships/membership-card.tsx'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { decideJoinRequest, decideMembership, decideSchema, waitingRequests } from '#services/memberships/index.ts'

export const meta = () => pageTitle('Decide on a request to join')

const findRequest = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const id = pathId(args, 'id')
  const found = orThrow(await waitingRequests(ctx)).find((request) => request.id === id)
  return { ctx, id, found }
}

export const loader = async (args: LoaderFunctionArgs) => {
  const { found } = await findRequest(args)
  if (!found) throw pageNotFound()
  return found
}

export const action = async (args: ActionFunctionArgs) => {
  const { ctx, id, found } = await findRequest(args)
  const form = await parseForm(args.request, decideSchema)
  const to = '/association/members/requests'
  const notice = 'The decision is recorded and sent with its reason.'
  if (!form.ok) return respond(args, form, { form, to })
  if (found?.source === 'membership')
    return respond(args, await once(ctx, form.key, (ctx) => decideMembership(ctx, id, form.value)), {
      form,
      to,
      notice,
    })
  return respond(args, await once(ctx, form.key, (ctx) => decideJoinRequest(ctx, id, form.value)), { form, to, notice })
}

export default function DecideRequest() {
  const { version, source, name, address, title, yotName, kind, poReference, requestedOn, promised } =
    useLoaderData<typeof loader>()
  const form = useForm({})
  return (
    <>
      <BackLink href="/association/members/requests">Back to the requests</BackLink>
      <FormPage
        form={form}
        caption="Request to join"
        title={name}
        submit="Record and send the decision"
        version={version}
        introduction={
          <>
            <SummaryList
              rows={[
                { key: 'Asks for', value: askedWords(kind) },
                ...(address ? [{ key: 'E-mail address', value: address }] : []),
                ...(yotName ? [{ key: 'Service', value: yotName }] : []),
                ...(title ? [{ key: 'Job title', value: title }] : []),
                ...(poReference ? [{ key: 'Purchase order', value: poReference }] : []),
                { key: 'Asked on', value: longDate(requestedOn) },
                ...(promised ? [{ key: 'Answer by', value: `${longDate(promised.by)} (${promised.ref})` }] : []),
              ]}
            />
            {source === 'new-person' && yotName && (
              <p className="govuk-body">
                If you agree, they get a post of their own there as a manager. A head is put in post on the service’s
                page of posts.
              </p>
            )}
          </>
        }
      >
        <Radios
          {...form.text('decision')}
          legend="Do you agree?"
          items={[
            { value: 'agreed', label: 'Agree' },
            { value: 'declined', label: 'Decline' },
          ]}
        />
        <Textarea {...form.text('reason')} label="Reason" hint="It is sent to them as you write it" rows={4} />
      </FormPage>
    </>
  )
}
