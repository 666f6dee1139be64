import { longDate } from '#app/components/dates.ts'
import { SummaryList } from '#app/components/govuk/summary-list.tsx'
import type { PostSeen, YotPage } from '#services/yots/index.ts'
import { PostHolder, VacantTag } from './post-holder.tsx'
import { YotAnchor } from './search-results.tsx'

/** What the register knows of a service. */
export const YotFacts = ({ yot }: { yot: YotPage }) => (
  <SummaryList
    rows={[
      {
        key: 'Region',
        value: (
          <a className="govuk-link" href={`/regions/${yot.regionCode}`}>
            {yot.regionName}
          </a>
        ),
      },
      { key: yot.councils.length === 1 ? 'Council' : 'Councils', value: <Councils yot={yot} /> },
      { key: 'Police force', value: yot.policeForce },
      yot.alsoKnownAs.length > 0 && { key: 'Also known as', value: yot.alsoKnownAs.join(', ') },
    ]}
  />
)

const Councils = ({ yot: { councils, isCombined } }: { yot: YotPage }) => (
  <>
    {isCombined && <p className="govuk-body">One service for several councils.</p>}
    <ul className="govuk-list">
      {councils.map(({ name, from, until, isNow }) => (
        <li key={`${name} ${from}`}>
          {name}
          {from !== null && !isNow && until === null && `, from ${longDate(from)}`}
          {until !== null && `, ${isNow ? 'until' : 'to'} ${longDate(until)}`}
        </li>
      ))}
    </ul>
  </>
)

/** The posts of a service: who holds them, or for visitors whether anybody does. */
export const YotPosts = ({ posts }: { posts: readonly PostSeen[] }) =>
  posts.length === 0 ? (
    <p className="govuk-body">No posts are recorded for this service yet.</p>
  ) : (
    <SummaryList
      rows={posts.map(({ title, isVacant, holders }) => ({
        key: title,
        value: (
          <>
            {isVacant && <VacantTag />}
            {holders === null && !isVacant && 'Filled'}
            {holders !== null && holders.length > 0 && (
              <ul className="govuk-list">
                {holders.map((holder) => (
                  <li key={holder.holdingId}>
                    <PostHolder {...holder} />
                  </li>
                ))}
              </ul>
            )}
          </>
        ),
      }))}
    />
  )

const across = { land: null, river: 'across the river', water: 'across the water' } as const

/** The services next to this one. */
export const YotNeighbours = ({ neighbours }: Pick<YotPage, 'neighbours'>) => (
  <ul className="govuk-list">
    {neighbours.map(({ kind, ...link }) => (
      <li key={link.code}>
        <YotAnchor {...link} />
        {across[kind] !== null && ` (${across[kind]})`}
      </li>
    ))}
  </ul>
)
