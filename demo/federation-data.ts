/** The fictional federation of the demonstration: no such province, ward, school or company exists. */
export const province = { name: 'LĐLĐ tỉnh Lam Sơn', shortName: 'LĐLĐ tỉnh', symbol: 'LĐLĐ', place: 'Lam Sơn' };

export const departments = [
  { name: 'Ban Công tác công đoàn', shortName: 'Ban CTCĐ' },
  { name: 'Ban Công tác công đoàn khu công nghiệp', shortName: 'Ban KCN' },
  { name: 'Văn phòng LĐLĐ tỉnh', shortName: 'Văn phòng' },
] as const;

export interface MiddleUnit {
  key: string;
  name: string;
  shortName: string;
  symbol: string;
  kindId: 'commune_union' | 'industrial_zone_union' | 'local_sector_union';
  /** Which trades its grassroots unions come from, by weight of their order. */
  mix: readonly Trade[];
  unionCount: number;
  /** How eagerly its unions work: share of what would be on time. */
  pace: number;
}

export type Trade = 'office' | 'school' | 'clinic' | 'garment' | 'wood' | 'food' | 'trade' | 'works';

export const middleUnits: readonly MiddleUnit[] = [
  {
    key: 'ben-nguyet',
    name: 'Công đoàn phường Bến Nguyệt',
    shortName: 'CĐ P. Bến Nguyệt',
    symbol: 'CĐP',
    kindId: 'commune_union',
    mix: ['school', 'office', 'trade', 'garment', 'food'],
    unionCount: 22,
    pace: 0.95,
  },
  {
    key: 'cau-son',
    name: 'Công đoàn phường Cầu Son',
    shortName: 'CĐ P. Cầu Son',
    symbol: 'CĐP',
    kindId: 'commune_union',
    mix: ['school', 'trade', 'office', 'clinic'],
    unionCount: 18,
    pace: 0.85,
  },
  {
    key: 'dong-quan',
    name: 'Công đoàn phường Đông Quan',
    shortName: 'CĐ P. Đông Quan',
    symbol: 'CĐP',
    kindId: 'commune_union',
    mix: ['garment', 'school', 'works', 'trade'],
    unionCount: 16,
    pace: 0.75,
  },
  {
    key: 'hoa-lac',
    name: 'Công đoàn phường Hoa Lạc',
    shortName: 'CĐ P. Hoa Lạc',
    symbol: 'CĐP',
    kindId: 'commune_union',
    mix: ['school', 'food', 'office'],
    unionCount: 14,
    pace: 0.8,
  },
  {
    key: 'thach-ban',
    name: 'Công đoàn xã Thạch Bàn',
    shortName: 'CĐ xã Thạch Bàn',
    symbol: 'CĐX',
    kindId: 'commune_union',
    mix: ['school', 'wood', 'office'],
    unionCount: 13,
    pace: 0.55,
  },
  {
    key: 'van-du',
    name: 'Công đoàn xã Vân Du',
    shortName: 'CĐ xã Vân Du',
    symbol: 'CĐX',
    kindId: 'commune_union',
    mix: ['school', 'office', 'wood'],
    unionCount: 12,
    pace: 0.6,
  },
  {
    key: 'luong-trung',
    name: 'Công đoàn xã Lương Trung',
    shortName: 'CĐ xã Lương Trung',
    symbol: 'CĐX',
    kindId: 'commune_union',
    mix: ['school', 'food', 'office'],
    unionCount: 11,
    pace: 0.35,
  },
  {
    key: 'yen-tho',
    name: 'Công đoàn xã Yên Thọ',
    shortName: 'CĐ xã Yên Thọ',
    symbol: 'CĐX',
    kindId: 'commune_union',
    mix: ['school', 'wood', 'works'],
    unionCount: 11,
    pace: 0.7,
  },
  {
    key: 'ngoc-khe',
    name: 'Công đoàn xã Ngọc Khê',
    shortName: 'CĐ xã Ngọc Khê',
    symbol: 'CĐX',
    kindId: 'commune_union',
    mix: ['school', 'office'],
    unionCount: 10,
    pace: 0.5,
  },
  {
    key: 'khu-cong-nghiep',
    name: 'Công đoàn các khu công nghiệp tỉnh',
    shortName: 'CĐ các KCN',
    symbol: 'CĐKCN',
    kindId: 'industrial_zone_union',
    mix: ['garment', 'wood', 'food', 'works'],
    unionCount: 26,
    pace: 0.65,
  },
  {
    key: 'giao-duc',
    name: 'Công đoàn ngành Giáo dục tỉnh',
    shortName: 'CĐ ngành Giáo dục',
    symbol: 'CĐGD',
    kindId: 'local_sector_union',
    mix: ['school'],
    unionCount: 15,
    pace: 0.9,
  },
  {
    key: 'y-te',
    name: 'Công đoàn ngành Y tế tỉnh',
    shortName: 'CĐ ngành Y tế',
    symbol: 'CĐYT',
    kindId: 'local_sector_union',
    mix: ['clinic'],
    unionCount: 12,
    pace: 0.8,
  },
];

