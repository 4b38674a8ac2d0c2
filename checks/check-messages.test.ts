import { expect, test } from 'vitest';
import { check } from './check-messages.ts';
import { sourcesOf } from './sources.ts';

const file = (words: Record<string, unknown>): string => JSON.stringify(words, null, 2);
const good = {
  'messages/plans/vi.json': file({ $schema: 'x', plan_submit: 'Gửi duyệt', plan_count: '{count} kế hoạch' }),
  'messages/plans/en.json': file({ $schema: 'x', plan_submit: 'Submit', plan_count: '{count} plans' }),
  'src/routes/+page.svelte': '{m.plan_submit()} {m.plan_count({ count: 2 })}',
};
const messagesOf = async (files: Record<string, string>): Promise<string[]> =>
  (await check(sourcesOf({ ...good, ...files }))).map(({ message }) => message);

test('words in both languages, with the same blanks, used: fine', async () => {
  expect(await messagesOf({})).toEqual([]);
});

test('a word that one language lacks is found, either way', async () => {
  expect(await messagesOf({ 'messages/plans/en.json': file({ plan_submit: 'Submit' }) })).toEqual([
    '"plan_count" is missing in messages/plans/en.json',
  ]);
  expect(await messagesOf({ 'messages/plans/vi.json': file({ plan_submit: 'Gửi' }) })).toEqual([
    '"plan_count" is missing in messages/plans/vi.json',
  ]);
});

test('different blanks are found, in variants too', async () => {
  expect(
    await messagesOf({ 'messages/plans/en.json': file({ plan_submit: 'Submit', plan_count: '{number} plans' }) }),
  ).toEqual(['"plan_count" has the blanks [number], Vietnamese has [count]']);
  const variants = [
    {
      declarations: ['input count', 'local countPlural = count: plural'],
      selectors: ['countPlural'],
      match: { 'countPlural=one': '{count} plan', 'countPlural=other': '{count} plans' },
    },
  ];
  expect(await messagesOf({ 'messages/plans/en.json': file({ plan_submit: 'Submit', plan_count: variants }) })).toEqual(
    [],
  );
});

test('a key used nowhere is found; one that code puts together is not', async () => {
  const more = (locale: string): Record<string, string> => ({
    [`messages/notices/${locale}.json`]: file({ notice_status_new: 'x', notice_gone: 'y' }),
  });
  expect(
    await messagesOf({ ...more('vi'), ...more('en'), 'src/ui/Mark.svelte': 'words(`notice_status_${status}`)' }),
  ).toEqual(['"notice_gone" is used nowhere']);
  const mail = (locale: string): Record<string, string> => ({
    [`messages/notices/${locale}.json`]: file({
      mail_late_subject: 'x',
      mail_late_opening: 'y',
      mail_old_opening: 'z',
    }),
  });
  expect(await messagesOf({ ...mail('vi'), ...mail('en'), 'src/ui/post.ts': "template: 'mail_late'" })).toEqual([
    '"mail_old_opening" is used nowhere',
  ]);
});

test('a key in two folders, or twice in one file, is found', async () => {
  expect(
    await messagesOf({
      'messages/a/vi.json': file({ plan_submit: 'Gửi' }),
      'messages/a/en.json': file({ plan_submit: 'Send' }),
    }),
  ).toEqual(['"plan_submit" belongs to messages/a already', '"plan_submit" belongs to messages/a already']);
  const twice = '{\n  "plan_submit": "Gửi",\n  "plan_count": "{count}",\n  "plan_submit": "Nộp"\n}';
  expect(await messagesOf({ 'messages/plans/vi.json': twice })).toEqual(['"plan_submit" stands twice']);
});

test('a folder that the settings do not list is found', async () => {
  const settings = { 'project.inlang/settings.json': '{"pathPattern": ["./messages/common/{locale}.json"]}' };
  expect(await messagesOf(settings)).toEqual(['messages/plans is not in "pathPattern": its words would be missing']);
});

test('an error code without words, and words without a code, are found', async () => {
  const errors = {
    'src/platform/errors.ts':
      "const httpStatus = {\n  not_found: 404, // absent\n  'plan.immutable': 409,\n} as const;\nconst used = ['error_old'];",
  };
  const words = file({ error_not_found: 'x', error_old: 'y' });
  expect(
    await messagesOf({
      ...errors,
      'messages/common/vi.json': words,
      'messages/common/en.json': words,
      'src/a.ts': '`error_${code}`',
    }),
  ).toEqual(['no words for this code: "error_plan_immutable" is missing', '"error_old" belongs to no error code']);
});
