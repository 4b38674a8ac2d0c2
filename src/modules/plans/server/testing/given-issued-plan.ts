/** For tests of other modules, which enter a module's preparations here. */
export { givenDraftPlan, givenIssuedPlan } from '#app/modules/plans/server/cascade/testing/given-issued-plan.ts';
