import { describe, expect, it } from 'vitest'
import { typedText } from './typed-text.ts'

/** Of each kind of sign that nobody sees, its code points. */
const unseen: Record<string, number[]> = {
  'control characters': [0x00, 0x01, 0x07, 0x1b, 0x7f, 0x85, 0x9f],
  'zero-width spaces and joiners': [0x200b, 0x200c, 0x200d, 0x2060, 0x2063, 0xfeff, 0x180e],
  'soft hyphens': [0xad],
  fillers: [0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x034f, 0x17b4],
  'signs that turn the writing': [0x200e, 0x200f, 0x061c, 0x202a, 0x202e, 0x2066, 0x2069],
  'variation selectors and tags': [0xfe00, 0xfe0f, 0xe0100, 0xe0001, 0xe0041],
}

describe('a text as it was typed', () => {
  it('counts a line break once, however it was sent', () => {
    expect(typedText('a\r\nb\rc\n\nd')).toBe('a\nb\nc\n\nd')
  })

  it.each(Object.entries(unseen))('is nothing where it is only %s', (_, points) => {
    for (const point of points) expect(typedText(String.fromCodePoint(point)), point.toString(16)).toBe('')
    expect(typedText(String.fromCodePoint(...points))).toBe('')
    expect(typedText(`inter${String.fromCodePoint(...points)}est`)).toBe('interest')
  })

  it.each(['Sioned Wyn-Ŵyth', 'a\tb', '£1,250 — “so” …', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '👩🏽‍🚒', '❤️‍🔥', '1️⃣', 'می‌خواهم', 'क्‍ष', 'e\u0301'])(
    'keeps %s',
    (text) => {
      expect(typedText(text)).toBe(text)
    },
  )
})
