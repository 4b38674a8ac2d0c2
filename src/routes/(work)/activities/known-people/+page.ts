// Answered as HTML and usable without script, so none is sent.
export const csr = false;
