import type { ReactNode } from 'react'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select, type SelectOption } from '#app/components/govuk/select.tsx'
import { Filter } from '#app/components/moj/filter.tsx'

type Choice = { value: string; label: string }

/** The questions of the filter with their answers, in their order. */
export type CatalogueChoices = {
  themes: readonly Choice[]
  basis: readonly Choice[]
  delivery: readonly Choice[]
  kind: readonly Choice[]
  region: readonly Choice[]
}

const groups = [
  { name: 'basis', heading: 'Basis' },
  { name: 'delivery', heading: 'Delivery' },
  { name: 'kind', heading: 'Kind' },
  { name: 'region', heading: 'Region' },
] as const

/** The page without one value of one parameter, and from its beginning. */
const without = (params: URLSearchParams, name: string, value: string) => {
  const rest = [...params].filter(([key, each]) => key !== 'page' && !(key === name && each === value))
  return rest.length === 0 ? '/offerings' : `/offerings?${new URLSearchParams(rest)}`
}

/** What the catalogue is narrowed by, each with a way to take it out again. */
export const CatalogueFilterForm = ({ params, choices }: { params: URLSearchParams; choices: CatalogueChoices }) => {
  const q = params.get('q')?.trim() ?? ''
  const theme = params.get('theme') ?? ''
  const sort = params.get('sort')
  const tagsOf = (name: string, known: readonly Choice[]) =>
    known
      .filter(({ value }) => value !== '' && params.getAll(name).includes(value))
      .map(({ value, label }) => ({ text: label, removeHref: without(params, name, value) }))
  const selected = [
    { heading: 'Words', items: q === '' ? [] : [{ text: q, removeHref: without(params, 'q', params.get('q') ?? '') }] },
    { heading: 'Theme', items: tagsOf('theme', choices.themes) },
    ...groups.map(({ name, heading }) => ({ heading, items: tagsOf(name, choices[name]) })),
  ]
  return (
    <Filter
      selected={selected}
      clearHref="/offerings"
      submit="Show offerings"
      hidden={sort !== null && <input type="hidden" name="sort" value={sort} />}
    >
      <Input
        name="q"
        type="search"
        label="Words"
        labelSize="s"
        hint="Like county lines, or SALT"
        defaultValue={q}
        groupClassName="govuk-!-margin-bottom-4"
      />
      <Select
        name="theme"
        label="Theme"
        labelSize="s"
        defaultValue={theme}
        options={choices.themes.map(({ value, label }): SelectOption => ({ value, text: label }))}
        groupClassName="govuk-!-margin-bottom-4"
      />
      {groups.map(({ name, heading }) => (
        <Group key={name} heading={heading} isOpen={params.has(name)}>
          <Checkboxes
            name={name}
            legend={heading}
            legendClassName="govuk-visually-hidden"
            isSmall
            items={[...choices[name]]}
            defaultValues={params.getAll(name)}
          />
        </Group>
      ))}
    </Filter>
  )
}

const Group = ({ heading, isOpen, children }: { heading: string; isOpen: boolean; children: ReactNode }) => (
  <Details summary={heading} open={isOpen} className="govuk-!-margin-bottom-3">
    {children}
  </Details>
)
