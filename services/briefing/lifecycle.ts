import type { IssueStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/** The life of one issue of the briefing. It goes by itself; the editor may stand in its way, with a reason, for three days. */
export const issueLife = lifeOf({
  noun: 'issue',
  called: 'this issue',
  states: {
    planned: 'Planned',
    open: 'Being collected',
    held: 'Held back',
    sending: 'Going out',
    sent: 'Sent',
    corrected: 'Sent and corrected',
    skipped: 'Skipped',
  } satisfies Record<IssueStatus, string>,
  marks: {
    /** It is to go. */
    ahead: ['planned', 'open', 'held'],
    /** What stands in it can still change. */
    collecting: ['open', 'held'],
    /** It went, so that everybody can read it. */
    out: ['sending', 'sent', 'corrected'],
  },
  moves: {
    planned: { from: [null], to: 'planned', by: ['system'], says: 'Plan it' },
    opened: { from: ['planned'], to: 'open', by: ['system'], says: 'Begin to collect', title: 'Began to collect' },
    pinned: { from: ['open', 'held'], to: 'same', by: ['editor'], says: 'Put first', title: 'A line was put first' },
    'left-out': {
      from: ['open', 'held'],
      to: 'same',
      by: ['editor'],
      says: 'Leave out',
      title: 'A line was left out',
      asks: 'reason',
    },
    restored: {
      from: ['open', 'held'],
      to: 'same',
      by: ['editor'],
      says: 'As it was',
      title: 'A line stands as it was',
    },
    'held-back': {
      from: ['open'],
      to: 'held',
      by: ['editor'],
      says: 'Hold it back',
      title: 'Held back',
      guard: 'before-seven',
      asks: 'reason',
      follows: 'It goes by itself at the time you give. Everybody reads that it is late, and why.',
    },
    closed: { from: ['open', 'held'], to: 'sending', by: ['system'], says: 'Send it', guard: 'its-hour' },
    skipped: { from: ['open', 'held'], to: 'skipped', by: ['system'], says: 'Skip it' },
    delivered: {
      from: ['sending'],
      to: 'sent',
      by: ['system'],
      says: 'All have it',
      title: 'Every reader was written to',
    },
    corrected: {
      from: ['sent'],
      to: 'corrected',
      by: ['editor'],
      says: 'Correct it',
      title: 'Corrected',
      asks: 'reason',
      follows: 'The page says what was wrong, and the next issue begins with it.',
      otherwise: 'An issue is corrected once, when it has gone to everybody.',
    },
  },
})
export type IssueEvent = (typeof issueLife.events)[number]
