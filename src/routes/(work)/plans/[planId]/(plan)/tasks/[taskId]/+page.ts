// A long form on a cheap phone and a slow line: it is answered as HTML and works without script, so none is sent.
export const csr = false;
