//! Tokens of RTF: groups, control words, bytes.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    GroupStart,
    GroupEnd,
    /// `\par`, `\u7841`: the word and its number.
    Word(&'b str, Option<i32>),
    /// `\~`: a control sign.
    Sign(u8),
    /// A byte of text, plain or as `\'e1`.
    Byte(u8),
}

/// Letters of a control word at the most.
const LONGEST_WORD: usize = 32;

/// The tokens of `bytes`; pictures in binary are skipped.
pub(super) struct Lexer<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Lexer<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Lexer<'b> {
        Lexer { bytes, at: 0 }
    }

    fn next_byte(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied()?;
        self.at += 1;
        Some(byte)
    }

    fn control(&mut self) -> Option<Token<'b>> {
        let first = self.bytes.get(self.at).copied()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        match first {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2).and_then(|pair| std::str::from_utf8(pair).ok());
                let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
                    return Some(Token::Sign(first));
                };
                self.at += 2;
                Some(Token::Byte(byte))
            }
            b'\\' | b'{' | b'}' => Some(Token::Byte(first)),
            b'\r' | b'\n' => Some(Token::Word("par", None)),
            sign => Some(Token::Sign(sign)),
        }
    }

    fn word(&mut self) -> Token<'b> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take(LONGEST_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = rest.get(..length).and_then(|word| std::str::from_utf8(word).ok()).unwrap_or_default();
        let behind = rest.get(length..).unwrap_or_default();
        let sign = usize::from(behind.first() == Some(&b'-'));
        let digits = behind.iter().skip(sign).take(11).take_while(|byte| byte.is_ascii_digit()).count();
        let number_length = if digits > 0 { sign + digits } else { 0 };
        let number =
            behind.get(..number_length).and_then(|number| std::str::from_utf8(number).ok()?.parse::<i32>().ok());
        self.at += length + number_length;
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word == "bin" {
            self.at = self.at.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        Token::Word(word, number)
    }
}

impl<'b> Iterator for Lexer<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            return match self.next_byte()? {
                b'{' => Some(Token::GroupStart),
                b'}' => Some(Token::GroupEnd),
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => continue,
                b'\t' => Some(Token::Word("tab", None)),
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_signs_and_bytes() {
        let tokens: Vec<Token<'_>> = Lexer::new(b"{\\u7841?\\'e1\\~a\\b0 b\\bin3 xyz}\\\\").collect();
        let expected = [
            Token::GroupStart,
            Token::Word("u", Some(7841)),
            Token::Byte(b'?'),
            Token::Byte(0xe1),
            Token::Sign(b'~'),
            Token::Byte(b'a'),
            Token::Word("b", Some(0)),
            Token::Byte(b'b'),
            Token::Word("bin", Some(3)),
            Token::GroupEnd,
            Token::Byte(b'\\'),
        ];
        assert_eq!(tokens, expected);
    }
}
