import { isHalfOfWord } from './compound-words.ts';

/**
 * Words that open a predicate in administrative Vietnamese: verbs of tasks, adverbs before them, and turns that part
 * the name of a body from what it shall do. A new verb is one more word here.
 */
const verbs = `chủ trì|phối hợp|xây dựng|ban hành|tổ chức|triển khai|thực hiện|tham mưu|đề xuất|hướng dẫn|chỉ đạo|kiểm tra|giám sát|theo dõi|
đôn đốc|tổng hợp|báo cáo|tuyên truyền|phổ biến|quán triệt|vận động|đẩy mạnh|đẩy nhanh|tăng cường|nâng cao|phát huy|chú trọng|quan tâm|bố trí|cử|
gửi|đăng ký|lập|rà soát|cập nhật|đánh giá|sơ kết|tổng kết|khen thưởng|biểu dương|cung cấp|chuẩn bị|đảm bảo|bảo đảm|có trách nhiệm|chịu trách nhiệm|
có nhiệm vụ|quyết định|phân công|giao|yêu cầu|đề nghị|lựa chọn|ưu tiên|đăng tải|chia sẻ|duy trì|phát động|hưởng ứng|tham gia|phản hồi|phản ánh|huy động|
kiện toàn|thành lập|thẩm định|trình|xem xét|tập trung|làm đầu mối|là|sử dụng|quản lý|khai thác|mở|in|in ấn|cấp|phát hành|hỗ trợ|nghiên cứu|học tập|
bồi dưỡng|tập huấn|đào tạo|ký kết|ký|lồng ghép|nắm bắt|nắm|giải quyết|xử lý|tháo gỡ|thông tin|thông báo|công khai|đưa|đưa tin|phân bổ|cân đối|
tiếp nhận|hoàn thành|cụ thể hóa|cụ thể hoá|rút kinh nghiệm|nhân rộng|tôn vinh|họp|tiến hành|viết|thăm|tặng|chăm lo|dự(?!\\s+án)(?!\\s+thảo)(?!\\s+phòng)(?!\\s+trữ)|mời|phụ trách|điều hành|đảm nhiệm|
nhập|khảo sát|thống kê|kê khai|sắp xếp|chọn cử|chọn|bình xét|chuyển|nộp|thu|đầu tư|mua sắm|sửa chữa|đồng ý|chấp thuận|phê duyệt|cho phép|cho ý kiến|
xác định|phát hiện|ngăn chặn|đấu tranh|phòng ngừa|kiểm soát|điều chỉnh|sửa đổi|bổ sung|hoàn thiện|ứng dụng|kết nối|tích hợp|số hóa|vận hành|khắc phục|
củng cố|phát triển|mở rộng|thúc đẩy|khuyến khích|động viên|thu hút|tạo|giữ|bảo vệ|chấp hành|tuân thủ|thi hành|đăng|phát|treo|trang trí|sưu tầm|biên soạn|
biên tập|sản xuất|xuất bản|trao|tham dự|liên hệ|trao đổi|làm việc|làm tốt|giới thiệu|đề cử|đề ra|xét|kết hợp|bàn giao|thanh toán|quyết toán|quảng bá|lan tỏa|
truyền thông|tư vấn|giáo dục|ghi nhận|thống nhất|công bố|công nhận|tổng rà soát|xác minh|làm rõ|điều tra|xử phạt|thanh tra|kiểm kê|kiểm điểm|rà|góp ý|cam kết|
lãnh đạo|giúp|giúp việc|điều phối|phân tích|theo sát|bám sát|thường trực|chuyển tải|tiếp cận|tiếp thu|vận dụng|đổi mới|cải tiến|cải cách|tự|tìm hiểu|dành|
thăm hỏi|chúc mừng|tuyển chọn|tập luyện|trích|sàng lọc|hạn chế|giảm|tăng|mua|chi|dự toán|đảm đương|bảo quản|lưu|lưu trữ|niêm yết|nêu|phát thanh|truyền hình|trực|
dự báo|cảnh báo|tính toán|đo|quy hoạch|thiết kế|thi công|khởi công|khánh thành|giải phóng|thu hồi|thu gom|phân loại|vệ sinh|trồng|chăm sóc|điều động|luân chuyển|
thực hành|đặt|quay|chụp|gắn|tích lũy|khai mạc|bế mạc|vinh danh|phúc tra|nghiệm thu|hiệp thương|ra quân|chấm|nhắc nhở|tiếp tục|khuyến cáo|khuyến nghị|kêu gọi|rèn luyện|
áp dụng|phân cấp|bổ nhiệm|miễn nhiệm|tuyển dụng|cắt giảm|rút ngắn|tinh giản|hợp nhất|sáp nhập|giải thể|chuyển giao|ngăn ngừa|triệt phá|thực thi|cấp phát|cấp phép|
giải trình|giải đáp|trả lời|lắp đặt|nâng cấp|tu bổ|bảo trì|bảo dưỡng|gìn giữ|tranh thủ|quyên góp|ủng hộ|trao tặng|di dời|sơ tán|tiêu hủy|bãi bỏ|đình chỉ|tạm dừng|
chấm dứt|gia hạn|kéo dài|thí điểm|sáng tác|dàn dựng|trưng bày|ghi hình|kết nạp|hình thành|thiết lập|khơi dậy|lan toả|số hoá|chuẩn hóa|đối chiếu|đề cao|nêu cao|
phối kết hợp|tri ân|thay thế|đón tiếp|tham vấn|đàm phán|tài trợ|tiên phong|dẫn dắt|đồng hành|chung tay|ở nhà|ở lại|duyệt|tổng kiểm tra|tổng vệ sinh|tổng duyệt|tổng điều tra|tổng ra quân|tổng tấn công`;

