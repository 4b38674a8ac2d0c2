import { findPredicate, opensWithPredicate, opensWithVerb } from '../words/action-words.ts';
import { opensWithBody } from '../words/bodies.ts';
import { countWords } from '../words/letters.ts';

export interface FoundOwner {
  owner: string;
  from: number;
  to: number;
  /** `assigned`: "Giao …", "Đề nghị …", "Yêu cầu …"; `subject`: who does it by the sentence itself. */
  by: 'assigned' | 'subject';
}

/** Words for topics: a line that opens with one names no owner, even when another word of it does. */
const topic =
  /^(?:(?:nghị quyết|quyết định|luật|bộ luật|nghị định|thông tư|chỉ thị|công văn|hướng dẫn|kết luận|thông báo|đề án|dự thảo|quy chế|quy định|điều lệ|chiến lược|cơ chế|chính sách)(?![\p{L}])|công tác|thời gian|kinh phí|chế độ|nội dung|hình thức|mục tiêu|mục đích|yêu cầu(?:$|\s*[:,])|giải pháp|nhiệm vụ(?!\s+của)|tiến độ|hồ sơ|địa điểm|thành phần|phương án|phương thức|phương pháp|kết quả|tình hình|số lượng|mức|danh mục|danh sách|quy trình|trình tự|quy mô|tiêu chí|tiêu chuẩn|nguyên tắc|phạm vi|đối tượng(?:$|\s+(?:tham|thi|áp|và|được|thăm))|cơ cấu|điều kiện|lịch|chương trình|kế hoạch|chỉ tiêu|quá trình|việc|các (?:nội dung|nhiệm vụ|giải pháp|hoạt động|tin|chỉ tiêu|điều kiện|phong trào|hình thức|biện pháp|văn bản|chương trình|sự kiện|ngày|tiêu chí|bước|mục|khoản|biểu|trường hợp)|những (?:nội dung|nhiệm vụ)|mọi (?:thông tin|hoạt động)|nguồn|giải thưởng|hội (?:nghị|thi|thảo|diễn|thao|trại|nhập|đàm|chợ)|cuộc (?:thi|vận động)|đoàn kết|báo cáo(?!\s+viên)|báo cáo viên|tuyên truyền viên|bộ (?:máy|tiêu|thủ|chỉ số|luật)|trường hợp|cơ sở (?:vật chất|dữ liệu|pháp|hạ tầng|lý|để)|nhóm (?:nhiệm|giải|chỉ|mục|nội)|khối lượng|cấp (?:phát|giấy|kinh|thẻ)|ban hành|đội ngũ(?!\s+(?:giáo viên|cán bộ|nhà giáo|viên chức|công chức))|ngày |tháng |năm |quý\s+(?:[ivx\d]+(?![\p{L}])|này|sau|trước)|đợt |tỷ lệ|tỉ lệ|tổng số|trách nhiệm$|tổ chức (?:thực hiện|triển khai|các (?:hoạt|cuộc|hội|lớp|phong|đợt|buổi|chương)|hội|thi|tuyên|tốt|lễ|đợt|ngày|phát|quán|học|tập|cuộc|hoạt|nghiên|kiểm|sơ|tổng|thăm|gặp|đối|sinh|giao|xây|in|biên|lồng|bộ|thông|chuyến|rà|có|được|và|trồng|ra|treo|chấm|trao|ký|chúc|cho|khảo|đánh|vận|quảng|diễn|một|ít|ngay|hiệu|thường|định|lấy|làm|bồi|đào|huy|mở|chi)|lãnh đạo,? chỉ đạo|vụ việc|xã hội(?: hóa)?|cơ quan,? đơn vị được|văn bản|hệ thống|đề án|dự án|phần|chủ đề|khẩu hiệu|hoạt động|phụ lục|biểu|ghi chú|lưu ý|riêng (?:đối|kinh|năm|nội)|quà|khen|giai đoạn|đến năm|hằng|hàng|trong |tại |qua |về |với |để |do |từ |nhằm )/iu;

const noActor = (text: string): boolean => topic.test(text) && !/^(?:hàng không|hằng tâm)/iu.test(text);

