//! The forms of tasks, each as a small document of our own: path | title | lead | coordinate | deadline.

use super::*;
use crate::model::Deadline;

/// A document whose body is `text`, as its tasks in lines.
fn printed(kind: &str, text: &str) -> Vec<String> {
    let layout = Layout::of(text);
    let lines = layout.lines.len();
    let foot = Foot { first_line: lines, after_line: lines, ..Foot::default() };
    let tasks = find(&layout, 0, &foot, Some(kind), DocDate::day(2024, 5, 1), Tables::built_in());
    let line = |task: &TaskAssignment| {
        let deadline = task.deadline.as_ref().map_or("", |deadline: &Deadline| deadline.raw.as_str());
        [&task.path, &task.title, &task.lead.join(" + "), &task.coordinate.join(" + "), deadline].join(" | ")
    };
    tasks.iter().map(line).collect()
}

#[track_caller]
fn check(kind: &str, text: &str, expected: &[&str]) {
    assert_eq!(printed(kind, text), expected);
}

#[test]
fn labels_behind_one_job_and_behind_a_group() {
    check(
        "ke_hoach",
        "II. NHIỆM VỤ\n1. Trồng rừng.\n- Cơ quan chủ trì: Sở Mẫu A; giao Sở Mẫu B.\n- Cơ quan phối hợp: UBND cấp huyện.\n- Thời gian thực hiện: Quý II năm 2024.\n2. Nuôi cá\n2.1. Đào ao.\n2.2. Thả cá.\nĐơn vị chủ trì: Sở Mẫu C.",
        &[
            "II.1 | Trồng rừng. | Sở Mẫu A + Sở Mẫu B | UBND cấp huyện | Quý II năm 2024",
            "II.2.1 | Đào ao. | Sở Mẫu C |  | ",
            "II.2.2 | Thả cá. | Sở Mẫu C |  | ",
        ],
    );
}

#[test]
fn labels_in_one_paragraph_with_the_job() {
    check(
        "ke_hoach",
        "II. NHIỆM VỤ\n1. Trồng rừng. Cơ quan chủ trì: Sở Mẫu A; cơ quan phối hợp: Sở Mẫu B; thời gian: Quý II/2024.\n2. Sở Mẫu C\n- Làm nhà.\nThời gian hoàn thành: tháng 6/2024.",
        &["II.1 | Trồng rừng. | Sở Mẫu A | Sở Mẫu B | Quý II/2024", "II.2 | Làm nhà. | Sở Mẫu C |  | tháng 6/2024"],
    );
}

#[test]
fn headings_that_name_bodies() {
    check(
        "ke_hoach",
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Mẫu A\n- Trồng rừng, phối hợp với Sở Mẫu B làm đường.\n- Làm nhà.\n2. Sở Mẫu C: Chi tiền.\n3. Trách nhiệm của các phường\n+ Quét sân.\n4. Sở Mẫu A/Sở Mẫu D\nTrông trẻ.",
        &[
            "III.1 | Trồng rừng, phối hợp với Sở Mẫu B làm đường. | Sở Mẫu A | Sở Mẫu B | ",
            "III.1 | Làm nhà. | Sở Mẫu A |  | ",
            "III.2 | Chi tiền. | Sở Mẫu C |  | ",
            "III.3 | Quét sân. | các phường |  | ",
            "III.4 | Trông trẻ. | Sở Mẫu A + Sở Mẫu D |  | ",
        ],
    );
}

#[test]
fn nested_headings_of_units() {
    check(
        "ke_hoach",
        "III. TỔ CHỨC THỰC HIỆN\n1. Trách nhiệm thực hiện của Bộ Mẫu\n- Vụ Một:\n+ Trồng rừng;\n+ Làm nhà.\n- Vụ Hai:\nTrông trẻ.\n2. Trách nhiệm của các tỉnh\n- Quét sân.",
        &[
            "III.1 | Trồng rừng; | Vụ Một |  | ",
            "III.1 | Làm nhà. | Vụ Một |  | ",
            "III.1 | Trông trẻ. | Vụ Hai |  | ",
            "III.2 | Quét sân. | các tỉnh |  | ",
        ],
    );
}

