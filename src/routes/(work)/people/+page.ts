// A table with a form in each line, seldom opened: as HTML it weighs nothing beyond the page.
export const csr = false;
