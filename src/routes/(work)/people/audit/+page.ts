// A long table of links, seldom opened: as HTML it weighs nothing beyond the page.
export const csr = false;