#[test]
fn an_opener_hands_down_lead_and_coordinate() {
    check(
        "quyet_dinh",
        "IV. TỔ CHỨC THỰC HIỆN\na) Bộ Mẫu chủ trì, phối hợp với các Bộ, ngành liên quan:\n- Trồng rừng;\n- Làm nhà.\nb) Bộ Gương chủ trì, phối hợp với Bộ Mẫu xây dựng cầu.",
        &[
            "IV.a | Trồng rừng; | Bộ Mẫu | các Bộ, ngành liên quan | ",
            "IV.a | Làm nhà. | Bộ Mẫu | các Bộ, ngành liên quan | ",
            "IV.b | Bộ Gương chủ trì, phối hợp với Bộ Mẫu xây dựng cầu. | Bộ Gương | Bộ Mẫu | ",
        ],
    );
}

#[test]
fn letters_ask_those_they_are_addressed_to() {
    check(
        "cong_van",
        "UBND huyện Mẫu đề nghị các cơ quan thực hiện các nội dung sau:\n1. Trồng rừng.\n2. Về việc làm nhà\n- Xây nền trước ngày 30/6/2024.\n3. Giao Phòng Mẫu chủ trì, phối hợp với Phòng Gương tổng hợp.\nYêu cầu các cơ quan nghiêm túc thực hiện./.",
        &[
            "1 | Trồng rừng. |  |  | ",
            "2 | Xây nền trước ngày 30/6/2024. |  |  | trước ngày 30/6/2024",
            "3 | Giao Phòng Mẫu chủ trì, phối hợp với Phòng Gương tổng hợp. | Phòng Mẫu | Phòng Gương | ",
        ],
    );
}

#[test]
fn points_of_a_job_and_closing_requests_are_no_jobs() {
    check(
        "cong_van",
        "UBND huyện Mẫu đề nghị các cơ quan thực hiện các nội dung sau:\n1. Xây dựng kế hoạch trồng rừng của cơ quan, đơn vị mình gửi về phòng chuyên môn tổng hợp chung trên địa bàn toàn huyện, trong đó chú trọng một số điểm mới:\n- Rừng là bạn của mọi người.\n- Coi cây như con.\n2. Phòng Mẫu\nTrồng cây.\nĐề nghị UBND các xã nghiêm túc triển khai thực hiện.",
        &[
            "1 | Xây dựng kế hoạch trồng rừng của cơ quan, đơn vị mình gửi về phòng chuyên môn tổng hợp chung trên địa bàn toàn huyện, trong đó chú trọng một số điểm mới: |  |  | ",
            "2 | Trồng cây. | Phòng Mẫu |  | ",
        ],
    );
}

#[test]
fn members_of_a_board_and_sums_are_no_jobs() {
    check(
        "ke_hoach",
        "V. BAN TỔ CHỨC THỰC HIỆN\n1. Ông Lê Văn An, Trưởng phòng, Ủy viên.\n2. Bà Phạm Thị Bình - Thư ký",
        &[],
    );
    check(
        "ke_hoach",
        "STT\tNội dung\tCơ quan chủ trì\tThời gian\n1\tTrồng rừng\tSở Mẫu A\t2024\n\tDự phòng (10%)\t15\t\n\tTổng cộng\t162\t",
        &["1 | Trồng rừng | Sở Mẫu A |  | 2024"],
    );
}

#[test]
fn what_a_body_asks_of_others_is_its_own_job() {
    check(
        "ke_hoach",
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Mẫu A\n- Trồng rừng.\n- Phân công cán bộ theo dõi việc trồng rừng.\n- Giao Phòng Mẫu làm nhà.",
        &[
            "III.1 | Trồng rừng. | Sở Mẫu A |  | ",
            "III.1 | Phân công cán bộ theo dõi việc trồng rừng. | Sở Mẫu A |  | ",
            "III.1 | Giao Phòng Mẫu làm nhà. | Phòng Mẫu |  | ",
        ],
    );
}

