import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { ratingFacts } from '#services/ratings/index.ts'
import { roundsPage, startRound } from '#services/reviews/index.ts'

const startSchema = z.object({ isFair: z.literal('yes').optional() })

export const meta = () => pageTitle('Rounds')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await roundsPage(await requireActor(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, startSchema)
  // Twice: one round is planned at a time, and a second press gets the same.
  const result = form.ok
    ? await startRound(ctx, { isFair: form.value.isFair === 'yes' }, { ratings: await ratingFacts(ctx) })
    : form
  return respond(args, result, { form, to: ({ number }) => `/association/rounds/${number}` })
}

export default function Rounds() {
  const { waiting, rounds, isRunning } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <FormProblems reply={form.reply} />
      <h1 className="govuk-heading-l">Rounds</h1>
      <p className="govuk-body">
        A round plans all approved requests together, so that no team takes somebody whom another needs more. Nobody is
        written to: you look at the plan first, and accept it as a whole or request by request.
      </p>
      <p className="govuk-body">
        <a className="govuk-link" href="/association/rounds/weights">
          How people are weighed
        </a>
      </p>
      <DataTable
        caption="Waiting for a team"
        rows={waiting}
        rowId={(row) => row.ref}
        empty="No approved request is waiting for a team."
        columns={[
          {
            id: 'ref',
            header: 'Request',
            isRowHeader: true,
            cell: (row) => (
              <a className="govuk-link app-unbroken" href={`/association/requests/${row.ref}`}>
                {row.ref}
              </a>
            ),
          },
          { id: 'yot', header: 'Service', cell: (row) => row.yotName },
          { id: 'status', header: 'Where it stands', cell: (row) => row.status },
        ]}
      />
      {waiting.length > 0 && !isRunning && (
        <PostForm>
          <Checkboxes
            {...form.text('isFair')}
            name="isFair"
            legend="How should teams be shared out?"
            items={[
              {
                value: 'yes',
                label: 'Lift the weakest team first',
                hint: 'Every team is made as good as the weakest can be, then the whole as good as it gets.',
              },
            ]}
          />
          <Button preventDoubleClick>Plan a round</Button>
        </PostForm>
      )}
      <DataTable
        caption="Rounds so far"
        rows={rounds}
        rowId={(row) => String(row.number)}
        empty="No round has been planned yet."
        columns={[
          {
            id: 'number',
            header: 'Round',
            isRowHeader: true,
            cell: (row) => (
              <a className="govuk-link" href={`/association/rounds/${row.number}`}>
                Round {row.number}
              </a>
            ),
          },
          { id: 'status', header: 'Status', cell: (row) => row.status },
          { id: 'started', header: 'Started', cell: (row) => `${dateAndTime(row.startedAt)}, ${row.startedBy}` },
          { id: 'teams', header: 'Teams', isNumeric: true, cell: (row) => row.teams },
          { id: 'accepted', header: 'Accepted', isNumeric: true, cell: (row) => row.accepted },
        ]}
      />
    </>
  )
}
