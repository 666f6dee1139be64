import { tokens } from '#app/components/govuk/tokens.ts'

/**
 * Our mark: two circles that overlap, and a point in what they share. A second pair of eyes. Decoration beside the name, so
 * hidden from screen readers.
 */
export function Mark({ className, height = 30 }: { className?: string; height?: number }) {
  return (
    <svg
      className={tokens('app-mark', className)}
      xmlns="http://www.w3.org/2000/svg"
      viewBox="0 0 38 30"
      width={(height * 38) / 30}
      height={height}
      strokeWidth="3"
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="14" cy="15" r="10.5" />
      <circle cx="24" cy="15" r="10.5" />
      <circle className="app-mark__point" cx="19" cy="15" r="3.5" />
    </svg>
  )
}
