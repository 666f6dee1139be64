import type { Walker } from './walker.ts'

type Arrive = () => Promise<Walker>

/** Whoever is conflicted with a case sees no trace of it, and is told what anybody is told of a case that never was. */
export const seeNothingOfIt = async (arrive: Arrive) => {
  const coordinator = await arrive()
  await coordinator.become('Wren Calloway')
  await coordinator.open('/association/requests')
  await coordinator.pressIn('Leeds')
  const ref = coordinator.refInAddress(/PR-\d{4}-\d+/)
  await coordinator.leave()

  const conflicted = await arrive()
  await conflicted.become('Hazel Brambling')
  for (const path of ['', '/team', '/terms']) await conflicted.open(`/association/requests/${ref}${path}`, 404)
  await conflicted.open(`/reviews/${ref}`, 404)
  for (const path of ['/home', '/reviews', '/association', '/association/requests', '/association/audit']) {
    await conflicted.open(path)
    await conflicted.doesNotSee(ref)
  }
  await conflicted.open('/demo/outbox')
  await conflicted.doesNotSee(ref)
  await conflicted.leave()
}
