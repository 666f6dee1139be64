import { longDate } from '#app/components/dates.ts'
import { Button } from '#app/components/govuk/button.tsx'
import { CharacterCount } from '#app/components/govuk/character-count.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Select } from '#app/components/govuk/select.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { useForm } from '#app/components/layout/use-form.ts'
import { Paragraphs } from '#app/components/offerings/offering-parts.tsx'
import { counted } from '#services/core/words.ts'

type Choice = { value: string; label: string }
type Standing = { id: string; name: string; statement: string }

/** The vote of a service: one choice, which nobody can see afterwards. */
export const Ballot = ({
  ballot,
  until,
}: {
  ballot: { services: readonly Choice[]; standing: readonly Standing[] }
  until: string
}) => {
  const form = useForm({ yotCode: ballot.services[0]?.value }, 'vote')
  const [only] = ballot.services
  return (
    <>
      <h2 className="govuk-heading-m">Vote for your service, until {longDate(until)}</h2>
      <PostForm intent="vote">
        {ballot.services.length === 1 && only ? (
          <input type="hidden" name="yotCode" value={only.value} />
        ) : (
          <Select
            {...form.text('yotCode')}
            label="For which service?"
            labelSize="s"
            options={ballot.services.map(({ value, label }) => ({ value, text: label }))}
          />
        )}
        <Radios
          {...form.text('nominationId')}
          legend="For whom?"
          legendSize="s"
          hint="What you vote is kept without your name or your service’s, and cannot be changed."
          items={ballot.standing.map(({ id, name, statement }) => ({
            value: id,
            label: name,
            hint: statement === '' ? undefined : statement,
          }))}
        />
        <Button preventDoubleClick>Vote</Button>
      </PostForm>
    </>
  )
}

type Nomination = Standing & {
  proposer: string
  seconder: string | null
  hasConsented: boolean
  isStanding: boolean
  isOwn: boolean
  maySecond: boolean
  votes: number | null
}

const standsHow = ({ isStanding, hasConsented, seconder }: Nomination): string => {
  if (isStanding) return 'Stands.'
  if (seconder === null) return hasConsented ? 'Has to be seconded.' : 'Has to be seconded, and to consent.'
  return 'Has to consent.'
}

/** Who is nominated, with what the reader can do about each. */
export const Nominations = ({
  nominations,
  isOpen,
  mayConsent,
}: {
  nominations: readonly Nomination[]
  isOpen: boolean
  mayConsent: boolean
}) => {
  const form = useForm({}, 'consent')
  return (
    <>
      <h2 className="govuk-heading-m">Nominated</h2>
      {nominations.length === 0 && <p className="govuk-body">Nobody is nominated.</p>}
      {nominations.map((one) => (
        <section key={one.id} className="govuk-!-margin-bottom-6">
          <h3 className="govuk-heading-s govuk-!-margin-bottom-1">
            {one.name}
            {one.votes !== null && `: ${counted(one.votes, 'vote')}`}
          </h3>
          <p className="govuk-body">
            Put forward by {one.proposer}
            {one.seconder !== null && `, seconded by ${one.seconder}`}. {standsHow(one)}
          </p>
          {one.statement !== '' && <Paragraphs text={one.statement} />}
          {one.maySecond && (
            <PostForm intent="second">
              <input type="hidden" name="id" value={one.id} />
              <Button variant="secondary" preventDoubleClick>
                Second it<span className="govuk-visually-hidden">: {one.name}</span>
              </Button>
            </PostForm>
          )}
          {one.isOwn && mayConsent && (
            <PostForm intent="consent">
              <input type="hidden" name="id" value={one.id} />
              <CharacterCount
                {...form.text('statement')}
                defaultValue={form.text('statement').defaultValue ?? one.statement}
                label="What do you say to those who vote?"
                labelSize="s"
                maxLength={1000}
                rows={4}
              />
              <Button preventDoubleClick>{one.hasConsented ? 'Save what you say' : 'I stand'}</Button>
            </PostForm>
          )}
          {one.isOwn && isOpen && (
            <PostForm intent="withdraw">
              <input type="hidden" name="id" value={one.id} />
              <Button variant="secondary" preventDoubleClick>
                I do not stand
              </Button>
            </PostForm>
          )}
        </section>
      ))}
    </>
  )
}

/** Puts somebody forward, by where they work and their name. */
export const Nominate = ({ services }: { services: readonly Choice[] }) => {
  const form = useForm({}, 'nominate')
  return (
    <>
      <h2 className="govuk-heading-m">Put somebody forward</h2>
      <PostForm intent="nominate">
        <Select
          {...form.text('yotCode')}
          label="Where do they work?"
          labelSize="s"
          options={[
            { value: '', text: 'Choose a service' },
            ...services.map(({ value, label }) => ({ value, text: label })),
          ]}
        />
        <Input {...form.text('name')} label="Their name" labelSize="s" hint="You can put yourself forward." />
        <Button preventDoubleClick>Nominate</Button>
      </PostForm>
    </>
  )
}
