//! Tests: the orders in which two-column heads come out of files, and the layouts of Party, Front and reprints.

use super::parse;
use crate::model::CleanText;
use crate::tables::Tables;
use crate::text::MappedText;

/// Reads `text`; `issuer < parent | number | place | date | type | subject`, `-` for what was not found.
fn told(text: &str) -> String {
    let clean = CleanText { text: MappedText::verbatim(text), pages: Vec::new(), recognised: Vec::new() };
    let found = parse(&clean, Tables::built_in()).value;
    let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
    let issuer = or_dash(found.letterhead.issuer.map(|issuer| issuer.value.name));
    let parent = found.letterhead.parent.map_or_else(String::new, |parent| format!(" < {}", parent.value));
    let number = or_dash(found.number.map(|number| number.value.to_string()));
    let place = or_dash(found.place.map(|place| place.value));
    let date = or_dash(found.date.map(|date| date.value.to_string()));
    let kind = or_dash(found.doc_type.map(|kind| kind.value));
    let subject = or_dash(found.subject.map(|subject| subject.value));
    format!("{issuer}{parent} | {number} | {place} | {date} | {kind} | {subject}")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(told(text), expected, "{text}");
}

const PLAN: &str = "Ủy ban nhân dân tỉnh Lạng Sơn | 12/KH-UBND | Lạng Sơn | 2019-10-09 | ke_hoach | Trồng cây đầu xuân";
const BODY: &str =
    "KẾ HOẠCH\nTrồng cây đầu xuân\n\nThực hiện việc A, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n1. Việc B";
const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

#[test]
fn orders_of_two_columns() {
    let heads = [
        // Number and date in one line behind the mottoes.
        format!(
            "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n{NATION}\n{MOTTO}\nSố: 12 /KH-UBND Lạng Sơn, ngày 09 tháng 10 năm 2019"
        ),
        // The left column first.
        format!(
            "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: 12/KH-UBND\n{NATION}\n{MOTTO}\nLạng Sơn, ngày 09 tháng 10 năm 2019"
        ),
        // Cells of a table with a tab in front, a blank line inside the motto.
        format!(
            "\tỦY BAN NHÂN DÂN\n\tTỈNH LẠNG SƠN\n\t{NATION}\n\n\tĐộc lập – Tự do – Hạnh phúc\n\tSố: 12/KH-UBND\n\tLạng Sơn, ngày 09 tháng 10 năm 2019"
        ),
        // The issuer printed twice.
        format!(
            "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n{NATION}\n{MOTTO}\nSố: 12/KH-UBND\nLạng Sơn, ngày 09 tháng 10 năm 2019"
        ),
        // Rules between, as on law portals.
        format!(
            "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n-------\t{NATION}\n{MOTTO}\n---------------\nSố: 12/KH-UBND\tLạng Sơn, ngày 09 tháng 10 năm 2019"
        ),
        // Interleaved in one line, no gap kept.
        format!("ỦY BAN NHÂN DÂN {NATION}\nTỈNH LẠNG SƠN {MOTTO}\nSố: 12/KH-UBND Lạng Sơn, ngày 09 tháng 10 năm 2019"),
        // Side by side.
        format!(
            "ỦY BAN NHÂN DÂN\t{NATION}\nTỈNH LẠNG SƠN\t{MOTTO}\n\nSố: 12/KH-UBND\tLạng Sơn, ngày 09 tháng 10 năm 2019"
        ),
        // A digital signature and a degree of urgency over the head.
        format!(
            "UBND TỈNH LẠNG SƠN\n09.10.2019\n+07:00\nHỎA TỐC\nỦY BAN NHÂN DÂN\t{NATION}\nTỈNH LẠNG SƠN\t{MOTTO}\nSố: 12/KH-UBND\tLạng Sơn, ngày 09 tháng 10 năm 2019"
        ),
        // A copy bears a number of its own.
        format!(
            "SAO Y\nSố: 99/SY-UBND\nỦY BAN NHÂN DÂN\t{NATION}\nTỈNH LẠNG SƠN\t{MOTTO}\nSố: 12/KH-UBND\tLạng Sơn, ngày 09 tháng 10 năm 2019"
        ),
    ];
    for head in heads {
        check(&format!("{head}\n{BODY}"), PLAN);
    }
}

