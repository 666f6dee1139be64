import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { flagPage, flagRating, flagSchema } from '#services/fairness/index.ts'

export const meta = () => pageTitle('Flag a rating')

export const loader = async (args: LoaderFunctionArgs) =>
  orThrow(await flagPage(await requireActor(args), pathId(args, 'pairId')))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const pairId = pathId(args, 'pairId')
  const form = await parseForm(args.request, flagSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => flagRating(ctx, pairId, form.value)) : form
  return respond(args, result, {
    form,
    to: ({ ref }) => `/concerns/${ref}`,
    notice: 'We have it. Below stands what happens next, and by when.',
  })
}

export default function FlagRating() {
  const { pairId, workRef, title, ratings, reasons, earlier } = useLoaderData<typeof loader>()
  const form = useForm({ ratingId: ratings.length === 1 ? ratings[0]?.id : undefined })
  const [only] = ratings
  return (
    <>
      <BackLink href={`/ratings/${pairId}`} />
      <FormPage
        form={form}
        caption={`${workRef}: ${title}`}
        title="Something is wrong with a rating"
        submit="Send it"
        introduction={
          <>
            <p className="govuk-body">
              Somebody without a stake in it decides, with reasons, within twenty working days. Whoever rated is heard
              first. A low mark alone is no reason: marks stay unless whoever gave them had no part in the work, a fact
              is false, or it was not given freely.
            </p>
            {earlier !== null && (
              <p className="govuk-body">
                You have flagged a rating of this work before:{' '}
                <a className="govuk-link" href={`/concerns/${earlier}`}>
                  {earlier}
                </a>
                .
              </p>
            )}
            {ratings.length === 1 && only && (
              <InsetText>
                <p className="govuk-body app-kept-line-breaks">
                  {only.comment ?? 'The words of this rating are hidden.'}
                </p>
                <p className="govuk-body-s">Given on {longDate(only.givenOn)}</p>
              </InsetText>
            )}
          </>
        }
      >
        {ratings.length === 1 ? (
          <input type="hidden" name="ratingId" value={only?.id} />
        ) : (
          <Radios
            {...form.text('ratingId')}
            legend="Which rating?"
            legendSize="m"
            items={ratings.map(({ id, comment, givenOn }) => ({
              value: id,
              label: comment === null ? `The one of ${longDate(givenOn)}` : `“${comment.slice(0, 80)}”`,
            }))}
          />
        )}
        <Radios
          {...form.text('reason')}
          legend="What is the matter?"
          legendSize="m"
          items={reasons.map(({ code, says, hint }) => ({ value: code, label: says, ...(hint ? { hint } : {}) }))}
        />
        <CharacterCount
          {...form.text('statement')}
          label="How do you see it?"
          labelSize="m"
          hint="The other side reads this once they have said how they see it. Do not write anything that could tell who a child is."
          maxLength={2000}
          threshold={75}
        />
      </FormPage>
    </>
  )
}
