import { Select } from '#app/components/govuk/select.tsx'
import { Filter, type FilterProps } from '#app/components/moj/filter.tsx'
import { changeParams } from '#app/components/table/url-state.ts'

type Option = { value: string; text: string }

export type BankFilterOptions = { name: 'role' | 'theme' | 'region' | 'basis'; label: string; options: Option[] }[]

type Props = { questions: BankFilterOptions; params: URLSearchParams }

/** Narrows the bank's list; each question's empty answer is "Any". */
export const BankFilter = ({ questions, params }: Props) => {
  const selected = questions.flatMap(({ name, label, options }): NonNullable<FilterProps['selected']>[number][] => {
    const chosen = options.find((option) => option.value === params.get(name))
    if (!chosen) return []
    return [
      {
        heading: label,
        items: [{ text: chosen.text, removeHref: changeParams(params, { [name]: null, page: null }) }],
      },
    ]
  })
  return (
    <Filter selected={selected} clearHref="/bank">
      {questions.map(({ name, label, options }) => (
        <Select
          key={name}
          name={name}
          label={label}
          options={[{ value: '', text: 'Any' }, ...options]}
          defaultValue={params.get(name) ?? ''}
        />
      ))}
    </Filter>
  )
}