/** Names of grassroots unions by trade; the sector decides which thresholds of a plan bind them. */
export const trades: Record<Trade, { sectorId: string; names: readonly string[]; size: readonly [number, number] }> = {
  office: {
    sectorId: 'administrative',
    size: [12, 60],
    names: [
      'Trung tâm Phục vụ hành chính công',
      'Thuế cơ sở',
      'Kho bạc khu vực',
      'Hạt Kiểm lâm',
      'Trung tâm Văn hóa',
      'Ban Quản lý dự án',
      'Đội Quản lý thị trường',
    ],
  },
  school: {
    sectorId: 'public_service',
    size: [15, 95],
    names: [
      'Trường THPT Sao Mai',
      'Trường THCS Lê Lai',
      'Trường Tiểu học Bình Minh',
      'Trường Mầm non Hoa Sen',
      'Trường THPT Nguyễn Chích',
      'Trường THCS Đông Đô',
      'Trường Tiểu học Kim Đồng',
      'Trường Mầm non Tuổi Ngọc',
      'Trường THCS Trần Phú',
      'Trường Tiểu học Lam Kinh',
      'Trường Mầm non Măng Non',
      'Trường THPT Hàm Rồng',
      'Trường Cao đẳng Nghề',
      'Trường THCS Quang Trung',
      'Trung tâm GDTX',
    ],
  },
  clinic: {
    sectorId: 'public_service',
    size: [20, 380],
    names: [
      'Trung tâm Y tế',
      'Bệnh viện Đa khoa',
      'Bệnh viện Phụ sản',
      'Trung tâm Kiểm soát bệnh tật',
      'Bệnh viện Y học cổ truyền',
      'Bệnh viện Nhi',
      'Bệnh viện Mắt',
      'Trung tâm Pháp y',
      'Trung tâm Kiểm nghiệm',
      'Bệnh viện Tâm thần',
      'Chi cục Dân số',
      'Trung tâm Cấp cứu',
    ],
  },
  garment: {
    sectorId: 'enterprise',
    size: [180, 1400],
    names: [
      'Công ty May Hạc Trắng',
      'Công ty Giày Thành Sơn',
      'Công ty May 3-2',
      'Công ty Dệt Kim Lam',
      'Công ty May Sông Chu',
      'Công ty Phụ liệu Bình An',
      'Công ty Giày Việt Á',
    ],
  },
  wood: {
    sectorId: 'enterprise',
    size: [40, 320],
    names: [
      'Công ty CP Gỗ Trường Lâm',
      'Công ty Ván ép Đại Nam',
      'Công ty Nội thất Mộc Việt',
      'HTX Mây tre Yên Thọ',
      'Công ty Lâm sản Hồng Đức',
      'Công ty Bao bì Tân Tiến',
    ],
  },
  food: {
    sectorId: 'enterprise',
    size: [35, 260],
    names: [
      'Công ty Thủy sản Lạch Hới',
      'Công ty Bánh kẹo Lam Sơn',
      'Công ty CP Mía đường',
      'Công ty Nước mắm Cự Nham',
      'Công ty Chế biến nông sản Xanh',
    ],
  },
  trade: {
    sectorId: 'enterprise',
    size: [8, 90],
    names: [
      'Siêu thị Bến Nguyệt',
      'Công ty TNHH Vận tải Thành Công',
      'Công ty CP Du lịch Sầm',
      'Công ty Xăng dầu',
      'Khách sạn Phượng Hoàng',
      'Công ty Thiết bị trường học',
    ],
  },
  works: {
    sectorId: 'state_enterprise',
    size: [30, 420],
    names: [
      'Công ty Điện lực',
      'Công ty CP Cấp nước',
      'Công ty Môi trường đô thị',
      'Công ty Thủy nông',
      'Công ty CP Cầu đường',
      'Công ty Xi măng Bỉm Lam',
    ],
  },
};

export const surnames = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Hà',
  'Trịnh',
  'Mai',
] as const;
export const givenNames = [
  'Thị Hòa',
  'Văn Thành',
  'Thu Hằng',
  'Minh Đức',
  'Quốc Bảo',
  'Thị Lan',
  'Ngọc Ánh',
  'Hữu Nghĩa',
  'Thị Mai',
  'Anh Tuấn',
  'Kim Oanh',
  'Đình Khôi',
] as const;
