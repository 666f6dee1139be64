import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { RowPeople } from '#app/components/yots/import-rows.tsx'
import { pathId, pathNumber, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { correctRow, correctRowSchema, findImportRow } from '#services/import/index.ts'

export const meta = () => pageTitle('Decide on a row')

const place = (args: LoaderFunctionArgs) => ({ importId: pathId(args, 'id'), row: pathNumber(args, 'row') })

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const { importId, row } = place(args)
  return orThrow(await findImportRow(ctx, importId, row))
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const { importId, row } = place(args)
  const form = await parseForm(args.request, correctRowSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => correctRow(ctx, { importId, row }, form.value)) : form
  return respond(args, result, {
    form,
    to: `/association/members/import/${importId}?what=ask`,
    notice: `Row ${row} is decided. Nothing is applied yet.`,
  })
}

export default function DecideRow() {
  const { importId, version, seen, mayNameWho, isHeld, near, yots, yotCode, candidates, is } =
    useLoaderData<typeof loader>()
  const [person] = seen.people
  const form = useForm({
    decision: isHeld ? 'leave-out' : 'correct',
    yotCode: yotCode ?? '',
    name: person?.name ?? '',
    email: person?.email ?? '',
    is: is ?? '',
  })
  const back = `/association/members/import/${importId}?what=ask`
  return (
    <>
      <BackLink href={back}>Back to the rows</BackLink>
      <FormPage
        form={form}
        caption={`Row ${seen.row}`}
        title="Decide on this row"
        submit="Record the decision"
        version={version}
        introduction={
          <SummaryList
            rows={[
              { key: 'Service', value: seen.yotName ?? 'Not known' },
              { key: 'People', value: <RowPeople {...seen} /> },
              { key: 'Question', value: seen.sentences.join(' ') },
            ]}
          />
        }
      >
        {!isHeld && (
          <>
            <Select
              {...form.text('yotCode')}
              label="Service"
              options={[
                { value: '', text: 'Choose the service' },
                ...near.map(({ code, name }) => ({ value: code, text: `${name} (looks alike)` })),
                ...yots
                  .filter(({ code }) => !near.some((one) => one.code === code))
                  .map(({ code, name }) => ({ value: code, text: name })),
              ]}
            />
            {mayNameWho && (
              <>
                {candidates.length > 0 && (
                  <Radios
                    {...form.text('is')}
                    legend="Who is it?"
                    items={[
                      ...candidates.map(({ id, words }) => ({ value: id, label: words })),
                      { value: 'new', label: 'Somebody else, who is not held yet' },
                    ]}
                  />
                )}
                <Input {...form.text('name')} label="Name" autoComplete="off" spellCheck={false} />
                <Input
                  {...form.text('email')}
                  type="email"
                  label="E-mail address"
                  hint="If they are held already, give an address that is held: it is how they are known."
                  autoComplete="off"
                  spellCheck={false}
                />
              </>
            )}
          </>
        )}
        <Radios
          {...form.text('decision')}
          legend="What should happen to the row?"
          items={[
            ...(isHeld ? [] : [{ value: 'correct', label: 'Import it as corrected above' }]),
            { value: 'leave-out', label: 'Leave it out of this import' },
            { value: 'as-listed', label: 'Take back what was decided, and read it as the list has it' },
          ]}
        />
      </FormPage>
    </>
  )
}
