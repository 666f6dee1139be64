import { addDays } from '#services/core/clock.ts'
import type { Making } from './generate.ts'
import { idFor } from './generate-rows.ts'

const subjects = [
  'resettlement',
  'court reports',
  'restorative practice',
  'speech and language',
  'transitions',
  'risk panels',
  'custody',
  'diversion',
]
const forms = ['Training in', 'Toolkit for', 'Mentoring on', 'Advice on', 'Induction to', 'Audit of']

/** The catalogue, and engagements that came of it: finished, with both ratings. */
export const addWork = async ({ rows, random, pick, ago, yots, skills, bank, heads }: Making, scale: number) => {
  const bases = ['free', 'in_kind', 'cost_recovery', 'charged']
  const kinds = ['training', 'tool', 'mentoring', 'consultancy', 'induction_pack', 'inspection_support']
  const offerings: { id: string; yot: string | null; person: string | null; basis: string; title: string }[] = []
  for (let at = 0; at < 1_000 * scale; at += 1) {
    const member = at % 5 === 0 ? pick(bank) : null
    const yot = pick(yots)
    const kind = at % kinds.length
    const title = `${forms[kind]} ${pick(subjects)}`
    const basis = bases[at % bases.length] ?? 'free'
    const id = idFor('offering', at)
    const description = `${title}. ${'We have run this with neighbouring services for some years and share what we learned. '.repeat(6)}`
    rows.add('Offering', {
      ...{
        id,
        slug: `offering-${at}`,
        title,
        kind: kinds[kind] ?? 'tool',
        basis,
        delivery: at % 3 === 0 ? ['remote'] : ['on_site', 'hybrid'],
      },
      ...{ pricePence: basis === 'charged' ? 40_000 : null, priceUnit: basis === 'charged' ? 'a day' : null },
      ...{
        summary: `How we do it, and what it changed for ${pick(subjects)}.`,
        description,
        yotCode: member ? null : yot.code,
      },
      ...{
        personId: member?.id ?? null,
        contactId: member?.id ?? heads.get(yot.code) ?? '',
        region: yot.region,
        status: at % 20 === 0 ? 'draft' : 'published',
      },
      ...{
        searchText: `${description}\n${pick(subjects)}`,
        createdAt: ago(700),
        publishedAt: at % 20 === 0 ? null : ago(at % 700),
        version: 1,
      },
    })
    const first = Math.floor(random() * skills.length)
    for (const step of [0, 5])
      rows.add('OfferingTheme', { offeringId: id, themeCode: skills[(first + step) % skills.length] ?? '' })
    offerings.push({ id, yot: member ? null : yot.code, person: member?.id ?? null, basis, title })
    await rows.flush()
  }
  for (let at = 0; at < 2_000 * scale; at += 1) {
    const offering = pick(offerings)
    let host = pick(yots).code
    while (host === offering.yot) host = pick(yots).code
    const id = idFor('engagement', at)
    const ref = `TE-2026-${100 + at}`
    const on = ago(20 + (at % 600))
    rows.add('GivenReference', { ref })
    rows.add('Engagement', {
      ...{
        id,
        ref,
        offeringId: offering.id,
        providerYotCode: offering.yot,
        providerPersonId: offering.person,
        hostYotCode: host,
      },
      ...{
        basis: offering.basis,
        status: 'closed',
        title: offering.title,
        hostContactId: heads.get(host) ?? '',
        providerContactId: offering.person ?? heads.get(offering.yot ?? '') ?? '',
        firstSessionOn: on,
        lastSessionOn: on,
        deliveredOn: on,
        confirmedOn: on,
        settledOn: on,
        createdAt: ago(700),
        version: 1,
      },
    })
    addRatings(
      { rows, random },
      {
        work: 'engagement',
        workId: id,
        workRef: ref,
        title: offering.title,
        host,
        caseId: null,
        on,
        hostRater: heads.get(host) ?? '',
        team: offering.person ? [offering.person] : [],
        teamRater: offering.person ?? heads.get(offering.yot ?? '') ?? '',
      },
    )
    await rows.flush()
  }
}

type Rated = {
  work: 'engagement' | 'review'
  workId: string
  workRef: string
  title: string
  host: string
  caseId: string | null
  on: string
  hostRater: string
  team: readonly string[]
  teamRater: string
}

export const addRatings = ({ rows, random }: Pick<Making, 'rows' | 'random'>, rated: Rated) => {
  const { work, workId, workRef, title, host, caseId, on, hostRater, team, teamRater } = rated
  const revealOn = addDays(on, 14)
  rows.add('RatingPair', {
    ...{ id: workId, work, workId, workRef, title, hostYotCode: host, caseKind: caseId && 'review_request', caseId },
    ...{ openedAt: on, revealOn, revealedAt: revealOn },
  })
  const mark = () => 3 + Math.floor(random() * 3)
  for (const side of ['host', 'provider']) {
    rows.add('Rating', {
      ...{
        id: side === 'host' ? workId : workId.replace('-7', '-8'),
        pairId: workId,
        side,
        seat: side === 'host' ? 'host' : teamRater,
        raterId: side === 'host' ? hostRater : teamRater,
      },
      ...{ relevance: mark(), preparation: mark(), quality: mark(), conduct: mark(), usefulness: mark() },
      ...{
        comment: 'Well prepared, and it changed what we do.',
        submittedAt: addDays(on, 3),
        version: 1,
      },
    })
  }
  for (const personId of team) rows.add('RatedPerson', { pairId: workId, personId, role: 'provider' })
}
