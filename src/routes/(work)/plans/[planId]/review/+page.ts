// Long lists with a form a line: as plain HTML, with a small script of its own (static/review.js).
export const csr = false;
