/** The only door for routes and other modules. */
export { remindAll } from '#app/modules/home/server/remind-all.ts';
export { workOfToday } from '#app/modules/home/server/work-of-today.ts';
