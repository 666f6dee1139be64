import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate, shortDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { briefingDesk, withdrawNotice, withdrawNoticeSchema } from '#services/briefing/index.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'

export const meta = () => pageTitle('The briefing behind the scenes')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await briefingDesk(await requireActor(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, withdrawNoticeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => withdrawNotice(ctx, form.value)) : form
  return respond(args, result, { form, to: '/association/briefing', notice: 'It stands in no further issue.' })
}

export default function BriefingDesk() {
  const { coming, archive, notices, readers, mayEdit } = useLoaderData<typeof loader>()
  const form = useForm()
  const [next, ...later] = coming
  return (
    <>
      <BackLink href="/association">Association</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <h1 className="govuk-heading-l">The briefing behind the scenes</h1>
          <p className="govuk-body">
            It goes by itself, with your words or without. {counted(readers.fortnightly, 'reader gets', 'readers get')}{' '}
            it every other week, {readers.monthly} once a month.
          </p>
          {readers.failing > 0 && mayEdit && (
            <p className="govuk-body">
              <a className="govuk-link" href="/association/briefing/readers">
                {counted(readers.failing, 'address fails', 'addresses fail')}: ask after them
              </a>
            </p>
          )}
          {next && (
            <>
              <h2 className="govuk-heading-m">Next: {longDate(next.goesOn)}</h2>
              {next.because !== null && <p className="govuk-body">Held back, because: {next.because}</p>}
              <ButtonLink href={`/association/briefing/${next.day}`}>See how it looks, and write in it</ButtonLink>
            </>
          )}
          <h2 className="govuk-heading-m">Lines that were added</h2>
          <p className="govuk-body">
            <a className="govuk-link" href="/association/briefing/line">
              Add a consultation, a date, or something worth reading
            </a>
          </p>
          <ul className="govuk-list govuk-list--spaced">
            {notices.map(({ id, version, title, what, until, addedBy, mayWithdraw }) => (
              <li key={id}>
                <strong>{title}</strong>
                <div className="govuk-hint govuk-!-margin-bottom-1">
                  {what}, {until === null ? 'for one issue' : `until ${shortDate(until)}`}, added by {addedBy}
                </div>
                {mayWithdraw && (
                  <PostForm version={version}>
                    <input type="hidden" name="id" value={id} />
                    <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
                      Take back<span className="govuk-visually-hidden">: {title}</span>
                    </Button>
                  </PostForm>
                )}
              </li>
            ))}
          </ul>
          <h2 className="govuk-heading-m">Issues</h2>
          <ul className="govuk-list">
            {archive.map(({ day, status, note }) => (
              <li key={day}>
                <a className="govuk-link" href={`/association/briefing/${day}`}>
                  {longDate(day)}
                </a>
                {status === 'sending' && ': going out'}
                {note !== null && <div className="govuk-hint govuk-!-margin-bottom-0">{note}</div>}
              </li>
            ))}
          </ul>
          {later.length > 0 && (
            <p className="govuk-body">After the next one: {later.map(({ day }) => shortDate(day)).join(', ')}.</p>
          )}
        </div>
      </div>
    </>
  )
}
