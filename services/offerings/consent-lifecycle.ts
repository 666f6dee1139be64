import type { ConsentStatus } from '#prisma/generated/enums.ts'
import { lifeOf } from '#services/core/life/life.ts'

/** The life of a service's consent that somebody in post there offers in their own name. */
export const consentLife = lifeOf({
  noun: 'consent',
  states: {
    asked: 'Asked',
    given: 'Given',
    refused: 'Refused',
    withdrawn: 'Withdrawn',
    ended: 'Ended',
  } satisfies Record<ConsentStatus, string>,
  marks: { open: ['asked', 'given'], over: ['refused', 'withdrawn', 'ended'] },
  moves: {
    asked: { from: [null], to: 'asked', by: ['person'], says: 'Ask your service' },
    given: { from: ['asked'], to: 'given', by: ['lead'], says: 'Agree' },
    refused: { from: ['asked'], to: 'refused', by: ['lead'], says: 'Do not agree' },
    withdrawn: { from: ['given'], to: 'withdrawn', by: ['lead'], says: 'Withdraw it' },
    'taken-back': { from: ['asked', 'given'], to: 'ended', by: ['person'], says: 'Take it back' },
    'run-out': { from: ['asked', 'given'], to: 'ended', by: ['system'], says: 'End it on its day' },
  },
})

export type ConsentEvent = (typeof consentLife.events)[number]
