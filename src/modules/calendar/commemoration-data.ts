/** How near a day stands to the work of unions: `union` is their own, `major` concerns everybody, `other` some branches. */
export type Weight = 'union' | 'major' | 'other';

export interface FixedCommemoration {
  /** Stays the same for good: addresses and tests name it. */
  id: string;
  /** Month and day of the solar calendar, `MM-DD`. */
  on: string;
  nameVi: string;
  nameEn: string;
  /** The year counted from; null where nobody counts. */
  baseYear: number | null;
  weight: Weight;
  /** What the title of an activity about it says, without accents (see `toSearchKey`). */
  keys: readonly string[];
}

const day = (
  on: string,
  id: string,
  nameVi: string,
  nameEn: string,
  baseYear: number | null,
  weight: Weight,
  ...keys: string[]
): FixedCommemoration => ({ id, on, nameVi, nameEn, baseYear, weight, keys });

/**
 * Days kept in the whole country, in the order of the year. Days of a single province are not here: they belong to
 * its units. Years are those that the yearly guidance to unions and the published anniversaries count from.
 */
// One line a day, so that a year can be read down the page.
// prettier-ignore
export const fixedCommemorations: readonly FixedCommemoration[] = [
  day('01-06', 'first-election', 'Ngày Tổng tuyển cử đầu tiên', 'First General Election', 1946, 'other', 'tong tuyen cu'),
  day('01-09', 'students', 'Ngày truyền thống học sinh, sinh viên', 'Pupils and Students', 1950, 'other', 'sinh vien'),
  day('02-03', 'party', 'Ngày thành lập Đảng Cộng sản Việt Nam', 'Founding of the Communist Party of Viet Nam', 1930, 'major', 'thanh lap dang', 'ngay 3 2', 'mung dang'),
  day('02-27', 'doctors', 'Ngày Thầy thuốc Việt Nam', 'Physicians', 1955, 'other', 'thay thuoc'),
  day('03-03', 'border-guard', 'Ngày truyền thống Bộ đội Biên phòng', 'Border Guard', 1959, 'other', 'bien phong'),
  day('03-08', 'women-international', 'Ngày Quốc tế Phụ nữ', "International Women's Day", 1910, 'major', 'quoc te phu nu', 'ngay 8 3'),
  day('03-08', 'trung-sisters', 'Khởi nghĩa Hai Bà Trưng', 'Rising of the Trưng Sisters', 40, 'other', 'hai ba trung'),
  day('03-20', 'happiness', 'Ngày Quốc tế Hạnh phúc', 'International Day of Happiness', 2012, 'other', 'hanh phuc'),
  day('03-25', 'social-work', 'Ngày Công tác xã hội Việt Nam', 'Social Work', 2016, 'other', 'cong tac xa hoi'),
  day('03-26', 'youth-union', 'Ngày thành lập Đoàn TNCS Hồ Chí Minh', 'Founding of the Hồ Chí Minh Communist Youth Union', 1931, 'other', 'thanh lap doan thanh nien', 'ngay 26 3', 'doan tncs'),
  day('03-27', 'sport', 'Ngày Thể thao Việt Nam', 'Sport', 1946, 'other', 'the thao viet nam', 'the duc the thao'),
  day('03-28', 'militia', 'Ngày truyền thống Dân quân tự vệ', 'Militia and Self-Defence', 1935, 'other', 'dan quan tu ve'),
  day('04-18', 'disabled-national', 'Ngày Người khuyết tật Việt Nam', 'Persons with Disabilities of Viet Nam', 1998, 'other', 'nguoi khuyet tat viet nam'),
  day('04-19', 'ethnic-cultures', 'Ngày Văn hóa các dân tộc Việt Nam', 'Cultures of the Peoples of Viet Nam', 2008, 'other', 'van hoa cac dan toc'),
  day('04-21', 'books', 'Ngày Sách và Văn hóa đọc Việt Nam', 'Books and Reading', 2014, 'other', 'van hoa doc', 'ngay sach'),
  day('04-28', 'safety-world', 'Ngày Thế giới về an toàn, vệ sinh lao động', 'World Day for Safety and Health at Work', 2003, 'union', 'an toan ve sinh lao dong', 'atvsld'),
  day('04-30', 'liberation', 'Ngày Giải phóng miền Nam, thống nhất đất nước', 'Liberation of the South and Reunification', 1975, 'major', 'giai phong mien nam', 'thong nhat dat nuoc', '30 4'),
  day('05-01', 'labour', 'Ngày Quốc tế Lao động', 'International Labour Day', 1886, 'union', 'quoc te lao dong', 'ngay 1 5', 'thang cong nhan'),
  day('05-07', 'dien-bien-phu', 'Chiến thắng Điện Biên Phủ', 'Victory of Điện Biên Phủ', 1954, 'major', 'chien thang dien bien phu'),
  day('05-15', 'young-pioneers', 'Ngày thành lập Đội TNTP Hồ Chí Minh', 'Founding of the Young Pioneers', 1941, 'other', 'thieu nien tien phong', 'tntp'),
  day('05-18', 'science', 'Ngày Khoa học, công nghệ và đổi mới sáng tạo Việt Nam', 'Science, Technology and Innovation', 1963, 'other', 'khoa hoc cong nghe', 'khoa hoc va cong nghe'),
  day('05-19', 'president-ho', 'Ngày sinh Chủ tịch Hồ Chí Minh', 'Birth of President Hồ Chí Minh', 1890, 'major', 'ngay sinh chu tich ho chi minh', 'sinh nhat bac', 'ngay sinh bac', '19 5'),
  day('05-19', 'truong-son', 'Ngày mở đường Hồ Chí Minh, truyền thống Bộ đội Trường Sơn', 'Trường Sơn Troops', 1959, 'other', 'truong son'),
  day('06-01', 'children', 'Ngày Quốc tế Thiếu nhi', "International Children's Day", 1950, 'other', 'quoc te thieu nhi', 'ngay 1 6'),
  day('06-05', 'departure', 'Ngày Bác Hồ ra đi tìm đường cứu nước', 'Departure of Nguyễn Tất Thành to Save the Country', 1911, 'other', 'tim duong cuu nuoc'),
  day('06-05', 'environment', 'Ngày Môi trường thế giới', 'World Environment Day', 1972, 'other', 'moi truong'),
  day('06-06', 'elderly-national', 'Ngày Người cao tuổi Việt Nam', 'Elderly People of Viet Nam', 1941, 'other', 'nguoi cao tuoi viet nam'),
  day('06-11', 'emulation', 'Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc', 'Call for Patriotic Emulation', 1948, 'major', 'thi dua ai quoc', 'thi dua yeu nuoc'),
  day('06-21', 'press', 'Ngày Báo chí Cách mạng Việt Nam', 'Revolutionary Press of Viet Nam', 1925, 'major', 'bao chi cach mang'),
  day('06-26', 'drugs', 'Ngày Quốc tế phòng, chống ma túy', 'International Day against Drug Abuse', 1987, 'other', 'ma tuy'),
  day('06-28', 'family', 'Ngày Gia đình Việt Nam', 'Family of Viet Nam', 2001, 'major', 'gia dinh viet nam'),
  day('07-01', 'health-insurance', 'Ngày Bảo hiểm y tế Việt Nam', 'Health Insurance', 2009, 'other', 'bao hiem y te'),
  day('07-09', 'tourism', 'Ngày truyền thống ngành Du lịch Việt Nam', 'Tourism', 1960, 'other', 'nganh du lich'),
  day('07-11', 'population-world', 'Ngày Dân số thế giới', 'World Population Day', 1987, 'other', 'dan so the gioi'),
  day('07-15', 'youth-volunteers', 'Ngày truyền thống Thanh niên xung phong', 'Youth Volunteers', 1950, 'other', 'thanh nien xung phong'),
  day('07-27', 'invalids-martyrs', 'Ngày Thương binh - Liệt sĩ', 'War Invalids and Martyrs', 1947, 'major', 'thuong binh', 'liet si', 'liet sy', '27 7'),
  day('07-28', 'union', 'Ngày thành lập Công đoàn Việt Nam', 'Founding of the Trade Union of Viet Nam', 1929, 'union', 'thanh lap cong doan viet nam', '28 7'),
  day('08-01', 'propaganda-sector', 'Ngày truyền thống ngành Tuyên giáo của Đảng', 'Communication and Education Work of the Party', 1930, 'major', 'nganh tuyen giao'),
  day('08-10', 'dioxin', 'Ngày Vì nạn nhân chất độc da cam Việt Nam', 'Victims of Agent Orange', 1961, 'other', 'da cam'),
  day('08-19', 'august-revolution', 'Cách mạng tháng Tám', 'August Revolution', 1945, 'major', 'cach mang thang tam'),
  day('08-19', 'police', 'Ngày truyền thống Công an nhân dân', "People's Police", 1945, 'other', 'cong an nhan dan'),
  day('08-19', 'public-security', 'Ngày hội Toàn dân bảo vệ an ninh Tổ quốc', 'All People Protecting National Security', 2005, 'other', 'bao ve an ninh to quoc'),
  day('08-20', 'ton-duc-thang', 'Ngày sinh Chủ tịch Tôn Đức Thắng', 'Birth of President Tôn Đức Thắng', 1888, 'union', 'ton duc thang'),
  day('08-28', 'culture-sector', 'Ngày truyền thống ngành Văn hóa', 'Culture Sector', 1945, 'other', 'nganh van hoa'),
  day('09-02', 'national-day', 'Quốc khánh nước Cộng hòa xã hội chủ nghĩa Việt Nam', 'National Day', 1945, 'major', 'quoc khanh', 'ngay 2 9'),
  day('09-10', 'fatherland-front-name', 'Ngày thành lập Mặt trận Tổ quốc Việt Nam', 'Founding of the Viet Nam Fatherland Front', 1955, 'other', 'mat tran to quoc'),
  day('09-12', 'nghe-tinh', 'Ngày Xô viết Nghệ - Tĩnh', 'Nghệ Tĩnh Soviets', 1930, 'other', 'nghe tinh'),
  day('09-23', 'south-resistance', 'Ngày Nam Bộ kháng chiến', 'Southern Resistance', 1945, 'other', 'nam bo khang chien'),
  day('10-01', 'elderly-international', 'Ngày Quốc tế Người cao tuổi', 'International Day of Older Persons', 1990, 'other', 'quoc te nguoi cao tuoi'),
  day('10-04', 'fire-safety', 'Ngày Toàn dân phòng cháy và chữa cháy', 'Fire Prevention and Fighting', 1961, 'other', 'phong chay'),
  day('10-10', 'capital', 'Ngày Giải phóng Thủ đô', 'Liberation of the Capital', 1954, 'other', 'giai phong thu do'),
  day('10-10', 'digital', 'Ngày Chuyển đổi số quốc gia', 'National Digital Transformation', 2022, 'other', 'chuyen doi so'),
  day('10-13', 'entrepreneurs', 'Ngày Doanh nhân Việt Nam', 'Entrepreneurs of Viet Nam', 1945, 'other', 'doanh nhan'),
  day('10-14', 'farmers', 'Ngày thành lập Hội Nông dân Việt Nam', "Founding of the Farmers' Union", 1930, 'other', 'hoi nong dan'),
  day('10-15', 'mass-mobilisation', 'Ngày truyền thống công tác dân vận của Đảng', 'Mass Mobilisation', 1949, 'other', 'dan van'),
  day('10-15', 'youth-federation', 'Ngày truyền thống Hội Liên hiệp Thanh niên Việt Nam', 'Youth Federation', 1956, 'other', 'hoi lien hiep thanh nien', 'hoi lhtn'),
  day('10-20', 'women-national', 'Ngày thành lập Hội Liên hiệp Phụ nữ Việt Nam', "Founding of the Women's Union", 1930, 'major', 'phu nu viet nam', '20 10'),
  day('11-09', 'law', 'Ngày Pháp luật Việt Nam', 'Law of Viet Nam', 1946, 'major', 'ngay phap luat', '9 11'),
  day('11-18', 'united-front', 'Ngày truyền thống Mặt trận Dân tộc Thống nhất Việt Nam', 'National United Front', 1930, 'other', 'mat tran dan toc thong nhat', 'dai doan ket'),
  day('11-20', 'teachers', 'Ngày Nhà giáo Việt Nam', 'Teachers of Viet Nam', 1982, 'other', 'nha giao', '20 11'),
  day('11-23', 'red-cross', 'Ngày thành lập Hội Chữ thập đỏ Việt Nam', 'Founding of the Red Cross of Viet Nam', 1946, 'other', 'chu thap do'),
  day('11-23', 'heritage', 'Ngày Di sản văn hóa Việt Nam', 'Cultural Heritage', 1945, 'other', 'di san van hoa'),
  day('11-23', 'nam-ky', 'Khởi nghĩa Nam Kỳ', 'Nam Kỳ Rising', 1940, 'other', 'nam ky'),
  day('11-25', 'violence-against-women', 'Ngày Quốc tế xóa bỏ bạo lực đối với phụ nữ', 'Elimination of Violence against Women', 1999, 'other', 'bao luc'),
  day('12-01', 'aids', 'Ngày Thế giới phòng, chống AIDS', 'World AIDS Day', 1988, 'other', 'aids', 'hiv'),
  day('12-03', 'disabled-international', 'Ngày Quốc tế Người khuyết tật', 'International Day of Persons with Disabilities', 1992, 'other', 'quoc te nguoi khuyet tat'),
  day('12-06', 'veterans', 'Ngày thành lập Hội Cựu chiến binh Việt Nam', "Founding of the Veterans' Association", 1989, 'other', 'cuu chien binh'),
  day('12-19', 'national-resistance', 'Ngày Toàn quốc kháng chiến', 'National Resistance', 1946, 'other', 'toan quoc khang chien'),
  day('12-20', 'southern-front', 'Ngày thành lập Mặt trận Dân tộc Giải phóng miền Nam Việt Nam', 'Founding of the National Liberation Front', 1960, 'other', 'mat tran dan toc giai phong'),
  day('12-22', 'army', 'Ngày thành lập Quân đội nhân dân Việt Nam', "Founding of the People's Army", 1944, 'major', 'quan doi nhan dan', '22 12'),
  day('12-22', 'national-defence', 'Ngày hội Quốc phòng toàn dân', 'All-People National Defence', 1989, 'other', 'quoc phong toan dan'),
  day('12-26', 'population-national', 'Ngày Dân số Việt Nam', 'Population of Viet Nam', 1961, 'other', 'dan so viet nam'),
];

