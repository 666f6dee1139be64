import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { longDate } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { Button } from '#app/components/govuk/button.tsx'
import { Radios } from '#app/components/govuk/radios.tsx'
import { Table } from '#app/components/govuk/table.tsx'
import { FormProblems } from '#app/components/layout/form-page.tsx'
import { PostForm } from '#app/components/layout/post-form.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { useForm } from '#app/components/layout/use-form.ts'
import { pathId, requireActor } from '#app/http/actor.ts'
import { parseForm } from '#app/http/form.ts'
import { orThrow, respond } from '#app/http/respond.ts'
import { waysToBeSure } from '#services/accounts/index.ts'
import { once } from '#services/core/once.ts'
import { rooms } from '#services/exchange.ts'
import { joinRecords, joinSchema, keepApart, mayJoin, type PairPage, previewPair } from '#services/records/index.ts'

const back = '/association/members/records'

export const meta = () => pageTitle('Compare two records')

const idsOf = (args: LoaderFunctionArgs): [string, string] => [pathId(args, 'one'), pathId(args, 'other')]

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await requireActor(args)
  const pair = orThrow(await previewPair(ctx, idsOf(args), rooms))
  return { ...pair, ways: Object.entries(waysToBeSure).map(([value, label]) => ({ value, label })) }
}

const forms = z.discriminatedUnion('intent', [
  joinSchema.extend({ intent: z.literal('join') }),
  z.object({ intent: z.literal('apart') }),
])

export const action = async (args: ActionFunctionArgs) => {
  const ctx = await requireActor(args)
  orThrow(mayJoin(ctx))
  const ids = idsOf(args)
  const form = await parseForm(args.request, forms)
  if (!form.ok) return respond(args, form, { form, to: back })
  const { value } = form
  if (value.intent === 'apart')
    return respond(args, await once(ctx, form.key, (ctx) => keepApart(ctx, ids)), {
      form,
      to: back,
      notice: 'They are kept as two people, and not proposed again.',
    })
  return respond(args, await once(ctx, form.key, (ctx) => joinRecords(ctx, { ...value, ids }, rooms)), {
    form,
    to: back,
    notice: ({ name, undoBy }) =>
      `The two are one record, ${name}. Every address is told. It can be undone until ${longDate(undoBy)}.`,
  })
}

type Shown = PairPage['records'][number]

const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.length === 0 ? (
    <>None</>
  ) : (
    <ul className="govuk-list govuk-!-margin-bottom-0">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )

const posts = ({ facts }: Shown) =>
  facts.posts.map(
    ({ title, service, from, until }) =>
      `${title}, ${service}, from ${longDate(from)}${until === null ? '' : ` to ${longDate(until)}`}`,
  )

const sums = (parts: readonly { title: string; count: number }[]) =>
  parts.map(({ title, count }) => `${title}: ${count}`)

/** What is compared, line by line. */
const facts: { says: string; of: (record: Shown) => JSX.Element | string }[] = [
  { says: 'Addresses', of: ({ facts }) => <Lines lines={facts.addresses} /> },
  { says: 'Posts', of: (record) => <Lines lines={posts(record)} /> },
  {
    says: 'In the bank',
    of: ({ facts }) => (facts.inBankUntil === null ? 'No' : `Approved until ${longDate(facts.inBankUntil)}`),
  },
  {
    says: 'A membership of their own',
    of: ({ facts }) => (facts.memberUntil === null ? 'No' : `Until ${longDate(facts.memberUntil)}`),
  },
  { says: 'Here since', of: ({ facts }) => longDate(facts.since) },
  {
    says: 'Last signed in',
    of: ({ facts }) => (facts.lastSeenOn === null ? 'Not lately' : longDate(facts.lastSeenOn)),
  },
  {
    says: 'If this one is kept',
    of: ({ ifKept }) => ifKept.against ?? <Lines lines={sums(ifKept.carried)} />,
  },
  {
    says: 'Put aside of the other then',
    of: ({ ifKept }) => <Lines lines={sums(ifKept.aside)} />,
  },
]

export default function Pair() {
  const { records, ways } = useLoaderData<typeof loader>()
  const form = useForm({}, 'join')
  const choices = records.filter(({ ifKept }) => ifKept.against === null)
  return (
    <>
      <BackLink href={back}>Back to the records</BackLink>
      <FormProblems reply={form.pageReply} />
      <h1 className="govuk-heading-l">Are these two one person?</h1>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="app-table__scroll" aria-label="The two records beside each other" tabIndex={0}>
        <Table
          caption={<span className="govuk-visually-hidden">The two records beside each other</span>}
          head={['', ...records.map(({ facts }) => facts.name)]}
          rows={facts.map(({ says, of }) => [says, ...records.map((record) => ({ content: of(record) }))])}
          firstCellIsHeader
        />
      </section>
      {choices.length > 0 ? (
        <PostForm intent="join">
          <Radios
            {...form.text('keep')}
            legend="Which record is kept?"
            hint="Everything of the other is carried over to it. Their name and where their mail goes are those of this one."
            items={choices.map(({ facts }) => ({
              value: facts.id,
              label: facts.name,
              hint: facts.addresses[0] ?? '',
            }))}
          />
          <Radios {...form.text('sureBy')} legend="How did you make sure that it is one person?" items={ways} />
          <Button variant="warning" preventDoubleClick>
            Join the two
          </Button>
        </PostForm>
      ) : (
        <p className="govuk-body">They cannot be joined as things are: the table says why.</p>
      )}
      <PostForm intent="apart">
        <Button variant="secondary" preventDoubleClick>
          They are two people
        </Button>
      </PostForm>
    </>
  )
}
