import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button, ButtonGroup, ButtonLink } from '#app/components/govuk/button.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { ThemeText } from '#app/components/vetting/answer-rows.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { removeTheme, removeThemeSchema, themeLimits } from '#services/vetting/index.ts'

export const meta = () => pageTitle('What you know, with evidence')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = await loadDraft(args)
  return { ref, version, themes: answers.themes, limits: themeLimits }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, removeThemeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => removeTheme(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/apply/${ref}/themes`, notice: 'The theme is taken out.' })
}

export default function Themes() {
  const { ref, version, themes, limits } = useLoaderData<typeof loader>()
  const form = useForm()
  return (
    <>
      <BackLink href={`/apply/${ref}`} />
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.reply} />
          <span className="govuk-caption-l">Application {ref}</span>
          <h1 className="govuk-heading-l">What you know, with evidence</h1>
          <p className="govuk-body">
            Choose {limits.atLeast} to {limits.atMost} themes. Services are matched with you on these, so choose what
            you would stand up for in front of another head of service.
          </p>
          {themes.map((theme) => (
            <SummaryList
              key={theme.code}
              card={{
                title: theme.name,
                headingLevel: 2,
                actions: [{ text: 'Change', href: `/apply/${ref}/themes/${theme.code}`, hiddenText: theme.name }],
              }}
              rows={[
                { key: 'Evidence', value: <ThemeText theme={theme} /> },
                { key: 'Remove', value: <RemoveForm version={version} code={theme.code} name={theme.name} /> },
              ]}
            />
          ))}
          <ButtonGroup>
            {themes.length < limits.atMost && (
              <ButtonLink
                href={`/apply/${ref}/themes/add`}
                variant={themes.length < limits.atLeast ? undefined : 'secondary'}
              >
                {themes.length === 0 ? 'Add a theme' : 'Add another theme'}
              </ButtonLink>
            )}
            {themes.length >= limits.atLeast && <ButtonLink href={`/apply/${ref}`}>Continue</ButtonLink>}
          </ButtonGroup>
        </div>
      </div>
    </>
  )
}

const RemoveForm = ({ version, code, name }: { version: number; code: string; name: string }) => (
  <PostForm version={version}>
    <input type="hidden" name="themeCode" value={code} />
    <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
      Remove<span className="govuk-visually-hidden"> {name}</span>
    </Button>
  </PostForm>
)