export interface LunarCommemoration {
  id: string;
  nameVi: string;
  nameEn: string;
  weight: Weight;
  keys: readonly string[];
  /** Solar dates, one for each lunar year of the table. */
  dates: readonly string[];
}

/**
 * Days of the lunar calendar as solar dates, by the Vietnamese calendar (UTC+7): the Chinese one, which is what
 * libraries compute, gives Tết 2030 a day later. The lunar years are 2025 to 2030.
 */
// prettier-ignore
export const lunarCommemorations: readonly LunarCommemoration[] = [
  { id: 'tet', nameVi: 'Tết Nguyên đán', nameEn: 'Lunar New Year', weight: 'union', keys: ['tet nguyen dan', 'tet sum vay'], dates: ['2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-02'] },
  { id: 'hung-kings', nameVi: 'Giỗ Tổ Hùng Vương', nameEn: 'Hùng Kings Commemoration', weight: 'major', keys: ['gio to'], dates: ['2025-04-07', '2026-04-26', '2027-04-16', '2028-04-04', '2029-04-23', '2030-04-12'] },
  { id: 'vesak', nameVi: 'Lễ Phật đản', nameEn: 'Vesak', weight: 'other', keys: ['phat dan'], dates: ['2025-05-12', '2026-05-31', '2027-05-20', '2028-05-09', '2029-05-27', '2030-05-16'] },
  { id: 'vu-lan', nameVi: 'Lễ Vu lan', nameEn: 'Vu Lan', weight: 'other', keys: ['vu lan'], dates: ['2025-09-06', '2026-08-27', '2027-08-16', '2028-09-03', '2029-08-24', '2030-08-13'] },
  { id: 'mid-autumn', nameVi: 'Tết Trung thu', nameEn: 'Mid-Autumn Festival', weight: 'other', keys: ['trung thu'], dates: ['2025-10-06', '2026-09-25', '2027-09-15', '2028-10-03', '2029-09-22', '2030-09-12'] },
  { id: 'kitchen-gods', nameVi: 'Ngày 23 tháng Chạp', nameEn: '23rd of the last lunar month', weight: 'other', keys: ['23 thang chap', 'ong cong'], dates: ['2026-02-10', '2027-01-30', '2028-01-19', '2029-02-06', '2030-01-26', '2031-01-16'] },
];

/** The last solar year whose lunar days are in the table. */
export const lastLunarYear = 2030;
