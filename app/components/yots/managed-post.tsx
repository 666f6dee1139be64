import { Button } from '#app/components/govuk/button.tsx'
import { DateInput } from '#app/components/govuk/date-input.tsx'
import { Details } from '#app/components/govuk/details.tsx'
import { Input } from '#app/components/govuk/input.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import type { FormState } from '#app/components/layout/use-form.ts'
import type { ManagedPost } from '#services/yots/index.ts'
import { PostHolder, VacantTag } from './post-holder.tsx'

const shortLevel = { head: 'Head of service', second_tier: 'Second tier', manager: 'Manager' } as const

/** A post in the list, with a link that opens it. */
export const PostCard = ({ post, href }: { post: ManagedPost; href: string }) => (
  <SummaryList
    card={{ title: post.title, actions: [{ text: 'Change', href }] }}
    rows={[
      { key: 'Level', value: shortLevel[post.level] },
      {
        key: 'Held by',
        value: (
          <>
            {post.isVacant && <VacantTag />}
            {post.holders.length > 0 && (
              <ul className="govuk-list">
                {post.holders.map((holder) => (
                  <li key={holder.holdingId}>
                    <PostHolder {...holder} />
                  </li>
                ))}
              </ul>
            )}
          </>
        ),
      },
    ]}
  />
)

type Holder = ManagedPost['holders'][number]

/** What may be done about one holder of an open post: one-button moves, and their last day. */
export const HolderForms = ({ holder, version, form }: { holder: Holder; version: number; form: FormState }) => {
  // Two people may hold one post: what was answered belongs to one of their forms only.
  const isOthers = form.reply !== undefined && form.reply.values.holdingId?.[0] !== holder.holdingId
  const lastDay = isOthers
    ? { name: 'lastDay', id: `lastDay-${holder.holdingId}` }
    : { ...form.date('lastDay'), id: form.reply ? 'lastDay' : `lastDay-${holder.holdingId}` }
  return (
    <section aria-labelledby={`holder-${holder.holdingId}`}>
      <h3 className="govuk-heading-s" id={`holder-${holder.holdingId}`}>
        <PostHolder {...holder} />
      </h3>
      {holder.moves
        .filter((move) => move.event !== 'ended')
        .map(({ event, says }) => (
          <PostForm key={event} intent={event} version={version}>
            <input type="hidden" name="holdingId" value={holder.holdingId} />
            <Button variant="secondary" preventDoubleClick>
              {says}
              <span className="govuk-visually-hidden"> ({holder.name})</span>
            </Button>
          </PostForm>
        ))}
      {holder.moves.some((move) => move.event === 'ended') && (
        <PostForm intent={form.intent} version={version}>
          <input type="hidden" name="holdingId" value={holder.holdingId} />
          <DateInput
            {...lastDay}
            legend={`Last day of ${holder.name} in this post`}
            hint="They keep what the post lets them do until the end of that day. We do not ask why they leave."
          />
          <Button variant="secondary" preventDoubleClick>
            Record their last day
          </Button>
        </PostForm>
      )}
    </section>
  )
}

type StartProps = { post: ManagedPost; version: number; form: FormState }

/** Puts somebody in an open post. */
export const StartForm = ({ post, version, form }: StartProps) => {
  const holders = post.holders.filter((holder) => holder.state !== 'to_come')
  return (
    <section aria-labelledby="start">
      <h3 className="govuk-heading-s" id="start">
        {post.isVacant ? 'Put somebody in this post' : 'Put somebody else in this post as well'}
      </h3>
      {holders.length > 0 && (
        <p className="govuk-body">
          {holders.map((holder) => holder.name).join(' and ')} will still hold it too. If they are leaving, record their
          last day first.
        </p>
      )}
      <PostForm intent={form.intent} version={version}>
        <input type="hidden" name="postId" value={post.id} />
        <Input {...form.text('name')} label="Name" autoComplete="off" spellCheck={false} />
        <Input
          {...form.text('address')}
          type="email"
          label="E-mail address"
          hint="Any address of theirs that you know. If they were here before, we find them by it."
          autoComplete="off"
          spellCheck={false}
        />
        <Details
          summary="They come from another service and cannot read their mail there"
          open={(form.text('formerAddress').defaultValue ?? '') !== ''}
        >
          <Input
            {...form.text('formerAddress')}
            type="email"
            label="The address they used there"
            hint="You vouch that they are the same person. Their history stays with them, their post there ends the day before they start here, and that service and all their addresses are told."
            autoComplete="off"
            spellCheck={false}
          />
        </Details>
        <Radios
          {...form.text('kind')}
          legend="How do they hold the post?"
          items={[
            { value: 'substantive', label: 'It is their own post' },
            { value: 'acting', label: 'Acting up' },
            { value: 'interim', label: 'Interim' },
            { value: 'secondment', label: 'On secondment' },
          ]}
        />
        <DateInput {...form.date('from')} legend="First day" hint="It can be up to a year ahead" />
        <Button preventDoubleClick>Record who holds the post</Button>
      </PostForm>
    </section>
  )
}
