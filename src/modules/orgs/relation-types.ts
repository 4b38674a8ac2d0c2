/** Links beside the direct parent, which only a reorganisation changes. */
export const relationTypes = ['managed_by', 'professional_line', 'front_body', 'party_body'] as const;
export type OtherRelation = (typeof relationTypes)[number];