#[test]
fn other_layouts() {
    check(
        "TỈNH ỦY LẠNG SƠN\tĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 15-CT/TU\tLạng Sơn, ngày 02 tháng 5 năm 2019\n\nCHỈ THỊ\ncủa Ban Thường vụ Tỉnh ủy về trồng cây\n-----\nTrong thời gian qua, việc A.",
        "Tỉnh ủy Lạng Sơn | 15-CT/TU | Lạng Sơn | 2019-05-02 | chi_thi | của Ban Thường vụ Tỉnh ủy về trồng cây",
    );
    check(
        &format!(
            "UBND TỈNH LẠNG SƠN\t{NATION}\nSỞ XÂY DỰNG\t{MOTTO}\nSố: 7/SXD-KT\tLạng Sơn, ngày 02 tháng 5 năm 2019\nV/v trồng cây\n\nKính gửi: Phòng A\n\nThực hiện việc B"
        ),
        "Sở Xây dựng tỉnh Lạng Sơn < UBND tỉnh Lạng Sơn | 7/SXD-KT | Lạng Sơn | 2019-05-02 | cong_van | trồng cây",
    );
    check(
        "THÔNG TƯ LIÊN TỊCH\nCỦA BỘ XÂY DỰNG - BỘ NỘI VỤ SỐ 08/2011/TTLT-BXD-BNV\nNGÀY 14 THÁNG 01 NĂM 2011\nHƯỚNG DẪN TRỒNG CÂY\n\nCăn cứ việc A",
        "Bộ Xây dựng - Bộ Nội vụ | 08/2011/TTLT-BXD-BNV | - | 2011-01-14 | thong_tu_lien_tich | HƯỚNG DẪN TRỒNG CÂY",
    );
    check(
        &format!(
            "BỘ XÂY DỰNG\nBỘ NỘI VỤ\n{NATION}\n{MOTTO}\nSố: 08/2011/TTLT-BXD-BNV\nHà Nội, ngày 14 tháng 01 năm 2011\nTHÔNG TƯ LIÊN TỊCH\nHướng dẫn trồng cây\n\nCăn cứ việc A"
        ),
        "Bộ Xây dựng - Bộ Nội vụ | 08/2011/TTLT-BXD-BNV | Hà Nội | 2011-01-14 | thong_tu_lien_tich | Hướng dẫn trồng cây",
    );
    check(
        &format!(
            "CHÍNH PHỦ\t{NATION}\n{MOTTO}\nSố: 28/2003/NĐ-CP\nHà Nội, ngày 31 tháng 3 năm 2003\nNGHỊ ĐỊNH CỦA CHÍNH PHỦ\nQuy định việc trồng cây\n\nCHÍNH PHỦ\n\nCăn cứ việc A"
        ),
        "Chính phủ | 28/2003/NĐ-CP | Hà Nội | 2003-03-31 | nghi_dinh | Quy định việc trồng cây",
    );
}

#[test]
fn names_that_need_the_body_above_and_numbers_inside_names() {
    check(
        "THÀNH ỦY HÀ NỘI\tĐẢNG CỘNG SẢN VIỆT NAM\nBAN TỔ CHỨC\n*\tHà Nội, ngày 02 tháng 5 năm 2019\nSố 9-HD/BTCTU\n\nHƯỚNG DẪN\nTrồng cây\n\nCăn cứ việc A",
        "Ban Tổ chức Thành ủy Hà Nội < Thành ủy Hà Nội | 9-HD/BTCTU | Hà Nội | 2019-05-02 | huong_dan | Trồng cây",
    );
    check(
        &format!(
            "SỞ XÂY DỰNG\t{NATION}\nĐOÀN KIỂM TRA THEO QĐ SỐ 7/QĐ-SXD\t{MOTTO}\nSố: 3/BC-ĐKT\tLạng Sơn, ngày 02 tháng 5 năm 2019\nBÁO CÁO\nTrồng cây\n\nThực hiện việc A"
        ),
        "Đoàn kiểm tra theo QĐ số 7/QĐ-SXD < Sở Xây dựng tỉnh Lạng Sơn | 3/BC-ĐKT | Lạng Sơn | 2019-05-02 | bao_cao | Trồng cây",
    );
}

