type Props = { title: string; figures: readonly { number: number; words: string }[] }

/** A few numbers side by side, each with what it counts. */
export const Figures = ({ title, figures }: Props) => (
  <section aria-label={title} className="app-figures">
    <dl className="app-figures__list">
      {figures.map(({ number, words }) => (
        <div key={words} className="app-figures__figure">
          <dt className="app-figures__words">{words}</dt>
          <dd className="app-figures__number">{number.toLocaleString('en-GB')}</dd>
        </div>
      ))}
    </dl>
  </section>
)
