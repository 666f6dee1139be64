import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, pageNotFound, respond } from '#app/http/respond.ts'
import {
  findRuleForm,
  previewRules,
  publishRules,
  ruleChangeSchema,
  ruleIds,
  settingsChangeSchema,
  withRuleChanged,
  withSettingsChanged,
} from '#services/conflicts/index.ts'
import { once } from '#services/core/once.ts'

export const meta = () => pageTitle('Change a rule')

export const loader = async (args: LoaderFunctionArgs) => {
  const name = pathPart(args, 'rule')
  return { name, ...orThrow(await findRuleForm(await requireActor(args), name)) }
}

const readChange = async (args: ActionFunctionArgs, ctx: Awaited<ReturnType<typeof requireActor>>) => {
  const name = pathPart(args, 'rule')
  if (name === 'settings') {
    const form = await parseForm(args.request, settingsChangeSchema)
    return { form, next: form.ok ? await withSettingsChanged(ctx, form.value) : form }
  }
  const ruleId = ruleIds.find((id) => id === name)
  if (!ruleId) throw pageNotFound()
  const form = await parseForm(args.request, ruleChangeSchema)
  return { form, next: form.ok ? await withRuleChanged(ctx, ruleId, form.value) : form }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const { form, next } = await readChange(args, ctx)
  if (!form.ok || !next.ok) return respond(args, next, { form, to: '/association/rules' })
  if (form.value.step === 'preview') {
    return data({ values: form.values, errors: {}, banner: null, preview: await previewRules(ctx, next.value) })
  }
  return respond(args, await once(ctx, form.key, (ctx) => publishRules(ctx, next.value, form.value.version)), {
    form,
    to: '/association/rules',
    notice: ({ version }) => `Version ${version} is in force. Everybody is checked again now.`,
  })
}

const effects = [
  { value: 'block', label: 'Block' },
  { value: 'manage', label: 'Must be managed' },
  { value: 'note', label: 'Note' },
  { value: 'none', label: 'Does not apply' },
]

const numbers = [
  { key: 'block', words: 'Blocked' },
  { key: 'manage', words: 'To be managed' },
  { key: 'note', words: 'Noted' },
  { key: 'clear', words: 'Clear' },
] as const

export default function ChangeRule() {
  const { name, version, title, applies, isLengthFixed, lookBack, values } = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()
  const preview = answered && 'preview' in answered ? answered.preview : null
  const form = useForm(values)
  const isSettings = name === 'settings'
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href="/association/rules" />
        <FormProblems reply={form.reply} />
        <h1 className="govuk-heading-l">
          <span className="govuk-caption-l">Change a rule</span> {title}
        </h1>
        {applies && <p className="govuk-body">{applies}</p>}
        {preview && (
          <section aria-labelledby="preview">
            <h2 className="govuk-heading-m" id="preview">
              What would change today
            </h2>
            <DataTable
              caption={`${preview.people} people of the bank against ${preview.cases} open reviews`}
              rows={numbers.map(({ key, words }) => ({
                key,
                words,
                now: preview.now[key],
                after: preview.after[key],
              }))}
              rowId={(row) => row.key}
              empty=""
              columns={[
                { id: 'words', header: 'Pairs', cell: (row) => row.words, isRowHeader: true },
                { id: 'now', header: 'Now', cell: (row) => row.now, isNumeric: true },
                { id: 'after', header: 'With the change', cell: (row) => row.after, isNumeric: true },
              ]}
            />
            {preview.teams.length === 0 ? (
              <p className="govuk-body">Nobody on a team, or asked to join one, would stand differently.</p>
            ) : (
              preview.teams.map((team) => (
                <p className="govuk-body" key={team.ref}>
                  <strong>
                    {team.yotName} ({team.ref})
                  </strong>
                  : {team.changes.join('; ')}.
                </p>
              ))
            )}
          </section>
        )}
        <PostForm>
          <input type="hidden" name="version" value={version} />
          {isSettings ? (
            <>
              <Input
                {...form.text('giftPounds')}
                label="A gift counts above this value"
                prefix="£"
                width={5}
                inputMode="numeric"
              />
              <Input
                {...form.text('declarationMonths')}
                label="A yearly declaration lasts so many months"
                width={3}
                inputMode="numeric"
              />
            </>
          ) : (
            <>
              {isLengthFixed ? (
                <p className="govuk-body">How long it counts is fixed: {lookBack.toLowerCase()}.</p>
              ) : (
                <>
                  <Input
                    {...form.text('length')}
                    label="How long it counts after it has ended"
                    hint="Leave empty if it counts only for as long as it lasts"
                    width={3}
                    inputMode="numeric"
                  />
                  <Radios
                    {...form.text('unit')}
                    legend="Years or months"
                    isSmall
                    items={[
                      { value: 'years', label: 'Years' },
                      { value: 'months', label: 'Months' },
                    ]}
                  />
                </>
              )}
              <Radios {...form.text('review')} legend="On a review" items={effects} isSmall />
              <Radios {...form.text('paidDelivery')} legend="Paid work" items={effects} isSmall />
              <Radios {...form.text('deciding')} legend="When deciding" items={effects} isSmall />
              <Checkboxes
                {...form.choices('isPublic')}
                legend="Register"
                isSmall
                items={[{ value: 'true', label: 'Show it in the public register of interests' }]}
              />
            </>
          )}
          <Textarea {...form.text('reason')} label="Why does it change?" hint="Everybody can read this." rows={3} />
          <div className="govuk-button-group">
            <Button name="step" value="preview" variant={preview ? 'secondary' : undefined}>
              Show what would change
            </Button>
            {preview && (
              <Button name="step" value="publish" preventDoubleClick>
                Publish version {version + 1}
              </Button>
            )}
          </div>
        </PostForm>
      </div>
    </div>
  )
}
