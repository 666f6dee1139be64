import type { ReactNode } from 'react'
import { Details } from '#app/components/govuk/details.tsx'

type Props = {
  title: string
  headingLevel?: 2 | 3
  /** Where the title leads. */
  href?: string | undefined
  /** Width and height in the picture's own units; on the page it is as wide as its column allows, and no wider than `widest` pixels. */
  size: readonly [number, number]
  widest?: number
  /** The marks, drawn; seen only. */
  children: ReactNode
  /** What the marks mean, in words, between picture and table. */
  legend?: ReactNode
  /** The same figures for reading: a table or a list; left out where the page that the title leads to has them. */
  table?: ReactNode
  /** The figures are folded away until asked for; on paper they are open. */
  isFolded?: boolean
}

/** A picture drawn on the server with what it says beneath. A screen reader is given its title, the legend and the figures. */
export const Picture = (props: Props) => {
  const { title, headingLevel = 3, href, size, widest = 480, children, legend, table, isFolded = false } = props
  const Heading = `h${headingLevel}` as const
  return (
    <section className="app-picture">
      <Heading className={headingLevel === 2 ? 'govuk-heading-m' : 'govuk-heading-s'}>
        {href === undefined ? (
          title
        ) : (
          <a className="govuk-link" href={href}>
            {title}
          </a>
        )}
      </Heading>
      <svg
        className="app-picture__drawing"
        viewBox={`0 0 ${size.join(' ')}`}
        width={widest}
        height={Math.round((widest * size[1]) / size[0])}
        role="img"
        aria-label={table === undefined ? `${title}, drawn` : `${title}. The figures are beneath.`}
      >
        {children}
      </svg>
      {legend !== undefined && <p className="govuk-body-s">{legend}</p>}
      {table === undefined ? null : isFolded ? <Details summary={`${title}: as a table`}>{table}</Details> : table}
    </section>
  )
}

export type Mark = 'full' | 'part' | 'none'

type Drawn = { mark: Mark; x: number; y: number; side: number }

/** A square that is full, half full or empty: told apart by shape, so that it holds in black and white. */
const Square = ({ mark, x, y, side }: Drawn) => (
  <>
    <rect className="app-picture__outline" x={x} y={y} width={side} height={side} />
    {mark === 'full' && <rect x={x} y={y} width={side} height={side} />}
    {mark === 'part' && <path d={`M${x} ${y + side}V${y}L${x + side} ${y + side}z`} />}
  </>
)

/** The same square in a line of words. */
export const SquareInWords = ({ mark }: { mark: Mark }) => (
  <svg className="app-picture__word" viewBox="0 0 16 16" aria-hidden="true">
    <Square mark={mark} x={1} y={1} side={14} />
  </svg>
)
