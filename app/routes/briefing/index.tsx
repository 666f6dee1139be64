import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { getCtx } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { askSchema, askToRead, type BriefingPage, briefingPage } from '#services/briefing/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Briefing')

export const loader = async (args: LoaderFunctionArgs) => orThrow(await briefingPage(await getCtx(args)))

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await getCtx(args)
  const form = await parseForm(args.request, askSchema)
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => askToRead(ctx, form.value, args.context.sourceAddress))
    : form
  return respond(args, result, {
    form,
    to: '/briefing',
    notice: {
      sent: 'Look into your mail',
      next: 'We have written to the address you gave. Press the button behind the link there.',
    },
  })
}

const unfolded = 6

export default function Briefing() {
  const { latest, archive, coming, own } = useLoaderData<typeof loader>()
  const form = useForm({ choice: 'fortnightly' })
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.reply} />
        <h1 className="govuk-heading-l">The briefing</h1>
        <p className="govuk-body-l">
          What is new on the exchange, for each region, every other Thursday at 8 in the morning. Three minutes to read,
          and yours to forward.
        </p>
        {latest !== null && <ButtonLink href={`/briefing/${latest}`}>Read the latest: {longDate(latest)}</ButtonLink>}
        <Coming coming={coming} />
        {own === null ? (
          <>
            <h2 className="govuk-heading-m">Get it by mail</h2>
            <p className="govuk-body">
              Members get it and choose how often{' '}
              <a className="govuk-link" href="/briefing/settings">
                once they are signed in
              </a>
              . Anybody else can have it too; the same form sends you the link by which you change or end it.
            </p>
            <PostForm>
              <Input
                {...form.text('address')}
                type="email"
                label="Your e-mail address"
                autoComplete="email"
                spellCheck={false}
              />
              <Radios
                {...form.text('choice')}
                legend="How often?"
                legendSize="s"
                items={[
                  { value: 'fortnightly', label: 'Every other week' },
                  { value: 'monthly', label: 'Once a month' },
                ]}
              />
              <Button preventDoubleClick>Send me the link</Button>
            </PostForm>
          </>
        ) : (
          <>
            <h2 className="govuk-heading-m">How you get it</h2>
            <p className="govuk-body">
              {ownWords(own)}{' '}
              <a className="govuk-link" href="/briefing/settings">
                Choose how often you get it, and of what
              </a>
            </p>
          </>
        )}
        <h2 className="govuk-heading-m">Issues</h2>
        {archive.length === 0 && <p className="govuk-body">None has gone yet.</p>}
        <Issues issues={archive.slice(0, unfolded)} />
        {archive.length > unfolded && (
          <Details summary="Issues before these">
            <Issues issues={archive.slice(unfolded)} />
          </Details>
        )}
        <p className="govuk-body">
          <a className="govuk-link" href="/briefing/feed">
            Follow it in a feed reader
          </a>
        </p>
      </div>
    </div>
  )
}

const ownWords = ({ choice, isPaused }: NonNullable<BriefingPage['own']>): string => {
  if (isPaused) return 'Your address refused it twice, so nothing goes to you now. Choosing anew starts it again.'
  if (choice === null) return 'You have not chosen yet: members get it every other week.'
  return {
    fortnightly: 'You get it every other week.',
    monthly: 'You get it once a month.',
    none: 'You do not get it.',
  }[choice]
}

const Issues = ({ issues }: { issues: BriefingPage['archive'] }) => (
  <ul className="govuk-list">
    {issues.map(({ day, status, isMonthly, note }) => (
      <li key={day}>
        {status === 'skipped' ? (
          longDate(day)
        ) : (
          <a className="govuk-link" href={`/briefing/${day}`}>
            {longDate(day)}
          </a>
        )}
        {isMonthly && status !== 'skipped' && (
          <>
            {' '}
            (
            <a className="govuk-link" href={`/briefing/${day}?edition=month`}>
              with the month
            </a>
            )
          </>
        )}
        {note !== null && <div className="govuk-hint govuk-!-margin-bottom-0">{note}</div>}
      </li>
    ))}
  </ul>
)

const Coming = ({ coming }: { coming: BriefingPage['coming'] }) => {
  const [next, ...later] = coming
  if (!next) return null
  return (
    <>
      <p className="govuk-body">
        {next.because === null
          ? `The next one goes on ${longDate(next.goesOn)}.`
          : `The issue of ${longDate(next.day)} is late: it goes on ${longDate(next.goesOn)}, because: ${next.because}`}
      </p>
      {later.length > 0 && (
        <Details summary="The days after that">
          <ul className="govuk-list govuk-list--bullet">
            {later.map(({ day, isMonthly }) => (
              <li key={day}>
                {longDate(day)}
                {isMonthly && ', with the month for those who read once a month'}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}
