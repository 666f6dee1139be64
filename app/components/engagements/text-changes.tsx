type Piece = { text: string; kind: 'same' | 'added' | 'removed' }

/** Lines that stand in one text and not in the other, in the order of the newer. */
const changesBetween = (before: string, after: string): Piece[] => {
  const [old, now] = [before.split('\n'), after.split('\n')]
  // The longest run of lines that both have, by the table of Wagner and Fischer; texts here have a few dozen lines.
  const kept = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0))
  const at = (row: number, column: number) => kept[row]?.[column] ?? 0
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const line = kept[row]
      if (line)
        line[column] =
          old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  const pieces: Piece[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    if (row < old.length && column < now.length && old[row] === now[column]) {
      pieces.push({ text: now[column] ?? '', kind: 'same' })
      row += 1
      column += 1
    } else if (column < now.length && (row >= old.length || at(row, column + 1) >= at(row + 1, column))) {
      pieces.push({ text: now[column] ?? '', kind: 'added' })
      column += 1
    } else {
      pieces.push({ text: old[row] ?? '', kind: 'removed' })
      row += 1
    }
  }
  return pieces.filter(({ text }) => text.trim() !== '')
}

/** What differs between two texts, said in words as well as marked. */
export const TextChanges = ({ before, after }: { before: string; after: string }) => (
  <ul className="govuk-list">
    {changesBetween(before, after)
      .filter(({ kind }) => kind !== 'same')
      .map(({ text, kind }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the text
        <li key={at}>
          <strong>{kind === 'added' ? 'Added: ' : 'Removed: '}</strong>
          {kind === 'added' ? <ins>{text}</ins> : <del>{text}</del>}
        </li>
      ))}
  </ul>
)
