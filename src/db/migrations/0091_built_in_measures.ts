import { sql, type Kysely } from 'kysely';

type Names = readonly [vi: string, en: string];
type Line = readonly [id: string, group: string, name: Names, unit: Names, rule: object, rollUp?: string];

const groups: readonly [string, string, string][] = [
  ['general', 'Chung', 'General'],
  ['documents', 'Văn bản ban hành', 'Documents issued'],
  ['study', 'Quán triệt, học tập', 'Study of resolutions'],
  ['oral', 'Tuyên truyền miệng, báo cáo viên', 'Oral communication, speakers'],
  ['law', 'Tuyên truyền, tư vấn pháp luật', 'Law education and advice'],
  ['visual', 'Trực quan', 'Visual display'],
  ['media', 'Tin, bài, báo chí, mạng xã hội', 'News, press, social networks'],
  ['contests', 'Cuộc thi, hội thi', 'Contests'],
  ['culture', 'Văn nghệ, thể thao', 'Culture and sports'],
  ['heritage', 'Về nguồn, thăm di tích', 'Heritage'],
  ['training', 'Tập huấn', 'Training'],
  ['opinion', 'Dư luận', 'Opinion'],
  ['dialogue', 'Đối thoại', 'Dialogue'],
  ['examples', 'Điển hình tiên tiến', 'Good examples'],
  ['commendation', 'Khen thưởng', 'Commendation'],
  ['cultural_life', 'Danh hiệu văn hóa', 'Cultural titles'],
  ['welfare', 'Chăm lo', 'Welfare'],
  ['cost', 'Kinh phí', 'Cost'],
];

const held = (...formIds: string[]) => ({ source: 'activities', count: 'activities', formIds });
const came = (...formIds: string[]) => ({ source: 'activities', count: 'attendances', formIds });
const asked = (...formIds: string[]) => ({ source: 'activities', count: 'quantity', formIds });
const paid = (...costSourceIds: string[]) => ({ source: 'activities', count: 'cost', costSourceIds });
const declared = { source: 'declared' };
const ratio = (numeratorId: string, denominatorId: string) => ({ source: 'ratio', numeratorId, denominatorId });
const attendances: Names = ['lượt người', 'attendances'];
const persons: Names = ['người', 'persons'];
const percent: Names = ['%', '%'];

