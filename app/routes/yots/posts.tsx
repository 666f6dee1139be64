import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { HolderForms, PostCard, StartForm } from '#app/components/yots/managed-post.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import {
  abolishPost,
  addPost,
  addPostSchema,
  endHolding,
  endHoldingSchema,
  holdingSchema,
  managePosts,
  markLeave,
  postSchema,
  removeHolding,
  startHolding,
  startHoldingSchema,
} from '#services/yots/index.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(`Posts: ${data?.yot.name ?? ''}`)

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const page = orThrow(await managePosts(ctx, pathPart(args, 'code')))
  const open = new URL(args.request.url).searchParams.get('post')
  return { ...page, openId: page.posts.some((post) => post.id === open) ? open : null, today: ctx.clock.today() }
}

const forms = z.discriminatedUnion('intent', [
  addPostSchema.extend({ intent: z.literal('add') }),
  postSchema.extend({ intent: z.literal('abolish') }),
  startHoldingSchema.extend({ intent: z.literal('start') }),
  holdingSchema.extend({ intent: z.enum(['leave-began', 'leave-ended', 'removed']) }),
  endHoldingSchema.extend({ intent: z.literal('end') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const yotCode = pathPart(args, 'code')
  const to = `/yots/${yotCode}/posts`
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to })
  const { value, key } = form
  switch (value.intent) {
    case 'add':
      return respond(args, await once(ctx, key, (ctx) => addPost(ctx, yotCode, value)), {
        form,
        to: ({ postId }) => `${to}?post=${postId}`,
        notice: ({ title }) => `The post “${title}” is added. It is vacant until you record who holds it.`,
      })
    case 'abolish':
      return respond(args, await once(ctx, key, (ctx) => abolishPost(ctx, value)), {
        form,
        to,
        notice: ({ title }) => `The post “${title}” is taken away.`,
      })
    case 'start':
      return respond(args, await once(ctx, key, (ctx) => startHolding(ctx, value)), {
        form,
        to,
        notice: ({ name, from }) => `${name} holds the post from ${longDate(from)}. We have written to them.`,
      })
    case 'removed':
      return respond(args, await once(ctx, key, (ctx) => removeHolding(ctx, value)), {
        form,
        to,
        notice: ({ name, title }) => `${name} is no longer recorded as ${title}.`,
      })
    case 'end':
      return respond(args, await once(ctx, key, (ctx) => endHolding(ctx, value)), {
        form,
        to: `/yots/${yotCode}`,
        notice: ({ name, lastDay, isVacant }) =>
          `The last day of ${name} is ${longDate(lastDay)}.${isVacant ? ' The post is vacant after that.' : ''}`,
      })
    default: {
      const isOnLeave = value.intent === 'leave-began'
      return respond(args, await once(ctx, key, (ctx) => markLeave(ctx, { ...value, isOnLeave })), {
        form,
        to: `/yots/${yotCode}`,
        notice: ({ name }) => (isOnLeave ? `${name} is marked as on leave.` : `${name} is marked as back from leave.`),
      })
    }
  }
}

export default function Posts() {
  const { yot, posts, levels, openId, today } = useLoaderData<typeof loader>()
  const anyForm = useForm()
  const addForm = useForm({}, 'add')
  const startForm = useForm({ kind: 'substantive', from: today }, 'start')
  const endForm = useForm({}, 'end')
  const here = `/yots/${yot.code}/posts`
  return (
    <>
      <BackLink href={`/yots/${yot.code}`}>Back to the service</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={anyForm.reply} />
          <span className="govuk-caption-l">{yot.name}</span>
          <h1 className="govuk-heading-l">Posts, and who holds them</h1>
          {posts.map((post) =>
            post.id === openId ? (
              <section key={post.id} aria-labelledby="open-post">
                <h2 className="govuk-heading-m" id="open-post">
                  {post.title}
                </h2>
                {post.holders.map((holder) => (
                  <HolderForms key={holder.holdingId} holder={holder} version={post.version} form={endForm} />
                ))}
                <StartForm post={post} version={post.version} form={startForm} />
                {post.mayBeAbolished && (
                  <PostForm intent="abolish" version={post.version}>
                    <input type="hidden" name="postId" value={post.id} />
                    <Button variant="warning" preventDoubleClick>
                      Take this post away
                    </Button>
                  </PostForm>
                )}
                <p className="govuk-body">
                  <a className="govuk-link" href={here}>
                    Leave this post as it is
                  </a>
                </p>
              </section>
            ) : (
              <PostCard key={post.id} post={post} href={`${here}?post=${post.id}`} />
            ),
          )}
          <Details summary="Add a post" open={addForm.isTyped || posts.length === 0}>
            <PostForm intent="add" action={here}>
              <Input {...addForm.text('title')} label="What is the post called?" hint="Like “Team manager, court”" />
              <Radios
                {...addForm.text('level')}
                legend="Level"
                items={levels.map(({ value, text }) => ({ value, label: text }))}
              />
              <Button preventDoubleClick>Add the post</Button>
            </PostForm>
          </Details>
        </div>
      </div>
    </>
  )
}
