import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { getCtx, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { doneReviews } from '#services/reviews/index.ts'
import { applyPage, startApplication, startSchema } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Apply to the bank')

export const loader = async (args: LoaderFunctionArgs) => {
  const page = await applyPage(await getCtx(args))
  const role = new URL(args.request.url).searchParams.get('role')
  return { ...page, wanted: page.rungs.find((rung) => rung.role === role)?.role ?? null }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const form = await parseForm(args.request, startSchema)
  const result = form.ok
    ? await once(ctx, form.key, (ctx) => startApplication(ctx, form.value, { reviewsDone: doneReviews }))
    : form
  return respond(args, result, { form, to: ({ ref }) => `/apply/${ref}` })
}

type Page = Awaited<ReturnType<typeof applyPage>>

export default function Apply() {
  const page = useLoaderData<typeof loader>()
  const form = useForm({ roleSought: page.wanted })
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <FormProblems reply={form.reply} />
        <h1 className="govuk-heading-l">Apply to the bank</h1>
        <p className="govuk-body">
          The bank is the list of experienced managers who review and support youth justice services. Two assessors from
          other regions read every application, and the reasons for each decision are kept.
        </p>
        <h2 className="govuk-heading-m">What you need</h2>
        <ul className="govuk-list govuk-list--bullet">
          <li>2 to 12 themes you know, each with evidence</li>
          <li>the posts you have held in youth justice services; you left the last one at most 3 years ago</li>
          <li>reviewer training in the last 3 years, unless you apply as trainee or mentor</li>
          <li>two referees with their e-mail addresses; we write to them</li>
          <li>your service’s consent to the days you give, or insurance if you charge</li>
          <li>who saw your DBS certificate, when and at what level; we never ask for the certificate</li>
        </ul>
        <p className="govuk-body">No training yet? Apply as a trainee.</p>
        <p className="govuk-body">It takes about an hour. Every page is kept, so you can stop and come back.</p>
        {page.open && <OpenApplication open={page.open} />}
        {!page.isSignedIn && (
          <>
            <ButtonLink href="/sign-in?returnTo=%2Fapply" isStart>
              Sign in to apply
            </ButtonLink>
            <p className="govuk-body">
              Not here yet?{' '}
              <a className="govuk-link" href="/join?for=bank">
                Ask the association to bring you in
              </a>
              . Applying needs no membership and costs nothing.
            </p>
            <p className="govuk-body">
              For an organisation that trains or advises, there is another way:{' '}
              <a className="govuk-link" href="/outside">
                offer as an outside provider
              </a>
              .
            </p>
          </>
        )}
        {page.isSignedIn && !page.open && <StartForm page={page} form={form} />}
        {page.earlier.length > 0 && (
          <DataTable
            caption="Your earlier applications"
            rows={page.earlier}
            rowId={({ ref }) => ref}
            empty="None."
            columns={[
              {
                id: 'ref',
                header: 'Reference',
                cell: ({ ref }) => (
                  <a className="govuk-link" href={`/apply/${ref}`}>
                    {ref}
                  </a>
                ),
                isRowHeader: true,
              },
              { id: 'role', header: 'Role', cell: ({ role }) => role },
              { id: 'result', header: 'Result', cell: ({ statusWord }) => statusWord },
              { id: 'on', header: 'On', cell: ({ on }) => longDate(on) },
            ]}
          />
        )}
      </div>
    </div>
  )
}

const OpenApplication = ({ open }: { open: NonNullable<Page['open']> }) => (
  <InsetText>
    <p className="govuk-body">
      You have an application open, {open.ref}, as {open.role.toLowerCase()}: {open.statusWord.toLowerCase()}.
    </p>
    <a className="govuk-link" href={`/apply/${open.ref}`}>
      {open.status === 'draft' ? 'Continue your application' : 'See where your application stands'}
    </a>
  </InsetText>
)

const StartForm = ({ page, form }: { page: Page; form: ReturnType<typeof useForm> }) => (
  <PostForm>
    <Radios
      {...form.text('roleSought')}
      legend="Which role do you seek?"
      legendSize="m"
      hint="You can change this until you send the application."
      items={page.rungs
        .filter(({ role }) => !page.heldRoles.includes(role))
        .map(({ role, name, does, reviews }) => ({
          value: role,
          label: name,
          hint: `You would ${does}.${reviews ? ` You need ${reviews.atLeast} or more reviews as ${reviews.as}.` : ''}`,
        }))}
    />
    <Button isStart preventDoubleClick>
      Start now
    </Button>
  </PostForm>
)