const adverbs = `chủ động|thường xuyên|kịp thời|định kỳ|tích cực|nghiêm túc|khẩn trương|trực tiếp|tiếp tục|đồng thời|sẽ|phải|cần|nên|không|có thể|căn cứ|
theo chức năng|theo nhiệm vụ|theo phạm vi|theo thẩm quyền|theo sự|theo kế hoạch|trong quá trình|trong phạm vi|trên cơ sở|trên địa bàn|hằng năm|hàng năm|hằng tháng|hàng tháng|
hằng quý|hàng quý|khi|nếu|sau khi|trước khi|trước ngày|chậm nhất|cùng|ngoài|tùy|tuỳ|được|đã|đang|có kế hoạch|có phương án|có văn bản|có giải pháp|có biện pháp|có hình thức|
nhanh chóng|quyết liệt|linh hoạt|sớm|hoàn toàn|nghiêm|tốt|phấn đấu|nỗ lực|vừa|cùng với|thông qua|bằng|dựa|từ ngày|tiếp|làm|lấy|ra|đi|đến|để|nhằm|gương mẫu|đi đầu|tự giác|
kiên trì|kiên quyết|quyết tâm|mạnh dạn|định hướng|nhận thức|thực sự|luôn|cần phải|đặc biệt|mỗi|ít nhất|tối thiểu|tối đa|hưởng`;

const list = (text: string): string[] =>
  text
    .split('|')
    .map((w) => w.trim())
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
const escape = (word: string): string => word.replace(/\s+/g, '\\s+');

const verbList = list(verbs);
const anyWord = [...verbList, ...list(adverbs)]
  .sort((a, b) => b.length - a.length)
  .map(escape)
  .join('|');

/** A predicate that opens in small letters, anywhere in a text. */
const predicate = new RegExp(`(?<![\\p{L}\\d/-])(?:${anyWord})(?![\\p{L}\\d])`, 'gu');
const verbOpening = new RegExp(`^(?:${verbList.map(escape).join('|')})(?![\\p{L}\\d])`, 'iu');
const predicateOpening = new RegExp(`^(?:${anyWord})(?![\\p{L}\\d])`, 'iu');

