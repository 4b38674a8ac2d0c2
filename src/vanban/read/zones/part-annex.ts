import { readMarker } from '../outline/read-marker.ts';
import { type Item } from './find-zones.ts';

const opensPart =
  /^(?:PHỤ\s+LỤC|PHỤ\s+BIỂU|Phụ\s+lục|BIỂU\s|Biểu\s+(?:mẫu|số)|MẪU\s|Mẫu\s+(?:số\s+)?\d|DANH\s+(?:MỤC|SÁCH)|LỊCH\s|CHƯƠNG\s+TRÌNH|ĐỀ\s+CƯƠNG|BẢNG\s|THANG\s)/u;
const handsOutWork =
  /phân\s+công|nhiệm\s+vụ|lịch\s+(?:trình|công\s+tác|làm\s+việc|tổ\s+chức|tuyên\s+truyền|phát|triển)|tiến\s+độ|kế\s+hoạch\s+chi\s+tiết|chương\s+trình\s+(?:lễ|hội|tổ\s+chức|chi\s+tiết|làm\s+việc|khai)/iu;
/** Forms to be filled in hold lines that look like work and are none. */
const isForm = /mẫu|đề\s+cương|báo\s+cáo|phiếu|đơn\s|giấy|biên\s+bản|thang\s+điểm|hướng\s+dẫn\s+(?:chấm|ghi|sử)/iu;

/** The annexes that hand out work or say what happens when, each with its title; forms and lists are left out. */
export function workAnnexes(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  for (const item of items) {
    if (opensPart.test(item.text) || parts.length === 0) parts.push([]);
    parts.at(-1)!.push(item);
  }
  return parts.filter((part) => {
    const title = titleOf(part);
    return handsOutWork.test(title) && !isForm.test(title);
  });
}

function titleOf(part: readonly Item[]): string {
  const lines: string[] = [];
  for (const item of part.slice(0, 4)) {
    if (lines.length && (item.table || readMarker(item.text) || item.text.startsWith('('))) break;
    lines.push(item.text);
  }
  return lines.join(' ');
}
