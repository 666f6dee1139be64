import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { leaveOutChildren, PartPage } from '#app/components/vetting/part-page.tsx'
import { ThemeSelect } from '#app/components/vetting/theme-select.tsx'
import { getCtx, pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { loadDraft } from '#app/http/own-application.ts'
import { pageNotFound, respond } from '#app/http/respond.ts'
import { themeTree } from '#services/bank/index.ts'
import { once } from '#services/core/once.ts'
import { levels, levelWords, saveTheme, themeSchema } from '#services/vetting/index.ts'

export const meta = () => pageTitle('A theme and your evidence')

export const loader = async (args: LoaderFunctionArgs) => {
  const { ref, version, answers } = await loadDraft(args)
  const code = pathPart(args, 'code')
  const theme = answers.themes.find((one) => one.code === code)
  if (code !== 'add' && !theme) throw pageNotFound()
  const chosen = new Set(answers.themes.map((one) => one.code))
  const branches = await themeTree(await getCtx(args))
  return {
    ref,
    version,
    theme,
    levels: levels.map((level) => ({ value: level, label: levelWords[Number(level)] ?? '' })),
    branches: theme
      ? []
      : branches.map(({ name, children }) => ({
          name,
          themes: children.filter((one) => !chosen.has(one.code)).map((one) => ({ code: one.code, name: one.name })),
        })),
  }
}

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const form = await parseForm(args.request, themeSchema)
  const result = form.ok ? await once(ctx, form.key, (ctx) => saveTheme(ctx, { ...form.value, ref })) : form
  return respond(args, result, { form, to: `/apply/${ref}/themes` })
}

export default function Theme() {
  const { ref, version, theme, levels, branches } = useLoaderData<typeof loader>()
  const form = useForm({ level: theme?.level, evidence: theme?.evidence, lastUsedOn: theme?.lastUsedOn })
  return (
    <PartPage
      form={form}
      reference={ref}
      version={version}
      title={theme?.name ?? 'Add a theme'}
      backHref={`/apply/${ref}/themes`}
    >
      {theme ? (
        <input type="hidden" name="themeCode" value={theme.code} />
      ) : (
        <ThemeSelect {...form.text('themeCode')} label="Theme" branches={branches} />
      )}
      <Radios {...form.text('level')} legend="How well do you know it?" items={levels} />
      <Textarea
        {...form.text('evidence')}
        label="Your evidence"
        hint={`What you did, where and when, and what came of it. At least 40 characters. ${leaveOutChildren}`}
        rows={6}
      />
      <DateInput
        {...form.date('lastUsedOn')}
        legend="When did you last do it? (optional)"
        hint="About the day is enough, for example 1 3 2026."
      />
    </PartPage>
  )
}