#[test]
fn urgency_and_secrecy_stand_apart() {
    let text = format!(
        "MẬT\nỦY BAN NHÂN DÂN\t{NATION}\nTỈNH LẠNG SƠN\t{MOTTO}\nSố: 12/KH-UBND\tLạng Sơn, ngày 09 tháng 10 năm 2019\nHỎA TỐC\n{BODY}"
    );
    let clean = CleanText { text: MappedText::verbatim(&text), pages: Vec::new(), recognised: Vec::new() };
    let found = parse(&clean, Tables::built_in()).value;
    assert_eq!(found.secrecy.map(|mark| mark.value).as_deref(), Some("mat"));
    assert_eq!(found.urgency.map(|mark| mark.value).as_deref(), Some("hoa_toc"));
    assert_eq!(
        found.letterhead.issuer.map(|issuer| issuer.value.name).as_deref(),
        Some("Ủy ban nhân dân tỉnh Lạng Sơn")
    );
}

#[test]
fn narrow_cells_break_names_and_mottoes() {
    let head = "ỦY\nBAN NHÂN DÂN\nTỈNH LẠNG SƠN\n--------\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố:\n12/KH-UBND\nLạng\nSơn, ngày 09 tháng 10 năm 2019";
    check(&format!("{head}\n{BODY}"), PLAN);
    let halves = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/KH-UBND\nLạng Sơn, ngày 09 tháng 10 năm 2019";
    check(&format!("{halves}\n{BODY}"), PLAN);
}

#[test]
fn a_telegram_prints_its_hour() {
    let head = format!("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n{NATION}\n{MOTTO}\nSố: 9/CĐ-UBND");
    for hour in ["hồi 15 giờ 30 phút ngày", "15 giờ 30, ngày", "lúc 15h30 ngày"] {
        check(
            &format!(
                "{head}\nLạng Sơn, {hour} 09 tháng 10 năm 2019\nCÔNG ĐIỆN\nVề bão số 3\n\nChủ tịch điện:\n- Các xã."
            ),
            "Ủy ban nhân dân tỉnh Lạng Sơn | 9/CĐ-UBND | Lạng Sơn | 2019-10-09 | cong_dien | Về bão số 3",
        );
    }
}

#[test]
fn an_author_under_the_type_name_is_no_subject() {
    check(
        "TỈNH ỦY LẠNG SƠN\tĐẢNG CỘNG SẢN VIỆT NAM\n*\tLạng Sơn, ngày 09 tháng 10 năm 2019\nSố 12-CT/TU\nCHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề trồng cây đầu xuân\n\nCăn cứ việc A",
        "Tỉnh ủy Lạng Sơn | 12-CT/TU | Lạng Sơn | 2019-10-09 | chi_thi | về trồng cây đầu xuân",
    );
}

#[test]
fn the_front_has_a_standing_board() {
    let issuer = "ỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nBAN THƯỜNG TRỰC";
    check(
        &format!("{issuer}\n{NATION}\n{MOTTO}\nSố: 12/KH-MTTW-BTT\nHà Nội, ngày 09 tháng 10 năm 2019\n{BODY}"),
        "Ban Thường trực Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam < Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam | 12/KH-MTTW-BTT | Hà Nội | 2019-10-09 | ke_hoach | Trồng cây đầu xuân",
    );
}

#[test]
fn decrees_of_1945_bear_an_ordinal_alone() {
    check(
        "SẮC LỆNH\nCỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\nSỐ 14 NGÀY 9 THÁNG 10 NĂM 1945\n\nCHỦ TỊCH CHÍNH PHỦ LÂM THỜI\nVIỆT NAM DÂN CHỦ CỘNG HÒA\n\nChiểu theo lời đề nghị của ông A;\nRA SẮC LỆNH:\nKhoản thứ nhất: Lập quỹ A.",
        "Chủ tịch Chính phủ lâm thời | - | - | 1945-10-09 | sac_lenh | -",
    );
}
