import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const scss = readFileSync(new URL('_brand.scss', import.meta.url), 'utf8')
const ours = Object.fromEntries(
  [...scss.matchAll(/^\$([a-z-]+): (#[0-9a-f]{6});/gm)].map(([, name, hex]) => [name, hex]),
)
const colours: Readonly<Record<string, string | undefined>> = {
  ...ours,
  white: '#ffffff',
  focus: '#ffdd00',
  'focus-text': '#0b0c0c',
}

/** WCAG's contrast ratio, 1 to 21. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(name: string): number {
  const hex = colours[name]
  if (!hex) throw new Error(`no colour ${name}`)
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

describe('our colours', () => {
  it.each([
    ['ink', 'white'],
    ['ink', 'surface'],
    ['brand', 'white'],
    ['white', 'brand'],
    ['white', 'action'],
    ['link', 'white'],
    ['link', 'surface'],
    ['link-hover', 'white'],
    ['focus-text', 'focus'],
  ])('text in %s reads well on %s', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['accent', 'brand'],
    ['focus', 'brand'],
    ['brand', 'surface'],
  ])('a shape in %s shows on %s', (shape, ground) => {
    expect(contrast(shape, ground)).toBeGreaterThanOrEqual(3)
  })
})
