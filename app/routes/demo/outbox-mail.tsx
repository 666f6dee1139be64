import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Fragment } from 'react'
import { dateAndTime } from '#app/components/dates.ts'
import { BackLink } from '#app/components/govuk/back-link.tsx'
import { ButtonLink } from '#app/components/govuk/button.tsx'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import { pageTitle } from '#app/components/layout/title.ts'
import { getCtx, pathId } from '#app/http/actor.ts'
import { hiddenCases } from '#app/http/hidden-cases.ts'
import { orThrow } from '#app/http/respond.ts'
import { type MailRun, readKeptMail } from '#services/notifications/index.ts'

export const meta = () => pageTitle('A mail that would have gone')

export const loader = async (args: LoaderFunctionArgs) => {
  const ctx = await getCtx(args)
  return orThrow(await readKeptMail(ctx, await hiddenCases(ctx), pathId(args, 'id')))
}

export default function OutboxMail() {
  const { to, subject, createdAt, lines, action, items, parts, footer, end } = useLoaderData<typeof loader>()
  return (
    <>
      <BackLink href="/demo/outbox">Back to the outbox</BackLink>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          <h1 className="govuk-heading-l">{subject}</h1>
          <SummaryList
            rows={[
              { key: 'To', value: to },
              { key: 'When', value: dateAndTime(createdAt) },
              end !== null && {
                key: 'In its header',
                value: (
                  <a className="govuk-link" href={end}>
                    What ends it with one press
                  </a>
                ),
              },
            ]}
          />
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is its place in the mail
            <p key={index} className="govuk-body app-kept-line-breaks">
              {line}
            </p>
          ))}
          {/* biome-ignore-start lint/suspicious/noArrayIndexKey: a part is its place in the mail */}
          {parts.map(({ heading, paragraphs }, index) => (
            <section key={index}>
              <h2 className="govuk-heading-m">{heading}</h2>
              {paragraphs.map((runs, at) => (
                <Runs runs={runs} key={at} />
              ))}
            </section>
          ))}
          {footer.map((runs, at) => (
            <Runs runs={runs} key={at} />
          ))}
          {/* biome-ignore-end lint/suspicious/noArrayIndexKey: a part is its place in the mail */}
          {items.length > 0 && (
            <ul className="govuk-list govuk-list--bullet">
              {items.map(({ title, lines, path }) => (
                <li key={`${title} ${path}`} className="app-kept-line-breaks">
                  {path === undefined ? (
                    title
                  ) : (
                    <a className="govuk-link" href={path}>
                      {title}
                    </a>
                  )}
                  {lines.length > 0 && `\n${lines.join('\n')}`}
                </li>
              ))}
            </ul>
          )}
          {action && <ButtonLink href={action.path}>{action.text}</ButtonLink>}
        </div>
      </div>
    </>
  )
}

const Runs = ({ runs }: { runs: readonly MailRun[] }) => (
  <p className="govuk-body app-kept-line-breaks">
    {runs.map(({ text, to, isStrong }, at) => {
      const words = isStrong ? <strong>{text}</strong> : text
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place in the paragraph
        <Fragment key={at}>
          {to === undefined ? (
            words
          ) : (
            <a className="govuk-link" href={to}>
              {words}
            </a>
          )}
        </Fragment>
      )
    })}
  </p>
)
