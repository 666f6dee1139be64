import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import { money } from '#services/core/words.ts'
import type { DeskPage } from '#services/fairness/index.ts'

/** What somebody who was drawn reads besides, and decides. */
export const DecideForm = ({ page }: { page: DeskPage }) => (
  <>
    <Signs page={page} />
    <Dispute page={page} />
    {page.waitsForStatements && (
      <InsetText>
        You read what both sides say when both have spoken, or their time is up: at the same moment as they do.
      </InsetText>
    )}
    {page.own !== null && (
      <InsetText>
        <p className="govuk-body">You have recorded your view. Nobody else reads it before all are in.</p>
        {page.own.map(({ outcome, reasons }, at) => (
          <p className="govuk-body app-kept-line-breaks" key={`${outcome} ${reasons}`}>
            {page.outcomes[at]?.outcomes.find(({ code }) => code === outcome)?.says}: {reasons}
          </p>
        ))}
      </InsetText>
    )}
    {page.mayDecide && <ViewForm page={page} />}
    {page.mayAsk && <AskForm page={page} />}
    {page.lookedAt !== null && <LookedAt isShown={page.lookedAt} />}
    {page.mayStandDown && (
      <Details summary="You have a stake in it">
        <PostForm intent="stand-down">
          <p className="govuk-body">Stand down, and somebody else is drawn at once. Nobody is told why.</p>
          <Button variant="secondary" preventDoubleClick>
            Stand down
          </Button>
        </PostForm>
      </Details>
    )}
  </>
)

const LookedAt = ({ isShown }: { isShown: boolean }) => (
  <Details summary="Its quality mark">
    <PostForm intent="looked-at">
      <input type="hidden" name="isShown" value={isShown ? 'no' : 'yes'} />
      <p className="govuk-body">
        {isShown
          ? 'Everybody reads beside the mark that it is being looked at. That ends with your decision.'
          : 'The mark is shown as in force, and nobody reads of this. If people who book should know, let them read that it is being looked at; nothing else is said.'}
      </p>
      <Button variant="secondary" preventDoubleClick>
        {isShown ? 'Show the mark as before' : 'Say that it is being looked at'}
      </Button>
    </PostForm>
  </Details>
)

const goesTo = [
  { value: 'confirmed', label: 'The work counts as delivered' },
  { value: 'agreed', label: 'The work goes on as agreed' },
  { value: 'delivered', label: 'The host looks at it once more' },
  { value: 'cancelled', label: 'The work is called off' },
]

/** What both sides of a dispute said, for whoever mediates. */
const Dispute = ({ page }: { page: DeskPage }) =>
  page.dispute === null ? null : (
    <section aria-labelledby="dispute">
      <h2 className="govuk-heading-m" id="dispute">
        What both sides say
      </h2>
      {page.dispute.statements.map(({ by, text }) => (
        <div key={by}>
          <h3 className="govuk-heading-s">{by}</h3>
          <p className="govuk-body app-kept-line-breaks">{text ?? 'Has said nothing in the time there was.'}</p>
        </div>
      ))}
    </section>
  )

const Signs = ({ page }: { page: DeskPage }) => (
  <>
    {page.signs.length > 0 && (
      <section aria-labelledby="signs">
        <h2 className="govuk-heading-m" id="signs">
          What dates and statistics say
        </h2>
        <p className="govuk-body">For you to weigh. Nothing follows from them by itself.</p>
        <ul className="govuk-list govuk-list--bullet">
          {page.signs.map((sign) => (
            <li key={sign}>{sign}</li>
          ))}
        </ul>
      </section>
    )}
    {page.privateWords.length > 0 && (
      <section aria-labelledby="private">
        <h2 className="govuk-heading-m" id="private">
          What hosts said in private
        </h2>
        {page.privateWords.map(({ on, text }) => (
          <p className="govuk-body app-kept-line-breaks" key={`${on} ${text}`}>
            {text}
          </p>
        ))}
      </section>
    )}
  </>
)

const ViewForm = ({ page }: { page: DeskPage }) => {
  const form = useForm({}, 'view')
  return (
    <PostForm intent="view">
      <h2 className="govuk-heading-m">Your view</h2>
      <p className="govuk-body">
        The letter to both sides writes itself from what you choose and your reasons. Marks of a rating never change.
      </p>
      {page.outcomes.map(({ position, outcomes }, at) => {
        const needsDay = outcomes.some(({ day }) => day === 'named')
        return (
          <div key={position}>
            <Radios
              {...form.text(`points[${at}].outcome`)}
              legend={page.outcomes.length > 1 ? `What do you find on point ${position}?` : 'What do you find?'}
              legendSize="s"
              items={outcomes.map(({ code, says }) => ({ value: code, label: says }))}
            />
            {needsDay && (
              <DateInput
                {...form.date(`points[${at}].until`)}
                legend="By or until which day?"
                hint="Where what you choose has a day."
                legendSize="s"
              />
            )}
            {page.dispute !== null && (
              <>
                <Radios
                  {...form.text(`points[${at}].to`)}
                  legend="What becomes of the work?"
                  legendSize="s"
                  items={goesTo}
                />
                <Input
                  {...form.text(`points[${at}].total`)}
                  label="The price in all"
                  labelSize="s"
                  hint={`The terms say ${money(page.dispute.totalPence)}. It can be less.`}
                  prefix="£"
                  width={5}
                  inputMode="decimal"
                />
              </>
            )}
            <CharacterCount
              {...form.text(`points[${at}].reasons`)}
              label="Why?"
              labelSize="s"
              hint="Both sides read this, word for word. At least 40 characters."
              maxLength={4000}
              threshold={75}
            />
          </div>
        )
      })}
      <Button preventDoubleClick>Record your view</Button>
    </PostForm>
  )
}

const AskForm = ({ page }: { page: DeskPage }) => {
  const form = useForm({}, 'ask')
  return (
    <Details summary="Ask one question first" open={form.isTyped}>
      <PostForm intent="ask">
        <Radios
          {...form.text('toSide')}
          legend="Whom do you ask?"
          legendSize="s"
          items={page.sides.map(({ side, names }) => ({ value: side, label: names.join(', ') }))}
        />
        <CharacterCount
          {...form.text('question')}
          label="Your question"
          labelSize="s"
          hint="Both sides read question and answer. There can be two in all."
          maxLength={1000}
          threshold={75}
        />
        <Button variant="secondary" preventDoubleClick>
          Ask
        </Button>
      </PostForm>
    </Details>
  )
}
