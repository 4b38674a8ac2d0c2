// A short form and a list: answered as HTML, no script is needed.
export const csr = false;
