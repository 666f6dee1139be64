import { dateAndTime } from '#app/components/dates.ts'
import { Tag } from '#app/components/govuk/tag.tsx'
import { SubNavigation } from '#app/components/moj/sub-navigation.tsx'
import { TypedText } from '#app/components/reviews/typed-text.tsx'
import type { ShownEntry } from '#services/fieldwork/index.ts'

const pages = [
  ['programme', 'Programme'],
  ['evidence', 'Evidence'],
  ['wall', 'Wall'],
  ['tonight', 'Tonight'],
  ['findings', 'Findings'],
  ['presentation', 'Presentation'],
] as const

export type FieldworkPage = (typeof pages)[number][0]

/** The way between the pages of the team's work. */
export const FieldworkNav = ({ reference, current }: { reference: string; current: FieldworkPage }) => (
  <SubNavigation
    label="The team’s work"
    items={pages.map(([page, text]) => ({
      text,
      href: `/reviews/${reference}/${page}`,
      isCurrent: page === current,
    }))}
  />
)

/** One entry of the evidence log, as it is read. */
export const EntryView = ({ reference, entry }: { reference: string; entry: ShownEntry }) => (
  <article className="app-entry">
    <p className="govuk-body govuk-!-margin-bottom-1">
      <strong>{entry.kindWords}</strong>
      {entry.isSetAside && (
        <>
          {' '}
          <Tag colour="grey">Set aside</Tag>
        </>
      )}
    </p>
    {entry.isSetAside ? (
      <s>
        <TypedText text={entry.text} />
      </s>
    ) : (
      <TypedText text={entry.text} />
    )}
    <p className="govuk-hint">
      {entry.sourceWords}
      {entry.where !== null && `: ${entry.where}`}. {entry.by}, {dateAndTime(new Date(entry.writtenAt))}
      {entry.isSentLater && ', sent later'}. <EntryLink reference={reference} entry={entry} />
    </p>
  </article>
)

const EntryLink = ({ reference, entry }: { reference: string; entry: ShownEntry }) => (
  <a className="govuk-link" href={`/reviews/${reference}/evidence/${entry.id}`}>
    Open<span className="govuk-visually-hidden"> the entry: {entry.text.slice(0, 60)}</span>
  </a>
)

/** An entry as the choice in a list of checkboxes. */
export const entryChoice = (entry: ShownEntry) => ({
  value: entry.id,
  label: entry.text,
  hint: `${entry.kindWords}. ${entry.sourceWords}${entry.where === null ? '' : `: ${entry.where}`}. ${entry.by}${entry.isSetAside ? '. Set aside' : ''}`,
})

type Voice = { id: string; text: string; gathered: string }

/** What young people ask and say, beside the golden thread. */
export const YoungVoices = ({ voices }: { voices: { questions: readonly Voice[]; views: readonly Voice[] } }) =>
  voices.questions.length + voices.views.length === 0 ? null : (
    <div className="govuk-inset-text">
      <VoiceList title="What young people ask" voices={voices.questions} />
      <VoiceList title="What young people make of the result" voices={voices.views} />
    </div>
  )

const VoiceList = ({ title, voices }: { title: string; voices: readonly Voice[] }) =>
  voices.length === 0 ? null : (
    <>
      <h2 className="govuk-heading-s">{title}</h2>
      {voices.map(({ id, text, gathered }) => (
        <div key={id}>
          <TypedText text={text} />
          <p className="govuk-hint">Gathered: {gathered}</p>
        </div>
      ))}
    </>
  )
