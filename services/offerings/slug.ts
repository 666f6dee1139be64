/** Pages of our own under /offerings. */
const reserved: readonly string[] = ['', 'compare', 'new', 'own-name', 'yours']

/** A title as a URL says it: "children’s voices" → "childrens-voices". Never empty, and never a page's own name. */
export const slugFrom = (title: string): string => {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}’']/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
  return reserved.includes(slug) ? 'offering' : slug
}
