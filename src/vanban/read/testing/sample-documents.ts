/**
 * Documents written for the tests of the reader: their people and places do not exist, their faults are on purpose.
 */

/** A yearly plan of a union, one paragraph a line: numbering jumps from II to IV, a total and an anniversary are wrong. */
export const unionPlan = `LIÊN ĐOÀN LAO ĐỘNG TỈNH AN SƠN
CÔNG ĐOÀN NGÀNH THỦY LỢI
Số: 27/KH-CĐN
An Sơn, ngày 09 tháng 02 năm 2026

KẾ HOẠCH
Tuyên truyền văn hóa đọc trong đoàn viên năm 2026

Căn cứ Nghị quyết số 41/NQ-TW ngày 12/3/2024 của Ban Chấp hành Trung ương về phát triển văn hóa đọc;
Thực hiện Kế hoạch số 15/KH-LĐLĐ ngày 20/01/2026 của Liên đoàn Lao động tỉnh An Sơn về tủ sách công đoàn;
Căn cứ tình hình thực tế của ngành,
Ban Thường vụ Công đoàn ngành Thủy lợi xây dựng kế hoạch với các nội dung như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Hình thành thói quen đọc sách; chào mừng kỷ niệm 45 năm Ngày thành lập ngành (10/4/1976 - 10/4/2026).
2. Yêu cầu: Các hoạt động bảo đảm thiết thực, tiết kiệm.
II. CHỈ TIÊU
1. Hằng năm, 100% công đoàn cơ sở có tủ sách, ít nhất 70% đoàn viên tham gia ngày hội đọc.
2. Tổ chức 04 buổi giới thiệu sách.
IV. SỐ LƯỢNG TIN, BÀI
	TT
	Đơn vị
	Tin
	Bài

	1
	Văn phòng
	6
	2

	2
	Công đoàn cơ sở hồ Đá Trắng
	4
	1

	
	Cộng
	11
	3

V. TỔ CHỨC THỰC HIỆN
1. Ban Tuyên giáo
- Chủ trì, phối hợp với Văn phòng xây dựng thể lệ ngày hội đọc (hoàn thành trong tháng 3/2026).
- Tổng hợp kết quả, báo cáo Ban Thường vụ trước ngày 15/11/2026.
2. Các công đoàn cơ sở
- Vận động đoàn viên quyên góp sách. Bố trí góc đọc tại nơi làm việc.
3. Giao Văn phòng chuẩn bị kinh phí từ nguồn chi thường xuyên.
Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Ban Tuyên giáo (email: tuyengiao@ansonthuyloi.example; ĐT: 0912 345 678).
Trên đây là Kế hoạch tuyên truyền văn hóa đọc năm 2026, đề nghị các đơn vị nghiêm túc thực hiện./.

Nơi nhận:
- LĐLĐ tỉnh (b/c);
- Các công đoàn cơ sở (th/h);
- Lưu: VT, TG.
TM. BAN THƯỜNG VỤ
PHÓ CHỦ TỊCH
(Đã ký)
Trần Văn Lộc
`;

/** A decision with a plan attached, hard-wrapped, letterhead and signature in broken tables. */
export const decisionWithPlan = `|
**ỦY BAN NHÂN DÂN**
XÃ BẰNG GIANG
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
|
Số: 88/QĐ-UBND
|
*Bằng Giang, ngày
03 tháng 4 năm 2026*
|

**QUYẾT ĐỊNH**

VỀ VIỆC BAN HÀNH KẾ HOẠCH RÀ SOÁT NHÀ VĂN HÓA THÔN TRÊN
ĐỊA BÀN XÃ BẰNG GIANG NĂM 2026

**CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BẰNG GIANG**

*Căn
cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;*

*Căn cứ Quyết định số 310/QĐ-UBND ngày 02 tháng 3 năm 2026 của Ủy ban
nhân dân tỉnh về sắp xếp thiết chế văn hóa cơ sở;*

**QUYẾT ĐỊNH:**

**Điều 1.** Ban hành kèm theo Quyết định này Kế hoạch rà soát nhà văn hóa thôn
trên địa bàn xã Bằng Giang năm 2026.

**Điều 2.** Trưởng phòng Văn hóa - Xã hội, trưởng các thôn chịu trách
nhiệm thi hành Quyết định này./.

|
*Nơi nhận:*
- Như Điều 2;
- Sở Văn hóa, Thể thao và Du lịch,
các phòng liên quan;
- Lưu: VT.
|
**KT. CHỦ TỊCH**
**PHÓ CHỦ TỊCH**
**Lò Thị Nương**
|

**KẾ HOẠCH**

RÀ SOÁT NHÀ VĂN HÓA THÔN NĂM 2026

*(Kèm theo Quyết định số 88/QĐ-UBND ngày 03/4/2026 của Chủ tịch Ủy ban nhân
dân xã)*

**I. NỘI DUNG**

**1. Rà soát hiện
trạng**

- Thống kê diện tích, trang thiết bị của từng nhà văn hóa, so với giai đoạn 2021
- 2025.

*Đơn vị chủ trì: *Phòng Văn hóa - Xã hội.

*Thời gian hoàn
thành: *Trước ngày 30/5/2026.

**2. Lập danh mục
sửa chữa**

- Đề xuất công trình cần sửa chữa.

*Đơn vị chủ trì: *Phòng Kinh tế.

*Thời gian hoàn thành: *Quý III/2026.

**II. TỔ CHỨC THỰC HIỆN**

**1. **Trưởng các thôn cung cấp số liệu và báo cáo kết quả về Phòng Văn hóa -
Xã hội trước ngày 15 tháng 5 năm 2026.

**2. **Giao Phòng Văn hóa - Xã hội theo dõi, đôn đốc thực hiện Kế hoạch này./.
`;

