import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { Bullets, InformationPage, PageLink, Part, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'

export const meta = () => pageTitle('Privacy')

/** What is held about people; follows the database's tables. */
const held = [
  { what: 'Your name, posts and service', why: 'To know who speaks for a service', whoSees: 'people signed in' },
  {
    what: 'Your e-mail addresses',
    why: 'To sign you in and write to you',
    whoSees: 'you and the association’s administrators',
  },
  {
    what: 'Your profile in the bank: themes, experience, when you can',
    why: 'To match you with work',
    whoSees: 'people who put teams together; by name on public pages only if you choose',
  },
  {
    what: 'Your application, references and assessors’ views',
    why: 'To decide on entry to the bank',
    whoSees: 'you and those who decide, none of them with a conflict of interest',
  },
  {
    what: 'Interests you declare, and conflicts found',
    why: 'To keep decisions independent',
    whoSees: 'those who decide',
  },
  { what: 'Requests, teams, invitations, engagements', why: 'To do the work', whoSees: 'the people in that work' },
  {
    what: 'Ratings given and received',
    why: 'To show how work went',
    whoSees: 'both sides; on profiles with the count',
  },
  { what: 'Who did what, and when', why: 'To be able to show how decisions were taken', whoSees: 'administrators' },
  {
    what: 'Where you are signed in: “Edge on Windows”, since when',
    why: 'So that you can see it and end it',
    whoSees: 'you',
  },
  {
    what: 'If you use them: that you have a second step of signing in, and your number at your council’s own sign-in',
    why: 'To know that it is you',
    whoSees: 'you; the second step’s secret, nobody',
  },
]

export default function Privacy() {
  return (
    <InformationPage
      title="Privacy"
      lead="What we hold about people who use Critical Friend, why, who sees it and for how long."
    >
      <Text>
        The Association of Youth Offending Team Managers is the controller.{' '}
        <PageLink href="/contact">How to reach it</PageLink>.
      </Text>
      <Part title="What we never hold">
        <Text>
          Nothing about children or families, and no information about anybody’s offences. What people type is checked
          for details that look like a child’s, and turned away. A DBS check is recorded as seen, by whom and when;
          never as a document.
        </Text>
      </Part>
      <Part title="What we hold, and who sees it">
        <SummaryList
          rows={held.map(({ what, why, whoSees }) => ({
            key: what,
            value: (
              <>
                {why}.
                <br />
                Seen by {whoSees}.
              </>
            ),
          }))}
        />
        <Text>
          We rely on legitimate interests: the association’s and its members’ in improving services and in decisions
          that can be trusted. We do not sell or share it, use no analytics, and make no decision about anybody by
          computer alone: teams are proposed by rules and confirmed by people.
        </Text>
      </Part>
      <Part title="How long">
        <Bullets
          items={[
            'Sign-in links: 15 minutes to use; forgotten within a day. Counts of tries, which hold no address, also within a day.',
            'Where you were signed in: 30 days after it ended.',
            'A form you were writing when you were signed out: until you are back, one day at most.',
            'Mail we send you: not kept once it is sent.',
            'Network addresses: never stored and never in our logs.',
            'Posts, applications, declarations and reviews: as long as decisions may rest on them. Conflict rules look back up to eight years.',
            'The log of who did what cannot be changed or removed: it is what makes decisions answerable. It holds names and dates, no typed text.',
          ]}
        />
      </Part>
      <Part title="Your rights">
        <Text>
          You may see what we hold, take it away, have it corrected, object, or have it erased where nothing has to rest
          on it. You do all of that yourself on <PageLink href="/account/data">your account</PageLink>, where each kind
          says what is kept when you leave and why; for anything else <PageLink href="/contact">write to us</PageLink>.
          You may also complain to the Information Commissioner.
        </Text>
      </Part>
    </InformationPage>
  )
}
