/** What a labelled line says about the task above it. */
export type DetailKind = 'lead' | 'support' | 'time' | 'other';

const kinds: readonly { kind: DetailKind; pattern: RegExp }[] = [
  {
    kind: 'time',
    pattern: /^(?:thời\s+(?:gian|hạn|điểm)|tiến\s+độ|hạn\s+(?:hoàn\s+thành|nộp|gửi)|lộ\s+trình)(?![\p{L}])/iu,
  },
  {
    kind: 'support',
    pattern:
      /^(?:(?:các\s+)?(?:đơn\s+vị|cơ\s+quan|bộ\s+phận|người|tổ\s+chức|thành\s+phần)\s+)?(?:cùng\s+)?(?:phối\s+hợp|tham\s+gia)(?:\s+thực\s+hiện)?$/iu,
  },
  {
    kind: 'lead',
    pattern:
      /^(?:(?:các\s+)?(?:đơn\s+vị|cơ\s+quan|bộ\s+phận|người|tổ\s+chức|cá\s+nhân|phân\s+công)\s*)(?:,\s*(?:đơn\s+vị|cá\s+nhân|cơ\s+quan)\s*)?(?:được\s+(?:giao|phân\s+công)\s*)?(?:chủ\s+trì|thực\s+hiện|phụ\s+trách|tham\s+mưu|chịu\s+trách\s+nhiệm|tổ\s+chức|triển\s+khai|đầu\s+mối|chủ\s+quản|thường\s+trực)?(?:\s+(?:tham\s+mưu|thực\s+hiện|tổ\s+chức|triển\s+khai|chính|chung|chủ\s+trì))*$/iu,
  },
  {
    kind: 'lead',
    pattern:
      /^(?:chủ\s+trì|phụ\s+trách|người\s+thực\s+hiện|giao|phân\s+công|đầu\s+mối)(?:\s+(?:thực\s+hiện|tham\s+mưu|triển\s+khai))?$/iu,
  },
  {
    kind: 'other',
    pattern:
      /^(?:sản\s+phẩm|kinh\s+phí|địa\s+điểm|hình\s+thức|thành\s+phần|số\s+lượng|nội\s+dung|kết\s+quả|nguồn)(?![\p{L}])/iu,
  },
];

/** Labels that only frame the work of a heading: "Nội dung:", "Nhiệm vụ:", and those of details. */
export function isFrame(label: string): boolean {
  return (
    detailKind(label) !== null ||
    /^(?:các\s+)?(?:nhiệm\s+vụ|nội\s+dung|công\s+việc|hoạt\s+động|yêu\s+cầu|giải\s+pháp)(?:\s+(?:thực\s+hiện|cụ\s+thể|triển\s+khai|chính|công\s+việc|trọng\s+tâm))*$/iu.test(
      label.trim(),
    )
  );
}

/** The kind of detail that a label announces; null for a label that is a name or a heading. */
export function detailKind(label: string): DetailKind | null {
  const text = label.trim();
  return kinds.find(({ pattern }) => pattern.test(text))?.kind ?? null;
}
