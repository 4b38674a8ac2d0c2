/** A plain table for a spreadsheet: what a person sees in a list, one row below the other. */
export interface Table {
  title: string;
  columns: readonly TableColumn[];
  rows: readonly (readonly TableCell[])[];
}

export interface TableColumn {
  label: string;
  kind: 'text' | 'figure' | 'percent' | 'date';
}

/** text: a string · figure: a number · percent: the ratio, 0.925 for 92,5% · date: "YYYY-MM-DD" · null: nothing. */
export type TableCell = string | number | null;

/** Throws RangeError for a row that has another number of cells than there are columns. */
export function requireWholeRows({ columns, rows }: Table): void {
  const short = rows.findIndex((row) => row.length !== columns.length);
  if (short !== -1)
    throw new RangeError(`row ${short + 1} has ${rows[short]!.length} cells, the table ${columns.length} columns`);
}
