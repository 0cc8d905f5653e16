//! Pages drawn with letters: a word stands where its line and column say, a letter is half as wide as high.

use super::*;

const SIZE: PageSize = PageSize { width: 600.0, height: 800.0 };

/// The words of `text`, set from `left` and `top` in letters of height 10.
fn set(left: f32, top: f32, text: &str) -> Vec<LayoutWord> {
    let mut at = left;
    let mut words = Vec::new();
    for word in text.split(' ') {
        #[expect(clippy::cast_precision_loss, reason = "short words")]
        let width = 5.0 * word.chars().count() as f32;
        let word = LayoutWord {
            text: word.to_owned(),
            left: at,
            top,
            right: at + width,
            bottom: top + 10.0,
            confidence: None,
            font: None,
        };
        at = word.right + 2.5;
        if !word.text.is_empty() {
            words.push(word);
        }
    }
    words
}

fn level(top: f32, left: f32, right: f32) -> Rule {
    Rule { left, top, right, bottom: top + 0.5 }
}

fn upright(left: f32, top: f32, bottom: f32) -> Rule {
    Rule { left, top, right: left + 0.5, bottom }
}

#[track_caller]
fn check(words: Vec<Vec<LayoutWord>>, rules: &[Rule], expected: &[&str]) {
    let page = page(words.concat(), rules, SIZE);
    let lines: Vec<&str> = page.lines.iter().map(crate::text::MappedText::as_str).collect();
    assert_eq!(lines, expected);
    let text = lines.join("\n");
    for word in &page.words {
        assert!(!word.origin.of(&text).contains([' ', '\t', '\n']), "{word:?}");
    }
}

#[test]
fn lines_from_the_top_down() {
    check(
        vec![set(50.0, 120.0, "dòng hai"), set(50.0, 100.0, "Dòng một của trang")],
        &[],
        &["Dòng một của trang", "dòng hai"],
    );
}

