//! Lists of bodies, one list a case.

use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (found, _) = list(&Flow::new(text.to_owned()), Span::new(0, text.len()), ListEnd::Span, Tables::built_in());
    assert_eq!(found, expected);
}

#[test]
fn names_with_commas_stay_whole() {
    check(
        "Sở Văn hóa, Thể thao và Du lịch, Bộ Chỉ huy BĐBP tỉnh.",
        &["Sở Văn hóa, Thể thao và Du lịch", "Bộ Chỉ huy BĐBP tỉnh"],
    );
}

#[test]
fn groups_stay_whole() {
    check(
        "các sở, ban, ngành, đoàn thể cấp tỉnh; các đơn vị, địa phương và các cơ quan báo chí, truyền thông",
        &["các sở, ban, ngành, đoàn thể cấp tỉnh", "các đơn vị, địa phương", "các cơ quan báo chí, truyền thông"],
    );
    check(
        "Sở Tư pháp, sở ban ngành, địa phương có liên quan, Ủy ban nhân dân cấp huyện",
        &["Sở Tư pháp", "sở ban ngành, địa phương có liên quan", "Ủy ban nhân dân cấp huyện"],
    );
    check(
        "UBND các huyện, thị xã, thành phố và các cơ quan, đơn vị có liên quan",
        &["UBND các huyện, thị xã, thành phố", "các cơ quan, đơn vị có liên quan"],
    );
}

#[test]
fn heads_of_groups_keep_them_whole() {
    check(
        "Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các xã, phường; người đứng đầu các cơ quan, đơn vị",
        &["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các xã, phường", "người đứng đầu các cơ quan, đơn vị"],
    );
}

#[test]
fn places_and_plurals_part_no_names() {
    check(
        "CÁC CHI NHÁNH TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG",
        &["CÁC CHI NHÁNH TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG"],
    );
    check("các Sở Tài chính", &["các Sở Tài chính"]);
    let verb_end =
        |text: &str| list(&Flow::new(text.to_owned()), Span::new(0, text.len()), ListEnd::Verb, Tables::built_in()).0;
    assert_eq!(
        verb_end("UBND các tỉnh vùng đồng bằng sông Mẫu căn cứ chức năng"),
        ["UBND các tỉnh vùng đồng bằng sông Mẫu"]
    );
    assert_eq!(verb_end("Đoàn tiến hành họp"), ["Đoàn"]);
}

#[test]
fn modality_and_brackets() {
    check(
        "Đề nghị Hội Mẫu; giao Văn phòng UBND tỉnh (Ban thi đua, khen thưởng), UBND cấp huyện",
        &["Hội Mẫu", "Văn phòng UBND tỉnh (Ban thi đua, khen thưởng)", "UBND cấp huyện"],
    );
}

#[test]
fn heads_are_passed_on() {
    check("Sở Ngoại vụ, Nội vụ, Tài chính", &["Sở Ngoại vụ", "Sở Nội vụ", "Sở Tài chính"]);
    check(
        "các Sở: Tài chính, Văn hóa, Thể thao và Du lịch, Nội vụ; Công an tỉnh",
        &["Sở Tài chính", "Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ", "Công an tỉnh"],
    );
    check("Giám đốc các sở: Tài chính, Y tế", &["Giám đốc Sở Tài chính", "Giám đốc Sở Y tế"]);
}

#[track_caller]
fn check_prose(text: &str, expected: &[&str], behind: &str) {
    let (found, stop) = list(&Flow::new(text.to_owned()), Span::new(0, text.len()), ListEnd::Verb, Tables::built_in());
    assert_eq!(found, expected);
    assert!(text[stop..].trim_start().starts_with(behind), "{}", &text[stop..]);
}

#[test]
fn a_list_in_prose_ends_at_the_verb() {
    check_prose(
        "Sở Nội vụ, Hội Mẫu tỉnh và các cơ quan, đơn vị liên quan tham mưu cho UBND tỉnh",
        &["Sở Nội vụ", "Hội Mẫu tỉnh", "các cơ quan, đơn vị liên quan"],
        "tham mưu",
    );
    check_prose(
        "Sở Nội vụ, chính quyền địa phương và cơ quan liên quan mua sắm",
        &["Sở Nội vụ", "chính quyền địa phương", "cơ quan liên quan"],
        "mua sắm",
    );
    check_prose("Sở Nội vụ và chính quyền địa phương quản lý", &["Sở Nội vụ", "chính quyền địa phương"], "quản lý");
    check_prose("các chủ đầu tư và đoàn kiểm tra rà soát", &["các chủ đầu tư và đoàn kiểm tra"], "rà soát");
}

#[test]
fn a_slash_parts_bodies() {
    check("Công an tỉnh/Ban Chỉ huy Mẫu tỉnh", &["Công an tỉnh", "Ban Chỉ huy Mẫu tỉnh"]);
}

#[test]
fn people_run_together_are_parted_where_there_is_one_way() {
    check("Lê Văn An Phạm Thị Bình Vũ Cảnh", &["Lê Văn An", "Phạm Thị Bình", "Vũ Cảnh"]);
    check("thầy Lê Văn An và cô Phạm Thị Bình", &["thầy Lê Văn An", "cô Phạm Thị Bình"]);
    check("Đinh Thị Ngọc Diệp", &["Đinh Thị Ngọc Diệp"]);
}

#[test]
fn nouns_that_hold_a_verb_and_a_lone_conjunction() {
    check_prose(
        "Đài Phát thanh và Truyền hình thành phố Mẫu mở chuyên mục",
        &["Đài Phát thanh và Truyền hình thành phố Mẫu"],
        "mở chuyên mục",
    );
    check_prose(
        "Chính phủ và lãnh đạo các Bộ, cơ quan xây dựng",
        &["Chính phủ", "lãnh đạo các Bộ, cơ quan"],
        "xây dựng",
    );
}
