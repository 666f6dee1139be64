/** The Earth's mean radius, in kilometres. */
const radius = 6371

/** A place as a point on the unit sphere, so that comparing many places needs no trigonometry. */
export function unitVector(lat: number, lng: number): [x: number, y: number, z: number] {
  const phi = (lat * Math.PI) / 180
  const lambda = (lng * Math.PI) / 180
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}

/** Kilometres between two places, given in degrees. */
export function kilometresBetween(one: Placed, other: Placed): number {
  const [ax, ay, az] = unitVector(one.latitude, one.longitude)
  const [bx, by, bz] = unitVector(other.latitude, other.longitude)
  return kilometres((ax - bx) ** 2 + (ay - by) ** 2 + (az - bz) ** 2)
}

type Placed = { latitude: number; longitude: number }

/**
 * Great-circle kilometres from the squared straight-line distance of two unit vectors (haversine formula, R. W. Sinnott,
 * "Virtues of the haversine", Sky and Telescope 1984). Up to 2,500 km the arcsine's series is exact to a millimetre and faster.
 */
export function kilometres(squaredChord: number): number {
  const half = Math.sqrt(squaredChord) / 2
  if (half > 0.2) return 2 * radius * Math.asin(Math.min(1, half))
  const square = half * half
  return (
    2 *
    radius *
    half *
    (1 + square * (1 / 6 + square * (3 / 40 + square * (15 / 336 + square * (105 / 3456 + square * (945 / 42240))))))
  )
}
