/** For tests of other modules, which enter a module's preparations here. */
export { givenIssuedPlan } from '#app/modules/plans/server/cascade/testing/given-issued-plan.ts';