const lines: readonly Line[] = [
  [
    'known_persons',
    'general',
    ['Người có tên đã tham gia', 'Known persons who took part'],
    persons,
    { source: 'check_in' },
    'distinct_persons',
  ],
  [
    'received',
    'documents',
    ['Đơn vị đã nhận văn bản', 'Documents received'],
    ['lần nhận', 'receipts'],
    { source: 'base' },
  ],
  [
    'documents_issued',
    'documents',
    ['Kế hoạch, văn bản đã ban hành trên hệ thống', 'Plans issued here'],
    ['văn bản', 'documents'],
    { source: 'base' },
  ],
  [
    'documents_other',
    'documents',
    ['Hướng dẫn, công văn khác', 'Other guidance and letters'],
    ['văn bản', 'documents'],
    declared,
  ],
  [
    'study_conferences',
    'study',
    ['Hội nghị quán triệt', 'Study conferences'],
    ['cuộc', 'conferences'],
    held('conference'),
  ],
  [
    'study_attendances',
    'study',
    ['Lượt người dự hội nghị quán triệt', 'Attendances at study conferences'],
    attendances,
    came('conference'),
  ],
  ['oral_sessions', 'oral', ['Buổi tuyên truyền miệng', 'Oral sessions'], ['buổi', 'sessions'], held('oral_session')],
  [
    'oral_attendances',
    'oral',
    ['Lượt người nghe tuyên truyền miệng', 'Attendances at oral sessions'],
    attendances,
    came('oral_session'),
  ],
  [
    'speakers_conferences',
    'oral',
    ['Hội nghị báo cáo viên', 'Speakers’ conferences'],
    ['cuộc', 'conferences'],
    held('speakers_conference'),
  ],
  ['speakers', 'oral', ['Báo cáo viên, tuyên truyền viên', 'Speakers'], persons, declared, 'latest'],
  ['law_sessions', 'law', ['Buổi tuyên truyền pháp luật', 'Law sessions'], ['buổi', 'sessions'], held('law_education')],
  [
    'law_attendances',
    'law',
    ['Lượt người dự tuyên truyền pháp luật', 'Attendances at law sessions'],
    attendances,
    came('law_education'),
  ],
  [
    'advice_attendances',
    'law',
    ['Lượt người được tư vấn pháp luật', 'Persons advised (attendances)'],
    attendances,
    came('legal_advice'),
  ],
  ['advice_cases', 'law', ['Vụ việc đã tư vấn', 'Cases advised'], ['vụ', 'cases'], asked('legal_advice')],
  ['law_bookcases', 'law', ['Tủ sách pháp luật', 'Law bookcases'], ['tủ', 'bookcases'], declared, 'latest'],
  [
    'law_bookcase_units',
    'law',
    ['CĐCS có tủ sách pháp luật', 'Grassroots unions with a law bookcase'],
    percent,
    { source: 'unit_share', measureId: 'law_bookcases', least: 1 },
    'unit_share',
  ],
  ['leaflets', 'law', ['Tờ rơi, tờ gấp', 'Leaflets'], ['tờ', 'leaflets'], asked('publication', 'law_education')],
  [
    'handbooks',
    'law',
    ['Sổ tay, tài liệu hỏi đáp', 'Handbooks'],
    ['cuốn', 'copies'],
    asked('publication', 'law_education'),
  ],
  [
    'visual_actions',
    'visual',
    ['Đợt tuyên truyền trực quan', 'Visual campaigns'],
    ['đợt', 'campaigns'],
    held('visual'),
  ],
  ['panels', 'visual', ['Panô', 'Panels'], ['tấm', 'panels'], asked('visual')],
  ['banners', 'visual', ['Băng rôn, khẩu hiệu', 'Banners and slogans'], ['băng', 'banners'], asked('visual')],
  ['pennants', 'visual', ['Cờ, phướn', 'Flags and pennants'], ['lá', 'flags'], asked('visual')],
  ['posters', 'visual', ['Áp phích', 'Posters'], ['tờ', 'posters'], asked('visual')],
  ['led_runs', 'visual', ['Lượt chạy màn LED', 'LED screen runs'], ['lượt', 'runs'], asked('visual')],
  ['notice_boards', 'visual', ['Bảng tin', 'Notice boards'], ['bảng', 'boards'], declared, 'latest'],
  ['videos', 'media', ['Video', 'Videos'], ['video', 'videos'], { source: 'base' }],
  ['graphics', 'media', ['Đồ họa', 'Graphics'], ['sản phẩm', 'items'], { source: 'base' }],
  [
    'own_posts',
    'media',
    ['Lần đăng trên trang của đơn vị', 'Posts on own channels'],
    ['lần', 'posts'],
    held('online_post'),
  ],
  [
    'broadcasts',
    'media',
    ['Buổi phát thanh, truyền hình', 'Radio and television programmes'],
    ['buổi', 'programmes'],
    held('broadcast'),
  ],
  ['bulletin_issues', 'media', ['Số bản tin đã ra', 'Bulletin issues'], ['số', 'issues'], asked('publication')],
  ['bulletin_copies', 'media', ['Bản in bản tin', 'Bulletin copies'], ['cuốn', 'copies'], asked('publication')],
  ['press_articles', 'media', ['Tin, bài trên báo chí', 'Press articles'], ['tin, bài', 'articles'], declared],
  [
    'followers',
    'media',
    ['Người theo dõi trang của đơn vị', 'Followers of own channels'],
    ['người theo dõi', 'followers'],
    declared,
    'latest',
  ],
  ['reach', 'media', ['Lượt tiếp cận', 'Reach'], ['lượt', 'views'], declared],
  ['shares', 'media', ['Lượt chia sẻ', 'Shares'], ['lượt', 'shares'], declared],
  ['contests', 'contests', ['Cuộc thi, hội thi', 'Contests'], ['cuộc', 'contests'], held('contest')],
  ['contest_attendances', 'contests', ['Lượt người dự thi', 'Contest entries'], attendances, came('contest')],
  ['prizes', 'contests', ['Giải thưởng đã trao', 'Prizes given'], ['giải', 'prizes'], asked('contest')],
  ['performances', 'culture', ['Buổi văn hóa, văn nghệ', 'Cultural events'], ['cuộc', 'events'], held('culture')],
  ['sport_events', 'culture', ['Giải, hội thao', 'Sports events'], ['giải', 'events'], held('sport')],
  [
    'culture_attendances',
    'culture',
    ['Lượt người dự văn nghệ, thể thao', 'Attendances at culture and sports'],
    attendances,
    came('culture', 'sport'),
  ],
  ['heritage_trips', 'heritage', ['Chuyến về nguồn', 'Heritage trips'], ['chuyến', 'trips'], held('heritage_trip')],
  [
    'heritage_attendances',
    'heritage',
    ['Lượt người về nguồn', 'Attendances at heritage trips'],
    attendances,
    came('heritage_trip'),
  ],
  ['training_courses', 'training', ['Lớp tập huấn', 'Training courses'], ['lớp', 'courses'], held('training')],
  [
    'training_attendances',
    'training',
    ['Lượt người được tập huấn', 'Attendances at training'],
    attendances,
    came('training'),
  ],
  ['opinion_reports', 'opinion', ['Báo cáo dư luận', 'Opinion reports'], ['báo cáo', 'reports'], declared],
  ['hot_issues', 'opinion', ['Vấn đề nổi cộm', 'Pressing issues'], ['vấn đề', 'issues'], declared],
  ['hot_issues_solved', 'opinion', ['Vấn đề đã giải quyết', 'Issues solved'], ['vấn đề', 'issues'], declared],
  [
    'hot_issue_share',
    'opinion',
    ['Tỷ lệ vấn đề đã giải quyết', 'Share of issues solved'],
    percent,
    ratio('hot_issues_solved', 'hot_issues'),
    'ratio_of_sums',
  ],
  ['dialogues', 'dialogue', ['Cuộc đối thoại', 'Dialogues'], ['cuộc', 'dialogues'], held('dialogue')],
  [
    'dialogue_attendances',
    'dialogue',
    ['Lượt người dự đối thoại', 'Attendances at dialogues'],
    attendances,
    came('dialogue'),
  ],
  [
    'honoured_groups',
    'examples',
    ['Tập thể điển hình được biểu dương', 'Groups honoured'],
    ['tập thể', 'groups'],
    asked('commendation'),
  ],
  [
    'honoured_persons',
    'examples',
    ['Gương người tốt, việc tốt được biểu dương', 'Persons honoured'],
    ['cá nhân', 'persons'],
    asked('commendation'),
  ],
  [
    'commended_groups',
    'commendation',
    ['Tập thể được khen thưởng', 'Groups commended'],
    ['tập thể', 'groups'],
    declared,
  ],
  [
    'commended_persons',
    'commendation',
    ['Cá nhân được khen thưởng', 'Persons commended'],
    ['cá nhân', 'persons'],
    declared,
  ],
  [
    'culture_families_total',
    'cultural_life',
    ['Gia đình CNVCLĐ', 'Families'],
    ['gia đình', 'families'],
    declared,
    'latest',
  ],
  [
    'culture_families_met',
    'cultural_life',
    ['Gia đình đạt chuẩn văn hóa', 'Families with the cultural title'],
    ['gia đình', 'families'],
    declared,
    'latest',
  ],
  [
    'culture_families',
    'cultural_life',
    ['Tỷ lệ gia đình văn hóa', 'Share of cultural families'],
    percent,
    ratio('culture_families_met', 'culture_families_total'),
    'ratio_of_sums',
  ],
  [
    'culture_offices_total',
    'cultural_life',
    ['Cơ quan, đơn vị', 'Offices'],
    ['cơ quan', 'offices'],
    declared,
    'latest',
  ],
  [
    'culture_offices_met',
    'cultural_life',
    ['Cơ quan, đơn vị đạt chuẩn văn hóa', 'Offices with the cultural title'],
    ['cơ quan', 'offices'],
    declared,
    'latest',
  ],
  [
    'culture_offices',
    'cultural_life',
    ['Tỷ lệ cơ quan, đơn vị văn hóa', 'Share of cultural offices'],
    percent,
    ratio('culture_offices_met', 'culture_offices_total'),
    'ratio_of_sums',
  ],
  [
    'welfare_attendances',
    'welfare',
    ['Lượt người được chăm lo', 'Persons cared for (attendances)'],
    attendances,
    came('welfare'),
  ],
  [
    'welfare_cost',
    'welfare',
    ['Tiền chăm lo', 'Welfare spending'],
    ['đồng', 'đồng'],
    { source: 'activities', count: 'cost', formIds: ['welfare'] },
  ],
  ['cost_union', 'cost', ['Kinh phí công đoàn', 'From the union budget'], ['đồng', 'đồng'], paid('union_budget')],
  ['cost_employer', 'cost', ['Kinh phí chuyên môn', 'From employers'], ['đồng', 'đồng'], paid('employer')],
  ['cost_state', 'cost', ['Ngân sách nhà nước', 'From the state budget'], ['đồng', 'đồng'], paid('state_budget')],
  ['cost_mobilised', 'cost', ['Nguồn vận động', 'Mobilised'], ['đồng', 'đồng'], paid('mobilised')],
];

