import type { Walker } from './walker.ts'

type Arrive = () => Promise<Walker>

const mover = 'Clover Wheatear'
const oldAddress = 'clover.wheatear@example.org'
const newAddress = 'clover@hull.example.org'

/**
 * Somebody who changed jobs and remembers nothing but an old work address: the new head vouches for them, and the old
 * address still takes them to their own home page, as the same person in the new post.
 */
export const comeBack = async (arrive: Arrive) => {
  const head = await arrive()
  await head.become('Rowan Ashdown')
  await head.open('/yots/hull/posts')
  await head.press(/Change.*Team manager, court/)
  await head.type({ name: mover, address: newAddress })
  await head.unfold('They come from another service')
  await head.type({ formerAddress: oldAddress })
  await head.press('Record who holds the post')
  await head.sees(`${mover} holds the post`)
  await head.leave()

  const returning = await arrive()
  await returning.signIn(oldAddress)
  await returning.sees(`Signed in as ${mover}`)
  await returning.open('/account')
  await returning.sees(newAddress)
  await returning.sees(oldAddress)
  await returning.open('/yots/hull')
  await returning.sees(mover)
  await returning.leave()
}
