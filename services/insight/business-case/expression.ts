/** A figure as it is worked out from others: one text for the page, for the workbook's formula and for what would break even. */
export type Expression =
  | number
  | { read: string }
  | { sum: readonly Expression[] }
  | { product: readonly Expression[] }
  | { from: Expression; take: Expression }
  | { share: Expression; by: number }

export const read = (key: string): Expression => ({ read: key })

/** What it comes to, where each key is worth this. */
export const evaluate = (expression: Expression, worth: (key: string) => number): number => {
  if (typeof expression === 'number') return expression
  if ('read' in expression) return worth(expression.read)
  if ('sum' in expression) return expression.sum.reduce<number>((total, one) => total + evaluate(one, worth), 0)
  if ('product' in expression) return expression.product.reduce<number>((total, one) => total * evaluate(one, worth), 1)
  if ('share' in expression) return evaluate(expression.share, worth) / expression.by
  return evaluate(expression.from, worth) - evaluate(expression.take, worth)
}

/** The same as a spreadsheet reads it, without the sign of equality, where each key stands in this cell. */
export const formulaOf = (expression: Expression, cellOf: (key: string) => string): string => {
  const inner = (one: Expression) => formulaOf(one, cellOf)
  if (typeof expression === 'number') return String(expression)
  if ('read' in expression) return cellOf(expression.read)
  if ('sum' in expression) return `(${expression.sum.map(inner).join('+')})`
  if ('product' in expression) return `(${expression.product.map(inner).join('*')})`
  if ('share' in expression) return `(${inner(expression.share)}/${expression.by})`
  return `(${inner(expression.from)}-${inner(expression.take)})`
}
