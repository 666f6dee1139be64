import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PartPage } from '#app/components/vetting/part-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { conductSchema, saveConduct } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Code of conduct')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = await loadDraft(args)
  return { ref, version, isAccepted: answers.hasAcceptedCode }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, conductSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveConduct(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/apply/${ref}` })
}

const code = [
  'I go where I am invited, as a peer and not an inspector, and I do not shame anybody.',
  'What I learn in a service stays with the team and the host. The host decides what is shared.',
  'I say so at once when I have, or may seem to have, a conflict of interest.',
  'I keep to the dates and days that I agreed, and say early when I cannot.',
  'I do not sell my own services to a host while I review it, nor for 12 months after.',
  'I listen for the voice of the child and for disproportionality in everything I look at.',
  'I keep nothing about individual children, and follow the host’s safeguarding procedure when I am worried about one.',
  'I base what I find on evidence from two or more sources, and correct what is wrong.',
]

export default function Conduct() {
  const { ref, version, isAccepted } = useLoaderData<typeof loader>()
  const form = useForm({ isAccepted: isAccepted ? ['on'] : [] })
  return (
    <PartPage
      form={form}
      reference={ref}
      version={version}
      title="Code of conduct"
      introduction={
        <ul className="govuk-list govuk-list--bullet govuk-list--spaced">
          {code.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      }
    >
      <Checkboxes
        {...form.choices('isAccepted')}
        items={[
          { value: 'on', label: 'I accept this code, and will keep to it in everything I do through the exchange' },
        ]}
      />
    </PartPage>
  )
}