#[test]
fn tables_in_any_order_with_groups_ditto_marks_and_lost_cells() {
    check(
        "ke_hoach",
        "STT\tCơ quan chủ trì\tNội dung\tThời gian thực hiện\tCơ quan phối hợp\nI\t\tXÂY DỰNG\n1\tSở Mẫu A\tTrồng rừng\tQuý II/2024\tSở Mẫu B\n2\tnt\tLàm nhà\tTháng 6/2024\tSở Mẫu D\n\t\ntrông rất đẹp\nII\t\tGIÁO DỤC\n1\tSở Mẫu C\tDạy học\tThường xuyên\t-nt-",
        &[
            "I.1 | Trồng rừng | Sở Mẫu A | Sở Mẫu B | Quý II/2024",
            "I.2 | Làm nhà | Sở Mẫu A | Sở Mẫu D | Tháng 6/2024",
            "II.1 | Dạy học | Sở Mẫu C | Sở Mẫu D | Thường xuyên",
        ],
    );
}

#[test]
fn articles_assign_by_giao_and_by_duty_but_not_by_enforcement() {
    check(
        "quyet_dinh",
        "Điều 1. Phê duyệt việc A.\nĐiều 2. Giao Sở Mẫu tổ chức trồng rừng.\nĐiều 3. Công ty Mẫu có trách nhiệm:\n1. Làm nhà.\n2. Quét sân.\nĐiều 4. Chánh Văn phòng, Giám đốc Sở Mẫu chịu trách nhiệm thi hành Quyết định này.",
        &[
            "Điều 2 | Giao Sở Mẫu tổ chức trồng rừng. | Sở Mẫu |  | ",
            "Điều 3.1 | Làm nhà. | Công ty Mẫu |  | ",
            "Điều 3.2 | Quét sân. | Công ty Mẫu |  | ",
        ],
    );
}

#[test]
fn duties_to_report_say_to_whom_and_through_whom() {
    let text = "III. TỔ CHỨC THỰC HIỆN\n4. Định kỳ 06 tháng và hàng năm, các cơ quan, đơn vị báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) theo quy định.";
    let layout = Layout::of(text);
    let lines = layout.lines.len();
    let foot = Foot { first_line: lines, after_line: lines, ..Foot::default() };
    let tasks = find(&layout, 0, &foot, Some("ke_hoach"), None, Tables::built_in());
    let [task] = tasks.as_slice() else { panic!("{tasks:?}") };
    let reporting = task.reporting.as_ref().expect("a duty to report");
    assert_eq!(task.lead, ["các cơ quan, đơn vị"]);
    assert_eq!(
        (reporting.to.join(" + "), reporting.via.join(" + ")),
        ("Ủy ban nhân dân tỉnh".into(), "Sở Nội vụ".into())
    );
    assert_eq!(
        task.deadline.as_ref().and_then(|deadline| deadline.recurrence.as_deref()),
        Some("FREQ=MONTHLY;INTERVAL=6")
    );
}

#[test]
fn an_article_may_tell_whose_duty_it_holds_behind_other_words() {
    check(
        "quyet_dinh",
        "Điều 5. Quyền hạn và trách nhiệm của các sở\n1. Sở Mẫu A\na) Làm nhà;\nb) Trồng rừng.",
        &["Điều 5.1.a | Làm nhà; | Sở Mẫu A |  | ", "Điều 5.1.b | Trồng rừng. | Sở Mẫu A |  | "],
    );
}

#[test]
fn reports_and_norms_assign_nothing() {
    check("bao_cao", "1. Sở Mẫu A\n- Đã trồng rừng.\n2. Giao Sở Mẫu B làm nhà.", &[]);
    check("cong_van", "a) Trưởng phòng có trách nhiệm\n- Trồng rừng.", &["a | Trồng rừng. | Trưởng phòng |  | "]);
    check("cong_van", "a) Trưởng phòng có trách nhiệm\nTrồng rừng.", &["a | Trồng rừng. | Trưởng phòng |  | "]);
    check("thong_tu", "Điều 2. Hội đồng\n1. Chủ tịch là ông A.\n2. Thư ký là bà B.", &[]);
}

#[test]
fn quoted_norms_things_and_parts_of_a_report_are_no_jobs() {
    check(
        "cong_van",
        "Sở Mẫu đề nghị các đơn vị thực hiện các nội dung sau:\n1. Điều 5 Thông tư quy định:\n“1. Chủ vườn lập sổ.\n2. Chủ vườn giữ sổ.”\n2. Việc lập sổ được thực hiện theo Thông tư.\n3. Công tác trồng rừng: Tăng cường trồng rừng.\n4. Nội dung báo cáo\n- Tham mưu cho lãnh đạo trồng rừng.\n5. Gửi sổ về Sở Mẫu.\nMọi khó khăn, liên hệ ông An.",
        &[
            "1 | Điều 5 Thông tư quy định: |  |  | ",
            "3 | Công tác trồng rừng: Tăng cường trồng rừng. |  |  | ",
            "5 | Gửi sổ về Sở Mẫu. |  |  | ",
        ],
    );
}

