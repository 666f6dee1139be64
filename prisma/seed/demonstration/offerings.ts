import type { Basis, Delivery, OfferingKind } from '#prisma/generated/enums.ts'
import type { Ctx } from '#services/core/context.ts'
import { cast } from './cast.ts'
import { type Days, idOf, morningOf } from './identity.ts'
import { personId } from './people.ts'

type Offer = {
  title: string
  /** Who answers enquiries; a post-holder offers for their service, an associate for themselves. */
  by: string
  kind: OfferingKind
  basis: Basis
  delivery: Delivery[]
  price?: [pence: number, unit: string]
  themes: string[]
  summary: string
  more: string
  monthsAgo: number
}

const offers: Offer[] = [
  {
    title: 'Running a management board that asks good questions',
    by: 'Isla Goldcrest',
    kind: 'training',
    basis: 'cost_recovery',
    delivery: ['remote'],
    price: [4_500, 'a place'],
    themes: ['A1', 'A2'],
    summary: 'Half a day for board chairs and heads of service on what a board should see, ask and decide.',
    more: 'Built from six boards that changed how they work. Bring your last two board papers; you leave with an agenda, a set of questions and a one-page dashboard.',
    monthsAgo: 2,
  },
  {
    title: 'Resettlement plans that start on day one',
    by: 'Dunlin Croft',
    kind: 'training',
    basis: 'in_kind',
    delivery: ['on_site', 'hybrid'],
    themes: ['G1', 'G2'],
    summary: 'A day with our resettlement team and two young advisers, in your offices or ours.',
    more: 'How we hold the first meeting within ten days of sentence, who is in the room, and what changed in release outcomes. In exchange we ask for a day of yours on something we are weaker at.',
    monthsAgo: 5,
  },
  {
    title: 'Disproportionality: from data to a plan the board will own',
    by: 'Myrtle Osprey',
    kind: 'consultancy',
    basis: 'cost_recovery',
    delivery: ['hybrid', 'on_site'],
    price: [35_000, 'a day'],
    themes: ['K3', 'C4', 'A3'],
    summary: 'Two days: one with your data, one with your board and partners.',
    more: 'We bring the questions and a template; you bring your relative rate index and honesty. Ends with three commitments, each with a name and a date.',
    monthsAgo: 7,
  },
  {
    title: 'Outcome 22 protocol, forms and decision log',
    by: 'Heron Vale',
    kind: 'tool',
    basis: 'free',
    delivery: ['download'],
    themes: ['D3', 'D4'],
    summary: 'The agreement with our force, the joint panel form and the log we audit each quarter.',
    more: 'Word and Excel files, free to change. We ask only that you tell us what you improved.',
    monthsAgo: 9,
  },
  {
    title: 'Turnaround close-out: what to keep',
    by: 'Birch Nightingale',
    kind: 'tool',
    basis: 'free',
    delivery: ['download'],
    themes: ['D2', 'D1'],
    summary: 'A short guide and a costing sheet for keeping prevention work going after the grant.',
    more: 'Written for a rural service with two councils. Includes the paper that went to both.',
    monthsAgo: 4,
  },
  {
    title: 'Mentoring for new heads of service',
    by: 'Marsh Lapwing',
    kind: 'mentoring',
    basis: 'free',
    delivery: ['remote', 'on_site'],
    themes: ['L6', 'A2'],
    summary: 'Six conversations over your first year, at times you choose.',
    more: 'Confidential. We start with what keeps you awake, and end with a note to yourself for the next new head.',
    monthsAgo: 11,
  },
  {
    title: 'Induction pack for new managers',
    by: 'Quill Sparrow',
    kind: 'induction_pack',
    basis: 'free',
    delivery: ['download'],
    themes: ['L6', 'B3'],
    summary: 'Everything a new team manager needs in the first four weeks, with a checklist.',
    more: 'The legal framework in six pages, who is who, the ten indicators in plain English, supervision templates.',
    monthsAgo: 3,
  },
  {
    title: 'Inspection readiness: two days and a frank letter',
    by: 'Juniper Stone',
    kind: 'inspection_support',
    basis: 'cost_recovery',
    delivery: ['on_site', 'hybrid'],
    price: [60_000, 'the visit'],
    themes: ['L1', 'L3'],
    summary: 'Case sampling with your managers, a mock leadership interview, and a letter within ten days.',
    more: 'Not an inspection and not a rating. Most useful three to nine months before you expect the call.',
    monthsAgo: 6,
  },
  {
    title: 'After the inspection: a plan people will follow',
    by: 'Olive Swift',
    kind: 'inspection_support',
    basis: 'in_kind',
    delivery: ['remote', 'hybrid'],
    themes: ['L2', 'L5'],
    summary: 'We were there two years ago. Three sessions on turning findings into work that sticks.',
    more: 'For the leadership team together. We share our own plan, including what we dropped.',
    monthsAgo: 8,
  },
  {
    title: 'Case audit calibration morning',
    by: 'Aspen Loxley',
    kind: 'training',
    basis: 'free',
    delivery: ['remote'],
    themes: ['C3', 'B2'],
    summary: 'Eight managers audit the same two cases and find out why they disagree.',
    more: 'Runs every six weeks. The cases are made up; the arguments are real.',
    monthsAgo: 1,
  },
  {
    title: 'Ten indicators without tears',
    by: 'Robin Teasel',
    kind: 'training',
    basis: 'cost_recovery',
    delivery: ['remote'],
    price: [3_000, 'a place'],
    themes: ['C2', 'C1'],
    summary: 'Two hours for performance officers: definitions, traps and our checking queries.',
    more: 'Includes the queries for two case management systems.',
    monthsAgo: 2,
  },
  {
    title: 'Speech, language and neurodiversity: a whole-team day',
    by: 'Rue Sandpiper',
    kind: 'training',
    basis: 'charged',
    delivery: ['on_site'],
    price: [95_000, 'the day, up to 20 people'],
    themes: ['I1', 'I5'],
    summary: 'Our speech and language therapist and a senior practitioner, at your offices.',
    more: 'Screening, the communication passport, and how to rewrite a letter. Priced to pay for the therapist’s backfill.',
    monthsAgo: 10,
  },
  {
    title: 'Serious youth violence: learning from three reviews',
    by: 'Jay Thornbury',
    kind: 'training',
    basis: 'free',
    delivery: ['remote'],
    themes: ['J1', 'C6'],
    summary: 'Ninety minutes on what three learning reviews had in common.',
    more: 'For managers and board members. No case is identifiable.',
    monthsAgo: 1,
  },
  {
    title: 'Exploitation panel: terms, agenda and a year’s lessons',
    by: 'Sage Fieldfare',
    kind: 'tool',
    basis: 'free',
    delivery: ['download'],
    themes: ['J2', 'J5'],
    summary: 'How our multi-agency panel works and what we would do differently.',
    more: 'Terms of reference, the agenda, the information-sharing annex.',
    monthsAgo: 6,
  },
  {
    title: 'Restorative practice coaching for your team',
    by: 'Celyn Hebog',
    kind: 'mentoring',
    basis: 'in_kind',
    delivery: ['hybrid', 'remote'],
    themes: ['H2', 'H1'],
    summary: 'Four coached sessions for practitioners already trained, in English or Welsh.',
    more: 'We listen in on preparation and give feedback the same day.',
    monthsAgo: 5,
  },
  {
    title: 'Children’s voices on the board',
    by: 'Gale Shearwater',
    kind: 'consultancy',
    basis: 'free',
    delivery: ['remote', 'hybrid'],
    themes: ['K2', 'A1'],
    summary: 'How we brought children’s views into the board room without putting a child on show.',
    more: 'A call to listen, then a visit to your next board if you would like one.',
    monthsAgo: 3,
  },
  {
    title: 'Girls in the youth justice system: assessment and support',
    by: 'Willow Avocet',
    kind: 'training',
    basis: 'cost_recovery',
    delivery: ['remote', 'on_site'],
    price: [5_500, 'a place'],
    themes: ['K4', 'F1'],
    summary: 'A day on what is different, and what is not, with our girls’ lead.',
    more: 'Uses anonymised composites; ends with changes to your own assessment guidance.',
    monthsAgo: 4,
  },
  {
    title: 'Independent review of your board and plan',
    by: 'Gwen Egret',
    kind: 'consultancy',
    basis: 'charged',
    delivery: ['on_site', 'hybrid'],
    price: [55_000, 'a day'],
    themes: ['A1', 'A3', 'L1'],
    summary: 'Three to six days from a former head of service and inspector of none: candid and usable.',
    more: 'Interviews, a board observation, a document read, a two-page letter and a session with the chair.',
    monthsAgo: 8,
  },
  {
    title: 'Interim support for heads of service',
    by: 'Gwen Egret',
    kind: 'consultancy',
    basis: 'charged',
    delivery: ['hybrid'],
    price: [52_000, 'a day'],
    themes: ['A2', 'B1', 'L5'],
    summary: 'One to two days a week for up to six months, while you recruit or recover.',
    more: 'Works beside the acting head, never over them.',
    monthsAgo: 2,
  },
  {
    title: 'Case system data clean-up',
    by: 'Opal Wigeon',
    kind: 'consultancy',
    basis: 'charged',
    delivery: ['remote'],
    price: [50_000, 'a day'],
    themes: ['C1', 'C2', 'C4'],
    summary: 'Find what is wrong in your data before the quarterly return does.',
    more: 'Works inside your system under your rules; takes nothing away.',
    monthsAgo: 6,
  },
  {
    title: 'Referral order panels: recruiting and keeping volunteers',
    by: 'Jude Scoter',
    kind: 'training',
    basis: 'charged',
    delivery: ['on_site', 'remote'],
    price: [40_000, 'a day'],
    themes: ['B4', 'H2'],
    summary: 'For coordinators: recruitment, training, support and saying goodbye well.',
    more: 'Available in English or Welsh. Materials are yours to keep.',
    monthsAgo: 7,
  },
  {
    title: 'Mentoring for operations managers who want to lead',
    by: 'Coral Fulmar',
    kind: 'mentoring',
    basis: 'charged',
    delivery: ['remote'],
    price: [9_000, 'an hour'],
    themes: ['A2', 'L6'],
    summary: 'For second-tier managers thinking about a head of service post.',
    more: 'Six hours over four months, with homework you will not mind doing.',
    monthsAgo: 5,
  },
  {
    title: 'Writing the annual youth justice plan in half the time',
    by: 'Thyme Godwit',
    kind: 'tool',
    basis: 'free',
    delivery: ['download', 'remote'],
    themes: ['A3', 'A5'],
    summary: 'A timetable, a skeleton and the three questions partners should answer for you.',
    more: 'Used four years running. An hour’s call if you want to talk it through.',
    monthsAgo: 8,
  },
  {
    title: 'Education: getting to 25 hours',
    by: 'Fern Ravenhill',
    kind: 'consultancy',
    basis: 'in_kind',
    delivery: ['remote', 'on_site'],
    themes: ['I2', 'I1'],
    summary: 'What moved our numbers: the panel, the tracker and the phone calls.',
    more: 'We visit, look at ten children’s weeks with you and leave a list.',
    monthsAgo: 3,
  },
  {
    title: 'Remand and bail: a shared rota across three services',
    by: 'Teal Harkness',
    kind: 'consultancy',
    basis: 'free',
    delivery: ['remote'],
    themes: ['E2', 'A4'],
    summary: 'How three neighbouring services cover Saturday courts and bail packages together.',
    more: 'The agreement, the costs and the awkward parts.',
    monthsAgo: 1,
  },
]

const slugOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

export const offeringId = (title: string): string => idOf('offering', title)

/** What services and associates offer: every kind, every basis, every way of delivering. */
export const seedOfferings = async (ctx: Ctx, days: Days): Promise<void> => {
  const themes = new Map((await ctx.db.theme.findMany()).map((theme) => [theme.code, theme]))
  const regions = new Map((await ctx.db.yot.findMany()).map((yot) => [yot.code, yot.region]))
  await ctx.db.offering.createMany({
    data: offers.map((offer) => {
      const member = cast.find(({ name }) => name === offer.by)
      const home = member?.yotCode ?? member?.past?.[0]?.yotCode ?? ''
      const words = offer.themes.flatMap((code) => {
        const theme = themes.get(code)
        return theme ? [theme.name, ...theme.synonyms] : []
      })
      return {
        id: offeringId(offer.title),
        slug: slugOf(offer.title),
        title: offer.title,
        kind: offer.kind,
        basis: offer.basis,
        delivery: offer.delivery,
        pricePence: offer.price?.[0] ?? null,
        priceUnit: offer.price?.[1] ?? null,
        summary: offer.summary,
        description: offer.more,
        yotCode: member?.yotCode ?? null,
        personId: member?.yotCode ? null : personId(offer.by),
        contactId: personId(offer.by),
        region: regions.get(home) ?? '',
        status: 'published' as const,
        searchText: [offer.title, offer.summary, offer.more, ...words].join(' '),
        createdAt: morningOf(days.monthsAgo(offer.monthsAgo)),
        publishedAt: morningOf(days.monthsAgo(offer.monthsAgo)),
      }
    }),
  })
  await ctx.db.offeringTheme.createMany({
    data: offers.flatMap((offer) =>
      offer.themes.map((themeCode) => ({ offeringId: offeringId(offer.title), themeCode })),
    ),
  })
}
