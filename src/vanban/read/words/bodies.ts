/**
 * First words of the names of bodies and posts. The reader finds owners by where they stand; this list only helps to
 * tell a name from a topic where the place does not say.
 */
export const bodyHeads: readonly string[] = [
  'ủy ban',
  'uỷ ban',
  'ubnd',
  'ubmttq',
  'hđnd',
  'hội đồng',
  'ban',
  'bch',
  'btv',
  'sở',
  'bộ',
  'phòng',
  'văn phòng',
  'vp',
  'liên đoàn',
  'lđlđ',
  'tổng liên đoàn',
  'tlđ',
  'công đoàn',
  'cđ',
  'cđcs',
  'cđn',
  'cđvc',
  'cđgd',
  'nghiệp đoàn',
  'mặt trận',
  'mttq',
  'đảng ủy',
  'đảng uỷ',
  'đảng bộ',
  'chi bộ',
  'chi ủy',
  'chi uỷ',
  'tỉnh ủy',
  'tỉnh uỷ',
  'thành ủy',
  'thành uỷ',
  'huyện ủy',
  'huyện uỷ',
  'quận ủy',
  'cấp ủy',
  'cấp uỷ',
  'thường trực',
  'tt',
  'bí thư',
  'phó bí thư',
  'ban cán sự',
  'đoàn',
  'đoàn thanh niên',
  'đtn',
  'tỉnh đoàn',
  'thành đoàn',
  'huyện đoàn',
  'xã đoàn',
  'chi đoàn',
  'liên đội',
  'chi đội',
  'hội',
  'chi hội',
  'liên minh',
  'hiệp hội',
  'liên hiệp',
  'câu lạc bộ',
  'clb',
  'tổ',
  'đội',
  'nhóm',
  'tiểu ban',
  'khối',
  'cụm',
  'bộ phận',
  'cục',
  'tổng cục',
  'chi cục',
  'vụ',
  'viện',
  'thanh tra',
  'kho bạc',
  'bảo hiểm xã hội',
  'bhxh',
  'thuế',
  'hải quan',
  'ngân hàng',
  'nhnn',
  'công an',
  'quân đội',
  'bộ đội',
  'bộ chỉ huy',
  'ban chỉ huy',
  'tòa án',
  'toà án',
  'viện kiểm sát',
  'đồn',
  'báo',
  'đài',
  'tạp chí',
  'cổng',
  'thông tấn xã',
  'trang thông tin',
  'ban biên tập',
  'trung tâm',
  'trường',
  'nhà trường',
  'học viện',
  'đại học',
  'bệnh viện',
  'trạm',
  'công ty',
  'tổng công ty',
  'tập đoàn',
  'doanh nghiệp',
  'xí nghiệp',
  'nhà máy',
  'hợp tác xã',
  'bưu điện',
  'viễn thông',
  'nhà văn hóa',
  'nhà thiếu nhi',
  'chính phủ',
  'quốc hội',
  'thủ tướng',
  'phó thủ tướng',
  'chủ tịch',
  'phó chủ tịch',
  'bộ trưởng',
  'thứ trưởng',
  'thống đốc',
  'giám đốc',
  'phó giám đốc',
  'thủ trưởng',
  'trưởng',
  'phó trưởng',
  'tổ trưởng',
  'hiệu trưởng',
  'phó hiệu trưởng',
  'cục trưởng',
  'chánh',
  'phó chánh',
  'tổng giám đốc',
  'tổng biên tập',
  'kế toán',
  'người đứng đầu',
  'người phụ trách',
  'lãnh đạo',
  'ban giám hiệu',
  'ban giám đốc',
  'bgh',
  'giáo viên',
  'gvcn',
  'tổng phụ trách',
  'đồng chí',
  'đ/c',
  'ông',
  'bà',
  'thầy',
  'cô',
  'cán bộ',
  'công chức',
  'viên chức',
  'đoàn viên',
  'đảng viên',
  'ủy viên',
  'uỷ viên',
  'thành viên',
  'cá nhân',
  'cơ quan',
  'đơn vị',
  'tổ chức',
  'địa phương',
  'ngành',
  'cấp',
  'các cấp',
  'cơ sở',
  'chính quyền',
  'thành phố',
  'tỉnh',
  'huyện',
  'xã',
  'phường',
  'thị xã',
  'quận',
  'đặc khu',
  'thôn',
  'ấp',
  'khu phố',
  'tổ dân phố',
  'kiểm toán',
  'bưu chính',
  'chủ đầu tư',
  'nhà thầu',
  'đối tượng',
  'chủ cơ sở',
  'hộ gia đình',
  'lực lượng',
  'hội nông dân',
  'hội phụ nữ',
  'hội liên hiệp',
  'hội cựu chiến binh',
  'ttxvn',
  'vtv',
  'vov',
  'ubkt',
  'đu',
  'bhxh',
  'bqp',
  'bca',
  'ban quản lý',
  'vpcp',
  'vpubnd',
  'gvbm',
  'cmhs',
  'bts',
  'học sinh',
  'cha mẹ học sinh',
  'phụ huynh',
  'chi nhánh',
  'tcđ',
  'đvtn',
  'ktv',
  'khoa',
  'bộ môn',
  'sinh viên',
  'người',
  'nhân dân',
  'nhân viên',
  'cộng tác viên',
  'hội viên',
  'thí sinh',
  'chủ hộ',
  'chủ rừng',
  'chủ phương tiện',
  'các hộ',
  'điện lực',
  'quỹ',
  'y tế',
  'tổng phụ trách',
];

