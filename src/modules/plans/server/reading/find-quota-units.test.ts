import { expect, test } from 'vitest';
import { unitsOfRow, type NamedUnit } from '#app/modules/plans/server/reading/find-quota-units.ts';

const unit = (id: string, path: string, parentId: string | null, kindId: string, name: string): NamedUnit => ({
  id,
  path,
  parentId,
  kindId,
  name,
  shortName: '',
});
const units = [
  unit('province', '.1.', null, 'provincial_federation', 'Liên đoàn Lao động tỉnh'),
  unit('office', '.1.2.', 'province', 'department', 'Văn phòng'),
  unit('women', '.1.3.', 'province', 'department', 'Ban Tuyên giáo - Nữ công'),
  unit('ward', '.1.4.', 'province', 'commune_union', 'Công đoàn phường Suối Ngàn'),
  unit('school', '.1.4.5.', 'ward', 'grassroots_union', 'CĐCS Trường THPT Sao Mai'),
  unit('teachers', '.1.6.', 'province', 'local_sector_union', 'Công đoàn ngành Giáo dục'),
  unit('hospital', '.1.7.', 'province', 'grassroots_union', 'Công đoàn cơ sở Bệnh viện tỉnh'),
];
const rows: [string, string[]][] = [
  ['Văn phòng', ['office']],
  ['Ban Tuyên giáo – Nữ công', ['women']],
  ['CĐCS Bệnh viện tỉnh', ['hospital']],
  ['Các công đoàn ngành', ['teachers']],
  ['Công đoàn các phường, xã', ['ward']],
  ['CĐCS trực thuộc', ['hospital']],
  ['Các CĐCS', ['school', 'hospital']],
  ['Các ban, văn phòng', ['office', 'women']],
  ['Lãnh đạo', []],
  ['Tổ cộng tác viên', []],
  ['Ban Tài chính', []],
];

test.for(rows)('the row "%s" means %j', ([label, ids]) => {
  expect(unitsOfRow(label, units, 'province')).toEqual(ids);
});
