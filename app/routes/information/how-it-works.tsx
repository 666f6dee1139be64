import { Bullets, InformationPage, PageLink, Part, Text } from '#app/components/information/information-page.tsx'
import { pageTitle } from '#app/components/layout/title.ts'

export const meta = () => pageTitle('How it works')

const reviewSteps = [
  <>
    <strong>You ask.</strong> Say why now, what you want looked at (two to five key lines of enquiry), and when. Your
    sponsor signs it off.
  </>,
  <>
    <strong>A coordinator checks it and the programme board decides</strong>: go ahead, later, a lighter kind of help,
    or no, with reasons.
  </>,
  <>
    <strong>A team is proposed</strong>: two co-leads and two to four reviewers who know your questions, from more than
    one region, none with a conflict of interest. You see who is chosen, and why, before anyone is asked. Whom you would
    rather not have you say in your request, or to your coordinator now.
  </>,
  <>
    <strong>Each is invited</strong>, declares their interests and answers. If somebody cannot come, the next person is
    asked; the rest of the team stays.
  </>,
  <>
    <strong>Both sides accept the terms of reference</strong>: the questions, the dates, who pays travel, what is
    shared.
  </>,
  <>
    <strong>You send a self-assessment</strong> about three weeks before. It holds nothing about individual children.
  </>,
  <>
    <strong>The team is with you for two to four days</strong>, on site, hybrid or remote, and tells you what it found
    on the last. Both sides can rate how it went from then on.
  </>,
  <>
    <strong>A letter follows in 10 working days, a draft report in 3 weeks.</strong> You check it for accuracy, it
    becomes final, and you write an action plan.
  </>,
  <>
    <strong>About ten months on</strong> there is a progress review, and it is closed.
  </>,
]

export default function HowItWorks() {
  return (
    <InformationPage
      title="How it works"
      lead="Youth justice services review, advise and train each other. The exchange finds the right people, checks for conflicts of interest and keeps the work moving."
    >
      <Part title="A peer review, from asking to closing">
        <ol className="govuk-list govuk-list--number govuk-list--spaced">
          {reviewSteps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the order
            <li key={index}>{step}</li>
          ))}
        </ol>
        <Text>
          A review is not an inspection. It happens because you invited it, and you decide what is shared and with whom.
          The voice of the child, and anti-racism and disproportionality, are part of every one.
        </Text>
      </Part>
      <Part title="Support between services">
        <Text>
          Services and associates list what they offer: advice, training, mentoring, cover, tools. Each says on what
          basis.
        </Text>
        <Bullets
          items={[
            'Free: a tool or a policy to take and use.',
            'In kind: time for time. The ledger shows what each service has given and received.',
            'Cost recovery: travel or materials are paid, nobody earns.',
            'Charged: by purchase order and invoice between the two of you. No money passes through the exchange.',
          ]}
        />
        <Text>
          <PageLink href="/offerings">See what is offered</PageLink>
        </Text>
        <Text>
          Organisations that are no service can offer beside members, so marked:{' '}
          <PageLink href="/outside">outside providers</PageLink>.
        </Text>
      </Part>
      <Part title="Who decides, and how you can check">
        <Bullets
          items={[
            <>
              <PageLink href="/decisions">The decision log</PageLink>: what the association decided about the programme,
              why, what else was considered, and which conflicts were declared.
            </>,
            <>
              <PageLink href="/independence">Independence</PageLink>: who paid whom, who decided and who stood aside,
              counted each year.
            </>,
            <>
              <PageLink href="/register-of-interests">The register of interests</PageLink>: what officers hold and
              offer.
            </>,
          ]}
        />
      </Part>
      <Part title="The bank">
        <Text>
          Reviewers and associates are in the bank because two assessors, and a third if they differ, looked at the
          evidence: none from their region or with a conflict of interest, each before seeing another’s view. Approval
          lasts three years. People in post, or who left at most three years ago, can review; up to five years they can
          mentor and train.
        </Text>
        <Text>
          <PageLink href="/bank">See the bank</PageLink>
        </Text>
      </Part>
      <Part title="Conflicts of interest">
        <Text>
          Published rules are checked when a team is proposed, before anyone is contacted, and again whenever a person,
          a date or a fact changes. Some conflicts rule a person out, and nobody can override that. Others need a
          written plan, approved by somebody without a conflict. A person ruled out of a case does not see that it
          exists, whatever their office.
        </Text>
        <Text>
          <PageLink href="/how-it-works/conflicts">Read every rule</PageLink>
        </Text>
      </Part>
      <Part title="Ratings">
        <Text>
          Right after the feedback is presented, each side is asked to rate the other on relevance, preparation,
          quality, conduct and usefulness. Neither sees the other’s rating until both have given theirs, or 14 days have
          passed. The person rated may reply once. Only those who worked together can rate each other.
        </Text>
      </Part>
    </InformationPage>
  )
}
