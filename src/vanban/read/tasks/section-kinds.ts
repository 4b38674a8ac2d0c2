/** What the heading of a section promises about the lines below it. */
export type SectionKind = 'aims' | 'targets' | 'duties' | 'time' | 'budget' | 'basis' | 'content' | 'state';

const kinds: readonly { kind: SectionKind; pattern: RegExp }[] = [
  {
    kind: 'duties',
    pattern:
      /tổ\s+chức\s+thực\s+hiện|phân\s+công|tổ\s+chức\s+triển\s+khai|trách\s+nhiệm|nhiệm\s+vụ\s+(?:cụ\s+thể\s+)?của|giao\s+nhiệm\s+vụ|nhiệm\s+vụ\s+cụ\s+thể|chế\s+độ\s+báo\s+cáo|^thực\s+hiện$|biện\s+pháp\s+tổ\s+chức/iu,
  },
  { kind: 'targets', pattern: /chỉ\s+tiêu|mục\s+tiêu/iu },
  {
    kind: 'aims',
    pattern: /^(?:mục\s+đích|yêu\s+cầu|quan\s+điểm|ý\s+nghĩa|nguyên\s+tắc|phạm\s+vi|phương\s+châm|đối\s+tượng)/iu,
  },
  {
    kind: 'state',
    pattern:
      /^(?:đánh\s+giá\s+(?:chung|tình\s+hình|kết\s+quả)|(?:khái\s+quát\s+|đặc\s+điểm\s+)?tình\s+hình|thực\s+trạng|kết\s+quả\s+(?:đạt|thực\s+hiện|công\s+tác)|(?:tổng\s+hợp\s+)?(?:các\s+|một\s+số\s+|những\s+)?(?:hạn\s+chế|tồn\s+tại|ưu\s+điểm|khuyết\s+điểm|nguyên\s+nhân|thuận\s+lợi|khó\s+khăn))/iu,
  },
  { kind: 'budget', pattern: /kinh\s+phí|ngân\s+sách|tài\s+chính\s*$/iu },
  { kind: 'time', pattern: /^(?:thời\s+gian|tiến\s+độ|lộ\s+trình|thời\s+hạn|lịch)/iu },
];

/** The kind of section that a heading opens; null where it says nothing and the section above decides. */
export function sectionKind(heading: string): SectionKind | null {
  return kinds.find(({ pattern }) => pattern.test(heading))?.kind ?? null;
}