const bodyPattern = new RegExp(
  `^(?:(?:các|những|quý|toàn thể|tất cả|mỗi|từng|mọi|riêng|lãnh đạo|một số|02|hai)\\s+)*(?:${[...bodyHeads].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}/])`,
  'iu',
);

/** "Tổ chức" alone is the verb; it names a body behind "các" or before what kind of organisation it is. */
const actOfOrganising =
  /^(?:tổ\s+chức,|(?:các\s+)?trường\s+(?:dữ\s+liệu|hợp|thông\s+tin)|tổ\s+chức\s+(?!chính\s+trị|đoàn\s+thể|công\s+đoàn|đoàn(?![\p{L}])(?!\s+(?:đi|thăm|công|kiểm|tham))|đảng|hội(?!\s+(?:nghị|thi|thảo|diễn|thao|trại|chợ|đàm|họp))|xã\s+hội|cơ\s+sở\s+đảng|tín\s+dụng|tôn\s+giáo|cung\s+cấp\s+dịch\s+vụ|phi\s+chính\s+phủ))/iu;

/** Words whose first syllable is also the head of a name: "phòng ngừa", "hội nhập", "vụ án". */
const notBody =
  /^(?:(?:các|những|một\s+số)\s+)?(?:cơ\s+sở\s+(?:dữ\s+liệu|vật\s+chất|hạ\s+tầng|pháp\s+lý|lý\s+luận|khoa\s+học|thực\s+tiễn)|phòng(?:,\s+|\s+)(?:ngừa|chống|tránh|bệnh|vệ|thủ|trào|trừ)|hội\s+(?:nhập|tụ|nghị|thảo|thi|diễn|thao|trại|đàm|họp|ý|thoại)|đoàn\s+kết|báo\s+(?:cáo|hiệu|động|chí)|viện\s+(?:trợ|dẫn|phí)|vụ\s+(?:án|việc|mùa|đông|xuân|hè|cháy|tai)|cấp\s+(?:bách|thiết|cứu|phát|giấy|thẻ|phép|kinh|nước)|cục\s+(?:bộ|diện)|khoa\s+học|ban\s+(?:hành|đầu|ngày|đêm)|thuế\s+(?:suất|thu\s+nhập|giá\s+trị|phát)|khối\s+lượng|ngành\s+nghề|trường\s+kỳ|cụm\s+từ|đài\s+thọ|cô\s+đơn|bộ\s+(?:máy|tiêu\s+chí|thủ\s+tục|mặt|luật|chỉ\s+số|tài\s+liệu|câu\s+hỏi))(?![\p{L}])/iu;

/** Does a text open with the name of a body, a post or a person with a title? */
export function opensWithBody(text: string): boolean {
  return bodyPattern.test(text) && !actOfOrganising.test(text) && !notBody.test(text);
}

/** First words that stand alone before a name of two-syllable words: "Sở Tài chính", "Ban Thường vụ". */
const singleHeads = new Set(
  'tổng bộ sở ban phòng hội trường cục vụ viện đài báo đoàn tổ đội khối trạm đồn xã tỉnh huyện phường quận thôn'.split(
    ' ',
  ),
);
const smallWords = new Set(
  'và các của cho với về tại trên cấp ngành tỉnh huyện xã phường quận phố ấp thôn nhân dân'.split(' '),
);
const levels = /^(?:tỉnh|huyện|xã|phường|quận|khu|phố|ấp|thôn)$/;
const abbreviations =
  /^(?:TNCS|UBND|HĐND|LĐLĐ|CĐCS|CĐN|CĐVC|BCH|BTV|MTTQ|TNHH|MTV|THPT|THCS|TP\.?|TX|UB|TLĐ|GD|ĐT|CTTTCS|KHCN|VN)$/u;

/**
 * "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI" → "Ủy ban nhân dân tỉnh Quảng Ngãi". Syllables are taken in pairs, as most words
 * of such names have two; behind "tỉnh", "xã" and their like each begins with a capital. Other text is left as it is.
 */
export function uncapitalise(name: string): string {
  if (/\p{Ll}/u.test(name)) return name;
  let isProper = false;
  let isSecond = false;
  return name
    .split(/\s+/)
    .map((word, i, all) => {
      if (abbreviations.test(word) || /[\d&.]/.test(word)) {
        isSecond = false;
        return word;
      }
      const low = word.toLocaleLowerCase('vi');
      const capital = low.charAt(0).toLocaleUpperCase('vi') + low.slice(1);
      if (isProper || /^(?:việt|nam)$/.test(low)) return capital;
      if (i > 0 && levels.test(low)) isProper = true;
      const next = all[i + 1]?.toLocaleLowerCase('vi');
      if ((low === 'thành' && next === 'phố') || (low === 'thị' && next === 'xã')) return low;
      if ((low === 'dân' && all[i - 1]?.toLocaleLowerCase('vi') !== 'nhân') || (low === 'nhân' && next !== 'dân')) {
        isSecond = !isSecond;
        return isSecond ? capital : low;
      }
      if (i > 0 && smallWords.has(low)) {
        isSecond = false;
        return low;
      }
      if (isSecond) {
        isSecond = false;
        return low;
      }
      isSecond = !(singleHeads.has(low) && next !== 'trưởng') && !/,$/.test(low);
      return capital;
    })
    .join(' ');
}
