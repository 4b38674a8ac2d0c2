// Lists and small forms: script would weigh more than it does here.
export const csr = false;
