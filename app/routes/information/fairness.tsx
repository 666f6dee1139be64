import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { InformationPage } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { DataTable } from '#app/components/table/data-table.tsx'
import { getCtx } from '#app/http/actor.ts'
import { clocks, enoughToShow, fairnessNumbers, type KindNumbers, kinds } from '#services/fairness/index.ts'

export const meta = () => pageTitle('Fair process')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  return {
    numbers: await fairnessNumbers(ctx),
    clocks,
    enoughToShow,
    policy: Object.values(kinds).map(({ title, reasons, outcomes, deciders }) => ({
      title,
      deciders,
      isDecided: outcomes.some(({ effect }) => effect !== 'recommend'),
      reasons: reasons.map(({ says }) => says),
      outcomes: outcomes.map(({ says }) => says),
    })),
  }
}

const fewer = (count: number | null, least: number) => (count === null ? `fewer than ${least}` : String(count))

export default function Fairness() {
  const { numbers, clocks, enoughToShow, policy } = useLoaderData<typeof loader>()
  return (
    <InformationPage title="Fair process">
      <p className="govuk-body-l">
        Whoever is hurt by a rating, a decision, an offer or a colleague gets an answer with reasons, from somebody
        without a stake in it, by a day. Whoever is complained about is heard first.
      </p>
      <h2 className="govuk-heading-m">What happens, and by when</h2>
      <ol className="govuk-list govuk-list--number">
        <li>Somebody brings it, for a reason of a closed list. They hear at once that we have it.</li>
        <li>
          Within {clocks.draw} working days it is drawn by rule to one or two people: without a conflict of interest, of
          neither region, with no part in it before. Nobody chooses them, and nobody is told who they are.
        </li>
        <li>
          Both sides have {clocks.statements} working days to say how they see it. They read each other’s statements at
          the same moment.
        </li>
        <li>
          It is decided within {clocks.decide} working days of being brought, with reasons. Where two decide and differ,
          a third is drawn. Both sides are told at once, and what was decided is carried out.
        </li>
        <li>
          Either side can appeal once within {clocks.appeal} days: the procedure was not followed, there is something
          new, or the decision is plainly unreasonable. Others decide.
        </li>
      </ol>
      <p className="govuk-body">
        Until it is decided, words that could tell who somebody is can be hidden, and somebody can be suspended where
        children may be at risk, or for dishonesty or conduct. That ends by itself within {clocks.measure} working days
        unless it is renewed with a reason, {clocks.renewals} times at most.
      </p>
      <p className="govuk-body">
        If a child may be at risk, call 999, or tell the designated officer (LADO) of the council where the child lives.
        This is not the place for it.
      </p>
      {policy.map(({ title, reasons, outcomes, deciders, isDecided }) => (
        <section key={title}>
          <h2 className="govuk-heading-m">{title}</h2>
          <p className="govuk-body">
            {isDecided ? 'Decided' : 'Nobody decides: recommended'} by {deciders === 1 ? 'one person' : 'two people'}.
          </p>
          <div className="govuk-grid-row">
            <div className="govuk-grid-column-one-half">
              <h3 className="govuk-heading-s">Reasons</h3>
              <ul className="govuk-list govuk-list--bullet">
                {reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </div>
            <div className="govuk-grid-column-one-half">
              <h3 className="govuk-heading-s">Outcomes</h3>
              <ul className="govuk-list govuk-list--bullet">
                {outcomes.map((outcome) => (
                  <li key={outcome}>{outcome}</li>
                ))}
              </ul>
            </div>
          </div>
        </section>
      ))}
      <h2 className="govuk-heading-m" id="numbers">
        How it performs
      </h2>
      <p className="govuk-body">
        Counted in batches of {enoughToShow}, so that no two days tell of one person. An outcome is shown when none of
        its kind is rarer than {enoughToShow}.
      </p>
      <DataTable
        caption="What was decided so far"
        rows={numbers}
        rowId={({ kind }: KindNumbers) => kind}
        empty="Nothing yet."
        columns={[
          { id: 'kind', header: 'Kind', isRowHeader: true, cell: ({ title }) => title },
          { id: 'decided', header: 'Decided', cell: ({ decided }) => fewer(decided, enoughToShow) },
          {
            id: 'median',
            header: 'Days, median',
            cell: ({ medianDays }) => (medianDays === null ? 'Not shown' : String(medianDays)),
          },
          { id: 'late', header: 'Late', cell: ({ late }) => (late === null ? 'Not shown' : String(late)) },
          {
            id: 'outcomes',
            header: 'Outcomes',
            cell: ({ outcomes }) =>
              outcomes === null ? 'Not shown' : outcomes.map(({ says, count }) => `${says}: ${count}`).join('; '),
          },
        ]}
      />
    </InformationPage>
  )
}
