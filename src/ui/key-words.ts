import { m } from '#app/paraglide/messages.js';

/** The list of keys in the reader's language, made on the server: seldom read, its words would weigh on every page. */
export function keyWords(): KeyWords {
  return {
    title: m.ui_keys_title(),
    close: m.ui_close(),
    note: m.ui_keys_note(),
    keys: [
      ['/', m.ui_keys_search()],
      ['n', m.ui_keys_record()],
      ['?', m.ui_keys_help()],
      ['Esc', m.ui_keys_close()],
    ],
  };
}

export interface KeyWords {
  title: string;
  close: string;
  note: string;
  /** Each key and what it does. */
  keys: [string, string][];
}
