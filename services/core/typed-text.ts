/** Signs that nobody sees but that make one of several: flags, families, keycaps, and letters of scripts that join. */
const joining = [
  String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=[\p{Extended_Pictographic}])\ufe0f`,
  String.raw`(?<=[#*\d])\ufe0f(?=\u20e3)`,
  String.raw`(?<=\u{1f3f4})[\u{e0020}-\u{e007f}]+`,
  String.raw`(?<=(?!\p{Script=Latin})[\p{L}\p{M}])[\u200c\u200d](?=(?!\p{Script=Latin})[\p{L}\p{M}])`,
]

/** Control and format characters, soft hyphens, marks that turn the direction of writing, and letters and blanks that only fill a place. */
const unseen = String.raw`(?![\n\t])[\p{Cc}\p{Cf}\p{Variation_Selector}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]`

const hasUnseen = new RegExp(unseen, 'u')
const signs = new RegExp(`(${joining.join('|')})|${unseen}`, 'gu')

/**
 * A text as it is seen: a line break is one character, as the counter beside a box counts it, and what nobody sees is not there, so that
 * it neither fills a box that must be filled nor hides inside a word.
 */
export const typedText = (sent: string): string => {
  const text = sent.replace(/\r\n?/g, '\n')
  // Most texts have none, and looking for what joins them takes five times as long.
  return hasUnseen.test(text) ? text.replace(signs, (_, joined: string | undefined) => joined ?? '') : text
}
