/** Into how many parts one decision splits a unit. */
export const mostParts = 8;
