import type { Walker } from './walker.ts'

type Arrive = () => Promise<Walker>

/** Step 1: the register shows a service with its region, councils and neighbours, and finds it by what people type. */
export const findServices = async (arrive: Arrive) => {
  const visitor = await arrive()
  for (const [typed, name] of [
    ['Leeds YOT', 'Leeds Youth Justice Service'],
    ['hackney youth justice', 'Hackney Youth Justice Service'],
    ['wolverhamton', 'Wolverhampton Youth Justice Service'],
  ] as const) {
    await visitor.open(`/yots?q=${encodeURIComponent(typed)}`)
    await visitor.sees(name)
  }
  await visitor.open('/yots/leeds')
  await visitor.sees('Yorkshire and the Humber')
  await visitor.sees('Bradford')
  await visitor.leave()
}
