//! Deadlines as they are printed, one a line: text | kind | first day .. last day | bound | rule or offset.

use super::*;

/// What a deadline says, in one line.
fn printed(deadline: &Deadline) -> String {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let mut parts = vec![deadline.kind.slug().to_owned()];
    if deadline.start.is_some() || deadline.end.is_some() {
        parts.push(format!("{}..{}", day(deadline.start), day(deadline.end)));
    }
    parts.extend(deadline.exclusive.then(|| "before".to_owned()));
    parts.extend(deadline.fuzzy.then(|| "fuzzy".to_owned()));
    parts.extend(deadline.recurrence.clone());
    parts.extend(deadline.also.map(|kind| format!("also {}", kind.slug())));
    parts.extend(deadline.vision.map(|day| format!("vision {day}")));
    parts.extend(deadline.counted.as_ref().map(|counted| {
        let days = if counted.business_days { " working" } else { "" };
        format!("{} {}{days}", counted.event.slug(), counted.offset)
    }));
    parts.join(" ")
}

#[track_caller]
fn check(table: &str) {
    let wrong: Vec<String> = table
        .lines()
        .filter_map(|line| line.split_once(" | "))
        .filter_map(|(text, expected)| {
            let found = printed(&of_label(text.trim(), DocDate::day(2024, 5, 1)));
            (found != expected.trim()).then(|| format!("{}: {found}, not {}", text.trim(), expected.trim()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn deadlines_of_all_kinds() {
    check(
        "trước ngày 10 tháng 11 hằng năm | recurring before FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=10
        Trong Quý II năm 2020 | range 2020-04-01..2020-06-30
        Quý II/2020 | range 2020-04-01..2020-06-30
        quý 2/2020 | range 2020-04-01..2020-06-30
        Q.II/2020 | range 2020-04-01..2020-06-30
        QII/2020 | range 2020-04-01..2020-06-30
        Quý III, IV năm 2020 | range 2020-07-01..2020-12-31
        Hàng năm | recurring FREQ=YEARLY
        Thường xuyên | continuous
        Định kỳ hàng năm hoặc đột xuất | recurring FREQ=YEARLY also ad_hoc
        Định kỳ 06 tháng và hàng năm | recurring FREQ=MONTHLY;INTERVAL=6
        6 tháng đầu năm | range 2024-01-01..2024-06-30 fuzzy
        6 tháng cuối năm 2024 | range 2024-07-01..2024-12-31
        giai đoạn 2021 - 2025 | range 2021-01-01..2025-12-31
        đến năm 2030 | until ..2030-12-31
        đến năm 2030, tầm nhìn đến năm 2045 | until ..2030-12-31 vision 2045-12-31
        theo từng giai đoạn | unspecified
        Năm 2025 | range 2025-01-01..2025-12-31
        Tháng 6/2020 | range 2020-06-01..2020-06-30
        trong tháng 6 năm 2020 | range 2020-06-01..2020-06-30
        trước 30/6/2020 | by ..2020-06-30 before
        trước 14h00 chiều Thứ Bảy ngày 01/02/2014 | by ..2014-02-01 before
        trước 14h00 hàng ngày | recurring FREQ=DAILY
        hạn chót là ngày 10/10/2016 | by ..2016-10-10
        chậm nhất ngày 15/12/2024 | by ..2024-12-15
        chậm nhất là ngày 15/12/2024 | by ..2024-12-15
        không quá ngày 15/12/2024 | by ..2024-12-15
        trước ngày 15 hàng tháng | recurring before FREQ=MONTHLY;BYMONTHDAY=15
        trước ngày 15 của tháng cuối quý | recurring before FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=15
        hằng quý | recurring FREQ=MONTHLY;INTERVAL=3
        hằng tháng | recurring FREQ=MONTHLY
        hằng tuần | recurring FREQ=WEEKLY
        trong thời hạn 10 ngày làm việc kể từ ngày nhận được văn bản | relative receipt P10D working
        sau 30 ngày kể từ ngày ký ban hành | relative signature P30D
        ngay sau khi Kế hoạch được ban hành | relative issue P0D
        Đột xuất | ad_hoc
        khi có yêu cầu | ad_hoc
        theo yêu cầu của cơ quan có thẩm quyền | ad_hoc
        theo quy định | unspecified
        theo tiến độ đề ra | unspecified
        sơ kết 05 năm | milestone cited_act P5Y
        đầu năm 2025 | range 2025-01-01..2025-03-31 fuzzy
        cuối năm 2025 | range 2025-10-01..2025-12-31 fuzzy
        Từ năm 2020 và những năm tiếp theo | from 2020-01-01..
        2020 - 2021 | range 2020-01-01..2021-12-31
        Hoàn thành trước 30/6 | by ..2024-06-30 before fuzzy
        Đã hoàn thành | done",
    );
}

#[test]
fn further_forms() {
    check(
        "Từ quý I năm 2022 đến hết quý II năm 2023 | range 2022-01-01..2023-06-30
        Tháng 4 - tháng 5/2014 | range 2014-04-01..2014-05-31
        Tháng 4 - 5/2014 | range 2014-04-01..2014-05-31
        Từ ngày 01/3/2020 đến ngày 05/4/2020 | range 2020-03-01..2020-04-05
        Từ ngày 01 tháng 3 năm 2020 đến ngày 5 tháng 4 năm 2020 | range 2020-03-01..2020-04-05
        Từ 01/3 đến hết 15/3/2022 | range 2022-03-01..2022-03-15
        26-27/12/2020 | range 2020-12-26..2020-12-27
        2014 | range 2014-01-01..2014-12-31
        2014-2015 | range 2014-01-01..2015-12-31
        trước tháng 6/2024 | by ..2024-06-01 before
        trước năm 2026 | by ..2026-01-01 before
        ngày 05 tháng 3 năm 2020 | by ..2020-03-05
        Trước 17h00 ngày 20/9/2024 | by ..2024-09-20 before
        trước ngày 15/6 và ngày 15/12 hằng năm | recurring before FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=15
        Hằng năm, trước ngày 15/12 | recurring before FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15
        05 năm một lần | recurring FREQ=YEARLY;INTERVAL=5
        1/2 ngày | unspecified
        trong 2 năm (2010, 2011) | range 2010-01-01..2011-12-31
        Trong năm | range 2024-01-01..2024-12-31 fuzzy
        trong vòng 24 giờ kể từ khi tiếp nhận | relative receipt PT24H",
    );
    assert_eq!(of_label("Hoàn thành trước 30/6", None).kind, DeadlineKind::Unspecified, "no year is known");
}

#[test]
fn deadlines_in_sentences() {
    let raw = |text: &str| in_prose(text, None).map(|found| found.raw);
    let cases = [
        ("báo cáo kết quả trước ngày 20/11/2021 để tổng hợp", Some("trước ngày 20/11/2021")),
        ("Chương trình đến năm 2030", None),
        ("Tổ chức hội thi từ ngày 01 đến ngày 18/11/2022.", Some("từ ngày 01 đến ngày 18/11/2022")),
        ("Tổng hợp số liệu từ ngày 01 đến ngày 18/11/2022.", None),
        ("Giao Sở Mẫu theo dõi, đôn đốc và định kỳ sáu tháng báo cáo", Some("định kỳ sáu tháng")),
        ("thời gian thực hiện xong trong tháng 6/2026;", Some("trong tháng 6/2026")),
        ("trình Chủ tịch xem xét trong quý III năm 2012.", Some("trong quý III năm 2012")),
        (
            "hoàn thành chậm nhất đến ngày 01 tháng 7 năm 2028 theo yêu cầu",
            Some("chậm nhất đến ngày 01 tháng 7 năm 2028"),
        ),
        ("gửi báo cáo trước 17 giờ 00 phút ngày 05/3/2024", Some("trước 17 giờ 00 phút ngày 05/3/2024")),
        ("gửi trước 14h00 chiều Thứ Bảy ngày 01/02/2014.", Some("trước 14h00 chiều Thứ Bảy ngày 01/02/2014")),
        ("gửi về Sở Mẫu hạn chót là ngày 10/10/2016.", Some("hạn chót là ngày 10/10/2016")),
        ("báo cáo trước ngày 15 hàng tháng", Some("trước ngày 15 hàng tháng")),
        ("gửi kết quả về Sở Mẫu đến hết ngày 09/6/2025", Some("đến hết ngày 09/6/2025")),
        ("Định kỳ 06 tháng và hằng năm, báo cáo Sở Mẫu", Some("Định kỳ 06 tháng và hằng năm")),
        (
            "trả lời trong thời hạn 05 ngày làm việc kể từ ngày nhận được hồ sơ, nêu rõ lý do",
            Some("trong thời hạn 05 ngày làm việc kể từ ngày nhận được hồ sơ"),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(raw(text).as_deref(), expected, "{text}");
    }
}