/**
 * Who must do what a sentence says, by its own words: whom "Giao …, Đề nghị …, Yêu cầu …" names, else its subject,
 * else the subject behind an opening turn ("Hàng năm, các cấp công đoàn …"). `isDuty` is true under a heading that
 * hands out work: there any noun phrase before a verb is taken for the name of who does it. Where a heading already
 * names the owner (`hasOwner`), a sentence must name another one plainly.
 */
export function findOwner(sentence: string, isDuty: boolean, hasOwner = false): FoundOwner | null {
  return (
    findAssigned(sentence) ??
    findConcerned(sentence) ??
    (hasOwner ? null : findEncouraged(sentence)) ??
    findSubject(sentence, 0, isDuty && !hasOwner) ??
    findLaterSubject(sentence, hasOwner) ??
    findCharged(sentence)
  );
}

const assigning =
  /(?:^|[,;.:…]\s+|\s)((?:kính\s+|trân\s+trọng\s+)?(?:giao(?:\s+cho)?|kính\s+trình|đề\s+nghị|yêu\s+cầu|phân\s+công|uỷ\s+quyền|ủy\s+quyền|mời|kính\s+mời)(?:\s+(?:cho|tới|đến))?\s*:?\s+)(?=\S)/giu;

function findAssigned(sentence: string): FoundOwner | null {
  for (const m of sentence.matchAll(assigning)) {
    const wordAt = m.index + m[0].length - m[1]!.length;
    if (!isAssigning(sentence, wordAt)) continue;
    const from = m.index + m[0].length;
    const rest = sentence.slice(from);
    const name = nameBeforePredicate(rest, true);
    // "Yêu cầu: Tin, bài phải …" is the label of a demand, not of whom it is made.
    const isLabel = /:\s*$/.test(m[1]!);
    if (!name || !(opensWithBody(name) || (/^\p{Lu}/u.test(name) && !isLabel)) || noActor(name) || opensWithVerb(name))
      continue;
    return { owner: name, from, to: from + name.length, by: 'assigned' };
  }
  return null;
}

/** "Đối với các địa phương chưa có đề án thì khẩn trương …": whom it concerns does it. */
function findConcerned(sentence: string): FoundOwner | null {
  const m = /^[-–+•\s]*Đối\s+với\s+([^,:;.]{4,160}?)(?:\s+thì\s+|\s*[:,]\s+)(?=\p{L})/iu.exec(sentence);
  if (
    !m ||
    !opensWithBody(m[1]!) ||
    noActor(m[1]!) ||
    !opensWithPredicate(sentence.slice(m[0].length)) ||
    /^(?:được|nếu|khi)\s/iu.test(sentence.slice(m[0].length))
  )
    return null;
  const from = sentence.indexOf(m[1]!);
  return { owner: m[1]!, from, to: from + m[1]!.length, by: 'assigned' };
}

/** "Khuyến khích Hội Nông dân xã tham gia …": asked, though not bound; under a heading with an owner it is the owner's work. */
function findEncouraged(sentence: string): FoundOwner | null {
  const lead = /^[-–+•\s]*Khuyến\s+khích\s+(?:việc\s+)?/iu.exec(sentence);
  if (!lead) return null;
  const rest = sentence.slice(lead[0].length);
  const name = nameBeforePredicate(rest, false);
  if (!name || !opensWithBody(name) || noActor(name)) return null;
  return { owner: name, from: lead[0].length, to: lead[0].length + name.length, by: 'assigned' };
}

/** "theo đề nghị của", "tổng hợp đề nghị", "lập danh sách đề nghị" hand out nothing. */
function isAssigning(sentence: string, at: number): boolean {
  const before = sentence.slice(0, at).trimEnd();
  if (/^(?:Thống nhất|Nhất trí|Đồng ý|Quyết định)$/iu.test(before)) return true;
  // "Triển khai đến các tổ, phân công cán bộ phụ trách": who triển khai also phân công.
  if (/,$/.test(before) && /^(?:phân|mời)/iu.test(sentence.slice(at))) return false;
  if (before === '' || /[,;.:…)]$/.test(before)) return true;
  if (/^(?:phân|uỷ|ủy|mời)/iu.test(sentence.slice(at))) return false;
  if (
    /(?:theo|khi có|có|các|những|về|văn bản|danh sách|hồ sơ|tổng hợp|xét|việc|nội dung|đáp ứng|phù hợp với|thẩm định|được|và|lập|trình|nhiệm vụ|ý kiến|để|một số|đủ)$/iu.test(
      before,
    )
  )
    return false;
  // After the name of the issuer: "LĐLĐ tỉnh đề nghị …".
  const clause = /(?:^|[.;:,]\s+)([^.;:]*)$/u.exec(before)?.[1] ?? before;
  const tail = /(?:^|,\s+)([^,]*)$/u.exec(clause)?.[1] ?? clause;
  if (/^(?:Nếu|Trường hợp|Khi|Trong trường hợp|Trong quá trình)\s/iu.test(tail)) return true;
  return [clause, tail].some((name) => opensWithBody(name) && findPredicate(name) < 0 && countWords(name) <= 20);
}