#[test]
fn one_sentence_may_be_all_that_a_letter_orders() {
    let asks = "Thực hiện nhiệm vụ được giao, Sở Mẫu yêu cầu các trường gửi danh sách trước ngày 08 tháng 6 năm 2024.";
    let line = format!(" | {asks} | các trường |  | trước ngày 08 tháng 6 năm 2024");
    check("cong_van", &format!("{asks}\nSở Mẫu yêu cầu các trường nghiêm túc thực hiện./."), &[&line]);
    check("cong_van", "Sở Mẫu kính đề nghị Ủy ban nhân dân tỉnh Mẫu xem xét, quyết định./.", &[]);
}

#[test]
fn persons_and_topics_before_a_colon_do_jobs() {
    check(
        "ke_hoach",
        "4. Phân công\n4.1. Ông Lê Văn An - Trưởng đoàn: Phụ trách chung.\n4.2. Đối với đơn vị được kiểm tra: Chuẩn bị hồ sơ.\n4.3. Đối với Đoàn kiểm tra: Các thành viên Đoàn thực hiện nghiêm túc Kế hoạch.\n4.4. Đối với cấp xã: tối thiểu 40 m2.",
        &[
            "4.1 | Phụ trách chung. | Ông Lê Văn An |  | ",
            "4.2 | Chuẩn bị hồ sơ. | đơn vị được kiểm tra |  | ",
            "4.3 | Đối với Đoàn kiểm tra: Các thành viên Đoàn thực hiện nghiêm túc Kế hoạch. | Các thành viên Đoàn |  | ",
        ],
    );
}

#[test]
fn who_is_asked_behind_a_ground_or_by_the_issuer_leads() {
    check(
        "chi_thi",
        "1. Để bảo đảm tiến độ, yêu cầu các phường trồng rừng.\n2. Chủ tịch UBND tỉnh Mẫu yêu cầu Giám đốc các sở làm nhà.\n3. Sau khi Sở Mẫu có ý kiến, Sở Nội vụ tổng hợp.\n4. Sở Nội vụ giám sát việc thực hiện Chỉ thị này.\n5. Sở Nội vụ có trách nhiệm tổ chức thực hiện Chỉ thị này.",
        &[
            "1 | Để bảo đảm tiến độ, yêu cầu các phường trồng rừng. | các phường |  | ",
            "2 | Chủ tịch UBND tỉnh Mẫu yêu cầu Giám đốc các sở làm nhà. | Giám đốc các sở |  | ",
            "3 | Sau khi Sở Mẫu có ý kiến, Sở Nội vụ tổng hợp. | Sở Nội vụ |  | ",
            "4 | Sở Nội vụ giám sát việc thực hiện Chỉ thị này. | Sở Nội vụ |  | ",
        ],
    );
}

#[test]
fn articles_that_grant_rights_or_list_amounts_assign_nothing() {
    check(
        "quyet_dinh",
        "Điều 5. Điều kiện\n1. Cá nhân không được đăng ký chủ trì trong các trường hợp sau:\na) Đang chủ trì một đề tài.\n2. Tổ chức, cá nhân có quyền khiếu nại.\nĐiều 6. Mức chi\n1. Trưởng phòng: 0,6\n2. Sở Mẫu có trách nhiệm trồng rừng.",
        &["Điều 6.2 | Sở Mẫu có trách nhiệm trồng rừng. | Sở Mẫu |  | "],
    );
}

#[test]
fn marks_that_were_misread_still_part_items() {
    check(
        "chi_thi",
        "1. Sở Mẫu:\na) Trồng rừng.\nb) Làm nhà.\n©) Quét sân.\n2. Sở Nội vụ tổng hợp.\n3, Sở Tài chính chi tiền.",
        &[
            "1.a | Trồng rừng. | Sở Mẫu |  | ",
            "1.b | Làm nhà. | Sở Mẫu |  | ",
            "1.© | Quét sân. | Sở Mẫu |  | ",
            "2 | Sở Nội vụ tổng hợp. | Sở Nội vụ |  | ",
            "3 | Sở Tài chính chi tiền. | Sở Tài chính |  | ",
        ],
    );
}

