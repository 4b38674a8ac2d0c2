// Everything is a link or a plain form: it works on any phone, and prints.
export const csr = false;
