import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { dateAndTime, longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Fieldset } from '#app/components/govuk/fieldset.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathPart, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { once } from '#services/core/once.ts'
import { counted } from '#services/core/words.ts'
import {
  cancelPlace,
  findPlaces,
  giveUpPlaces,
  keepPlace,
  leaveQueue,
  namePlaces,
  namesSchema,
  type OwnEntry,
  type OwnPlace,
  placePressSchema,
  takePlaces,
} from '#services/courses/index.ts'

export const meta = () => pageTitle('Your places')

export const loader = async (args: LoaderFunctionArgs) => ({
  page: orThrow(await findPlaces(await requireActor(args), pathPart(args, 'ref'))),
})

const press = <Intent extends string>(intent: Intent) => placePressSchema.extend({ intent: z.literal(intent) })
const intents = z.discriminatedUnion('intent', [
  namesSchema.extend({ intent: z.literal('names') }),
  press('take'),
  press('give-up'),
  press('leave'),
  press('keep'),
  press('cancel'),
])

const pressed = {
  take: { does: takePlaces, notice: 'They are booked. Say who comes.' },
  'give-up': { does: giveUpPlaces, notice: 'Given up. It is offered to the next who waits.' },
  leave: { does: leaveQueue, notice: 'You left the waiting list.' },
  keep: { does: keepPlace, notice: 'The place is yours on the new day.' },
  cancel: { does: cancelPlace, notice: 'The place is cancelled. It goes to the waiting list first.' },
} as const

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  const ref = pathPart(args, 'ref')
  const to = `/courses/${ref}/places`
  const form = await parseForm(args.request, intents)
  if (!form.ok) return respond(args, form, { form, to })
  const { value } = form
  if (value.intent === 'names')
    return respond(args, await once(ctx, form.key, (ctx) => namePlaces(ctx, ref, value)), {
      form,
      to,
      notice: 'Names are saved. Those you named, and those you replaced, are told.',
    })
  const { does, notice } = pressed[value.intent]
  return respond(args, await once(ctx, form.key, (ctx) => does(ctx, value)), { form, to, notice })
}