/** The noun phrase up to the first predicate, stripped of what does not belong to a name. */
function nameBeforePredicate(text: string, isAssigned: boolean): string | null {
  const at = passWhere(text, findPredicate(text));
  const colon = /^[^:;.]{3,200}?(?=:)/u.exec(text)?.[0];
  let end = at;
  if (colon !== undefined && (at < 0 || colon.length < at) && !(at > 0 && isCollective(text, colon.length)))
    end = colon.length;
  if (end <= 0) return isAssigned && countWords(text) <= 25 && at < 0 ? tidyName(text) : null;
  return tidyName(text.slice(0, end));
}

/** "Các trường trên địa bàn xã tổ chức …": where they are belongs to their name, if a colon or a verb follows soon. */
function passWhere(text: string, at: number): number {
  const where = at > 0 ? /^trên địa bàn(?:\s+[^\s,;:.]+){0,5}?(?=\s*:|\s)/u.exec(text.slice(at))?.[0] : undefined;
  if (where === undefined) return at;
  const colon = /^trên địa bàn[^,;:.]{0,40}(?=:)/u.exec(text.slice(at))?.[0].length;
  if (colon !== undefined) return at + colon;
  const next = findPredicate(text, at + where.length);
  return next > 0 && !/[,;:.]/u.test(text.slice(at, next)) && next - at < 50 ? next : at;
}

/** "Các Bộ: Công Thương, Ngoại giao thành lập …": the colon stands inside the name. */
export function isCollective(text: string, colonAt: number): boolean {
  return (
    /^(?:Các|Những)\s+\p{L}+$/iu.test(text.slice(0, colonAt).trim()) &&
    /^:\s*\p{Lu}/u.test(text.slice(colonAt)) &&
    !opensWithVerb(text.slice(colonAt + 1).trim())
  );
}

function tidyName(text: string): string | null {
  const name = text
    .replace(/\s*\([^()]*(?:\)|$)\s*[,;]?\s*$/u, '')
    .replace(/[\s,;:.–-]+$/u, '')
    .replace(/\s+(?:và|cùng|với|cho|của|để|trong|theo|về|cần|các|từ|có|mà|hoặc|nay|được|đã|đang|cũng|kính|xin)$/iu, '')
    .replace(/[\s,;:.]+$/u, '');
  const words = countWords(name);
  return words >= 1 && words <= 60 ? name : null;
}