/** Groups that the measures of the beginning belong to. */
const firstGroups: Record<string, string> = {
  activities: 'general',
  attendances: 'general',
  persons: 'general',
  cost: 'cost',
  news: 'media',
  articles: 'media',
  photos: 'media',
};

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [position, [id, vi, en]] of groups.entries())
    await sql`insert into measure_group (id, name_vi, name_en, position) values (${id}, ${vi}, ${en}, ${position})`.execute(
      db,
    );
  for (const [at, [id, group, name, unit, rule, rollUp]] of lines.entries())
    await sql`
      insert into measure (id, name_vi, name_en, unit_vi, unit_en, roll_up, position, group_id, rule)
      values (${id}, ${name[0]}, ${name[1]}, ${unit[0]}, ${unit[1]}, ${rollUp ?? 'sum'}, ${100 + at}, ${group},
              ${JSON.stringify(rule)}::jsonb)`.execute(db);
  for (const [id, group] of Object.entries(firstGroups))
    await sql`update measure set group_id = ${group} where id = ${id}`.execute(db);
  await sql`
    update measure part set part_of = whole.id from measure whole
    where whole.rule ->> 'source' = 'ratio' and part.id in (whole.rule ->> 'numeratorId', whole.rule ->> 'denominatorId')`.execute(
    db,
  );
  // What was recorded before is counted by a job (measures.count-past), which writes facts as the rest of the code does.
  await sql`update measure set counted_at = now() where rule ->> 'source' <> 'activities'`.execute(db);
}
