const width = 320
const at = (mark: number) => ((mark - 1) / 4) * (width - 20) + 10

/** Where most ratings lie between 1 and 5, and the figure; the words beneath say the same. */
export const SpreadChart = ({ shown, spread }: { shown: number; spread: { from: number; to: number } }) => (
  <figure className="app-figure govuk-!-margin-left-0 govuk-!-margin-bottom-4">
    <svg
      viewBox={`0 0 ${width} 46`}
      width="100%"
      style={{ maxWidth: `${width}px` }}
      role="img"
      aria-label={`Most ratings lie between ${spread.from} and ${spread.to}; the figure is ${shown.toFixed(1)}`}
    >
      <line x1={at(1)} x2={at(5)} y1="20" y2="20" stroke="#b1b4b6" strokeWidth="2" />
      <rect
        x={at(spread.from)}
        y="13"
        width={Math.max(4, at(spread.to) - at(spread.from))}
        height="14"
        fill="#5694ca"
      />
      <line x1={at(shown)} x2={at(shown)} y1="6" y2="34" stroke="#0b0c0c" strokeWidth="4" />
      {[1, 2, 3, 4, 5].map((mark) => (
        <text key={mark} x={at(mark)} y="45" fontSize="11" textAnchor="middle" fill="#0b0c0c">
          {mark}
        </text>
      ))}
    </svg>
    <figcaption className="govuk-body-s">
      Most ratings lie between {spread.from} and {spread.to}.
    </figcaption>
  </figure>
)
