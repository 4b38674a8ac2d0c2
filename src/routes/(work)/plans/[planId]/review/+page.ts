import type { PageLoad } from './$types';

/** The forms are fetched when one is opened: looking through needs none of them. */
export const load: PageLoad = async ({ data, url }) => {
  const wants = (name: string): boolean => url.searchParams.has(name);
  return {
    ...data,
    ItemForm: wants('edit') || wants('add') ? (await import('#app/modules/plans/ReviewItemForm.svelte')).default : null,
    HeadForm: wants('head') ? (await import('#app/modules/plans/ReviewHeadForm.svelte')).default : null,
  };
};