#[test]
fn a_letterhead_stays_apart_though_its_halves_stand_on_other_baselines() {
    check(
        vec![
            set(60.0, 50.0, "ỦY BAN NHÂN DÂN"),
            set(60.0, 64.0, "TỈNH THÁI BÌNH"),
            set(300.0, 53.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            set(320.0, 68.0, "Độc lập - Tự do - Hạnh phúc"),
        ],
        &[level(80.0, 340.0, 420.0)],
        &["ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH THÁI BÌNH\tĐộc lập - Tự do - Hạnh phúc"],
    );
}

#[test]
fn a_narrow_gap_under_a_wide_one_parts_too() {
    check(
        vec![
            set(60.0, 50.0, "HỘI ĐỒNG"),
            set(250.0, 50.0, "CỘNG HÒA XÃ HỘI"),
            set(50.0, 64.0, "TỈNH CÓ TÊN RẤT DÀI ĐÂY ĐÓ CẢ NHÉ"),
            set(230.0, 64.0, "Độc lập - Tự do"),
        ],
        &[],
        &["HỘI ĐỒNG\tCỘNG HÒA XÃ HỘI", "TỈNH CÓ TÊN RẤT DÀI ĐÂY ĐÓ CẢ NHÉ\tĐộc lập - Tự do"],
    );
}

#[test]
fn blanks_to_fill_and_list_marks_part_nothing() {
    check(
        vec![
            set(50.0, 50.0, "Số:"),
            set(110.0, 50.0, "/KH-UBND"),
            set(50.0, 70.0, "ngày"),
            set(110.0, 70.0, "tháng 5 năm 2021"),
            set(50.0, 90.0, "1."),
            set(90.0, 90.0, "Nội dung"),
        ],
        &[],
        &["Số: /KH-UBND", "ngày tháng 5 năm 2021", "1. Nội dung"],
    );
}

#[test]
fn a_stretched_line_is_one_line() {
    let words = (0_u8..5).map(|at| set(50.0 + 60.0 * f32::from(at), 50.0, "chữ")).collect();
    check(words, &[], &["chữ chữ chữ chữ chữ"]);
}

#[test]
fn a_ruled_table_is_read_by_rows() {
    let rules = [
        level(90.0, 50.0, 450.0),
        level(110.0, 50.0, 450.0),
        level(150.0, 50.0, 450.0),
        upright(50.0, 90.0, 150.0),
        upright(80.0, 90.0, 150.0),
        upright(300.0, 90.0, 150.0),
        upright(450.0, 90.0, 150.0),
    ];
    check(
        vec![
            set(50.0, 70.0, "Bảng"),
            set(55.0, 95.0, "TT"),
            set(100.0, 95.0, "Nhiệm vụ"),
            set(310.0, 95.0, "Chủ trì"),
            set(55.0, 115.0, "1"),
            set(85.0, 115.0, "Ban hành tiêu chí chọn"),
            set(85.0, 130.0, "làng nghề"),
            set(310.0, 115.0, "Sở X,"),
            set(310.0, 130.0, "Sở Y"),
            set(50.0, 170.0, "Hết"),
        ],
        &rules,
        &["Bảng", "", "TT\tNhiệm vụ\tChủ trì", "1\tBan hành tiêu chí chọn làng nghề\tSở X, Sở Y", "", "Hết"],
    );
}

#[test]
fn a_cell_over_all_columns_is_a_line_and_an_empty_cell_keeps_its_tab() {
    let rules = [
        level(90.0, 50.0, 450.0),
        level(110.0, 50.0, 450.0),
        level(130.0, 50.0, 450.0),
        upright(50.0, 90.0, 130.0),
        upright(80.0, 110.0, 130.0),
        upright(300.0, 110.0, 130.0),
        upright(450.0, 90.0, 130.0),
    ];
    check(
        vec![set(100.0, 95.0, "Nhóm việc thứ nhất"), set(55.0, 115.0, "1"), set(310.0, 115.0, "Sở Y")],
        &rules,
        &["Nhóm việc thứ nhất", "1\t\tSở Y"],
    );
}

#[test]
fn a_head_in_two_steps_becomes_one_row() {
    let rules = [
        level(90.0, 50.0, 450.0),
        level(110.0, 200.0, 450.0),
        level(130.0, 50.0, 450.0),
        upright(50.0, 90.0, 130.0),
        upright(200.0, 90.0, 130.0),
        upright(320.0, 110.0, 130.0),
        upright(450.0, 90.0, 130.0),
    ];
    check(
        vec![
            set(60.0, 105.0, "Nhiệm vụ"),
            set(210.0, 95.0, "Đơn vị thực hiện"),
            set(210.0, 115.0, "Chủ trì"),
            set(330.0, 115.0, "Phối hợp"),
        ],
        &rules,
        &["Đơn vị thực hiện", "Nhiệm vụ\tChủ trì\tPhối hợp"],
    );
}

#[test]
fn rows_without_rules_between_them_are_told_by_their_numbers() {
    let rules = [
        level(90.0, 50.0, 450.0),
        level(150.0, 50.0, 450.0),
        upright(50.0, 90.0, 150.0),
        upright(80.0, 90.0, 150.0),
        upright(450.0, 90.0, 150.0),
    ];
    check(
        vec![
            set(55.0, 95.0, "1"),
            set(100.0, 95.0, "Việc A"),
            set(100.0, 108.0, "dòng hai"),
            set(55.0, 125.0, "2"),
            set(100.0, 125.0, "Việc B"),
        ],
        &rules,
        &["1\tViệc A dòng hai", "2\tViệc B"],
    );
}

#[test]
fn a_table_without_rules_is_read_by_rows() {
    check(
        vec![
            set(50.0, 50.0, "TT"),
            set(90.0, 50.0, "Nhiệm vụ"),
            set(300.0, 50.0, "Chủ trì"),
            set(50.0, 70.0, "1"),
            set(90.0, 70.0, "Vận hành thử Cổng"),
            set(300.0, 70.0, "Sở X"),
            set(90.0, 82.0, "của làng"),
            set(50.0, 100.0, "2"),
            set(90.0, 100.0, "Sơ kết"),
            set(300.0, 100.0, "Sở Y"),
        ],
        &[],
        &["TT\tNhiệm vụ\tChủ trì", "1\tVận hành thử Cổng của làng\tSở X", "2\tSơ kết\tSở Y"],
    );
}

#[test]
fn columns_of_a_newspaper_follow_each_other() {
    let mut words = Vec::new();
    for line in 0_u8..14 {
        let top = 50.0 + 14.0 * f32::from(line);
        words.push(set(50.0, top, &format!("trái{line:02} một dòng chữ đầy đủ trong cột")));
        words.push(set(300.0, top, &format!("phải{line:02} một dòng chữ đầy đủ trong cột")));
    }
    let page = page(words.concat(), &[], SIZE);
    let firsts: Vec<String> = page.lines.iter().map(|line| line.as_str().chars().take(6).collect()).collect();
    let expected: Vec<String> =
        ["trái", "phải"].iter().flat_map(|side| (0..14).map(move |line| format!("{side}{line:02}"))).collect();
    assert_eq!(firsts, expected);
}

#[test]
fn a_mark_beside_a_line_belongs_to_it() {
    let mut raised = set(121.0, 98.0, "1");
    raised[0].bottom = 104.0;
    check(vec![set(50.0, 100.0, "Luật số 5/QH15"), raised, set(128.5, 100.0, "ngày")], &[], &["Luật số 5/QH15 1 ngày"]);
}

#[test]
fn small_letters_close_behind_large_ones_belong_to_them() {
    let mut small = set(60.0, 103.0, "(Hoa)");
    small[0].bottom = 109.5;
    check(vec![set(50.0, 100.0, "XD"), small], &[], &["XD(Hoa)"]);
}
