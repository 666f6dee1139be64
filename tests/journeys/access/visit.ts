import type { Ctx } from '#services/core/context.ts'
import type { Who, World } from './world.ts'

export type Fields = Record<string, string | string[] | File>

/** How to send one thing that somebody in the matrix may or may not send. */
export type Sending = {
  /** Where to, when not the page itself. */
  to?: (world: World) => string
  fields?: (world: World, who: Who) => Fields
  /** How things stand when it is sent, if not as the world was made. Undone afterwards, as is whatever was sent. */
  given?: (ctx: Ctx, world: World) => Promise<unknown>
}

/** How to visit a page of the site map. */
export type Visit = {
  at: (world: World) => string
  given?: Sending['given']
  send?: Record<string, Sending>
}

/** A day as the three boxes of a form send it. */
export const date = (name: string, iso: string): Fields => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

export const plain = (path: string): Visit => ({ at: () => path })

/** A form whose fields depend on nothing. */
export const sends = (fields: Fields = {}): Sending => ({ fields: () => fields })
