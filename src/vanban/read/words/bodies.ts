/**
 * First words of the names of bodies and posts. The reader finds owners by where they stand; this list only helps to
 * tell a name from a topic where the place does not say.
 */
export const bodyHeads: readonly string[] = [
  'ủy ban', 'uỷ ban', 'ubnd', 'ubmttq', 'hđnd', 'hội đồng', 'ban', 'bch', 'btv', 'sở', 'bộ', 'phòng', 'văn phòng', 'vp',
  'liên đoàn', 'lđlđ', 'tổng liên đoàn', 'tlđ', 'công đoàn', 'cđ', 'cđcs', 'cđn', 'cđvc', 'cđgd', 'nghiệp đoàn',
  'mặt trận', 'mttq', 'đảng ủy', 'đảng uỷ', 'đảng bộ', 'chi bộ', 'chi ủy', 'chi uỷ', 'tỉnh ủy', 'tỉnh uỷ', 'thành ủy', 'thành uỷ',
  'huyện ủy', 'huyện uỷ', 'quận ủy', 'cấp ủy', 'cấp uỷ', 'thường trực', 'tt', 'bí thư', 'phó bí thư', 'ban cán sự',
  'đoàn', 'đoàn thanh niên', 'đtn', 'tỉnh đoàn', 'thành đoàn', 'huyện đoàn', 'xã đoàn', 'chi đoàn', 'liên đội', 'chi đội',
  'hội', 'chi hội', 'liên minh', 'hiệp hội', 'liên hiệp', 'câu lạc bộ', 'clb', 'tổ', 'đội', 'nhóm', 'tiểu ban', 'khối', 'cụm', 'bộ phận',
  'cục', 'tổng cục', 'chi cục', 'vụ', 'viện', 'thanh tra', 'kho bạc', 'bảo hiểm xã hội', 'bhxh', 'thuế', 'hải quan', 'ngân hàng', 'nhnn',
  'công an', 'quân đội', 'bộ đội', 'bộ chỉ huy', 'ban chỉ huy', 'tòa án', 'toà án', 'viện kiểm sát', 'đồn',
  'báo', 'đài', 'tạp chí', 'cổng', 'thông tấn xã', 'trang thông tin', 'ban biên tập', 'trung tâm', 'trường', 'nhà trường', 'học viện', 'đại học', 'bệnh viện', 'trạm',
  'công ty', 'tổng công ty', 'tập đoàn', 'doanh nghiệp', 'xí nghiệp', 'nhà máy', 'hợp tác xã', 'bưu điện', 'viễn thông', 'nhà văn hóa', 'nhà thiếu nhi',
  'chính phủ', 'quốc hội', 'thủ tướng', 'phó thủ tướng', 'chủ tịch', 'phó chủ tịch', 'bộ trưởng', 'thứ trưởng', 'thống đốc', 'giám đốc', 'phó giám đốc',
  'thủ trưởng', 'trưởng', 'phó trưởng', 'tổ trưởng', 'hiệu trưởng', 'phó hiệu trưởng', 'cục trưởng', 'chánh', 'phó chánh', 'tổng giám đốc', 'tổng biên tập', 'kế toán',
  'người đứng đầu', 'người phụ trách', 'lãnh đạo', 'ban giám hiệu', 'ban giám đốc', 'bgh', 'giáo viên', 'gvcn', 'tổng phụ trách',
  'đồng chí', 'đ/c', 'ông', 'bà', 'thầy', 'cô', 'cán bộ', 'công chức', 'viên chức', 'đoàn viên', 'đảng viên', 'ủy viên', 'uỷ viên', 'thành viên', 'cá nhân',
  'cơ quan', 'đơn vị', 'tổ chức', 'địa phương', 'ngành', 'cấp', 'các cấp', 'cơ sở', 'chính quyền', 'thành phố', 'tỉnh', 'huyện', 'xã', 'phường', 'thị xã', 'quận', 'đặc khu', 'thôn', 'ấp', 'khu phố', 'tổ dân phố',
  'kiểm toán', 'bưu chính', 'chủ đầu tư', 'nhà thầu', 'đối tượng', 'chủ cơ sở', 'hộ gia đình', 'lực lượng', 'hội nông dân', 'hội phụ nữ', 'hội liên hiệp', 'hội cựu chiến binh',
  'ttxvn', 'vtv', 'vov', 'ubkt', 'đu', 'bhxh', 'bqp', 'bca', 'ban quản lý', 'vpcp', 'vpubnd', 'gvbm', 'cmhs', 'bts', 'học sinh', 'cha mẹ học sinh', 'phụ huynh', 'chi nhánh', 'tcđ', 'đvtn', 'ktv', 'khoa', 'bộ môn', 'sinh viên',
];

const bodyPattern = new RegExp(
  `^(?:(?:các|những|toàn thể|tất cả|mỗi|từng|mọi|riêng|lãnh đạo|một số|02|hai)\\s+)*(?:${[...bodyHeads].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}/])`, 'iu');

/** Does a text open with the name of a body, a post or a person with a title? */
export function opensWithBody(text: string): boolean {
  return bodyPattern.test(text);
}

/** Words that take small letters when a name in capitals is written normally. */
const plainWords = new Set(('nhân dân tỉnh thành phố huyện xã phường thị quận đặc khu cấp và các của cho với trực thuộc lao động chấp hành thường vụ ' +
  'cơ sở ngành đoàn đảng bộ ủy uỷ công việt').split(' '));
const alwaysCapital = new Set('việt nam'.split(' '));

/** "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI" → "Ủy ban nhân dân tỉnh Quảng Ngãi"; other text is left as it is. */
export function uncapitalise(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  const words = name.split(/\s+/);
  let isProper = false;
  return words.map((word, i) => {
    if (/^(?:TNCS|UBND|HĐND|LĐLĐ|CĐCS|CĐN|BCH|MTTQ|TNHH|MTV|THPT|THCS|TP\.?|TX|UB|TLĐ|GD|ĐT|II?I?|I?V)$/u.test(word) || /[\d&.]/.test(word)) return word;
    const low = word.toLocaleLowerCase('vi');
    if (i > 0 && /^(?:tỉnh|huyện|xã|phường|quận|khu)$/.test(low)) {
      isProper = true;
      return low;
    }
    if (i > 1 && low === 'phố') {
      isProper = true;
      return low;
    }
    const isSmall = i > 0 && !isProper && !alwaysCapital.has(low) && (plainWords.has(low) || low === 'ban' || low === 'liên' || low === 'thành');
    return isSmall ? low : low.charAt(0).toLocaleUpperCase('vi') + low.slice(1);
  }).join(' ');
}
