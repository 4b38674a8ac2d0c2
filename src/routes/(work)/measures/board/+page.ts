// Read and seldom changed: links and plain forms are all that is needed.
export const csr = false;
