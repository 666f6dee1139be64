import { scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import { longDate } from '#app/components/dates.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import { DataTable } from '#app/components/table/data-table.tsx'
import type { StepOnTheWay } from '#services/core/under-way.ts'
import { listed, uncapitalise } from '#services/core/words.ts'
import { Picture } from './picture.tsx'

/** A step of something that runs through phases, such as a review. ISO days. */
export type ShownStep = StepOnTheWay & {
  /** Who said so. */
  by?: string
}

type Props = {
  title: string
  headingLevel?: 2 | 3
  steps: readonly ShownStep[]
  isFolded?: boolean
  /** The page that has its steps one by one: they are left out here. */
  href?: string
}

const [width, rowHeight, labels, radius] = [300, 44, 96, 8]

/**
 * Where something stands: a line a phase, a mark a step, and in words what comes now, by when and whose turn it is; every step with its day
 * beneath.
 */
export const StepTimeline = ({ title, headingLevel = 2, steps, isFolded, href }: Props) => {
  const phases = [...new Set(steps.map(({ phase }) => phase))]
  const most = Math.max(...phases.map((phase) => steps.filter((step) => step.phase === phase).length))
  const along = scalePoint(
    Array.from({ length: most }, (_, at) => at),
    [labels + radius + 4, width - radius - 4],
  )
  const points = steps.map((step, index) => {
    const row = phases.indexOf(step.phase)
    const at = index - steps.findIndex(({ phase }) => phase === step.phase)
    return { step, x: along(at) ?? 0, y: row * rowHeight + rowHeight / 2 }
  })
  const trail = line<(typeof points)[number]>(
    ({ x }) => x,
    ({ y }) => y,
  )
  return (
    <Picture
      title={title}
      headingLevel={headingLevel}
      size={[width, phases.length * rowHeight]}
      widest={400}
      isFolded={isFolded}
      href={href}
      legend={<Legend steps={steps} />}
      table={href === undefined ? <Steps title={title} steps={steps} /> : undefined}
    >
      {phases.map((phase, row) => (
        <g key={phase}>
          <text x="0" y={row * rowHeight + rowHeight / 2 + 5}>
            {phase}
          </text>
          <path className="app-picture__line" d={trail(points.filter(({ step }) => step.phase === phase)) ?? ''} />
        </g>
      ))}
      {points.map(({ step, x, y }) => (
        <g key={step.title}>
          <title>{step.title}</title>
          <StepMark state={step.state} x={x} y={y} />
        </g>
      ))}
    </Picture>
  )
}

/** Full: done. Crossed: not done, or past and unsaid. Ringed: now. Empty: to come. */
const StepMark = ({ state, x, y }: { state: ShownStep['state']; x: number; y: number }) => {
  if (state === 'done') return <circle cx={x} cy={y} r={radius} />
  const [from, to] = [-radius / 1.4, radius / 1.4]
  return (
    <>
      <circle className="app-picture__blank" cx={x} cy={y} r={radius} />
      {state === 'now' && (
        <>
          <circle cx={x} cy={y} r={radius / 2} />
          <circle className="app-picture__ring" cx={x} cy={y} r={radius + 5} />
        </>
      )}
      {(state === 'unsaid' || state === 'not-done') && (
        <path
          className="app-picture__line"
          d={`M${x + from} ${y + from}L${x + to} ${y + to}M${x + from} ${y + to}L${x + to} ${y + from}`}
        />
      )}
    </>
  )
}

const stateWords = {
  done: 'Done',
  'not-done': 'Not done',
  unsaid: 'Not said to be done',
  now: 'Now',
  'to-come': 'To come',
} as const

const InWords = ({ state }: { state: ShownStep['state'] }) => (
  <span className="app-picture__key">
    <svg className="app-picture__word" viewBox="-14 -14 28 28" aria-hidden="true">
      <StepMark state={state} x={0} y={0} />
    </svg>{' '}
    {stateWords[state]}
  </span>
)

const Legend = ({ steps }: { steps: readonly ShownStep[] }) => {
  const titles = (state: ShownStep['state']) =>
    steps.flatMap((step) => (step.state === state ? uncapitalise(step.title) : []))
  const [undone, unsaid] = [titles('not-done'), titles('unsaid')]
  const [next, then] = steps.filter(({ state }) => state === 'now' || state === 'to-come')
  return (
    <>
      {(['done', 'not-done', 'unsaid', 'now', 'to-come'] as const).map(
        (state) => steps.some((step) => step.state === state) && <InWords key={state} state={state} />,
      )}
      {next && (
        <>
          <br />
          Next: <strong>{uncapitalise(next.title)}</strong>
          {next.on !== null && `, by ${longDate(next.on)}`}
          {next.isLate && ' (late)'}. Whose turn: {uncapitalise(next.who)}.
        </>
      )}
      {undone.length > 0 && ` Not done: ${listed(undone)}.`}
      {unsaid.length > 0 &&
        ` Nobody has said that ${unsaid.length > 1 ? 'these were' : 'this was'} done: ${listed(unsaid)}.`}
      {then && ` Then: ${uncapitalise(then.title)}${then.on === null ? '' : `, by ${longDate(then.on)}`}.`}
    </>
  )
}

const stands = ({ state, isLate, by }: ShownStep) => {
  if (state !== 'now') return by === undefined ? stateWords[state] : `${stateWords[state]}, says ${by}`
  return isLate ? <Tag colour="red">Now, late</Tag> : <Tag colour="blue">Now</Tag>
}

const Steps = ({ title, steps }: { title: string; steps: readonly ShownStep[] }) => (
  <DataTable
    caption={<span className="govuk-visually-hidden">{title}</span>}
    rows={steps}
    rowId={({ title }) => title}
    empty="Nothing yet."
    columns={[
      { id: 'step', header: 'Step', cell: ({ title }) => title, isRowHeader: true },
      { id: 'who', header: 'Whose turn', cell: ({ who }) => who },
      {
        id: 'when',
        header: 'When',
        cell: ({ on, state }) => (on === null ? '' : `${state === 'done' ? '' : 'By '}${longDate(on)}`),
      },
      { id: 'stands', header: 'Stands at', cell: stands },
    ]}
  />
)
