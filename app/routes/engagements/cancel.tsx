import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ReasonPage } from '#app/components/engagements/reason-page.tsx'
import { WarningText } from '#app/components/govuk/warning-text.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { money } from '#services/core/words.ts'
import { cancelEngagement, cancelSchema, findEngagement } from '#services/engagements/index.ts'

export const meta = () => pageTitle('Cancel')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, title, version, chargePence } = orThrow(
    await findEngagement(await requireActor(args), pathPart(args, 'ref')),
  )
  return { ref, title, version, chargePence }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, cancelSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => cancelEngagement(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/engagements/${ref}`, notice: 'It is cancelled. They are told.' })
}

export default function Cancel() {
  const engagement = useLoaderData<typeof loader>()
  const { chargePence } = engagement
  return (
    <ReasonPage
      engagement={engagement}
      title="Cancel this work"
      introduction={
        <WarningText>
          {chargePence > 0
            ? `By the terms that you agreed, ${money(chargePence)} is owed if you cancel today.`
            : 'By the terms that you agreed, nothing is owed if you cancel today.'}
        </WarningText>
      }
      question={{ name: 'reason', label: 'Why?', hint: 'The other side reads it.', maxLength: 1000 }}
      submit="Cancel this work"
      isWarning
      leave="Keep it"
    >
      <input type="hidden" name="chargePence" value={chargePence} />
    </ReasonPage>
  )
}
