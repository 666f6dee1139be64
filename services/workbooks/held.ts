import { type Held, keptAsMade } from '#services/core/held.ts'

/** What this room holds about people. */
export const held: Held = {
  unshown: {
    'WorkbookView.byId': 'What you said of a statement stands in the workbook of your side, by your name.',
    'WorkbookSent.byId': 'That you sent a side’s views stands in the workbook, by your name.',
    'WorkbookContributor.invitedById': 'Whom you asked to fill in a workbook is on its page.',
  },
  staying: {
    'WorkbookView.byId': keptAsMade,
    'WorkbookSent.byId': keptAsMade,
  },
}
