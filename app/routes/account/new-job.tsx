import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormPage } from '#app/components/layout/form-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { changeJob, changeJobSchema, ownPosts } from '#services/yots/index.ts'

export const meta = () => pageTitle('You have changed jobs')

export const loader = async (args: LoaderFunctionArgs) => {
  const posts = await ownPosts(await requireActor(args))
  return { posts: posts.map(({ id, title, yot }) => ({ value: id, label: `${title} at ${yot.name}` })) }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, changeJobSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => changeJob(ctx, form.value)) : form
  return respond(args, result, {
    form,
    to: '/home',
    notice: ({ isAsked, isProving }) =>
      [
        'We have recorded it. What you did before stays with you.',
        ...(isAsked ? ['Your new service has been asked to record you in your post.'] : []),
        ...(isProving ? ['Open the link we sent to your new address within 15 minutes to confirm it.'] : []),
      ].join(' '),
  })
}

export default function NewJob() {
  const { posts } = useLoaderData<typeof loader>()
  const form = useForm(posts.length === 1 ? { ends: posts.map(({ value }) => value) } : {})
  return (
    <>
      <BackLink href="/account" />
      <FormPage
        form={form}
        title="You have changed jobs"
        submit="Save"
        introduction={
          <p className="govuk-body">
            You stay the same person here: your history, your place in the bank and your ratings go with you. What is
            your old service’s stays with it.
          </p>
        }
      >
        {posts.length > 0 && (
          <>
            <Checkboxes {...form.choices('ends')} legend="Which post ends?" items={posts} />
            <DateInput
              {...form.date('lastDay')}
              legend="Your last day there"
              hint="After it you no longer see that service’s own work here. We do not ask why you leave."
            />
          </>
        )}
        <Input
          {...form.text('yot')}
          label="Which youth justice service do you work for now?"
          hint="Leave this and the next three empty if you do not work for one."
        />
        <Input {...form.text('title')} label="What is your post called?" />
        <Radios
          {...form.text('level')}
          legend="Level of the post"
          items={[
            { value: 'head', label: 'Head of service' },
            { value: 'second_tier', label: 'Second tier' },
            { value: 'manager', label: 'Manager' },
          ]}
        />
        <DateInput {...form.date('from')} legend="Your first day there" />
        <Input
          {...form.text('address')}
          type="email"
          label="Your new e-mail address"
          hint="We send it a link, to be sure that it is yours. Your old address still signs you in."
          autoComplete="email"
          spellCheck={false}
        />
      </FormPage>
    </>
  )
}