#[test]
fn rows_whose_cells_run_on_or_are_merged() {
    check(
        "ke_hoach",
        "TT\tNội dung\tThời hạn\tĐơn vị, cá nhân\ncác bước công việc\t\tthực hiện\n1\tTrồng rừng\tTrong thời hạn\tSở Mẫu\n60 ngày kể từ khi\tA\nkết thúc mùa mưa\n2\tLàm nhà\tSở Nội vụ\n3\tQuét sân\tQuý II/2024\tCác bộ, địa\nphương liên quan",
        &[
            "1 | Trồng rừng | Sở Mẫu A |  | Trong thời hạn 60 ngày kể từ khi",
            "2 | Làm nhà | Sở Nội vụ |  | ",
            "3 | Quét sân | Các bộ, địa phương liên quan |  | Quý II/2024",
        ],
    );
}

#[test]
fn articles_of_a_chapter_of_duties_are_read_as_its_parts() {
    check(
        "quyet_dinh",
        "Chương II\nTRÁCH NHIỆM TỔ CHỨC THỰC HIỆN\nĐiều 5 : Đối với Văn phòng :\n- Theo dõi sổ.\n- Trưởng phòng : 0,6\n- Tầng 2: Phòng 7 Khoa Mẫu; Phòng 6 Khoa Mẫu\nĐiều 6. Sở Mẫu\nTrồng rừng ở đồi.\nChương III\nMỨC CHI\nĐiều 7. Sở Mẫu\nTrồng rừng ở đồi.",
        &["Điều 5 | Theo dõi sổ. | Văn phòng |  | ", "Điều 6 | Trồng rừng ở đồi. | Sở Mẫu |  | "],
    );
}

#[test]
fn grounds_and_opinions_are_no_jobs_but_last_orders_are() {
    check(
        "cong_van",
        "Xét đề nghị của Sở Mẫu, Sở Nội vụ có ý kiến như sau:\n- Căn cứ Luật Mẫu thì việc trồng rừng là đúng.\n- Diện tích làm nhà là phù hợp.\nSở Nội vụ đề nghị Sở Mẫu nghiên cứu, tổng hợp./.",
        &[],
    );
    check(
        "cong_van",
        "1/ Tiếp tục trồng rừng.\n2/ Nhân lực: Đề nghị các khoa trưng dụng ghế.\nBộ Mẫu yêu cầu các Sở Tài chính chỉ đạo các xã làm nhà.",
        &[
            "1 | Tiếp tục trồng rừng. |  |  | ",
            "2 | Nhân lực: Đề nghị các khoa trưng dụng ghế. | các khoa |  | ",
            "2 | Bộ Mẫu yêu cầu các Sở Tài chính chỉ đạo các xã làm nhà. | các Sở Tài chính |  | ",
        ],
    );
}

#[test]
fn an_article_of_a_decision_orders_by_a_body_and_a_verb() {
    check(
        "quyet_dinh",
        "Điều 1. Phê duyệt việc A.\nĐiều 2. Ủy ban nhân dân huyện Mẫu tổ chức trồng rừng trước ngày 01/9/2024.\nĐiều 3. Sở Mẫu A được hưởng phụ cấp.\nĐiều 4. Chánh Văn phòng, Giám đốc Sở Mẫu A chịu trách nhiệm thi hành Quyết định này.",
        &[
            "Điều 2 | Ủy ban nhân dân huyện Mẫu tổ chức trồng rừng trước ngày 01/9/2024. | Ủy ban nhân dân huyện Mẫu |  | trước ngày 01/9/2024",
        ],
    );
    check("quy_che", "Điều 2. Sở Mẫu A tổ chức trồng rừng.", &[]);
}

#[test]
fn a_note_where_to_sign_is_no_job() {
    check(
        "ke_hoach",
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Mẫu A\n(Ký tên, đóng dấu)\n- Trồng rừng.",
        &["III.1 | Trồng rừng. | Sở Mẫu A |  | "],
    );
}
