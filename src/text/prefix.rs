//! [`prefix`]: the start of a text.

/// At most `limit` bytes of the start of `text`, cut between letters.
///
/// ```
/// use vanban::text::prefix;
/// assert_eq!(prefix("kế hoạch", 3), "k");
/// assert_eq!(prefix("kế", 100), "kế");
/// ```
#[must_use]
pub fn prefix(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
