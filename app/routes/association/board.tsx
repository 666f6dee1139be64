import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { quorumPage, quorumSchema, setQuorum } from '#services/reviews/index.ts'

export const meta = () => pageTitle('How the board decides')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await quorumPage(await requireActor(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, quorumSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => setQuorum(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: '/association/board',
    notice: ({ members }) => `From now on a decision takes ${members} of the board.`,
  })
}

export default function Board() {
  const { board, versions } = useLoaderData<typeof loader>()
  const form = useForm({ members: versions[0]?.members ?? 1 })
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <FormPage
        form={form}
        title="How the board decides"
        version={versions[0]?.version ?? 0}
        submit="Set it"
        introduction={
          <>
            <p className="govuk-body">
              The programme board decides on requests for a peer review. Whoever records a decision says who took part;
              those with a conflict of interest, and whoever looked after the request, stand aside, and that is kept
              with it.
            </p>
            <p className="govuk-body">
              {board.length === 0 ? 'Nobody is on the board today.' : `On the board today: ${board.join(', ')}.`}
            </p>
            <DataTable
              caption="What held from when"
              rows={versions}
              rowId={({ version }) => String(version)}
              empty={<p className="govuk-body">Until it is set, one of the board is enough.</p>}
              columns={[
                { id: 'on', header: 'From', isRowHeader: true, cell: ({ on }) => shortDate(on) },
                { id: 'members', header: 'Of the board', isNumeric: true, cell: ({ members }) => members },
              ]}
            />
          </>
        }
      >
        <Input
          {...form.text('members')}
          label="How many of the board must take part in a decision?"
          labelSize="s"
          width={2}
          inputMode="numeric"
        />
      </FormPage>
    </>
  )
}
