import type { ReactNode } from 'react'
import { Checkboxes } from '#app/components/govuk/checkboxes.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Select, type SelectOption } from '#app/components/govuk/select.tsx'
import { Filter } from '#app/components/moj/filter.tsx'
import type { Facets } from '#services/offerings/index.ts'

type Choice = { value: string; label: string }

/** The questions of the filter with their answers, in their order. */
type CatalogueChoices = {
  themes: readonly Choice[]
  from: readonly Choice[]
  basis: readonly Choice[]
  delivery: readonly Choice[]
  kind: readonly Choice[]
  region: readonly Choice[]
  has: readonly Choice[]
  price: readonly Choice[]
  within: readonly Choice[]
}

const groups = [
  { name: 'has', heading: 'Dates and quality mark' },
  { name: 'from', heading: 'Who offers' },
  { name: 'basis', heading: 'Basis' },
  { name: 'delivery', heading: 'Delivery' },
  { name: 'kind', heading: 'Kind' },
  { name: 'region', heading: 'Region' },
] as const

/** "12", "12 or more", as beside a choice. */
const counted = ({ counts, isAtLeast }: Facets, name: string, value: string): string => {
  const count = (counts[`${name}=${value}`] ?? 0).toLocaleString('en-GB')
  return isAtLeast ? `${count} or more` : count
}

/** The page without one value of one parameter, and from its beginning. */
const without = (params: URLSearchParams, name: string, value: string) => {
  const rest = [...params].filter(([key, each]) => key !== 'page' && !(key === name && each === value))
  return rest.length === 0 ? '/offerings' : `/offerings?${new URLSearchParams(rest)}`
}

type Props = {
  params: URLSearchParams
  choices: CatalogueChoices
  facets: Facets
  /** From where miles are measured; null where that is not known. */
  near: { code: string; name: string } | null
}

/** What the catalogue is narrowed by, each with a way to take it out again. */
export const CatalogueFilterForm = ({ params, choices, facets, near }: Props) => {
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
    { heading: 'Price', items: tagsOf('price', choices.price) },
    { heading: 'Miles', items: near === null ? [] : tagsOf('within', choices.within) },
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
        options={choices.themes.map(
          ({ value, label }): SelectOption => ({
            value,
            text: value === '' || theme !== '' ? label : `${label} (${counted(facets, 'theme', value)})`,
          }),
        )}
        groupClassName="govuk-!-margin-bottom-4"
      />
      <Select
        name="price"
        label="Costs at most"
        labelSize="s"
        defaultValue={params.get('price') ?? ''}
        options={choices.price.map(
          ({ value, label }): SelectOption => ({
            value,
            text: value === '' ? label : `${label} (${counted(facets, 'price', value)})`,
          }),
        )}
        groupClassName="govuk-!-margin-bottom-4"
      />
      {near !== null && (
        <>
          <input type="hidden" name="near" value={near.code} />
          <Select
            name="within"
            label={`Miles from ${near.name}`}
            labelSize="s"
            defaultValue={params.get('within') ?? ''}
            options={choices.within.map(({ value, label }): SelectOption => ({ value, text: label }))}
            groupClassName="govuk-!-margin-bottom-4"
          />
        </>
      )}
      {groups.map(({ name, heading }) => (
        <Group key={name} heading={heading} isOpen={params.has(name)}>
          <Checkboxes
            name={name}
            legend={heading}
            legendClassName="govuk-visually-hidden"
            isSmall
            items={choices[name].map(({ value, label }) => ({
              value,
              label: `${label} (${counted(facets, name, value)})`,
            }))}
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
