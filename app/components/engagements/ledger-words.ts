/** Minutes as hours, to the quarter. */
export const ledgerHours = (minutes: number): string => (Math.round(minutes / 15) / 4).toLocaleString('en-GB')

export const basisWords = {
  free: 'Free',
  in_kind: 'In kind',
  cost_recovery: 'Cost recovery',
  charged: 'Charged',
} as const
