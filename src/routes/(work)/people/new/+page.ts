// A form of a dozen fields, seldom opened: as HTML it weighs nothing beyond the page.
export const csr = false;
