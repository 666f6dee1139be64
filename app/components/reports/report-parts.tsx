import { dateAndTime } from '#app/components/dates.ts'
import { counted } from '#services/core/words.ts'

export const stateColours = { drafting: 'blue', with_host: 'yellow', answering: 'orange', final: 'green' } as const

/** "Sam opened this part 6 minutes ago": a notice, which lapses by itself. */
export const OpenNotice = ({ open }: { open: readonly { name: string; minutes: number }[] }) =>
  open.map(({ name, minutes }) => (
    <p className="govuk-hint govuk-!-margin-bottom-1" key={name}>
      {name} opened this part {minutes < 1 ? 'just now' : `${counted(minutes, 'minute')} ago`}.
    </p>
  ))

/** Who saved something and when; what nobody has edited was put together from the findings. */
export const savedWords = ({ by, at }: { by: string | null; at: Date | string }) =>
  by === null ? 'Put together from the findings' : `Saved by ${by}, ${dateAndTime(new Date(at))}`
