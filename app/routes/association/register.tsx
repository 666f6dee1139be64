import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateRange, longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm, readFormData } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { placeDeclaredNames, unplacedNames } from '#services/conflicts/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { once } from '#services/core/once.ts'
import {
  findTies,
  keepOrganisation,
  organisationSchema,
  recordTie,
  removeTie,
  tieKinds,
  tieSchema,
  tieWords,
} from '#services/yots/index.ts'

export const meta = () => pageTitle('Services and organisations')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const register = orThrow(await findTies(ctx))
  return {
    ...register,
    unplaced: await unplacedNames(ctx),
    kinds: tieKinds.map((value) => ({ value, label: tieWords[value] })),
  }
}

const to = () => '/association/register'

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const intent = (await readFormData(args.request)).get('intent')
  if (intent === 'organisation') {
    const form = await parseForm(args.request, organisationSchema)
    // Twice: both are one piece of work, done once below.
    const keep = async (ctx: Ctx) => {
      const kept = form.ok ? await keepOrganisation(ctx, form.value) : form
      return kept.ok ? placeDeclaredNames(ctx, kept.value) : kept
    }
    const result = form.ok ? await once(ctx, form.key, keep) : form
    return respond(args, result, { form, to, notice: 'The organisation is in the register.' })
  }
  if (intent === 'remove') {
    const form = await parseForm(args.request, z.object({ tieId: z.uuid() }))
    const result = form.ok ? await once(ctx, form.key, (ctx) => removeTie(ctx, form.value.tieId)) : form
    return respond(args, result, { form, to, notice: 'The tie is taken back. It counts no more.' })
  }
  const form = await parseForm(args.request, tieSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => recordTie(ctx, form.value)) : form
  return respond(args, result, { form, to, notice: 'The tie is recorded, and everybody is checked again.' })
}

const span = (from: string | null, until: string | null) =>
  from && until ? dateRange(from, until) : from ? `since ${longDate(from)}` : until ? `until ${longDate(until)}` : ''

export default function Register() {
  const { ties, organisations, unplaced, kinds } = useLoaderData<typeof loader>()
  const tie = useForm({}, 'tie')
  const organisation = useForm({}, 'organisation')
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={tie.reply ?? organisation.reply} />
        <h1 className="govuk-heading-l">Services and organisations</h1>
        <p className="govuk-body">
          Conflicts of interest are found by how services are tied to each other and to organisations. Councils, borders
          and police-force areas are known already; record here what else there is.
        </p>
        <h2 className="govuk-heading-m">Ties</h2>
        <DataTable
          caption="Ties that count today or did"
          rows={ties}
          rowId={(row) => row.id}
          empty="None is recorded."
          columns={[
            { id: 'yot', header: 'Service', cell: (row) => row.yot, isRowHeader: true },
            { id: 'says', header: 'How', cell: (row) => `${row.says} ${row.other}` },
            { id: 'when', header: 'When', cell: (row) => span(row.from, row.until) },
            {
              id: 'remove',
              header: 'Wrong?',
              cell: (row) => (
                <PostForm intent="remove">
                  <input type="hidden" name="tieId" value={row.id} />
                  <Button variant="secondary">
                    Take back
                    <span className="govuk-visually-hidden">
                      {' '}
                      that {row.yot} {row.says} {row.other}
                    </span>
                  </Button>
                </PostForm>
              ),
            },
          ]}
        />
        <h3 className="govuk-heading-s">Record a tie</h3>
        <PostForm intent="tie">
          <Input {...tie.text('yotName')} label="Youth justice service" hint="For example, Leeds" />
          <Radios {...tie.text('kind')} legend="It" items={kinds} isSmall />
          <Input {...tie.text('otherName')} label="The other service, or the organisation" />
          <DateInput {...tie.date('from')} legend="First day (optional)" hint="For example, 1 4 2021" />
          <DateInput {...tie.date('until')} legend="Last day (leave empty if it goes on)" />
          <Button preventDoubleClick>Record it</Button>
        </PostForm>

        <h2 className="govuk-heading-m">Organisations</h2>
        {unplaced.length > 0 && (
          <>
            <p className="govuk-body">
              People declared interests with these, which the register does not know. Until it does, they tie nobody to
              anybody. Add each below, with every name it goes by.
            </p>
            <ul className="govuk-list govuk-list--bullet">
              {unplaced.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        )}
        <DataTable
          caption="Organisations with an entry"
          rows={organisations}
          rowId={(row) => row.id}
          empty="None yet."
          columns={[
            { id: 'name', header: 'Name', cell: (row) => row.name, isRowHeader: true },
            { id: 'others', header: 'Also known as', cell: (row) => row.otherNames.join(', ') },
          ]}
        />
        <h3 className="govuk-heading-s">Add an organisation, or more names of one</h3>
        <PostForm intent="organisation">
          <Input {...organisation.text('name')} label="Name" />
          <Textarea {...organisation.text('otherNames')} label="Other names, one on each line (optional)" rows={3} />
          <Button variant="secondary" preventDoubleClick>
            Add it
          </Button>
        </PostForm>
      </div>
    </div>
  )
}
