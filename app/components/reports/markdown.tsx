import type { ReactNode } from 'react'
import type { Block, Inline } from '#services/documents/index.ts'

/* A text's tree as markup. Nothing of it is ever HTML that somebody typed. */

const Words = ({ children }: { children: readonly Inline[] }) => (
  <>
    {children.map((child, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place in the text
      <Word word={child} key={at} />
    ))}
  </>
)

const Word = ({ word }: { word: Inline }) => {
  switch (word.kind) {
    case 'text':
      return word.text
    case 'break':
      return <br />
    case 'strong':
      return (
        <strong>
          <Words>{word.children}</Words>
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Words>{word.children}</Words>
        </em>
      )
    case 'link':
      return (
        <a className="govuk-link" href={word.href} rel="noreferrer">
          <Words>{word.children}</Words>
        </a>
      )
  }
}

/** A heading of the text, below the level of the page's own. */
const Heading = ({ level, children }: { level: number; children: ReactNode }) => {
  const Tag = level <= 3 ? 'h3' : 'h4'
  return <Tag className="govuk-heading-s">{children}</Tag>
}

type Mark = (paragraph: number) => ReactNode

type Props = {
  tree: readonly Block[]
  /** What stands before a paragraph that can be pointed at, by its number from 1. */
  mark?: Mark
}

/** A text as it is read. */
export const Markdown = ({ tree, mark }: Props) => {
  let paragraph = 0
  const next = () => {
    paragraph += 1
    return mark?.(paragraph)
  }
  return (
    <>
      {tree.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place in the text
        <TopBlock block={block} next={next} key={at} />
      ))}
    </>
  )
}

/** A block at the top of a text, its paragraphs counted as `paragraphsOf` counts them. */
const TopBlock = ({ block, next }: { block: Block; next: () => ReactNode }) => {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p className="govuk-body">
          {next()}
          <Words>{block.children}</Words>
        </p>
      )
    case 'list':
      return <ListOf block={block} next={next} />
    case 'quote': {
      const before = next()
      return (
        <div className="govuk-inset-text">
          {before}
          <Blocks blocks={block.blocks} />
        </div>
      )
    }
    default:
      return <PlainBlock block={block} />
  }
}

const ListOf = ({ block, next }: { block: Extract<Block, { kind: 'list' }>; next?: (() => ReactNode) | undefined }) => {
  const Tag = block.isOrdered ? 'ol' : 'ul'
  return (
    <Tag
      className={`govuk-list ${block.isOrdered ? 'govuk-list--number' : 'govuk-list--bullet'}`}
      {...(block.isOrdered && block.start !== 1 ? { start: block.start } : {})}
    >
      {block.items.map((item, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the list
        <li key={at}>
          {next?.()}
          <Item blocks={item} />
        </li>
      ))}
    </Tag>
  )
}

/** An item of one paragraph stands without a paragraph of its own. */
const Item = ({ blocks }: { blocks: readonly Block[] }) => {
  const [first, ...rest] = blocks
  if (first?.kind !== 'paragraph') return <Blocks blocks={blocks} />
  return (
    <>
      <Words>{first.children}</Words>
      <Blocks blocks={rest} />
    </>
  )
}

const Blocks = ({ blocks }: { blocks: readonly Block[] }) =>
  blocks.map((block, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place in the text
    <PlainBlock block={block} key={at} />
  ))

const PlainBlock = ({ block }: { block: Block }) => {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p className="govuk-body">
          <Words>{block.children}</Words>
        </p>
      )
    case 'heading':
      return (
        <Heading level={block.level}>
          <Words>{block.children}</Words>
        </Heading>
      )
    case 'list':
      return <ListOf block={block} />
    case 'quote':
      return (
        <div className="govuk-inset-text">
          <Blocks blocks={block.blocks} />
        </div>
      )
    case 'rule':
      return <hr className="govuk-section-break govuk-section-break--m govuk-section-break--visible" />
  }
}