export default function Places() {
  const { page } = useLoaderData<typeof loader>()
  const { ref, title, startsAt, booked, past, entries, chance, hasBegun, namesBy } = page
  const ours = booked.filter(({ mayName }) => mayName)
  const form = useForm(
    Object.fromEntries(
      ours.flatMap(({ attendee, address }, at) => [
        [`names[${at}].attendee`, attendee],
        [`names[${at}].address`, address],
      ]),
    ),
    'names',
  )
  return (
    <>
      <BackLink href={`/courses/${ref}`}>The course</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <FormProblems reply={form.pageReply} />
          <span className="govuk-caption-l">{title}</span>
          <h1 className="govuk-heading-l">Your places</h1>
          <p className="govuk-body">
            {dateAndTime(new Date(startsAt))}, {ref}.{' '}
            <a className="govuk-link" href={`/courses/${ref}/calendar.ics`}>
              Add it to your calendar
            </a>
          </p>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
          {chance !== null && (
            <p className="govuk-body">
              On {counted(chance.dates, 'earlier date')} of this course {chance.served} of the {chance.waited} who
              waited took a place in the end.
            </p>
          )}
          {ours.length > 0 && !hasBegun && (
            <>
              <h2 className="govuk-heading-m">{counted(ours.length, 'place')} booked</h2>
              <p className="govuk-body">
                Say who comes by {longDate(namesBy)}. You can change it until the course begins, at no cost.
              </p>
              <PostForm intent="names">
                {ours.map((place, at) => (
                  <Fieldset key={place.id} legend={`Place ${at + 1}`} legendSize="s">
                    <input type="hidden" name={`names[${at}].id`} value={place.id} />
                    <input type="hidden" name={`names[${at}].version`} value={place.version} />
                    <Input {...form.text(`names[${at}].attendee`)} label="Name" autoComplete="off" />
                    <Input
                      {...form.text(`names[${at}].address`)}
                      label="E-mail"
                      hint={at === 0 ? 'For how to join, and the certificate.' : undefined}
                      type="email"
                      autoComplete="off"
                      spellCheck={false}
                    />
                  </Fieldset>
                ))}
                <Button preventDoubleClick>Save names</Button>
              </PostForm>
            </>
          )}
          {booked.some(({ sessions }) => sessions !== null) && !hasBegun && (
            <>
              <h2 className="govuk-heading-m">Sessions</h2>
              <ul className="govuk-list">
                {booked.map(({ id, attendee, sessions }, at) => (
                  <li key={id}>
                    {attendee === '' ? `Place ${at + 1}` : attendee}:{' '}
                    {sessions === null || sessions.length === 0 ? 'nothing chosen yet' : sessions.join('; ')}.{' '}
                    <a className="govuk-link" href={`/courses/${ref}/places/${id}`}>
                      Choose sessions
                      <span className="govuk-visually-hidden">
                        {' '}
                        for {attendee === '' ? `place ${at + 1}` : attendee}
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
          {booked.length > 0 && !hasBegun && (
            <>
              <h2 className="govuk-heading-m">Give a place up</h2>
              {booked.map((place, at) => (
                <GiveUp key={place.id} place={place} at={at} />
              ))}
            </>
          )}
          {(hasBegun ? [...booked, ...past] : past).length > 0 && (
            <>
              <h2 className="govuk-heading-m">{hasBegun ? 'Places' : 'Before'}</h2>
              <ul className="govuk-list">
                {(hasBegun ? [...booked, ...past] : past).map((place) => (
                  <li key={place.id}>
                    {place.attendee === '' ? 'Without a name' : place.attendee}: {place.stands.toLowerCase()}
                    {place.isLate && ', late'}
                    {place.certificate !== null && (
                      <>
                        .{' '}
                        <a className="govuk-link" href={`/certificates/${place.certificate}`}>
                          Certificate
                          <span className="govuk-visually-hidden"> of {place.attendee}</span>
                        </a>
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </>
  )
}

const Press = ({
  intent,
  of,
  says,
  isQuiet = false,
}: {
  intent: string
  of: { id: string; version: number }
  says: string
  isQuiet?: boolean
}) => (
  <PostForm intent={intent} version={of.version}>
    <input type="hidden" name="id" value={of.id} />
    <Button variant={isQuiet ? 'secondary' : undefined} preventDoubleClick>
      {says}
    </Button>
  </PostForm>
)

const Entry = ({ entry }: { entry: OwnEntry }) => (
  <section>
    <h2 className="govuk-heading-m">
      {entry.status === 'offered'
        ? `${counted(entry.count, 'place is', 'places are')} offered to you`
        : `You wait for ${counted(entry.count, 'place')}${entry.isTogether ? ', together' : ''}`}
    </h2>
    {entry.until !== null && (
      <p className="govuk-body">
        Yours if you take {entry.count === 1 ? 'it' : 'them'} by {dateAndTime(new Date(entry.until))}.
      </p>
    )}
    {entry.position !== null && (
      <p className="govuk-body">
        You are number {entry.position} of {entry.of} on the waiting list. {entry.why}
      </p>
    )}
    <div className="govuk-button-group">
      {entry.mayTake && <Press intent="take" of={entry} says={entry.count === 1 ? 'Take it' : 'Take them'} />}
      {entry.status === 'offered' ? (
        <Press intent="give-up" of={entry} says="Give up what is offered" isQuiet />
      ) : (
        <Press intent="leave" of={entry} says="Leave the waiting list" isQuiet />
      )}
    </div>
  </section>
)

const GiveUp = ({ place, at }: { place: OwnPlace; at: number }) => (
  <section>
    <h3 className="govuk-heading-s">
      Place {at + 1}
      {place.attendee !== '' && `: ${place.attendee}`}
    </h3>
    {place.keepBy !== null && (
      <p className="govuk-body">
        The day was moved. Give it up by {longDate(place.keepBy)} at no cost, or keep it; if you say nothing, you keep
        it.
      </p>
    )}
    <div className="govuk-button-group">
      {place.keepBy !== null && <Press intent="keep" of={place} says="Keep it" />}
      <Press intent="cancel" of={place} says={`Cancel place ${at + 1}`} isQuiet />
    </div>
  </section>
)
