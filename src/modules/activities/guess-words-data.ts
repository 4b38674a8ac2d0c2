/**
 * Words, without accents, by which the sentence of a plan shows that it speaks of a form of activity or a topic. Ids
 * are those of the reference tables; a form or topic added later simply has no words and is not guessed.
 */
export const formWords: Record<string, readonly string[]> = {
  conference: ['hoi nghi', 'quan triet', 'hoc tap', 'tuyen truyen'],
  oral_session: ['tuyen truyen mieng', 'sinh hoat', 'tuyen truyen'],
  law_education: ['phap luat', 'chinh sach phap luat', 'tuyen truyen'],
  culture: ['van nghe', 'van hoa', 'hoi dien', 'tieng hat'],
  sport: ['the thao', 'the duc', 'giai bong', 'cau long', 'dan vu'],
  visual: ['truc quan', 'pa no', 'pano', 'bang ron', 'khau hieu', 'ap phich'],
  speakers_conference: ['bao cao vien', 'tuyen truyen vien'],
  training: ['tap huan', 'boi duong', 'nghiep vu'],
  contest: ['cuoc thi', 'hoi thi', 'hoi dien', 'tim hieu'],
  heritage_trip: ['ve nguon', 'di tich', 'truyen thong'],
  talk: ['toa dam', 'gap mat', 'giao luu'],
  dialogue: ['doi thoai'],
  welfare: ['cham lo', 'tham hoi', 'ho tro'],
  emulation_launch: ['thi dua', 'phat dong'],
  legal_advice: ['tu van phap luat', 'tu van'],
  online_post: ['mang xa hoi', 'fanpage', 'trang thong tin', 'dang tai'],
  publication: ['to roi', 'tai lieu', 'ban tin', 'to gap'],
  broadcast: ['phat thanh', 'truyen hinh', 'chuyen muc'],
  commendation: ['bieu duong', 'ton vinh', 'khen thuong'],
};

export const topicWords: Record<string, readonly string[]> = {
  resolutions: ['nghi quyet', 'chi thi', 'ket luan'],
  union_congress: ['dai hoi cong doan', 'nghi quyet dai hoi'],
  law_policy: ['phap luat', 'chinh sach'],
  union_law: ['luat cong doan', 'quyen loi doan vien'],
  hcm_study: ['ho chi minh', 'theo bac', 'tu tuong dao duc'],
  history: ['truyen thong', 'lich su', 've nguon', 'cach mang'],
  anniversaries: ['ky niem', 'ngay le'],
  emulation: ['thi dua'],
  good_examples: ['guong nguoi tot', 'dien hinh', 'nguoi tot viec tot'],
  safety: ['an toan', 've sinh lao dong'],
  workers_month: ['thang cong nhan'],
  family_women: ['gia dinh', 'nu cong', 'phu nu'],
  social_evils: ['ma tuy', 'te nan', 'hiv', 'tin dung den'],
  culture_life: ['van hoa', 'van nghe', 'the thao'],
  learning: ['tay nghe', 'trinh do', 'hoc tap nang cao'],
  health: ['suc khoe', 'phong dich', 'dich benh'],
  digital: ['chuyen doi so', 'an ninh mang', 'khong gian mang', 'mang xa hoi'],
};
