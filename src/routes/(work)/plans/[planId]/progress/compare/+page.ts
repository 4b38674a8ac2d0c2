// Everything here is a link or a form sent as an address: sorting, opening a branch, another day. No script is needed.
export const csr = false;
