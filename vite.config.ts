import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/**
 * What nearly every page of the workplace shows. Cut into a file for each component, as the builder does by itself,
 * a first visit weighed 6 kB more: each small file is compressed alone. Pages without script load none of it.
 */
const everywhere = [
  'ui/(Frame|FrameNavigation|UnitSwitch|AccountMenu|SearchBox|KeyLayer|Logo|Icon|Button|Alert|Section|PageHead)',
  'ui/(Breadcrumbs|Form|FieldFrame|Field|SubmitButton|StatusMark|StatusShape|Badge|EmptyState)',
  'ui/(keyboard|form-context|frame-navigation)',
  'paraglide/(runtime|messages/(ui_alert|ui_state|ui_sort|ui_table|ui_required|ui_sending|ui_you|ui_search|frame_))',
];
const everywhereModule = new RegExp(`src/(${everywhere.join('|')})`);

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ out: 'build' }),
      // The list of all pages stays here: it was 3 kB of every first visit, and grew with each page.
      router: { resolution: 'server' },
      // Nonces, because pages are made on request; nothing from another host is ever loaded.
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one inline style there is: SvelteKit's own, on the element that announces pages to screen readers.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  build: { target: 'es2022' },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [{ name: 'frame', test: (id) => everywhereModule.test(id.replaceAll('\\', '/')) }],
            },
          },
        },
      },
    },
  },
});
