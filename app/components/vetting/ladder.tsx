import { ButtonLink } from '#app/components/govuk/button.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import type { LadderStep, WordSaid } from '#services/vetting/index.ts'
import { CoLeadWords } from './co-lead-words.tsx'

const tags = {
  held: { text: 'Yours', colour: 'green' },
  next: { text: 'Next', colour: 'blue' },
  later: { text: 'Later', colour: 'grey' },
} as const

/** The rungs from trainee to facilitator as somebody stands on them, and the way to the next. */
export const Ladder = ({
  steps,
  openRef,
  words,
}: {
  steps: readonly LadderStep[]
  openRef: string | null
  words: readonly WordSaid[]
}) => {
  const next = steps.find(({ state }) => state === 'next')
  return (
    <section aria-labelledby="ladder">
      <h2 className="govuk-heading-m" id="ladder">
        Your way in the bank
      </h2>
      <ol className="govuk-list app-ladder">
        {steps.map(({ role, name, state, asks, does }) => (
          <li key={role} className="app-ladder__rung">
            <strong>{name}</strong> <Tag colour={tags[state].colour}>{tags[state].text}</Tag>
            {state === 'next' && <div>You would {does}.</div>}
            {asks.length > 0 && (
              <ul className="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
                {asks.map(({ says, isMet }) => (
                  <li key={says}>
                    {says}
                    {isMet && ' (enough)'}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      <CoLeadWords words={words} />
      {openRef !== null ? (
        <p className="govuk-body">
          <a className="govuk-link" href={`/apply/${openRef}`}>
            Your application {openRef}
          </a>{' '}
          is open.
        </p>
      ) : (
        next && (
          <>
            <p className="govuk-body">
              An application begins with what is known of you here. Training and reviews elsewhere count too: say so in
              it.
            </p>
            <ButtonLink href={`/apply?role=${next.role}`} variant="secondary">
              Apply for the next role: {next.name.toLowerCase()}
            </ButtonLink>
          </>
        )
      )}
    </section>
  )
}
