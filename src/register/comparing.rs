//! Entries of a register against papers that were read.

use crate::model::{DocDate, NodeSummary, Register, RegisterComparison, RegisterDifference, RegisterKind, RegisterRow};
use crate::text::{Span, fold, words};
use std::collections::{BTreeSet, HashMap};

/// Compares a register with the papers that were read. An entry finds its paper by number, and by year where the number
/// comes again; papers count as missing in the register when they lie between its first and last day and, in an
/// outgoing one, bear a symbol that it holds.
#[must_use]
pub fn compare(register: &Register, held: &[NodeSummary]) -> RegisterComparison {
    let mut by_number: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, node) in held.iter().enumerate() {
        let Some(number) = node.number.as_deref() else { continue };
        let key = key_of(number);
        by_number.entry(ordinal_of(&key).to_owned()).or_default().push(index);
        by_number.entry(key).or_default().push(index);
    }
    let mut comparison = RegisterComparison::default();
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    for row in &register.rows {
        let Some(number) = row.number.as_deref() else {
            let unnumbered = like_without_number(row, held);
            if unnumbered.is_empty() {
                comparison.without_number.push(row.clone());
            } else {
                let documents = unnumbered.iter().map(|index| held[*index].clone()).collect();
                comparison.differing.push(RegisterDifference { row: row.clone(), documents, fields: vec!["number"] });
                seen.extend(unnumbered);
            }
            continue;
        };
        let named = by_number.get(&key_of(number)).map(Vec::as_slice).unwrap_or_default();
        let fitting = fitting(row, named, held);
        seen.extend(&fitting);
        match fitting.as_slice() {
            [] => comparison.missing_here.push(row.clone()),
            [only] => {
                let fields = differing(row, &held[*only]);
                if fields.is_empty() {
                    comparison.agreeing += 1;
                } else {
                    let documents = vec![held[*only].clone()];
                    comparison.differing.push(RegisterDifference { row: row.clone(), documents, fields });
                }
            }
            several => {
                let documents = several.iter().map(|index| held[*index].clone()).collect();
                comparison.differing.push(RegisterDifference { row: row.clone(), documents, fields: vec!["several"] });
            }
        }
    }
    comparison.missing_there = missing_there(register, held, &seen);
    comparison
}

/// Papers that an entry without a number may mean: of its issuer, of a day that can be its day, of a like subject.
fn like_without_number(row: &RegisterRow, held: &[NodeSummary]) -> Vec<usize> {
    let (Some(date), Some(_)) = (row.date, row.issuer.as_deref()) else { return Vec::new() };
    let may_be = |node: &NodeSummary| {
        let on_the_day =
            node.date.is_some_and(|held| held.earliest() <= date.latest() && date.earliest() <= held.latest());
        let subjects = row.subject.as_deref().zip(node.title.as_deref());
        on_the_day
            && node.issuer.is_some()
            && same_issuer(row, node)
            && subjects.is_none_or(|(left, right)| common(left, right) >= 0.5)
    };
    held.iter().enumerate().filter(|(_, node)| may_be(node)).map(|(index, _)| index).collect()
}

/// Of the papers with the entry's number those of its day, else of its year, else those whose day is not known, of the
/// entry or of the paper; of several those of its issuer.
fn fitting(row: &RegisterRow, named: &[usize], held: &[NodeSummary]) -> Vec<usize> {
    let dated = |fits: &dyn Fn(DocDate, DocDate) -> bool| -> Vec<usize> {
        let fits_row = |index: &usize| held[*index].date.zip(row.date).is_some_and(|(held, row)| fits(held, row));
        named.iter().copied().filter(fits_row).collect()
    };
    let mut found = dated(&|held, row| held == row);
    if let Some(day) = row.month_day {
        // Papers come in in the year of the register or the one before.
        let may_come = |date: DocDate| row.year.is_none_or(|year| [year, year - 1].contains(&date.year_number()));
        let is_of_day = |date: DocDate| date.month_day() == Some(day) && may_come(date);
        found = named.iter().copied().filter(|index| held[*index].date.is_some_and(is_of_day)).collect();
    }
    if found.is_empty() {
        found = dated(&|held, row| held.year_number() == row.year_number());
    }
    if found.is_empty() {
        found = named.iter().copied().filter(|index| held[*index].date.is_none() || row.date.is_none()).collect();
    }
    if found.len() > 1 {
        let of_issuer: Vec<usize> = found.iter().copied().filter(|index| same_issuer(row, &held[*index])).collect();
        if !of_issuer.is_empty() {
            return of_issuer;
        }
    }
    found
}

