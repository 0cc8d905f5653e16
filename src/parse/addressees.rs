//! Addressees (*Kính gửi*).

use super::blocks::Layout;
use super::foot_lines::BULLETS;
use super::header;
use crate::model::Located;
use crate::tables::Tables;
use crate::text::{Span, fold, words};

/// The addressees, and the index of the first line behind them. `first` is the first line of the body.
pub(super) fn read(text: &str, layout: &Layout, first: usize, tables: &Tables) -> (Vec<Located<String>>, usize) {
    let opens = |span: Span| header::names_addressees(span.of(text)) || sends_telegram(span.of(text));
    let Some(start) = (first..layout.lines.len()).take(3).find(|at| opens(layout.lines[*at].span)) else {
        return (Vec::new(), first);
    };
    let mut items: Vec<Span> = Vec::new();
    let mut at = start;
    while let Some(line) = layout.lines.get(at) {
        let span = if at == start { behind_label(text, line.span) } else { line.span };
        let printed = span.of(text);
        let last_ends = items.last().is_some_and(|last| last.of(text).ends_with(['.', ';']));
        let goes_on = printed.starts_with(char::is_lowercase) || printed.starts_with('(');
        let opens = tables.phrases.opens_body(&words::words(text, line.span));
        let ended = line.after_blank && items.last().is_some_and(|last| last.of(text).ends_with('.'));
        // Behind a semicolon the list goes on, with a dash or without.
        let is_listed = !line.after_blank && !opens && items.last().is_some_and(|last| last.of(text).ends_with(';'));
        let is_item = is_listed || printed.starts_with(BULLETS);
        let is_behind = !items.is_empty() && (line.after_blank || last_ends || opens);
        // `(sau đây gọi chung là …)` names nobody else.
        let is_alias = || {
            let folded = fold::unaccented(printed);
            folded.starts_with("(sau day goi") || folded.starts_with("(goi chung")
        };
        if at > start && printed.starts_with('(') && is_alias() {
            at += 1;
            continue;
        }
        if at > start && !is_item && is_behind && (!goes_on || ended) {
            break;
        }
        match items.last_mut() {
            _ if printed.is_empty() => {}
            Some(last) if !is_item && !last_ends => *last = last.join(span),
            _ => items.push(span),
        }
        at += 1;
    }
    (items.into_iter().filter_map(|item| tidy(text, item)).collect(), at)
}

/// `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH … điện:` over the addressees of a telegram (*công điện*).
fn sends_telegram(printed: &str) -> bool {
    const LONGEST: usize = 160;
    let bare = printed.trim_end().strip_suffix(':').map(str::trim_end);
    printed.len() < LONGEST && bare.is_some_and(|bare| fold::accented(bare).rsplit(' ').next() == Some("điện"))
}

fn behind_label(text: &str, line: Span) -> Span {
    let printed = line.of(text);
    let end = printed.find(':').map_or_else(|| printed.len().min("Kính gửi".len()), |colon| colon + 1);
    let rest = printed[end..].trim_start();
    Span::new(line.end() - rest.len(), line.end())
}

fn tidy(text: &str, item: Span) -> Option<Located<String>> {
    let printed = item.of(text);
    let value = printed.trim_start_matches(BULLETS).trim_start();
    let start = item.end() - value.len();
    let value = value.trim_end_matches(['.', ';', ',', ' ']);
    (!value.is_empty()).then(|| Located::new(fold::single_spaces(value), Span::new(start, start + value.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str], behind: &str) {
        let layout = Layout::of(text);
        let (found, next) = read(text, &layout, 0, Tables::built_in());
        assert_eq!(found.iter().map(|item| item.value.as_str()).collect::<Vec<_>>(), expected);
        assert_eq!(layout.lines[next].span.of(text), behind);
    }

    #[test]
    fn a_list() {
        check(
            "Kính gửi:\n- Các sở, ban;\n- UBND các huyện.\nThực hiện A",
            &["Các sở, ban", "UBND các huyện"],
            "Thực hiện A",
        );
    }

    #[test]
    fn a_list_whose_dashes_are_lost_or_misread() {
        let expected = ["Các phòng", "Các trường"];
        check("Kính gửi:\nCác phòng;\nCác trường.\nThực hiện A", &expected, "Thực hiện A");
        check(
            "Kính gửi:\n~ Các phòng;\n~ Các trường.\n(gọi chung là các đơn vị)\nThực hiện A",
            &expected,
            "Thực hiện A",
        );
    }

    #[test]
    fn a_telegram_names_its_addressees_behind_a_verb() {
        check(
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU điện:\n- Các sở, ban;\n- UBND các huyện.\nThực hiện A",
            &["Các sở, ban", "UBND các huyện"],
            "Thực hiện A",
        );
    }

    #[test]
    fn the_southern_spelling() {
        check("Kính gởi: Các trường.\nThực hiện A", &["Các trường"], "Thực hiện A");
    }

    #[test]
    fn one_on_the_label_line_over_two_lines() {
        check("Kính gửi: Các tổ chức\ntrên địa bàn tỉnh.\n\nĐể làm B", &["Các tổ chức trên địa bàn tỉnh"], "Để làm B");
    }
}
