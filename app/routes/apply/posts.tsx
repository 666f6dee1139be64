import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { PostLine } from '#app/components/vetting/answer-rows.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { confirmPosts, confirmPostsSchema } from '#services/vetting/index.ts'
import { takeBackHolding } from '#services/yots/index.ts'

export const meta = () => pageTitle('Posts you have held')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = await loadDraft(args)
  return { ref, version, posts: answers.posts, isConfirmed: answers.postsConfirmed }
}

const takeBackSchema = z.object({ holdingId: z.uuid('Choose a post from the list') })

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const pressed = await parseForm(args.request, z.object({ intent: z.string().optional() }))
  if (pressed.ok && pressed.value.intent === 'take-back') {
    const form = await parseForm(args.request, takeBackSchema)
    const result = form.ok ? await once(ctx, form.key, (ctx) => takeBack(ctx, form.value)) : form
    return respond(args, result, { form, to: `/apply/${ref}/posts`, notice: 'The post is taken out.' })
  }
  const form = await parseForm(args.request, confirmPostsSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => confirmPosts(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/apply/${ref}` })
}

/** `once` keeps what it is answered, and needs something to keep. */
const takeBack = async (...given: Parameters<typeof takeBackHolding>) => {
  const result = await takeBackHolding(...given)
  return result.ok ? { ok: true as const, value: null } : result
}

export default function Posts() {
  const { ref, version, posts, isConfirmed } = useLoaderData<typeof loader>()
  const form = useForm({ isComplete: isConfirmed ? ['on'] : [] })
  return (
    <>
      <BackLink href={`/apply/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">Application {ref}</span>
          <h1 className="govuk-heading-l">Posts you have held</h1>
          <p className="govuk-body">
            Every post in a youth justice service counts: it shows how recent your practice is, and keeps you from being
            asked to review a service you worked for.
          </p>
          {posts.length === 0 && <p className="govuk-body">No posts yet.</p>}
          <ul className="govuk-list govuk-list--spaced">
            {posts.map((post) => (
              <li key={post.id}>
                <PostLine post={post} />
                {post.isStated ? (
                  <PostForm intent="take-back">
                    <input type="hidden" name="holdingId" value={post.id} />
                    <button type="submit" className="app-link-button">
                      Remove<span className="govuk-visually-hidden"> {post.title}</span>
                    </button>
                  </PostForm>
                ) : (
                  <p className="govuk-hint govuk-!-margin-bottom-0">From the service’s own record</p>
                )}
              </li>
            ))}
          </ul>
          <p className="govuk-body">
            <ButtonLink href={`/apply/${ref}/posts/add`} variant="secondary">
              Add {posts.length === 0 ? 'a' : 'another'} post
            </ButtonLink>
          </p>
          {posts.length > 0 && (
            <PostForm version={version}>
              <Checkboxes
                {...form.choices('isComplete')}
                items={[{ value: 'on', label: 'These are all the posts I have held in youth justice services' }]}
              />
              <Button preventDoubleClick>Save and continue</Button>
            </PostForm>
          )}
        </div>
      </div>
    </>
  )
}
