import { expect, test } from 'vitest';
import { readPlan } from '../read-plan.ts';

/** The words before the plan's announcement → the numbers of the documents it rests on. */
const preambles: [string, (string | null)[]][] = [
  [
    'Thực hiện Nghị quyết số 12/NQ-HĐND ngày 05/01/2026 của Hội đồng nhân dân tỉnh về trồng cây (Nghị quyết số 12), Kế hoạch số 8/KH-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh thực hiện Nghị quyết số 12/NQ-HĐND (Kế hoạch số 8) và Quyết định số 31/QĐ-SNN ngày 12/01/2026 của Sở Nông nghiệp về cây giống, Công đoàn tỉnh ban hành kế hoạch như sau:',
    ['12/NQ-HĐND', '8/KH-UBND', '31/QĐ-SNN'],
  ],
  [
    'Thực hiện chỉ đạo của Sở Nông nghiệp tại các văn bản: số 40/SNN-TT ngày 03/02/2026, số 44/SNN-TT ngày 06/02/2026 về phòng sâu bệnh, Công đoàn tỉnh ban hành kế hoạch như sau:',
    ['40/SNN-TT', '44/SNN-TT'],
  ],
  [
    'Căn cứ ý kiến chỉ đạo của Ủy ban nhân dân tỉnh tại Công văn số 71/UBND-KT ngày 20/01/2026 về trồng cây;\nCông đoàn tỉnh ban hành kế hoạch như sau:',
    ['71/UBND-KT'],
  ],
  [
    'Công đoàn tỉnh nhận được Công văn số 9/CV-HTX ngày 11/02/2026 của Hợp tác xã Hoa Mai về việc mượn đất. Về vấn đề này, Công đoàn tỉnh có ý kiến như sau:',
    ['9/CV-HTX'],
  ],
  [
    'Thực hiện Kế hoạch số 8/KH-UBND ngày 09/01/2026của UBND tỉnh, trên cơ sở Kế hoạch số 31/KH-SNN, ngày 12/01/2026 của Sở Nông nghiệp về cây giống, Công đoàn tỉnh ban hành kế hoạch như sau:',
    ['8/KH-UBND', '31/KH-SNN'],
  ],
  [
    'Căn cứ Luật Lâm nghiệp ngày 15/11/2017, Luật sửa đổi, bổ sung một số điều của Luật Lâm nghiệp ngày 20/11/2025; Thông tư số 28/2025/TT-BNN MT ngày 21/10/2025;\nCông đoàn tỉnh ban hành kế hoạch như sau:',
    [null, null, '28/2025/TT-BNNMT'],
  ],
  // What a document is about is no basis.
  [
    'Thực hiện Kế hoạch số 8/KH-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh về triển khai Nghị quyết số 12/NQ-HĐND ngày 05/01/2026 của Hội đồng nhân dân tỉnh, Công đoàn tỉnh ban hành kế hoạch như sau:',
    ['8/KH-UBND'],
  ],
];

test.for(preambles)('%s', ([preamble, expected]) => {
  const text = `KẾ HOẠCH\nTrồng cây đầu xuân năm 2026\n\n${preamble}\n\nI. MỤC ĐÍCH\n- Làm đẹp cơ quan.\n`;
  expect(readPlan({ text }).legalBasis.map((basis) => basis.number)).toEqual(expected);
});

test('a list says kind and issuer once', () => {
  const plan = readPlan({
    text: 'KẾ HOẠCH\nTrồng cây năm 2026\n\nCăn cứ các Kế hoạch của Ủy ban nhân dân tỉnh: số 8/KH-UBND ngày 09/01/2026; số 9/KH-UBND ngày 12/01/2026;\nCông đoàn tỉnh ban hành kế hoạch như sau:\n\nI. MỤC ĐÍCH\n- Làm đẹp cơ quan.\n',
  });
  expect(plan.legalBasis.map((basis) => [basis.docType, basis.number, basis.issuer])).toEqual([
    ['Kế hoạch', '8/KH-UBND', 'Ủy ban nhân dân tỉnh'],
    ['Kế hoạch', '9/KH-UBND', 'Ủy ban nhân dân tỉnh'],
  ]);
});
