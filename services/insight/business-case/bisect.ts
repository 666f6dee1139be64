/** Halvings: a range of a million is a trillionth of itself after sixty. */
const halvings = 80

/**
 * Where a function that only grows (or only falls) comes to nought, by halving the range again and again; null where it does not within it.
 * Where it is not below nought at the beginning, that is the answer, unless `isExact` asks for the crossing itself.
 */
export const bisect = (at: (x: number) => number, from: number, until: number, isExact = false): number | null => {
  const [first, last] = [at(from), at(until)]
  if (!isExact && first >= 0) return from
  if (first === 0) return from
  if (last === 0) return until
  if (first < 0 === last < 0) return null
  let [low, high] = [from, until]
  for (let turn = 0; turn < halvings; turn += 1) {
    const middle = (low + high) / 2
    if (at(middle) < 0 === first < 0) low = middle
    else high = middle
  }
  return high
}
