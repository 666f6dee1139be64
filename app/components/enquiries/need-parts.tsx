import type { ReactNode } from 'react'
import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import { Paragraphs } from '#app/components/offerings/offering-parts.tsx'
import type { NeedPage, Party, QuestionShown } from '#services/enquiries/index.ts'

/** What was asked, in the service's words and in ours. */
export const NeedSummary = ({ need, more = [] }: { need: NeedPage; more?: { key: string; value: ReactNode }[] }) => {
  const { words, facts, host, askedBy, askedOn } = need
  return (
    <SummaryList
      rows={[
        { key: 'What is needed', value: <Paragraphs text={words} /> },
        ...facts.map(({ key, value }) => ({ key, value })),
        {
          key: 'Asked by',
          value: (
            <>
              {askedBy},{' '}
              <a className="govuk-link" href={host.href}>
                {host.name}
              </a>
            </>
          ),
        },
        { key: 'Asked on', value: longDate(askedOn) },
        ...more,
      ]}
    />
  )
}

/** Who agrees terms with whom, once an offer is chosen. */
export const BothSides = ({ parties }: { parties: readonly Party[] }) => (
  <SummaryList
    rows={parties.map((party) => ({
      key: party.name,
      value: party.people.map(({ name, address }) => (
        <p key={name} className="govuk-body">
          {name}
          {address !== null && (
            <>
              <br />
              <a className="govuk-link" href={`mailto:${address}`}>
                {address}
              </a>
            </>
          )}
        </p>
      )),
    }))}
  />
)

const AnswerQuestion = ({ question, isFirst }: { question: QuestionShown; isFirst: boolean }) => {
  const form = useForm({}, 'answer-question')
  // A page with several questions has a form for each: what was typed comes back to the one it was typed in.
  const isTyped = form.reply?.values.id?.[0] === question.id
  const { error, defaultValue } = form.text('answer')
  return (
    <PostForm intent="answer-question">
      <input type="hidden" name="id" value={question.id} />
      <CharacterCount
        name="answer"
        id={isTyped || (isFirst && !form.isTyped) ? 'answer' : `answer-${question.id}`}
        defaultValue={isTyped ? defaultValue : undefined}
        error={isTyped ? error : undefined}
        label="Your answer, to everybody you asked"
        labelSize="s"
        maxLength={1000}
        threshold={75}
        rows={3}
      />
      <Button variant="secondary" preventDoubleClick>
        Answer for all
      </Button>
    </PostForm>
  )
}

/** Questions and answers, as everybody who was asked reads them; nobody reads whose they are. */
export const Questions = ({ need }: { need: NeedPage }) => {
  const { questions, side } = need
  const form = useForm({}, 'ask-question')
  const mayAsk = side === 'provider' && need.mayQuestion
  const mayAnswer = side === 'host' && need.isOpen
  const waiting = questions.find(({ answer }) => answer === null)
  if (questions.length === 0 && !mayAsk) return null
  return (
    <section aria-labelledby="questions">
      <h2 className="govuk-heading-m" id="questions">
        Questions and answers
      </h2>
      {questions.length > 0 && (
        <p className="govuk-body">Everybody who was asked reads these. Nobody reads who asked.</p>
      )}
      {questions.map((question) => (
        <div key={question.id} className="app-question">
          <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
            {question.isOwn ? 'You asked' : 'One of those asked'}, {longDate(question.askedOn)}
          </h3>
          <Paragraphs text={question.text} />
          {question.answer !== null ? (
            <div className="govuk-inset-text govuk-!-margin-top-0">
              <p className="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">
                {need.host.name} answers{question.answeredOn === null ? '' : `, ${longDate(question.answeredOn)}`}
              </p>
              <Paragraphs text={question.answer} />
            </div>
          ) : mayAnswer ? (
            <AnswerQuestion question={question} isFirst={question === waiting} />
          ) : (
            <p className="govuk-body">No answer yet.</p>
          )}
        </div>
      ))}
      {mayAsk && (
        <Details summary="Ask a question before you answer" open={form.isTyped}>
          <PostForm intent="ask-question">
            <input type="hidden" name="enquiry" value={need.answers[0]?.id} />
            <CharacterCount
              {...form.text('question')}
              label="Your question"
              labelSize="s"
              hint="Everybody who was asked reads the question and its answer, without your name. Do not say who you are."
              maxLength={1000}
              threshold={75}
              rows={3}
            />
            <Button variant="secondary" className="govuk-!-margin-bottom-0" preventDoubleClick>
              Send question
            </Button>
          </PostForm>
        </Details>
      )}
    </section>
  )
}
