/** What somebody typed, its lines kept apart; an empty line begins a paragraph. */
export const TypedText = ({ text }: { text: string }) => (
  <>
    {text
      .split(/\n\s*\n/)
      .filter((block) => block.trim() !== '')
      .map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place in the text
        <p className="govuk-body app-kept-line-breaks" key={index}>
          {block.trim()}
        </p>
      ))}
  </>
)
