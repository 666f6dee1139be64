/** Space-separated tokens, as `class` and `aria-describedby` want them; undefined when there are none. */
export function tokens(...parts: readonly (string | false | null | undefined)[]): string | undefined {
  return parts.filter(Boolean).join(' ') || undefined
}
