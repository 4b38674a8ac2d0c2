/** How a plan can begin. */
export const planWays = ['file', 'paste', 'blank', 'copy'] as const;
export type PlanWay = (typeof planWays)[number];
