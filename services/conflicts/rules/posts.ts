import type { ConflictFact } from '#services/conflicts/facts.ts'
import { postFact, touchYot } from '#services/conflicts/facts-case.ts'
import { dayAfter, laterStart, overlap, type Span } from '#services/conflicts/facts-dates.ts'
import { circumstanceFact, type Occurrence, occurrenceOf, type RuleFunction } from './occurrence.ts'

/** While they are in post and the tie to the host holds. */
export const sameService: RuleFunction = (person, prepared) =>
  person.posts.flatMap((post) =>
    touchYot(post, post.yotCode, prepared).map((touch) => occurrenceOf(touch, postFact(post))),
  )

/** From the day after they left (or their service parted from the host). */
export const formerEmployer: RuleFunction = (person, prepared) =>
  person.posts.flatMap((post) =>
    touchYot(post, post.yotCode, prepared).flatMap((touch): Occurrence[] =>
      touch.to === null
        ? []
        : [{ ...occurrenceOf(touch, postFact(post)), startsOn: laterStart(touch.startsOn, dayAfter(touch.to)) }],
    ),
  )

/** While they hold a post next door. */
export const neighbour: RuleFunction = (person, prepared) =>
  person.posts.flatMap((post) => {
    const borders = prepared.borders.get(post.yotCode) ?? []
    const sameForce = prepared.sameForce.get(post.yotCode) ?? []
    return [...new Set([...borders, ...sameForce])].map((hostYotCode): Occurrence => {
      const role = !borders.includes(hostYotCode)
        ? 'police-force'
        : sameForce.includes(hostYotCode)
          ? 'border-and-police-force'
          : 'border'
      const facts: ConflictFact[] = [postFact(post), { kind: 'neighbour', role, hostYotCode, from: null, to: null }]
      if (!prepared.facts.asksAboutNeighbours) {
        return { startsOn: post.from, endedOn: post.to, stopsOn: null, facts }
      }
      facts.push(circumstanceFact('host-asks'))
      return { startsOn: post.from, endedOn: post.to, stopsOn: null, facts, circumstance: 'host-asks' }
    })
  })

/** While they hold office over an authority the host covers, or over its police-force area. */
export const electedOffice: RuleFunction = (person, prepared) =>
  person.electedOffices.flatMap((office) =>
    prepared.facts.yots.flatMap((yot) => {
      const over = (span: Span | null, area: string): Occurrence[] =>
        span === null
          ? []
          : [
              {
                startsOn: span.from,
                endedOn: span.to,
                stopsOn: null,
                facts: [
                  { kind: 'elected-office', hostYotCode: yot.yotCode, area, from: office.from, to: office.to },
                  { kind: 'tie', role: 'covers', hostYotCode: yot.yotCode, area, from: span.from, to: span.to },
                ],
              },
            ]
      const { policeForce } = office
      return [
        ...yot.authorities.flatMap((link) =>
          office.authorityCodes.includes(link.authorityCode) ? over(overlap(office, link), link.authorityCode) : [],
        ),
        ...(policeForce !== null && yot.policeForces.includes(policeForce) ? over(office, policeForce) : []),
      ]
    }),
  )
