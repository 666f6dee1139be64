import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { longDate } from '#app/components/dates.ts'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Tag } from '#app/components/govuk/tag.tsx'
import { TaskList } from '#app/components/govuk/task-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { answerRows } from '#app/components/vetting/answer-rows.tsx'
import { History } from '#app/components/vetting/history.tsx'
import { Paragraphs } from '#app/components/vetting/paragraphs.tsx'
import { loadOwn } from '#app/http/own-application.ts'
import type { MyApplication } from '#services/vetting/index.ts'

export const meta = () => pageTitle('Your application')

export const loader = (args: LoaderFunctionArgs) => loadOwn(args)

export default function Application() {
  const application = useLoaderData<typeof loader>()
  const { ref, answers, standing, isEditable, history } = application
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <span className="govuk-caption-l">
          {ref}: {answers.roleName}
        </span>
        <h1 className="govuk-heading-l">Your application to the bank</h1>
        <p className="govuk-body">
          <Tag colour={isEditable ? 'yellow' : 'blue'}>{application.statusWord}</Tag>
        </p>
        <p className="govuk-body-l">{standing.now}</p>
        <p className="govuk-body">{standing.next}</p>
        {application.reasons !== null && (
          <InsetText>
            <h2 className="govuk-heading-s">
              {application.status === 'more_information' ? 'What we need' : 'The reasons'}
            </h2>
            <Paragraphs text={application.reasons} />
            {application.appealBy !== null && (
              <p className="govuk-body">
                You can appeal once, until the end of {longDate(application.appealBy)}:{' '}
                <a className="govuk-link" href={`/concerns/new?about=application&id=${application.ref}`}>
                  appeal the decision
                </a>
                .
              </p>
            )}
          </InsetText>
        )}
        <Conditions conditions={application.conditions} />
        {isEditable ? <Tasks application={application} /> : <Sent application={application} />}
        {!isEditable && <History happenings={history} />}
        {application.mayWithdraw && (
          <p className="govuk-body">
            <a className="govuk-link" href={`/apply/${ref}/withdraw`}>
              Withdraw this application
            </a>
          </p>
        )}
      </div>
    </div>
  )
}

const Conditions = ({ conditions }: Pick<MyApplication, 'conditions'>) =>
  conditions.length === 0 ? null : (
    <>
      <h2 className="govuk-heading-m">Conditions</h2>
      <SummaryList rows={conditions.map(({ text, dueOn }) => ({ key: `By ${longDate(dueOn)}`, value: text }))} />
    </>
  )

const Tasks = ({ application: { ref, parts, missing } }: { application: MyApplication }) => {
  const done = parts.filter(({ isDone }) => isDone).length
  return (
    <>
      <h2 className="govuk-heading-m">
        {done} of {parts.length} parts done
      </h2>
      <TaskList
        items={parts.map(({ part, title, isDone }) => ({
          title,
          href: `/apply/${ref}/${part}`,
          status: isDone ? 'Done' : <Tag colour="blue">To do</Tag>,
        }))}
      />
      {missing.length === 0 ? (
        <p className="govuk-body">Everything is filled in.</p>
      ) : (
        <Details summary="What is still missing">
          <ul className="govuk-list govuk-list--bullet">
            {missing.map(({ part, say }) => (
              <li key={say}>
                <a className="govuk-link" href={`/apply/${ref}/${part}`}>
                  {say}
                </a>
              </li>
            ))}
          </ul>
        </Details>
      )}
      <ButtonLink href={`/apply/${ref}/check`}>Check your answers and send</ButtonLink>
    </>
  )
}

const Sent = ({ application: { ref, references, answers } }: { application: MyApplication }) => (
  <>
    <h2 className="govuk-heading-m">Your referees</h2>
    <SummaryList
      rows={references.map(({ id, name, receivedOn, hasDeclined, respondBy, isOverdue, mayBeReplaced }) => ({
        key: name,
        value:
          receivedOn !== null
            ? `Answered on ${longDate(receivedOn)}`
            : hasDeclined
              ? 'Cannot give a reference: name somebody else'
              : respondBy === null
                ? 'Not asked'
                : isOverdue
                  ? `Had until ${longDate(respondBy)} and has not answered`
                  : `Asked to answer by ${longDate(respondBy)}`,
        actions: mayBeReplaced
          ? [{ text: 'Name somebody else', href: `/apply/${ref}/referees/${id}`, hiddenText: `instead of ${name}` }]
          : undefined,
      }))}
    />
    <Details summary="What you told us">
      <SummaryList rows={answerRows(answers, references)} />
    </Details>
  </>
)
