/** What somebody typed, its lines kept apart. */
export const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text
      .split(/\n\s*\n?/)
      .filter((line) => line.trim() !== '')
      .map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text
        <p className="govuk-body" key={index}>
          {line}
        </p>
      ))}
  </>
)
