/**
 * Words, without accents, by which the sentence of a plan or the title of an activity shows that it speaks of a form of
 * activity or a topic. Ids are those of the reference tables; a form or topic added later simply has no words and is
 * not guessed. A word belongs here only if it says the same in a plan and in a title.
 */
export const formWords: Record<string, readonly string[]> = {
  conference: ['hoi nghi', 'quan triet', 'hoc tap', 'tuyen truyen', 'pho bien', 'trien khai'],
  oral_session: ['tuyen truyen mieng', 'sinh hoat', 'noi chuyen', 'tuyen truyen'],
  law_education: ['phap luat', 'chinh sach phap luat', 'tuyen truyen'],
  culture: ['van nghe', 'van hoa', 'hoi dien', 'tieng hat', 'lien hoan', 'hoi thao van hoa', 'chieu phim'],
  sport: [
    'the thao',
    'the duc',
    'giai bong',
    'bong da',
    'bong chuyen',
    'cau long',
    'dan vu',
    'keo co',
    'chay bo',
    'hoi thao',
    'pickleball',
    'bong ban',
  ],
  visual: ['truc quan', 'pa no', 'pano', 'bang ron', 'khau hieu', 'ap phich', 'phuon', 'co dong', 'bang tin'],
  speakers_conference: ['bao cao vien', 'tuyen truyen vien'],
  training: ['tap huan', 'boi duong', 'nghiep vu', 'dao tao'],
  contest: ['cuoc thi', 'hoi thi', 'hoi dien', 'tim hieu', 'thi truc tuyen', 'rung chuong vang'],
  heritage_trip: [
    've nguon',
    'di tich',
    'truyen thong',
    'bao tang',
    'dia chi do',
    'nghia trang',
    'dang huong',
    'khu luu niem',
  ],
  talk: ['toa dam', 'gap mat', 'giao luu', 'dien dan'],
  dialogue: ['doi thoai', 'hoi nghi nguoi lao dong'],
  welfare: ['cham lo', 'tham hoi', 'ho tro', 'tang qua', 'bua com cong doan', 'mai am', 'tet sum vay'],
  emulation_launch: ['thi dua', 'phat dong'],
  legal_advice: ['tu van phap luat', 'tu van', 'tro giup phap ly'],
  online_post: ['mang xa hoi', 'fanpage', 'facebook', 'zalo', 'trang thong tin', 'dang tai', 'dang bai'],
  publication: ['to roi', 'tai lieu', 'ban tin', 'to gap', 'so tay', 'an pham', 'cam nang'],
  broadcast: ['phat thanh', 'truyen hinh', 'chuyen muc', 'truyen thanh', 'phong su'],
  commendation: ['bieu duong', 'ton vinh', 'khen thuong', 'tuyen duong'],
};

export const topicWords: Record<string, readonly string[]> = {
  resolutions: ['nghi quyet', 'chi thi', 'ket luan', 'dai hoi dang', 'van kien'],
  union_congress: ['dai hoi cong doan', 'nghi quyet dai hoi'],
  law_policy: ['phap luat', 'chinh sach', 'bo luat lao dong', 'bao hiem xa hoi', 'bhxh', 'luat lao dong', 'giao thong'],
  union_law: ['luat cong doan', 'quyen loi doan vien', 'dieu le cong doan', 'quyen cua doan vien'],
  hcm_study: ['ho chi minh', 'theo bac', 'tu tuong dao duc', 'lam theo loi bac', 'theo guong bac'],
  history: [
    'truyen thong',
    'lich su',
    've nguon',
    'cach mang',
    'di tich',
    'bao tang',
    'dia chi do',
    'nghia trang',
    'liet si',
    'uong nuoc nho nguon',
    'den on dap nghia',
    'nhan chung lich su',
    'que huong',
  ],
  anniversaries: ['ky niem', 'ngay le', 'chao mung', 'ngay thanh lap'],
  emulation: ['thi dua', 'lao dong gioi', 'lao dong sang tao'],
  good_examples: ['guong nguoi tot', 'dien hinh', 'nguoi tot viec tot', 'viec tot', 'dien hinh tien tien', 'tam guong'],
  safety: [
    'an toan ve sinh',
    'an toan lao dong',
    've sinh lao dong',
    'atvsld',
    'phong chay',
    'pccc',
    'bao ho lao dong',
    'an toan ve sinh vien',
  ],
  workers_month: ['thang cong nhan', 'bua com cong doan'],
  family_women: [
    'gia dinh',
    'nu cong',
    'phu nu',
    'binh dang gioi',
    'gioi viec nuoc dam viec nha',
    'tre em',
    'thieu nhi',
  ],
  social_evils: ['ma tuy', 'te nan', 'hiv', 'tin dung den', 'co bac', 'bao luc gia dinh', 'lua dao'],
  culture_life: [
    'van hoa',
    'van nghe',
    'the thao',
    'hoi dien',
    'tieng hat',
    'giai bong',
    'cau long',
    'bong chuyen',
    'dan vu',
  ],
  learning: [
    'tay nghe',
    'trinh do',
    'hoc tap nang cao',
    'hoc tap suot doi',
    'van hoa doc',
    'ngay sach',
    'ky nang nghe',
  ],
  health: ['suc khoe', 'phong dich', 'dich benh', 'kham benh', 'hien mau', 'dinh duong'],
  digital: ['chuyen doi so', 'an ninh mang', 'khong gian mang', 'mang xa hoi', 'ky nang so', 'an toan thong tin'],
};

/** Words that stand in any title and any plan, and so tell nothing of what both are about. */
export const emptyWords: ReadonlySet<string> = new Set(
  (
    'cac cho cua va voi trong tai tu den nam ngay thang quy dot lan thu cong doan vien can bo nguoi lao dong cnvcld cdcs ldld ' +
    'don vi co so to chuc hoat dong tham gia duoc hang moi mot hai ba it nhat tren duoi cap tinh phuong xa nganh truong ' +
    'nhan dip ve theo ke hoach chuong trinh thuc hien noi dung hinh thuc buoi'
  ).split(' '),
);
