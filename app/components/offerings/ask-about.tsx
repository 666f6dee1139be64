import { longDate } from '#app/components/dates.ts'
import { Button, ButtonLink } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { InsetText } from '#app/components/govuk/inset-text.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import type { Asking } from '#services/enquiries/index.ts'

/** How to ask about an offering: the form, or why there is none for this reader. */
export const AskAbout = ({ slug, asking }: { slug: string; asking: Asking }) => {
  switch (asking.kind) {
    case 'own':
      return null
    case 'sign-in':
      return (
        <Section>
          <p className="govuk-body">Members of the association send an enquiry from this page.</p>
          <ButtonLink href={`/sign-in?${new URLSearchParams({ returnTo: `/offerings/${slug}` })}`}>
            Sign in to ask
          </ButtonLink>
        </Section>
      )
    case 'no':
      return (
        <Section>
          <InsetText>{asking.why}</InsetText>
        </Section>
      )
    case 'open':
      return (
        <Section>
          <InsetText>
            Your service asked about this on {longDate(asking.sentOn)}.{' '}
            <a className="govuk-link" href={`/enquiries/${asking.ref}`}>
              See enquiry {asking.ref}
            </a>
          </InsetText>
        </Section>
      )
    case 'ask':
      return <AskForm services={asking.services} />
  }
}

const Section = ({ children }: { children: React.ReactNode }) => (
  <section aria-labelledby="ask">
    <h2 className="govuk-heading-m" id="ask">
      Ask about this
    </h2>
    {children}
  </section>
)

const AskForm = ({ services }: { services: readonly { value: string; label: string }[] }) => {
  const form = useForm({}, 'ask')
  return (
    <Section>
      <p className="govuk-body">
        They see what you write, your name and your service, and answer within ten working days. Asking commits you to
        nothing.
      </p>
      <PostForm intent="ask">
        {services.length > 1 && (
          <Select
            {...form.text('yotCode')}
            label="Which service asks?"
            options={[
              { value: '', text: 'Choose a service' },
              ...services.map(({ value, label }) => ({ value, text: label })),
            ]}
          />
        )}
        <CharacterCount
          {...form.text('need')}
          label="What do you need?"
          hint="For whom, roughly when, and what should be different afterwards. Nothing about individual children."
          maxLength={2000}
          threshold={75}
          rows={6}
        />
        <Button preventDoubleClick>Send enquiry</Button>
      </PostForm>
    </Section>
  )
}
