import { Table } from '#app/components/govuk/table.tsx'
import { Bullets, InformationPage, PageLink, Part, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'

export const meta = () => pageTitle('Privacy')

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
        <Table
          head={['What', 'Why', 'Who sees it']}
          firstCellIsHeader
          rows={[
            ['Your name, posts and service', 'To know who speaks for a service', 'People signed in'],
            ['Your e-mail addresses', 'To sign you in and write to you', 'You; the association’s administrators'],
            [
              'Your profile in the bank: themes, experience, when you can',
              'To match you with work',
              'People who put teams together; by name on public pages only if you choose',
            ],
            [
              'Your application, references and assessors’ views',
              'To decide on entry to the bank',
              'You and those who decide, none of them with a conflict of interest',
            ],
            [
              'Interests you declare, and conflicts found',
              'To keep decisions independent',
              'Those who decide; a public register shows officers’ and members’ roles without free text',
            ],
            ['Requests, teams, invitations, engagements', 'To do the work', 'The people in that work'],
            ['Ratings given and received', 'To show how work went', 'Both sides; on profiles with the count'],
            ['Who did what, and when', 'To be able to show how decisions were taken', 'Administrators'],
            ['Where you are signed in: “Edge on Windows”, since when', 'So that you can see it and end it', 'You'],
          ]}
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
            'Network addresses: never stored and never in our logs.',
            'Posts, applications, declarations and reviews: as long as decisions may rest on them. Conflict rules look back up to eight years.',
            'The log of who did what cannot be changed or removed: it is what makes decisions answerable. It holds names and dates, no typed text.',
          ]}
        />
      </Part>
      <Part title="Your rights">
        <Text>
          You may see what we hold, have it corrected, object, or ask for it to be erased where nothing has to rest on
          it. You change your name and addresses yourself on <PageLink href="/account">your account</PageLink>; for
          anything else <PageLink href="/contact">write to us</PageLink>. You may also complain to the Information
          Commissioner.
        </Text>
      </Part>
    </InformationPage>
  )
}
