import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { FileUpload } from '#app/components/govuk/file-upload.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { mayStartImport, startImport } from '#services/import/index.ts'

export const meta = () => pageTitle('Import a members’ list')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  orThrow(mayStartImport(ctx))
  return null
}

const chosen = z.object({
  file: z
    .instanceof(File, { error: 'Choose the members’ list' })
    .refine((file) => file.size > 0, 'The file is empty. Choose the members’ list'),
  sheet: z.string().trim().max(100, 'Keep the name of the sheet to 100 characters').default(''),
})

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  orThrow(mayStartImport(ctx))
  const form = await parseForm(args.request, chosen)
  const result = form.ok
    ? await startImport(ctx, new Uint8Array(await form.value.file.arrayBuffer()), {
        sheetName: form.value.sheet,
        formKey: form.key,
      })
    : form
  return respond(args, result, { form, to: ({ id }) => `/association/members/import/${id}` })
}

export default function ImportMembers() {
  const form = useForm({})
  return (
    <>
      <BackLink href="/association/members">Back to members</BackLink>
      <FormPage
        form={form}
        title="Import a members’ list"
        submit="Read the list"
        hasFiles
        introduction={
          <>
            <p className="govuk-body">
              A spreadsheet as it is: CSV or Excel (.xlsx), headings in any order and wording, title lines above them,
              several people on one row, vacant posts. Nothing is changed until you have seen what would happen.
            </p>
            <ul className="govuk-list govuk-list--bullet">
              <li>People are known by their e-mail address. Services are matched by name, never by guess.</li>
              <li>Hidden or struck-through rows, and names much like one that is held, are asked about.</li>
              <li>Nobody is deleted: somebody marked as left has their post ended.</li>
              <li>Notes and reasons for leave are read and dropped. A row that may be about a child is held back.</li>
              <li>Nobody gets mail because of it, but a coordinator whose region loses a head of service.</li>
            </ul>
          </>
        }
      >
        <FileUpload
          {...form.text('file')}
          label="Members’ list"
          hint="At most 12 MB and 10,000 rows. You see how far a long list is read, and need not wait for it."
        />
        <Input
          {...form.text('sheet')}
          label="Sheet (optional)"
          hint="Of an Excel workbook: the name on the sheet’s tab. Leave it blank for the first one that lists people."
          autoComplete="off"
          spellCheck={false}
        />
      </FormPage>
    </>
  )
}
