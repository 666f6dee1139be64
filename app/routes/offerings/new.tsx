import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { OfferingFields } from '#app/components/offerings/offering-fields.tsx'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  newOfferingForm,
  type Offerer,
  offeringSchema,
  ownerChoices,
  ownerFromKey,
  startOffering,
} from '#services/offerings/index.ts'

export const meta = () => pageTitle('Offer something')

const keyIn = (request: Request) => new URL(request.url).searchParams.get('for')

/** Nobody's: the room answers why. */
const nobody: Offerer = { yotCode: null, personId: null, outsideId: null }

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const owner = await ownerFromKey(ctx, keyIn(args.request))
  const owners = await ownerChoices(ctx)
  if (owner === null && owners.length > 1) return { owners, choices: null }
  return { owners, choices: orThrow(await newOfferingForm(ctx, owner ?? nobody)) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const owner = (await ownerFromKey(ctx, keyIn(args.request))) ?? nobody
  const form = await parseForm(args.request, offeringSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => startOffering(ctx, owner, form.value)) : form
  return respond(args, result, { form, to: ({ slug }) => `/offerings/${slug}/check` })
}

export default function NewOffering() {
  const { choices, owners } = useLoaderData<typeof loader>()
  const form = useForm()
  if (choices === null) return <ChooseOwner owners={owners} />
  return (
    <>
      <BackLink href="/offerings">Offerings</BackLink>
      <FormPage
        form={form}
        title="Offer something"
        caption={choices.ownerName}
        submit="Save and check"
        introduction={
          <p className="govuk-body">
            Nothing is published yet: you check it first.
            {choices.whoSeesName !== null && ` ${choices.whoSeesName}`}
          </p>
        }
      >
        <OfferingFields form={form} choices={choices} />
      </FormPage>
    </>
  )
}

const ChooseOwner = ({ owners }: { owners: { value: string; label: string }[] }) => (
  <>
    <BackLink href="/offerings">Offerings</BackLink>
    <form method="get">
      <Radios
        name="for"
        legend="In whose name do you offer something?"
        legendSize="l"
        isPageHeading
        items={owners}
        defaultValue={owners[0]?.value}
      />
      <Button>Continue</Button>
    </form>
  </>
)
