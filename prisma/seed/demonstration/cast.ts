import type { AppointmentRole, BankRole, HoldingKind, PostLevel } from '#prisma/generated/enums.ts'

/*
 * Who is in the demonstration. Nobody here exists: the names are of birds, trees and plants, the services they work for
 * are real. Months count back from the day the demonstration is made.
 */

type PastPost = {
  yotCode: string
  level: PostLevel
  /** Months ago it began, and ended. */
  from: number
  until: number
  kind?: HoldingKind
}

export type CastMember = {
  name: string
  /** Where they work now; null for an associate. */
  yotCode: string | null
  level: PostLevel
  /** Months ago they began there. */
  since: number
  kind?: HoldingKind
  isOnLeave?: boolean
  past?: PastPost[]
  office?: { role: AppointmentRole; region?: string }
  bank?: {
    rung: Exclude<BankRole, 'mentor'> | 'mentor'
    /** Months ago they were approved. */
    approved: number
    /** Theme code and level, as in "G1:3 K2:2". */
    themes: string
    daysPerYear: number
    reviewsPerYear?: number
    maxKm?: number
    isNamePublic?: boolean
    dayRatePence?: number
    /** Months until (or, negative, since) their insurance ends. */
    insurance?: number
    canTravel?: boolean
    /** Months ago their DBS certificate was seen; none is needed when left out. */
    dbsSeen?: number
    /** Days until (or, negative, since) each is due; confirmed when an administrator has seen that it is met. */
    conditions?: { text: string; due: number; isConfirmed?: boolean }[]
  }
  /** Months ago they last declared their interests; four when left out. */
  declared?: number
  /** Shown on the sign-in page: what becoming this person shows. */
  note?: string
}

const head = (name: string, yotCode: string, since: number, more: Partial<CastMember> = {}): CastMember => ({
  name,
  yotCode,
  level: 'head',
  since,
  ...more,
})
const second = (name: string, yotCode: string, since: number, more: Partial<CastMember> = {}): CastMember => ({
  name,
  yotCode,
  level: 'second_tier',
  since,
  ...more,
})
const associate = (name: string, past: PastPost[], more: Partial<CastMember> = {}): CastMember => ({
  name,
  yotCode: null,
  level: 'head',
  since: 0,
  past,
  ...more,
})
const reviewer = (approved: number, themes: string, daysPerYear = 6, more: Partial<CastMember['bank']> = {}) => ({
  rung: 'reviewer' as const,
  approved,
  themes,
  daysPerYear,
  ...more,
})
const coLead = (approved: number, themes: string, daysPerYear = 8, more: Partial<CastMember['bank']> = {}) => ({
  rung: 'co_lead' as const,
  approved,
  themes,
  daysPerYear,
  ...more,
})

