import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { Remarks } from '#app/components/reviews/remarks.tsx'
import { leaveOutChildren } from '#app/components/reviews/section-page.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { type RemarkAbout, remarkSchema, remarksPage, remarkWords, sayRemark } from '#services/reviews/index.ts'

export const meta = () => pageTitle('What your service says')

const aboutIn = (args: LoaderFunctionArgs): RemarkAbout => {
  const about = pathPart(args, 'about')
  if (about !== 'team' && about !== 'terms') throw pageNotFound()
  return about
}

export const loader = async (args: LoaderFunctionArgs) => {
  const about = aboutIn(args)
  return {
    ...orThrow(await remarksPage(await requireActor(args), pathPart(args, 'ref'), about)),
    words: remarkWords[about],
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const about = aboutIn(args)
  const form = await parseForm(args.request, remarkSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => sayRemark(ctx, { ...form.value, about, ref })) : form
  return respond(args, result, {
    form,
    to: `/reviews/${ref}/remarks/${about}`,
    notice: 'Sent. Whoever looks after your review answers it here.',
  })
}

export default function RemarksOfService() {
  const { ref, about, yotName, matter, remarks, words } = useLoaderData<typeof loader>()
  const form = useForm({ proposed: matter?.text ?? '' })
  return (
    <>
      <BackLink href={about === 'terms' ? `/reviews/${ref}/terms` : `/reviews/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">
            {yotName}, {ref}
          </span>
          <h1 className="govuk-heading-l">
            {about === 'terms' ? 'Ask for a change of the terms' : 'Say something about the proposed team'}
          </h1>
          <p className="govuk-body">
            Whoever looks after your review reads it and answers; the team does not see it.
            {about === 'team' && ' Nobody has been asked yet, so another team can still be chosen.'}
          </p>
          {matter === null ? (
            <p className="govuk-body">There is nothing to say of {words} now.</p>
          ) : (
            <PostForm>
              <input type="hidden" name="number" value={matter.number} />
              <Textarea
                {...form.text('text')}
                label={about === 'terms' ? 'What should change, and why?' : 'What do you want to say?'}
                hint={leaveOutChildren}
                rows={4}
              />
              {matter.text !== null && (
                <Textarea
                  {...form.text('proposed')}
                  label="The terms as you would have them (optional)"
                  hint="Change the text itself. What differs is shown to whoever looks after your review."
                  rows={16}
                />
              )}
              <Button preventDoubleClick>Send it</Button>
            </PostForm>
          )}
          {remarks.length > 0 && <h2 className="govuk-heading-m">What was said before</h2>}
          <Remarks remarks={remarks} />
        </div>
      </div>
    </>
  )
}
