import type { Ctx } from '#services/core/context.ts'
import { tell } from '#services/notifications/index.ts'
import type { OutsideRow } from './providers.ts'

/** One letter to whoever speaks for a provider, once per occasion, in the caller's transaction: at the address given while nobody is here for it. */
export const tellSpeaker = (
  ctx: Ctx,
  row: Pick<OutsideRow, 'id' | 'ref' | 'contactId' | 'contactAddress'>,
  { occasion, subject, lines, text }: { occasion: string; subject: string; lines: string[]; text: string },
): Promise<void> =>
  tell(ctx, {
    people: [row.contactId ?? { address: row.contactAddress, as: 'asker' }],
    about: { kind: 'outside-provider', id: row.id },
    occasion,
    kind: 'decision',
    letter: {
      subject,
      lines,
      action: { text, path: row.contactId === null ? '/outside' : `/outside/${row.ref}/manage` },
    },
  })
