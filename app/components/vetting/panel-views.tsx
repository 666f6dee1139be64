import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { PanelSeen, PlaceSeen } from '#services/vetting/panel-view.ts'
import { Paragraphs } from './paragraphs.tsx'
import { viewNames } from './view-names.ts'

const hidden = 'Recorded. Shown when everybody on the panel has recorded a view.'

const answer = ({ recordedOn, dueOn, view }: PlaceSeen) => {
  if (recordedOn === null) return dueOn === null ? 'Awaited' : `Awaited, by ${longDate(dueOn)}`
  return view === null ? hidden : viewNames[view]
}

const stateSays: Record<PanelSeen['state'], string> = {
  waiting: 'Views are hidden from everybody else until all of them are recorded.',
  split: 'The first two views differ, so a third assessor is wanted.',
  agreed: 'The panel has come to a view.',
  open: 'Three assessors took three views. The decision must be one of them.',
}

/** Who is on the panel and how far each has come; views and reasons only where this reader was given them. */
export const PanelViews = ({ panel }: { panel: PanelSeen }) => (
  <>
    <h2 className="govuk-heading-m">The panel</h2>
    <p className="govuk-body">{stateSays[panel.state]}</p>
    <div className="govuk-grid-row">
      {panel.places.map((place) => (
        <div key={place.assessorId} className="govuk-grid-column-one-half">
          <SummaryList
            card={{ title: place.isOwn ? `${place.name} (you)` : place.name, headingLevel: 3 }}
            rows={[
              { key: 'View', value: answer(place) },
              place.reasons !== null && { key: 'Reasons', value: <Paragraphs text={place.reasons} /> },
              place.recordedOn !== null && { key: 'Recorded', value: longDate(place.recordedOn) },
            ]}
          />
        </div>
      ))}
    </div>
  </>
)