/** A letter that asks all addressees to do what its list says, with an allotment inside brackets. */
export const letter = `TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
LIÊN ĐOÀN LAO ĐỘNG TỈNH HẢI SƠN
Số: 112/LĐLĐ-TGNC
V/v tổ chức Tháng Công nhân năm 2026

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hải Sơn, ngày 12 tháng 3 năm 2026

Kính gửi:
- Liên đoàn Lao động các huyện, thành phố;
- Công đoàn ngành, công đoàn cơ sở trực thuộc.

Thực hiện Hướng dẫn số 14/HD-TLĐ ngày 25/02/2026 của Đoàn Chủ tịch Tổng Liên đoàn về tổ chức Tháng Công nhân, Ban Thường vụ Liên đoàn Lao động tỉnh đề nghị các đơn vị thực hiện một số nội dung sau:

1. Tuyên truyền về Tháng Công nhân trên các phương tiện truyền thông; treo băng rôn tại trụ sở từ ngày 25/4 đến ngày 31/5/2026.

2. Tổ chức tối thiểu 01 hoạt động hướng về đoàn viên; phấn đấu 80% công đoàn cơ sở tổ chức đối thoại.

3. Phân bổ suất quà Tháng Công nhân (LĐLĐ huyện An Phú 40 suất, LĐLĐ thành phố Hải Sơn 60 suất, Công đoàn ngành Y tế 25 suất).

4. Báo cáo kết quả về Liên đoàn Lao động tỉnh (qua Ban Tuyên giáo - Nữ công) trước ngày 05/6/2026.

Đề nghị các đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, TGNC.
TM. BAN THƯỜNG VỤ
PHÓ CHỦ TỊCH

Vũ Thị Thanh
`;

/** A small plan of a school: work handed out by name, a calendar in lines. */
export const schoolPlan = `KẾ HOẠCH
Tổ chức Hội thi nấu ăn năm 2026

Căn cứ Kế hoạch số 5/KH-CĐ ngày 2/1/2026 của Công đoàn cấp trên,
Công đoàn trường xây dựng kế hoạch như sau:

I. MỤC ĐÍCH
- Tạo sân chơi.
II. NỘI DUNG
1. Thời gian: 7h30, ngày 06/3/2026.
2. Địa điểm: Sân trường.
3. Thành phần: Toàn thể đoàn viên.
4. Phân công nhiệm vụ
- Đ/c Hoa: Chuẩn bị âm thanh, hoàn thành trước ngày 04/3.
- Đ/c Minh, đ/c Tuấn: Trang trí sân khấu.
- Tổ Toán - Lý: Dọn vệ sinh.
5. Lịch trình
- Ngày 20/02/2026: Phát động hội thi.
- Từ 21/02 - 28/02/2026: Các tổ đăng ký về đ/c Hoa.
- 06/3/2026: Tổ chức hội thi.
6. Cơ cấu giải thưởng: 01 giải nhất, 02 giải nhì, 03 giải ba.
III. TỔ CHỨC THỰC HIỆN
- Ban chấp hành Công đoàn: lập dự toán kinh phí.
- Các tổ công đoàn nộp danh sách về Ban chấp hành trước ngày 01/3/2026.

Nơi nhận:
- Chi bộ (b/c);
- Lưu CĐ.
TM. BAN CHẤP HÀNH
CHỦ TỊCH
Lê Thị Hòa
`;

/** Prose without any plan. */
export const story = `Sáng hôm ấy trời trở gió. Bà cụ ngồi bên hiên, nhìn những chiếc lá bàng rụng xuống sân gạch cũ và nhớ về những
ngày còn trẻ. Con mèo vàng cuộn tròn trong lòng bà, thỉnh thoảng lại mở mắt nhìn ra cổng. Không ai đến thăm, chỉ có
tiếng chổi tre xào xạc của cô hàng xóm và mùi khói bếp bay sang từ nhà bên. Bà khẽ mỉm cười, kéo lại chiếc khăn len.
`;
