import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dateAndTime } from '#app/components/dates.ts'
import { EngagementCaption } from '#app/components/engagements/engagement-caption.tsx'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { findEngagement, markSession, markSessionSchema } from '#services/engagements/index.ts'

export const meta = () => pageTitle('A session was not held')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, title, version, sessions, moves } = orThrow(
    await findEngagement(await requireActor(args), pathPart(args, 'ref')),
  )
  return {
    ref,
    title,
    version,
    mayMark: moves.includes('session-marked'),
    sessions: sessions.map(({ position, startsAt, place, notHeld }) => ({
      position,
      says: `${dateAndTime(startsAt)}${place === '' ? '' : `, ${place}`}`,
      notHeld,
    })),
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, markSessionSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => markSession(ctx, ref, form.value)) : form
  return respond(args, result, { form, to: `/engagements/${ref}`, notice: 'Noted. They are told.' })
}

export default function Sessions() {
  const { ref, title, version, mayMark, sessions } = useLoaderData<typeof loader>()
  const form = useForm()
  const held = sessions.filter(({ notHeld }) => notHeld === null)
  return (
    <>
      <BackLink href={`/engagements/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">
            <EngagementCaption of={title} engagementRef={ref} />
          </span>
          <h1 className="govuk-heading-l">A session was not held</h1>
          <p className="govuk-body">
            Somebody was ill, or the day fell through? Say so here, and the rest can still be delivered. To hold it on
            another day, ask for a change of terms instead.
          </p>
          {sessions
            .filter(({ notHeld }) => notHeld !== null)
            .map(({ position, says, notHeld }) => (
              <PostForm key={position} version={version}>
                <p className="govuk-body">
                  <strong>{says}</strong> was not held: {notHeld}
                </p>
                <input type="hidden" name="session" value={position} />
                <input type="hidden" name="isHeld" value="yes" />
                {mayMark && (
                  <Button variant="secondary" preventDoubleClick>
                    It was held after all
                  </Button>
                )}
              </PostForm>
            ))}
          {mayMark && held.length > 0 && (
            <PostForm version={version}>
              <Radios
                {...form.text('session')}
                legend="Which session was not held?"
                legendSize="s"
                items={held.map(({ position, says }) => ({ value: String(position), label: says }))}
              />
              <Input {...form.text('reason')} label="Why?" labelSize="s" hint="The other side reads it." />
              <Button preventDoubleClick>It was not held</Button>
            </PostForm>
          )}
          {sessions.length === 0 && <p className="govuk-body">The terms name no sessions.</p>}
          {!mayMark && sessions.length > 0 && (
            <p className="govuk-body">This can be said between the terms and the delivery, and not now.</p>
          )}
        </div>
      </div>
    </>
  )
}
