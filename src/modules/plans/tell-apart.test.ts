import { expect, test } from 'vitest';
import { tellApart } from '#app/modules/plans/tell-apart.ts';

const asked = (id: string, statement: string, ...said: string[]) => ({ id, statement, said });

test('targets of one sentence are told apart by what they do not share, others by nothing', () => {
  const both = 'Mỗi CĐCS gửi ít nhất 02 tin, 01 bài';
  const [news, articles] = [asked('a', both, 'CĐCS', '≥ 2 tin'), asked('b', both, 'CĐCS', '≥ 1 bài')];
  const alone = asked('c', 'Mỗi CĐCS có một hoạt động', 'CĐCS', '≥ 1 hoạt động');
  const all = [news, articles, alone];
  expect(all.map((one) => tellApart(one, all, ({ said }) => said))).toEqual(['≥ 2 tin', '≥ 1 bài', '']);
});
