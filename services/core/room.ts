import type { DatesSource } from './dated.ts'
import type { Held } from './held.ts'
import type { Invariant } from './invariant.ts'
import type { Job } from './jobs.ts'
import type { Joining } from './joining.ts'
import type { Leaver } from './leaver.ts'
import type { Life } from './life/life.ts'
import type { Silence } from './life/silence.ts'
import type { NewsSource } from './news.ts'
import type { Handler } from './outbox.ts'
import type { TaskSource } from './task.ts'
import type { UnderWaySource } from './under-way.ts'

/** What a room announces of itself: everything else that happens to it is a loop over `services/exchange.ts`. */
export type Room = {
  name: string
  /** What lives in it. Each has a driver in `tests/lives`, which the test of all lives asks for. */
  lives?: readonly Pick<Life, 'noun'>[]
  /** Work that returns by itself. */
  jobs?: readonly Job[]
  /** What happens by itself where nobody answers. */
  silences?: readonly Silence[]
  /** What it does when a message of this topic comes. Several rooms may listen to one topic. */
  handlers?: Readonly<Record<string, Handler>>
  /** The same for messages that are mail: they have a line of their own, so that they keep nothing else waiting. */
  post?: Readonly<Record<string, Handler>>
  /** What waits for a person. */
  tasks?: TaskSource
  /** What goes on for a person although it may wait for others. */
  underWay?: UnderWaySource
  /** What became known to every member: lines for the briefing. */
  news?: NewsSource
  /** What has a day: for calendars. */
  dates?: DatesSource
  /** Its part when somebody leaves the exchange. */
  leave?: Leaver
  /** Its part when two records of one person are joined. */
  join?: Joining
  /** What it holds about people. */
  held?: Held
  /** What must be true of its rows together. */
  invariants?: readonly Invariant[]
}