fn differing(row: &RegisterRow, node: &NodeSummary) -> Vec<&'static str> {
    let dates = row.date.zip(node.date);
    let contradict =
        dates.is_some_and(|(left, right)| left.latest() < right.earliest() || right.latest() < left.earliest());
    let other_day =
        row.month_day.zip(node.date.and_then(DocDate::month_day)).is_some_and(|(left, right)| left != right);
    let subjects = row.subject.as_deref().zip(node.title.as_deref());
    let other_subject = subjects.is_some_and(|(left, right)| common(left, right) < 0.5);
    let found = [
        (contradict || other_day).then_some("date"),
        (!same_issuer(row, node)).then_some("issuer"),
        other_subject.then_some("subject"),
    ];
    found.into_iter().flatten().collect()
}

/// A register shortens names: nearly all its words stand in the full one, or are the first letters of its words.
fn same_issuer(row: &RegisterRow, node: &NodeSummary) -> bool {
    let (Some(short), Some(full)) = (row.issuer.as_deref(), node.issuer.as_deref()) else { return true };
    let initials: String =
        folded_words(full).iter().filter(|word| *word != "va").filter_map(|word| word.chars().next()).collect();
    let [short, full] = [short, full].map(body_keys);
    let (few, many) = if short.len() <= full.len() { (&short, &full) } else { (&full, &short) };
    let stands = |word: &&String| many.contains(*word) || (is_abbreviation(word) && initials.contains(word.as_str()));
    // Of three words all must agree: a committee and a council of one province differ in one.
    few.iter().filter(stands).count() * 4 > few.len() * 3
}

