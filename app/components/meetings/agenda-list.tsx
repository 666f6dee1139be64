import type { ReactNode } from 'react'
import { counted } from '#services/core/words.ts'

type Item = { id: string; title: string; minutes: number; who: string; wanted?: string }

/** The agenda in its order; `tools` stands under an item. */
export const AgendaList = <One extends Item>({
  items,
  tools,
}: {
  items: readonly One[]
  tools?: (item: One, at: number) => ReactNode
}) => (
  <ol className="govuk-list govuk-list--number govuk-list--spaced">
    {items.map((item, at) => (
      <li key={item.id}>
        <strong>{item.title}</strong>
        <br />
        {item.who}, {counted(item.minutes, 'minute')}
        {item.wanted ? (
          <>
            <br />
            To decide: {item.wanted}
          </>
        ) : null}
        {tools?.(item, at)}
      </li>
    ))}
  </ol>
)
