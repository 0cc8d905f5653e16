//! The mark that opens a block: `I.`, `1.`, `1.1.`, `a)`, `-`, `Điều 1.` (*mục, khoản, điểm, gạch đầu dòng*).

/// A mark and its rank; smaller ranks enclose larger ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// As printed, without its dot or bracket: `II`, `1.2`, `a`, `-`.
    pub(super) label: String,
    /// What style of numbering it is.
    pub(super) style: MarkStyle,
    /// Bytes of the line it takes, blanks behind it included.
    pub(super) length: usize,
}

/// Style of numbering, outermost first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarkStyle {
    /// *Phần, Chương*.
    Chapter,
    /// `A.`
    Capital,
    /// `I.`
    Roman,
    /// *Điều 1.*
    Article,
    /// `1.`
    Number,
    /// `1.1.`
    Number2,
    /// `1.1.1.` and deeper.
    Number3,
    /// `a)`
    Letter,
    /// `-`
    Dash,
    /// `+`, `·` and other bullets.
    Bullet,
}

impl Mark {
    pub(super) fn is_bullet(&self) -> bool {
        matches!(self.style, MarkStyle::Dash | MarkStyle::Bullet)
    }
}

/// The mark at the start of `line`, if there is one.
pub(super) fn mark_of(line: &str) -> Option<Mark> {
    bullet(line).or_else(|| article(line)).or_else(|| numbered(line))
}

fn bullet(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let style = match first {
        '-' | '~' => MarkStyle::Dash,
        '+' | '·' | '*' | '◦' | '▪' | 'o' => MarkStyle::Bullet,
        _ => return None,
    };
    let rest = &line[first.len_utf8()..];
    let text = rest.trim_start();
    let is_apart = first != 'o' || rest.starts_with([' ', '\t']) && text.starts_with(char::is_uppercase);
    (!text.is_empty() && is_apart && !text.starts_with('-')).then(|| Mark {
        label: first.to_string(),
        style,
        length: line.len() - text.len(),
    })
}

fn article(line: &str) -> Option<Mark> {
    let words = [
        ("Điều ", MarkStyle::Article),
        ("ĐIỀU ", MarkStyle::Article),
        ("Chương ", MarkStyle::Chapter),
        ("CHƯƠNG ", MarkStyle::Chapter),
        ("Phần ", MarkStyle::Chapter),
        ("PHẦN ", MarkStyle::Chapter),
    ];
    let (word, style) = words.into_iter().find(|(word, _)| line.starts_with(word))?;
    let number_length =
        line[word.len()..].find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(line.len() - word.len());
    let number = &line[word.len()..word.len() + number_length];
    let is_number = !number.is_empty()
        && (number.bytes().all(|byte| byte.is_ascii_digit()) || number.bytes().all(|byte| b"IVXLC".contains(&byte)));
    let rest = &line[word.len() + number_length..];
    let is_heading =
        style == MarkStyle::Chapter || rest.trim_start_matches(' ').starts_with(['.', ':']) || rest.is_empty();
    (is_number && is_heading).then(|| {
        let text = rest.trim_start_matches(['.', ':', ' ', '\t']);
        Mark { label: format!("{word}{number}"), style, length: line.len() - text.len() }
    })
}

fn numbered(line: &str) -> Option<Mark> {
    let mut letters = line.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    // Most lines start with a word, which is neither a number nor a lone letter.
    if !matches!(first, '0'..='9' | 'I' | 'V' | 'X') && second.is_alphanumeric() {
        return None;
    }
    let end = line.find(|letter: char| !(letter.is_alphanumeric() || letter == '.')).unwrap_or(line.len());
    let head = &line[..end];
    let closing = line[end..].chars().next().filter(|letter| matches!(letter, ')' | '-' | '/'));
    let label = head.strip_suffix('.').unwrap_or(head);
    let is_closed = head.ends_with('.') || closing.is_some();
    let style = style_of(label, closing, head.ends_with('.'))?;
    let after = end + closing.map_or(0, char::len_utf8);
    let rest = &line[after..];
    let text = rest.trim_start();
    let is_apart = rest.starts_with([' ', '\t']) || (head.ends_with('.') && text.starts_with(char::is_uppercase));
    let deep_is_enough = matches!(style, MarkStyle::Number2 | MarkStyle::Number3) && rest.starts_with([' ', '\t']);
    // `1/ Làm`, but `12/ 2009`.
    let is_day = closing == Some('/') && !text.starts_with(char::is_uppercase);
    ((is_closed || deep_is_enough) && is_apart && !is_day && !text.is_empty()).then(|| Mark {
        label: label.to_owned(),
        style,
        length: line.len() - text.len(),
    })
}

fn style_of(label: &str, closing: Option<char>, has_dot: bool) -> Option<MarkStyle> {
    let parts: Vec<&str> = label.split('.').collect();
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.iter().all(is_number) {
        return match (parts.len(), closing) {
            (1, Some('-')) if has_dot => None,
            (1, _) => Some(MarkStyle::Number),
            (2, _) => Some(MarkStyle::Number2),
            _ => Some(MarkStyle::Number3),
        };
    }
    if parts.len() > 1 {
        return None;
    }
    if (1..=5).contains(&label.len()) && label.bytes().all(|byte| b"IVX".contains(&byte)) {
        return Some(MarkStyle::Roman);
    }
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_lowercase() && (matches!(closing, Some(')' | '/')) || has_dot) => {
            Some(MarkStyle::Letter)
        }
        (Some('A'..='H'), None) if has_dot => Some(MarkStyle::Capital),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, MarkStyle, &str)>) {
        let mark = mark_of(line);
        let found = mark.as_ref().map(|mark| (mark.label.as_str(), mark.style, &line[mark.length..]));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn marks_of_all_styles() {
        check("I. MỤC ĐÍCH", Some(("I", MarkStyle::Roman, "MỤC ĐÍCH")));
        check("1. Mục đích", Some(("1", MarkStyle::Number, "Mục đích")));
        check("2.1. Tổ chức", Some(("2.1", MarkStyle::Number2, "Tổ chức")));
        check("a) Giao", Some(("a", MarkStyle::Letter, "Giao")));
        check("·  Kết quả: x", Some(("·", MarkStyle::Bullet, "Kết quả: x")));
        check("- Như trên;", Some(("-", MarkStyle::Dash, "Như trên;")));
        check("Điều 1. Ban hành", Some(("Điều 1", MarkStyle::Article, "Ban hành")));
        check("Điều 1 : Ban hành", Some(("Điều 1", MarkStyle::Article, "Ban hành")));
        check("I- Mục đích", Some(("I", MarkStyle::Roman, "Mục đích")));
    }

    #[test]
    fn dates_numbers_and_words_are_no_marks() {
        check("15/4/2024 của Chính phủ", None);
        check("2025 và các năm sau", None);
        check("Điều 28 Luật này", None);
        check("số 12/KH-UBND", None);
        check("---------", None);
        check("01/BCĐ-thông tin", None);
    }
}