/// True of letters that are no syllable: `vhttdl`.
fn is_abbreviation(word: &str) -> bool {
    word.len() > 1 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// The words of a body's name, common parts of such names as one word each.
fn body_keys(name: &str) -> BTreeSet<String> {
    const PARTS: [(&str, &str); 6] = [
        ("uy ban nhan dan", "ubnd"),
        ("hoi dong nhan dan", "hdnd"),
        ("thu tuong chinh phu", "ttg"),
        ("thanh pho", "tp"),
        ("thi xa", "tx"),
        ("thi tran", "tt"),
    ];
    let name = format!(" {} ", folded_words(name).join(" "));
    let short =
        PARTS.iter().fold(name, |name, (part, short)| name.replace(&format!(" {part} "), &format!(" {short} ")));
    short.split_whitespace().filter(|word| *word != "va").map(str::to_owned).collect()
}

/// Share of the words of the shorter text that stand in the other, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "texts of some words")]
fn common(left: &str, right: &str) -> f64 {
    let [left, right] = [left, right].map(|text| folded_words(text).into_iter().collect::<BTreeSet<_>>());
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if short.is_empty() {
        return 1.0;
    }
    short.iter().filter(|word| long.contains(*word)).count() as f64 / short.len() as f64
}

/// Words without accents.
fn folded_words(text: &str) -> Vec<String> {
    words::words(text, Span::new(0, text.len())).iter().map(|word| fold::unaccented(&word.key)).collect()
}

fn missing_there(register: &Register, held: &[NodeSummary], seen: &BTreeSet<usize>) -> Vec<NodeSummary> {
    let of_entry = |row: &RegisterRow| row.date.or_else(|| row.month_day.and(row.year).and_then(DocDate::year));
    let days = || register.rows.iter().filter_map(of_entry);
    let (Some(first), Some(last)) = (days().map(DocDate::earliest).min(), days().map(DocDate::latest).max()) else {
        return Vec::new();
    };
    let symbols: BTreeSet<String> =
        register.rows.iter().filter_map(|row| symbol_of(&key_of(row.number.as_deref()?)).map(str::to_owned)).collect();
    let belongs = |node: &NodeSummary| {
        let is_in_time = node.date.is_some_and(|date| date.earliest() >= first && date.latest() <= last);
        let symbol = node.number.as_deref().map(key_of);
        let has_symbol = symbol.as_deref().and_then(symbol_of).is_some_and(|symbol| symbols.contains(symbol));
        is_in_time && (register.kind == RegisterKind::Incoming || has_symbol)
    };
    let unseen = held.iter().enumerate().filter(|(index, node)| !seen.contains(index) && belongs(node));
    unseen.map(|(_, node)| node.clone()).collect()
}

/// Folded, without zeros in front: `09/KH-UBND` is entered as `9/KH-UBND`.
fn key_of(number: &str) -> String {
    let key = fold::number_key(number);
    let short = key.trim_start_matches('0');
    if short.starts_with(|letter: char| letter.is_ascii_digit()) { short.to_owned() } else { key }
}

/// `147` of `147/kh-ubnd`.
fn ordinal_of(key: &str) -> &str {
    key.split(['/', '-']).next().unwrap_or(key)
}

/// `kh-ubnd` of `147/kh-ubnd`; none of a bare ordinal.
fn symbol_of(key: &str) -> Option<&str> {
    let rest = key.strip_prefix(ordinal_of(key))?;
    rest.strip_prefix(['/', '-']).filter(|symbol| !symbol.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: &str, date: &str, issuer: &str, subject: &str) -> RegisterRow {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        RegisterRow {
            sheet: 1,
            line: 1,
            arrival: None,
            number: some(number),
            date: DocDate::from_iso(date),
            month_day: None,
            year: None,
            issuer: some(issuer),
            subject: some(subject),
        }
    }

    fn node(id: i64, number: &str, date: &str, issuer: &str, title: &str) -> NodeSummary {
        NodeSummary {
            id,
            number: Some(number.to_owned()),
            date: DocDate::from_iso(date),
            issuer: Some(issuer.to_owned()),
            title: Some(title.to_owned()),
            path: Some("a.pdf".to_owned()),
            ..NodeSummary::default()
        }
    }

    fn compared(kind: RegisterKind, rows: Vec<RegisterRow>, held: &[NodeSummary]) -> RegisterComparison {
        compare(&Register { kind, rows }, held)
    }

    const ISSUER: &str = "Ủy ban nhân dân tỉnh Thái Bình";

    #[test]
    fn a_day_without_a_year_is_a_day() {
        let held = [
            node(1, "147/KH-UBND", "2021-11-30", ISSUER, ""),
            node(2, "147/KH-UBND", "2019-11-30", ISSUER, ""),
            node(3, "148/KH-UBND", "2021-12-02", ISSUER, ""),
        ];
        let on = |number: &str, month_day| RegisterRow {
            month_day: Some(month_day),
            year: Some(2022),
            ..row(number, "", "", "")
        };
        let rows = vec![on("147/KH-UBND", (11, 30)), on("148/KH-UBND", (12, 3))];
        let found = compared(RegisterKind::Incoming, rows, &held);
        assert_eq!((found.agreeing, found.missing_here.len()), (1, 0));
        assert_eq!(found.differing[0].fields, ["date"]);
    }

    #[test]
    fn each_entry_ends_in_one_list() {
        let held = [
            node(1, "147/KH-UBND", "2021-11-30", ISSUER, "ghi âm tiếng làng nghề"),
            node(2, "9/KH-UBND", "2021-12-02", ISSUER, "phòng, chống cháy rừng"),
            node(3, "12/CV-UBND", "2021-12-05", ISSUER, "nghỉ lễ"),
        ];
        let rows = vec![
            row("147 /KH-UBND", "2021-11-30", "UBND tỉnh Thái Bình", "Ghi âm tiếng làng nghề"),
            row("09/KH-UBND", "2021-12-03", "", "phòng, chống cháy rừng"),
            row("33/KH-UBND", "2021-12-09", "", ""),
            row("", "2021-12-09", "", "giấy mời"),
        ];
        let found = compared(RegisterKind::Incoming, rows, &held);
        assert_eq!(found.agreeing, 1);
        assert_eq!(found.differing.iter().map(|entry| entry.fields.clone()).collect::<Vec<_>>(), [["date"]]);
        assert_eq!(
            found.missing_here.iter().filter_map(|row| row.number.as_deref()).collect::<Vec<_>>(),
            ["33/KH-UBND"]
        );
        assert_eq!(found.missing_there.iter().map(|node| node.id).collect::<Vec<_>>(), [3]);
        assert_eq!(found.without_number.len(), 1);
    }

    #[test]
    fn a_number_of_another_year_is_another_paper() {
        let held = [node(1, "147/KH-UBND", "2019-11-30", ISSUER, "a b c")];
        let found = compared(RegisterKind::Outgoing, vec![row("147/KH-UBND", "2021-11-30", "", "")], &held);
        assert_eq!((found.missing_here.len(), found.missing_there.len()), (1, 0));
    }

    #[test]
    fn the_issuer_decides_between_two() {
        let other = "Ủy ban nhân dân tỉnh Hà Giang";
        let held = [node(1, "9/KH-UBND", "2021-12-02", ISSUER, "a"), node(2, "9/KH-UBND", "2021-12-02", other, "a")];
        let of = |issuer| compared(RegisterKind::Incoming, vec![row("9/KH-UBND", "2021-12-02", issuer, "")], &held);
        assert_eq!(of("UBND tỉnh Hà Giang").agreeing, 1);
        assert_eq!(of("").differing[0].fields, ["several"]);
    }

    #[test]
    fn registers_shorten_names() {
        let same = |short, full| same_issuer(&row("1", "", short, ""), &node(1, "1", "", full, ""));
        assert!(same("Bộ VHTTDL", "Bộ Văn hóa, Thể thao và Du lịch") && same("UBND tỉnh", ISSUER));
        assert!(same("UBND TX Kỳ Anh", "Ủy ban nhân dân thị xã Kỳ Anh") && same("TTg", "Thủ tướng Chính phủ"));
        assert!(!same("HĐND tỉnh Thái Bình", ISSUER) && !same("Sở Y tế Thái Bình", ISSUER));
        assert!(!same("UBND huyện", ISSUER));
    }

    #[test]
    fn an_entry_without_a_number_names_the_paper_it_may_mean() {
        let held = [node(1, "/KH-UBND", "2021-12", ISSUER, "ghi âm tiếng làng nghề")];
        let found = compared(
            RegisterKind::Incoming,
            vec![
                row("", "2021-12-09", "UBND Thái Bình", "ghi âm"),
                row("", "2021-12-09", "UBND Thái Bình", "giấy mời họp"),
            ],
            &held,
        );
        assert_eq!(found.differing[0].fields, ["number"]);
        assert_eq!((found.without_number.len(), found.missing_there.len()), (1, 0));
    }

    #[test]
    fn a_bare_ordinal_finds_its_paper() {
        let held = [node(1, "21/KH-UBND", "2022-01-12", ISSUER, "a")];
        assert_eq!(compared(RegisterKind::Outgoing, vec![row("21", "2022-01-12", "", "")], &held).agreeing, 1);
    }
}
