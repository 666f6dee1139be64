import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { PanelSeen, PlaceSeen } from '#services/vetting/index.ts'
import { Paragraphs } from './paragraphs.tsx'
import { viewNames } from './view-names.ts'

const hidden = 'Recorded. Shown when everybody on the panel has recorded a view.'

const answer = ({ recordedOn, dueOn, view }: PlaceSeen) => {
  if (recordedOn === null) return dueOn === null ? 'Awaited' : `Awaited, by ${longDate(dueOn)}`
  return view === null ? hidden : viewNames[view]
}

const stateSays: Record<Exclude<PanelSeen['state'], 'agreed'>, string> = {
  waiting: 'Views are hidden from everybody else until all of them are recorded.',
  split: 'The first two views differ, so a third assessor is wanted.',
  open: 'Three assessors took three views. The decision must be one of them.',
}

/** "Two of three say “approve”, so the panel’s view is: approve." */
export const howAgreed = ({ places, view }: Pick<PanelSeen, 'places' | 'view'>): string => {
  if (view === null) return 'The panel has come to a view.'
  const name = viewNames[view].toLowerCase()
  const isUnanimous = places.every((place) => place.view === view)
  const who = !isUnanimous ? 'Two of three' : places.length === 2 ? 'Both assessors' : 'All three assessors'
  return `${who} say “${name}”, so the panel’s view is: ${name}.`
}

/** Who is on the panel and how far each has come; views and reasons only where this reader was given them. */
export const PanelViews = ({ panel }: { panel: PanelSeen }) => (
  <>
    <h2 className="govuk-heading-m">The panel</h2>
    {panel.third !== null && (
      <p className="govuk-body">The two views differ, so a third assessor was asked on {longDate(panel.third.on)}.</p>
    )}
    <p className="govuk-body">{panel.state === 'agreed' ? howAgreed(panel) : stateSays[panel.state]}</p>
    {panel.places.map((place) => (
      <SummaryList
        key={place.assessorId}
        card={{ title: place.isOwn ? `${place.name} (you)` : place.name, headingLevel: 3 }}
        rows={[
          { key: 'View', value: answer(place) },
          place.reasons !== null && { key: 'Reasons', value: <Paragraphs text={place.reasons} /> },
          place.recordedOn !== null && { key: 'Recorded', value: longDate(place.recordedOn) },
        ]}
      />
    ))}
  </>
)
