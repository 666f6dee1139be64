const keyed = (text: string) => text.split('\n').map((line, index) => ({ line, id: `line ${index}` }))

/** Terms of reference: a line that ends with a colon begins a section, an empty line ends it. */
export const TermsText = ({ text }: { text: string }) => (
  <section className="app-printed">
    {keyed(text)
      .filter(({ line }) => line.trim() !== '')
      .map(({ line, id }) =>
        line.endsWith(':') ? (
          <h2 className="govuk-heading-s" key={id}>
            {line.slice(0, -1)}
          </h2>
        ) : (
          <p className="govuk-body" key={id}>
            {line}
          </p>
        ),
      )}
  </section>
)