/** The same word as part of a noun: "tổ chức chính trị", "báo cáo viên", "cơ quan quản lý", "đối tượng thực hiện". */
const nounBefore =
  /(?:^|[\s,])(?:các|những|mỗi|từng|mọi|cơ quan,|đơn vị,|cá nhân,|của|và|về|với|công tác|việc|hoạt động|nhiệm vụ|phương tiện)\s*$/iu;
const nounAfter =
  /^(?:báo cáo viên|tuyên truyền viên|hướng dẫn viên|tổ chức(?=\s*(?:[,;.]|$|chính trị|đoàn thể|xã hội|công đoàn|đoàn(?!\s+(?:đi|thăm|kiểm|công tác))|đảng|Đảng|Đoàn(?!\s+(?:đi|thăm|kiểm|công tác))|Công đoàn|(?:Hội|hội)(?!\s+(?:nghị|thảo|thi|diễn|thao|trại|chợ|đàm|họp))|cơ sở|tín dụng|cung cấp|liên quan|khác|và|có liên quan|kinh tế|sự nghiệp|nghề nghiệp|thành viên|trực thuộc|nhà nước|trong))|thông tin đại chúng|thông tin điện tử|giao (?:thông|lưu|dịch|tiếp)|thi hành (?:án|công vụ)|trực tiếp cơ sở|chi (?:tiết|phí|tiêu)|giáo dục đào tạo|giáo dục (?:phổ thông|mầm non|tiểu học|đại học|nghề|thường xuyên)|quản lý nhà nước|quản lý cấp|quản lý ngành|phát thanh|truyền hình|truyền thông(?=\s*(?:[,;.]|và|của|công đoàn))|cấp (?:trên|dưới|tỉnh|xã|huyện|cơ sở|ủy|uỷ|phó|trưởng|tiểu|học)|chi (?:bộ|đoàn|hội|đội|ủy|uỷ|nhánh|cục)|trực thuộc|thu hút vốn|đào tạo nghề|khai thác thủy|là thành viên|đã (?:được )?giao|xuất bản phẩm|đến từ|cần thiết|tự quản|tự nguyện)/u;
const relativeBefore =
  /(?:cơ quan|đơn vị|đối tượng|tổ chức|người|cán bộ|công chức|viên chức|doanh nghiệp|chủ thể|lực lượng|bộ phận|giáo viên|nhân viên|đồng chí|(?<!trưởng )ban|tổ|đội|đoàn|phòng|trung tâm|cơ sở|trường|công ty|hội đồng|thành viên|chuyên viên|nghề|ngành|viện|công an|cán sự|tập thể|cá nhân|chi nhánh|quỹ|nhà|khu vực)\s+$/u;
const genericBefore =
  /(?:^|[\s,])(?:cơ quan|đơn vị|đối tượng|tổ chức|người|cán bộ|công chức|viên chức|doanh nghiệp|chủ thể|lực lượng|bộ phận|giáo viên|nhân viên|cơ sở|thành viên|chuyên viên|cá nhân|tập thể|hộ)\s+$/u;
/** After such a noun only these are surely predicates. */
const attributive =
  /^(?:quản lý|tham mưu|thực hiện|cung cấp|thường trực|phụ trách|chủ trì|được|phối hợp|giúp việc|sử dụng|kiểm tra|thanh tra|giám sát|tổ chức|đào tạo|tư vấn|nghiên cứu|kiểm soát|bảo vệ|sản xuất|làm|đã|đang|có thể|hưởng|lãnh đạo|chỉ đạo|tuyên truyền|truyền thông|học tập|giáo dục|điều hành|kiểm kê|tham gia|đầu tư|tự|phát triển|hỗ trợ|thu|khai thác|xây dựng|biên tập|biên soạn|tham dự|dự|trực|công nhận|vận hành|ngoài|trên địa bàn|thiết kế|thi công|chăm sóc|mở|thi hành|điều tra|thẩm định|vệ sinh)(?![\p{L}])/u;

/**
 * Offset of the first predicate of a text that begins with a noun phrase; -1 when there is none. In a name (`isName`)
 * a verb behind "cơ sở", "đơn vị" says which one, not what it does.
 */
