import { createContext } from 'svelte';

/** What a form tells the button inside it. */
export type FormState = { readonly sending: boolean };

const [read, write] = createContext<FormState>();

export const setFormState = write;

/** The form round this component, or null where a plain `<form>` is used. */
export function getFormState(): FormState | null {
  try {
    return read();
  } catch {
    return null; // createContext throws outside a provider; a lone button is a legitimate use
  }
}
