// A form and a list: script would weigh more than it does here.
export const csr = false;