function findSubject(sentence: string, from: number, isDuty: boolean): FoundOwner | null {
  const lead = (isDuty ? /^[-–+•\s]*(?:Riêng\s+|Đối\s+với\s+)?/iu : /^[-–+•\s]*(?:Riêng\s+)?/iu).exec(
    sentence.slice(from),
  )![0].length;
  const text = sentence.slice(from + lead);
  if (!text || noActor(text) || /^\d+([.,]\d+)?\s*%/.test(text)) return null;
  // In small letters and without "các" a word is more often part of a list than a subject.
  if (
    !isDuty &&
    /^Mỗi\s/u.test(text) &&
    !/\s(?:cần|phải|có trách nhiệm|chịu trách nhiệm|xây dựng|tổ chức|cử|đăng ký|gửi)\s/u.test(text)
  )
    return null;
  const isBody =
    opensWithBody(text) &&
    /^(?:\p{Lu}|(?:các|những|mỗi|từng|toàn thể|tất cả|mọi|lãnh đạo|người đứng đầu|thủ trưởng|nhà trường|ban giám hiệu|hiệu trưởng|tổ trưởng|bí thư|chủ tịch|giám đốc|trưởng|giáo viên chủ nhiệm|giáo viên(?=\s+(?:chủ động|có trách nhiệm|phải|cần))|đồng chí)(?![\p{L}])|(?:thành phố|tỉnh|huyện|xã|phường)\s+\p{Lu})/u.test(
      text,
    );
  if (!isBody && (!isDuty || opensWithPredicate(text) || !/^\p{Lu}/u.test(text))) return null;
  if (opensWithVerb(text) && !isBody) return null;
  const name = nameBeforePredicate(text, false);
  if (!name || (!isBody && (countWords(name) > 25 || !hasProperName(name))) || /["“”]/.test(name.slice(0, 3)))
    return null;
  if (/(?:^|\s)(?:là|thì|mà)\s/u.test(name) || /^(?:các|những|mọi)$/iu.test(name) || /\d%/.test(name)) return null;
  const next = text.slice(name.length).replace(/^[\s,;:]*(?:\([^)]*\))?[\s,;:]*/u, '');
  if (
    /^(?:là\s+(?!đầu mối|cơ quan|đơn vị|bộ phận)|được|(?:có thể|sẽ|phải|cần)\s+được|đã|đang|đến|để|nhằm|bằng|từ ngày)/iu.test(
      next,
    )
  ) {
    if (!/^được\s+(?:giao|phân công)/iu.test(next)) return null;
  }
  return { owner: name, from: from + lead, to: from + lead + name.length, by: 'subject' };
}

/** "Nói chuyện tại hai trường, do đồng chí Bảy phụ trách": who is in charge, named behind the work. */
function findCharged(sentence: string): FoundOwner | null {
  const m =
    /[\s,(]do\s+([^,;.()]{3,90}?)\s+(?:phụ\s+trách|đảm\s+nhiệm|đảm\s+nhận|chịu\s+trách\s+nhiệm)(?![\p{L}])/iu.exec(
      sentence,
    );
  if (!m || !(opensWithBody(m[1]!) || /^\p{Lu}/u.test(m[1]!)) || noActor(m[1]!)) return null;
  const from = m.index + m[0].indexOf(m[1]!);
  return { owner: m[1]!, from, to: from + m[1]!.length, by: 'assigned' };
}

/** More capitals than the first letter: "Hợp tác xã Sao Mai", not "Kiên trì". */
function hasProperName(name: string): boolean {
  return /\s["“]?\p{Lu}/u.test(name) || /^\p{Lu}{2}/u.test(name);
}

/** Verbs that hardly stand in a list of nouns: behind a comma they open the predicate. */
const mainVerb =
  /^(?:chủ trì|phối hợp|xây dựng|tổ chức(?!\s+(?:chính trị|đoàn thể))|chủ động|tham mưu|triển khai|rà soát|tăng cường|thực hiện|tiếp tục|thường xuyên|kịp thời|báo cáo|tổng hợp|đẩy mạnh|lập|ban hành|quyết định)(?![\p{L}])/u;

/** Turns before the subject, up to their comma. */
const openingTurn =
  /^(?:Hàng|Hằng|Định kỳ|Thông qua|Bằng|Trên cơ sở|Căn cứ|Trong|Tùy|Tuỳ|Theo|Để|Nhằm|Sau khi|Sau|Đối với|Khi|Nếu|Trước|Qua|Đồng thời|Ngoài|Với|Từ|Riêng|Ngay|Cùng với|Đến|Kết thúc|Tại|Cuối|Đầu|Giữa|Chậm nhất|Vào|Năm|Tháng|Quý|Ngày|Mỗi|Bên cạnh|Trường hợp|Hướng tới|Dựa)(?![\p{L}])/u;

function findLaterSubject(sentence: string, hasOwner: boolean): FoundOwner | null {
  const maxWords = hasOwner ? 60 : 200;
  if (!openingTurn.test(sentence) || opensWithVerb(sentence)) return null;
  for (const m of sentence.slice(0, 700).matchAll(/[,;:)]\s+/gu)) {
    const at = m.index + m[0].length;
    const rest = sentence.slice(at);
    if (countWords(sentence.slice(0, at)) > maxWords) return null;
    // The verb of the sentence stands here without a subject: whom the heading names does it.
    if (mainVerb.test(rest)) return null;
    if (!opensWithBody(rest) || /^(?:từng|mỗi|mọi)\s/u.test(rest) || isListItem(sentence, at)) continue;
    const found = findSubject(sentence, at, false);
    // "… của Chính phủ, Bộ, ngành và tỉnh, phối hợp …": a comma before the verb, so the names belong to the turn.
    if (found && hasOwner && sentence[found.to] === ',') continue;
    if (found && found.to - at < 400) return found;
  }
  return null;
}

/** "của Đảng, chính quyền, các tổ chức": the body behind the comma goes on with a list. */
function isListItem(sentence: string, at: number): boolean {
  const rest = sentence.slice(at);
  const predicateAt = findPredicate(rest);
  if (predicateAt < 0) return true;
  const before = sentence.slice(0, at);
  const clause = /(?:^|[;:])\s*([^;:]*)$/u.exec(before)?.[1] ?? before;
  const last = clause.split(',').slice(-2)[0] ?? '';
  return (
    /^(?:tỉnh|xã|huyện|cấp|ngành|đơn vị|cơ quan|tổ chức|cá nhân|địa phương)(?![\p{L}])/u.test(rest) &&
    countWords(last) <= 4
  );
}

const labelLead =
  /^(?:Giao(?:\s+cho)?|(?:Kính\s+)?[Đđ]ề\s+nghị|Yêu\s+cầu|Đối\s+với|Trách\s+nhiệm\s+(?:của|thuộc)?|Nhiệm\s+vụ\s+(?:của|đối\s+với)?|Phân\s+công(?:\s+cho)?|Về\s+phía|Riêng|Phần\s+việc\s+của|Tại)\s*:?\s+(?=\S)/iu;

/** "Ban Tổ chức thực hiện các việc sau", "Sở Y tế có trách nhiệm": the end of such a heading announces its list. */
const announcing =
  /\s+(?:(?:có|chịu)\s+(?:trách\s+nhiệm|nhiệm\s+vụ)|(?:tập\s+trung\s+|tổ\s+chức\s+)?(?:thực\s+hiện|triển\s+khai)\s+(?:tốt\s+)?(?:các|một\s+số|những)\s.*)$/u;

/**
 * The owner that a heading or a label names: "Giao Ban Tuyên giáo - Nữ công", "Trách nhiệm của …", "Sở Y tế". Under a
 * heading that hands out work (`isDuty`) any name counts; elsewhere it must open like one.
 */
export function ownerOfLabel(label: string, isDuty: boolean): { owner: string; from: number } | null {
  const lead = labelLead.exec(label)?.[0].length ?? 0;
  const text = label.slice(lead);
  const assigned = lead > 0 && !/^(?:Tại|Phần)/iu.test(label);
  if (!isDuty && /^cấp\s/iu.test(text)) return null;
  if (!text || countWords(text) > 60 || /^\d/.test(text) || noActor(text)) return null;
  if (
    !opensWithBody(text) &&
    !(isDuty && !opensWithPredicate(text) && /^\p{Lu}/u.test(text) && countWords(text) <= 22)
  ) {
    if (!(assigned && /^\p{L}/u.test(text) && !opensWithVerb(text))) return null;
  }
  if (opensWithVerb(text) && !opensWithBody(text)) return null;
  const first = findPredicate(text);
  const plain = findPredicate(text, 0, true);
  // A verb that says which body ("cơ sở đào tạo", "đối tượng thực hiện kiểm kê") and what goes with it is the name.
  const at = first >= 0 && first < plain ? -1 : plain;
  // "Công đoàn các cấp tham gia xây dựng Đảng" is a topic, "Sở Y tế chủ trì" a subject.
  const name =
    at > 0 &&
    at < text.length - 3 &&
    !/^(?:được|trên địa bàn|ngoài|trực thuộc|quản lý|tham mưu|thực hiện|cung cấp|phụ trách|chủ trì|phối hợp|thường trực)/u.test(
      text.slice(at),
    )
      ? text.slice(0, at)
      : text;
  const tidy = name
    .replace(/\s*\([^()]*\)?\s*$/u, '')
    .replace(/\s+[-–]\s+(?:Cơ quan|cơ quan|Trưởng|Phó|Thường trực|Chủ|Ủy viên).*$/u, '')
    .replace(/[\s:;,.]+$/u, '')
    .replace(announcing, '')
    .replace(/\s+(?:chủ trì|phối hợp|thực hiện)$/u, '');
  if (name !== text && !isDuty && !opensWithBody(tidy)) return null;
  return tidy ? { owner: tidy, from: lead } : null;
}
