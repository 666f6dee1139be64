import { dateAndTime, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Textarea } from '#app/components/govuk/textarea.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { ConflictPage } from '#services/conflicts/index.ts'

const effectWords = {
  block: 'Rules it out',
  manage: 'Has to be managed first',
  note: 'Is noted',
} as const

const withReason = [
  { event: 'mark-false', title: 'It is not so', label: 'What is wrong with its facts?', button: 'Mark as not so' },
  { event: 'reopen', title: 'It is so after all', label: 'Why?', button: 'Take back that it is not so' },
  { event: 'end-mitigation', title: 'End how it is managed', label: 'Why?', button: 'End the mitigation' },
] as const

const withMitigation = [
  { event: 'manage', title: 'Manage it', button: 'Manage the conflict' },
  { event: 'renew', title: 'Look at it again', button: 'Renew until then' },
] as const

type Props = {
  page: ConflictPage
  /** The reference of the case. */
  caption: string
  /** Where it was come from. */
  back: string
}

/** One conflict of interest with its rule, facts and history, and what can be decided about it. */
export const ConflictView = ({ page, caption, back }: Props) => {
  const form = useForm({ mitigation: page.mitigation })
  const may = (event: string) => page.moves.includes(event)
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <BackLink href={back} />
        <FormProblems reply={form.reply} />
        <h1 className="govuk-heading-l">
          <span className="govuk-caption-l">{caption}</span> {page.title}: {page.person}
        </h1>
        <p className="govuk-body">{page.sentence}</p>
        {page.words.map((text) => (
          <InsetText key={text}>
            {page.person} wrote: “{text}”
          </InsetText>
        ))}
        <SummaryList
          rows={[
            { key: 'Where it stands', value: page.statusWord },
            { key: 'What it does', value: effectWords[page.effect] },
            { key: 'Found', value: longDate(page.foundOn) },
            {
              key: 'Counts',
              value: page.countsUntil ? `Until ${longDate(page.countsUntil)}` : 'For as long as it lasts',
            },
            ...(page.applies
              ? [{ key: 'Rule', value: `${page.applies} This is from version ${page.ruleSetVersion} of the rules.` }]
              : []),
            ...(page.mitigation ? [{ key: 'How it is managed', value: page.mitigation }] : []),
            ...(page.reviewOn ? [{ key: 'To be looked at again', value: longDate(page.reviewOn) }] : []),
            ...(page.reason ? [{ key: 'Reason given', value: page.reason }] : []),
          ]}
        />
        {page.isReproduced === true && (
          <p className="govuk-body">
            The check that found it was run again just now on what it saw then, and says the same.
          </p>
        )}
        {page.effect === 'block' && (
          <p className="govuk-body">Nobody can override a block. If its facts are wrong, have them corrected.</p>
        )}
        {may('confirm') && (
          <PostForm intent="confirm">
            <Button variant="secondary">Confirm that it is so</Button>
          </PostForm>
        )}
        {withMitigation
          .filter(({ event }) => may(event) || (event === 'manage' && may('confirm') && page.effect === 'manage'))
          .map(({ event, title, button }) => (
            <section key={event}>
              <h2 className="govuk-heading-m">{title}</h2>
              <PostForm intent={event}>
                <Textarea
                  {...form.text('mitigation')}
                  label="How will it be managed?"
                  hint="For example: another officer reads the request with them, or they stay out of some interviews"
                  rows={3}
                />
                <DateInput
                  {...form.date('reviewOn')}
                  legend="When will it be looked at again?"
                  hint="Within 12 months. Until then they may go on, like 27 3 2027"
                />
                <Button>{button}</Button>
              </PostForm>
            </section>
          ))}
        {withReason
          .filter(({ event }) => may(event))
          .map(({ event, title, label, button }) => (
            <section key={event}>
              <h2 className="govuk-heading-m">{title}</h2>
              <PostForm intent={event}>
                <Textarea {...form.text('reason')} id={`reason-${event}`} label={label} rows={2} />
                <Button variant="secondary">{button}</Button>
              </PostForm>
            </section>
          ))}
        {page.history.length > 0 && (
          <>
            <h2 className="govuk-heading-m">What was decided</h2>
            <ul className="govuk-list govuk-list--bullet">
              {page.history.map((entry) => (
                <li key={`${entry.at} ${entry.to}`}>
                  {dateAndTime(entry.at)}, {entry.by}: {entry.to.toLowerCase()}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}