export function findPredicate(text: string, from = 0, isName = false): number {
  for (const m of text.matchAll(predicate)) {
    if (m.index < Math.max(from, 1)) continue;
    // Only the first word may have a capital and still be a common noun ("Đơn vị" but "Ban Tổ chức").
    const before = text.charAt(0).toLowerCase() + text.slice(1, m.index);
    const rest = text.slice(m.index);
    if (
      isInside(before) ||
      isHalfOfWord(before, rest) ||
      nounAfter.test(rest) ||
      nounBefore.test(before) ||
      isPartOfName(text.slice(0, m.index), rest)
    )
      continue;
    if (
      isName
        ? genericBefore.test(before) && attributive.test(rest)
        : relativeBefore.test(before) &&
          attributive.test(rest) &&
          !/^chủ trì,\s+phối hợp/u.test(rest) &&
          hasLaterPredicate(text, m.index + m[0].length)
    )
      continue;
    return m.index;
  }
  return -1;
}

/** "Ban chấp hành", "Tổ tư vấn", "Đào tạo": the verb says what kind of body, or is half of a word. */
function isPartOfName(before: string, rest: string): boolean {
  if (/(?:^|\s)Đào\s$/u.test(before)) return true;
  return (
    /(?:^|[^,\s]\s)(?:[Bb]an|[Ủủ]y ban|[Uu]ỷ ban|[Hh]ội đồng|Tổ|Đội|Nhóm|Tiểu ban|Đoàn)\s$/u.test(before) &&
    /^(?:chấp hành|tổ chức|chỉ đạo|quản lý|kiểm tra|thanh tra|tuyên truyền|tư vấn|vận động|biên tập|biên soạn|điều hành|giám sát|giúp việc|thường trực|thẩm định|kiểm kê|truyền thông|hỗ trợ|thông tin|xét|trực|thi đua|phòng ngừa|xử lý|tiếp nhận|bảo vệ)(?![\p{L}])/u.test(
      rest,
    )
  );
}

/** Inside brackets or quotation marks that are still open. */
function isInside(before: string): boolean {
  let depth = 0;
  for (const c of before) {
    if (c === '(' || c === '“') depth++;
    else if (c === ')' || c === '”') depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}

/** "đối tượng thực hiện kiểm kê có trách nhiệm …": the first verb belongs to the name when a clearer one follows soon. */
function hasLaterPredicate(text: string, from: number): boolean {
  const rest = text.slice(from, from + 130);
  return /(?<![\p{L}])(?:có trách nhiệm|chịu trách nhiệm|chủ động|căn cứ|tiếp tục|tích cực|nghiêm túc|khẩn trương|chủ trì|phối hợp|thường xuyên|kịp thời|xây dựng|rà soát|báo cáo|tổng hợp|theo chức năng|theo dõi|triển khai|tăng cường|tham mưu|mở thêm)(?![\p{L}])/u.test(
    rest,
  );
}

/** Does a text begin with a verb of a task, in either case? */
export function opensWithVerb(text: string): boolean {
  return (
    verbOpening.test(text) &&
    !/^(?:tổ chức\s+(?:chính trị|đoàn thể|công đoàn|Đảng|Đoàn)|cấp\s+(?:ủy|uỷ|trên|dưới|tỉnh|huyện|xã|cơ sở|có thẩm quyền)|chi\s+(?:bộ|đoàn|hội|đội|ủy|uỷ|nhánh|cục)|thường\s+trực\s+(?:Tỉnh|Thành|Huyện|Đảng|Ban|HĐND|UBND|Hội|Ủy|Công|LĐLĐ)|báo cáo viên|tuyên truyền viên|là\s|lãnh đạo\s+(?:các|LĐLĐ|UBND|Sở|đơn vị|cơ quan))/iu.test(
      text,
    )
  );
}

/** Does a text begin with a verb, or with an adverb or turn before one? */
export function opensWithPredicate(text: string): boolean {
  return predicateOpening.test(text);
}
