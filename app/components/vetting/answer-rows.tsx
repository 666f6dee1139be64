import type { ReactNode } from 'react'
import { dateRange, longDate, monthAndYear } from '#app/components/dates.ts'
import type { SummaryRow } from '#app/components/govuk/summary-list.tsx'
import { distance, money } from '#services/core/words.ts'
import type { Answers, Part, PostAnswer, ReferenceAnswer, ThemeAnswer } from '#services/vetting/index.ts'
import { Paragraphs } from './paragraphs.tsx'

const levelNames = { head: 'head of service', second_tier: 'second tier', manager: 'manager' } as const
const kindNames = { substantive: null, acting: 'acting', interim: 'interim', secondment: 'on secondment' } as const

/** "Leeds Youth Justice Service: Operations manager (second tier, acting), May 2021 to now". */
export const PostLine = ({ post }: { post: PostAnswer }) => {
  const level = levelNames[post.level]
  const said = [post.title.toLowerCase().includes(level) ? null : level, kindNames[post.kind]]
    .filter(Boolean)
    .join(', ')
  const until = post.until === null ? 'now' : monthAndYear(post.until)
  return (
    <>
      {post.yotName}: {post.title}
      {said !== '' && ` (${said})`}, {monthAndYear(post.from)} to {until}
    </>
  )
}

export const ThemeText = ({ theme }: { theme: ThemeAnswer }) => (
  <>
    <p className="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">{theme.levelWord}</p>
    <Paragraphs text={theme.evidence} />
    {theme.lastUsedOn !== null && <p className="govuk-hint">Last done in {monthAndYear(theme.lastUsedOn)}</p>}
  </>
)

const RefereeText = ({ reference }: { reference: ReferenceAnswer }) => (
  <>
    {reference.name}, {reference.email}
    <br />
    {reference.relation}
    {reference.isCommissioner && reference.commissionedOn !== null && (
      <>
        <br />
        Commissioned similar work that ended on {longDate(reference.commissionedOn)}
      </>
    )}
  </>
)

export const InterestLines = ({ answers }: { answers: Answers }) => (
  <ul className="govuk-list govuk-list--bullet">
    {answers.interests.map(({ id, kind, with: party, from, until, note }) => (
      <li key={id}>
        {party}: {kind}
        {from !== null && `, ${until === null ? `since ${monthAndYear(from)}` : dateRange(from, until)}`}
        {note !== null && <p className="govuk-hint govuk-!-margin-bottom-0">{note}</p>}
      </li>
    ))}
  </ul>
)

type Row = { part: Part; key: string; value: ReactNode }

const row = (part: Part, key: string, value: ReactNode): Row => ({ part, key, value: value ?? 'Not given' })
const onDay = (iso: string | null) => iso && longDate(iso)
const text = (typed: string) => (typed === '' ? null : <Paragraphs text={typed} />)

const roleRows = (
  { roleName, rungAsks, trainedOn, reviewsDone, roleEvidence }: Answers,
  reviewsKnown: Readonly<Record<string, number>> | undefined,
): Row[] => [
  row('role', 'Role', roleName),
  ...(rungAsks.training ? [row('role', 'Reviewer training', onDay(trainedOn))] : []),
  ...(rungAsks.reviews ? [row('role', `Reviews as ${rungAsks.reviews.as}`, reviewsDone)] : []),
  ...(rungAsks.reviews && reviewsKnown
    ? [row('role', 'Of these, known to the exchange', reviewsKnown[rungAsks.reviews.role] ?? 0)]
    : []),
  ...(rungAsks.account ? [row('role', 'Training and reviews', text(roleEvidence))] : []),
]

const termsRows = ({ isInKind, consentName, consentOn, dayRatePence, insuranceUntil }: Answers): Row[] => {
  if (!isInKind) {
    return [
      row('time', 'Terms', 'Charges for their time'),
      row('time', 'Day rate', dayRatePence === null ? null : money(dayRatePence)),
      row('time', 'Insured until', onDay(insuranceUntil)),
    ]
  }
  const consent = consentName !== null && consentOn !== null ? `${consentName}, on ${longDate(consentOn)}` : null
  return [
    row('time', 'Terms', 'In kind: gives their time'),
    ...(consent === null ? [] : [row('time', 'The service’s consent', consent)]),
  ]
}

const dbsText = ({ dbsNotNeededBecause, dbsLevelWord, dbsSeenBy, dbsSeenOn }: Answers): ReactNode => {
  if (dbsNotNeededBecause !== null) return `Not needed: ${dbsNotNeededBecause}`
  if (dbsLevelWord === null || dbsSeenOn === null) return null
  return `${dbsLevelWord}, seen by ${dbsSeenBy} on ${longDate(dbsSeenOn)}`
}

const interestsText = (answers: Answers): ReactNode => {
  if (answers.declaredOn === null) return 'Not declared yet'
  const declared = `Declared on ${longDate(answers.declaredOn)}`
  if (answers.interests.length === 0) return `${declared}: none`
  return (
    <>
      <p className="govuk-body">{declared}</p>
      <InterestLines answers={answers} />
    </>
  )
}

const postsText = ({ posts }: Answers): ReactNode =>
  posts.length === 0 ? null : (
    <ul className="govuk-list">
      {posts.map((post) => (
        <li key={post.id}>
          <PostLine post={post} />
        </li>
      ))}
    </ul>
  )

type AnswerOptions = {
  /** The way to change a part, on the applicant's own pages. */
  changeHref?: (part: Part) => string
  /** Reviews that the exchange knows they did, to stand beside what they say. */
  reviewsKnown?: Readonly<Record<string, number>>
}

/** Everything an application says, as rows of a summary list. */
export const answerRows = (
  answers: Answers,
  references: readonly ReferenceAnswer[],
  { changeHref, reviewsKnown }: AnswerOptions = {},
): SummaryRow[] =>
  [
    ...roleRows(answers, reviewsKnown),
    ...(answers.themes.length === 0 ? [row('themes', 'Themes', null)] : []),
    ...answers.themes.map((theme) => row('themes', theme.name, <ThemeText theme={theme} />)),
    row('posts', 'Posts', postsText(answers)),
    ...(references.length === 0 ? [row('referees', 'Referees', null)] : []),
    ...references.map((reference, index) =>
      row('referees', index === 0 ? 'First referee' : 'Second referee', <RefereeText reference={reference} />),
    ),
    row('interests', 'Interests', interestsText(answers)),
    row('time', 'Days a year', answers.daysPerYear),
    ...termsRows(answers),
    ...(answers.maxKm === null ? [] : [row('time', 'Travels at most', distance(answers.maxKm))]),
    row('dbs', 'DBS check', dbsText(answers)),
    row('about', 'About', text(answers.summary)),
    row('conduct', 'Code of conduct', answers.hasAcceptedCode ? 'Accepted' : 'Not accepted yet'),
  ].map(({ part, key, value }) => ({
    key,
    value,
    actions: changeHref && [{ text: 'Change', href: changeHref(part), hiddenText: key }],
  }))
