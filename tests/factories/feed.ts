import ICAL from 'ical.js'
import { addressOf, fetchFeed, makeFeed } from '#services/calendars/index.ts'
import type { Ctx } from '#services/core/context.ts'
import { rooms } from '#services/exchange.ts'
import { value } from '#tests/factories/application.ts'

type Kind = 'mine' | 'region' | 'courses' | 'consultations'

/** A calendar that its owner made, as programs fetch it. */
export const openFeed = async (owner: Ctx, kind: Kind = 'mine', regions: string[] = []) => {
  const { id } = value(await makeFeed(owner, { kind, regions }))
  const token = addressOf(owner, id).split('/').at(-1)?.replace('.ics', '') ?? ''
  const fetch = (ctx: Ctx, known: string | null = null) => fetchFeed(ctx, rooms, { token, known })
  const text = async (ctx: Ctx): Promise<string> => {
    const found = await fetch(ctx)
    if (found.kind !== 'calendar') throw new Error(found.kind)
    return found.text
  }
  return { id, token, fetch, text, events: async (ctx: Ctx) => eventsIn(await text(ctx)) }
}

export type ReadEvent = {
  uid: string
  sequence: number
  summary: string
  status: string
  start: string
  end: string
  stamp: string
  url: string
}

/** The events of a calendar as a strict reader has them; throws for what the standard does not allow. */
export const eventsIn = (text: string): ReadEvent[] => {
  for (const line of text.split('\r\n'))
    if (Buffer.byteLength(line) > 75 || /[\n\r]/.test(line)) throw new Error(`Not a line: ${line}`)
  const calendar = new ICAL.Component(ICAL.parse(text))
  if (calendar.getFirstPropertyValue('version') !== '2.0') throw new Error('No version')
  const seen = new Set<string>()
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const of = (name: string) => {
      const found = component.getFirstPropertyValue(name)
      if (found === null) throw new Error(`No ${name}`)
      return String(found)
    }
    const event = new ICAL.Event(component, { strictExceptions: true })
    if (seen.has(event.uid)) throw new Error(`Twice: ${event.uid}`)
    seen.add(event.uid)
    if (!event.startDate.isDate && event.startDate.zone.tzid !== 'UTC') throw new Error('Not in UTC')
    return {
      uid: event.uid,
      sequence: Number(event.sequence),
      summary: event.summary,
      status: of('status'),
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      stamp: of('dtstamp'),
      url: of('url'),
    }
  })
}