export const cast: CastMember[] = [
  // The people most worth becoming first.
  head('Rowan Ashdown', 'hull', 40, {
    note: 'In a service: head of Hull, whose peer review is approved and waits for a team.',
  }),
  head('Merle Finchley', 'leeds', 62, {
    note: 'In a service: head of Leeds, who asked for a peer review last week; the coordinator has yet to check it.',
  }),
  head('Teal Harkness', 'bristol', 30, {
    note: 'In a service: head of Bristol, who has just had a review and has a rating to give.',
  }),
  second('Wren Calloway', 'york', 50, {
    office: { role: 'coordinator', region: 'Yorks Hum' },
    note: 'In the association: coordinator for Yorkshire and the Humber; checks requests, proposes teams, invites.',
  }),
  second('Jasper Thorn', 'camden', 44, {
    office: { role: 'coordinator', region: 'London' },
    note: 'In the association: coordinator for London.',
  }),
  second('Hazel Brambling', 'leeds', 38, {
    office: { role: 'administrator' },
    note: 'In the association: administrator, and a manager in Leeds; the request from Leeds does not exist for her.',
  }),
  head('Linden Marsh', 'gloucestershire', 80, {
    office: { role: 'administrator' },
    note: 'In the association: administrator; sends applications to their panels, reads the audit log.',
  }),
  head('Sorrel Whitlock', 'cardiff', 55, {
    office: { role: 'board_member' },
    note: 'In the association: member of the programme board; approves, defers, redirects or declines requests.',
  }),
  head('Alder Kestrel', 'manchester', 47, { office: { role: 'board_member' } }),
  head('Bryony Heath', 'nottingham', 70, {
    office: { role: 'assessor' },
    note: 'In the association: assessor with a view to record on an application.',
  }),
  second('Corin Sedge', 'devon', 33, {
    office: { role: 'assessor' },
    note: 'In the association: assessor who recorded a view, and cannot see the other one yet.',
  }),
  head('Ffion Rhosyn', 'wrexham', 41, {
    office: { role: 'assessor' },
    bank: { rung: 'mentor', approved: 20, themes: 'H2:3 K2:2', daysPerYear: 4 },
    note: 'In the association: assessor in Wales.',
  }),
  second('Tamar Reed', 'salford', 29, {
    office: { role: 'assessor' },
    note: 'In the association: assessor in the North West.',
  }),

  // Co-leads.
  head('Isla Goldcrest', 'newcastle-upon-tyne', 66, {
    bank: coLead(20, 'A1:3 A2:3 G1:2 K2:2 L1:3 F7:2', 9, { isNamePublic: true }),
    note: 'In the bank: co-lead of the team at work in Coventry; as head of Newcastle upon Tyne, asked for training.',
  }),
  head('Dunlin Croft', 'liverpool', 58, { bank: coLead(26, 'G1:3 G2:3 G4:2 K3:2 A3:2 J1:2', 8) }),
  head('Myrtle Osprey', 'birmingham', 73, { bank: coLead(30, 'K3:3 K2:3 A2:2 B6:3 D4:2', 8, { isNamePublic: true }) }),
  head('Heron Vale', 'kent', 49, { bank: coLead(14, 'D1:3 D3:3 D4:2 C2:2 K1:3 K2:2', 10) }),
  head('Briar Larkin', 'suffolk', 61, {
    bank: coLead(32, 'J1:3 J2:3 J5:2 F6:2 K2:2 A4:2', 8),
    note: 'In a service: head of Suffolk, who flagged a rating; it was decided, and she can appeal.',
  }),
  head('Aspen Loxley', 'derby', 36, { bank: coLead(11, 'C1:3 C3:3 C4:3 L1:2 L3:2 K3:2', 7) }),
  head('Celyn Hebog', 'swansea', 52, { bank: coLead(22, 'H1:3 H2:3 B4:2 K1:2 K2:3', 8) }),
  second('Fern Ravenhill', 'plymouth', 45, { bank: coLead(17, 'I2:3 I3:3 I5:2 I1:2 F6:3 K2:2', 7) }),
  head('Jay Thornbury', 'lambeth', 27, { bank: coLead(9, 'J1:3 K3:3 A7:3 E1:2 K4:2', 8) }),
  head('Olive Swift', 'wakefield', 34, {
    bank: coLead(19, 'L2:3 L5:3 A1:2 B2:2 K2:2', 6),
    note: 'In a service: head of Wakefield, whose rating of an associate was flagged and is being decided.',
  }),
  head('Quill Sparrow', 'hertfordshire', 22, { bank: coLead(7, 'A5:3 A6:3 B1:2 C2:2 K3:2', 6) }),

  // Facilitators.
  head('Marsh Lapwing', 'stockport', 90, {
    bank: {
      rung: 'facilitator',
      approved: 33,
      themes: 'L4:3 L6:3 A2:3 A1:3 K2:2',
      daysPerYear: 10,
      isNamePublic: true,
    },
  }),
  head('Juniper Stone', 'dorset', 77, {
    bank: { rung: 'facilitator', approved: 28, themes: 'L1:3 L2:3 F1:2 K3:3 K2:3', daysPerYear: 8 },
  }),

  // Reviewers in kind, from every region.
  second('Arlo Pipit', 'gateshead', 31, { bank: reviewer(18, 'F1:3 F2:3 F4:2 K2:2') }),
  second('Ivy Redstart', 'durham', 26, { bank: reviewer(8, 'I4:3 I3:2 F6:2 K1:2') }),
  head('Birch Nightingale', 'cumberland', 43, { bank: reviewer(24, 'A6:3 A4:2 D2:3 K2:2', 5) }),
  second('Maple Dunnock', 'wigan', 37, {
    bank: reviewer(16, 'G1:3 G3:2 E2:2 K3:2'),
    note: 'In the bank: reviewer in kind; a manager in Wigan who also offers in her own name, with her service’s consent.',
  }),
  second('Clover Wheatear', 'bolton', 20, { bank: reviewer(6, 'E1:3 E3:2 F7:2 K2:2', 5) }),
  head('Sage Fieldfare', 'sheffield', 39, {
    bank: reviewer(35, 'J2:3 J5:3 F6:2 K3:2'),
    note: 'In a service: head of Sheffield, who checks the facts of a draft report.',
  }),
  second('Robin Teasel', 'kirklees', 48, { bank: reviewer(27, 'C2:3 C4:2 C1:2 L3:2', 4) }),
  // Worked in Hull until about three years ago: the absence a proposal for Hull explains.
  head('Linnet Crake', 'lincolnshire', 34, {
    past: [{ yotCode: 'hull', level: 'second_tier', from: 98, until: 35 }],
    bank: coLead(25, 'G1:3 G4:3 A1:2 K2:3 F7:2', 8, { isNamePublic: true }),
  }),
  second('Tansy Merlin', 'leicester', 28, { bank: reviewer(13, 'K3:3 B6:2 B5:2 K2:2') }),
  second('Basil Curlew', 'northamptonshire', 24, { bank: reviewer(10, 'F3:3 F5:2 I6:3 K1:2') }),
  head('Poppy Stonechat', 'coventry', 33, {
    bank: reviewer(15, 'D3:3 D4:3 D5:2 C2:2 K3:2'),
    note: 'In a service: head of Coventry, whose review visit has begun and waits for its feedback.',
  }),
  second('Lark Bellamy', 'west-mercia', 41, { bank: reviewer(23, 'J3:3 F6:3 F7:2 J7:2', 5) }),
  second('Elder Warbler', 'walsall', 18, {
    bank: reviewer(5, 'G2:3 E2:3 G4:2 K2:2'),
    note: 'In the bank: reviewer of whom a co-lead has said a word; the profile says what the next role asks for.',
  }),
  head('Rue Sandpiper', 'norfolk', 57, {
    bank: reviewer(29, 'I2:3 I1:3 K5:2 K2:2'),
    note: 'In a service: head of Norfolk, who prepares for a visit: self-assessment, documents, programme.',
  }),
  second('Ash Bunting', 'luton', 30, { bank: reviewer(12, 'J1:3 J2:2 A7:2 K3:2') }),
  second('Nettle Gannet', 'essex', 35, { bank: reviewer(9, 'G1:2 G4:3 H3:2 K2:2') }),
  head('Willow Avocet', 'hackney', 25, { bank: reviewer(7, 'K3:3 K4:3 K2:3 J1:2', 7) }),
  second('Reed Kittiwake', 'croydon', 32, { bank: reviewer(34, 'E1:2 E2:2 J1:2 H1:3') }),
  second('Dale Petrel', 'islington', 21, {
    bank: reviewer(4, 'I3:2 I6:2 F6:2 K2:2', 5, { dbsSeen: 37 }),
    declared: 11,
  }),
  head('Thyme Godwit', 'hampshire', 46, {
    bank: reviewer(19, 'A5:2 B1:3 B2:3 K1:2'),
    note: 'In a service: head of Hampshire, who has a final report, a plan to write and something to share.',
  }),
  second('Pearl Turnstone', 'oxfordshire', 27, {
    bank: reviewer(11, 'D1:2 D6:3 K5:3 K2:2', 6, {
      conditions: [
        { text: 'Observe one more review before reviewing.', due: 20 },
        { text: 'Read the code of conduct again, and say so.', due: -60, isConfirmed: true },
      ],
    }),
  }),
  second('Flint Dotterel', 'surrey', 38, { bank: reviewer(14, 'C3:3 C6:3 F1:2 L1:2', 6, { dbsSeen: 35 }) }),
  head('Moss Whimbrel', 'cornwall', 51, { bank: reviewer(22, 'F8:2 G1:2 I4:2 K6:3', 6, { maxKm: 250 }) }),
  second('Gale Shearwater', 'somerset', 23, { bank: reviewer(8, 'K2:3 K1:3 H2:2 I5:2') }),
  second('Eira Pioden', 'newport', 34, { bank: reviewer(17, 'H1:2 B4:3 D5:2 K2:2') }),
  second('Bryn Gwylan', 'gwynedd-and-ynys-mon', 40, {
    bank: reviewer(18, 'K1:3 K6:2 F5:3 K2:2', 5, { canTravel: false }),
  }),
  second('Storm Guillemot', 'wirral', 19, {
    isOnLeave: true,
    declared: 14,
    bank: reviewer(3, 'F6:2 J5:2 K3:2', 4, {
      conditions: [{ text: 'Complete the refresher on safeguarding in reviews.', due: -9 }],
    }),
  }),

  // The lower rungs.
  second('Kit Goosander', 'sunderland', 16, {
    bank: { rung: 'observer', approved: 4, themes: 'F2:2 F3:2', daysPerYear: 4 },
  }),
  second('Lyra Garganey', 'brent', 14, {
    bank: { rung: 'observer', approved: 3, themes: 'K3:2 D4:1', daysPerYear: 4 },
  }),
  second('Vesper Pochard', 'reading', 12, {
    bank: { rung: 'trainee', approved: 2, themes: 'C2:2 C4:2', daysPerYear: 3 },
  }),
  second('Onyx Gadwall', 'doncaster', 10, {
    bank: { rung: 'trainee', approved: 1, themes: 'G1:1 I4:2', daysPerYear: 3 },
  }),

  // Associates: mostly people who led a service and left.
  associate('Gwen Egret', [{ yotCode: 'ealing', level: 'head', from: 150, until: 18 }], {
    bank: coLead(16, 'A1:3 L1:3 L2:3 K2:2 K3:2', 40, {
      dayRatePence: 55_000,
      insurance: 7,
      isNamePublic: true,
      reviewsPerYear: 3,
    }),
    note: 'In the bank: associate who charges by the day, offers consultancy and has ratings.',
  }),
  associate('Perry Bittern', [{ yotCode: 'sefton', level: 'head', from: 160, until: 20 }], {
    bank: coLead(20, 'G1:3 G2:3 E2:3 K2:2', 30, { dayRatePence: 48_000, insurance: -1, isNamePublic: true }),
    note: 'In the bank: associate whose insurance lapsed last month; charged work has stopped.',
  }),
  associate('Coral Fulmar', [{ yotCode: 'medway', level: 'head', from: 190, until: 49 }], {
    bank: {
      rung: 'mentor',
      approved: 30,
      themes: 'A2:3 B2:3 L6:3',
      daysPerYear: 20,
      dayRatePence: 42_000,
      insurance: 5,
    },
    note: 'In the bank: associate four years out of practice, who may mentor and train but not review.',
  }),
  associate('Jude Scoter', [{ yotCode: 'powys', level: 'second_tier', from: 120, until: 14 }], {
    bank: reviewer(12, 'H2:3 B4:3 K1:3 K2:3', 25, { dayRatePence: 40_000, insurance: 9 }),
  }),
  associate('Opal Wigeon', [{ yotCode: 'redbridge', level: 'head', from: 110, until: 25 }], {
    bank: reviewer(22, 'C1:3 C2:3 C3:2 C4:3', 30, { dayRatePence: 50_000, insurance: 2, isNamePublic: true }),
  }),

  // Applying to the bank.
  second('Cedar Nuthatch', 'trafford', 42, {
    note: 'Applying to the bank: two assessors have the application.',
  }),
  second('Dusty Hawfinch', 'rotherham', 36, {
    note: 'Applying to the bank: one reference is still to come.',
  }),
  second('Ember Crossbill', 'hull', 20, {
    note: 'Applying to the bank: everything is in, and the panel can be chosen.',
  }),
  second('Laurel Siskin', 'medway', 26, {
    note: 'Applying to the bank: a manager in Medway who has not begun.',
  }),

  // Others who hold posts, so that services look like services.
  second('Ferris Oriole', 'bristol', 18),
  head('Peregrine Hall', 'camden', 37, { kind: 'interim', since: 4 }),
  head('Sable Ouzel', 'york', 60),
  head('Iris Ptarmigan', 'northumberland', 44, { kind: 'acting', since: 5 }),
  head('Hollis Grebe', 'brighton-and-hove', 29),
  second('Tern Hollow', 'brighton-and-hove', 15),
  head('Myla Treecreeper', 'cheshire', 53),
  head('Owen Barcud', 'powys', 31, {
    note: 'In a service: head of Powys, whose review is closed and keeps its pages.',
  }),
]

/** Posts that nobody holds. */
export const vacantPosts: { yotCode: string; title: string; level: PostLevel; since: number }[] = [
  { yotCode: 'wirral', title: 'Head of service', level: 'head', since: 2 },
  { yotCode: 'medway', title: 'Head of service', level: 'head', since: 49 },
  { yotCode: 'hull', title: 'Team manager, court and resettlement', level: 'manager', since: 3 },
]
