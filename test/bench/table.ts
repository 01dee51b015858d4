/** Tables for the console: numbers to the right, names to the left, columns as wide as they must be. */

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => string
  /** Default right. */
  readonly align?: 'left'
}

export type Print = (line: string) => void

export function printTable<Row>(print: Print, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ]
  const widths = columns.map((_, i) => Math.max(...lines.map((cells) => cells[i]?.length ?? 0)))
  for (const cells of lines)
    print(
      cells
        .map((cell, i) =>
          columns[i]?.align === 'left' ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
}

/** The value below which `share` of all values lie; NaN without any. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** Digits enough to compare by: three or so that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)
}
