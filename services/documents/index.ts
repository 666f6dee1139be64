export { guarded, guardText } from './content-guard.ts'
export { type FileKind, fileKindOf, fileNameOf, mostBytes } from './file-kind.ts'
export {
  asMarkdown,
  type Block,
  type Inline,
  paragraphsOf,
  plainText,
  readMarkdown,
} from './markdown.ts'
export { type DocumentContent, writeDocx } from './write-docx.ts'
