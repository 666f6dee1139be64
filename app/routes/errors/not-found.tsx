import { pageNotFound } from '#app/http/respond.ts'

/** Every URL that routes.ts does not name. */
export const loader = () => {
  throw pageNotFound()
}

export const action = () => {
  throw pageNotFound()
}

export default function NotFound() {
  return null
}
